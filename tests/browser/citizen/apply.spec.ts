import { expect, type Page } from "@playwright/test";

import { address, expectAccessible, expectNoSidewaysScroll, test } from "../page-checks";
import { begin } from "./begin";

const photo = { name: "giay chung sinh.png", mimeType: "image/png", buffer: Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==", "base64") };

const go = (page: Page) => page.getByRole("button", { name: "Tiếp tục" }).click();
const title = (page: Page, text: string) => expect(page.getByRole("heading", { level: 1 })).toHaveText(text);

test("an application is filled in page by page, checked, sent once and followed", async ({ page }) => {
  const strangers: string[] = [];
  page.on("request", (request) => {
    if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).host !== new URL(address("/")).host) strangers.push(request.url());
  });
  await page.goto(address("/nop/1.001193"));
  await expect(page.getByRole("heading", { name: "Đăng nhập" })).toBeVisible();
  await expectAccessible(page);
  await begin(page, "1.001193");
  await expectAccessible(page);
  await page.getByRole("radio", { name: /Cho con, cháu/ }).check();
  await page.getByRole("button", { name: "Bắt đầu khai" }).click();
  await expect(page.getByRole("alert")).toContainText("Chưa nhập họ tên người được làm thay.");
  await expectAccessible(page);
  await page.getByLabel("Họ và tên người được làm thay").fill("Nguyễn Bé Mẫu");
  for (const [part, value] of [["Ngày", "12"], ["Tháng", "10"], ["Năm", "2026"]] as const) await page.getByLabel(part, { exact: true }).fill(value);
  await page.getByRole("radio", { name: "Mẹ", exact: true }).check();
  await page.getByRole("button", { name: "Bắt đầu khai" }).click();

  await expect(page.getByText("Bước 1 trên")).toBeVisible();
  await expect(page.getByText("Làm thay cho:")).toContainText("Nguyễn Bé Mẫu (Mẹ)");
  await go(page);
  await expect(page.getByRole("alert")).toContainText("Chưa nhập họ, chữ đệm, tên của trẻ.");
  await expectAccessible(page);
  await page.getByLabel("Họ, chữ đệm, tên của trẻ").fill("Nguyễn Bé Mẫu");
  await page.getByLabel("Ngày", { exact: true }).fill("12");
  await page.getByLabel("Tháng", { exact: true }).fill("10");
  await page.getByLabel("Năm", { exact: true }).fill("2026");
  await page.getByRole("radio", { name: "Nữ" }).check();
  await expect(page.getByText("Đã lưu.")).toBeVisible();
  await go(page);
  await page.getByLabel("Số nhà, đường, thôn, tổ dân phố").fill("Trạm y tế xã");
  await page.getByRole("combobox", { name: "Xã, phường, đặc khu" }).fill("tan minh");
  await page.getByRole("option", { name: /Tân Minh/ }).click();
  await go(page);
  await page.getByRole("group", { name: "Mẹ", exact: true }).getByLabel("Họ, chữ đệm, tên").fill("Nguyễn Thị Mẫu");
  await expectAccessible(page);
  await go(page);
  await expect(page.getByRole("group", { name: /^Cha/ })).toBeVisible();
  await go(page);
  await expect(page.getByLabel("Số bản sao trích lục cần cấp")).toBeVisible();
  await go(page);

  await title(page, "Giấy chứng sinh");
  await go(page);
  await expect(page.getByRole("alert")).toContainText("Chưa có ảnh hoặc tệp");
  await page.getByLabel("Chọn tệp:", { exact: false }).setInputFiles(photo);
  await expect(page.locator(".file-name", { hasText: "giay chung sinh.png" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Dùng lại" }).click();
  await expect(page.locator("form .files li")).toHaveCount(2);
  await go(page);
  await title(page, "Giấy chứng nhận kết hôn của cha mẹ");
  await expect(page.getByRole("checkbox", { name: /Dùng dữ liệu Nhà nước đã có/ })).toBeChecked();
  await go(page);
  await title(page, "Giấy tờ chỉ cần trong một số trường hợp");
  await expectAccessible(page);
  await go(page);
  await title(page, "Nhận kết quả và liên lạc");
  await page.getByRole("textbox", { name: "Số điện thoại" }).fill("12");
  await go(page);
  await expect(page.getByRole("alert")).toContainText("Nhập số điện thoại 10 chữ số");
  await page.getByRole("textbox", { name: "Số điện thoại" }).fill("0912 345 678");
  await page.getByRole("radio", { name: "Gửi bưu chính về nhà" }).check();
  await page.getByLabel("Địa chỉ nhận kết quả").fill("Thôn Mẫu 1, xã Tân Minh");
  await expectAccessible(page);
  await go(page);

  await title(page, "Xem lại trước khi nộp");
  const child = page.getByRole("region", { name: "Trẻ được khai sinh", exact: true });
  await expect(child).toContainText("12/10/2026");
  await expect(page.getByRole("region", { name: "Nộp và nhận kết quả" })).toContainText("Thôn Mẫu 1, xã Tân Minh");
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 640 });
  await expectNoSidewaysScroll(page);
  await child.getByRole("link", { name: /^Sửa/ }).click();
  await expect(page.getByLabel("Họ, chữ đệm, tên của trẻ")).toHaveValue("Nguyễn Bé Mẫu");
  await page.goBack();
  await page.getByRole("button", { name: "Nộp hồ sơ" }).click();
  await title(page, "Đã nộp hồ sơ");
  await expectAccessible(page);
  await expect(page.getByRole("link", { name: "Giấy xác nhận đã nộp (PDF)" })).toHaveAttribute("href", /dossiers\/H24[^/]+\/submission\.pdf$/);
  await page.getByRole("link", { name: "Theo dõi hồ sơ này" }).click();
  await expect(page.getByText("Mới đăng ký")).toBeVisible();
  await expect(page.getByText("Làm thay cho:")).toContainText("Nguyễn Bé Mẫu");
  expect(strangers).toEqual([]);
});

