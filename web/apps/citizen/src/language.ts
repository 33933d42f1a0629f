import { speakIn } from "@motcua/text";

import { platform } from "./services";

const key = "language";

export type Language = "vi" | "en";

export const chosenLanguage = (): Language => (platform.store.get(key) === "en" ? "en" : "vi");

/** Loads the words when they are not the ones of the code. */
export async function applyLanguage(language = chosenLanguage()) {
  speakIn(language === "en" ? (await import("./en")).en : undefined);
  document.documentElement.lang = language;
}

export async function changeLanguage(language: Language) {
  platform.store.set(key, language === "vi" ? "" : language);
  await applyLanguage(language);
}
