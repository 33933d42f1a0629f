import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { en } from "./en";
import { lifeEvents } from "./life-events";

const vietnamese = /[À-ÖØ-öø-ỹđĐ]/;
// The names of a paper form's parts are what the paper says; the rest are data or the server's own words.
const saidInVietnameseOnly = new Set(["Tiếng Việt", "bản"]);
const paperForm = "blank-form.tsx";

const sources = [import.meta.dirname, ...["kit", "forms"].map((name) => join(import.meta.dirname, `../../../packages/${name}/src`))].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /\.tsx?$/.test(name) && !/\.test\.|^en\.ts$/.test(name)).map((name) => join(folder, name)));

const code = (path: string) => readFileSync(path, "utf8").replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*/g, "");
const literal = /"((?:[^"\\\n]|\\.)*)"/g;

test("every sentence of the citizens' app has its English", () => {
  const missing = sources.filter((path) => path.includes("/apps/citizen/") && !path.endsWith(paperForm)).flatMap((path) =>
    [...code(path).matchAll(literal)].map((match) => match[1]!).filter((text) => vietnamese.test(text) && !en[text] && !saidInVietnameseOnly.has(text)));
  expect([...new Set(missing)]).toEqual([]);
});

test("no sentence stands where it cannot be said in English", () => {
  const bare = sources.filter((path) => path.includes("/apps/citizen/") && !path.endsWith(paperForm)).flatMap((path) =>
    code(path).replace(literal, "").split("\n").filter((line) => vietnamese.test(line)));
  expect(bare).toEqual([]);
});

test("the English keeps every value", () => {
  const values = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!.toLowerCase()).toSorted();
  for (const [vi, english] of Object.entries(en)) expect(values(english), vi).toEqual(values(vi));
});

test("every procedure of a life event is in the catalogue", () => {
  const folder = join(import.meta.dirname, "../../../../catalogue/procedures");
  const known = new Set(readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => name.replace(/^.*\//, "").replace(/\.toml$/, "")));
  expect(lifeEvents.flatMap((event) => event.procedures).filter((id) => !known.has(id))).toEqual([]);
});
