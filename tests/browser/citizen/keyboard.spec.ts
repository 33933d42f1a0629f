import { expect } from "@playwright/test";

import { address, test } from "../page-checks";

test("everything is reached with the keyboard alone, and the focus is seen", async ({ page }) => {
  await page.goto(address("/"));
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Đến nội dung chính" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Chữ to" })).toBeFocused();
  await expect(page.getByRole("button", { name: "Chữ to" })).toHaveCSS("outline-style", "solid");
  await page.getByRole("searchbox").focus();
  await page.keyboard.type("khai sinh");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("khai sinh");
  await page.getByRole("link", { name: "Thủ tục đăng ký khai sinh" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Thủ tục đăng ký khai sinh");
  await expect(page.locator("main")).toBeFocused();
  const law = page.locator("summary", { hasText: "Căn cứ pháp lý" });
  await expect(page.getByText("60/2014/QH13")).toBeHidden();
  await law.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("60/2014/QH13")).toBeVisible();
});