test("a photo as phones make it is sent small enough for a slow line, and can still be read", async ({ page }) => {
  await begin(page, "1.001193");
  await page.getByRole("radio", { name: /uỷ quyền cho tôi/ }).check();
  const large = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(3200, 2400);
    const context = canvas.getContext("2d")!;
    for (let i = 0; i < 40_000; i++) {
      context.fillStyle = `hsl(${i % 360} 70% ${30 + (i % 50)}%)`;
      context.fillRect((i * 7919) % 3200, (i * 104729) % 2400, 9, 9);
    }
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: "image/jpeg", quality: 1 })).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  });
  const buffer = Buffer.from(large, "base64");
  expect(buffer.length).toBeGreaterThan(1_000_000);
  const sending = page.waitForResponse(/citizen\/files$/);
  await page.getByLabel("Chụp ảnh: Ảnh giấy uỷ quyền").setInputFiles({ name: "IMG_0001.JPG", mimeType: "image/jpeg", buffer });
  const sent = (await (await sending).json()) as { digest: string; size: number };
  expect(sent.size).toBeLessThan(buffer.length / 2);
  const size = await page.evaluate(async (digest) => {
    const picture = await createImageBitmap(await (await fetch(`/api/public/v1/citizen/files/${digest}`)).blob());
    return [picture.width, picture.height];
  }, sent.digest);
  expect(size).toEqual([2000, 1500]);
  await expect(page.locator(".file-name", { hasText: "IMG_0001.jpg" })).toBeVisible();
});

test("what is typed without a line stays on the device, is saved when it is back, and leaves it when one signs out", async ({ page, context }) => {
  await begin(page, "1.014027");
  await page.getByRole("button", { name: "Bắt đầu khai" }).click();
  await expect(page.getByText("Bước 1 trên")).toBeVisible();
  const code = /ban-khai\/(\w+)/.exec(page.url())![1]!;
  await page.getByRole("radio", { name: "Hưởng trợ cấp" }).check();
  await expect(page.getByText("Đã lưu.")).toBeVisible();
  await context.setOffline(true);
  await page.getByRole("radio", { name: "Thay đổi thông tin" }).check();
  await expect(page.getByText("Đang giữ trên máy này")).toBeVisible();
  await expect(page.getByText("Mất kết nối. Có mạng lại sẽ tự cập nhật.")).toBeVisible();
  await expectAccessible(page);
  await context.setOffline(false);
  await expect(page.getByText("Đã lưu.")).toBeVisible();
  const saved = await (await page.request.get(address(`/api/public/v1/citizen/drafts/${code}`))).json();
  expect(saved.content.answers.request).toBe("changed");

  // An officer writes the phone and the household; meanwhile the household is answered here, too.
  const elsewhere = (content: object, more: object = {}) =>
    page.request.post(address(`/api/public/v1/citizen/drafts/${code}`), { data: { version: saved.version, content: { ...saved.content, ...content }, ...more }, headers: { origin: new URL(address("/")).origin } });
  await elsewhere({ answers: { ...saved.content.answers, household: "poor" }, applicant: { ...saved.content.applicant, phone: "0900000009" } }, { by_officer: "Bùi Văn Tiếp Nhận" });
  await page.getByLabel("Tình trạng hộ").selectOption("Hộ cận nghèo");
  await expect(page.getByRole("alert")).toContainText("Bùi Văn Tiếp Nhận sửa lúc");
  const apart = page.getByRole("region", { name: "Chỗ khác nhau" });
  await expect(apart.getByRole("group")).toHaveCount(2);
  await expect(apart.getByRole("group", { name: "Tình trạng hộ" }).getByRole("radio", { name: "Trên máy này: Hộ cận nghèo" })).toBeChecked();
  await expect(apart.getByRole("group", { name: "Số điện thoại" }).getByRole("radio", { name: "Bản mới nhất: 0900 000 009" })).toBeChecked();
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 640 });
  await expectNoSidewaysScroll(page);
  await page.getByRole("button", { name: "Tải bản mới nhất" }).click();
  await expect(page.getByText("Đã lưu.")).toBeVisible();
  await expect(page.getByLabel("Tình trạng hộ")).toHaveValue("near_poor");
  const both = await (await page.request.get(address(`/api/public/v1/citizen/drafts/${code}`))).json();
  expect([both.content.answers.household, both.content.applicant.phone]).toEqual(["near_poor", "0900000009"]);

  await page.getByRole("link", { name: "Nhờ cán bộ ở quầy khai tiếp" }).click();
  await page.getByRole("button", { name: "Tôi đồng ý, cho tôi mã" }).click();
  await expect(page.getByText("ABCD 2345")).toBeVisible();
  await expect(page.getByRole("img", { name: "Mã QR của mã này, để cán bộ quét" })).toBeVisible();
  await expectAccessible(page);
  const cookies = await context.cookies();
  await page.getByRole("link", { name: "Về bản khai" }).click();
  await page.getByRole("radio", { name: "Hưởng trợ cấp" }).waitFor();
  await context.clearCookies();
  await page.getByRole("radio", { name: "Hưởng trợ cấp" }).check();
  await expect(page.getByRole("alert")).toContainText("Phiên đăng nhập đã hết");
  await expectAccessible(page);
  await context.addCookies(cookies);
  await page.reload();
  await expect(page.getByRole("radio", { name: "Hưởng trợ cấp" })).toBeChecked();
  await expect(page.getByText("Đã lưu.")).toBeVisible();
  await page.goto(address("/cua-toi"));
  await expect(page.getByRole("region", { name: "Đang khai dở" })).toContainText("hưu trí xã hội");
  await page.getByRole("button", { name: "Đăng xuất" }).click();
  await title(page, "Bác cần làm gì?");
  await expect.poll(() => page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes("draft")))).toEqual([]);
});

