import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

import { expect, test, type Page } from "@playwright/test";

import { address, signIn } from "./page-checks";

const kilo = 1024;

interface Weights {
  script: number;
  fonts: number;
  all: number;
}

/** What a page asks for, compressed as it is sent. */
async function weigh(page: Page, app: string, mount: string, open: () => Promise<unknown>): Promise<Weights> {
  const assets = join(__dirname, `../../web/apps/${app}/dist/assets`);
  const asked = new Set<string>();
  page.on("response", (response) => asked.add(new URL(response.url()).pathname));
  await open();
  await page.waitForLoadState("networkidle");
  const size = (ending: string) => readdirSync(assets)
    .filter((name) => name.endsWith(ending) && asked.has(`${mount}assets/${name}`))
    .reduce((sum, name) => sum + statSync(join(assets, existsSync(join(assets, `${name}.gz`)) ? `${name}.gz` : name)).size, 0);
  const [script, fonts] = [size(".js"), size(".woff2")];
  const all = script + size(".css") + fonts;
  console.log(`${app}, first view: ${(script / kilo).toFixed(1)} kB script, ${(fonts / kilo).toFixed(1)} kB fonts, ${(all / kilo).toFixed(1)} kB in all`);
  expect(script).toBeGreaterThan(0);
  return { script, fonts, all };
}

test("the first view of the citizens' app stays within its budget", async ({ page }) => {
  const { script, fonts, all } = await weigh(page, "citizen", "/", () => page.goto(address("/")));
  expect(script).toBeLessThanOrEqual(45 * kilo);
  expect(fonts).toBeLessThanOrEqual(70 * kilo);
  expect(all).toBeLessThanOrEqual(130 * kilo);
});

test("each later page of the citizens' app adds little, and the Mini App is far from Zalo's limits", () => {
  const assets = join(__dirname, "../../web/apps/citizen/dist/assets");
  const routes = readdirSync(assets).filter((name) => name.endsWith(".js.gz") && !/^(index|services|en)-/.test(name));
  for (const name of routes) expect(statSync(join(assets, name)).size, name).toBeLessThanOrEqual(15 * kilo);
  const mini = join(__dirname, "../../web/apps/citizen/zalo/dist/assets");
  const sizes = readdirSync(mini).map((name) => statSync(join(mini, name)).size);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(2 * kilo * kilo);
});

test("signing in and the inbox stay within the budget of the officers' app", async ({ page }) => {
  const { script } = await weigh(page, "staff", "/noi-bo/", () => signIn(page));
  expect(script).toBeLessThanOrEqual(175 * kilo);
});

test("every text of both builds has its compressed twins", () => {
  for (const app of ["citizen", "staff"]) {
    const folder = join(__dirname, `../../web/apps/${app}/dist/assets`);
    const names = readdirSync(folder);
    const texts = names.filter((name) => /\.(js|css)$/.test(name) && statSync(join(folder, name)).size >= 512);
    expect(texts.length).toBeGreaterThan(0);
    for (const name of texts) expect(names).toEqual(expect.arrayContaining([`${name}.gz`, `${name}.br`]));
  }
});
