import { useLayoutEffect, useRef } from "react";

/** Keys that work anywhere on the page, from the moment that it is seen: "F9", "Ctrl+k". Letters alone are never used, people type them. */
export function useKeys(keys: Record<string, () => void>) {
  const latest = useRef(keys);
  useLayoutEffect(() => {
    latest.current = keys;
  });
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const name = (event.ctrlKey || event.metaKey ? "Ctrl+" : "") + (event.key.length === 1 ? event.key.toLowerCase() : event.key);
      const action = latest.current[name];
      if (!action || event.altKey) return;
      event.preventDefault();
      // A key that is held down was pressed once.
      if (!event.repeat) action();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}
