import { join } from "node:path";

import { expect } from "@playwright/test";

import { serveMock } from "../../../web/packages/test-kit/src/index";
import { expectAccessible, test } from "../page-checks";

test.use({ serviceWorkers: "allow" });

// On a server of its own, because it is shut down in the middle.
test("with the line cut the app opens with the last state and says from when; what is one person's goes when they sign out", async ({ page }) => {
  const apps = join(__dirname, "../../../web/apps");
  const first = await serveMock(apps);
  const port = Number(new URL(first.url).port);
  await page.goto(`${first.url}/cua-toi`);
  await page.evaluate(() => navigator.serviceWorker.ready);
  const manifest = await (await page.request.get(`${first.url}/manifest.webmanifest`)).json();
  expect(manifest.icons.map((icon: { sizes: string }) => icon.sizes)).toContain("512x512");
  await page.getByRole("link", { name: "Đăng nhập bằng VNeID" }).click();
  await page.getByRole("link", { name: /khai sinh/ }).click();
  await expect(page.getByText("Ảnh giấy chứng sinh bị mờ")).toBeVisible();
  await page.goto(`${first.url}/thu-tuc/1.001193`);
  await expect(page.getByRole("heading", { name: "Giấy tờ cần chuẩn bị" })).toBeVisible();
  await page.goto(`${first.url}/cua-toi`);
  await expect(page.getByRole("heading", { name: "Đã nộp" })).toBeVisible();

  first.server.closeAllConnections();
  await new Promise((resolve) => first.server.close(resolve));
  await page.goto(`${first.url}/cua-toi`);
  await expect(page.getByText("Mất kết nối. Đang xem thông tin lúc")).toBeVisible();
  await page.getByRole("link", { name: /khai sinh/ }).click();
  await expect(page.getByText("Ảnh giấy chứng sinh bị mờ")).toBeVisible();
  await expectAccessible(page);
  await page.goto(`${first.url}/thu-tuc/1.001193`);
  await expect(page.getByRole("heading", { name: "Giấy tờ cần chuẩn bị" })).toBeVisible();

  const again = await serveMock(apps, port);
  await page.goto(`${first.url}/thu-tuc/1.001193`);
  await expect(page.getByRole("heading", { name: "Giấy tờ cần chuẩn bị" })).toBeVisible();
  await expect(page.getByText("Mất kết nối.")).toHaveCount(0);
  await page.evaluate(() => navigator.serviceWorker.controller?.postMessage("forget-person"));
  await expect.poll(() => page.evaluate(() => caches.has("person"))).toBe(false);
  again.server.closeAllConnections();
  again.server.close();
});
