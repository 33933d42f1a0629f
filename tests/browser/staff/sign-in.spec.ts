import { expect } from "@playwright/test";

import { address, expectAccessible, expectNoSidewaysScroll, officer, ownOfficer, signIn, test, typePassword } from "../page-checks";

test("a wrong password is told, the right one leads where one wanted to go", async ({ page }) => {
  await page.goto(address("/noi-bo/so-theo-doi"));
  await expectAccessible(page);
  await page.getByLabel("Tên đăng nhập").fill(officer.username);
  await page.getByLabel("Mật khẩu").fill("sai");
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await expect(page.getByRole("alert")).toContainText("chưa đúng");
  await page.getByLabel("Mật khẩu").fill(officer.password);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await expect(page.getByRole("heading", { name: "Sổ theo dõi hồ sơ" })).toBeVisible();
});

test("a password that somebody else has set is changed first, by keyboard, and the work goes on where it wanted to", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(address("/noi-bo/so-theo-doi"));
  await typePassword(page, ownOfficer(`${officer.username}-moi`));
  await expect(page.getByRole("heading", { name: "Đổi mật khẩu" })).toBeVisible();
  await expect(page.getByText("do người khác đặt")).toBeVisible();
  await expect(page.getByRole("navigation")).toHaveCount(0);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.goto(address("/noi-bo/tiep-nhan"));
  await expect(page.getByLabel("Mật khẩu hiện tại")).toBeFocused();
  await page.goto(address("/noi-bo/so-theo-doi"));
  await expect(page.getByLabel("Mật khẩu hiện tại")).toBeFocused();
  for (const typed of [officer.password, "một câu thật dài dễ nhớ", "một câu thật dài dễ nhớ"]) {
    await page.keyboard.type(typed);
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Sổ theo dõi hồ sơ" })).toBeVisible();
  await expect(page.getByRole("main")).toBeFocused();
});

test("the password is changed with the old one, and one signs out", async ({ page }) => {
  await signIn(page);
  await page.getByRole("button", { name: "Bùi Văn Tiếp Nhận" }).click();
  await page.getByRole("menuitem", { name: "Đổi mật khẩu" }).click();
  await page.getByLabel("Mật khẩu hiện tại").fill("sai");
  await page.getByLabel("Mật khẩu mới", { exact: true }).fill("ngắn");
  await page.getByRole("button", { name: "Đổi mật khẩu" }).click();
  await expect(page.getByText("cần ít nhất 12 ký tự")).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Mật khẩu mới", { exact: true }).fill("một câu thật dài dễ nhớ");
  await page.getByLabel("Nhập lại mật khẩu mới").fill("một câu thật dài dễ nhớ");
  await page.getByRole("button", { name: "Đổi mật khẩu" }).click();
  await expect(page.getByText("Mật khẩu hiện tại chưa đúng.")).toBeVisible();
  await page.getByLabel("Mật khẩu hiện tại").fill(officer.password);
  await page.getByRole("button", { name: "Đổi mật khẩu" }).click();
  await expect(page.getByText("Đã đổi mật khẩu.")).toBeVisible();
  await page.getByRole("button", { name: "Bùi Văn Tiếp Nhận" }).click();
  await page.getByRole("menuitem", { name: "Đăng xuất" }).click();
  await expect(page.getByRole("button", { name: "Đăng nhập" })).toBeVisible();
});
