import { useEffect } from "react";

import { queries } from "../services";

const quietTime = 1000;

/**
 * Reads the lists anew when the server says that an inbox has changed, at most once a second. Only while the page is seen: a
 * browser keeps six connections to a server, and officers keep many tabs.
 */
export function useLiveInbox() {
  useEffect(() => {
    let stream: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const changed = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void queries.invalidateQueries({ queryKey: ["dossiers"] });
        void queries.invalidateQueries({ queryKey: ["counts"] });
      }, quietTime);
    };
    const follow = () => {
      stream?.close();
      stream = undefined;
      if (document.visibilityState === "hidden") return;
      stream = new EventSource("/api/events");
      stream.addEventListener("inbox_changed", changed);
      stream.addEventListener("missed", changed);
    };
    follow();
    document.addEventListener("visibilitychange", follow);
    return () => {
      document.removeEventListener("visibilitychange", follow);
      clearTimeout(timer);
      stream?.close();
    };
  }, []);
}
