import { dayText, normalisedPhone } from "@motcua/text";

import { hasUnexpectedCharacters, looksLikeAName } from "./characters";
import {
  allHold, fileMax, findAnswer, fixedBound, groupMax, isAnswered, isObject, longTextMax, parsePartialSpan, partsOf, textMax,
  type DaySpan, type Level,
} from "./parts";
import type { Answers, Field, FieldProblem, Form, Json, PlaceLookup } from "./types";

/**
 * One walk over the form that drops what is hidden, empty or of the wrong shape and names every fault on the way. Faulty texts
 * stay in `cleaned`, so that a condition on them still sees them.
 */
export interface Examined {
  cleaned: Answers;
  problems: FieldProblem[];
}

/** Every fault at once; an empty list is a yes. `today` is Viet Nam's. */
export function checkAnswers(form: Form, answers: Json | undefined, today: string, lookup?: PlaceLookup): FieldProblem[] {
  return examine(form, answers, today, lookup).problems;
}

/** Answers without what the form does not have, what is hidden and what is empty; texts in NFC and trimmed. */
export function cleanedAnswers(form: Form, answers: Json | undefined): Answers {
  return examine(form, answers, "1970-01-01").cleaned;
}

export function examine(form: Form, answers: Json | undefined, today: string, lookup?: PlaceLookup): Examined {
  return new Examiner(today, lookup).examine(form, answers ?? {});
}

class Examiner {
  private readonly cleaned: Answers = {};
  private readonly problems: FieldProblem[] = [];

  constructor(private readonly today: string, private readonly lookup?: PlaceLookup) {}

  examine(form: Form, answers: Json): Examined {
    if (!isObject(answers)) {
      this.problem("", "not_an_object");
      return this.result();
    }
    for (const section of form.sections) {
      if (!allHold(section.when, { ownAnswers: this.cleaned, topAnswers: this.cleaned })) continue;
      this.fields(section.fields, answers, this.cleaned, "");
    }
    return this.result();
  }

  private result(): Examined {
    return { cleaned: this.cleaned, problems: this.problems };
  }

  private problem(field: string, code: string, values?: Record<string, string>) {
    this.problems.push(values ? { field, code, values } : { field, code });
  }

  private wrong(path: string, code: string): undefined {
    this.problem(path, code);
    return undefined;
  }

  private fields(fields: Field[], given: Answers, cleaned: Answers, prefix: string, own?: Field[]) {
    const level: Level = { own, ownAnswers: cleaned, topAnswers: this.cleaned };
    for (const field of fields) {
      if (field.type === "note" || !allHold(field.when, level)) continue;
      const path = prefix + field.name;
      const value = Object.hasOwn(given, field.name) ? given[field.name] : undefined;
      if (!isAnswered(value)) {
        if (field.required) this.problem(path, "required");
        if (value === false && field.type === "check") cleaned[field.name] = value;
        continue;
      }
      const kept = this.answer(field, value!, path, level);
      if (kept !== undefined) cleaned[field.name] = kept;
    }
  }

  private answer(field: Field, value: Json, path: string, level: Level): Json | undefined {
    switch (field.type) {
      case "number":
      case "money": return this.number(field, value, path);
      case "check": return typeof value === "boolean" ? value : this.wrong(path, "not_true_or_false");
      case "checks": return this.checks(field, value, path);
      case "file": return this.files(field, value, path);
      case "address": return this.address(value, path);
      case "person": return this.person(field, value, path);
      case "group": return this.group(field, value, path);
      default: return this.text(field, value, path, level);
    }
  }

  private text(field: Field, value: Json, path: string, level: Level): string | undefined {
    if (typeof value !== "string") return this.wrong(path, "not_text");
    const text = value.normalize("NFC").trim();
    if (hasUnexpectedCharacters(text, field.type === "long_text")) {
      this.problem(path, "control_characters");
      return text;
    }
    if (!this.hasRightLength(field, [...text].length, path)) return text;
    return this.textOfKind(field, text, path, level);
  }

  private textOfKind(field: Field, text: string, path: string, level: Level): string {
    const unless = (isRight: boolean, code: string) => {
      if (!isRight) this.problem(path, code);
      return text;
    };
    switch (field.type) {
      case "name": return unless(looksLikeAName(text), "not_a_name");
      case "date":
      case "partial_date": this.date(field, text, path, level); return text;
      case "personal_id": {
        const digits = text.replaceAll(" ", "");
        unless(/^\d{12}$/.test(digits), "not_a_personal_id");
        return digits;
      }
      case "phone": return normalisedPhone(text) ?? unless(false, "not_a_phone");
      case "email": return unless(isEmail(text), "not_an_email");
      case "select":
      case "radio": return unless(isOption(field, text), "unknown_choice");
      default: this.pattern(field, text, path); return text;
    }
  }

  private hasRightLength(field: Field, length: number, path: string): boolean {
    const isFree = field.type === "text" || field.type === "long_text" || field.type === "name";
    const max = (isFree ? field.max : undefined) ?? (field.type === "long_text" ? longTextMax : textMax);
    if (length > max) {
      this.problem(path, "too_long", { max: String(max) });
      return false;
    }
    if (isFree && field.min !== undefined && length < field.min) {
      this.problem(path, "too_short", { min: String(field.min) });
      return false;
    }
    return true;
  }

  private pattern(field: Field, text: string, path: string) {
    if (field.pattern === undefined) return;
    if (new RegExp(`^(?:${field.pattern.replace(/^\^/, "").replace(/(?<!\\)\$$/, "")})$`, "u").test(text)) return;
    this.problem(path, "pattern", field.pattern_error === undefined ? undefined : { message: field.pattern_error });
  }

