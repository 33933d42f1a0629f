import { useEffect, type ReactNode } from "react";

import { platform } from "../services";

/** A page with its one heading, which is the window's title too. */
export function Page({ title, windowTitle = title, children }: { title: string; windowTitle?: string; children: ReactNode }) {
  useEffect(() => platform.setTitle(windowTitle), [windowTitle]);
  return (
    <>
      <h1>{title}</h1>
      {children}
    </>
  );
}
