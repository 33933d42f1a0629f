import { expect, test } from "@playwright/test";

import { dueAt, vietnam } from "./support/clock";
import { sampleCity } from "./support/city";
import { birthRegistration, file, socialPension } from "./support/filings";

const city = sampleCity();

test("what was handed on is fetched back as long as nobody has taken it", async () => {
  const commune = city.commune();
  const [desk, expert, chair] = [await commune.desk(), await commune.expert(), await commune.chair()];
  const dossier = await file(desk, birthRegistration({ forward_now: true }));
  await dossier.act(desk, "recall", { reason: "Chuyển nhầm" });
  expect(dossier.last.state).toBe("received");
  await dossier.act(desk, "forward");
  await dossier.act(expert, "forward");
  await dossier.refuses(chair, "recall", { reason: "Chuyển nhầm" }, 403, "not_the_sender");
  await dossier.act(expert, "recall", { reason: "Soạn lại" });
  await dossier.act(expert, "forward");
  await dossier.act(chair, "take");
  await dossier.refuses(expert, "recall", { reason: "Soạn lại" }, 409, "task_already_taken");
});

test("a step goes back to the one before with the reason", async () => {
  const commune = city.commune();
  const [desk, expert, chair] = [await commune.desk(), await commune.expert(), await commune.chair()];
  const dossier = await file(desk, birthRegistration({ forward_now: true }));
  await dossier.refuses(expert, "return-back", { reason: "Sai" }, 409, "no_step_before");
  await dossier.act(expert, "forward");
  await dossier.refuses(chair, "return-back", { reason: "" }, 422, "invalid_input", ["reason", "required"]);
  await dossier.act(chair, "return-back", { reason: "Ghi sai tên đệm" });
  expect(dossier.last.step_name).toBe("Kiểm tra và soạn kết quả");
  expect((await dossier.detail(desk)).timeline.at(-1).text).toContain("Ghi sai tên đệm");
});

test("a coordinator gives the work to another officer, and then it is that officer's alone", async () => {
  const commune = city.commune();
  const [desk, expert, director] = [await commune.desk(), await commune.expert(), await commune.director()];
  const other = await city.officer(`vanhoa-1.${commune.slug}`);
  const [dossier, second] = [await file(desk, socialPension({ forward_now: true })), await file(desk, socialPension({ forward_now: true }))];
  await dossier.act(expert, "take");
  await dossier.refuses(other, "forward", {}, 409, "task_taken_by_other");
  await dossier.refuses(expert, "reassign", { username: `vanhoa-1.${commune.slug}`, reason: "Nghỉ phép" }, 403, "not_allowed");
  await dossier.refuses(director, "reassign", { username: "khong.co", reason: "Nghỉ phép" }, 422, "invalid_input", ["username", "unknown_officer"]);
  await dossier.refuses(director, "reassign", { username: `kinhte-1.${commune.slug}`, reason: "Nghỉ phép" }, 422, "invalid_input", ["username", "officer_without_role"]);
  await dossier.refuses(director, "reassign", { username: "chuyenvien.le-chan", reason: "Nghỉ phép" }, 422, "invalid_input", ["username", "officer_without_role"]);
  await dossier.act(director, "reassign", { username: `vanhoa-1.${commune.slug}`, reason: "Nghỉ phép" });
  await dossier.refuses(expert, "forward", {}, 409, "task_taken_by_other");
  await dossier.act(other, "forward");
  await second.act(other, "take");
  await second.refuses(expert, "take", {}, 409, "task_taken_by_other");
});

test("each act is for who has the work, and only when its time has come", async () => {
  const commune = city.commune();
  const [desk, expert, chair] = [await commune.desk(), await commune.expert(), await commune.chair()];
  const dossier = await file(desk, birthRegistration());
  await dossier.refuses(expert, "forward", {}, 403, "task_not_yours");
  await dossier.refuses(desk, "receive", {}, 409, "not_in_this_state");
  await dossier.act(desk, "forward");
  await dossier.refuses(chair, "approve", { outcome: "granted" }, 409, "not_at_approval");
  await dossier.act(expert, "forward");
  await dossier.refuses(chair, "forward", {}, 409, "step_needs_approval");
  await dossier.refuses(desk, "hand-over", { checked: "receipt" }, 409, "result_missing");
  await dossier.act(chair, "approve", { outcome: "granted", result: { number: "1", name: "Giấy khai sinh", files: [] } });
  await dossier.refuses(desk, "forward", {}, 409, "dossier_finished");
  await dossier.refuses(desk, "hand-over", { checked: "smile" }, 422, "invalid_input", ["checked", "unknown_choice"]);
  await dossier.refuses(desk, "hand-over", { checked: "receipt", to_representative: true }, 422, "invalid_input", ["checked", "authorisation_needed"]);
  await dossier.act(desk, "hand-over", { checked: "receipt" });
  await dossier.refuses(desk, "hand-over", { checked: "receipt" }, 409, "already_returned");
});

test("the page of a dossier says which acts its officer may do, and each keeps its word", async () => {
  const commune = city.commune();
  const [desk, expert] = [await commune.desk(), await commune.expert()];
  const dossier = await file(desk, birthRegistration({ forward_now: true }));
  const { acts } = await dossier.detail(expert);
  const allowed = acts.filter((act: any) => act.allowed).map((act: any) => act.act);
  expect(allowed.sort()).toEqual(["add-documents", "consult", "forward", "recall", "request-payment", "request-supplement", "take"]);
  for (const { act, refusal_code, refusal } of acts.filter((one: any) => !one.allowed)) {
    expect(refusal, act).toMatch(/\p{L}/u);
    const answer = await expert.post(`${dossier.path}/${act}`, {
      version: dossier.version, reason: "Thử", documents: [], amount_vnd: 1, receipt: "Thử", outcome: "granted", result: { number: "1", name: "Thử", files: [] }, checked: "receipt",
      due_at: "2090-01-01T00:00:00Z",
    });
    expect([refusal_code, "not_allowed", "invalid_input"], act).toContain(answer.json.code);
    expect(answer.status, act).toBeGreaterThanOrEqual(400);
  }
});

// Acceptance 6: what comes after 15:00 is handed on at the start of the next working day.
test("the centre is told until when it must hand a dossier on", async () => {
  const commune = city.commune("le-chan");
  const desk = await commune.desk();
  const dossier = await file(desk, socialPension());
  const { received_at, forward_by } = dossier.last;
  const endOfDay = await dueAt(desk, received_at, [0, "immediate"], commune.code);
  if (vietnam(endOfDay).day === vietnam(received_at).day) expect(forward_by).toBe(endOfDay);
  else expect({ day: vietnam(forward_by).day, hours: vietnam(forward_by).hours }).toEqual({ day: vietnam(endOfDay).day, hours: "07" });
  const { tasks } = await dossier.detail(desk);
  expect(tasks).toEqual([expect.objectContaining({ kind: "forward", due_at: forward_by })]);
});
