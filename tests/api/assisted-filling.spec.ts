import { expect, test } from "@playwright/test";

import { done, refused, type Client } from "./support/client";
import { sampleCity } from "./support/city";
import { somebody } from "./support/filings";
import { Identity, people, signInAs } from "./support/identity";
import { begin, filedOnline, mine, own, pension, pensionContent, save, submit } from "./support/online";
import { printed } from "./support/pdf";
import { aPdf, upload } from "./support/uploads";

let identity: Identity;
test.beforeAll(async () => {
  identity = await Identity.start();
});
test.afterAll(() => identity?.stop());
const city = sampleCity((place) => identity.flags(place));

const guest = () => city.citizen();
const view = (token: string) => guest().post("/api/public/v1/confirmations/view", { token });
const answer = (token: string, body: object) => guest().post("/api/public/v1/confirmations/answer", { token, ...body });
const ask = (desk: Client, draft: any, way: string) => desk.post(`/api/drafts/${draft.code}/confirmations`, { version: draft.version, way });
const fileAt = (desk: Client, draft: any, more: object = {}) => desk.post(`/api/drafts/${draft.code}/file`, { version: draft.version, decision: "receive", ...more });
const tokenOf = (asked: any) => asked.url.split("#")[1]!;

/** An officer has typed a whole dossier for somebody who stands at the counter. */
async function typed(desk: Client, person = somebody({ full_name: "Phạm Thị Mẫu", birth_date: "1951" })) {
  const form = await upload(desk, "Mẫu số 01.pdf", aPdf(person.personal_id));
  const content = pensionContent(person, [form.digest], { unit_code: undefined });
  content.documents[0].originals = 1;
  return { person, draft: done(await desk.post("/api/drafts", { procedure: pension, content }), 201) };
}

