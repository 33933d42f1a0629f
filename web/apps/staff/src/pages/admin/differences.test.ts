import { expect, test } from "vitest";

import { differences } from "./differences";
import type { Version } from "./questions";

const version: Version = {
  version: 1, effective_from: "2025-07-01", in_force: true, open_dossiers: 0, all_dossiers: 0, name: "Khai sinh", short_name: "Khai sinh", code: "1.001193", subject: "Hộ tịch", level: "xã", online: "none", accepted_at_centre: true,
  any_centre: true, receiving: "Trung tâm", deciding_agency_name: "Uỷ ban nhân dân cấp xã", limits: [{ text: "5 ngày làm việc" }], fees: [{ code: "a", group: "g", name: "Lệ phí", amount_vnd: 8000, per: "lần", legal_basis: "NQ 12" }], exemptions: [],
  documents: [{ code: "to-khai", name: "Tờ khai", originals: 1, copies: 0, required: true, present_only: false }], form_fields: [], applicants: [], conditions: [], legal_bases: ["A", "B"], results: [], workflow: "w", steps: [], confidence: "high", digest: "",
};

test("two versions differ in what their lines say, not in their order", () => {
  expect(differences(version, { ...version, legal_bases: ["B", "A"], version: 2 })).toEqual([]);
  const newer: Version = {
    ...version, limits: [{ text: "3 ngày làm việc" }], online: "full_online", legal_bases: ["A", "C"],
    fees: [{ ...version.fees[0]!, amount_vnd: 0 }], documents: [{ ...version.documents[0]!, held_by: "dan_cu" }],
  };
  expect(differences(version, newer)).toEqual([
    { label: "Nộp trực tuyến", gone: ["Không"], come: ["Toàn trình"] },
    { label: "Thời hạn", gone: ["5 ngày làm việc"], come: ["3 ngày làm việc"] },
    { label: "Phí, lệ phí", gone: [expect.stringContaining("8.000")], come: [expect.stringContaining(": 0")] },
    { label: "Giấy tờ", gone: ["Tờ khai; 1 bản chính"], come: ["Tờ khai; 1 bản chính; không yêu cầu nộp"] },
    { label: "Căn cứ pháp lý", gone: ["B"], come: ["C"] },
  ]);
});
