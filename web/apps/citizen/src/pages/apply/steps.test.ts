import type { Form } from "@motcua/forms";
import { expect, test } from "vitest";

import type { DraftContent } from "../../citizen-types";
import type { Procedure } from "../../services";
import { offered } from "./earlier";
import { faultsOf } from "./start";
import { groupedAnswers, lookedUp, stepOfFault, stepsOf, withPaper } from "./steps";

const form: Form = {
  code: "mau", version: 1, title: "Mẫu", sections: [
    { title: "Trẻ", fields: [{ name: "child", type: "name", label: "Tên trẻ", required: true }, { name: "home", type: "address", label: "Nơi sinh" }, { name: "copies", type: "number", label: "Số bản" }] },
    { title: "Cha, mẹ", fields: [{ name: "mother", type: "person", label: "Mẹ" }, { name: "others", type: "group", label: "Con", fields: [] }] },
    { title: "Khi chuyển", when: [{ field: "child", equals: "Bé" }], fields: [{ name: "old", type: "text", label: "Nơi cũ" }] },
  ],
};
const paper = (code: string, more: object = {}) => ({ code, name: code, originals: 1, copies: 0, required: true, present_only: false, ...more });
const procedure = { form, documents: [paper("to-khai", { form_name: "Mẫu" }), paper("can-cuoc", { present_only: true }), paper("chung-sinh"), paper("ket-hon", { held_by: "ho_tich" }), paper("anh", { held_by: "dan_cu", required: false }), paper("uy-quyen", { required: false }), paper("khac-nhau", { required: false })] } as unknown as Procedure;
const steps = stepsOf(procedure, {}, "2026-11-22");

test("what is needed has a page each, what some cases call for one together; not the form on paper, not what is shown", () => {
  expect(steps.map((step) => step.title)).toEqual(["Trẻ", "Trẻ (2)", "Cha, mẹ", "Cha, mẹ (2)", "chung-sinh", "ket-hon", "Giấy tờ chỉ cần trong một số trường hợp", "Nhận kết quả và liên lạc", "Xem lại trước khi nộp"]);
  expect(stepsOf(procedure, { child: "Bé" }, "2026-11-22").map((step) => step.title)).toContain("Khi chuyển");
});

test("a fault leads to the page where it can be mended", () => {
  const at = (field: string, message = "") => stepOfFault(steps, { field, message });
  expect(at("answers.mother.full_name")).toBe(2);
  expect(at("answers.copies")).toBe(1);
  expect(at("documents", "Thiếu ket-hon.")).toBe(5);
  expect(at("documents", "Thiếu gì đó.")).toBe(4);
  expect(at("applicant.phone")).toBe(7);
  expect(at("unit_code")).toBe(7);
});

test("what the server reads stands under the page where it was answered", () => {
  const read = groupedAnswers(steps, [{ label: "Tên trẻ", text: "Bé" }, { label: "Số bản", text: "2" }, { label: "Mẹ – Họ, chữ đệm, tên", text: "A" }, { label: "Con 1 – Tên", text: "B" }, { label: "Con 2 – Tên", text: "C" }], form);
  expect(read.map((group) => [group.title, group.rows.length])).toEqual([["Trẻ", 1], ["Trẻ (2)", 1], ["Cha, mẹ", 1], ["Cha, mẹ (2)", 2]]);
});

test("what the state holds is looked up unless the person says otherwise", () => {
  expect(lookedUp(procedure)).toEqual([{ code: "ket-hon", originals: 0, copies: 0, files: [], reused: true }]);
});

test("earlier answers are offered to what is asked now and open, never what one vouches for", () => {
  const earlier = (field: string) => ({ field, label: field, text: "x", value: "x", dossier_code: "H", procedure_name: "P", at: "2026-11-01T00:00:00Z" });
  const step = { kind: "form" as const, title: "", page: { title: "", fields: [] }, asked: ["child", "home", "copies"] };
  const vouched: Form = { ...form, sections: [{ title: "", fields: [...form.sections[0]!.fields, { name: "true", type: "check", label: "Cam đoan" }] }] };
  expect(offered(step, vouched, { child: "Bé" }, ["child", "home", "mother"].map(earlier)).map((one) => one.field)).toEqual(["home"]);
  expect(offered({ ...step, asked: ["true"] }, vouched, {}, [earlier("true")])).toEqual([]);
});

test("a paper that says nothing is not sent", () => {
  const content = { documents: [{ code: "a", originals: 0, copies: 0, files: ["1"] }] } as unknown as DraftContent;
  expect(withPaper(content, { code: "a", originals: 0, copies: 0, files: [] })).toEqual([]);
  expect(withPaper(content, { code: "b", originals: 0, copies: 0, files: [], reused: true })).toHaveLength(2);
});

test("acting for somebody else needs to know whom, and by what right", () => {
  const nobody = { full_name: "", personal_id: "", birth_date: "", authorisation: "", files: [] };
  const targets = (...given: Parameters<typeof faultsOf>) => faultsOf(...given).map((fault) => fault.target);
  expect(targets("self", "11779", nobody)).toEqual([]);
  expect(targets("self", "", nobody)).toEqual(["noi-nop"]);
  expect(targets("child", "11779", nobody)).toEqual(["nguoi-ten", "nguoi-ngay-sinh-0", "nguoi-quan-he"]);
  expect(targets("authorised", "11779", { ...nobody, full_name: "A", personal_id: "123" })).toEqual(["nguoi-so", "nguoi-uy-quyen", "nguoi-giay"]);
  expect(targets("authorised", "11779", { ...nobody, full_name: "A", personal_id: "031152000001", authorisation: "Giấy", files: ["1"] })).toEqual([]);
});
