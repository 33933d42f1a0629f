import { expect, type Page } from "@playwright/test";

import { address, expectAccessible } from "../page-checks";
import { as, test } from "./city";

/** Nothing else can be done before a password that somebody else has set is changed. */
async function changesFirstPassword(page: Page, username: string, first: string) {
  await page.goto(address("/noi-bo/"));
  await page.getByLabel("Tên đăng nhập").fill(username);
  await page.getByLabel("Mật khẩu").fill(first);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await expect(page.getByText("Mật khẩu này do người khác đặt.")).toBeVisible();
  await page.goto(address("/noi-bo/tiep-nhan"));
  await expect(page.getByRole("heading", { level: 1, name: "Đổi mật khẩu" })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Mật khẩu hiện tại").fill(first);
  await page.getByLabel("Mật khẩu mới", { exact: true }).fill("một câu khác của riêng tôi");
  await page.getByLabel("Nhập lại mật khẩu mới").fill("một câu khác của riêng tôi");
  await page.getByRole("button", { name: "Đổi mật khẩu" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Tiếp nhận hồ sơ" })).toBeVisible();
  await page.close();
}

test("the keeper of the system makes an account, gives it a role, locks it; a commune gets a counter", async ({ browser }) => {
  const page = await as(browser, "quantri", "", "Cán bộ");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Thêm cán bộ" }).click();
  const dialog = page.getByRole("dialog", { name: "Thêm cán bộ" });
  await dialog.getByLabel("Tên đăng nhập").fill("thu-nghiem.tan-minh");
  await dialog.getByLabel("Họ và tên").fill("Trần Văn Thử Nghiệm");
  await dialog.getByLabel("Chức danh").fill("Công chức một cửa");
  await dialog.getByLabel("Cơ quan", { exact: true }).fill("trung tam phuc vu hanh chinh cong xa tan minh");
  await page.locator(".combobox-option").first().click();
  await dialog.getByLabel("Mật khẩu ban đầu").fill("ngan");
  await dialog.getByLabel("Vai trò thêm").selectOption({ label: "Công chức tiếp nhận" });
  await dialog.getByLabel("Tại cơ quan").fill("trung tam phuc vu hanh chinh cong xa tan minh");
  await page.locator(".combobox-option").first().click();
  await dialog.getByRole("button", { name: "Thêm vai trò" }).click();
  await dialog.getByRole("button", { name: "Tạo tài khoản" }).click();
  await expect(dialog.getByText(/ít nhất \d+/)).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel("Mật khẩu ban đầu").fill("một câu thật dài dễ nhớ");
  await dialog.getByRole("button", { name: "Tạo tài khoản" }).click();
  await expect(dialog).toHaveCount(0);
  await changesFirstPassword(await (await browser.newContext()).newPage(), "thu-nghiem.tan-minh", "một câu thật dài dễ nhớ");
  await page.getByRole("searchbox", { name: /chức danh/ }).fill("Thử Nghiệm");
  await page.getByRole("button", { name: "Tìm", exact: true }).click();
  await page.getByRole("button", { name: "Trần Văn Thử Nghiệm" }).click();
  await expect(page.getByRole("dialog")).toContainText("tại Trung tâm Phục vụ hành chính công xã Tân Minh");
  await page.getByRole("dialog").getByLabel("Tài khoản được dùng").uncheck();
  await page.getByRole("dialog").getByRole("button", { name: "Lưu" }).click();
  await expect(page.getByText("Đã khoá")).toBeVisible();

  await page.getByRole("link", { name: "Đơn vị" }).click();
  await page.getByLabel("Đơn vị").selectOption({ label: "Ủy ban nhân dân xã Tân Minh" });
  await expect(page.getByText("Quầy số 1")).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Thuộc").selectOption({ label: "Trung tâm Phục vụ hành chính công xã Tân Minh" });
  await page.getByLabel("Loại").selectOption({ label: "Quầy" });
  await page.getByLabel("Mã", { exact: true }).fill("quay-5");
  await page.getByLabel("Tên", { exact: true }).fill("Quầy số 5");
  await page.getByRole("button", { name: "Thêm", exact: true }).click();
  await expect(page.getByText("Đã thêm Quầy số 5.")).toBeVisible();
});

test("the control office sees versions with their dossiers, the calendar and who looked at what", async ({ browser }) => {
  const page = await as(browser, "kiemsoat", "");
  await page.getByRole("link", { name: "Thủ tục" }).click();
  await page.getByRole("searchbox", { name: "Tên, mã, lĩnh vực" }).fill("khai sinh");
  await page.getByRole("button", { name: "Tìm", exact: true }).click();
  await page.getByRole("link", { name: "1.001193" }).click();
  await expect(page.getByRole("heading", { name: "Phiên bản và hồ sơ đang theo" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Lịch làm việc" }).click();
  await expect(page.getByText("Mùng 1 Tết Bính Ngọ")).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Căn cứ, lý do").fill("Thông báo nghỉ tết");
  await page.getByRole("button", { name: "Tính lại" }).click();
  await expect(page.getByText(/Đã tính lại \d+ hồ sơ/)).toBeVisible();
  await page.getByRole("link", { name: "Nhật ký" }).click();
  await page.getByRole("button", { name: "Tài khoản, sổ" }).click();
  await expect(page.getByRole("searchbox", { name: "Tên đăng nhập" })).toBeVisible();
  await expectAccessible(page);
});

test("an officer's work goes to a colleague for some days, and comes back; the page is safe from foreign scripts", async ({ browser }) => {
  const page = await as(browser, "tiepnhan");
  const policy = (await page.request.get(address("/noi-bo/"))).headers()["content-security-policy"]!;
  expect(policy).toMatch(/style-src [^;]*'nonce-[\w+/=-]+'/);
  expect(policy).not.toMatch(/unsafe-(inline|eval)/);
  expect((await page.request.get(address("/noi-bo/"))).headers()["content-security-policy"]).not.toBe(policy);
  await page.getByRole("link", { name: "Uỷ quyền" }).click();
  await page.getByRole("button", { name: "Giao việc" }).click();
  await expect(page.getByText("Chưa chọn người nhận.")).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Người nhận").fill("nguyen");
  await page.getByRole("listbox").getByRole("option").first().click();
  await page.getByLabel("Đến hết ngày").fill("31/12/2026");
  await page.getByLabel("Lý do").fill("Đi công tác");
  await page.getByRole("button", { name: "Giao việc" }).click();
  await expect(page.getByText("Đang có hiệu lực")).toBeVisible();
  await page.getByRole("button", { name: "Chấm dứt" }).click();
  await expect(page.getByText("Đã hết")).toBeVisible();
});
