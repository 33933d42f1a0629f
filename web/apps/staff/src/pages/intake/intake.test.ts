import { describe, expect, test } from "vitest";

import type { Officer, Procedure } from "../../services";
import { draftTitle, emptyDraft, given, isWorthKeeping, keyIn, placeOf } from "./draft";
import { filingOf, noReasons, problemsOf } from "./outcome";
import { doubtAbout, withCard } from "./people";

const officer: Officer = { username: "tiepnhan.mau", name: "Bùi Văn Tiếp Nhận", title: "", agency_code: "11779-trung-tam", agency_name: "", unit_code: "11779", unit_name: "", permissions: [], must_change_password: false };

const procedure: Procedure = {
  id: "1.001193", code: "1.001193", version: 1, name: "Khai sinh", short_name: "Khai sinh", subject: "Hộ tịch", online: "none", accepted_at_centre: true, any_centre: true, receiving: "", deciding_agency_name: "", limits: [], fees: [],
  exemptions: [], applicants: [], conditions: [], legal_bases: [], results: [], related: [], effective_from: "2026-07-01", steps: [],
  documents: [
    { code: "to-khai", name: "Tờ khai", originals: 2, copies: 1, required: true, present_only: false },
    { code: "can-cuoc", name: "Căn cước", originals: 1, copies: 0, required: true, present_only: true },
    { code: "ket-hon", name: "Giấy kết hôn", originals: 0, copies: 1, required: true, present_only: false, held_by: "ho_tich" },
  ],
};

const complete = () => ({
  ...emptyDraft(), procedure: procedure.id, applicant: { kind: "citizen", full_name: "Nguyễn Thị Mẫu", personal_id: "031152000001" }, documents: { "to-khai": given(procedure, "to-khai", undefined) },
});

describe("what keeps a dossier from being sent", () => {
  test("nothing, when procedure, person and compulsory papers are there", () => {
    expect(problemsOf(complete(), procedure, "receive", "2026-11-22")).toEqual([]);
  });
  test("a paper that is handed in is compulsory; one that is shown or already held is not", () => {
    const draft = { ...complete(), documents: {} };
    expect(problemsOf(draft, procedure, "receive", "2026-11-22").map((p) => p.path)).toEqual(["documents.to-khai"]);
    expect(problemsOf(draft, procedure, "request_supplement", "2026-11-22")).toEqual([]);
  });
  test("the person is asked for whatever the outcome", () => {
    const draft = { ...complete(), applicant: { kind: "citizen", personal_id: "12" } };
    expect(problemsOf(draft, procedure, "reject", "2026-11-22").map((p) => p.path)).toEqual(["applicant.full_name", "applicant.personal_id"]);
  });
  test("a result sent by post needs an address", () => {
    expect(problemsOf({ ...complete(), return_method: "post" }, procedure, "receive", "2026-11-22").map((p) => p.path)).toEqual(["return_address"]);
  });
});

test("the filing says what was handed in, where, and only the reasons that belong to the outcome", async () => {
  const taken = await filingOf(complete(), procedure, officer, "receive", { ...noReasons, reason: "thừa", items: ["thừa"] });
  expect(taken).toMatchObject({ procedure: "1.001193", unit_code: "11779", decision: "receive", items: [], documents: [{ code: "to-khai", originals: 2, copies: 1, files: [] }, { code: "ket-hon", originals: 0, copies: 0, files: [], reused: true }] });
  expect(taken.reason).toBeUndefined();
  const asked = await filingOf(complete(), procedure, officer, "request_supplement", { reason: " Thiếu ", items: ["Tờ khai"], guidance: "" });
  expect(asked).toMatchObject({ reason: "Thiếu", items: ["Tờ khai"] });
});

test("a paper that the state holds is not asked for, and is taken all the same when it is brought", async () => {
  const draft = complete();
  const brought = { ...draft, documents: { ...draft.documents, "ket-hon": given(procedure, "ket-hon", undefined) } };
  const filed = await filingOf(brought, procedure, officer, "receive", noReasons);
  expect(filed.documents.filter((paper) => paper.code === "ket-hon")).toEqual([{ code: "ket-hon", originals: 0, copies: 1, note: undefined, files: [] }]);
});

test("pages are sent as counted by hand only where no answer of the form counts them", async () => {
  const perPage = { code: "trang-1-2", group: "phi", name: "Phí", per: "trang", legal_basis: "" };
  const form = { code: "f", version: 1, title: "", legal_form: "", sections: [] };
  const sent = async (changed: Partial<Procedure>) => (await filingOf(complete(), { ...procedure, ...changed }, officer, "receive", noReasons)).fee;
  expect(await sent({ fees: [perPage] })).toMatchObject({ pages: 1, copies: 1 });
  expect(await sent({ fees: [{ ...perPage, counted_by: "papers" }] })).toMatchObject({ pages: 1, copies: 1 });
  const counted = await sent({ fees: [{ ...perPage, counted_by: "papers" }], form });
  expect(counted).not.toHaveProperty("pages");
  expect(counted).not.toHaveProperty("copies");
  expect(await sent({ fees: [] })).toBeUndefined();
});

test("an organisation's name goes where the server looks for a name", async () => {
  const draft = { ...complete(), applicant: { kind: "enterprise", organisation_name: "Công ty Thử", organisation_number: "0200000001", full_name: "không còn dùng" } };
  expect((await filingOf(draft, procedure, officer, "receive", noReasons)).applicant).toMatchObject({ kind: "enterprise", full_name: "Công ty Thử", organisation_number: "0200000001" });
});

test("a card fills what it says and doubts are told, never refused", () => {
  const filled = withCard({ kind: "citizen", phone: "0900000001" }, { personal_id: "031152000001", full_name: "Nguyễn Thị Mẫu", birth_date: "1952-03-07", sex: "female" });
  expect(filled).toMatchObject({ phone: "0900000001", full_name: "Nguyễn Thị Mẫu", birth_date: "1952-03-07" });
  expect(doubtAbout(filled)).toBeUndefined();
  expect(doubtAbout({ ...filled, birth_date: "1953" })).toContain("1952");
  expect(doubtAbout({ ...filled, sex: "male" })).toContain("nữ");
});

describe("a draft", () => {
  test("is worth keeping, and named, once something was entered", () => {
    expect(isWorthKeeping(emptyDraft())).toBe(false);
    expect(draftTitle(emptyDraft())).toBeUndefined();
    expect(draftTitle({ ...complete(), procedure_name: "Khai sinh" })).toBe("Nguyễn Thị Mẫu · Khai sinh");
    expect(draftTitle({ ...emptyDraft(), procedure: "1.001193" })).toBe("Chưa có tên");
  });
  test("lies in a place of its own, told from other unfinished work", () => {
    expect(keyIn(placeOf("3f0c"))).toBe("3f0c");
    expect(keyIn("viec.H24.258-260702-0001.stop")).toBeUndefined();
  });
});
