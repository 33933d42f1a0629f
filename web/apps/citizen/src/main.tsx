import "@motcua/kit/tokens.css";
import "@motcua/kit/controls.css";
import "@motcua/kit/kit.css";
import "./citizen.css";

import { applyTextSize } from "@motcua/kit";
import { QueryClientProvider } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { createRoot } from "react-dom/client";

import { App } from "./app";
import { applyLanguage, changeLanguage, chosenLanguage } from "./language";
import { keepFresh } from "./offline";
import { platform, queries } from "./services";

/** Drawn anew as a whole when the language changes. */
function Root() {
  const [language, setLanguage] = useState(chosenLanguage());
  const [isRead, setRead] = useState(false);
  useEffect(() => void platform.ready?.then(() => applyLanguage()).then(() => setRead(true)), []);
  return <App key={language + String(isRead)} onLanguage={(next) => void changeLanguage(next).then(() => setLanguage(next))} />;
}

/** The server is asked anew when the line is back; what is shown offline was kept by the worker. */
function startWorker() {
  if (platform.kind !== "web" || !import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  addEventListener("load", () => void navigator.serviceWorker.register("/sw.js").catch(() => undefined));
}

startWorker();
keepFresh(() => queries.invalidateQueries());
applyTextSize(platform.store);
void applyLanguage().then(() => {
  createRoot(document.getElementById("app")!).render(
    <QueryClientProvider client={queries}>
      <Root />
    </QueryClientProvider>,
  );
});
