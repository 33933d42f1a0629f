import { join } from "node:path";

import { expect, test as base, type Browser, type BrowserContext, type Page } from "@playwright/test";

import { hostZalo, zaloHome } from "../../../web/packages/test-kit/src/zalo";
import { freePort } from "../../api/support/free-port";
import { Identity } from "../../api/support/identity";
import { Motcua, Place, repository, type Engine } from "../../api/support/server";
import { address, expectAccessible, expectNoSidewaysScroll } from "../page-checks";
import { act, as, grantPension, open, watch } from "./city";

// The whole life of a social pension: on SQLite the citizen has the web app with its service worker, on PostgreSQL the Mini App in Zalo.

/** A sample city with the providers where its citizens sign in; they send browsers back, so the port is known before. */
const test = base.extend<{ phone: Browser }, { identity: Identity }>({
  identity: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads from the pattern which fixtures are wanted.
    async ({}, use, info) => {
      const place = Place.fresh(info.project.name as Engine, `citizens_${info.workerIndex}`);
      const listen = `127.0.0.1:${await freePort()}`;
      const identity = await Identity.start(`http://${listen}`);
      const server = await Motcua.start([...place.args, ...identity.flags(place), "--web", join(repository, "web/apps")], place.folder, { listen });
      process.env.MOTCUA_URL = server.url;
      await use(identity);
      expect(await server.stop(), "the program ends well").toBe(0);
      identity.stop();
      const { status, text } = place.verify();
      expect(status, text).toBe(0);
      place.remove();
    },
    { scope: "worker", auto: true },
  ],
  /** The citizen's own browser, beside the officers'. */
  phone: async ({ playwright, launchOptions }, use) => {
    const browser = await playwright.chromium.launch(launchOptions);
    await use(browser);
    await browser.close();
  },
});

const held = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh" };
const inZalo = "Mozilla/5.0 (Linux; Android 13; Thu) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120 Mobile Safari/537.36 Zalo android/24010800 ZaloTheme/light";

/** The app in the citizen's hand, wherever it runs. */
interface App {
  page: Page;
  home: string;
  /** Takes the line away, or gives it back. */
  cut(is: boolean): Promise<void>;
  /** The first answer to the filing is lost on its way: pressing again files nothing twice. */
  losesAnswer?: boolean;
}

const heading = (page: Page) => page.getByRole("heading", { level: 1 });

async function findProcedure({ page, home }: App) {
  await page.goto(home);
  await page.getByRole("combobox", { name: "Xã, phường, đặc khu" }).fill("tan minh");
  await page.getByRole("option", { name: "Xã Tân Minh" }).click();
  await expect(page.getByRole("region", { name: "Trung tâm của tôi" })).toContainText("Thứ Bảy: 07:30–11:00");
  await page.getByRole("searchbox").fill("tien nguoi gia 75 tuoi");
  await page.getByRole("button", { name: "Tìm", exact: true }).click();
  await page.getByRole("link", { name: /hưu trí xã hội/ }).first().click();
  await expect(page.getByRole("link", { name: "Làm trực tuyến" })).toBeVisible();
  await expectAccessible(page);
}

async function signInWithVneid(page: Page) {
  await page.getByRole("link", { name: "Đăng nhập bằng VNeID" }).click();
  await page.getByRole("button", { name: /PHẠM VĂN VÍ DỤ/ }).click();
}

/** Signs in with Zalo, and says who one is by a code got where one has signed in with the identity account. */
async function signInWithZalo(page: Page, phone: Browser) {
  await page.getByRole("button", { name: "Đăng nhập bằng Zalo" }).click();
  await expect(page.getByRole("heading", { name: "Nối với tài khoản định danh" })).toBeVisible();
  await expectAccessible(page);
  const web = watch(await (await phone.newContext(held)).newPage());
  await web.goto(address("/cua-toi"));
  await signInWithVneid(web);
  await web.getByText("Dùng trong Zalo").click();
  await web.getByRole("button", { name: "Lấy mã để nối với Zalo" }).click();
  await page.getByLabel("Mã nối").fill((await web.locator(".code-shown").textContent())!);
  await page.getByRole("button", { name: "Nối", exact: true }).click();
}

