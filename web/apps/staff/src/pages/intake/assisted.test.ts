import { describe, expect, test } from "vitest";

import type { Filing, ServerDraft } from "../../services";
import { contentOf, draftFrom, isUnderAge } from "./assisted";

const filing: Filing = {
  procedure: "1.001193", unit_code: "11779", channel: "counter", applicant: { kind: "citizen", full_name: "Nguyễn Thị Mẫu", birth_date: "1952-03-07", address: "Thôn Mẫu 1, Xã Tân Minh" },
  documents: [{ code: "to-khai", originals: 1, copies: 0, files: [] }], answers: { child_name: "Nguyễn Bé Mẫu" }, items: [], return_method: "at_centre", decision: "receive",
};
const today = "2026-11-22";

describe("what an officer types for a citizen", () => {
  test("says for whom: oneself, one's child, or by a written authority", () => {
    const representative = { full_name: "Trần Văn Thử", authorisation: "Cha" };
    expect(contentOf(filing, [], today)).toMatchObject({ mandate: "self", unit_code: "11779", answers: { child_name: "Nguyễn Bé Mẫu" } });
    expect(contentOf({ ...filing, representative }, ["a"], today)).toMatchObject({ mandate: "authorised", authorisation_files: ["a"], representative });
    expect(contentOf({ ...filing, representative, applicant: { ...filing.applicant, birth_date: "2015" } }, [], today).mandate).toBe("child");
    expect(contentOf(filing, [], today)).not.toHaveProperty("decision");
  });
  test("knows who is under age, also by the year alone", () => {
    expect(isUnderAge("2008-11-22", today)).toBe(false);
    expect(isUnderAge("2008-11-23", today)).toBe(true);
    expect(isUnderAge("2008", today)).toBe(true);
    expect(isUnderAge("2007", today)).toBe(false);
    expect(isUnderAge(undefined, today)).toBe(false);
  });
});

test("a draft of the server lies on the page as the citizen wrote it", () => {
  const server: ServerDraft = {
    code: "D-1", version: 4, procedure_id: "1.001193", procedure_name: "Khai sinh", owner: "citizen", created_at: "", updated_at: "", expires_at: "", officer_typed: false, changes: [], consents: [], confirmations: [],
    content: {
      mandate: "self", applicant: filing.applicant, authorisation_files: [], answers: { child_name: "Nguyễn Bé Mẫu" }, return_method: "post", return_address: "Thôn Mẫu 1", fee: { chosen: [{ group: "le-phi", code: "dung-han" }] },
      documents: [{ code: "to-khai", originals: 0, copies: 0, files: ["d1", "d2"] }, { code: "ket-hon", originals: 0, copies: 0, files: [], reused: true }],
    },
  };
  const draft = draftFrom(server, "khoa");
  expect(draft).toMatchObject({
    key: "khoa", procedure: "1.001193", applicant: { kind: "citizen", full_name: "Nguyễn Thị Mẫu", address: { detail: "Thôn Mẫu 1, Xã Tân Minh" } }, hasRepresentative: false, answers: { child_name: "Nguyễn Bé Mẫu" },
    chosen: { "le-phi": "dung-han" }, return_method: "post", return_address: "Thôn Mẫu 1", documents: { "to-khai": { isGiven: true, files: [{ digest: "d1", name: "Tệp 1" }, { digest: "d2", name: "Tệp 2" }] } },
  });
  expect(draft.documents).not.toHaveProperty("ket-hon");
  const firm = draftFrom({ ...server, content: { ...server.content, applicant: { kind: "enterprise", full_name: "Công ty Thử" } } }, "khoa");
  expect(firm.applicant).toMatchObject({ kind: "enterprise", organisation_name: "Công ty Thử" });
});
