import { chromium, expect, type Page } from "@playwright/test";

import { filmOfCard } from "../camera";
import { expectAccessible, signIn, test, watchFaults } from "../page-checks";
import { browser as settings } from "../playwright.config";

const card = "031152000001||NGUYỄN THỊ MẪU|07031952|Nữ|Thôn Mẫu 1, Tân Minh, Tiên Lãng, Hải Phòng|15042021";

async function openIntake(page: Page) {
  await signIn(page);
  await page.getByRole("link", { name: "Tiếp nhận" }).click();
  await expect(page.getByRole("heading", { name: "Tiếp nhận hồ sơ" })).toBeVisible();
}

const expectPerson = async (page: Page) => {
  const person = page.getByRole("region", { name: "Người nộp hồ sơ" });
  await expect(person.getByLabel("Họ và tên")).toHaveValue("Nguyễn Thị Mẫu");
  await expect(person.getByLabel("Số định danh")).toHaveValue(/031 ?152 ?000 ?001/);
  await expect(person.getByLabel(/^Ngày sinh/)).toHaveValue("07/03/1952");
};

test("a card before the camera fills the person, and no stranger is asked for help", async ({}, info) => {
  test.slow();
  const film = info.outputPath("card.y4m");
  filmOfCard(film);
  const launch = settings!.launchOptions!;
  const browser = await chromium.launch({ ...launch, args: [...launch.args!, "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", `--use-file-for-fake-video-capture=${film}`] });
  const page = await (await browser.newContext({ locale: "vi-VN", viewport: { width: 1366, height: 768 } })).newPage();
  const faults = watchFaults(page);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await openIntake(page);
  expect(asked.filter((url) => url.includes("decode"))).toEqual([]);
  await expect(page.getByRole("button", { name: "Quét bằng máy ảnh" })).toBeVisible();
  await page.keyboard.press("F2");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Quét bằng máy ảnh" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("group", { name: "Máy ảnh" }).getByRole("status")).toContainText("vào giữa khung hình");
  await expectPerson(page);
  await expect(page.getByRole("group", { name: "Máy ảnh" })).toHaveCount(0);
  await expect(page.getByLabel("Quét mã QR trên thẻ căn cước")).toBeFocused();
  await expectAccessible(page);
  expect(asked.filter((url) => new URL(url).host !== new URL(page.url()).host && !url.startsWith("blob:"))).toEqual([]);
  expect(asked.filter((url) => url.endsWith(".wasm"))).toEqual([]);
  expect(faults).toEqual([]);
  await browser.close();
});

test("the browser's own reader of codes is used where it has one; a camera that may not be used is told", async ({ page }) => {
  await page.addInitScript((text) => {
    const silent = () => document.createElement("canvas").captureStream(5);
    let [mayUse, seen] = [false, text];
    Object.assign(window, { BarcodeDetector: Object.assign(function () { return { detect: async () => [{ rawValue: seen }] }; }, { getSupportedFormats: async () => ["qr_code"] }), allowCamera: () => (mayUse = true), hold: (other: string) => (seen = other) });
    Object.defineProperty(navigator, "mediaDevices", { value: Object.assign(new EventTarget(), {
      enumerateDevices: async () => [{ kind: "videoinput", deviceId: "a", label: "Máy ảnh giả 1" }, { kind: "videoinput", deviceId: "b", label: "Máy ảnh giả 2" }],
      getUserMedia: async () => { if (!mayUse) throw new DOMException("", "NotAllowedError"); return silent(); },
    }) });
    HTMLMediaElement.prototype.play = async () => {};
  }, card);
  await openIntake(page);
  await page.getByRole("button", { name: "Quét bằng máy ảnh" }).click();
  await expect(page.getByRole("alert")).toContainText("chưa được phép dùng máy ảnh");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Đóng máy ảnh" }).click();
  await page.evaluate("allowCamera()");
  await page.getByRole("button", { name: "Quét bằng máy ảnh" }).click();
  await expectPerson(page);

  // A poster on the wall is passed over; the code of consent on a phone is taken.
  const asked: unknown[] = [];
  await page.route("**/api/drafts/open", (route) => {
    asked.push(route.request().postDataJSON());
    return route.fulfill({ status: 404, json: { code: "unknown_consent", detail: "Mã đồng ý không đúng hoặc đã hết hạn.", status: 404, title: "", type: "" }, contentType: "application/problem+json" });
  });
  await page.evaluate("hold('https://thu-nghiem.example.vn/to-roi')");
  await page.getByRole("button", { name: "Quét bằng máy ảnh" }).click();
  await expect(page.getByText("Không đọc được thẻ.")).toBeVisible();
  await page.evaluate("hold('ABCD 2345')");
  await expect(page.getByText("Mã đồng ý không đúng hoặc đã hết hạn.")).toBeVisible();
  expect(asked).toEqual([{ consent_code: "ABCD2345" }]);
});