/** What stands on a page of the form, answered by an old man who gets no other pension. */
async function answerPage(page: Page) {
  const given: [string, (control: ReturnType<Page["locator"]>) => Promise<void>][] = [
    ["#f-person_ethnicity", (control) => control.fill("Kinh")],
    ["#f-person_address-detail", (control) => control.fill("Thôn Mẫu 1")],
    ["#f-payment_place", (control) => control.fill("Điểm chi trả của xã")],
  ];
  for (const choice of ["Xin hưởng trợ cấp hưu trí xã hội", "Không hưởng khoản nào", "Không thuộc hai diện trên", "Nhận tiền mặt tại điểm chi trả", "Không, người hưởng tự làm", /^Tôi cam đoan/]) {
    const control = page.locator("label.choice", { hasText: choice }).locator("input");
    if (await control.count()) await control.first().check();
  }
  for (const [at, fill] of given) if (await page.locator(at).count()) await fill(page.locator(at));
  const commune = page.locator("#f-person_address-commune_code");
  if ((await commune.count()) && !(await commune.inputValue())) {
    await commune.fill("tan minh hai phong");
    await page.getByRole("option", { name: /Tân Minh/ }).first().click();
  }
}

/** Page by page to the check; once the line is cut while something is typed. */
async function fillIn({ page, cut }: App) {
  let wasCut = false;
  for (let i = 0; i < 20; i++) {
    const step = (await page.getByText(/^Bước \d+ trên/).textContent())!;
    const title = await heading(page).textContent();
    if (title === "Xem lại trước khi nộp") return;
    if (title === "Hoàn cảnh gia đình" && !wasCut) {
      wasCut = true;
      await cut(true);
      await answerPage(page);
      await expect(page.getByText("Đang giữ trên máy này")).toBeVisible();
      await expectAccessible(page);
      await cut(false);
      await expect(page.getByText("Đã lưu.")).toBeVisible();
    } else await answerPage(page);
    await expectNoSidewaysScroll(page);
    await page.getByRole("button", { name: "Tiếp tục" }).click();
    await expect(page.getByText(/^Bước \d+ trên/)).not.toHaveText(step);
  }
  throw new Error("the application has no end");
}

