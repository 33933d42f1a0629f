import { expect, type Page } from "@playwright/test";

import { address, expectAccessible, expectNoSidewaysScroll, test } from "../page-checks";

async function enter(page: Page) {
  await page.goto(address("/cua-toi"));
  await page.getByRole("link", { name: "Đăng nhập bằng VNeID" }).click();
  await expect(page.getByRole("heading", { name: "Đã nộp" })).toBeVisible();
}

const photo = { name: "anh ro.png", mimeType: "image/png", buffer: Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==", "base64") };

test("my dossiers tell where they are and what they wait for; a supplement is answered, a rating given, one is withdrawn", async ({ page }) => {
  await enter(page);
  await expectAccessible(page);
  await page.getByRole("link", { name: /khai sinh/ }).click();
  await expect(page.getByText("Phòng Văn hoá – Xã hội xã Tân Minh")).toBeVisible();
  await page.getByText("Vì sao hẹn ngày này?").click();
  await expect(page.getByText("Không tính thứ Bảy, Chủ nhật.")).toBeVisible();
  const asked = page.getByRole("form", { name: "Trung tâm yêu cầu bổ sung" });
  await expect(asked).toContainText("Ảnh giấy chứng sinh bị mờ");
  await asked.getByRole("button", { name: "Gửi bổ sung" }).click();
  await expect(asked.getByRole("alert")).toContainText("Chưa có tệp nào.");
  await expectAccessible(page);
  let arrive = () => {};
  await page.route("**/citizen/files", (route) => new Promise<void>((go) => (arrive = go)).then(() => route.continue()), { times: 1 });
  await asked.getByLabel("Chọn tệp: Giấy chứng sinh").setInputFiles(photo);
  await expect(asked.getByText("Đang tải…").first()).toBeAttached();
  await asked.getByRole("button", { name: "Gửi bổ sung" }).click();
  await expect(asked.getByRole("alert")).toContainText("Đợi tải xong rồi gửi.");
  arrive();
  await expect(asked.locator(".file-name", { hasText: "anh ro.png" })).toBeVisible();
  await asked.getByRole("button", { name: "Gửi bổ sung" }).click();
  await expect(page.getByText("Nộp bổ sung giấy tờ")).toBeVisible();
  await expect(asked).toHaveCount(0);

  await page.getByText("Phiếu của Trung tâm").click();
  await expect(page.getByRole("link", { name: "Giấy tiếp nhận hồ sơ và hẹn trả kết quả" })).toHaveAttribute("href", /letters\/1\.pdf$/);
  await page.getByText("Rút hồ sơ này").click();
  await page.getByRole("button", { name: "Rút hồ sơ" }).click();
  await expect(page.getByText("Chưa ghi lý do.")).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Lý do rút hồ sơ").fill("Đã làm ở nơi khác");
  await page.getByRole("button", { name: "Rút hồ sơ" }).click();
  await expect(page.getByText("Hồ sơ đã được rút theo yêu cầu.")).toBeVisible();

  await page.goto(address("/cua-toi"));
  await expect(page.getByText("Mời ông/bà đánh giá")).toBeVisible();
  await page.getByRole("link", { name: /hưu trí/ }).click();
  await expect(page.getByRole("region", { name: "Kết quả" }).getByRole("link")).toHaveAttribute("href", /files\//);
  await page.getByRole("button", { name: "Gửi đánh giá" }).click();
  await expect(page.getByText("Chọn một mức hài lòng.")).toBeVisible();
  await page.getByRole("radio", { name: "Rất hài lòng" }).check();
  await page.getByRole("radio", { name: "Đúng hẹn" }).check();
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 640 });
  await page.getByRole("button", { name: "Chữ to" }).click();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Gửi đánh giá" }).click();
  await expect(page.getByText("Cảm ơn ông/bà đã đánh giá")).toBeVisible();
  await page.goto(address("/"));
  await expect(page.getByRole("region", { name: "Hồ sơ của tôi" })).toBeVisible();
  await expectAccessible(page);
});

test("signing in that fails says why, and what an officer typed is confirmed without signing in", async ({ page }) => {
  await page.goto(address("/dang-nhap?loi=sign_in_expired"));
  await expect(page.getByRole("alert")).toContainText("Mời đăng nhập lại");
  await expectAccessible(page);
  await page.goto(address("/xac-nhan#het-han"));
  await expect(page.getByRole("alert")).toContainText("đã hết hạn");
  await page.goto(address("/xac-nhan"));
  await page.goto(address(`/xac-nhan#thu-${Math.random()}`));
  await page.reload();
  await expect(page.getByText("Nguyễn Bé Mẫu")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Đúng, tôi xác nhận" }).click();
  await expect(page.getByText("Ông/bà đã xác nhận")).toBeVisible();
});
