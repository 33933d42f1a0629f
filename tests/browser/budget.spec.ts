import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "@playwright/test";

import { address } from "./page-checks";

const assets = join(__dirname, "../../web/apps/citizen/dist/assets");
const kilo = 1024;

/** What the first view of the citizen app asks for, compressed as it is sent. */
test("the first view stays within its budget", async ({ page }) => {
  const asked = new Set<string>();
  page.on("response", (response) => asked.add(new URL(response.url()).pathname));
  await page.goto(address("/"), { waitUntil: "networkidle" });
  const size = (ending: string) => readdirSync(assets)
    .filter((name) => name.endsWith(ending) && asked.has(`/assets/${name}`))
    .reduce((sum, name) => sum + statSync(join(assets, ending === ".woff2" ? name : `${name}.gz`)).size, 0);
  const script = size(".js");
  const fonts = size(".woff2");
  const all = script + size(".css") + fonts;
  console.log(`citizen, first view: ${(script / kilo).toFixed(1)} kB script, ${(fonts / kilo).toFixed(1)} kB fonts, ${(all / kilo).toFixed(1)} kB in all`);
  expect(script).toBeGreaterThan(0);
  expect(script).toBeLessThanOrEqual(45 * kilo);
  expect(fonts).toBeLessThanOrEqual(70 * kilo);
  expect(all).toBeLessThanOrEqual(130 * kilo);
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
