import { expect, test } from "@playwright/test";

import { done, refused } from "./support/client";
import { dueAt, minuteOf } from "./support/clock";
import { sampleCity } from "./support/city";
import { birthRegistration, file, socialPension, somebody } from "./support/filings";

// Non-geographic intake: where a dossier is taken, who decides it and where the result is handed over are three things.
const city = sampleCity();
const taking = () => city.commune("tan-minh");
const deciding = () => city.commune("le-chan");

test("a centre takes a dossier for another commune: that commune's code, and its clock starts when it takes the dossier", async () => {
  const desk = await taking().desk();
  const [expert, chair] = [await deciding().expert(), await deciding().chair()];
  const dossier = await file(desk, socialPension({ applicant: somebody({ full_name: "Khuất Văn Nộp Nơi Khác" }), unit_code: deciding().code }));
  expect(dossier.code.startsWith(`${deciding().identifier}-`)).toBe(true);
  for (const who of [desk, expert])
    expect(done(await who.get(`/api/dossiers?q=${encodeURIComponent("nop noi khac")}`)).items.map((item: any) => item.code)).toEqual([dossier.code]);
  expect(dossier.last).toMatchObject({ state: "received", provisional: true });
  expect(dossier.last.forward_by).toBeTruthy();
  const promised = await dossier.detail(desk);
  expect(promised.clock_started_at).toBeUndefined();
  expect(promised).toMatchObject({
    intake_agency: { code: `${taking().code}/trung-tam` }, deciding_agency: { code: deciding().code }, return_agency: { code: `${taking().code}/trung-tam` } });

  await dossier.act(desk, "forward");
  expect((await dossier.detail(desk)).clock_started_at).toBeUndefined();
  await dossier.act(expert, "take");
  const started = await dossier.detail(desk);
  const taken = started.timeline.at(-1);
  expect(taken.act).toBe("taken");
  expect(started.provisional).toBe(false);
  expect(started.due_at).toBe(await dueAt(desk, taken.at, [10, "working_day"], deciding().code));
  expect(started.clock_started_at >= minuteOf(taken.at)).toBe(true);

  await dossier.act(expert, "forward");
  await dossier.act(expert, "forward");
  await dossier.act(chair, "approve", { outcome: "granted", result: { number: "9", name: "Quyết định", files: [] } });
  await dossier.refuses(await deciding().desk(), "hand-over", { checked: "receipt" }, 404, "unknown_dossier");
  await dossier.act(desk, "hand-over", { checked: "receipt" });
  expect((await dossier.detail(desk)).state).toBe("returned");
});

test("a birth that is taken elsewhere is prepared and signed by the commune that is competent", async () => {
  const desk = await taking().desk();
  const dossier = await file(desk, birthRegistration({ unit_code: deciding().code, forward_now: true }));
  await dossier.refuses(await taking().expert(), "forward", {}, 403, "task_not_yours");
  await dossier.act(await deciding().expert(), "take");
  expect((await dossier.detail(desk)).clock_started_at).toBeTruthy();
  await dossier.act(await deciding().expert(), "forward");
  await dossier.act(await deciding().chair(), "approve", { outcome: "granted", result: { number: "1", name: "Giấy khai sinh", files: [] } });
  await dossier.act(desk, "hand-over", { checked: "receipt" });
});

test("the clock of a dossier from elsewhere starts even when nobody has pressed “take”", async () => {
  const desk = await taking().desk();
  const dossier = await file(desk, socialPension({ unit_code: deciding().code, forward_now: true }));
  await dossier.act(await deciding().expert(), "forward");
  const detail = await dossier.detail(desk);
  const forwarded = detail.timeline.at(-1);
  expect(detail.provisional).toBe(false);
  expect(detail.due_at).toBe(await dueAt(desk, forwarded.at, [10, "working_day"], deciding().code));
});

test("the result waits where the citizen asked for it, and is found there by name", async () => {
  const commune = taking();
  const applicant = somebody({ full_name: "Khuất Thị Nhận Nơi Khác" });
  const dossier = await file(await commune.desk(), birthRegistration({ applicant, return_unit_code: deciding().code, forward_now: true }));
  for (const [who, many] of [[commune, 1], [deciding(), 1], [city.commune("gia-vien"), 0]] as const)
    expect(done(await (await who.desk()).get(`/api/dossiers?q=${encodeURIComponent("nhan noi khac")}`)).items, who.code).toHaveLength(many);
  await dossier.act(await commune.expert(), "forward");
  await dossier.act(await commune.chair(), "approve", { outcome: "granted", result: { number: "1", name: "Giấy khai sinh", files: [] } });
  await dossier.refuses(await commune.desk(), "hand-over", { checked: "receipt" }, 403, "task_not_yours");
  await dossier.act(await deciding().desk(), "hand-over", { checked: "receipt" });
});

test("what only the own commune may do is not taken for another, and places are known ones", async () => {
  const desk = await taking().desk();
  const own = { ...birthRegistration(), procedure: "1.003583", fee: undefined, documents: [{ code: "giay-chung-sinh-hoac-giay-to-thay-the", originals: 1, copies: 0, files: [] }] };
  const problem = refused(await desk.post("/api/dossiers", { ...own, unit_code: deciding().code }), 409, "only_own_centre");
  expect(problem.detail).toContain(deciding().committee);
  done(await desk.post("/api/dossiers", own), 201);
  refused(await desk.post("/api/dossiers", birthRegistration({ unit_code: "99999" })), 422, "invalid_input", ["unit_code", "unknown_unit"]);
  refused(await desk.post("/api/dossiers", birthRegistration({ unit_code: "so-xay-dung" })), 422, "invalid_input", ["unit_code", "unknown_unit"]);
  refused(await desk.post("/api/dossiers", birthRegistration({ return_unit_code: "99999" })), 422, "invalid_input", ["return_unit_code", "unknown_unit"]);
});
