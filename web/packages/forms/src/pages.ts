import { examine } from "./engine";
import { allHold } from "./parts";
import type { Answers, Field, Form } from "./types";

/** A few fields that belong together: one idea, shown as a page of its own. */
export interface FormPage {
  title: string;
  hint?: string;
  /** Names of the form's top-level fields. */
  fields: string[];
}

const mostWeight = 4;
const weights: Partial<Record<Field["type"], number>> = { note: 0, check: 1, radio: 2, checks: 2, long_text: 2, address: 3, person: mostWeight, group: mostWeight, file: 2 };

const weightOf = (field: Field) => weights[field.type] ?? 1;

/** A field that is asked because of an answer stands on the page of that answer, as long as it is simple. */
function follows(field: Field, page: Field[]): boolean {
  return (field.when ?? []).some((condition) => page.some((other) => other.name === condition.field.split(".")[0]));
}

/** Cuts the sections of a form into pages, each small enough to be taken in at once. */
export function pagesOf(form: Form): FormPage[] {
  return form.sections.flatMap((section) => {
    const pages: Field[][] = [];
    let weight = 0;
    for (const field of section.fields) {
      const page = pages.at(-1);
      const own = page && follows(field, page) ? 0 : weightOf(field);
      if (page && weight + own <= mostWeight) {
        page.push(field);
        weight += own;
      } else {
        pages.push([field]);
        weight = own;
      }
    }
    return pages.map((fields) => ({ title: section.title, hint: section.hint, fields: fields.map((field) => field.name) }));
  });
}

/** The top-level fields that are asked now, by name. */
export function askedFields(form: Form, answers: Answers, today: string): Set<string> {
  const { cleaned } = examine(form, answers, today);
  const level = { ownAnswers: cleaned, topAnswers: cleaned };
  const sections = form.sections.filter((section) => allHold(section.when, level));
  return new Set(sections.flatMap((section) => section.fields.filter((field) => allHold(field.when, level)).map((field) => field.name)));
}
