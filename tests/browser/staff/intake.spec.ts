import { expect, type Page } from "@playwright/test";

import { expectAccessible, notePrinting, printed, signIn, test } from "../page-checks";

const card = "031152000001||NGUYỄN THỊ MẪU|07031952|Nữ|Thôn Mẫu 1, Tân Minh, Tiên Lãng, Hải Phòng|15042021";

const codes = { "khai sinh": "1.001193", "chung thuc ban sao": "2.000815", "tro cap": "1.014027" };

async function openIntake(page: Page, procedure: keyof typeof codes) {
  await signIn(page);
  await page.getByRole("link", { name: "Tiếp nhận" }).click();
  await expect(page.getByRole("heading", { name: "Tiếp nhận hồ sơ" })).toBeVisible();
  await page.keyboard.press("F4");
  await page.keyboard.type(procedure);
  // Not what the first letters had found.
  await expect(page.getByRole("listbox").getByRole("option").first()).toContainText(codes[procedure]);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Giấy tờ" })).toBeVisible();
}

async function scanCard(page: Page) {
  await page.keyboard.press("F2");
  await page.keyboard.insertText(card);
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Họ và tên")).toHaveValue("Nguyễn Thị Mẫu");
}

test("a whole dossier is taken with the keyboard, and its slip is printed", async ({ page }) => {
  await openIntake(page, "khai sinh");
  await scanCard(page);
  await expect(page.getByRole("region", { name: "Người nộp hồ sơ" }).getByLabel(/^Ngày sinh/)).toHaveValue("07/03/1952");
  await page.keyboard.press("F9");
  const summary = page.getByRole("alert").filter({ hasText: "Có chỗ cần sửa" });
  await expect(summary).toBeFocused();
  await expect(summary).toContainText("Chưa nhập họ, chữ đệm, tên của trẻ.");
  await expectAccessible(page);
  await summary.getByRole("link", { name: "Chưa nhập ngày sinh của trẻ." }).click();
  await page.keyboard.type("12102026");
  await expect(page.getByLabel("Ngày sinh của trẻ")).toHaveValue("12/10/2026");

  const form = page.getByRole("region", { name: "Tờ khai đăng ký khai sinh" });
  await form.getByLabel("Họ, chữ đệm, tên của trẻ").fill("Nguyễn Bé Mẫu");
  await form.getByRole("radio", { name: "Nữ" }).first().check();
  const place = form.getByRole("group", { name: "Nơi sinh" });
  await place.getByLabel("Số nhà, đường, thôn, tổ dân phố").fill("Trạm y tế");
  await place.getByRole("combobox").fill("tan minh");
  await page.getByRole("option", { name: /Xã Tân Minh/ }).click();
  await form.getByRole("group", { name: "Mẹ", exact: true }).getByLabel("Họ, chữ đệm, tên").fill("Nguyễn Thị Mẫu");
  await page.getByRole("button", { name: "Đủ giấy tờ bắt buộc" }).click();
  await page.getByRole("radio", { name: /Quá hạn/ }).check();
  await expect(page.getByRole("row", { name: "Tổng cộng" })).toContainText("8.000");

  await notePrinting(page);
  await page.keyboard.press("F9");
  const shown = page.getByText(/^H24\.258-\d{6}-\d{4}$/);
  await expect(shown).toBeVisible();
  await page.keyboard.press("F9");
  const slip = `/api/dossiers/${await shown.textContent()}/letters/1.pdf`;
  await expect.poll(() => printed(page)).toEqual([`${slip} application/pdf`]);
  await expectAccessible(page);
  await page.keyboard.press("F4");
  await expect(page.getByLabel("Họ và tên")).toHaveValue("");
});

