import { expect, type Page } from "@playwright/test";

import { address, expectAccessible, expectNoSidewaysScroll, test } from "../page-checks";
import { begin } from "./begin";

// Every page, and what stands there when something is missing, on the smallest phone with large text: nothing sticks out, axe finds nothing.

/** Pages with what is done there first: buttons and folds by their place, so that it holds in either language. */
const pages: { path: string; unfold?: boolean; send?: boolean }[] = [
  { path: "/" }, { path: "/chon-xa" }, { path: "/xa/khong-co" }, { path: "/linh-vuc" }, { path: "/viec/co-con-nho" }, { path: "/viec/khong-co" },
  { path: "/thu-tuc?q=tro cap" }, { path: "/thu-tuc/1.001193", unfold: true }, { path: "/thu-tuc/1.004194" }, { path: "/thu-tuc/9.999999" }, { path: "/thu-tuc/1.014027/mau-don" },
  { path: "/tra-cuu", send: true }, { path: "/tra-cuu?ma=H24.258-260101-9999" }, { path: "/dang-nhap?loi=identity_denied" }, { path: "/hoi" },
  { path: "/nop/1.001193" }, { path: "/nop/2.000815" }, { path: "/cua-toi", unfold: true }, { path: "/cua-toi/H24.258-261118-0007", unfold: true, send: true },
  { path: "/cua-toi/H24.258-261102-0003", unfold: true, send: true }, { path: "/cua-toi/H24.000-000000-0000" }, { path: "/da-nop/H24.258-261116-0005" }, { path: "/ban-khai/khong-co/0" },
  { path: "/xac-nhan" }, { path: "/xac-nhan#het-han" }, { path: "/xac-nhan#thu-xem" }, { path: "/khong-co-trang-nay" },
];

/** What only reads differently in English is not looked at by axe again. */
async function look(page: Page, { path, unfold, send }: (typeof pages)[number], isOther = false) {
  await page.goto("about:blank");
  await page.goto(address(path));
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByText(/^(Đang tải…|Loading…)$/)).toHaveCount(0);
  if (unfold) await page.evaluate(() => document.querySelectorAll<HTMLDetailsElement>("main details").forEach((fold) => (fold.open = true)));
  if (send) for (const button of await page.locator('main form button[type="submit"]').all()) await button.click();
  await test.step(path, async () => {
    await expectNoSidewaysScroll(page);
    if (!isOther || unfold || send) await expectAccessible(page);
  });
}

for (const language of ["vi", "en"]) {
  test(`every page and its faults are accessible at 320 px in large text: ${language}`, async ({ page }) => {
    test.setTimeout(480_000);
    await page.setViewportSize({ width: 320, height: 640 });
    await begin(page, "1.014027");
    await page.getByRole("button", { name: "Chữ to" }).click();
    await page.getByRole("button", { name: "Bắt đầu khai" }).click();
    await expect(page.getByText("Bước 1 trên")).toBeVisible();
    const draft = new URL(page.url()).pathname.replace(/\/0$/, "");
    if (language === "en") await page.getByRole("button", { name: "English" }).click();
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    await expect(page.locator("html")).toHaveAttribute("data-text", "large");
    const cookies = await page.context().cookies();
    await page.context().clearCookies();
    await look(page, { path: `${draft}/0` });
    await page.context().addCookies(cookies);
    await page.evaluate(() => localStorage.setItem("motcua.signed-in", "1"));
    for (const one of [...pages, ...[0, 1, 2, 9].map((at) => ({ path: `${draft}/${at}`, send: at < 3 }))]) await look(page, one, language !== "vi");
    await page.goto(address(`${draft}/can-bo`));
    await page.locator("main button").first().click();
    await expect(page.getByRole("img")).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
}
