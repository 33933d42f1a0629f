import { expect, test } from "@playwright/test";

import { done, refused, type Client } from "./support/client";
import { sampleCity } from "./support/city";
import { Dossier } from "./support/filings";
import { Identity, people, signInAs } from "./support/identity";
import { begin, fileOf, filedOnline, mine, own, pension, pensionContent, save, sendFile, submit } from "./support/online";
import { aPdf, upload } from "./support/uploads";

let identity: Identity;
test.beforeAll(async () => {
  identity = await Identity.start();
});
test.afterAll(() => identity?.stop());
const city = sampleCity((place) => identity.flags(place));

/** What the desk finds in its inbox. */
async function inInbox(desk: Client, code: string): Promise<any> {
  const { items } = done(await desk.get("/api/dossiers?box=inbox&limit=200"));
  return items.find((item: any) => item.code === code);
}

async function asOfficer(desk: Client, code: string): Promise<Dossier> {
  return new Dossier(done(await desk.get(`/api/dossiers/${code}`), 200));
}

test("the whole life of a dossier that is filed online: prepared, sent, completed, decided, collected, rated", async () => {
  const commune = city.commune();
  const [desk, expert, chair] = [await commune.desk(), await commune.expert(), await commune.chair()];
  const head = await city.officer(`truongphong-vhxh-1.${commune.slug}`);
  const thu = await signInAs(city, people.thu);
  const prefill = done(await thu.get(`${mine}/prefill?procedure=${pension}`), 200);
  expect(prefill.applicant).toMatchObject({ full_name: "NGUYỄN VĂN THỬ", personal_id: "031088000001", birth_date: "1988-03-07", sex: "male" });
  expect(prefill.answers).toMatchObject({ person_name: "NGUYỄN VĂN THỬ", person_personal_id: "031088000001" });

  const form = await fileOf(thu, "Mẫu số 01.pdf", aPdf("đề nghị"));
  let draft = await begin(thu);
  expect(draft).toMatchObject({ version: 1, owner: "citizen", officer_typed: false, content: { mandate: "self", applicant: { full_name: "NGUYỄN VĂN THỬ" } } });
  const early = done(await thu.get(`${mine}/drafts/${draft.code}/check`), 200);
  expect(early).toMatchObject({ ready: false });
  expect(early.fields.map((one: any) => one.field)).toEqual(expect.arrayContaining(["answers.request_kind", "unit_code"]));
  draft = done(await save(thu, draft, pensionContent(prefill.applicant, [form.digest])), 200);
  const check = done(await thu.get(`${mine}/drafts/${draft.code}/check`), 200);
  expect(check).toMatchObject({ ready: true, fields: [], fee: { total_vnd: 0 }, limit_text: "10 ngày làm việc", intake_agency: "Trung tâm Phục vụ hành chính công xã Tân Minh" });
  expect(check.readable).toEqual(expect.arrayContaining([{ label: "Họ và tên", text: "NGUYỄN VĂN THỬ" }]));

  const submission = done(await submit(thu, draft), 201);
  expect(submission).toMatchObject({ state: "registered", state_name: "Mới đăng ký", fee_vnd: 0, intake_agency: check.intake_agency, lookup_url: expect.stringContaining(submission.code) });
  expect(submission.answer_by > submission.submitted_at).toBe(true);
  expect(done(await submit(thu, draft), 201), "sent again, also without a key").toEqual(submission);
  refused(await save(thu, draft, draft.content), 409, "draft_filed");
  expect(done(await thu.get(`${mine}/drafts`)).items).toEqual([]);
  expect(await own(thu, submission.code)).toMatchObject({ state: "registered", role: "applicant", answer_by: submission.answer_by, timeline: [{ what: expect.stringContaining("Nộp hồ sơ trực tuyến") }] });

  const ask = async (who: Client) => done(await who.post("/api/public/v1/assistant/answers", { text: "hồ sơ của tôi đến đâu rồi", unit_code: "11779" }), 200).text;
  expect(await ask(thu)).toContain(submission.code);
  expect(await ask(city.citizen()), "nobody else's").not.toContain(submission.code);

  expect(await inInbox(desk, submission.code)).toMatchObject({ state: "registered", task_kind: "accept", taken: false, step_due_at: submission.answer_by });
  const dossier = await asOfficer(desk, submission.code);
  expect(dossier.last).toMatchObject({ channel: "online", documents: [{ files: [{ digest: form.digest }] }], applicant: { full_name: "NGUYỄN VĂN THỬ" } });
  await dossier.act(desk, "request-supplement", { items: ["Ảnh thẻ"], reason: "Ảnh mờ", guidance: "Chụp lại" });
  const asked = await own(thu, submission.code);
  expect(asked).toMatchObject({ state: "supplementing", supplement: { items: ["Ảnh thẻ"], reason: "Ảnh mờ", guidance: "Chụp lại" } });
  expect(asked.acts).toEqual(expect.arrayContaining([{ act: "supplement", allowed: true }, expect.objectContaining({ act: "rate", allowed: false, refusal_code: "not_finished_yet" })]));
  expect(done(await thu.get(`${mine}/dossiers`)).items[0]).toMatchObject({ code: submission.code, waits_for: "supplement" });
  expect(asked.letters).toHaveLength(1);
  expect((await thu.get(`${mine}/dossiers/${submission.code}/letters/1.pdf`)).bytes.subarray(0, 5).toString()).toBe("%PDF-");

  const photo = await fileOf(thu, "Ảnh.pdf", aPdf("ảnh"));
  const supplement = { version: asked.version, documents: [{ code: "khac", name: "Ảnh thẻ", originals: 0, copies: 0, files: [photo.digest] }] };
  refused(await thu.post(`${mine}/dossiers/${submission.code}/supplement`, { version: asked.version, documents: [] }), 422, "invalid_input", ["documents", "required"]);
  refused(await thu.post(`${mine}/dossiers/${submission.code}/supplement`, { ...supplement, version: 1 }), 409, "dossier_changed");
  const answered = done(await thu.post(`${mine}/dossiers/${submission.code}/supplement`, supplement), 200);
  expect(answered).toMatchObject({ state: "registered" });
  expect(answered.supplement).toBeUndefined();
  refused(await thu.post(`${mine}/dossiers/${submission.code}/supplement`, { ...supplement, version: answered.version }), 409, "no_supplement_awaited");

  dossier.last = answered;
  await dossier.act(desk, "receive");
  await dossier.act(desk, "forward");
  const running = await own(thu, submission.code);
  expect(running).toMatchObject({ state: "processing", holder: "Phòng Văn hóa - Xã hội" });
  expect(running.due_explanation.length).toBeGreaterThan(0);
  await dossier.act(expert, "forward");
  await dossier.act(head, "forward");
  await dossier.act(chair, "approve", { outcome: "granted" });
  refused(await thu.post(`${mine}/dossiers/${submission.code}/withdraw`, { version: dossier.version, reason: "Thôi" }), 409, "withdrawal_after_decision");
  const decision = await upload(expert, "Quyết định.pdf", aPdf("quyết định trực tuyến"));
  await dossier.act(expert, "record-result", { result: { number: "41/QĐ-UBND", name: "Quyết định", files: [decision.digest] } });
  const resolved = await own(thu, submission.code);
  expect(resolved).toMatchObject({ state: "resolved", result: { number: "41/QĐ-UBND", files: [] } });
  refused(await thu.get(`${mine}/dossiers/${submission.code}/files/${decision.digest}`), 404, "unknown_file");
  await dossier.act(desk, "hand-over", { checked: "identity_card" });
  const returned = await own(thu, submission.code);
  expect(returned).toMatchObject({ state: "returned", percent: 100, result: { files: [{ digest: decision.digest }] } });
  expect((await thu.get(`${mine}/dossiers/${submission.code}/files/${decision.digest}`)).bytes).toEqual(aPdf("quyết định trực tuyến"));

  const rating = { satisfaction: 5, waiting: "as_promised", contacts: 1, attitude: 4, extra_costs: false, comment: "Cảm ơn" };
  refused(await thu.post(`${mine}/dossiers/${submission.code}/rating`, { satisfaction: 6 }), 422, "invalid_input", ["satisfaction", "out_of_range"]);
  expect(done(await thu.post(`${mine}/dossiers/${submission.code}/rating`, rating), 201)).toMatchObject(rating);
  refused(await thu.post(`${mine}/dossiers/${submission.code}/rating`, rating), 409, "already_rated");
  expect((await own(thu, submission.code)).rating).toMatchObject(rating);

  const again = done(await thu.get(`${mine}/prefill?procedure=${pension}`), 200);
  expect(again.papers.map((paper: any) => paper.file.digest)).toEqual(expect.arrayContaining([form.digest, photo.digest, decision.digest]));
  expect(again.earlier).toEqual(expect.arrayContaining([expect.objectContaining({ field: "person_address", dossier_code: submission.code })]));
});

