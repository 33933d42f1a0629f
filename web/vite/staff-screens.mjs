// The officers' main screens as pictures, on the built app and the mock: `npm run screens` writes docs/screens/staff-*.png.
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";
import { createServer } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = fileURLToPath(new URL("../../docs/screens/", import.meta.url));
const vite = await createServer({ root, configFile: false, logLevel: "error", appType: "custom", server: { middlewareMode: true, hmr: false, ws: false, watch: null }, optimizeDeps: { noDiscovery: true } });
const { serveMock } = await vite.ssrLoadModule("@motcua/test-kit");
const { url, server } = await serveMock(`${root}/apps`);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"] });
const page = await (await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh" })).newPage();
// A counter with a scanner's folder and a card reader on a serial line.
await page.addInitScript(() => {
  const files = new Map();
  const values = async function* () {
    for (const [name, at] of files) yield { kind: "file", name, getFile: async () => new File([new Uint8Array(180_000)], name, { type: "application/pdf", lastModified: at }) };
  };
  Object.assign(window, { showDirectoryPicker: async () => ({ kind: "directory", name: "Ban-quet-quay-1", values }), lay: (name) => files.set(name, Date.now()) });
  Object.defineProperty(navigator, "serial", { value: { getPorts: async () => [], requestPort: async () => undefined } });
});
const shoot = async (name) => {
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(350);
  await page.screenshot({ path: `${folder}staff-${name}.png` });
};
const press = (name) => page.getByRole("button", { name, exact: true }).click();
const rows = () => page.locator(".table tbody tr").first().waitFor();

await page.goto(`${url}/noi-bo/`);
await page.getByLabel("Tên đăng nhập").fill("tiepnhan");
await page.getByLabel("Mật khẩu").fill("mat-khau-thu-nghiem");
await press("Đăng nhập");
await rows();
await shoot("inbox");
await page.getByRole("link", { name: "Sổ theo dõi" }).click();
await page.locator(".register-table tbody tr").first().waitFor();
await shoot("register");
const processing = await (await page.request.get(`${url}/api/dossiers?box=all&state=processing`)).json();
// A blank form stands for the scan of one.
await page.goto(`${url}/thu-tuc/1.001193/mau-don`);
await page.getByRole("heading", { level: 1 }).waitFor();
await page.emulateMedia({ media: "print" });
await page.setViewportSize({ width: 640, height: 900 });
const scan = await page.locator("main").screenshot();
await page.emulateMedia({ media: null });
await page.setViewportSize({ width: 1366, height: 768 });
await page.route("**/files/*", (route) => route.fulfill({ contentType: "image/png", body: scan }));
await page.goto(`${url}/noi-bo/ho-so/${processing.items[0].code}`);
await page.getByRole("img", { name: "to-khai.png" }).waitFor();
await shoot("dossier");
await page.getByRole("link", { name: "Tiếp nhận", exact: true }).click();
await page.getByRole("heading", { name: "Tiếp nhận hồ sơ" }).waitFor();
await page.keyboard.press("F4");
await page.keyboard.type("khai sinh");
await page.getByRole("listbox").getByRole("option").first().click();
await page.keyboard.press("F2");
await page.keyboard.insertText("031152000001||NGUYỄN THỊ MẪU|07031952|Nữ|Thôn Mẫu 1, Tân Minh, Tiên Lãng, Hải Phòng|15042021");
await page.keyboard.press("Enter");
await press("Theo dõi thư mục quét");
await page.getByText("Đang theo dõi thư mục").waitFor();
await page.evaluate("lay('Quet_0001.pdf'); lay('Quet_0002.pdf')");
await page.getByText("2 bản quét mới").waitFor();
await page.evaluate(() => scrollTo(0, 0));
await shoot("intake");
await page.goto(`${url}/noi-bo/?limit=200`);
await rows();
await page.getByRole("checkbox", { name: "Chọn tất cả" }).check();
await page.getByRole("group", { name: "Việc với các hồ sơ đã chọn" }).getByRole("button", { name: "Chuyển bước" }).click();
await page.getByRole("dialog").getByRole("button", { name: /^Chuyển bước \d/ }).click();
await page.getByRole("button", { name: "Xong", exact: true }).waitFor();
await shoot("bulk");
await browser.close();
server.close();
await vite.close();
