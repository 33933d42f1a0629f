import { expect } from "@playwright/test";

import { address, expectAccessible, test } from "../page-checks";

test("a part of the app that cannot be loaded is tried once more, then told with a way on", async ({ page }) => {
  await page.goto(address("/"));
  let asked = 0;
  await page.route(/assets\/track-/, (route) => {
    asked += 1;
    return route.abort();
  });
  await page.getByRole("link", { name: "Tra cứu" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Chưa mở được trang này");
  expect(asked).toBe(2);
  await expectAccessible(page);
  await page.unroute(/assets\/track-/);
  await page.getByRole("button", { name: "Tải lại" }).click();
  await expect(page.getByRole("textbox", { name: "Mã hồ sơ" })).toBeVisible();
});
