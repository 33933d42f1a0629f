import { dayText, dongText } from "@motcua/text";

import type { Version } from "./questions";

export interface Difference {
  label: string;
  /** Lines that only the older or only the newer version has; a changed line is in both. */
  gone: string[];
  come: string[];
}

const limits = (v: Version) => v.limits.map((one) => (one.case_name ? `${one.text} (${one.case_name})` : one.text));
const fees = (v: Version) => v.fees.map((one) => {
  const span = [one.from && `từ ${dayText(one.from)}`, one.until && `đến ${dayText(one.until)}`].filter(Boolean).join(" ");
  return [`${one.name}${one.case_name ? `, ${one.case_name}` : ""}: ${one.amount_vnd === undefined ? "chưa rõ mức thu" : `${dongText(one.amount_vnd)}/${one.per}`}`, span, one.legal_basis].filter(Boolean).join("; ");
});
const papers = (v: Version) => v.documents.map((one) => {
  const counts = [one.originals > 0 && `${one.originals} bản chính`, one.copies > 0 && `${one.copies} bản sao`].filter(Boolean).join(", ");
  return [one.name, counts, !one.required && "tuỳ trường hợp", one.present_only && "chỉ xuất trình", one.held_by && "không yêu cầu nộp", one.form_name, one.note].filter(Boolean).join("; ");
});

const parts: [string, (version: Version) => string[]][] = [
  ["Tên", (v) => [v.name]], ["Lĩnh vực", (v) => [v.subject]], ["Nơi nhận", (v) => [v.receiving]], ["Cơ quan giải quyết", (v) => [v.deciding_agency_name]],
  ["Nộp trực tuyến", (v) => [{ none: "Không", partial_online: "Một phần", full_online: "Toàn trình" }[v.online]]], ["Thời hạn", limits], ["Phí, lệ phí", fees], ["Miễn, giảm", (v) => v.exemptions], ["Giấy tờ", papers],
  ["Tờ khai", (v) => (v.form_title ? [v.form_title] : [])], ["Nội dung tờ khai", (v) => v.form_fields], ["Quy trình", (v) => v.steps.map((step) => `${step.name} (${step.share}% thời hạn)`)], ["Đối tượng", (v) => v.applicants],
  ["Điều kiện", (v) => v.conditions], ["Căn cứ pháp lý", (v) => v.legal_bases], ["Kết quả", (v) => v.results], ["Lưu ý", (v) => (v.note ? [v.note] : [])],
];

/** What the newer version says otherwise; parts that are the same are left out. */
export function differences(older: Version, newer: Version): Difference[] {
  return parts.flatMap(([label, linesOf]) => {
    const [before, after] = [linesOf(older), linesOf(newer)];
    const gone = before.filter((line) => !after.includes(line));
    const come = after.filter((line) => !before.includes(line));
    return gone.length + come.length > 0 ? [{ label, gone, come }] : [];
  });
}
