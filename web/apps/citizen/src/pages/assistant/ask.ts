import { type Schemas } from "@motcua/api-client";

import { platform } from "../../services";

export type Answer = Schemas["Answer"];
export type SaidLine = Schemas["SaidLine"];

/** One thing that was said, as the page shows it. */
export interface Turn {
  author: "person" | "assistant" | "officer";
  text: string;
  answer?: Answer;
  name?: string;
}

const key = "assistant";

/** The conversation goes on after a reload only when the person agreed that it is kept. */
export const keptConversation = () => platform.store.get(key) ?? "";
export const rememberConversation = (conversation: string) => platform.store.set(key, conversation);

// Pages that there are; a link that leads elsewhere is not shown.
const known = /^\/(thu-tuc|nop|tra-cuu|cua-toi|viec|linh-vuc)(\/|\?|$)/;
export const linksOf = (answer: Answer) => answer.links.filter((link) => known.test(link.path));

/** Where the values come from, each source once. */
export function sourcesOf(answer: Answer): string[] {
  return [...new Set(answer.facts.map((fact) => fact.source).filter(Boolean))];
}

export const turnsOf = (lines: SaidLine[]): Turn[] => lines.map((line) => ({ author: line.author, text: line.text, name: line.officer ?? undefined }));
