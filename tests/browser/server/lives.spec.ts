import { readFileSync } from "node:fs";

import { expect, type Locator, type Page } from "@playwright/test";

import { address, expectAccessible, notePrinting, printed } from "../page-checks";
import { act, agree, as, grantPension, open, resultIs, test, watch } from "./city";
import { beginIntake, card, fillForm, givePapers, home, keyCommune, keyForm, tabTo, take } from "./filling";

// Four dossiers of four kinds, each from the counter to the citizen's hands, by the officers who would do it.

const paid = (amount: string, receipt: string) => async (dialog: Locator) => {
  await expect(dialog.getByLabel("Số tiền")).toHaveValue(amount);
  await dialog.getByLabel("Số biên lai").fill(receipt);
};
const checked = (what: string) => (dialog: Locator) => dialog.getByRole("radio", { name: what }).check();

test("a birth is registered by the keyboard alone while the parents wait", async ({ browser }) => {
  const counter = await as(browser, "tiepnhan");
  // Without a mouse, from the menu to the slip.
  await tabTo(counter, 'a[href$="/tiep-nhan"]');
  await counter.keyboard.press("Enter");
  await expect(counter.getByRole("heading", { name: "Tiếp nhận hồ sơ" })).toBeVisible();
  await counter.keyboard.press("F4");
  await expect(counter.getByRole("combobox", { name: "Thủ tục" })).toBeFocused();
  await counter.keyboard.type("khai sinh");
  await expect(counter.getByRole("listbox").getByRole("option").first()).toContainText("1.001193");
  await counter.keyboard.press("Enter");
  await expect(counter.getByRole("heading", { name: "Giấy tờ" })).toBeVisible();
  await counter.keyboard.press("F2");
  await counter.keyboard.insertText(card("031196000011", "PHẠM THỊ MẪU", "07031996", "Nữ"));
  await counter.keyboard.press("Enter");
  await tabTo(counter, "#f-applicant-phone");
  await counter.keyboard.type("0900000011");
  await tabTo(counter, "#f-applicant-address-detail");
  await counter.keyboard.type("Thôn Mẫu 1");
  await tabTo(counter, "#f-applicant-address-commune_code");
  await keyCommune(counter);
  await tabTo(counter, ".panel-head button");
  await counter.keyboard.press("Enter");
  await keyForm(counter, "1.001193", {
    child_name: "Nguyễn Bé Mẫu", child_sex: "female", child_birth_date: "2026-11-01", child_ethnicity: "Kinh", child_nationality: "Việt Nam", home_town: "Tân Minh, Hải Phòng",
    birth_place_kind: "facility", birth_facility: "Trạm y tế xã", birth_place: home, parents_married: "yes", mother_declared: "yes", father_declared: "yes",
    mother_name: "Phạm Thị Mẫu", mother_birth_date: "1996-03-07", mother_nationality: "Việt Nam", father_name: "Nguyễn Văn Mẫu", father_birth_date: "1995", father_nationality: "Việt Nam",
    requester_relation: "mother", declared_true: true,
  });
  await tabTo(counter, "#giay-giay-chung-sinh");
  await counter.keyboard.press("Space");
  await expectAccessible(counter);
  await notePrinting(counter);
  const code = await take(counter);
  await counter.keyboard.press("F9");
  await expect.poll(() => printed(counter)).toEqual([`/api/dossiers/${code}/letters/1.pdf application/pdf`]);
  await open(counter, code);
  await act(counter, "Chuyển bước");

  const registrar = await as(browser, "vanphong-1");
  await registrar.goto(address(`/noi-bo/?q=${code}`));
  await registrar.getByRole("link", { name: code }).click();
  await act(registrar, "Nhận việc");
  await act(registrar, "Chuyển bước", (dialog) => dialog.getByLabel("Ghi chú").fill("Đủ điều kiện"));
  const chair = await as(browser, "lanhdao");
  await open(chair, code);
  await act(chair, "Phê duyệt", agree);
  await open(registrar, code);
  await act(registrar, "Cập nhật kết quả", resultIs("15/2026", "Giấy khai sinh"));
  await open(counter, code);
  await act(counter, "Trả kết quả", checked("Giấy hẹn"));
  await expect(counter.getByText("Đã trả kết quả").first()).toBeVisible();
  await expect(counter.getByRole("region", { name: "Tờ khai" })).toContainText("Nguyễn Bé Mẫu");
});

