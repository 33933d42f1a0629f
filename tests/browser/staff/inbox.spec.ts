import { expect } from "@playwright/test";

import { address, expectAccessible, signIn, test } from "../page-checks";

test("the inbox shows what is late first, in words, and its filters live in the address", async ({ page }) => {
  await signIn(page);
  const rows = page.locator(".inbox-table tbody tr");
  await expect(rows.first()).toContainText("Trễ");
  await expectAccessible(page);
  await page.getByLabel("Trạng thái").selectOption("supplementing");
  await expect(page).toHaveURL(/state=supplementing/);
  await expect(rows.first()).toContainText("Tạm dừng: chờ bổ sung");
  await page.reload();
  await expect(page.getByLabel("Trạng thái")).toHaveValue("supplementing");
  await page.getByLabel("Lọc theo mã, người nộp").fill("khong ai ten nay");
  await expect(page.getByText("Không có hồ sơ nào khớp")).toBeVisible();
  await page.getByRole("button", { name: "Bỏ bộ lọc" }).click();
  await expect(rows.first()).toContainText("Trễ");
});

test("pages follow one another and the browser's way back works", async ({ page }) => {
  await signIn(page);
  const first = await page.locator(".inbox-table tbody a").first().textContent();
  await page.getByRole("link", { name: "Trang sau" }).click();
  await expect(page).toHaveURL(/after=/);
  await expect(page.locator(".inbox-table tbody a").first()).not.toHaveText(first!);
  await page.goBack();
  await expect(page.locator(".inbox-table tbody a").first()).toHaveText(first!);
});

test("rows are walked with the arrow keys, Ctrl+K looks for a dossier", async ({ page }) => {
  await signIn(page);
  const links = page.locator(".inbox-table tbody a");
  await links.first().focus();
  await page.keyboard.press("ArrowDown");
  await expect(links.nth(1)).toBeFocused();
  const code = (await links.nth(1).textContent())!;
  await page.keyboard.press("Control+k");
  await page.keyboard.type(code.toLowerCase());
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: code })).toBeVisible();
});

test("the register is filtered by days typed as dd/mm/yyyy and offers its files", async ({ page }) => {
  await signIn(page);
  await page.getByRole("link", { name: "Sổ theo dõi" }).click();
  await expect(page.locator(".register-table tbody tr").first()).toBeVisible();
  await page.getByLabel("Từ ngày").pressSequentially("01102026");
  await expect(page.getByLabel("Từ ngày")).toHaveValue("01/10/2026");
  await page.getByRole("button", { name: "Xem" }).click();
  await expect(page).toHaveURL(/from=2026-10-01/);
  await expect(page.getByRole("link", { name: "Tải Excel" })).toHaveAttribute("href", "/api/register.xlsx?from=2026-10-01");
  await expectAccessible(page);
  await page.goto(address("/noi-bo/khong-co"));
  await expect(page.getByText("Không có trang này.")).toBeVisible();
});

test("a dossier that somebody else takes appears by itself", async ({ page, context }) => {
  await signIn(page);
  await page.getByLabel("Lọc theo mã, người nộp").fill("Người Mới Đến");
  await expect(page.getByText("Không có hồ sơ nào khớp")).toBeVisible();
  const filing = { procedure: "2.000815", channel: "counter", applicant: { kind: "citizen", full_name: "Người Mới Đến" }, documents: [], items: [], return_method: "at_centre", decision: "receive" };
  await context.request.post(address("/api/dossiers"), { data: filing });
  await expect(page.locator(".inbox-table tbody tr")).toHaveCount(1);
});
