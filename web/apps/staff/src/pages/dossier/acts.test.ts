import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { acts, bodyOf, faultOf, inOrder, startingValues } from "./acts";

const document = JSON.parse(readFileSync(new URL("../../../../../../openapi/openapi.json", import.meta.url), "utf8"));
const prefix = "/api/dossiers/{code}/";

interface Schema {
  $ref?: string;
  properties?: Record<string, Schema>;
  required?: string[];
}
const resolved = (schema: Schema): Schema => (schema.$ref ? document.components.schemas[schema.$ref.split("/").at(-1)!] : schema);
const offered = Object.keys(document.paths).filter((path) => path.startsWith(prefix) && document.paths[path].post).map((path) => path.slice(prefix.length));

/** "reason", "result.number": the members that a body may have, and those it must have. */
function members(schema: Schema, before = ""): { all: string[]; required: string[] } {
  const { properties = {}, required = [] } = resolved(schema);
  const found = { all: [] as string[], required: [] as string[] };
  for (const [name, member] of Object.entries(properties)) {
    const inner = resolved(member).properties ? members(member, `${before}${name}.`) : { all: [before + name], required: [before + name] };
    found.all.push(...inner.all);
    if (required.includes(name)) found.required.push(...inner.required);
  }
  return found;
}

test("every act of the API has words, and no other", () => {
  expect(offered.toSorted()).toEqual(Object.keys(acts).toSorted());
});

describe.each(offered)("%s", (act) => {
  const body = members(document.paths[prefix + act].post.requestBody.content["application/json"].schema);
  const fields = acts[act]!.fields.filter((field) => !field.isSwitch).map((field) => field.name);
  test("asks only for what the body has", () => expect(body.all).toEqual(expect.arrayContaining(fields)));
  test("asks for all that the body must have", () => expect([...fields, "version"]).toEqual(expect.arrayContaining(body.required)));
});

test("a body holds numbers, lists and nested members, and leaves out what is empty", () => {
  expect(bodyOf(acts.consult!.fields, { agency_code: "so-xay-dung", subject: " Quy hoạch ", working_days: "5" })).toEqual({ agency_code: "so-xay-dung", subject: "Quy hoạch", working_days: 5 });
  expect(bodyOf(acts["request-supplement"]!.fields, { items: "Giấy chứng sinh\n\n  Tờ khai ", reason: "Thiếu", guidance: "" })).toEqual({ items: ["Giấy chứng sinh", "Tờ khai"], reason: "Thiếu" });
  expect(bodyOf(acts.extend!.fields, { reason: "Chờ ý kiến", due_at: "2026-12-01" })).toEqual({ reason: "Chờ ý kiến", due_at: "2026-12-01T10:00:00Z" });
  expect(bodyOf(acts["record-result"]!.fields, { "result.number": "12", "result.name": "Giấy khai sinh" })).toEqual({ result: { number: "12", name: "Giấy khai sinh", files: [] } });
  expect(bodyOf(acts["hand-over"]!.fields, { checked: "receipt" })).toEqual({ checked: "receipt", to_representative: false });
  expect(bodyOf(acts["request-payment"]!.fields, { amount_vnd: "50.000", reason: "Phí" })).toEqual({ amount_vnd: 50000, reason: "Phí" });
});

test("a result goes with the signature only where that is ticked", () => {
  const values = { outcome: "granted", "result.number": "41/QĐ-UBND", "result.name": "Quyết định" };
  expect(bodyOf(acts.approve!.fields, values)).toEqual({ outcome: "granted" });
  expect(bodyOf(acts.approve!.fields, { ...values, with_result: true })).toEqual({ outcome: "granted", result: { number: "41/QĐ-UBND", name: "Quyết định", files: [] } });
});

test("numbers are whole and not too large", () => {
  const field = acts.consult!.fields.find(({ kind }) => kind === "number")!;
  expect([faultOf(field, "999"), faultOf({ ...field, most: 999_999 }, "999999")]).toEqual([undefined, undefined]);
  for (const typed of ["0", "1000", "1,5", "-1", "12a"]) expect(faultOf(field, typed)).toBe("Nhập số từ 1 đến 999.");
  expect(faultOf({ ...field, most: 999_999 }, "1000000")).toBe("Nhập số từ 1 đến 999.999.");
});

test("acts come in the order of the table, unknown ones last", () => {
  expect(inOrder([{ act: "stop" }, { act: "new-act" }, { act: "forward" }]).map((item) => item.act)).toEqual(["forward", "stop", "new-act"]);
});

test("what is owed need not be typed", () => {
  expect(startingValues("confirm-payment", { fee_vnd: 575_000, fee_paid_vnd: 75_000 })).toEqual({ amount_vnd: "500.000" });
  expect(bodyOf(acts["confirm-payment"]!.fields, startingValues("confirm-payment", { fee_vnd: 8000, fee_paid_vnd: 0 }))).toEqual({ amount_vnd: 8000 });
  expect(startingValues("confirm-payment", { fee_vnd: 8000, fee_paid_vnd: 8000 })).toEqual({});
  expect(startingValues("request-payment", { fee_vnd: 8000, fee_paid_vnd: 0 })).toEqual({});
});