test("a draft that was submitted elsewhere meanwhile says so and takes nothing any more", async ({ page }) => {
  await begin(page, "1.014027");
  await page.getByRole("button", { name: "Bắt đầu khai" }).click();
  await page.getByRole("radio", { name: "Hưởng trợ cấp" }).check();
  await expect(page.getByText("Đã lưu.")).toBeVisible();
  const draft = address(`/api/public/v1/citizen/drafts/${/ban-khai\/(\w+)/.exec(page.url())![1]}`);
  const headers = { origin: new URL(draft).origin };
  const { version, content } = await (await page.request.get(draft)).json();
  const answers = { request: "new", household: "poor", account: "123456789" };
  const whole = await (await page.request.post(draft, { data: { version, content: { ...content, answers } }, headers })).json();
  expect((await page.request.post(`${draft}/submit`, { data: { version: whole.version }, headers })).status()).toBe(201);
  await page.getByRole("radio", { name: "Thay đổi thông tin" }).check();
  await expect(page.getByRole("alert")).toContainText(/đã nộp thành hồ sơ H24/);
  await expectAccessible(page);
  // As by the browser's way back: good news, no failure.
  await page.reload();
  await expect(page.getByRole("alert")).toContainText("Bản khai này đã nộp rồi");
  await page.context().clearCookies();
  await page.goto(address("/da-nop/H24.258-261116-0005"));
  await expect(page.getByRole("link", { name: "Đăng nhập bằng VNeID" })).toBeVisible();
});

test("an application is made with the keyboard alone, in large text", async ({ page }) => {
  await begin(page, "1.014027");
  await page.getByRole("button", { name: "Chữ to" }).focus();
  await page.keyboard.press("Enter");
  const tabTo = async (what: ReturnType<Page["locator"]>) => {
    for (let i = 0; i < 60; i++) {
      if (await what.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press("Tab");
    }
    throw new Error("the keyboard does not reach it");
  };
  const press = async (name: string) => {
    await tabTo(page.getByRole("button", { name }));
    await page.keyboard.press("Enter");
  };
  await press("Bắt đầu khai");
  await expect(page.getByText("Bước 1 trên")).toBeVisible();
  await expect(page.locator("main")).toBeFocused();
  const first = page.url();
  await page.goto(first.replace(/\d+$/, "9"));
  await expect(page.getByRole("link", { name: "Chưa nhập loại đề nghị." })).toHaveAttribute("href", new URL(first).pathname);
  await expectAccessible(page);
  await page.goto(first);
  await tabTo(page.getByRole("radio", { name: "Hưởng trợ cấp" }));
  await page.keyboard.press("Space");
  await tabTo(page.getByLabel("Tình trạng hộ"));
  await page.keyboard.type("Hộ nghèo");
  await press("Tiếp tục");
  await expect(page.getByLabel("Số tài khoản nhận trợ cấp")).toHaveValue("");
  await expectAccessible(page);
  await press("Điền lại như vậy");
  await expect(page.getByLabel("Số tài khoản nhận trợ cấp")).toHaveValue("123456789");
  await press("Tiếp tục");
  await title(page, "Nhận kết quả và liên lạc");
  await press("Tiếp tục");
  await title(page, "Xem lại trước khi nộp");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await press("Nộp hồ sơ");
  await title(page, "Đã nộp hồ sơ");
});
