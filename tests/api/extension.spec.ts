import { expect, test } from "@playwright/test";

import { daysAfter, lastMomentBefore, vietnam } from "./support/clock";
import { sampleCity } from "./support/city";
import { birthRegistration, file, socialPension } from "./support/filings";
import { printed } from "./support/pdf";

const city = sampleCity();
const reason = "Chưa có kết quả xác minh của nơi cư trú cũ";

// Acceptance 5: a second Mẫu 04 is refused.
test("an apology moves the date once, and lateness is still measured against the first date", async () => {
  const commune = city.commune();
  const [desk, chair] = [await commune.desk(), await commune.chair()];
  const dossier = await file(desk, socialPension({ forward_now: true }));
  const first = dossier.last.due_at;
  const later = daysAfter(first, 7);

  await dossier.refuses(chair, "extend", { due_at: daysAfter(first, -1), reason }, 422, "invalid_input", ["due_at", "too_early"]);
  await dossier.act(chair, "extend", { due_at: later, reason });
  expect(dossier.last).toMatchObject({ due_at: later, letters: [{ form: "extension_apology" }] });
  const detail = await dossier.detail(desk);
  expect(detail).toMatchObject({ extension_count: 1, extended_from: first, first_due_at: first, due_at: later });

  const letter = await printed(desk, `${dossier.path}/letters/${dossier.last.letters[0].number}.pdf`);
  const on = (instant: string) => `ngày ${vietnam(instant).date} tháng`;
  for (const words of [dossier.code, reason, on(first), on(later)]) expect(letter).toContain(words);
  await expect.poll(() => city.messagesTo(detail.applicant.phone).some((text) => text.includes("Xin lỗi"))).toBe(true);

  await dossier.refuses(chair, "extend", { due_at: daysAfter(later, 7), reason }, 409, "already_extended");
});

test("only a leader who names the legal basis extends a second time", async () => {
  const commune = city.commune();
  const [desk, chair] = [await commune.desk(), await commune.chair()];
  const deputy = await city.officer(`truongphong-vhxh-1.${commune.slug}`);
  const dossier = await file(desk, socialPension({ forward_now: true }));
  const later = daysAfter(dossier.last.due_at, 7);
  await dossier.refuses(deputy, "extend", { due_at: later, reason }, 403, "not_deciding_agency");
  await dossier.act(chair, "extend", { due_at: later, reason });
  await dossier.refuses(chair, "extend", { due_at: daysAfter(later, 7), reason, legal_basis: " " }, 422, "invalid_input", ["legal_basis", "required"]);
  await dossier.act(chair, "extend", { due_at: daysAfter(later, 7), reason, legal_basis: "Văn bản số 1/UBND-VP" });
  expect((await dossier.detail(desk)).extension_count).toBe(2);
});

// D9: the apology must be sent by the end of the last working day before the due date.
test("an apology on the due day comes too late", async () => {
  const commune = city.commune();
  const [desk, chair] = [await commune.desk(), await commune.chair()];
  const dossier = await file(desk, birthRegistration({ forward_now: true }));
  const latest = await lastMomentBefore(desk, dossier.last.due_at, commune.code);
  const wish = { due_at: daysAfter(dossier.last.due_at, 3), reason };
  if (Date.now() <= Date.parse(latest)) return void (await dossier.act(chair, "extend", wish));  // Received after the cut-off of the day before.
  const problem = await dossier.refuses(chair, "extend", wish, 409, "extension_too_late");
  expect(problem.detail).toContain(`${vietnam(latest).date}/${vietnam(latest).month}/${vietnam(latest).year}`);
});
