import { expect, test } from "@playwright/test";

import { done, refused } from "./support/client";
import { expectDue } from "./support/clock";
import { sampleCity } from "./support/city";
import { certifiedCopies, file, paperCopies, somebody } from "./support/filings";

const city = sampleCity();

test("copies are certified while the citizen waits, paid for, and handed over", async () => {
  const commune = city.commune();
  const [desk, expert, chair] = [await commune.desk(), await commune.expert(), await commune.chair()];
  const quote = done(await desk.post("/api/public/v1/procedures/2.000815/fees", { unit_code: commune.code, channel: "counter", chosen: paperCopies, pages: 5, copies: 3 }));
  expect(quote.total_vnd).toBe(3 * (2 * 2_000 + 3 * 1_000));

  const dossier = await file(desk, certifiedCopies());
  expect(dossier.last).toMatchObject({ state: "received", fee_vnd: quote.total_vnd });
  await dossier.act(desk, "forward");
  await dossier.act(expert, "forward");
  await dossier.act(chair, "approve", { outcome: "granted", result: { number: "231", name: "Bản sao được chứng thực", files: [] } });

  await dossier.refuses(desk, "hand-over", { checked: "identity_card" }, 409, "fee_not_paid");
  await dossier.refuses(desk, "confirm-payment", { amount_vnd: 20_000, receipt: "BL 0001" }, 422, "invalid_input", ["amount_vnd", "amount_differs"]);
  await dossier.act(desk, "confirm-payment", { amount_vnd: 21_000, receipt: "BL 0001" });
  await dossier.refuses(desk, "confirm-payment", { amount_vnd: 21_000, receipt: "BL 0002" }, 409, "nothing_to_pay");
  await dossier.act(desk, "hand-over", { checked: "identity_card" });

  const detail = await dossier.detail(desk);
  expect(detail).toMatchObject({ state: "returned", fee_vnd: 21_000 });
  expect(detail.fee_paid_at).toBeTruthy();
  await expectDue(desk, detail, [0, "immediate"]);
});

test("what is paid at the counter need not be paid at the end", async () => {
  const commune = city.commune();
  const desk = await commune.desk();
  const dossier = await file(desk, certifiedCopies({ fee: { chosen: paperCopies, pages: 2, copies: 1, collected: true }, forward_now: true }));
  await dossier.act(await commune.expert(), "forward");
  await dossier.act(await commune.chair(), "approve", { outcome: "granted", result: { number: "232", name: "Bản sao được chứng thực", files: [] } });
  await dossier.act(desk, "hand-over", { checked: "receipt" });
  expect((await dossier.detail(desk)).fee_vnd).toBe(4_000);
});

test("the fee of a filled-in form is the fee that the public was told", async () => {
  const commune = city.commune();
  const desk = await commune.desk();
  const person = somebody();
  for (const copy_kind of ["paper", "electronic"]) {
    const answers = { copy_kind, papers: [{ paper_name: "Bằng tốt nghiệp", pages: 2, copies: 3 }, { paper_name: "Giấy kết hôn", pages: 1, copies: 2 }], requester_name: person.full_name };
    const quote = done(await desk.post("/api/public/v1/procedures/2.000815/fees", { unit_code: commune.code, channel: "counter", answers }));
    const dossier = await file(desk, certifiedCopies({ applicant: person, answers, fee: undefined }));
    expect(dossier.last.fee_vnd).toBe(quote.total_vnd);
    if (copy_kind === "paper") expect(quote.total_vnd).toBe(3 * 4_000 + 2 * 2_000);
  }
});

test("nobody is charged for pages that nobody has counted", async () => {
  const desk = await city.commune().desk();
  refused(await desk.post("/api/dossiers", certifiedCopies({ fee: { chosen: paperCopies } })), 422, "invalid_input", ["fee.chosen", "fee_choice_needed"]);
  refused(await desk.post("/api/dossiers", certifiedCopies({ fee: { chosen: paperCopies, pages: -1, copies: 1 } })), 422, "invalid_input", ["fee.pages", "out_of_range"]);
  refused(await desk.post("/api/dossiers", certifiedCopies({ fee: { chosen: [{ group: "phi-chung-thuc", code: "khong-co" }], pages: 1, copies: 1 } })), 422,
    "invalid_input", ["fee.chosen.phi-chung-thuc", "unknown_choice"]);
});
