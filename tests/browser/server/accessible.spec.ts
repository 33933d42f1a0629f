import { expect, type Page } from "@playwright/test";

import { address, expectAccessible, expectNoSidewaysScroll } from "../page-checks";
import { as, open, test } from "./city";
import { beginIntake, card, givePapers, take } from "./filling";

// Pages and states of the officers that no journey elsewhere shows to axe.

async function look(page: Page, path: string, title: string | RegExp) {
  await test.step(path, async () => {
    await page.goto(address(`/noi-bo${path}`));
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await expect(page.getByText(/^Đang tải/)).toHaveCount(0);
    await expect(page.getByRole("alert"), "nothing is wrong yet").toHaveCount(0);
    await expectAccessible(page);
  });
}

async function lookAtParts(page: Page) {
  const parts = page.getByRole("group", { name: "Phần của trang" }).getByRole("button");
  await parts.first().waitFor();
  for (const part of await parts.all()) {
    await part.click();
    await expect(part).toHaveAttribute("aria-pressed", "true");
    await expect(page.getByText(/^Đang tải/)).toHaveCount(0);
    await expectAccessible(page);
  }
}

/** Opens each act that is offered, asks for it with nothing typed, and looks at what is said. */
async function lookAtActs(page: Page) {
  const acts = page.getByRole("group", { name: "Việc làm được bây giờ" });
  await acts.getByRole("button", { name: "Việc khác" }).click();
  await page.getByRole("menuitem").first().waitFor();
  const names = await page.locator('[role=menuitem]:not([aria-disabled="true"])').allTextContents();
  await page.keyboard.press("Escape");
  expect(names.length).toBeGreaterThan(2);
  for (const name of names) {
    await test.step(name, async () => {
      await acts.getByRole("button", { name: "Việc khác" }).click();
      await page.getByRole("menuitem", { name, exact: true }).click();
      const dialog = page.getByRole("dialog", { name });
      await expect(dialog).toBeVisible();
      // What asks for nothing would be done.
      if (await dialog.getByText(/không bắt buộc/).count() < await dialog.locator(".field").count()) await dialog.getByRole("button", { name, exact: true }).last().click();
      await expectAccessible(page);
      await dialog.getByRole("button", { name: "Đóng" }).last().click();
      await expect(dialog).toHaveCount(0);
    });
  }
}

test("the counter's pages and dialogs, and those of the chair", async ({ browser }) => {
  test.slow();
  const counter = await as(browser, "tiepnhan");
  await look(counter, "/lich-lam-viec", "Lịch làm việc");
  await look(counter, "/?q=khong-co-ai", "Hộp việc");
  await look(counter, "/?box=all", "Hộp việc");
  await look(counter, "/khong-co-trang-nay", "Không có trang này.");
  await look(counter, "/tro-ly", "Trợ lý");
  await lookAtParts(counter);
  await counter.goto(address("/noi-bo/"));
  await beginIntake(counter, "doi, cap lai giay xac nhan khuyet tat", "1.001653", { card: card("031152000071", "NGUYỄN THỊ MẪU", "07031952", "Nữ"), phone: "0912 345 671" });
  await counter.getByRole("checkbox", { name: "Người khác nộp thay" }).check();
  await counter.keyboard.press("F9");
  await expectAccessible(counter);
  await counter.getByRole("checkbox", { name: "Người khác nộp thay" }).uncheck();
  await givePapers(counter, /./);
  const code = await take(counter);
  await expectAccessible(counter);
  await open(counter, code);
  await lookAtActs(counter);

  const chair = await as(browser, "lanhdao");
  await chair.goto(address(`/noi-bo/?box=all&q=${code}`));
  await chair.getByRole("checkbox", { name: "Chọn tất cả" }).check();
  const bar = chair.getByRole("group", { name: "Việc với các hồ sơ đã chọn" });
  for (const name of ["Rút lại", "Giao người khác", "Xin lỗi, gia hạn"]) {
    await bar.getByRole("button", { name }).click();
    const dialog = chair.getByRole("dialog");
    await dialog.getByRole("button", { name: `${name} 1 hồ sơ` }).click();
    await expect(dialog.locator(".field-error").first()).toBeVisible();
    await expectAccessible(chair);
    await dialog.getByRole("button", { name: "Đóng" }).last().click();
  }
  await open(chair, code);
  await chair.setViewportSize({ width: 640, height: 800 });
  await expectNoSidewaysScroll(chair);
  await expectAccessible(chair);
});

test("the control office's pages, also without a server", async ({ browser }) => {
  const control = await as(browser, "kiemsoat", "");
  await look(control, "/thu-tuc", "Thủ tục");
  await look(control, "/thu-tuc?q=khong-co-thu-tuc-nay", "Thủ tục");
  await look(control, "/nhat-ky", "Nhật ký");
  await control.getByRole("searchbox", { name: "Mã hồ sơ hoặc số định danh" }).fill("ai do");
  await control.getByRole("button", { name: "Tìm", exact: true }).click();
  await expect(control.getByRole("alert")).toContainText("Ghi mã hồ sơ trên giấy hẹn, hoặc số định danh gồm 12 chữ số.");
  await look(control, "/so-theo-doi", /Sổ theo dõi/);
  await control.getByLabel("Nơi tiếp nhận").selectOption("Xã Tân Minh");
  await control.getByRole("button", { name: "Xem", exact: true }).click();
  await expect(control.locator(".register-table tbody tr").first()).toBeVisible();
  await look(control, "/bao-cao/ho-so?cot=total", /./);
  await look(control, "/tro-ly", "Trợ lý");
  await lookAtParts(control);
  await look(control, "/danh-gia", /./);
  // Each page says plainly when its server is away.
  await control.route(/\/api\/(?!events|session|inbox-counts|kept-work)/, (route) => route.abort());
  for (const [name, heading] of [["Thủ tục", "Thủ tục"], ["Điều hành", "Điều hành"], ["Hộp việc", "Hộp việc"]] as const) {
    const link = control.getByRole("navigation", { name: "Chính" }).getByRole("link", { name, exact: true });
    await test.step(`${name}, without a server`, async () => {
      await control.reload();
      await link.click();
      await expect(control.getByRole("heading", { level: 1, name: heading })).toBeVisible();
      await expect(control.getByRole("alert").first()).toContainText("Không kết nối được", { timeout: 10_000 });
      await expectAccessible(control);
    });
  }
});

test("nobody can be asked who is here", async ({ browser }) => {
  const page = await as(browser, "tiepnhan");
  await page.route("**/api/session", (route) => route.abort());
  await page.goto(address("/noi-bo/tiep-nhan"));
  await expect(page.getByRole("alert")).toContainText("Không kết nối được");
  await expectAccessible(page);
});
