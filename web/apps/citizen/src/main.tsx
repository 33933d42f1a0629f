import "@motcua/kit/tokens.css";
import "@motcua/kit/controls.css";
import "@motcua/kit/kit.css";
import "./citizen.css";

import { applyTextSize } from "@motcua/kit";
import { QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { createRoot } from "react-dom/client";

import { App } from "./app";
import { applyLanguage, changeLanguage, chosenLanguage } from "./language";
import { platform, queries } from "./services";

/** Drawn anew as a whole when the language changes. */
function Root() {
  const [language, setLanguage] = useState(chosenLanguage());
  return <App key={language} onLanguage={(next) => void changeLanguage(next).then(() => setLanguage(next))} />;
}

applyTextSize(platform.store);
void applyLanguage().then(() => {
  createRoot(document.getElementById("app")!).render(
    <QueryClientProvider client={queries}>
      <Root />
    </QueryClientProvider>,
  );
});
