import { expect } from "@playwright/test";

import { address, expectAccessible, someDossier, test } from "../page-checks";

test("a QR link shows the state and nothing personal; details need the code from the phone", async ({ page }) => {
  const code = await someDossier(page);
  await page.context().clearCookies();
  await page.goto(address(`/tra-cuu?ma=${code.toLowerCase()}`));
  await expect(page.getByRole("heading", { name: `Hồ sơ ${code}` })).toBeVisible();
  await expect(page.getByRole("progressbar")).toBeVisible();
  await expect(page.locator("main")).not.toContainText("Nguyễn Thị Mẫu");
  await expectAccessible(page);

  await page.getByRole("button", { name: "Xem chi tiết" }).click();
  const box = page.getByLabel("Mã vừa nhận");
  await expect(box).toBeFocused();
  await box.fill("111111");
  await page.getByRole("button", { name: "Xem", exact: true }).click();
  await expect(page.getByText("Mã chưa đúng hoặc đã hết hạn.")).toBeVisible();
  await expectAccessible(page);
  await box.fill("246 810");
  await page.getByRole("button", { name: "Xem", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Các bước đã qua" })).toBeVisible();
  await expectAccessible(page);
});

test("a wrong code is told at the field, an unknown one on the page", async ({ page }) => {
  await page.goto(address("/tra-cuu"));
  const box = page.getByRole("textbox", { name: "Mã hồ sơ" });
  await page.getByRole("button", { name: "Tra cứu" }).click();
  await expect(box).toBeFocused();
  await expect(box).toHaveAccessibleDescription(/Chưa nhập mã hồ sơ/);
  await box.fill("H24.258");
  await page.getByRole("button", { name: "Tra cứu" }).click();
  await expect(box).toHaveAccessibleDescription(/Mã hồ sơ chưa đúng/);
  await expectAccessible(page);
  await box.fill("h24.258 - 260101 - 9999");
  await page.getByRole("button", { name: "Tra cứu" }).click();
  await expect(page.getByRole("alert")).toContainText("Không tìm thấy hồ sơ");
});
