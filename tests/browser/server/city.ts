import { join } from "node:path";

import { expect, test as base, type Browser, type Locator, type Page } from "@playwright/test";

import { freePort } from "../../api/support/free-port";
import { Identity } from "../../api/support/identity";
import { Motcua, Place, repository, type Engine } from "../../api/support/server";
import { address, officer } from "../page-checks";

/** A running sample city that the tests of one worker share; what it wrote is proven by the program at the end. With `citizens`, people of the city can sign in. */
export const test = base.extend<object, { citizens: boolean; city: Place }>({
  citizens: [false, { scope: "worker", option: true }],
  city: [
    async ({ citizens }, use, info) => {
      const place = Place.fresh(info.project.name as Engine, `browser_${info.workerIndex}`);
      // Browsers are sent back from the provider, and phones to us: the port is known before.
      const listen = `127.0.0.1:${await freePort()}`;
      const identity = citizens ? await Identity.start(`http://${listen}`) : undefined;
      const flags = identity ? identity.flags(place) : ["--public-address", `http://${listen}`];
      const server = await Motcua.start([...place.args, ...flags, "--web", join(repository, "web/apps")], place.folder, { listen });
      process.env.MOTCUA_URL = server.url;
      await use(place);
      expect(await server.stop(), "the program ends well").toBe(0);
      identity?.stop();
      const { status, text } = place.verify();
      expect(status, text).toBe(0);
      place.remove();
    },
    { scope: "worker", auto: true },
  ],
});

const faults: string[] = [];

/** What officers' pages complain about, in whatever window, fails the test. */
export function watch(page: Page): Page {
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && /Content Security Policy/i.test(message.text())) faults.push(message.text());
  });
  return page;
}

test.afterEach(() => {
  expect(faults.splice(0), "errors in the pages").toEqual([]);
});

/** An officer of a commune of the sample city, signed in in a browser of their own; `page` is the first heading there. */
export async function as(browser: Browser, role: string, commune = "tan-minh", page = "Hộp việc"): Promise<Page> {
  const opened = await signIn(browser, commune ? `${role}.${commune}` : role);
  await expect(opened.getByRole("heading", { level: 1, name: page })).toBeVisible();
  expect(new URL(opened.url()).pathname).toMatch(/^\/noi-bo\//);
  return opened;
}

async function signIn(browser: Browser, username: string): Promise<Page> {
  const page = watch(await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage());
  await page.goto(address("/noi-bo/"));
  await page.getByLabel("Tên đăng nhập").fill(username);
  await page.getByLabel("Mật khẩu").fill(officer.password);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  return page;
}

export async function open(page: Page, code: string) {
  await page.goto(address(`/noi-bo/ho-so/${code}`));
  await expect(page.getByRole("heading", { level: 1, name: code })).toBeVisible();
}

/** Does an act whose dialog needs what `fill` types. */
export async function act(page: Page, name: string, fill: (dialog: Locator) => Promise<void> = async () => {}) {
  const acts = page.getByRole("group", { name: "Việc làm được bây giờ" });
  const button = acts.getByRole("button", { name, exact: true });
  await acts.getByRole("button").first().waitFor();
  if ((await button.count()) > 0) await button.click();
  else {
    await acts.getByRole("button", { name: "Việc khác" }).click();
    await page.getByRole("menuitem", { name, exact: true }).click();
  }
  const dialog = page.getByRole("dialog", { name });
  await fill(dialog);
  await dialog.getByRole("button", { name, exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

export const agree = (dialog: Locator) => dialog.getByRole("radio", { name: "Đồng ý giải quyết" }).check();
export const resultIs = (number: string, name: string) => async (dialog: Locator) => {
  await dialog.getByLabel("Số, ký hiệu kết quả").fill(number);
  await dialog.getByLabel("Tên kết quả").fill(name);
};

/** A pension's way through the division, its head and the chair, until its result is recorded. */
export async function grantPension(browser: Browser, code: string) {
  const specialist = await as(browser, "chuyenvien");
  await open(specialist, code);
  await act(specialist, "Nhận việc");
  await act(specialist, "Chuyển bước", (dialog) => dialog.getByLabel("Ghi chú").fill("Không hưởng lương hưu"));
  const head = await as(browser, "truongphong-vhxh-1");
  await open(head, code);
  await act(head, "Chuyển bước");
  const chair = await as(browser, "lanhdao");
  await open(chair, code);
  await act(chair, "Phê duyệt", agree);
  await open(specialist, code);
  await act(specialist, "Cập nhật kết quả", resultIs("41/QĐ-UBND", "Quyết định hưởng trợ cấp hưu trí xã hội"));
}
