import { addDays, isDay } from "@motcua/text";

import type { Answers, Condition, Field, Json } from "./types";

export const textMax = 300;
export const longTextMax = 3000;
export const groupMax = 50;
export const fileMax = 10;

const personParts: Field[] = [
  { name: "full_name", type: "name", label: "Họ, chữ đệm, tên", required: true },
  { name: "personal_id", type: "personal_id", label: "Số định danh cá nhân" },
  { name: "birth_date", type: "partial_date", label: "Ngày sinh", not_before: "1800-01-01", not_after: "today" },
  { name: "sex", type: "radio", label: "Giới tính", options: [{ value: "male", label: "Nam" }, { value: "female", label: "Nữ" }] },
  { name: "nationality", type: "text", label: "Quốc tịch", max: 100 },
  { name: "ethnicity", type: "text", label: "Dân tộc", max: 100 },
  { name: "address", type: "address", label: "Nơi cư trú" },
];

/** The parts of a person and the fields of a group's row; a person's own fields replace the parts of the same name. */
export function partsOf(field: Field): Field[] {
  if (field.type === "group") return field.fields ?? [];
  if (field.type !== "person") return [];
  const own = field.fields ?? [];
  const replaced = personParts.map((part) => own.find((f) => f.name === part.name) ?? part);
  return [...replaced, ...own.filter((f) => !personParts.some((part) => part.name === f.name))];
}

export const isObject = (value: Json | undefined): value is Answers => typeof value === "object" && value !== null && !Array.isArray(value);

/** Nothing given: no answer, null, white space, an empty list, an object of such members, a box not ticked. */
export function isAnswered(value: Json | undefined): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === "boolean") return value;
  if (typeof value === "string") return value.trim() !== "";
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === "object") return Object.values(value).some(isAnswered);
  return true;
}

/** Where a condition looks: the fields of its own level first, then those of the top. */
export interface Level {
  own?: Field[];
  ownAnswers: Answers;
  topAnswers: Answers;
}

export function findAnswer(path: string, level: Level): Json | undefined {
  const steps = path.split(".");
  const isOwn = level.own?.some((f) => f.name === steps[0]);
  let at: Json | undefined = isOwn ? level.ownAnswers : level.topAnswers;
  for (const step of steps) at = isObject(at) && Object.hasOwn(at, step) ? at[step] : undefined;
  return at;
}

function isOneOf(answer: Json | undefined, wanted: string[]): boolean {
  if (!isAnswered(answer)) return wanted.includes("false");
  if (Array.isArray(answer)) return answer.some((item) => typeof item === "string" && wanted.includes(item));
  if (typeof answer === "string") return wanted.includes(answer.trim());
  if (typeof answer === "boolean") return wanted.includes(String(answer));
  return wanted.includes(Number.isInteger(answer) ? String(answer) : "");
}

function holds(condition: Condition, answer: Json | undefined): boolean {
  if (condition.equals !== undefined) return isOneOf(answer, [condition.equals]);
  if (condition.one_of?.length) return isOneOf(answer, condition.one_of);
  if (condition.answered !== undefined) return isAnswered(answer) === condition.answered;
  if (condition.at_least === undefined) return false;
  if (Array.isArray(answer)) return answer.length >= condition.at_least;
  return typeof answer === "number" && answer >= condition.at_least;
}

export function allHold(conditions: Condition[] | undefined, level: Level): boolean {
  return (conditions ?? []).every((condition) => holds(condition, findAnswer(condition.field, level)));
}

export interface DaySpan {
  first: string;
  last: string;
}

const lastOfMonth = (month: string) => {
  const [year, m] = month.split("-").map(Number);
  return new Date(Date.UTC(year!, m!, 0)).toISOString().slice(0, 10);
};

/** "1952", "1952-03", "1952-03-07" as the first and the last day it may mean. */
export function parsePartialSpan(text: string): DaySpan | undefined {
  if (text.length === 10) return isDay(text) ? { first: text, last: text } : undefined;
  if (text.length !== 4 && text.length !== 7) return undefined;
  const first = text + (text.length === 4 ? "-01-01" : "-01");
  if (!isDay(first)) return undefined;
  return { first, last: lastOfMonth(text.length === 4 ? `${text}-12` : text) };
}

function shifted(day: string, shift: string): string | undefined {
  const match = /^([+-])(\d{1,5})([dmy])$/.exec(shift);
  if (!match) return undefined;
  const count = Number(match[2]) * (match[1] === "-" ? -1 : 1);
  if (match[3] === "d") return addDays(day, count);
  const [year, month, date] = day.split("-").map(Number);
  const wanted = new Date(Date.UTC(year!, month! - 1 + (match[3] === "m" ? count : 12 * count), 1)).toISOString().slice(0, 7);
  const exact = `${wanted}-${String(date).padStart(2, "0")}`;
  return isDay(exact) ? exact : lastOfMonth(wanted);
}

/** "today", "today+3m", "2025-07-01"; nothing when the text is the name of a field. */
export function fixedBound(text: string, today: string): string | undefined {
  if (text === "today") return today;
  if (text.startsWith("today")) return shifted(today, text.slice(5));
  return isDay(text) ? text : undefined;
}
