import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";

import { expect, test as base, type Browser, type Page } from "@playwright/test";

import { Identity } from "../../api/support/identity";
import { Motcua, Place, repository, type Engine } from "../../api/support/server";
import { address, expectAccessible, expectNoSidewaysScroll } from "../page-checks";
import { act, as, grantPension, open, watch } from "./city";

/** A sample city with the provider where its citizens sign in; the provider sends browsers back, so the port is known before. */
const test = base.extend<object, { city: Place }>({
  city: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads from the pattern which fixtures are wanted.
    async ({}, use, info) => {
      const place = Place.fresh(info.project.name as Engine, `citizens_${info.workerIndex}`);
      const listen = `127.0.0.1:${await freePort()}`;
      const identity = await Identity.start(`http://${listen}`);
      const server = await Motcua.start([...place.args, ...identity.flags(place), "--web", join(repository, "web/apps")], place.folder, { listen });
      process.env.MOTCUA_URL = server.url;
      await use(place);
      expect(await server.stop(), "the program ends well").toBe(0);
      identity.stop();
      const { status, text } = place.verify();
      expect(status, text).toBe(0);
      place.remove();
    },
    { scope: "worker", auto: true },
  ],
});

const freePort = () => new Promise<number>((resolve) => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address() as AddressInfo;
    server.close(() => resolve(port));
  });
});

const heading = (page: Page) => page.getByRole("heading", { level: 1 });

async function findProcedure(page: Page) {
  await page.goto(address("/"));
  await page.getByRole("combobox", { name: "Xã, phường, đặc khu" }).fill("tan minh");
  await page.getByRole("option", { name: "Xã Tân Minh" }).click();
  await expect(page.getByRole("region", { name: "Trung tâm của tôi" })).toContainText("Thứ Bảy: 07:30–11:00");
  await page.getByRole("searchbox").fill("tien nguoi gia 75 tuoi");
  await page.getByRole("button", { name: "Tìm", exact: true }).click();
  await page.getByRole("link", { name: /hưu trí xã hội/ }).first().click();
  await expect(page.getByRole("link", { name: "Làm trực tuyến" })).toBeVisible();
  await expectAccessible(page);
}

async function signIn(page: Page, name: RegExp) {
  await page.getByRole("link", { name: "Làm trực tuyến" }).click();
  await page.getByRole("link", { name: "Đăng nhập bằng VNeID" }).click();
  await page.getByRole("button", { name }).click();
  await expect(page.getByText("Người nộp:")).toContainText(/Phạm Văn Ví Dụ/i);
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
async function fillIn(page: Page) {
  let isCut = false;
  for (let i = 0; i < 20; i++) {
    await expect(page.getByText(/^Bước \d+ trên/)).toBeVisible();
    const title = await heading(page).textContent();
    if (title === "Xem lại trước khi nộp") return;
    if (title === "Hoàn cảnh gia đình" && !isCut) {
      isCut = true;
      await page.context().setOffline(true);
      await answerPage(page);
      await expect(page.getByText("Đang giữ trên máy này")).toBeVisible();
      await expectAccessible(page);
      await page.context().setOffline(false);
      await expect(page.getByText("Đã lưu.")).toBeVisible();
    } else await answerPage(page);
    await expectNoSidewaysScroll(page);
    const before = page.url();
    await page.getByRole("button", { name: "Tiếp tục" }).click();
    await page.waitForURL((url) => url.href !== before);
  }
  throw new Error("the application has no end");
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

test("an old man applies for the social pension on a phone, officers decide, he follows and rates it", async ({ browser }, info) => {
  test.skip(info.project.name !== "sqlite", "what the engines do is tried over HTTP");
  test.setTimeout(180_000);
  const page = watch(await (await browser.newContext({ viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, locale: "vi-VN" })).newPage());
  await findProcedure(page);
  await signIn(page, /PHẠM VĂN VÍ DỤ/);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Bắt đầu khai" }).click();
  await fillIn(page);
  await expect(page.getByText(/Phạm Văn Ví Dụ/i).first()).toBeVisible();
  await expect(page.getByRole("region", { name: "Nộp và nhận kết quả" })).toContainText("Tân Minh");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Nộp hồ sơ" }).click();
  await expect(heading(page)).toHaveText("Đã nộp hồ sơ");
  await expectAccessible(page);
  const code = (await page.locator("strong.code").textContent())!;
  expect(code).toMatch(/^H24[\d.]*-\d{6}-\d{4,}$/);
  await page.getByRole("link", { name: "Theo dõi hồ sơ này" }).click();
  await expect(page.getByText("Hồ sơ đã gửi, đang chờ cán bộ kiểm tra.")).toBeVisible();

  await decide(browser, code);

  await page.reload();
  await expect(page.getByText("Đã trả kết quả").first()).toBeVisible();
  await page.getByText("Vì sao hẹn ngày này?").click();
  await expect(page.getByRole("region", { name: "Kết quả" })).toContainText("41/QĐ-UBND");
  await expectAccessible(page);
  await page.getByRole("radio", { name: "Rất hài lòng" }).check();
  await page.getByRole("button", { name: "Gửi đánh giá" }).click();
  await expect(page.getByText("Cảm ơn ông/bà đã đánh giá")).toBeVisible();
  await page.goto(address("/cua-toi"));
  await expect(page.getByRole("link", { name: /hưu trí xã hội/ })).toBeVisible();
  await page.getByRole("button", { name: "Đăng xuất" }).click();
  await expect(page.getByRole("button", { name: /Đăng xuất khỏi VNeID/ }).or(page.getByRole("heading", { name: "Bác cần làm gì?" }))).toBeVisible();
});
