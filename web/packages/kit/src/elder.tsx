import { say } from "@motcua/text";
import { useState } from "react";

export interface TextSizeStore {
  get(key: string): string | null;
  set(key: string, value: string): void;
}

const key = "text";

/** Applies the remembered size before anything is drawn. */
export function applyTextSize(store: TextSizeStore) {
  if (store.get(key) === "large") document.documentElement.dataset.text = "large";
}

/** Chữ to: one switch, remembered on this device. */
export function TextSizeSwitch({ store }: { store: TextSizeStore }) {
  const [isLarge, setLarge] = useState(document.documentElement.dataset.text === "large");
  const toggle = () => {
    const next = !isLarge;
    setLarge(next);
    store.set(key, next ? "large" : "");
    if (next) document.documentElement.dataset.text = "large";
    else delete document.documentElement.dataset.text;
  };
  return <button type="button" className="text-switch" aria-pressed={isLarge} onClick={toggle}>{say("Chữ to")}</button>;
}