test("copies are certified, and nothing is handed over before the fee is paid", async ({ browser }) => {
  const counter = await as(browser, "tiepnhan");
  await beginIntake(counter, "sao y", "2.000815", { card: card("031190000012", "TRẦN VĂN MẪU", "01021990", "Nam"), phone: "0900 000 012" });
  await fillForm(counter, "2.000815", {
    copy_kind: "paper", papers: [{ paper_name: "Bằng tốt nghiệp", pages: 2, copies: 3 }, { paper_name: "Giấy kết hôn", pages: 1, copies: 2 }], requester_name: "Trần Văn Mẫu",
  });
  await givePapers(counter, /Bản sao cần chứng thực/);
  await expect(counter.getByRole("region", { name: "Phí, lệ phí" })).toContainText(/16\.000\sđ/);
  const code = await take(counter);
  await open(counter, code);
  await act(counter, "Chuyển bước");
  const registrar = await as(browser, "chuyenvien");
  await open(registrar, code);
  await act(registrar, "Chuyển bước");
  const chair = await as(browser, "phochutich-1");
  await open(chair, code);
  await act(chair, "Phê duyệt", agree);
  await open(registrar, code);
  await act(registrar, "Cập nhật kết quả", resultIs("231", "Bản sao được chứng thực"));

  await open(counter, code);
  await counter.getByRole("button", { name: "Việc khác" }).click();
  await expect(counter.getByRole("menuitem", { name: /Trả kết quả/ })).toContainText("tiền");
  await counter.keyboard.press("Escape");
  await act(counter, "Xác nhận đã nộp tiền", paid("16.000", "BL 0001"));
  await act(counter, "Trả kết quả", checked("Giấy tờ tuỳ thân"));
  await expect(counter.getByText("Đã trả kết quả").first()).toBeVisible();
  await expectAccessible(counter);
});

test("an old person is granted the social pension and follows the dossier on a phone", async ({ browser, city }) => {
  const counter = await as(browser, "tiepnhan");
  await beginIntake(counter, "tien nguoi gia 75 tuoi", "1.014027", { card: card("031151000013", "PHẠM THỊ VÍ DỤ", "01011951", "Nữ"), phone: "0900 000 013" });
  await fillForm(counter, "1.014027", {
    request_kind: "new", person_name: "Phạm Thị Ví Dụ", person_birth_date: "1951", person_sex: "female", person_ethnicity: "Kinh", person_personal_id: "031151000013", person_address: home,
    phone: "0900000013", receives: ["none"], household: "neither", payment_method: "cash", payment_place: "Điểm chi trả của xã", has_agent: "no", declared_true: true,
  });
  const code = await take(counter);
  await open(counter, code);
  await act(counter, "Chuyển bước");
  await grantPension(browser, code);
  await open(counter, code);
  await act(counter, "Trả kết quả", checked("Giấy hẹn"));

  const citizen = watch(await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage());
  await citizen.goto(address(`/tra-cuu?ma=${code}`));
  await expect(citizen.getByText("Đã trả kết quả")).toBeVisible();
  await expect(citizen.getByText("Phạm Thị Ví Dụ")).toHaveCount(0);
  await readDetails(citizen, city.messages);
});

