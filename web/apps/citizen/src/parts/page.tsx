import { useEffect, type ReactNode } from "react";

import { platform } from "../services";

interface Props {
  title: string;
  windowTitle?: string;
  /** What of the title stays on one line where there is room for it. */
  whole?: string;
  children: ReactNode;
}

/** A page with its one heading, which is the window's title too. */
export function Page({ title, windowTitle = title, whole, children }: Props) {
  const [before, ...after] = whole ? title.split(whole) : [title];
  useEffect(() => platform.setTitle(windowTitle), [windowTitle]);
  return (
    <>
      <h1>{before}{whole && after.length > 0 && <><span className="whole">{whole}</span>{after.join(whole)}</>}</h1>
      {children}
    </>
  );
}
