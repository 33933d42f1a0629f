import AxeBuilder from "@axe-core/playwright";
import { expect, test as base, type Page } from "@playwright/test";

export const officer = { username: process.env.MOTCUA_USER ?? "tiepnhan", password: process.env.MOTCUA_PASSWORD ?? "mat-khau-thu-nghiem" };

/** The address of the server under test. */
export const address = (path: string) => new URL(path, process.env.MOTCUA_URL).href;

/** What a page complains about: errors, and breaches of the content security policy. */
export function watchFaults(page: Page): string[] {
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && /Content Security Policy/i.test(message.text())) faults.push(message.text());
  });
  return faults;
}

/** Every test fails on an error in the page and on a breach of the content security policy. */
export const test = base.extend<{ quiet: void }>({
  quiet: [
    async ({ page }, use) => {
      const faults = watchFaults(page);
      await use();
      expect(faults, "errors in the page").toEqual([]);
    },
    { auto: true },
  ],
});

export async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).slice(0, 3).join(" | ")}`)).toEqual([]);
}

/** No sideways scrolling: text wraps, nothing sticks out. */
export async function expectNoSidewaysScroll(page: Page) {
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
}

/** From now on the browser's print dialog does not open: `printed` tells the addresses and kinds of what it would have shown. */
export async function notePrinting(page: Page) {
  await page.addInitScript(() => {
    window.print = () => Object.assign(top!, { printed: [...((top as { printed?: string[] }).printed ?? []), `${location.pathname} ${document.contentType}`] });
  });
}

export const printed = (page: Page) => page.evaluate(() => (window as { printed?: string[] }).printed ?? []);

/** An officer of the test's own on the mock: what an officer keeps is not shared with tests that run beside. */
export const ownOfficer = (role = officer.username) => `${role}-${Math.random().toString(36).slice(2, 10)}`;

/** Signs an officer in and tells the user name. */
export async function signIn(page: Page, username = ownOfficer()): Promise<string> {
  await page.goto(address("/noi-bo/"));
  await typePassword(page, username);
  await expect(page.getByRole("heading", { name: "Hộp việc" })).toBeVisible();
  return username;
}

export async function typePassword(page: Page, username: string) {
  await page.getByLabel("Tên đăng nhập").fill(username);
  await page.getByLabel("Mật khẩu").fill(officer.password);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
}

/** The code of some dossier, as an officer's list gives it. */
export async function someDossier(page: Page, at = 0, query = ""): Promise<string> {
  await page.request.post(address("/api/session"), { data: officer, headers: { origin: new URL(address("/")).origin } });
  const list = (await (await page.request.get(address(`/api/dossiers?box=all${query}`))).json()) as { items: { code: string }[] };
  return list.items[at]!.code;
}
