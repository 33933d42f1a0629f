import { expect, test } from "@playwright/test";

import { sampleCity } from "./support/city";
import { birthRegistration, file, socialPension } from "./support/filings";
import { printed } from "./support/pdf";

const city = sampleCity();

test("a citizen takes a dossier back while nothing is decided, on Mẫu 05", async () => {
  const commune = city.commune();
  const [desk, expert] = [await commune.desk(), await commune.expert()];
  const dossier = await file(desk, socialPension({ forward_now: true }));
  await dossier.refuses(desk, "withdraw", { reason: "" }, 422, "invalid_input", ["reason", "required"]);
  await dossier.act(desk, "withdraw", { reason: "Gia đình chuyển nơi ở" });
  expect(dossier.last).toMatchObject({ state: "withdrawn", letters: [{ form: "stop_notice" }] });
  const notice = await printed(desk, `${dossier.path}/letters/${dossier.last.letters[0].number}.pdf`);
  for (const words of [dossier.code, "Gia đình chuyển nơi ở"]) expect(notice).toContain(words);
  await dossier.refuses(expert, "forward", {}, 409, "dossier_finished");
  await dossier.refuses(desk, "withdraw", { reason: "Lần nữa" }, 409, "dossier_finished");
  expect(await dossier.detail(desk)).toMatchObject({ national_code: 7, percent: 100, tasks: [] });
});

// Acceptance 7: a wish to stop after a decision exists is refused in the words of the law.
test("once it is decided a dossier is neither taken back nor stopped", async () => {
  const commune = city.commune();
  const [desk, expert, chair] = [await commune.desk(), await commune.expert(), await commune.chair()];
  const dossier = await file(desk, birthRegistration({ forward_now: true }));
  await dossier.act(expert, "forward");
  await dossier.act(chair, "approve", { outcome: "granted" });
  const problem = await dossier.refuses(desk, "withdraw", { reason: "Không cần nữa" }, 409, "withdrawal_after_decision");
  expect(problem.detail).toMatch(/đã có quyết định/);
  await dossier.refuses(chair, "stop", { reason: "Không cần nữa" }, 409, "already_decided");
  await dossier.act(expert, "record-result", { result: { number: "16/2026", name: "Giấy khai sinh", files: [] } });
  await dossier.refuses(desk, "withdraw", { reason: "Không cần nữa" }, 409, "withdrawal_after_decision");
});

test("the deciding agency stops a dossier that cannot go on, on Mẫu 05", async () => {
  const commune = city.commune();
  const [desk, expert, chair] = [await commune.desk(), await commune.expert(), await commune.chair()];
  const dossier = await file(desk, socialPension({ forward_now: true }));
  await dossier.act(expert, "request-supplement", { items: ["Căn cước"], reason: "Chưa rõ nhân thân" });
  await dossier.refuses(expert, "stop", { reason: "Quá hạn bổ sung" }, 403, "not_allowed");
  await dossier.act(chair, "stop", { reason: "Quá thời hạn mà không bổ sung" });
  expect(dossier.last).toMatchObject({ state: "stopped", letters: [{ form: "stop_notice" }] });
  const notice = await printed(desk, `${dossier.path}/letters/${dossier.last.letters[0].number}.pdf`);
  for (const words of [dossier.code, "Quá thời hạn mà không bổ sung"]) expect(notice).toContain(words);
  const detail = await dossier.detail(desk);
  expect(detail).toMatchObject({ national_code: 8, tasks: [] });
  expect(detail.pauses.every((pause: any) => pause.to)).toBe(true);
  await dossier.refuses(desk, "receive-supplement", { documents: [] }, 409, "no_supplement_awaited");
});
