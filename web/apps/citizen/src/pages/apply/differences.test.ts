import type { Form } from "@motcua/forms";
import { expect, test } from "vitest";

import type { DraftContent } from "../../citizen-types";
import type { Procedure } from "../../services";
import { differences, merged } from "./differences";

const form = {
  title: "Tờ khai",
  sections: [{ title: "", fields: [
    { name: "name", type: "name", label: "Họ tên" }, { name: "home", type: "address", label: "Nơi ở" },
    { name: "kind", type: "radio", label: "Loại", options: [{ value: "a", label: "Loại A" }, { value: "b", label: "Loại B" }] },
  ] }],
} as unknown as Form;
const procedure = { id: "1", form, documents: [{ code: "anh", name: "Ảnh thẻ" }, { code: "don", name: "Đơn" }] } as unknown as Procedure;
const start: DraftContent = { mandate: "self", applicant: { kind: "citizen", full_name: "Nguyễn Văn Mẫu", phone: "0900000001" }, authorisation_files: [], answers: { name: "Mẫu", kind: "a" }, documents: [], return_method: "at_centre" };
const lookup = () => ({ commune_name: "Xã Tân Minh", province_code: "31", province_name: "Hải Phòng" });
const apart = (mine: DraftContent, theirs: DraftContent, base: DraftContent | undefined = start) => differences(procedure, mine, theirs, base, lookup);

test("what is alike, and what only the server sets, is no difference", () => {
  expect(apart(start, start)).toEqual([]);
  expect(apart({ ...start, answers: { kind: "a", name: "Mẫu" } }, start)).toEqual([]);
  expect(apart({ ...start, return_address: "" }, { ...start, fee: { chosen: [] } })).toEqual([]);
  expect(apart(start, { ...start, applicant: { ...start.applicant!, personal_id: "031088000001" } })).toEqual([]);
});

test("each side's own change stays with it, and what both changed is this device's until one says otherwise", () => {
  const mine = { ...start, answers: { name: "Mẫu Một", kind: "b" } };
  const theirs = { ...start, answers: { name: "Mẫu Hai", kind: "a", home: { detail: "Thôn 1", commune_code: "11779" } }, documents: [{ code: "anh", originals: 0, copies: 0, files: ["a".repeat(64)] }] };
  const found = apart(mine, theirs);
  expect(found.map(({ label, mine: m, theirs: t, isMine }) => [label, m, t, isMine])).toEqual([
    ["Họ tên", "Mẫu Một", "Mẫu Hai", true], ["Nơi ở", "", "Thôn 1, Xã Tân Minh, Hải Phòng", false], ["Loại", "Loại B", "Loại A", true], ["Ảnh thẻ", "", "Tệp đã tải lên", false],
  ]);
  const kept = found.filter((one) => one.isMine).map((one) => one.key);
  expect(merged(procedure, mine, theirs, kept)).toEqual({ ...theirs, answers: { ...theirs.answers, name: "Mẫu Một", kind: "b" } });
  expect(merged(procedure, mine, theirs, [])).toEqual(theirs);
});

test("what was taken out here is taken out of the newest version, too", () => {
  const given = { ...start, documents: [{ code: "anh", originals: 0, copies: 0, files: ["b".repeat(64)] }], answers: { name: "Mẫu", kind: "a" } };
  const mine = { ...given, documents: [], answers: { kind: "a" }, applicant: { ...start.applicant!, phone: undefined } };
  const found = apart(mine, given, given);
  expect(found.map((one) => [one.key, one.isMine])).toEqual([["answers.name", true], ["documents.anh", true], ["phone", true]]);
  const now = merged(procedure, mine, given, found.map((one) => one.key));
  expect([now.answers, now.documents, now.applicant?.phone]).toEqual([{ kind: "a" }, [], undefined]);
});

test("without the version that both began with nothing of this device's is given up", () => {
  expect(differences(procedure, { ...start, return_method: "post", return_address: "Thôn 2" }, start, undefined, lookup)).toEqual([
    { key: "return", label: "Nhận kết quả", mine: "Gửi bưu chính về nhà: Thôn 2", theirs: "Đến Trung tâm nhận", isMine: true },
  ]);
});
