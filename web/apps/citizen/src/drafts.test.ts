import { expect, test } from "vitest";

import { isSame } from "./drafts";

test("drafts are the same however their members are ordered, and what is absent is nothing", () => {
  expect(isSame({ a: 1, b: [{ c: "x" }] }, { b: [{ c: "x" }], a: 1 })).toBe(true);
  expect(isSame({ a: 1, b: undefined }, { a: 1 })).toBe(true);
  expect(isSame({ a: [1, 2] }, { a: [1] })).toBe(false);
  expect(isSame({ a: null }, { a: {} })).toBe(false);
  expect(isSame({ a: "1" }, { a: 1 })).toBe(false);
});
