import { inSentence, isDay, numberText, parseDong } from "@motcua/text";

import type { Detail } from "../../services";

export type FieldKind = "long_text" | "text" | "lines" | "agency" | "officer" | "day" | "due" | "number" | "money" | "check" | "choice" | "files" | "papers" | "paper";

export interface ActField {
  /** Where it goes in the body: "reason", "result.number". */
  name: string;
  label: string;
  kind: FieldKind;
  hint?: string;
  required?: boolean;
  /** The highest of a number; 999 otherwise. */
  most?: number;
  /** Only asked where this check is ticked. */
  onlyWith?: string;
  /** Says which fields are asked and is not sent itself. */
  isSwitch?: boolean;
  options?: { value: string; label: string }[];
}

export interface ActWords {
  /** On the button. */
  name: string;
  /** What happens, in one sentence of the dialog. */
  about: string;
  fields: ActField[];
  tone?: "grave";
}

export const note: ActField = { name: "note", label: "Ghi chú", kind: "long_text" };
export const reason: ActField = { name: "reason", label: "Lý do", kind: "long_text", required: true };
const guidance: ActField = { name: "guidance", label: "Hướng dẫn thêm", kind: "long_text" };
const papers: ActField = { name: "documents", label: "Giấy tờ nộp thêm", kind: "papers" };
const amount: ActField = { name: "amount_vnd", label: "Số tiền (đồng)", kind: "money", required: true };
export const result: ActField[] = [
  { name: "result.number", label: "Số, ký hiệu kết quả", kind: "text", required: true },
  { name: "result.name", label: "Tên kết quả", kind: "text", required: true },
  { name: "result.issued_on", label: "Ngày ký", kind: "day", hint: "Để trống nếu là hôm nay." },
  { name: "result.files", label: "Bản điện tử", kind: "files" },
];

/** The result may be issued with the signature; otherwise the division records it afterwards. */
export const withResult: ActField = { name: "with_result", label: "Ký và cấp kết quả luôn", kind: "check", isSwitch: true };

