import { dayText, dongText } from "@motcua/text";

import { cleanedAnswers } from "./engine";
import { isAnswered, isObject, partsOf } from "./parts";
import type { Answers, Field, Form, Json, PlaceLookup } from "./types";

export interface ReadableAnswer {
  label: string;
  text: string;
}

/** Label and readable text of every answered field, in the form's order, as the server prints them. */
export function readable(form: Form, answers: Json | undefined, lookup?: PlaceLookup): ReadableAnswer[] {
  const cleaned = cleanedAnswers(form, answers);
  return form.sections.flatMap((section) => readFields(section.fields, cleaned, "", lookup));
}

function readFields(fields: Field[], answers: Answers, prefix: string, lookup?: PlaceLookup): ReadableAnswer[] {
  return fields.flatMap((field) => {
    const value = answers[field.name];
    if (!isAnswered(value) || field.type === "note") return [];
    const label = prefix + field.label;
    if (field.type === "person") return readFields(partsOf(field), value as Answers, `${label} – `, lookup);
    if (field.type === "group") return (value as Answers[]).flatMap((row, i) => readFields(partsOf(field), row, `${label} ${i + 1} – `, lookup));
    return [{ label, text: textOf(field, value!, lookup) }];
  });
}

function textOf(field: Field, value: Json, lookup?: PlaceLookup): string {
  const optionLabel = (option: Json) => field.options?.find((o) => o.value === option)?.label ?? String(option);
  switch (field.type) {
    case "money": return dongText(value as number).replace("\u00a0", " ");
    case "check": return "Có";
    case "checks": return (value as Json[]).map(optionLabel).join("; ");
    case "file": return `${(value as Json[]).length} tệp`;
    case "address": return isObject(value) ? addressText(value, lookup) : "";
    case "date":
    case "partial_date": return dayText(value as string);
    case "select":
    case "radio": return optionLabel(value);
    default: return String(value);
  }
}

function addressText(address: Answers, lookup?: PlaceLookup): string {
  const commune = address.commune_code as string | undefined;
  const place = commune ? lookup?.(commune) : undefined;
  return [address.detail, place?.commune_name ?? commune, place?.province_name ?? address.province_code].filter(Boolean).join(", ");
}
