import { expect, test } from "vitest";

import { askedFields, pagesOf } from "./pages";
import type { Field, Form } from "./types";

const form = (...fields: Field[]): Form => ({ code: "mau", version: 1, title: "Mẫu", sections: [{ title: "Phần một", fields }] });
const text = (name: string, more: Partial<Field> = {}): Field => ({ name, type: "text", label: name, ...more });
const cut = (...fields: Field[]) => pagesOf(form(...fields)).map((page) => page.fields.join(" "));

test("simple fields share a page up to four, a person has a page alone", () => {
  expect(cut(text("a"), text("b"), text("c"), text("d"), text("e"))).toEqual(["a b c d", "e"]);
  expect(cut(text("a"), text("p", { type: "person" }), text("b"))).toEqual(["a", "p", "b"]);
  expect(cut(text("a"), text("home", { type: "address" }), text("b"))).toEqual(["a home", "b"]);
});

test("what is asked because of an answer stands beside it, however much it is", () => {
  const because = (name: string): Partial<Field> => ({ when: [{ field: name, equals: "x" }] });
  expect(cut(text("kind", { type: "radio" }), text("p", { type: "person", ...because("kind") }), text("q", because("kind")), text("b", { type: "address" })))
    .toEqual(["kind p q", "b"]);
  expect(cut(text("a", { type: "person" }), text("q", because("elsewhere")))).toEqual(["a", "q"]);
});

test("sections never share a page, and fields that are not asked now are known", () => {
  const two: Form = { ...form(text("a")), sections: [{ title: "Một", fields: [text("a"), text("c", { when: [{ field: "a", equals: "1" }] })] }, { title: "Hai", when: [{ field: "a", equals: "1" }], fields: [text("b")] }] };
  expect(pagesOf(two).map((page) => page.title)).toEqual(["Một", "Hai"]);
  expect([...askedFields(two, {}, "2026-11-22")]).toEqual(["a"]);
  expect([...askedFields(two, { a: "1" }, "2026-11-22")]).toEqual(["a", "c", "b"]);
});
