import { expect } from "@playwright/test";

import { address, expectAccessible, expectNoSidewaysScroll, test } from "../page-checks";

test("a commune is chosen once, its hours and phone are shown, and it can be changed", async ({ page }) => {
  await page.goto(address("/"));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bác cần làm gì?");
  await page.getByRole("combobox", { name: "Xã, phường, đặc khu" }).fill("tan minh");
  await page.getByRole("option", { name: "Xã Tân Minh" }).click();
  const centre = page.getByRole("region", { name: "Trung tâm của tôi" });
  await expect(centre).toContainText("Thứ Hai – Thứ Sáu: 07:00–11:30, 13:30–17:00");
  await expect(centre).toContainText("Thứ Bảy: 07:30–11:00");
  await expect(centre.getByRole("link", { name: "0225 3000 000" })).toHaveAttribute("href", "tel:02253000000");
  await page.reload();
  await expect(page.getByRole("banner")).toContainText("Xã Tân Minh");
  await expect(page.getByRole("heading", { name: "Bác ở xã, phường nào?" })).toHaveCount(0);
  await expectAccessible(page);
  await centre.getByRole("link", { name: "Đổi xã, phường" }).click();
  await page.getByRole("combobox").fill("cat hai");
  await page.getByRole("option", { name: "Đặc khu Cát Hải" }).click();
  await expect(page.getByRole("banner")).toContainText("Đặc khu Cát Hải");
  await expectAccessible(page);
  await page.goto(address("/xa/viet-hoa"));
  await expect(page.getByRole("banner")).toContainText("Phường Việt Hòa");
  await expect(page).toHaveURL(address("/"));
});

test("procedures are found by an event in life and by subject", async ({ page }) => {
  await page.goto(address("/"));
  await page.getByRole("link", { name: "Có con nhỏ" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Có con nhỏ");
  await page.getByRole("link", { name: "Thủ tục đăng ký khai sinh" }).click();
  await expect(page.getByRole("link", { name: "Làm trực tuyến" })).toBeVisible();
  await page.goto(address("/linh-vuc"));
  await expectAccessible(page);
  await page.getByRole("link", { name: "Bảo trợ xã hội" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bảo trợ xã hội");
  await expect(page.locator(".results li")).toHaveCount(1);
});

test("a blank form can be printed, and what cannot be done here says so", async ({ page }) => {
  await page.goto(address("/thu-tuc/1.014027"));
  await page.getByText("Mẫu đơn để trống").click();
  await page.getByRole("link", { name: /Xem và in mẫu/ }).click();
  await expect(page.getByText("☐ Hộ nghèo")).toBeVisible();
  await expectAccessible(page);
  await page.goto(address("/thu-tuc/2.000815"));
  await expect(page.getByText("Việc này phải làm trực tiếp")).toBeVisible();
  await expect(page.getByRole("link", { name: "Làm trực tuyến" })).toHaveCount(0);
  await page.goto(address("/thu-tuc/1.000894"));
  await expect(page.getByText("Ở đây chưa nộp trực tuyến được việc này.")).toBeVisible();
});

test("the screens speak English and remember it", async ({ page }) => {
  await page.goto(address("/thu-tuc/1.001193"));
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByRole("heading", { name: "Papers to prepare" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expectAccessible(page);
  await page.goto(address("/"));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("What do you need to do?");
  await page.setViewportSize({ width: 320, height: 600 });
  await expectNoSidewaysScroll(page);
  await page.getByRole("button", { name: "Tiếng Việt" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bác cần làm gì?");
});

test("a page is read aloud where the device has a voice for it, and stops when one goes on", async ({ page }) => {
  await page.goto(address("/"));
  await expect(page.getByRole("button", { name: "Nghe đọc" })).toHaveCount(0);
  await page.addInitScript(() => {
    const spoken: string[] = [];
    Object.assign(window, { spoken, SpeechSynthesisUtterance: class { constructor(public text: string) {} } });
    const synthesis = { getVoices: () => [{ lang: "vi-VN", name: "Giọng thử" }], speak: (one: { text: string }) => spoken.push(one.text), cancel: () => spoken.push("(dừng)"), addEventListener() {}, removeEventListener() {} };
    Object.defineProperty(window, "speechSynthesis", { value: synthesis });
  });
  await page.goto(address("/thu-tuc/1.001193"));
  await page.getByRole("button", { name: "Nghe đọc" }).click();
  const spoken = () => page.evaluate(() => (window as unknown as { spoken: string[] }).spoken);
  await expect.poll(spoken).toContainEqual(expect.stringContaining("Thủ tục đăng ký khai sinh"));
  const words = (await spoken()).join(" ");
  expect(words).not.toContain("Tra cứu");
  expect((await spoken()).every((piece) => piece.length <= 200)).toBe(true);
  await page.getByRole("button", { name: "Dừng đọc" }).click();
  await expect.poll(async () => (await spoken()).at(-1)).toBe("(dừng)");
});
