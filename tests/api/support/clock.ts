import { expect } from "@playwright/test";

import { done, type Client } from "./client";

/** Whole minutes, as the legal clock and Mẫu 01 have them. */
export const minuteOf = (instant: string) => new Date(Math.floor(Date.parse(instant) / 60_000) * 60_000).toISOString().replace(".000Z", "Z");

/** Viet Nam is UTC+7 the whole year. */
export const vietnam = (instant: string) => {
  const [day, time] = new Date(Date.parse(instant) + 7 * 3_600_000).toISOString().split("T") as [string, string];
  const [year, month, date] = day.split("-");
  const [hours, minutes] = time.split(":");
  return { year: year!, month: month!, date: date!, hours: hours!, minutes: minutes!, day };
};

/** Any later instant that an apology may name. */
export const daysAfter = (instant: string, days: number) => new Date(Date.parse(instant) + days * 86_400_000).toISOString().replace(".000Z", "Z");

/** The legal clock's own answer for a limit that starts at an instant: what a due date must be, whatever day it is. */
export async function dueAt(who: Client, from: string, limit: [amount: number, unit: string], unitCode: string, pauses: any[] = [], policy = "pause"): Promise<string> {
  const question = { received_at: from, limit: { amount: limit[0], unit: limit[1] }, policy, pauses, unit_code: unitCode };
  return done(await who.post("/api/public/v1/deadlines", question), 200).due_at;
}

/** The due date of a dossier is what the public reckoning says for its receipt and its pauses. */
export async function expectDue(who: Client, detail: any, limit: [number, string], policy = "pause") {
  const unit = detail.deciding_agency.code;
  const closed = detail.pauses.filter((pause: any) => pause.to);
  expect(detail.due_at).toBe(await dueAt(who, detail.received_at, limit, unit, closed, policy));
}

/** The end of the last session of the last working day before the day of an instant. */
export async function lastMomentBefore(who: Client, instant: string, unitCode: string): Promise<string> {
  for (let back = 1; back < 30; ++back) {
    const { day } = vietnam(daysAfter(instant, -back));
    const end = await dueAt(who, `${day}T00:00:00+07:00`, [0, "immediate"], unitCode);
    if (vietnam(end).day === day) return end;
  }
  throw new Error(`no working day in the month before ${instant}`);
}
