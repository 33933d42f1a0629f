import { join } from "node:path";

import { expect } from "@playwright/test";

import { hostZalo, zaloHome } from "../../../web/packages/test-kit/src/zalo";
import { address, expectAccessible, expectNoSidewaysScroll, test } from "../page-checks";

const folder = join(__dirname, "../../../web/apps/citizen/zalo/dist");

test.use({ userAgent: "Mozilla/5.0 (Linux; Android 13; Thu) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120 Mobile Safari/537.36 Zalo android/24010800 ZaloTheme/light" });

test("the Mini App in Zalo looks things up, signs in with a bearer token and files, below its own address", async ({ page, context }) => {
  const { strangers } = await hostZalo(context, folder, address("/").replace(/\/$/, ""));
  await page.goto(zaloHome);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bác cần làm gì?");
  await page.getByRole("searchbox").fill("tro cap");
  await page.getByRole("button", { name: "Tìm", exact: true }).click();
  await page.getByRole("link", { name: /hưu trí xã hội/ }).click();
  await expect(page).toHaveURL(`${zaloHome}/thu-tuc/1.014027`);
  await expect(page.getByText("10 ngày làm việc")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Làm trực tuyến" }).click();
  await page.getByRole("button", { name: "Đăng nhập bằng Zalo" }).click();
  await expect(page.getByRole("heading", { name: "Nối với tài khoản định danh" })).toBeVisible();
  await page.getByLabel("Mã nối").fill("sai");
  await page.getByRole("button", { name: "Nối" }).click();
  await expect(page.getByText("Mã nối chưa đúng")).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Mã nối").fill("abcd 2345");
  await page.getByRole("button", { name: "Nối" }).click();

  await page.getByRole("combobox").fill("tan minh");
  await page.getByRole("option", { name: "Xã Tân Minh" }).click();
  await page.getByRole("button", { name: "Bắt đầu khai" }).click();
  await page.getByRole("radio", { name: "Hưởng trợ cấp" }).check();
  await page.getByLabel("Tình trạng hộ").selectOption("Hộ nghèo");
  await page.getByRole("button", { name: "Tiếp tục" }).click();
  await page.getByLabel("Số tài khoản nhận trợ cấp").fill("123456789");
  await page.getByRole("button", { name: "Tiếp tục" }).click();
  await page.getByRole("button", { name: "Tiếp tục" }).click();
  await page.getByRole("button", { name: "Nộp hồ sơ" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Đã nộp hồ sơ");
  await expectNoSidewaysScroll(page);
  await page.getByRole("link", { name: "Theo dõi hồ sơ này" }).click();
  await expect(page.getByText("Mới đăng ký")).toBeVisible();
  expect(new URL(page.url()).pathname).toContain("/zapps/123456789/cua-toi/");
  expect(await context.cookies()).toEqual([]);
  expect(strangers).toEqual([]);
});
