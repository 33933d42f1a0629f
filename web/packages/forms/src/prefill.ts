import { isAnswered } from "./parts";
import type { Answers, Form, Json } from "./types";

/** Answers with what is known of a person put where the form asks for it; nothing that was answered is changed. */
export function prefilled(form: Form, answers: Answers, known: Answers): Answers {
  const filled: Answers = { ...answers };
  for (const field of form.sections.flatMap((section) => section.fields)) {
    if (!field.prefill || isAnswered(filled[field.name])) continue;
    const value = field.prefill.split(".").reduce<Json | undefined>((at, step) => (at && typeof at === "object" && !Array.isArray(at) ? at[step] : undefined), known);
    if (isAnswered(value)) filled[field.name] = value;
  }
  return filled;
}

export const wantsPrefill = (form: Form) => form.sections.some((section) => section.fields.some((field) => field.prefill));