/** What an officer may do with a dossier, in the order of the buttons. The server says which are allowed now. */
export const acts: Record<string, ActWords> = {
  take: { name: "Nhận việc", about: "Việc chuyển sang tên bạn; người khác không nhận nữa.", fields: [] },
  receive: { name: "Tiếp nhận", about: "Hồ sơ đủ và đúng: lập giấy tiếp nhận và hẹn trả (Mẫu số 01), thời hạn bắt đầu tính.", fields: [] },
  approve: {
    name: "Phê duyệt", about: "Quyết định kết quả giải quyết.",
    fields: [{ name: "outcome", label: "Quyết định", kind: "choice", required: true, options: [{ value: "granted", label: "Đồng ý giải quyết" }, { value: "denied", label: "Từ chối giải quyết" }] }, { ...note, label: "Ý kiến", hint: "Bắt buộc khi từ chối." },
      withResult, ...result.map((field) => ({ ...field, onlyWith: withResult.name }))],
  },
  "answer-consultation": {
    name: "Trả lời ý kiến", about: "Gửi ý kiến về cơ quan chủ trì.",
    fields: [{ name: "opinion", label: "Nội dung trả lời", kind: "long_text", required: true }, { name: "agrees", label: "Đồng ý với đề xuất", kind: "check" }],
  },
  "record-result": { name: "Cập nhật kết quả", about: "Ghi kết quả đã ký, để trả cho người nộp.", fields: result },
  "hand-over": {
    name: "Trả kết quả", about: "Ghi lại đã trả cho ai và đã kiểm tra bằng gì.",
    fields: [
      {
        name: "checked", label: "Đã kiểm tra", kind: "choice", required: true,
        options: [{ value: "receipt", label: "Giấy hẹn" }, { value: "identity_card", label: "Giấy tờ tuỳ thân" }, { value: "authorisation", label: "Giấy uỷ quyền" }, { value: "post", label: "Gửi bưu chính" }, { value: "online", label: "Trả bản điện tử" }],
      },
      { name: "to_representative", label: "Trả cho người nộp thay", kind: "check" }, note,
    ],
  },
  forward: { name: "Chuyển bước", about: "Hồ sơ chuyển sang bước tiếp theo của quy trình.", fields: [note] },
  "receive-supplement": { name: "Nhận bổ sung", about: "Người nộp đã bổ sung; thời hạn được tính tiếp.", fields: [papers] },
  "request-supplement": {
    name: "Yêu cầu bổ sung", about: "Lập phiếu yêu cầu bổ sung (Mẫu số 02). Chỉ được yêu cầu một lần, nên nêu đủ.",
    fields: [{ name: "items", label: "Giấy tờ, nội dung cần bổ sung", kind: "lines", hint: "Mỗi dòng một mục.", required: true }, reason, guidance],
  },
  reject: { name: "Từ chối tiếp nhận", about: "Lập phiếu từ chối tiếp nhận (Mẫu số 03). Hồ sơ kết thúc.", fields: [reason, guidance], tone: "grave" },
  "confirm-payment": { name: "Xác nhận đã nộp tiền", about: "Ghi số tiền đã thu. Nếu đang chờ nộp tiền, thời hạn được tính tiếp.", fields: [amount, { name: "receipt", label: "Số biên lai", kind: "text", required: true }] },
  "request-payment": { name: "Yêu cầu nộp tiền", about: "Thời hạn tạm dừng đến khi người nộp đã nộp đủ.", fields: [amount, reason] },
  consult: {
    name: "Lấy ý kiến", about: "Việc lấy ý kiến có hạn riêng và không làm dừng thời hạn của hồ sơ.",
    fields: [{ name: "agency_code", label: "Cơ quan được hỏi", kind: "agency", required: true }, { name: "subject", label: "Nội dung cần ý kiến", kind: "long_text", required: true }, { name: "working_days", label: "Số ngày làm việc để trả lời", kind: "number", required: true }],
  },
  "add-documents": { name: "Thêm giấy tờ", about: "Thêm giấy tờ hoặc bản quét vào hồ sơ.", fields: [{ ...papers, required: true }] },
  "return-documents": { name: "Trả lại bản chính", about: "Ghi nhận đã trả bản chính cho người nộp.", fields: [{ name: "code", label: "Giấy tờ", kind: "paper", required: true }, { name: "originals", label: "Số bản chính trả lại", kind: "number", required: true }] },
  extend: { name: "Xin lỗi, gia hạn", about: "Lập văn bản xin lỗi và đề nghị gia hạn (Mẫu số 04). Chỉ được hẹn lại một lần.", fields: [reason, { name: "due_at", label: "Ngày hẹn mới", kind: "due", required: true }] },
  "return-back": { name: "Trả lại bước trước", about: "Hồ sơ quay về bước trước để làm lại.", fields: [reason] },
  recall: { name: "Rút lại", about: "Lấy lại hồ sơ vừa chuyển đi mà chưa ai nhận.", fields: [reason] },
  reassign: {
    name: "Giao người khác", about: "Chuyển việc cho người hoặc cơ quan khác.",
    fields: [{ name: "agency_code", label: "Cơ quan", kind: "agency" }, { name: "username", label: "Người nhận", kind: "officer" }, reason],
  },
  correct: { name: "Đính chính kết quả", about: "Thay kết quả đã cấp có sai sót do cơ quan.", fields: [reason, ...result] },
  withdraw: { name: "Người nộp rút hồ sơ", about: "Chỉ khi chưa có kết quả. Hồ sơ kết thúc, lập thông báo dừng giải quyết (Mẫu số 05).", fields: [reason], tone: "grave" },
  stop: { name: "Dừng giải quyết", about: "Lập thông báo dừng giải quyết (Mẫu số 05). Hồ sơ kết thúc.", fields: [reason], tone: "grave" },
};

/** Acts that the server knows and this page does not are offered by their code. */
export function wordsFor(act: string): ActWords {
  return acts[act] ?? { name: act, about: "", fields: [note] };
}