test("a draft goes on at another device, and who saves what is no longer there is told", async () => {
  const [phone, computer] = [await signInAs(city, people.mau), await signInAs(city, people.mau)];
  const draft = await begin(phone);
  const seen = done(await computer.get(`${mine}/drafts/${draft.code}`), 200);
  const saved = done(await save(computer, seen, { ...seen.content, summary: "Viết ở máy tính" }), 200);
  expect(saved.version).toBe(2);
  refused(await save(phone, draft, { ...draft.content, summary: "Viết ở điện thoại" }), 409, "draft_changed");
  expect(done(await save(phone, saved, saved.content), 200).version, "nothing changed").toBe(2);
  const after = done(await phone.get(`${mine}/drafts/${draft.code}`), 200);
  expect(after.content.summary).toBe("Viết ở máy tính");
  expect(after.changes[0].parts).toContain("summary");
  refused(await submit(phone, draft), 409, "draft_changed");
  expect((await phone.delete(`${mine}/drafts/${draft.code}`)).status).toBe(204);
  refused(await computer.get(`${mine}/drafts/${draft.code}`), 404, "unknown_draft");
});

test("what the provider has proven is not typed over", async () => {
  const thu = await signInAs(city, people.thu);
  const draft = await begin(thu, pensionContent({ kind: "citizen", full_name: "NGƯỜI KHÁC", personal_id: "031099999999", phone: "0900000099" }, []));
  expect(draft.content.applicant).toMatchObject({ full_name: "NGUYỄN VĂN THỬ", personal_id: "031088000001", phone: "0900000099" });
  await thu.delete(`${mine}/drafts/${draft.code}`);
});

