import { expect } from "@playwright/test";

import { address, expectAccessible, expectNoSidewaysScroll, test } from "../page-checks";

test("a procedure is found by words without marks and its papers can be ticked", async ({ page }) => {
  await page.goto(address("/"));
  await expectAccessible(page);
  await page.getByRole("searchbox", { name: "Tìm thủ tục" }).fill("khai sinh");
  await page.getByRole("button", { name: "Tìm", exact: true }).click();
  await page.getByRole("link", { name: "Thủ tục đăng ký khai sinh" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Thủ tục đăng ký khai sinh");
  await page.getByRole("checkbox", { name: /Giấy chứng sinh/ }).check();
  await expect(page.getByText("Đã có 1/4")).toBeVisible();
  await expect(page.getByText("Giấy chứng nhận kết hôn của cha mẹ")).toContainText("Giấy chứng nhận");
  await expect(page.getByText("Không phải nộp").first()).toBeVisible();
  await expectAccessible(page);
});

test("the fee follows the way of filing, the case and the exemption", async ({ page }) => {
  await page.goto(address("/thu-tuc/1.001193"));
  await page.getByRole("radio", { name: "Quá hạn" }).check();
  await expect(page.getByRole("row", { name: "Tổng cộng" })).toContainText("8.000");
  await page.getByRole("radio", { name: "Nộp trực tuyến" }).check();
  await expect(page.getByText("Không mất tiền.")).toBeVisible();
  await page.getByText("Tất cả các mức thu").click();
  await expect(page.getByRole("row", { name: /Quá hạn; nộp trực tiếp/ })).toContainText("8.000");
  await page.getByRole("radio", { name: "Nộp trực tiếp" }).check();
  await page.getByLabel("Ông/bà có thuộc diện được miễn không?").selectOption("người thuộc hộ nghèo");
  await expect(page.getByText("Được miễn: người thuộc hộ nghèo.")).toBeVisible();
  await expect(page.getByText("Cán bộ kiểm tra khi nhận hồ sơ.")).toBeVisible();
});

test("a search without results says what to try, a procedure taken elsewhere says where", async ({ page }) => {
  await page.goto(address("/thu-tuc?q=xyzxyz"));
  await expect(page.getByText("Chưa tìm thấy thủ tục nào.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("main").getByRole("link", { name: "Hỏi trợ lý" }).click();
  await expect(page.getByRole("textbox", { name: "Câu hỏi của bác" })).toHaveValue("xyzxyz");
  await page.goto(address("/thu-tuc/1.004194"));
  await expect(page.getByText("Trung tâm không nhận hồ sơ này")).toBeVisible();
  await page.goto(address("/thu-tuc/9.999999"));
  await expect(page.getByRole("alert")).toContainText("Không có thủ tục này");
  await page.goto(address("/khong-co-trang-nay"));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Không có trang này");
});

test("long lists are read on page by page", async ({ page }) => {
  await page.goto(address("/thu-tuc"));
  await expect(page.locator(".results li")).toHaveCount(20);
  await page.getByRole("button", { name: "Xem thêm" }).click();
  await expect(page.locator(".results li")).toHaveCount(29);
});

// 320 px with large text: every-page.spec.ts.
for (const [width, isLarge] of [[320, false], [360, true], [390, false]] as const) {
  test(`nothing sticks out at ${width} px${isLarge ? " with large text" : ""}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 740 });
    await page.goto(address("/"));
    if (isLarge) await page.getByRole("button", { name: "Chữ to" }).click();
    for (const path of ["/", "/thu-tuc?q=tro cap", "/thu-tuc/1.001193", "/thu-tuc/1.014027", "/tra-cuu"]) {
      await page.goto(address(path));
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.getByText("Đang tải…")).toHaveCount(0);
      await expectNoSidewaysScroll(page);
    }
    if (isLarge) await expect(page.locator("html")).toHaveAttribute("data-text", "large");
  });
}

test("large text is remembered, readable and undone", async ({ page }) => {
  await page.goto(address("/thu-tuc/1.001193"));
  await page.getByRole("button", { name: "Chữ to" }).click();
  await page.reload();
  const toggle = page.getByRole("button", { name: "Chữ to" });
  await expect(toggle).toHaveAttribute("aria-pressed", "true");
  await expect(page.locator("#giay-to")).toBeVisible();
  await expectAccessible(page);
  await toggle.click();
  await expect(page.locator("html")).not.toHaveAttribute("data-text");
});