  private date(field: Field, text: string, path: string, level: Level) {
    const span = field.type === "date" && text.length !== 10 ? undefined : parsePartialSpan(text);
    if (!span) return this.problem(path, "not_a_date");
    const least = this.bound(field.not_before, level);
    if (least && span.last < least.first) this.problem(path, "too_early", { day: dayText(least.first) });
    const most = this.bound(field.not_after, level);
    if (most && span.first > most.last) this.problem(path, "too_late", { day: dayText(most.last) });
  }

  private bound(text: string | undefined, level: Level): DaySpan | undefined {
    if (text === undefined) return undefined;
    const day = fixedBound(text, this.today);
    if (day) return { first: day, last: day };
    const other = findAnswer(text, level);
    return typeof other === "string" ? parsePartialSpan(other) : undefined;
  }

  private number(field: Field, value: Json, path: string): number | undefined {
    if (typeof value !== "number" || !Number.isInteger(value)) return this.wrong(path, "not_whole_number");
    const least = field.min ?? (field.type === "money" ? 0 : -Number.MAX_SAFE_INTEGER);
    const most = field.max ?? Number.MAX_SAFE_INTEGER;
    if (value < least) this.problem(path, "too_small", { min: String(least) });
    if (value > most) this.problem(path, "too_large", { max: String(most) });
    return value;
  }

  private count(count: number, least: number, most: number, path: string) {
    if (count < least) this.problem(path, "too_few", { min: String(least) });
    if (count > most) this.problem(path, "too_many", { max: String(most) });
  }

  private checks(field: Field, value: Json, path: string): Json | undefined {
    if (!Array.isArray(value)) return this.wrong(path, "not_a_list");
    const size = field.options?.length ?? 0;
    const kept: string[] = [];
    value.slice(0, size + 1).forEach((item, i) => {
      const itemPath = `${path}[${i}]`;
      if (typeof item !== "string") this.problem(itemPath, "not_text");
      else if (!isOption(field, item)) this.problem(itemPath, "unknown_choice");
      else if (kept.includes(item)) this.problem(itemPath, "duplicate_choice");
      else kept.push(item);
    });
    this.count(value.length, field.min ?? 0, field.max ?? size, path);
    return kept.length ? kept : undefined;
  }

  private files(field: Field, value: Json, path: string): Json | undefined {
    if (!Array.isArray(value)) return this.wrong(path, "not_a_list");
    const most = field.max ?? fileMax;
    const kept: string[] = [];
    value.slice(0, most).forEach((item, i) => {
      if (typeof item === "string" && /^[0-9a-f]{64}$/.test(item)) kept.push(item);
      else this.problem(`${path}[${i}]`, "not_a_file");
    });
    this.count(value.length, field.min ?? 0, most, path);
    return kept.length ? kept : undefined;
  }

  private group(field: Field, value: Json, path: string): Json | undefined {
    if (!Array.isArray(value)) return this.wrong(path, "not_a_list");
    const most = field.max ?? groupMax;
    const own = partsOf(field);
    const rows = value.slice(0, most).map((row, i) => {
      const cleaned: Answers = {};
      if (isObject(row)) this.fields(own, row, cleaned, `${path}[${i}].`, own);
      else this.problem(`${path}[${i}]`, "not_an_object");
      return cleaned;
    });
    this.count(value.length, field.min ?? 0, most, path);
    return rows;
  }

  private person(field: Field, value: Json, path: string): Json | undefined {
    if (!isObject(value)) return this.wrong(path, "not_an_object");
    const parts = partsOf(field);
    const cleaned: Answers = {};
    this.fields(parts, value, cleaned, `${path}.`, parts);
    return cleaned;
  }

  private address(value: Json, path: string): Json | undefined {
    if (!isObject(value)) return this.wrong(path, "not_an_object");
    const cleaned: Answers = {};
    const nowhere: Level = { ownAnswers: {}, topAnswers: {} };
    for (const name of ["detail", "commune_code", "province_code"]) {
      const given = value[name];
      if (!isAnswered(given)) {
        this.problem(`${path}.${name}`, "required");
        continue;
      }
      const kept = this.text({ name, type: "text", label: "" }, given!, `${path}.${name}`, nowhere);
      if (kept !== undefined) cleaned[name] = kept;
    }
    this.codes(cleaned, path);
    return cleaned;
  }

  private codes(address: Answers, path: string) {
    const commune = address.commune_code as string | undefined;
    const province = address.province_code as string | undefined;
    const isProvince = /^\d{2}$/.test(province ?? "");
    if (province && !isProvince) this.problem(`${path}.province_code`, "unknown_province");
    if (!commune) return;
    const isCode = /^\d{5}$/.test(commune);
    const place = isCode ? this.lookup?.(commune) : undefined;
    if (!isCode || (this.lookup && !place)) return this.problem(`${path}.commune_code`, "unknown_commune");
    if (place && isProvince && place.province_code !== province) this.problem(`${path}.commune_code`, "commune_not_in_province");
  }
}

const isOption = (field: Field, value: string) => (field.options ?? []).some((option) => option.value === value);

function isEmail(text: string): boolean {
  const at = text.indexOf("@");
  if (text.length > 254 || at < 0) return false;
  const local = text.slice(0, at);
  if (!/^[\w.!#$%&'*+/=?^`{|}~-]{1,64}$/.test(local) || /^\.|\.$|\.\./.test(local)) return false;
  const labels = text.slice(at + 1).split(".");
  const isLabel = (label: string) => /^[A-Za-z0-9-]{1,63}$/.test(label) && !/^-|-$/.test(label);
  return labels.length >= 2 && labels.every(isLabel) && /^[A-Za-z-]{2,}$/.test(labels.at(-1)!);
}