test("a reload loses nothing of what was typed; throwing it away does", async ({ page }) => {
  await openIntake(page, "khai sinh");
  await scanCard(page);
  await page.getByLabel("Họ, chữ đệm, tên của trẻ").fill("Nguyễn Bé Mẫu");
  await page.reload();
  await expect(page.getByText("Đã giữ lại phần nhập dở")).toBeVisible();
  await expect(page.getByLabel("Họ và tên")).toHaveValue("Nguyễn Thị Mẫu");
  await expect(page.getByLabel("Họ, chữ đệm, tên của trẻ")).toHaveValue("Nguyễn Bé Mẫu");
  await page.getByRole("button", { name: "Bỏ, nhập mới" }).click();
  await expect(page.getByLabel("Họ và tên")).toHaveValue("");
  await page.reload();
  await expect(page.getByLabel("Họ và tên")).toHaveValue("");
});

test("what is ticked and typed while scans are on their way stays beside them", async ({ page }) => {
  await openIntake(page, "khai sinh");
  const held: (() => void)[] = [];
  await page.route("**/api/files", (route) => new Promise<void>((go) => held.push(go)).then(() => route.continue()));
  await page.getByRole("button", { name: "Đủ giấy tờ bắt buộc" }).click();
  const scan = (name: string) => ({ name, mimeType: "application/pdf", buffer: Buffer.from(`%PDF-1.4\n% ${name}\n%%EOF\n`) });
  const adders = page.getByLabel(/^Thêm bản quét: /);
  await adders.nth(0).setInputFiles(scan("mot.pdf"));
  await adders.nth(1).setInputFiles(scan("hai.pdf"));
  await expect.poll(() => held.length).toBe(2);
  const note = page.getByLabel(/^Ghi chú: /).first();
  await note.fill("bản mờ");
  held.forEach((go) => go());
  await expect(page.getByText("mot.pdf").first()).toBeVisible();
  await expect(page.getByText("hai.pdf").first()).toBeVisible();
  await expect(note).toHaveValue("bản mờ");
});

test("asking to complete lists what is missing and needs a reason", async ({ page }) => {
  await openIntake(page, "khai sinh");
  await scanCard(page);
  await page.keyboard.press("F8");
  const dialog = page.getByRole("dialog", { name: "Yêu cầu bổ sung, hoàn thiện hồ sơ" });
  await expect(dialog.getByLabel("Giấy tờ, nội dung cần bổ sung")).toHaveValue("Tờ khai đăng ký khai sinh\nGiấy chứng sinh");
  await dialog.getByRole("button", { name: "Lập phiếu yêu cầu bổ sung" }).click();
  await expect(dialog.getByText("Chưa ghi lý do.")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel("Lý do").fill("Chưa có giấy chứng sinh");
  await dialog.getByRole("button", { name: "Lập phiếu yêu cầu bổ sung" }).click();
  await expect(page.getByRole("heading", { name: "Yêu cầu bổ sung giấy tờ" })).toBeVisible();
});

test("refusing a procedure without a form needs the person and a reason", async ({ page }) => {
  await openIntake(page, "chung thuc ban sao");
  await page.getByRole("button", { name: "Từ chối…" }).click();
  await expect(page.getByRole("alert")).toContainText("Chưa nhập họ và tên.");
  await scanCard(page);
  await page.getByRole("button", { name: "Từ chối…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Lý do không tiếp nhận").fill("Bản chính bị tẩy xoá");
  await dialog.getByRole("button", { name: "Lập phiếu từ chối" }).click();
  await expect(page.getByRole("heading", { name: "Không được tiếp nhận" })).toBeVisible();
});

test("a card that cannot be read is told, and other kinds of applicants have their fields", async ({ page }) => {
  await openIntake(page, "tro cap");
  await page.keyboard.press("F2");
  await page.keyboard.type("khong phai the");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Không đọc được thẻ.")).toBeVisible();
  await page.getByRole("radio", { name: "Doanh nghiệp" }).check();
  await expect(page.getByLabel("Tên tổ chức")).toBeVisible();
  await expect(page.getByRole("region", { name: "Người nộp hồ sơ" }).getByLabel("Số định danh")).toHaveCount(0);
  await expectAccessible(page);
});
