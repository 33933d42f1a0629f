import { expect, test } from "@playwright/test";

import { done } from "./support/client";
import { dueAt, expectDue } from "./support/clock";
import { sampleCity } from "./support/city";
import { file, housePermit, permitAnswers, somebody } from "./support/filings";
import { printed } from "./support/pdf";

const city = sampleCity();

test("a house gets its permit: an agency is consulted and the clock stands while a fee is awaited", async () => {
  const commune = city.commune();
  const [desk, expert, chair] = [await commune.desk(), await commune.expert(), await commune.chair()];
  const department = await city.officer("chuyenvien.so-xay-dung");
  const owner = somebody({ full_name: "Lê Văn Mẫu", sex: "male", personal_id: "031070000001", birth_date: "1970-05-06" });

  const dossier = await file(desk, housePermit({ applicant: owner, answers: permitAnswers(owner) }));
  expect(dossier.last.fee_vnd).toBe(75_000);
  await dossier.act(desk, "forward");
  expect(dossier.last.holder).toBe("Phòng Kinh tế");
  await dossier.act(expert, "take");

  await test.step("the department is asked and sees the dossier from then on", async () => {
    expect((await department.get(dossier.path)).status).toBe(404);
    await dossier.act(expert, "consult", { agency_code: "so-xay-dung", subject: "Sự phù hợp với quy hoạch", working_days: 3 });
    const { items } = done(await department.get("/api/dossiers?box=inbox"));
    expect(items).toEqual([expect.objectContaining({ code: dossier.code, task_kind: "consultation" })]);
    const { tasks } = await dossier.detail(department);
    const asked = tasks.find((task: any) => task.kind === "consultation");
    expect(asked).toMatchObject({ subject: "Sự phù hợp với quy hoạch", agency: { code: "so-xay-dung" } });
    expect(asked.due_at).toBe(await dueAt(desk, asked.opened_at, [3, "working_day"], commune.code));
  });

  await test.step("the fee pauses the clock", async () => {
    await dossier.act(expert, "request-payment", { amount_vnd: 500_000, reason: "Nộp lệ phí và tiền sử dụng hạ tầng" });
    expect(dossier.last).toMatchObject({ state: "awaiting_payment", fee_vnd: 575_000 });
    expect(dossier.last.due_at).toBeUndefined();
    await dossier.refuses(expert, "forward", {}, 409, "waiting_for_payment");
    await expect.poll(() => city.messagesTo(owner.phone).some((text) => text.includes(dossier.code) && text.includes("575.000"))).toBe(true);
    await dossier.act(desk, "confirm-payment", { amount_vnd: 575_000, receipt: "BL 0012" });
    expect(dossier.last.state).toBe("processing");
    const paid = await dossier.detail(desk);
    expect(paid.pauses).toHaveLength(1);
    await expectDue(desk, paid, [7, "working_day"]);
  });

  await dossier.act(expert, "forward");
  await dossier.act(expert, "forward");
  await dossier.refuses(chair, "approve", { outcome: "granted" }, 409, "consultation_open");
  await dossier.act(department, "answer-consultation", { opinion: "Phù hợp quy hoạch chi tiết", agrees: true });
  await dossier.act(chair, "approve", { outcome: "granted", result: { number: "07/GPXD", name: "Giấy phép xây dựng", files: [] } });
  await dossier.act(desk, "hand-over", { checked: "identity_card" });

  const detail = await dossier.detail(desk);
  expect(detail).toMatchObject({ state: "returned", outcome: "granted" });
  const slip = await printed(desk, `${dossier.path}/routing-slip.pdf`);
  for (const words of ["PHIẾU KIỂM SOÁT", dossier.code, "Sở Xây dựng", "Phòng Kinh tế"]) expect(slip).toContain(words);
  // The department took part: it may look at how it ended.
  expect((await dossier.detail(department)).state).toBe("returned");
});

test("another building takes longer and costs more than a house", async () => {
  const commune = city.commune();
  const desk = await commune.desk();
  const owner = somebody();
  const answers = permitAnswers(owner, { work_type: "level_4", work_description: "Nhà kho" });
  const dossier = await file(desk, housePermit({ applicant: owner, answers }));
  expect(dossier.last.fee_vnd).toBe(150_000);
  await expectDue(desk, await dossier.detail(desk), [10, "working_day"]);
});

test("what was paid at the counter is not asked for a second time", async () => {
  const commune = city.commune();
  const [desk, expert] = [await commune.desk(), await commune.expert()];
  const dossier = await file(desk, housePermit({ fee: { chosen: [{ group: "le-phi-giay-phep", code: "nha-o" }], collected: true }, forward_now: true }));
  await dossier.act(expert, "request-payment", { amount_vnd: 500_000, reason: "Tiền sử dụng hạ tầng" });
  await dossier.act(desk, "confirm-payment", { amount_vnd: 500_000, receipt: "BL 0013" });
  expect(dossier.last).toMatchObject({ state: "processing", fee_vnd: 575_000 });
});

test("an agency is consulted only for a sensible time and not by itself", async () => {
  const commune = city.commune();
  const [desk, expert] = [await commune.desk(), await commune.expert()];
  const dossier = await file(desk, housePermit({ forward_now: true }));
  const ask = { agency_code: "so-xay-dung", subject: "Quy hoạch", working_days: 3 };
  await dossier.refuses(expert, "consult", { ...ask, working_days: 0 }, 422, "invalid_input", ["working_days", "out_of_range"]);
  await dossier.refuses(expert, "consult", { ...ask, agency_code: "khong-co" }, 422, "invalid_input", ["agency_code", "unknown_agency"]);
  await dossier.refuses(expert, "consult", { ...ask, agency_code: "phong-kinh-te" }, 422, "invalid_input", ["agency_code", "own_agency"]);
  await dossier.refuses(expert, "consult", { ...ask, subject: " " }, 422, "invalid_input", ["subject", "required"]);
  await dossier.refuses(desk, "consult", ask, 403, "not_allowed");
});
