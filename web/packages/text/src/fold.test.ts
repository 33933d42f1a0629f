import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { fold, matchesWords } from "./fold";

const cases = JSON.parse(readFileSync(new URL("../../../../src/platform/text/fold_cases.json", import.meta.url), "utf8")) as { input: string; expected: string }[];

test("folding gives what the server gives on every shared case", () => {
  const wrong = cases.filter((one) => fold(one.input) !== one.expected).map((one) => ({ ...one, got: fold(one.input) }));
  expect(wrong).toEqual([]);
  expect(cases.length).toBeGreaterThan(20);
});

test("words typed without marks find the words that begin with them", () => {
  expect(matchesWords("Phường Ngô Quyền", "ngo quy")).toBe(true);
  expect(matchesWords("Phường Ngô Quyền", "QUYỀN phường")).toBe(true);
  expect(matchesWords("Phường Ngô Quyền", "ngoc")).toBe(false);
  expect(matchesWords("Phường Ngô Quyền", "")).toBe(true);
});
