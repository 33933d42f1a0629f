import { expect, type Page } from "@playwright/test";

import { address } from "../page-checks";

/** Signs in at the mock's provider, which asks nothing, on the way to applying. */
export async function begin(page: Page, procedure: string) {
  await page.goto(address("/xa/tan-minh"));
  await expect(page.getByRole("banner")).toContainText("Xã Tân Minh");
  await page.goto(address(`/nop/${procedure}`));
  await page.getByRole("link", { name: "Đăng nhập bằng VNeID" }).click();
  await expect(page.getByText("Người nộp:")).toContainText("Nguyễn Thị Mẫu");
}