/** Sends what was filled in; the code of the dossier. */
async function submit({ page, losesAnswer }: App): Promise<string> {
  await expect(page.getByText(/Phạm Văn Ví Dụ/i).first()).toBeVisible();
  await expect(page.getByRole("region", { name: "Nộp và nhận kết quả" })).toContainText("Tân Minh");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Nộp hồ sơ" }).click();
  if (losesAnswer) {
    await expect(page.getByRole("alert").filter({ hasText: "Bấm lại cũng chỉ nộp một lần." })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Nộp hồ sơ" }).click();
  }
  await expect(heading(page)).toHaveText("Đã nộp hồ sơ");
  await expectAccessible(page);
  const code = (await page.locator("strong.code").textContent())!;
  expect(code).toMatch(/^H24[\d.]*-\d{6}-\d{4,}$/);
  return code;
}

/** What was filed arrives, but the answer that says so is lost on its way. */
async function loseOneAnswer(context: BrowserContext) {
  await context.route("**/submit", async (route) => {
    expect((await route.fetch()).status()).toBe(201);
    await route.abort("connectionreset");
  }, { times: 1 });
}

async function decide(browser: Browser, code: string) {
  const counter = await as(browser, "tiepnhan");
  await open(counter, code);
  await act(counter, "Tiếp nhận");
  await act(counter, "Chuyển bước");
  await grantPension(browser, code);
  await open(counter, code);
  await act(counter, "Trả kết quả", (dialog) => dialog.getByRole("radio", { name: "Trả bản điện tử" }).check());
}

/** From the search to the rating; while the citizen's line is cut the officers decide, and the page tells it by itself afterwards. */
async function live(app: App, officers: Browser, enter: () => Promise<void>, whileAway: () => Promise<void> = async () => {}) {
  const { page, cut } = app;
  await findProcedure(app);
  await page.getByRole("link", { name: "Làm trực tuyến" }).click();
  await enter();
  await expect(page.getByText("Người nộp:")).toContainText(/Phạm Văn Ví Dụ/i);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Bắt đầu khai" }).click();
  await fillIn(app);
  const code = await submit(app);
  await page.getByRole("link", { name: "Theo dõi hồ sơ này" }).click();
  await expect(page.getByText("Hồ sơ đã gửi, đang chờ cán bộ kiểm tra.")).toBeVisible();

  await cut(true);
  await whileAway();
  await expect(page.getByText(/^Mất kết nối\./)).toBeVisible();
  await expect(page.getByText("Hồ sơ đã gửi, đang chờ cán bộ kiểm tra.")).toBeVisible();
  await expectAccessible(page);
  await decide(officers, code);
  await cut(false);

  // At once, or, where the worker was not yet let out again, at the next try.
  await expect(page.getByText("Đã trả kết quả").first()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/^Mất kết nối\./)).toHaveCount(0);
  await page.getByText("Vì sao hẹn ngày này?").click();
  await expect(page.getByRole("region", { name: "Kết quả" })).toContainText("41/QĐ-UBND");
  await expectAccessible(page);
  await page.getByRole("radio", { name: "Rất hài lòng" }).check();
  await page.getByRole("button", { name: "Gửi đánh giá" }).click();
  await expect(page.getByText("Cảm ơn ông/bà đã đánh giá")).toBeVisible();
  await expectNoSidewaysScroll(page);
  await page.getByRole("link", { name: "Hồ sơ của tôi", exact: true }).click();
  await expect(page.getByRole("link", { name: /hưu trí xã hội/ })).toHaveCount(1);
  return code;
}

test("an old man applies for the social pension on a phone, officers decide, he follows and rates it", async ({ phone, browser }, info) => {
  test.skip(info.project.name !== "sqlite", "there the citizen has the Mini App");
  const context = await phone.newContext({ ...held, serviceWorkers: "allow" });
  const page = watch(await context.newPage());
  await loseOneAnswer(context);
  const app: App = { page, home: address("/"), cut: (is) => context.setOffline(is), losesAnswer: true };
  await live(app, browser, () => signInWithVneid(page), async () => {
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.reload();
    await expect(page.getByText("Đang xem thông tin lúc")).toBeVisible();
  });
  await page.getByRole("button", { name: "Đăng xuất" }).click();
  await expect(page.getByRole("button", { name: /Đăng xuất khỏi VNeID/ }).or(page.getByRole("heading", { name: "Bác cần làm gì?" }))).toBeVisible();
});

test("the same in the Mini App in Zalo, tied to his identity account by a code", async ({ phone, browser, identity }, info) => {
  test.skip(info.project.name !== "postgres", "there the citizen has the web app");
  const context = await phone.newContext({ ...held, userAgent: inZalo });
  const { token } = await identity.tell("phone-token");
  const { strangers, cut } = await hostZalo(context, join(repository, "web/apps/citizen/zalo/dist"), address("/").replace(/\/$/, ""), { accessToken: "nguoi-dung-9", phoneToken: token, asksBefore: true });
  const page = watch(await context.newPage());
  const code = await live({ page, home: zaloHome, cut }, browser, () => signInWithZalo(page, phone));
  await page.getByRole("link", { name: /hưu trí xã hội/ }).click();
  await expect(page).toHaveURL(`${zaloHome}/cua-toi/${code}`);
  expect(await context.cookies()).toEqual([]);
  expect(strangers).toEqual([]);
});
