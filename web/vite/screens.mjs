// The citizens' main screens as pictures, on the built app and the mock: `npm run screens` writes docs/screens/citizen-*.png.
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";
import { createServer } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = fileURLToPath(new URL("../../docs/screens/", import.meta.url));
const vite = await createServer({ root, configFile: false, logLevel: "error", appType: "custom", server: { middlewareMode: true, hmr: false, ws: false, watch: null }, optimizeDeps: { noDiscovery: true } });
const { serveMock } = await vite.ssrLoadModule("@motcua/test-kit");
const { url, server } = await serveMock(`${root}/apps`);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const photo = { name: "giay-chung-sinh.png", mimeType: "image/png", buffer: Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==", "base64") };
mkdirSync(folder, { recursive: true });

for (const [kind, viewport] of Object.entries({ phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 860 } })) {
  const page = await (await browser.newContext({ viewport, locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh", serviceWorkers: "block" })).newPage();
  const shoot = async (name) => {
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(350);
    await page.screenshot({ path: `${folder}citizen-${name}-${kind}.png` });
  };
  const press = (name) => page.getByRole("button", { name, exact: true }).click();
  const date = async () => {
    for (const [part, value] of Object.entries({ Ngày: "12", Tháng: "10", Năm: "2026" })) await page.getByLabel(part, { exact: true }).fill(value);
  };
  await page.goto(`${url}/xa/tan-minh`);
  await page.getByRole("heading", { name: "Trung tâm của tôi" }).waitFor();
  await shoot("home");
  await press("Chữ to");
  await shoot("elder");
  await press("Chữ to");
  await page.goto(`${url}/thu-tuc/1.001193`);
  await shoot("procedure");
  await page.goto(`${url}/nop/1.001193`);
  await page.getByRole("link", { name: "Đăng nhập bằng VNeID" }).click();
  await page.getByRole("radio", { name: /Cho con, cháu/ }).check();
  await page.getByLabel("Họ và tên người được làm thay").fill("Nguyễn Bé Mẫu");
  await date();
  await page.getByRole("radio", { name: "Mẹ", exact: true }).check();
  await press("Bắt đầu khai");
  await page.getByLabel("Họ, chữ đệm, tên của trẻ").fill("Nguyễn Bé Mẫu");
  await date();
  await page.waitForTimeout(1500);
  await shoot("form");
  await press("Tiếp tục");
  await shoot("error");
  await page.getByRole("radio", { name: "Nữ" }).check();
  await press("Tiếp tục");
  await page.getByLabel("Số nhà, đường, thôn, tổ dân phố").fill("Trạm y tế xã");
  await page.getByRole("combobox", { name: "Xã, phường, đặc khu" }).fill("tan minh");
  await page.getByRole("option", { name: /Tân Minh/ }).click();
  await press("Tiếp tục");
  await page.getByRole("group", { name: "Mẹ", exact: true }).getByLabel("Họ, chữ đệm, tên").fill("Nguyễn Thị Mẫu");
  for (let i = 0; i < 3; i++) {
    await page.evaluate(() => window.scrollTo(0, 0));
    const before = page.url();
    await press("Tiếp tục");
    await page.waitForURL((now) => now.href !== before);
  }
  await page.getByLabel("Chọn tệp:", { exact: false }).setInputFiles(photo);
  await page.locator(".file-name", { hasText: "giay-chung-sinh.png" }).waitFor();
  await shoot("paper");
  await press("Tiếp tục");
  await page.getByRole("checkbox").waitFor();
  await press("Tiếp tục");
  await page.getByRole("heading", { name: "Giấy tờ chỉ cần trong một số trường hợp" }).waitFor();
  await press("Tiếp tục");
  await page.getByLabel("Số điện thoại").waitFor();
  await press("Tiếp tục");
  await page.getByRole("button", { name: "Nộp hồ sơ" }).waitFor();
  await shoot("check");
  await press("Nộp hồ sơ");
  await page.getByRole("heading", { name: "Đã nộp hồ sơ" }).waitFor();
  await shoot("sent");
  await page.goto(`${url}/cua-toi`);
  await page.getByRole("heading", { name: "Đã nộp" }).waitFor();
  await shoot("mine");
  await page.goto(`${url}/cua-toi/H24.258-261118-0007`);
  await page.getByRole("heading", { name: "Trung tâm yêu cầu bổ sung" }).waitFor();
  await shoot("dossier");
}
await browser.close();
server.close();
await vite.close();
