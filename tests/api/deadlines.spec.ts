import { expect, test } from "@playwright/test";

import { done, refused } from "./support/client";
import { vietnam } from "./support/clock";
import { sampleCity } from "./support/city";

const city = sampleCity();

/** "2026-07-02 14:20" as people in Viet Nam say it. */
const at = (text: string) => `${text.replace(" ", "T")}:00+07:00`;
const said = (instant: string) => {
  const { day, hours, minutes } = vietnam(instant);
  return `${day} ${hours}:${minutes}`;
};
const reckon = (body: object) => city.citizen().post("/api/public/v1/deadlines", body);

const days = (amount: number) => ({ amount, unit: "working_day" });
const withinTheDay = { amount: 0, unit: "immediate" };

// The worked examples of the legal clock. D9 is tested with the apology, D11 with dossiers of other communes.
const examples: [name: string, received: string, limit: object, due: string, more?: object][] = [
  ["D1 three working days over a weekend", "2026-07-02 14:20", days(3), "2026-07-07 14:20"],
  ["D2 New Year and a day swapped off", "2025-12-31 16:00", days(5), "2026-01-09 16:00"],
  ["D3 a make-up Saturday counts", "2025-12-31 16:00", days(6), "2026-01-10 16:00"],
  ["D4 over Tết", "2026-02-12 09:00", days(3), "2026-02-24 09:00"],
  ["D5 a make-up Saturday before the National Day", "2026-08-21 15:30", days(2), "2026-08-24 15:30"],
  ["D6 over the National Day", "2026-08-28 15:10", days(1), "2026-09-03 15:10"],
  ["D8 pause and go on", "2026-07-06 08:00", days(5), "2026-07-16 17:00", { policy: "pause", pauses: [{ from: at("2026-07-08 10:00"), to: at("2026-07-14 09:00") }] }],
  ["D8 reset", "2026-07-06 08:00", days(5), "2026-07-21 09:00", { policy: "reset", pauses: [{ from: at("2026-07-08 10:00"), to: at("2026-07-14 09:00") }] }],
  ["D10 accepted on Monday, sent on Sunday", "2026-07-06 10:00", days(3), "2026-07-09 10:00"],
];

for (const [name, received, limit, due, more] of examples)
  test(name, async () => {
    expect(said(done(await reckon({ received_at: at(received), limit, ...more }), 200).due_at)).toBe(due);
  });

test("D7 within the day, received after 15:00: the next working day", async () => {
  const { due_at } = done(await reckon({ received_at: at("2026-08-28 15:10"), limit: withinTheDay }), 200);
  expect(vietnam(due_at).day).toBe("2026-09-03");
  expect(vietnam(done(await reckon({ received_at: at("2026-08-28 14:59"), limit: withinTheDay })).due_at).day).toBe("2026-08-28");
});

test("a Saturday session takes dossiers and does not count, and the explanation names the days that were skipped", async () => {
  const saturday = done(await reckon({ received_at: at("2026-07-04 08:00"), limit: days(1), unit_code: "11779" }));
  expect(said(saturday.due_at)).toBe("2026-07-07 07:00");
  const tet = done(await reckon({ received_at: at("2026-02-12 09:00"), limit: days(3) }));
  expect(tet.explanation.join(" ")).toMatch(/Tết/);
});

test("a deadline in a year whose calendar nobody has confirmed is provisional", async () => {
  expect(done(await reckon({ received_at: at("2026-07-02 14:20"), limit: days(3) })).provisional).toBe(false);
  expect(done(await reckon({ received_at: at("2099-07-02 14:20"), limit: days(3) })).provisional).toBe(true);
});

test("what cannot be reckoned is refused by its field", async () => {
  const good = { received_at: at("2026-07-02 14:20"), limit: days(3) };
  const faults: [object, string, string][] = [
    [{ ...good, limit: days(0) }, "limit.amount", "out_of_range"],
    [{ ...good, limit: days(-1) }, "limit.amount", "out_of_range"],
    [{ ...good, limit: days(3651) }, "limit.amount", "out_of_range"],
    [{ ...good, limit: days(0.001) }, "limit.amount", "out_of_range"],
    [{ ...good, limit: { amount: 1, unit: "fortnight" } }, "limit.unit", "unknown_choice"],
    [{ ...good, limit: { amount: "3", unit: "day" } }, "limit.amount", "not_number"],
    [{ ...good, received_at: "2026-07-02T14:20:00" }, "received_at", "not_an_instant"],
    [{ ...good, received_at: at("1999-12-31 14:20") }, "received_at", "out_of_range"],
    [{ ...good, unit_code: "99999" }, "unit_code", "unknown_unit"],
    [{ ...good, pauses: [{ from: at("2026-07-03 10:00"), to: at("2026-07-03 09:00") }] }, "pauses[0].to", "too_early"],
    [{ ...good, pauses: Array.from({ length: 101 }, () => ({ from: at("2026-07-03 09:00"), to: at("2026-07-03 10:00") })) }, "pauses", "too_many"],
    [{ limit: days(3) }, "received_at", "required"],
  ];
  for (const [body, field, code] of faults) refused(await reckon(body), 422, "invalid_input", [field, code]);
});