test("a reader on a serial line fills the person wherever the focus is; what is not there is not offered", async ({ page, context }) => {
  await context.addInitScript(() => {
    let send: ReadableStreamDefaultController<Uint8Array>;
    const port = { open: async () => {}, close: async () => {}, readable: new ReadableStream({ start: (controller) => { send = controller; } }) };
    Object.defineProperty(navigator, "serial", { configurable: true, value: { getPorts: async () => [], requestPort: async () => port } });
    Object.assign(window, { scanned: (text: string) => send.enqueue(new TextEncoder().encode(text)), unplug: () => send.error(new Error("gone")) });
  });
  await openIntake(page);
  await expect(page.getByRole("button", { name: "Quét bằng máy ảnh" })).toHaveCount(0);
  await page.getByRole("button", { name: "Nối máy quét" }).click();
  await expect(page.getByText("Đã nối máy quét")).toBeVisible();
  await page.getByRole("combobox", { name: "Thủ tục" }).focus();
  await page.evaluate((text) => (window as unknown as { scanned(t: string): void }).scanned(`${text}\r\n`), card);
  await expectPerson(page);
  // The next person: the reader stays connected.
  await page.keyboard.press("F6");
  await expect(page.getByLabel("Họ và tên")).toHaveValue("");
  await page.evaluate((text) => (window as unknown as { scanned(t: string): void }).scanned(`${text}\r\n`), card);
  await expectPerson(page);
  await expectAccessible(page);
  await page.evaluate(() => (window as unknown as { unplug(): void }).unplug());
  await expect(page.getByRole("alert")).toContainText("Máy quét đã ngắt");
  await expect(page.getByRole("button", { name: "Nối máy quét" })).toBeVisible();

  const plain = await context.newPage();
  await plain.addInitScript(() => Object.defineProperty(navigator, "serial", { value: undefined }));
  await plain.goto(page.url());
  await expect(plain.getByLabel("Quét mã QR trên thẻ căn cước")).toBeVisible();
  await expect(plain.getByRole("button", { name: "Nối máy quét" })).toHaveCount(0);
});

test("new scans of the followed folder are put on their papers by one key, taken back, and outlive the next person", async ({ page }) => {
  test.slow();
  await page.addInitScript(() => {
    const files = new Map<string, { text: string; at: number; isOut?: boolean }>([["hom-qua.pdf", { text: "%PDF-1.4 cu", at: 1 }]]);
    const values = async function* () {
      for (const [name, { text, at }] of files) yield { kind: "file", name, getFile: async () => new File([text], name, { type: "application/pdf", lastModified: at }) };
    };
    Object.assign(window, { showDirectoryPicker: async () => ({ kind: "directory", name: "Ban-quet-quay-1", values }), lay: (name: string) => files.set(name, { text: `%PDF-1.4 ${name}`, at: Date.now() }) });
  });
  const lay = (name: string) => page.evaluate((file) => (window as unknown as { lay(n: string): void }).lay(file), name);
  await openIntake(page);
  await page.keyboard.press("F4");
  await page.keyboard.type("khai sinh");
  await page.getByRole("listbox").getByRole("option").filter({ hasText: "1.001193" }).click();
  await page.getByRole("button", { name: "Theo dõi thư mục quét" }).click();
  const tray = page.getByRole("group", { name: "Bản quét mới" });
  await expect(tray).toContainText("Ban-quet-quay-1");
  await lay("to-khai.pdf");
  await lay("chung-sinh.pdf");
  await expect(tray.getByRole("heading")).toContainText("2 bản quét mới");
  await expect(tray).not.toContainText("hom-qua");
  await expectAccessible(page);
  const opened = page.context().waitForEvent("page");
  await tray.getByRole("button", { name: "Xem to-khai.pdf" }).click();
  expect((await opened).url()).toMatch(/^blob:/);
  await (await opened).close();

  // Typing numbers puts nothing anywhere.
  await page.getByLabel("Điện thoại").first().fill("");
  await page.getByLabel("Điện thoại").first().press("1");
  await expect(tray.getByRole("heading")).toContainText("2 bản quét mới");
  await page.keyboard.press("F10");
  await expect(tray).toBeFocused();
  await page.keyboard.press("1");
  await expect(tray.getByRole("status")).toContainText("Đã đặt to-khai.pdf vào “Tờ khai đăng ký khai sinh”.");
  await page.keyboard.press("2");
  await expect(tray.getByRole("status")).toContainText("Đã đặt chung-sinh.pdf vào “Giấy chứng sinh”.");
  await expect(page.getByRole("checkbox", { name: /Giấy chứng sinh/ })).toBeChecked();
  await expect(page.getByRole("button", { name: "Bỏ chung-sinh.pdf" })).toBeVisible();
  await tray.getByRole("button", { name: "Lấy lại" }).click();
  await expect(page.getByRole("button", { name: "Bỏ chung-sinh.pdf" })).toHaveCount(0);
  await page.route("**/api/files*", (route) => route.abort());
  await page.getByRole("button", { name: /Đặt bản quét vào đây Giấy chứng sinh/ }).click();
  await expect(tray.getByRole("alert")).toContainText("chung-sinh.pdf");
  await page.unroute("**/api/files*");
  await page.keyboard.press("F6");
  await page.keyboard.press("F4");
  await page.keyboard.type("khai sinh");
  await page.getByRole("listbox").getByRole("option").filter({ hasText: "1.001193" }).click();
  await expect(tray.getByRole("heading")).toContainText("1 bản quét mới");
  await tray.getByRole("button", { name: "Thôi theo dõi" }).click();
  await expect(page.getByRole("button", { name: "Theo dõi thư mục quét" })).toBeVisible();
});
