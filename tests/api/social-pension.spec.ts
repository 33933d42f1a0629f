import { expect, test } from "@playwright/test";

import { done, refused } from "./support/client";
import { expectDue } from "./support/clock";
import { sampleCity } from "./support/city";
import { file, pensionAnswers, socialPension, somebody } from "./support/filings";
import { aPdf, upload } from "./support/uploads";

const city = sampleCity();
const oldPerson = () => somebody({ full_name: "Phạm Thị Mẫu", birth_date: "1951", personal_id: undefined });

test("an old person is granted the social pension, through the division, its head and the chair", async () => {
  const commune = city.commune();
  const [desk, expert, chair] = [await commune.desk(), await commune.expert(), await commune.chair()];
  const head = await city.officer(`truongphong-vhxh-1.${commune.slug}`);
  const person = somebody({ full_name: "Phạm Thị Mẫu", birth_date: "1951", personal_id: "031151000001" });

  const dossier = await file(desk, socialPension({ applicant: person, answers: pensionAnswers(person) }));
  await dossier.act(desk, "forward");
  expect(dossier.last).toMatchObject({ step_name: "Đối chiếu dữ liệu, xác minh tại thôn, tổ dân phố", holder: "Phòng Văn hóa - Xã hội" });
  await dossier.act(expert, "take");
  await dossier.act(expert, "forward", { note: "Không hưởng lương hưu" });
  await dossier.act(head, "take");
  await dossier.act(head, "forward");
  await dossier.act(chair, "approve", { outcome: "granted", note: "Đồng ý" });
  expect(dossier.last).toMatchObject({ state: "processing", holder: "Phòng Văn hóa - Xã hội" });

  await dossier.refuses(desk, "hand-over", { checked: "receipt" }, 409, "result_missing");
  const decision = await upload(expert, "Quyết định.pdf", aPdf("quyết định"));
  await dossier.act(expert, "record-result", { result: { number: "41/QĐ-UBND", name: "Quyết định hưởng trợ cấp hưu trí xã hội", files: [decision.digest] } });
  expect(dossier.last).toMatchObject({ state: "resolved", holder: `Trung tâm Phục vụ hành chính công xã ${commune.name}` });
  await dossier.act(desk, "hand-over", { checked: "receipt" });

  const detail = await dossier.detail(desk);
  expect(detail).toMatchObject({ state: "returned", outcome: "granted", timeliness: "early", result_files: [{ digest: decision.digest, name: "Quyết định.pdf" }] });
  expect(detail.answers_readable).toEqual(expect.arrayContaining([{ label: "Họ và tên", text: "Phạm Thị Mẫu" }]));
  await expectDue(desk, detail, [10, "working_day"]);
  expect(done(await city.citizen().get(`/api/public/v1/dossiers/${dossier.code}`)).state).toBe("returned");
});

test("the legs of the way share the time limit and end with it", async () => {
  const commune = city.commune();
  const desk = await commune.desk();
  const dossier = await file(desk, socialPension({ applicant: oldPerson() }));
  const { steps, due_at, clock_started_at } = await dossier.detail(desk);
  const ends = steps.map((step: any) => step.due_at);
  expect(ends).toEqual([...ends].sort());
  expect(ends[0] > clock_started_at).toBe(true);
  expect(ends.at(-1)).toBe(due_at);
});

test("a form that is filled in only half names every answer that is missing", async () => {
  const desk = await city.commune().desk();
  const person = oldPerson();
  const answer = await desk.post("/api/dossiers", socialPension({ applicant: person, answers: pensionAnswers(person, { request_kind: "moved", person_personal_id: "123", receives: [] }) }));
  const problem = refused(answer, 422, "invalid_input");
  const fields = problem.fields.map((field: any) => `${field.field}: ${field.code}`);
  expect(fields).toEqual(expect.arrayContaining(["answers.old_address: required", "answers.paid_until: required", "answers.person_personal_id: not_a_personal_id", "answers.receives: required"]));
});

test("a denial needs its reason and ends with a result too", async () => {
  const commune = city.commune();
  const [desk, expert, chair] = [await commune.desk(), await commune.expert(), await commune.chair()];
  const dossier = await file(desk, socialPension({ applicant: oldPerson(), forward_now: true }));
  await dossier.act(expert, "forward");
  await dossier.act(expert, "forward");
  await dossier.refuses(chair, "approve", { outcome: "denied" }, 422, "invalid_input", ["note", "required"]);
  await dossier.act(chair, "approve", { outcome: "denied", note: "Đang hưởng lương hưu", result: { number: "3/TB-UBND", name: "Thông báo", files: [] } });
  await dossier.act(desk, "hand-over", { checked: "receipt" });
  expect(await dossier.detail(desk)).toMatchObject({ outcome: "denied", state: "returned" });
});