test("nobody finds another's draft, file or dossier", async () => {
  const thu = await signInAs(city, people.thu);
  const mau = await signInAs(city, people.mau);
  const secret = await fileOf(thu, "riêng.pdf", aPdf("của riêng"));
  const draft = await begin(thu, pensionContent({ kind: "citizen", full_name: "" }, [secret.digest]));
  const submission = await filedOnline(thu, aPdf("hồ sơ riêng"));
  for (const path of [`/drafts/${draft.code}`, `/drafts/${draft.code}/check`]) refused(await mau.get(mine + path), 404, "unknown_draft");
  for (const [path, body] of Object.entries({ "": { version: 1, content: draft.content }, "/submit": { version: 1 }, "/consents": {} }))
    refused(await mau.post(`${mine}/drafts/${draft.code}${path}`, body), 404, "unknown_draft");
  refused(await mau.delete(`${mine}/drafts/${draft.code}`), 404, "unknown_draft");
  refused(await mau.get(`${mine}/files/${secret.digest}`), 404, "unknown_file");
  refused(await mau.post(`${mine}/drafts`, { procedure: pension, content: pensionContent({ kind: "citizen", full_name: "" }, [secret.digest]) }), 422, "invalid_input", ["documents[0].files", "unknown_file"]);
  for (const path of ["", `/files/${secret.digest}`, "/letters/1.pdf", "/submission.pdf"]) refused(await mau.get(`${mine}/dossiers/${submission.code}${path}`), 404, "unknown_dossier");
  for (const [act, body] of Object.entries({ supplement: { version: 1, documents: [{ code: "khac", name: "Thử", originals: 0, copies: 0, files: [] }] }, withdraw: { version: 1, reason: "Thử" }, rating: { satisfaction: 1 } }))
    refused(await mau.post(`${mine}/dossiers/${submission.code}/${act}`, body), 404, "unknown_dossier");
  expect(done(await mau.get(`${mine}/dossiers`)).items.map((item: any) => item.code)).not.toContain(submission.code);
  refused(await city.citizen().get(`${mine}/dossiers/${submission.code}/submission.pdf`), 401, "not_signed_in");
  expect((await thu.get(`${mine}/dossiers/${submission.code}/submission.pdf`)).bytes.subarray(0, 5).toString()).toBe("%PDF-");
  expect((await thu.get(`${mine}/files/${secret.digest}`)).bytes).toEqual(aPdf("của riêng"));
  await thu.delete(`${mine}/drafts/${draft.code}`);
});

