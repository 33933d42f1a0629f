import { chromium, expect, test as base, type Page } from "@playwright/test";

import { freePort } from "../../api/support/free-port";
import { begin } from "../citizen/begin";
import { address, signIn, someDossier } from "../page-checks";
import { browser as settings } from "../playwright.config";

// Lighthouse's accessibility category on the main pages as they stand in the browser: every one must have all its points.

interface Scorer {
  open(viewport: { width: number; height: number }): Promise<Page>;
  faults(page: Page): Promise<string[]>;
}

const flags = { onlyCategories: ["accessibility"], formFactor: "desktop", screenEmulation: { disabled: true }, throttlingMethod: "provided", disableFullPageScreenshot: true, logLevel: "error" };

/** A browser of its own that Playwright drives and Lighthouse looks into through its debugging port. */
const test = base.extend<object, { scorer: Scorer }>({
  scorer: [
    async ({}, use) => {
      const { snapshot } = await import("lighthouse");
      const { connect } = await import("puppeteer-core");
      const port = await freePort();
      const { args, ...launch } = settings!.launchOptions!;
      const browser = await chromium.launch({ ...launch, args: [...args!, `--remote-debugging-port=${port}`] });
      const looker = await connect({ browserURL: `http://127.0.0.1:${port}`, defaultViewport: null });
      await use({
        open: async (viewport) => (await browser.newContext({ locale: settings!.locale, timezoneId: settings!.timezoneId, serviceWorkers: "block", viewport })).newPage(),
        faults: async (page) => {
          const target = (await looker.pages()).find((one) => one.url() === page.url());
          const { lhr } = await snapshot(target!, { flags });
          const { score, auditRefs } = lhr.categories.accessibility;
          const lost = auditRefs.map(({ id, weight }) => ({ id, weight, ...lhr.audits[id]! })).filter((audit) => audit.weight > 0 && audit.score !== null && audit.score < 1);
          if (score === 1) return [];
          return [`score ${score}`, ...lost.map((audit) => `${audit.title}: ${(audit.details?.items ?? []).map((item) => item.node?.selector).join(" | ")}`)];
        },
      });
      await looker.disconnect();
      await browser.close();
    },
    { scope: "worker" },
  ],
});

async function look(scorer: Scorer, page: Page, path: string) {
  await test.step(path, async () => {
    await page.goto(address(path));
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByText(/^Đang tải/)).toHaveCount(0);
    expect(await scorer.faults(page), path).toEqual([]);
  });
}

test("the citizens' main pages lose no point of accessibility", async ({ scorer }) => {
  const page = await scorer.open({ width: 360, height: 740 });
  const code = await someDossier(page);
  await page.context().clearCookies();
  for (const path of ["/", "/thu-tuc?q=khai sinh", "/thu-tuc/1.001193", `/tra-cuu?ma=${code}`, "/hoi"]) await look(scorer, page, path);
  await begin(page, "1.001193");
  for (const path of ["/nop/1.001193", "/cua-toi"]) await look(scorer, page, path);
  await page.context().close();
});

test("the officers' main pages lose no point of accessibility", async ({ scorer }) => {
  const page = await scorer.open({ width: 1366, height: 768 });
  await signIn(page);
  const { items } = (await (await page.request.get(address("/api/dossiers?box=all"))).json()) as { items: { code: string }[] };
  for (const path of ["/noi-bo/", "/noi-bo/tiep-nhan", `/noi-bo/ho-so/${items[0]!.code}`, "/noi-bo/tro-ly"]) await look(scorer, page, path);
  await page.context().clearCookies();
  await signIn(page, "lanhdao");
  for (const path of ["/noi-bo/dieu-hanh", "/noi-bo/bao-cao"]) await look(scorer, page, path);
  // One field without a name, and it is said.
  await page.locator("h1").evaluate((heading) => heading.insertAdjacentHTML("afterend", '<input id="nameless">'));
  expect((await scorer.faults(page)).join()).toContain("input#nameless");
  await page.context().close();
});
