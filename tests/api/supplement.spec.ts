import { expect, test } from "@playwright/test";

import { refused } from "./support/client";
import { expectDue } from "./support/clock";
import { sampleCity } from "./support/city";
import { birthRegistration, file, socialPension, somebody } from "./support/filings";
import { printed } from "./support/pdf";

const city = sampleCity();
const wish = { items: ["Giấy xác nhận nơi cư trú"], reason: "Dữ liệu dân cư chưa có nơi ở mới", guidance: "Xin tại Công an xã" };

test("a supplement is asked for once, stops the clock, and the clock goes on where it stood", async () => {
  const commune = city.commune();
  const [desk, expert] = [await commune.desk(), await commune.expert()];
  const person = somebody();
  const dossier = await file(desk, socialPension({ applicant: person, forward_now: true }));
  await dossier.act(expert, "take");

  await dossier.act(expert, "request-supplement", wish);
  expect(dossier.last).toMatchObject({ state: "supplementing", letters: [{ form: "supplement_request" }] });
  expect(dossier.last.due_at).toBeUndefined();
  const slip = await printed(desk, `${dossier.path}/letters/${dossier.last.letters[0].number}.pdf`);
  for (const words of [dossier.code, wish.items[0]!, wish.reason, wish.guidance, person.full_name]) expect(slip).toContain(words);
  await dossier.refuses(expert, "forward", {}, 409, "waiting_for_supplement");
  await expect.poll(() => city.messagesTo(person.phone).some((text) => text.includes(dossier.code))).toBe(true);

  await dossier.act(desk, "receive-supplement", { documents: [{ code: "khac", name: "Giấy xác nhận nơi cư trú", originals: 1, copies: 0, files: [] }] });
  expect(dossier.last.state).toBe("processing");
  const detail = await dossier.detail(desk);
  expect(detail).toMatchObject({ supplement_count: 1, pauses: [{ from: expect.any(String), to: expect.any(String) }] });
  expect(detail.documents.map((paper: any) => paper.name)).toContain("Giấy xác nhận nơi cư trú");
  await expectDue(desk, detail, [10, "working_day"]);
});

// Acceptance 4: a second Mẫu 02 is possible only with a reason and a leader, and it is counted.
test("a second supplement is refused to everybody but a leader who says why", async () => {
  const commune = city.commune();
  const [desk, expert, chair] = [await commune.desk(), await commune.expert(), await commune.chair()];
  const dossier = await file(desk, birthRegistration({ forward_now: true }));
  await dossier.act(expert, "request-supplement", wish);
  await dossier.act(desk, "receive-supplement", { documents: [] });

  await dossier.refuses(expert, "request-supplement", wish, 409, "second_supplement_needs_leader");
  await dossier.refuses(expert, "request-supplement", { ...wish, exception_reason: "Vẫn thiếu" }, 409, "second_supplement_needs_leader");
  await dossier.act(expert, "forward");
  await dossier.refuses(chair, "request-supplement", wish, 422, "invalid_input", ["exception_reason", "required"]);
  await dossier.act(chair, "request-supplement", { ...wish, exception_reason: "Cơ sở dữ liệu bị gián đoạn" });

  const detail = await dossier.detail(desk);
  expect(detail.supplement_count).toBe(2);
  expect(detail.timeline.at(-1).text).toContain("Cơ sở dữ liệu bị gián đoạn");
});

test("what is missing at the counter is asked for before the dossier is received", async () => {
  const desk = await city.commune().desk();
  const asked = birthRegistration({ decision: "request_supplement", documents: [], items: ["Giấy chứng sinh"], reason: "Chưa nộp giấy chứng sinh" });
  const dossier = await file(desk, asked);
  expect(dossier.last).toMatchObject({ state: "supplementing", letters: [{ form: "supplement_request" }] });
  expect(dossier.last.received_at).toBeUndefined();

  await dossier.refuses(desk, "receive", {}, 409, "waiting_for_supplement");
  await dossier.act(desk, "receive-supplement", { documents: [{ code: "giay-chung-sinh", originals: 1, copies: 0, files: [] }] });
  expect(dossier.last.state).toBe("registered");
  await dossier.act(desk, "receive");
  expect(dossier.last).toMatchObject({ state: "received", letters: [{ form: "receipt" }] });
  const detail = await dossier.detail(desk);
  await expectDue(desk, { ...detail, pauses: [] }, [0, "immediate"]);
  expect(detail.submitted_at < detail.received_at).toBe(true);
});

test("a dossier is refused at the counter only with a reason, on Mẫu 03", async () => {
  const desk = await city.commune().desk();
  refused(await desk.post("/api/dossiers", birthRegistration({ decision: "reject", documents: [] })), 422, "invalid_input", ["reason", "required"]);
  const dossier = await file(desk, birthRegistration({ decision: "reject", documents: [], reason: "Không thuộc thẩm quyền", guidance: "Xin đến nơi cư trú của cha hoặc mẹ" }));
  expect(dossier.last).toMatchObject({ state: "rejected", letters: [{ form: "intake_rejection" }] });
  const slip = await printed(desk, `${dossier.path}/letters/1.pdf`);
  for (const words of [dossier.code, "Không thuộc thẩm quyền", "Xin đến nơi cư trú của cha hoặc mẹ"]) expect(slip).toContain(words);
  await dossier.refuses(desk, "receive", {}, 409, "dossier_finished");
});

test("a supplement needs its reason and its items, and cannot be received when none was asked for", async () => {
  const commune = city.commune();
  const [desk, expert] = [await commune.desk(), await commune.expert()];
  refused(await desk.post("/api/dossiers", birthRegistration({ decision: "request_supplement", reason: "Thiếu" })), 422, "invalid_input", ["items", "required"]);
  const dossier = await file(desk, birthRegistration({ forward_now: true }));
  await dossier.refuses(desk, "receive-supplement", { documents: [] }, 409, "no_supplement_awaited");
  await dossier.refuses(expert, "request-supplement", { ...wish, items: [] }, 422, "invalid_input", ["items", "required"]);
  await dossier.refuses(expert, "request-supplement", { ...wish, reason: " " }, 422, "invalid_input", ["reason", "required"]);
  await dossier.act(expert, "request-supplement", wish);
  await dossier.refuses(desk, "receive-supplement", { documents: [{ code: "khong-co", originals: 1, copies: 0, files: [] }] }, 422, "invalid_input", ["documents[0].code", "unknown_document"]);
});