test("a dossier taken at the counter for the same personal number is the citizen's own too", async () => {
  const desk = await city.commune().desk();
  const applicant = { kind: "citizen", full_name: "Trần Thị Mẫu", personal_id: "031190000002", phone: "0900000002", address: "Thôn 1" };
  const filed = done(await desk.post("/api/dossiers", { procedure: pension, channel: "counter", applicant, documents: [{ code: "van-ban-de-nghi-huong-tro-cap-huu-tri", originals: 1, copies: 0, files: [] }], return_method: "at_centre", decision: "receive", items: [] }), 201);
  const mau = await signInAs(city, people.mau);
  expect(done(await mau.get(`${mine}/dossiers`)).items[0]).toMatchObject({ code: filed.code, role: "applicant", state: "received" });
  refused(await mau.get(`${mine}/dossiers/${filed.code}/submission.pdf`), 404, "unknown_letter");
  const view = await own(mau, filed.code);
  const withdrawn = done(await mau.post(`${mine}/dossiers/${filed.code}/withdraw`, { version: view.version, reason: "Không cần nữa" }), 200);
  expect(withdrawn).toMatchObject({ state: "withdrawn" });
  const { timeline } = done(await desk.get(`/api/dossiers/${filed.code}`));
  expect(timeline.at(-1)).toMatchObject({ act: "withdrawn", actor: "Người nộp hồ sơ" });
});

