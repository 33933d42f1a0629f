import "@motcua/kit/tokens.css";
import "@mantine/core/styles/default-css-variables.css";
import "@mantine/core/styles/baseline.css";
import "@mantine/core/styles/global.css";
import "@mantine/core/styles/UnstyledButton.css";
import "@mantine/core/styles/Button.css";
import "@mantine/core/styles/CloseButton.css";
import "@mantine/core/styles/ModalBase.css";
import "@mantine/core/styles/Modal.css";
import "@mantine/core/styles/Overlay.css";
import "@mantine/core/styles/Paper.css";
import "@mantine/core/styles/Popover.css";
import "@mantine/core/styles/Menu.css";
import "@mantine/core/styles/Loader.css";
import "@motcua/kit/controls.css";
import "./staff.css";

import { MantineProvider } from "@mantine/core";
import { FormServicesContext } from "@motcua/forms";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { setNonce } from "get-nonce";
import { createRoot } from "react-dom/client";

import { router } from "./router";
import { formServices, queries } from "./services";
import { theme } from "./theme";

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";
// The scroll lock of dialogs writes a style of its own.
setNonce(nonce);

createRoot(document.getElementById("app")!).render(
  <MantineProvider theme={theme} getStyleNonce={() => nonce}>
    <QueryClientProvider client={queries}>
      <FormServicesContext.Provider value={formServices}>
        <RouterProvider router={router} />
      </FormServicesContext.Provider>
    </QueryClientProvider>
  </MantineProvider>,
);
