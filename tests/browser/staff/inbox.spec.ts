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

test("many dossiers are passed on at once; each one's outcome is told", async ({ page }) => {
  await signIn(page);
  await page.goto(address("/noi-bo/?q=L%C3%AA+Ho%C3%A0ng&limit=200"));
  const boxes = page.locator(".inbox-table tbody input");
  await expect(page.getByRole("link", { name: /^H24/ }).first()).toBeVisible();
  const count = await boxes.count();
  expect(count).toBeGreaterThan(10);
  await boxes.nth(2).click();
  await boxes.nth(5).click({ modifiers: ["Shift"] });
  await expect(page.getByText("Đã chọn 4 hồ sơ")).toBeVisible();
  await page.getByRole("checkbox", { name: "Chọn tất cả" }).check();
  await expectAccessible(page);
  await page.getByRole("group", { name: "Việc với các hồ sơ đã chọn" }).getByRole("button", { name: "Chuyển bước" }).click();
  const dialog = page.getByRole("dialog", { name: `Chuyển bước: ${count} hồ sơ` });
  await dialog.getByLabel("Ghi chú chung").fill("Chuyển cả lô");
  await dialog.getByRole("button", { name: `Chuyển bước ${count} hồ sơ` }).click();
  await expect(dialog.getByRole("status")).toContainText(`${count} hồ sơ đã xong`);
  await dialog.getByRole("button", { name: "Xong" }).click();
  await expect(page.getByText("Đã chọn")).toHaveCount(0);

  await page.getByLabel("Lọc theo mã, người nộp").fill("Phạm Thị Minh");
  await expect(page.locator(".inbox-table tbody").getByText("Phạm Thị Minh").first()).toBeVisible();
  await page.getByRole("checkbox", { name: "Chọn tất cả" }).check();
  await page.getByRole("group", { name: "Việc với các hồ sơ đã chọn" }).getByRole("button", { name: "Chuyển bước" }).click();
  await page.getByRole("dialog").getByRole("button", { name: /^Chuyển bước \d+ hồ sơ/ }).click();
  await expect(page.getByRole("dialog").getByRole("status")).toContainText(/0 hồ sơ đã xong, \d+ không làm được/);
  // A list that cannot be read anew takes nothing away of what was told.
  await page.route(/\/api\/dossiers\?/, (route) => route.fulfill({ status: 500, json: { status: 500, code: "internal", detail: "Máy chủ gặp lỗi." } }));
  await page.getByRole("button", { name: /^Thử lại \d+ hồ sơ không làm được/ }).click();
  await expect(page.locator(".notice-bad", { hasText: "Máy chủ gặp lỗi." })).toBeAttached();
  await expect(page.getByRole("list", { name: "Hồ sơ không làm được" })).toContainText("Việc này không làm được ở trạng thái hiện nay.");
  await expectAccessible(page);
});

test("what was typed for many dossiers outlives a reload; those that a colleague has done meanwhile are left out", async ({ page, context }) => {
  await signIn(page);
  const name = `Lô Dở ${Math.random().toString(36).slice(2, 8)}`;
  const filing = { procedure: "2.000815", channel: "counter", applicant: { kind: "citizen", full_name: name }, documents: [], items: [], return_method: "at_centre", decision: "receive" };
  const made: { code: string; version: number }[] = [];
  for (let i = 0; i < 3; i += 1) made.push(await (await context.request.post(address("/api/dossiers"), { data: filing })).json());
  await page.goto(address(`/noi-bo/?q=${encodeURIComponent(name)}`));
  const rows = page.locator(".inbox-table tbody tr");
  await expect(rows).toHaveCount(3);
  const bar = page.getByRole("group", { name: "Việc với các hồ sơ đã chọn" });
  await page.getByRole("checkbox", { name: "Chọn tất cả" }).check();
  await bar.getByRole("button", { name: "Chuyển bước" }).click();
  await page.getByRole("dialog").getByLabel("Ghi chú chung").fill("Đã đủ giấy tờ");
  await page.goto(address("/noi-bo/"));
  const proceed = page.getByRole("button", { name: "Nhập tiếp: Chuyển bước 3 hồ sơ" });
  await expect(proceed).toBeVisible();
  await expectAccessible(page);
  await context.request.post(address(`/api/dossiers/${made[1]!.code}/forward`), { data: { version: made[1]!.version } });
  await proceed.click();
  const dialog = page.getByRole("dialog", { name: "Chuyển bước: 2 hồ sơ" });
  await expect(dialog.getByLabel("Ghi chú chung")).toHaveValue("Đã đủ giấy tờ");
  await expect(dialog).toContainText("1 hồ sơ chọn trước đó đã có người làm");
  await expect(dialog.getByRole("status")).toContainText("Đã giữ lại nội dung nhập dở");
  await expect(page).toHaveURL(/q=/);
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Chuyển bước 2 hồ sơ" }).click();
  await expect(dialog.getByRole("status")).toContainText("2 hồ sơ đã xong");
  await dialog.getByRole("button", { name: "Xong" }).click();
  await expect(rows).toHaveCount(3);
  await page.reload();
  await expect(rows).toHaveCount(3);
  await expect(page.getByText("Nhập dở")).toHaveCount(0);
});

test("a filter is kept under a name and used again", async ({ page }) => {
  await signIn(page);
  await page.getByLabel("Chỉ hồ sơ trễ").check();
  await page.getByLabel("Trạng thái").selectOption("processing");
  await page.getByRole("button", { name: "Lưu bộ lọc" }).click();
  await page.keyboard.type("Trễ của tôi");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Bỏ lọc" }).click();
  await expect(page).not.toHaveURL(/late/);
  await page.getByRole("button", { name: "Trễ của tôi", exact: true }).click();
  await expect(page).toHaveURL(/state=processing.*late=true|late=true.*state=processing/);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Xoá bộ lọc Trễ của tôi" }).click();
  await expect(page.getByRole("button", { name: "Trễ của tôi", exact: true })).toHaveCount(0);
});