/** With the code that the server wrote to the file of --messages-to. */
async function readDetails(page: Page, outbox: string) {
  await page.getByRole("button", { name: "Xem chi tiết" }).click();
  await expect(page.getByLabel("Mã vừa nhận")).toBeVisible();
  const codes = () => readFileSync(outbox, "utf8").split("\n").filter((line) => line.includes("0900000013")).flatMap((line) => line.match(/\b\d{6}\b(?!-)/g) ?? []);
  await expect.poll(() => codes().length).toBeGreaterThan(0);
  await page.getByLabel("Mã vừa nhận").fill(codes().at(-1)!);
  await page.getByRole("button", { name: "Xem", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Các bước đã qua" })).toBeVisible();
  await expectAccessible(page);
}

test("a house gets its permit: an agency is consulted, and the clock stands while a fee is awaited", async ({ browser }) => {
  const counter = await as(browser, "tiepnhan");
  await beginIntake(counter, "xin phep xay nha", "1.013225", { card: card("031070000014", "LÊ VĂN MẪU", "06051970", "Nam"), phone: "0900 000 014" });
  await fillForm(counter, "1.013225", {
    permit_kind: "new", work_type: "house", owner_kind: "person", owner_name: "Lê Văn Mẫu", owner_personal_id: "031070000014", owner_address: home, owner_phone: "0900000014", site_address: home,
    parcel_number: "12", map_sheet: "3", parcel_area: "100", land_certificate: "MẪU 000000", ground_area: "80,5", floor_area: "161", height: "8,4", storeys: 2, designer_name: "Công ty Mẫu",
    duration_months: 6, neighbours_safe: true, declared_true: true,
  });
  await expect(counter.getByText("Dùng dữ liệu có sẵn trong cơ sở dữ liệu đất đai")).toBeVisible();
  await givePapers(counter, /Bản vẽ thiết kế/);
  await expect(counter.getByRole("region", { name: "Phí, lệ phí" })).toContainText(/75\.000\sđ/);
  const code = await take(counter);
  await open(counter, code);
  await act(counter, "Chuyển bước");

  const specialist = await as(browser, "kinhte-1");
  await open(specialist, code);
  await act(specialist, "Nhận việc");
  await act(specialist, "Lấy ý kiến", async (dialog) => {
    await dialog.getByLabel("Cơ quan được hỏi").selectOption({ label: "Sở Xây dựng" });
    await dialog.getByLabel("Nội dung cần ý kiến").fill("Sự phù hợp với quy hoạch");
    await dialog.getByLabel("Số ngày làm việc để trả lời").fill("3");
  });
  await act(specialist, "Yêu cầu nộp tiền", async (dialog) => {
    await dialog.getByLabel("Số tiền").fill("500.000");
    await dialog.getByLabel("Lý do").fill("Tiền sử dụng hạ tầng");
  });
  await expect(specialist.getByText("Tạm dừng: chờ nộp tiền")).toBeVisible();

  const department = await as(browser, "chuyenvien.so-xay-dung", "");
  await department.getByRole("link", { name: code }).click();
  await expect(department.getByText("Sự phù hợp với quy hoạch").first()).toBeVisible();
  await act(department, "Trả lời ý kiến", (dialog) => dialog.getByLabel("Nội dung trả lời").fill("Phù hợp quy hoạch chi tiết"));

  await open(counter, code);
  await act(counter, "Xác nhận đã nộp tiền", paid("575.000", "BL 0012"));
  await open(specialist, code);
  await expectAccessible(specialist);
  await act(specialist, "Chuyển bước");
  const head = await as(browser, "truongphong-1");
  await open(head, code);
  await act(head, "Chuyển bước");
  const chair = await as(browser, "lanhdao");
  await open(chair, code);
  await act(chair, "Phê duyệt", agree);
  await open(specialist, code);
  await act(specialist, "Cập nhật kết quả", resultIs("07/GPXD", "Giấy phép xây dựng"));
  await open(counter, code);
  await act(counter, "Trả kết quả", checked("Giấy tờ tuỳ thân"));
  await expect(counter.getByText("Đã trả kết quả").first()).toBeVisible();
});
