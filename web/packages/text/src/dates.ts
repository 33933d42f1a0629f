// Days are "2026-09-03", instants "2026-08-28T02:00:00Z"; people read and type dd/MM/yyyy in the time of Viet Nam (UTC+7, no
// summer time). Nothing here asks the browser for its locale or zone.

import { say } from "./say";

export type Day = string;
export type Instant = string;

const vietnamOffset = 7 * 3600_000;
const dayLength = 24 * 3600_000;

const two = (n: number) => String(n).padStart(2, "0");

function inVietnam(instant: Instant | number): Date {
  return new Date((typeof instant === "number" ? instant : Date.parse(instant)) + vietnamOffset);
}

/** The day in Viet Nam at an instant. */
export function dayOf(instant: Instant | number): Day {
  return inVietnam(instant).toISOString().slice(0, 10);
}

export function isDay(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const date = new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])));
  return date.toISOString().slice(0, 10) === text;
}

/** Whole days from one day to another; negative when the second is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayLength);
}

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(day) + days * dayLength).toISOString().slice(0, 10);
}

/** "2026-09-03" → "03/09/2026"; also "2026-09" → "09/2026" and "2026" → "2026". */
export function dayText(day: Day): string {
  return day.split("-").reverse().join("/");
}

/** "09:00 28/08/2026" */
export function instantText(instant: Instant): string {
  return `${timeText(instant)} ${dayText(dayOf(instant))}`;
}

/** "09:00" */
export function timeText(instant: Instant): string {
  const date = inVietnam(instant);
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
}

/** What a person typed as a day: 3/9/2026, 03-09-2026, 3.9.2026, 03092026. Nothing when it is no day of the calendar. */
export function parseDay(typed: string): Day | undefined {
  const match = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(typed.trim()) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(typed.trim());
  if (!match) return undefined;
  const day = `${match[3]}-${match[2]!.padStart(2, "0")}-${match[1]!.padStart(2, "0")}`;
  return isDay(day) ? day : undefined;
}

/** A day of which the day or the month may be unknown: 1952, 3/1952, 7/3/1952. */
export function parsePartialDay(typed: string): string | undefined {
  const text = typed.trim();
  if (/^\d{4}$/.test(text)) return text;
  const match = /^(\d{1,2})[/.\- ](\d{4})$/.exec(text);
  if (!match) return parseDay(text);
  const month = Number(match[1]);
  return month >= 1 && month <= 12 ? `${match[2]}-${two(month)}` : undefined;
}

export type DueTone = "late" | "today" | "soon" | "calm";
export interface DueText {
  text: string;
  tone: DueTone;
}

/** How a due instant stands against now, in calendar days. Working days are only ever told by the server. */
export function dueText(due: Instant, now: number): DueText {
  const days = daysBetween(dayOf(now), dayOf(due));
  const passed = Date.parse(due) < now;
  if (passed) return { text: days === 0 ? say("trễ từ {time} hôm nay", { time: timeText(due) }) : say("trễ {days} ngày", { days: -days }), tone: "late" };
  if (days === 0) return { text: say("hôm nay, {time}", { time: timeText(due) }), tone: "today" };
  if (days === 1) return { text: say("ngày mai, {time}", { time: timeText(due) }), tone: "soon" };
  return { text: say("còn {days} ngày", { days }), tone: days <= 2 ? "soon" : "calm" };
}
