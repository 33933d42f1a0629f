import { describe, expect, test } from "vitest";

import { addDays, dayOf, dayText, daysBetween, dueText, instantText, isDay, parseDay, parsePartialDay } from "./dates";

test("an instant is read in the time of Viet Nam whatever the machine's zone is", () => {
  expect(instantText("2026-08-27T17:30:00Z")).toBe("00:30 28/08/2026");
  expect(dayOf("2026-08-27T16:59:59Z")).toBe("2026-08-27");
  expect(dayOf("2026-08-27T17:00:00Z")).toBe("2026-08-28");
});

test("days are counted across months and leap years", () => {
  expect(daysBetween("2028-02-28", "2028-03-01")).toBe(2);
  expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
});

test.each([
  ["3/9/2026", "2026-09-03"], ["03-09-2026", "2026-09-03"], ["3.9.2026", "2026-09-03"], ["03092026", "2026-09-03"], [" 29/02/2028 ", "2028-02-29"],
  ["29/02/2026", undefined], ["31/04/2026", undefined], ["13/13/2026", undefined], ["2026-09-03", undefined], ["3/9/26", undefined], ["", undefined],
])("a day typed as %j is %j", (typed, day) => expect(parseDay(typed)).toBe(day));

test.each([
  ["1952", "1952"], ["3/1952", "1952-03"], ["13/1952", undefined], ["7/3/1952", "1952-03-07"], ["52", undefined],
])("a day of which parts are unknown, typed as %j, is %j", (typed, day) => expect(parsePartialDay(typed)).toBe(day));

test("partial days are written shortest first", () => {
  expect(dayText("1952-03-07")).toBe("07/03/1952");
  expect(dayText("1952-03")).toBe("03/1952");
  expect(dayText("1952")).toBe("1952");
});

test("only real days are days", () => {
  expect(isDay("2026-02-28")).toBe(true);
  expect(isDay("2026-02-29")).toBe(false);
  expect(isDay("2026-2-8")).toBe(false);
});

describe("how a due instant stands", () => {
  const now = Date.parse("2026-08-28T02:00:00Z"); // 09:00 in Viet Nam
  test.each([
    ["2026-08-28T09:30:00Z", "hôm nay, 16:30", "today"],
    ["2026-08-28T01:00:00Z", "trễ từ 08:00 hôm nay", "late"],
    ["2026-08-25T02:00:00Z", "trễ 3 ngày", "late"],
    ["2026-08-28T17:30:00Z", "ngày mai, 00:30", "soon"],
    ["2026-08-30T02:00:00Z", "còn 2 ngày", "soon"],
    ["2026-09-05T02:00:00Z", "còn 8 ngày", "calm"],
  ])("%s: %s", (due, text, tone) => expect(dueText(due, now)).toEqual({ text, tone }));
});
