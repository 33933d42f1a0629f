import { expect, test } from "@playwright/test";

import { done } from "./support/client";
import { expectDue, minuteOf, vietnam } from "./support/clock";
import { sampleCity } from "./support/city";
import { birthRegistration, file, somebody } from "./support/filings";
import { printed } from "./support/pdf";

const city = sampleCity();

test("a birth is registered, from the counter to the certificate in the mother's hands", async () => {
  const commune = city.commune();
  const [desk, expert, chair] = [await commune.desk(), await commune.expert(), await commune.chair()];
  const mother = somebody({ full_name: "Trần Thị Mẫu" });

  const dossier = await file(desk, birthRegistration({ applicant: mother }));
  expect(dossier.last).toMatchObject({ state: "received", fee_vnd: 0, late: false, provisional: false });
  expect(dossier.last.letters).toHaveLength(1);

  await dossier.act(desk, "forward");
  expect(dossier.last).toMatchObject({ state: "processing", step_name: "Kiểm tra và soạn kết quả" });
  await dossier.act(expert, "take");
  await dossier.act(expert, "forward", { note: "Đủ điều kiện" });
  await dossier.act(chair, "approve", { outcome: "granted", result: { number: "15/2026", name: "Giấy khai sinh", files: [] } });
  expect(dossier.last).toMatchObject({ state: "resolved", step_name: "Trả kết quả" });
  await dossier.act(desk, "hand-over", { checked: "receipt" });
  expect(dossier.last).toMatchObject({ state: "returned" });

  const detail = await dossier.detail(desk);
  expect(detail).toMatchObject({
    national_code: 10, percent: 100, outcome: "granted", applicant: mother, deciding_agency: { code: commune.code },
    intake_agency: { code: `${commune.code}/trung-tam` }, division: { code: `${commune.code}/van-phong` }, tasks: [],
  });
  expect(detail.timeline.map((event: any) => event.act)).toEqual(["filed", "received", "forwarded", "taken", "forwarded", "approved", "result_recorded", "handed_over"]);
  expect(detail.steps.every((step: any) => step.done)).toBe(true);
  expect(["early", "on_time"]).toContain(detail.timeliness);
  await expectDue(desk, detail, [0, "immediate"]);
});

// Acceptance 1: taking a complete dossier prints Mẫu 01 with code, hour and minute of intake and due time; the same numbers
// stand in the public look-up.
test("the receipt shows the code, the minute of intake and the due time that the dossier has", async () => {
  const desk = await city.commune().desk();
  const mother = somebody({ full_name: "Trần Thị Ước" });
  const dossier = await file(desk, birthRegistration({ applicant: mother, summary: "Khai sinh cho con thứ hai" }));
  const detail = await dossier.detail(desk);

  const receipt = await printed(desk, `${dossier.path}/letters/1.pdf`);
  const when = (instant: string) => {
    const { hours, minutes, date, month, year } = vietnam(instant);
    return `${hours} giờ ${minutes} phút, ngày ${date} tháng ${Number(month) > 2 ? Number(month) : month} năm ${year}`;
  };
  for (const words of ["GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", dossier.code, "Trần Thị Ước", "Khai sinh cho con thứ hai", mother.personal_id, when(detail.received_at),
    when(detail.due_at), "Giấy chứng sinh", "Trung tâm Phục vụ hành chính công xã Tân Minh", detail.letters[0].number_text])
    expect(receipt).toContain(words);
  expect(minuteOf(detail.received_at)).toBe(minuteOf(dossier.last.received_at));
  expect(done(await city.citizen().get(`/api/public/v1/dossiers/${dossier.code}`)).code).toBe(dossier.code);
});

test("the code begins with the identifier of the agency that decides and the day of intake", async () => {
  const commune = city.commune();
  const dossier = await file(await commune.desk(), birthRegistration());
  const { year, month, date } = vietnam(dossier.last.received_at);
  expect(dossier.code).toMatch(new RegExp(`^${commune.identifier}-${year.slice(2)}${month}${date}-\\d{4,}$`));
});

test("a late declaration at the counter costs what the resolution of the city says", async () => {
  const desk = await city.commune().desk();
  const dossier = await file(desk, birthRegistration({ fee: { chosen: [{ group: "le-phi-ho-tich", code: "qua-han-hai-phong-cu" }] } }));
  expect(dossier.last.fee_vnd).toBe(8000);
});