const order = Object.keys(acts);

export function inOrder<T extends { act: string }>(items: T[]): T[] {
  const place = (act: string) => (order.includes(act) ? order.indexOf(act) : order.length);
  return items.toSorted((a, b) => place(a.act) - place(b.act));
}

export interface AddedPaper {
  code: string;
  name: string;
  originals: number;
  copies: number;
  files: { digest: string; name: string }[];
}

export type ActValue = string | boolean | { digest: string; name: string }[] | AddedPaper[] | undefined;
export type ActValues = Record<string, ActValue>;

/** What need not be typed because the dossier says it. */
export function startingValues(act: string, dossier: Pick<Detail, "fee_vnd" | "fee_paid_vnd">): ActValues {
  const owed = dossier.fee_vnd - dossier.fee_paid_vnd;
  return act === "confirm-payment" && owed > 0 ? { amount_vnd: numberText(owed) } : {};
}

/** Where what was typed for an act is kept until it is done. */
export const placeOfAct = (code: string, act: string) => `${placeOfActs(code)}${act}`;
export const placeOfActs = (code: string) => `viec.${code}.`;

/** Whether there is anything to lose. */
export const isTyped = (values: ActValues) => Object.values(values).some((value) => (Array.isArray(value) ? value.length > 0 : typeof value === "string" && value.trim() !== ""));

const endOfDay = "T10:00:00Z"; // 17:00 in Viet Nam

function valueOf(field: ActField, value: ActValue): unknown {
  if (field.kind === "check") return value === true;
  if (field.kind === "files") return ((value ?? []) as { digest: string }[]).map((file) => file.digest);
  if (field.kind === "papers") {
    return ((value ?? []) as AddedPaper[]).map((paper) => ({ ...paper, name: paper.code === "khac" ? paper.name.trim() : undefined, files: paper.files.map((file) => file.digest) }));
  }
  const text = String(value ?? "").trim();
  if (field.kind === "lines") return text.split("\n").map((line) => line.trim()).filter(Boolean);
  if (!text) return undefined;
  if (field.kind === "number") return Number(text);
  if (field.kind === "money") return Number(text.replace(/[\s.,đ]/g, ""));
  return field.kind === "due" ? text + endOfDay : text;
}

/** The fields that are asked, given what is ticked. */
export const askedOf = (fields: ActField[], values: ActValues) => fields.filter((field) => !field.onlyWith || values[field.onlyWith] === true);

/** The body's members from what was typed; empty texts are left out. */
export function bodyOf(fields: ActField[], values: ActValues): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const field of askedOf(fields, values)) {
    if (field.isSwitch) continue;
    const value = valueOf(field, values[field.name]);
    if (value === undefined) continue;
    const [outer, inner] = field.name.split(".") as [string, string | undefined];
    if (inner) body[outer] = { ...(body[outer] as object | undefined), [inner]: value };
    else body[outer] = value;
  }
  return body;
}

/** What is wrong with what was typed into a field. */
export function faultOf(field: ActField, value: ActValue): string | undefined {
  const isEmpty = Array.isArray(value) ? value.length === 0 : !String(value ?? "").trim();
  if (field.kind === "check") return undefined;
  if (isEmpty) return field.required ? `Chưa nhập ${inSentence(field.label)}.` : undefined;
  if (field.kind === "papers" && (value as { code: string; name: string }[]).some((paper) => paper.code === "khac" && !paper.name.trim())) return "Ghi tên của giấy tờ khác.";
  if ((field.kind === "day" || field.kind === "due") && !isDay(String(value))) return "Nhập ngày, ví dụ 01/12/2026.";
  if (field.kind === "number" && !(/^[1-9]\d*$/.test(String(value).trim()) && Number(value) <= (field.most ?? 999))) return `Nhập số từ 1 đến ${numberText(field.most ?? 999)}.`;
  if (field.kind === "money" && !parseDong(String(value))) return "Nhập số tiền, ví dụ 50.000.";
  return undefined;
}
