import "@motcua/kit/tokens.css";
import "@motcua/kit/controls.css";
import "@motcua/kit/kit.css";

import { applyTextSize } from "@motcua/kit";
import { QueryClientProvider } from "@tanstack/react-query";
import { createRoot } from "react-dom/client";

import { App } from "./app";
import { platform, queries } from "./services";

applyTextSize(platform.store);
createRoot(document.getElementById("app")!).render(
  <QueryClientProvider client={queries}>
    <App />
  </QueryClientProvider>,
);