test("an officer types, the citizen confirms on the second screen; who typed and how it was confirmed stands in the journal and on the slip", async () => {
  const desk = await city.commune().desk();
  const { draft, person } = await typed(desk);
  expect(draft).toMatchObject({ owner: "officer", officer_typed: true, centre: "Trung tâm Phục vụ hành chính công xã Tân Minh", content: { unit_code: "11779" } });
  expect(done(await desk.get(`/api/drafts/${draft.code}/check`), 200)).toMatchObject({ ready: true, fee: { total_vnd: 0 } });
  refused(await fileAt(desk, draft), 409, "confirmation_needed");
  const asked = done(await ask(desk, draft, "screen"), 201);
  expect(asked.url).toMatch(/^https:\/\/dichvu\.example\.vn\/xac-nhan#[\w-]{43}$/);
  const shown = done(await view(tokenOf(asked)), 200);
  expect(shown).toMatchObject({ centre: draft.centre, fee: { total_vnd: 0 } });
  expect(shown.applicant).toEqual(expect.arrayContaining([{ label: "Họ và tên", text: "Phạm Thị Mẫu" }]));
  expect(shown.readable).toEqual(expect.arrayContaining([{ label: "Họ và tên", text: "Phạm Thị Mẫu" }]));
  expect(shown.documents).toHaveLength(1);
  expect(done(await answer(tokenOf(asked), { confirmed: true }), 200).outcome).toBe("confirmed");
  refused(await answer(tokenOf(asked), { confirmed: false }), 409, "already_answered");

  const filed = done(await fileAt(desk, draft), 201);
  expect(filed).toMatchObject({ state: "received" });
  refused(await fileAt(desk, draft), 409, "draft_filed");
  refused(await view(tokenOf(asked)), 404, "confirmation_expired");
  const { timeline, applicant } = done(await desk.get(`/api/dossiers/${filed.code}`), 200);
  expect(applicant.personal_id).toBe(person.personal_id);
  expect(timeline[0].text).toMatch(/\(cán bộ nhập giúp, người dân xác nhận: trên màn hình tại quầy lúc \d\d:\d\d \d\d\/\d\d\/\d{4}\)\. Cán bộ nhập: .+: .*thông tin người nộp/);
  expect(await printed(desk, `/api/dossiers/${filed.code}/letters/1.pdf`)).toMatch(/Cán bộ nhập giúp.*Người nộp đã xác nhận trên màn hình tại quầy/);
});

test("what is changed after the question needs another; the citizen says what is wrong", async () => {
  const desk = await city.commune().desk();
  const { draft } = await typed(desk);
  const first = done(await ask(desk, draft, "qr"), 201);
  expect(first.qr.path).toMatch(/^M\d+ \d+h\d+v1/);
  expect(done(await answer(tokenOf(first), { confirmed: false, remark: "Sai số nhà" }), 200).outcome).toBe("refused");
  const seen = done(await desk.get(`/api/drafts/${draft.code}`), 200);
  expect(seen.confirmations[0]).toMatchObject({ way: "qr", outcome: "refused", remark: "Sai số nhà", valid: true });
  refused(await fileAt(desk, draft), 409, "confirmation_needed");

  const second = done(await ask(desk, draft, "qr"), 201);
  const corrected = done(await desk.post(`/api/drafts/${draft.code}`, { version: draft.version, content: { ...draft.content, summary: "Số nhà 2" } }), 200);
  refused(await view(tokenOf(second)), 409, "confirmation_outdated");
  refused(await answer(tokenOf(second), { confirmed: true }), 409, "confirmation_outdated");
  refused(await ask(desk, draft, "qr"), 409, "draft_changed");
  const third = done(await ask(desk, corrected, "qr"), 201);
  done(await answer(tokenOf(third), { confirmed: true }), 200);
  const changedAgain = done(await desk.post(`/api/drafts/${draft.code}`, { version: corrected.version, content: { ...corrected.content, summary: "Số nhà 3" } }), 200);
  refused(await fileAt(desk, changedAgain), 409, "confirmation_needed");
  refused(await view("bịa"), 404, "confirmation_expired");
  expect((await desk.delete(`/api/drafts/${draft.code}`)).status).toBe(204);
});

test("a code by SMS confirms too: five guesses, of this draft alone", async () => {
  const desk = await city.commune().desk();
  const { draft, person } = await typed(desk);
  const asked = done(await ask(desk, draft, "sms"), 201);
  expect(asked).toMatchObject({ way: "sms", masked_phone: expect.stringMatching(/^09\*+\d{3}$/) });
  expect(asked.url).toBeUndefined();
  await expect.poll(() => city.messagesTo(person.phone).length).toBe(1);
  const code = /mã (\d{6})/.exec(city.messagesTo(person.phone)[0]!)![1]!;
  const say = (one_time_code: string, id = asked.id) => desk.post(`/api/drafts/${draft.code}/confirmations/${id}/code`, { one_time_code });
  refused(await say("000000"), 422, "invalid_input", ["one_time_code", "wrong_code"]);
  refused(await say(code, "999999"), 404, "unknown_confirmation");
  done(await say(code), 200);
  const filed = done(await fileAt(desk, draft), 201);
  expect(done(await desk.get(`/api/dossiers/${filed.code}`)).timeline[0].text).toContain("bằng mã gửi đến số điện thoại");

  const other = await typed(desk);
  const again = done(await ask(desk, other.draft, "sms"), 201);
  await expect.poll(() => city.messagesTo(other.person.phone).length).toBe(1);
  const right = /mã (\d{6})/.exec(city.messagesTo(other.person.phone)[0]!)![1]!;
  const wrong = right === "111111" ? "222222" : "111111";
  const guess = (one_time_code: string) => desk.post(`/api/drafts/${other.draft.code}/confirmations/${again.id}/code`, { one_time_code });
  for (let i = 0; i < 5; ++i) refused(await guess(wrong), 422, "invalid_input", ["one_time_code", "wrong_code"]);
  refused(await guess(right), 422, "invalid_input", ["one_time_code", "wrong_code"]);
  const nobody = await typed(desk, somebody({ phone: undefined, personal_id: "031151000778" }));
  refused(await ask(desk, nobody.draft, "sms"), 409, "no_phone");
});

test("a citizen lets the counter go on with a draft, sees what was typed, and may take the consent back", async () => {
  const [desk, stranger] = [await city.commune().desk(), await city.commune("le-chan").desk()];
  const thu = await signInAs(city, people.thu);
  const draft = await begin(thu, pensionContent({ kind: "citizen", full_name: "Nguyễn Văn Thử", personal_id: "031088000001", phone: "0900000001" }, []));
  refused(await desk.get(`/api/drafts/${draft.code}`), 404, "unknown_draft");
  refused(await desk.post("/api/drafts/open", { consent_code: "AAAA2222" }), 422, "invalid_input", ["consent_code", "wrong_code"]);
  const old = done(await thu.post(`${mine}/drafts/${draft.code}/consents`), 200);
  const { code, wording, qr } = done(await thu.post(`${mine}/drafts/${draft.code}/consents`), 200);
  expect(qr).toMatchObject({ side: expect.any(Number), path: expect.stringMatching(/^M/) });
  expect(wording).toContain("đồng ý");
  refused(await desk.post("/api/drafts/open", { consent_code: old.code }), 422, "invalid_input", ["consent_code", "wrong_code"]);
  const opened = done(await desk.post("/api/drafts/open", { consent_code: `${code.slice(0, 4).toLowerCase()}-${code.slice(4)}` }), 200);
  expect(opened.consents[0]).toMatchObject({ wording, used_by: expect.any(String) });
  refused(await stranger.post("/api/drafts/open", { consent_code: code }), 422, "invalid_input", ["consent_code", "wrong_code"]);
  refused(await stranger.get(`/api/drafts/${draft.code}`), 404, "unknown_draft");
  expect(done(await desk.get("/api/drafts")).items.map((item: any) => item.code)).toContain(draft.code);
  expect(done(await stranger.get("/api/drafts")).items.map((item: any) => item.code)).not.toContain(draft.code);
  refused(await desk.delete(`/api/drafts/${draft.code}`), 403, "draft_of_citizen");

  const form = await upload(desk, "Mẫu.pdf", aPdf("tại quầy"));
  const content = { ...opened.content, documents: [{ ...opened.content.documents[0], files: [form.digest] }], applicant: { ...opened.content.applicant, full_name: "TÊN KHÁC" } };
  const typedOn = done(await desk.post(`/api/drafts/${draft.code}`, { version: opened.version, content }), 200);
  expect(typedOn.content.applicant.full_name, "the proven name stays").toBe("NGUYỄN VĂN THỬ");
  refused(await save(thu, draft, draft.content), 409, "draft_changed");
  const seen = done(await thu.get(`${mine}/drafts/${draft.code}`), 200);
  expect(seen).toMatchObject({ officer_typed: true, centre: opened.centre });
  expect(seen.changes[0]).toMatchObject({ by_officer: expect.any(String), parts: ["documents"] });
  const sent = done(await submit(thu, seen), 201);
  expect((await own(thu, sent.code)).timeline[0].what).toMatch(/khi tự gửi từ tài khoản của mình/);

  const second = await begin(thu);
  const { code: another } = done(await thu.post(`${mine}/drafts/${second.code}/consents`), 200);
  done(await desk.post("/api/drafts/open", { consent_code: another }), 200);
  expect((await thu.delete(`${mine}/drafts/${second.code}/consents`)).status).toBe(204);
  refused(await desk.get(`/api/drafts/${second.code}`), 404, "unknown_draft");
});

test("at the counter one finds the drafts and earlier papers of the person, and the reading is recorded", async () => {
  const [desk, stranger] = [await city.commune().desk(), await city.commune("le-chan").desk()];
  const mau = await signInAs(city, people.mau);
  const submission = await filedOnline(mau, aPdf("giấy tờ cũ"));
  const draft = await begin(mau);
  const path = `/api/counter/person?personal_id=031190000002&procedure=${pension}`;
  const found = done(await desk.get(path), 200);
  expect(found).toMatchObject({ known: true, full_name: "TRẦN THỊ MẪU", drafts: [{ code: draft.code, procedure_id: pension, open: false }] });
  expect(found.dossiers.map((dossier: any) => dossier.code)).toContain(submission.code);
  expect(found.papers[0]).toMatchObject({ code: "van-ban-de-nghi-huong-tro-cap-huu-tri", dossier_code: submission.code });
  expect(done(await stranger.get(path), 200)).toMatchObject({ papers: [], dossiers: [] });
  refused(await desk.get("/api/counter/person?personal_id=123"), 422, "invalid_input", ["personal_id", "not_a_personal_id"]);
  expect(done(await desk.get("/api/counter/person?personal_id=031190009999"), 200)).toEqual({ known: false, drafts: [], papers: [], answers: [], dossiers: [] });
  refused(await (await city.commune().expert()).get(path), 403, "not_allowed");
  const { items } = done(await (await city.officer("kiemsoat")).get(`/api/dossiers/${submission.code}/readings`), 200);
  expect(items.map((item: any) => item.purpose)).toContain("Tìm bản nháp và giấy tờ đã nộp");
});