test("for a child and by written authority: the mandate is asked for and stands on every act", async () => {
  const thu = await signInAs(city, people.thu);
  const desk = await city.commune().desk();
  const form = await fileOf(thu, "Mẫu.pdf", aPdf("đơn nộp thay"));
  const child = { kind: "citizen", full_name: "Nguyễn Thị Bé Mẫu", personal_id: "031320000888", phone: "0900000001", birth_date: "2020-05-01", sex: "female", address: "Thôn 1" };
  const father = { full_name: "", authorisation: "Cha" };
  const grown = await begin(thu, pensionContent({ ...child, birth_date: "1980" }, [form.digest], { mandate: "child", representative: father }));
  refused(await submit(thu, grown), 422, "invalid_input", ["applicant.birth_date", "not_a_child"]);
  const draft = done(await save(thu, grown, pensionContent(child, [form.digest], { mandate: "child", representative: father, })), 200);
  expect(draft.content.representative).toMatchObject({ full_name: "NGUYỄN VĂN THỬ", personal_id: "031088000001", authorisation: "Cha", kind: "guardian" });
  const submission = done(await submit(thu, draft), 201);
  expect(submission.mandate_words).toBe("cha, mẹ, người giám hộ nộp thay");
  const seen = await asOfficer(desk, submission.code);
  expect(seen.last).toMatchObject({ applicant: { full_name: "Nguyễn Thị Bé Mẫu" }, representative: { full_name: "NGUYỄN VĂN THỬ", authorisation: "Cha", kind: "guardian" } });
  expect(seen.last.timeline[0]).toMatchObject({ actor: "Người nộp hồ sơ (cha, mẹ, người giám hộ nộp thay)", text: expect.stringContaining("(cha, mẹ, người giám hộ nộp thay)") });
  const view = await own(thu, submission.code);
  expect(view).toMatchObject({ role: "filer", mandate_words: "cha, mẹ, người giám hộ nộp thay" });
  done(await thu.post(`${mine}/dossiers/${submission.code}/withdraw`, { version: view.version, reason: "Nộp nhầm" }), 200);
  expect((await asOfficer(desk, submission.code)).last.timeline.at(-1).actor).toBe("Người nộp hồ sơ (cha, mẹ, người giám hộ nộp thay)");

  const other = { kind: "citizen", full_name: "Phạm Thị Ủy Quyền", personal_id: "031151000777", birth_date: "1951", phone: "0900000077", address: "Thôn 2" };
  const authority = { full_name: "", authorisation: "Giấy ủy quyền số 12" };
  const bare = await begin(thu, pensionContent(other, [form.digest], { mandate: "authorised", representative: authority }));
  refused(await submit(thu, bare), 422, "invalid_input", ["authorisation_files", "required"]);
  const paper = await fileOf(thu, "Ủy quyền.pdf", aPdf("ủy quyền"));
  const whole = done(await save(thu, bare, { ...bare.content, authorisation_files: [paper.digest] }), 200);
  const filed = done(await submit(thu, whole), 201);
  const { documents, representative } = (await asOfficer(desk, filed.code)).last;
  expect(representative.kind).toBe("authorised");
  expect(documents).toEqual(expect.arrayContaining([expect.objectContaining({ name: "Giấy ủy quyền: Giấy ủy quyền số 12", files: [expect.objectContaining({ digest: paper.digest })] })]));
});

test("what cannot be filed online says so; a low level of identity may prepare, not file", async () => {
  const thu = await signInAs(city, people.thu);
  const { items } = done(await thu.get("/api/public/v1/procedures?limit=100"));
  const offline = items.find((item: any) => item.online === "none");
  if (offline) expect([409]).toContain((await thu.post(`${mine}/drafts`, { procedure: offline.id })).status);
  refused(await thu.post(`${mine}/drafts`, { procedure: "9.999999" }), 422, "invalid_input", ["procedure", "unknown_procedure"]);
  const low = await signInAs(city, people.levelOne);
  const draft = await begin(low);
  refused(await submit(low, draft), 403, "identity_level_too_low");
  const bad = await sendFile(thu, "a.exe", Buffer.from("MZ-chương-trình"));
  expect(bad.status).toBeGreaterThanOrEqual(400);
});

test("filed once however often it is sent at the same moment", async () => {
  const thu = await signInAs(city, people.thu);
  const { applicant } = done(await thu.get(`${mine}/prefill?procedure=${pension}`), 200);
  const form = await fileOf(thu, "Mẫu.pdf", aPdf("một lần"));
  const draft = await begin(thu, pensionContent(applicant, [form.digest]));
  const answers = await Promise.all(Array.from({ length: 8 }, () => submit(thu, draft)));
  expect(new Set(answers.map((answer) => done(answer, 201).code)).size).toBe(1);
});
