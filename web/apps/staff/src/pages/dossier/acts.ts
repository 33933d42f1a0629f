export type FieldKind = "long_text" | "text" | "lines" | "agency" | "username" | "day" | "number" | "check";

export interface ActField {
  name: string;
  label: string;
  kind: FieldKind;
  hint?: string;
  required?: boolean;
}

export interface ActWords {
  /** On the button. */
  name: string;
  /** What happens, in one sentence of the dialog. */
  about: string;
  fields: ActField[];
  tone?: "grave";
}

const note: ActField = { name: "note", label: "Ghi chú", kind: "long_text" };
const reason: ActField = { name: "reason", label: "Lý do", kind: "long_text", required: true };

/** What an officer may do with a dossier, in the order of the buttons. The server says which are allowed now. */
export const acts: Record<string, ActWords> = {
  take: { name: "Nhận thụ lý", about: "Hồ sơ chuyển sang tên bạn.", fields: [note] },
  approve: { name: "Phê duyệt", about: "Phê duyệt kết quả của bước này.", fields: [note] },
  sign: { name: "Ký", about: "Ký kết quả giải quyết.", fields: [note] },
  forward: { name: "Chuyển bước", about: "Hồ sơ chuyển sang bước tiếp theo của quy trình.", fields: [note] },
  "receive-supplement": { name: "Nhận bổ sung", about: "Người nộp đã bổ sung; thời hạn được tính tiếp.", fields: [note] },
  "confirm-payment": { name: "Xác nhận đã nộp tiền", about: "Thời hạn được tính tiếp từ bây giờ.", fields: [note] },
  "hand-over": { name: "Trả kết quả", about: "Ghi lại ai đã nhận kết quả.", fields: [{ name: "receiver_name", label: "Người nhận", kind: "text", required: true }, note] },
  "answer-consultation": { name: "Trả lời ý kiến", about: "Gửi ý kiến về cơ quan chủ trì.", fields: [{ name: "answer", label: "Nội dung trả lời", kind: "long_text", required: true }] },
  "request-supplement": {
    name: "Yêu cầu bổ sung", about: "Lập phiếu yêu cầu bổ sung (Mẫu số 02). Chỉ được yêu cầu một lần, nên nêu đủ.", fields: [{ name: "items", label: "Giấy tờ, nội dung cần bổ sung", kind: "lines", hint: "Mỗi dòng một mục.", required: true }, reason, { name: "guidance", label: "Hướng dẫn thêm", kind: "long_text" }],
  },
  "request-payment": { name: "Yêu cầu nộp tiền", about: "Thời hạn tạm dừng đến khi người nộp đã nộp đủ.", fields: [note] },
  consult: {
    name: "Lấy ý kiến", about: "Việc lấy ý kiến có hạn riêng và không làm dừng thời hạn của hồ sơ.", fields: [{ name: "agency_code", label: "Cơ quan được hỏi", kind: "agency", required: true }, { name: "subject", label: "Nội dung cần ý kiến", kind: "long_text", required: true }, { name: "working_days", label: "Số ngày làm việc để trả lời", kind: "number", required: true }],
  },
  extend: { name: "Xin lỗi, gia hạn", about: "Lập văn bản xin lỗi và đề nghị gia hạn (Mẫu số 04). Chỉ được hẹn lại một lần.", fields: [reason, { name: "new_due_on", label: "Ngày hẹn mới", kind: "day", required: true }] },
  "return-back": { name: "Trả lại bước trước", about: "Hồ sơ quay về bước trước để làm lại.", fields: [reason] },
  reassign: { name: "Giao người khác", about: "Chuyển việc cho người khác trong cơ quan.", fields: [{ name: "username", label: "Tên đăng nhập của người nhận", kind: "username", required: true }, reason] },
  recall: { name: "Rút lại", about: "Lấy lại hồ sơ vừa chuyển đi mà chưa ai nhận.", fields: [reason] },
  correct: { name: "Sửa thông tin", about: "Sửa sai sót khi nhập; thay đổi được ghi vào nhật ký.", fields: [reason] },
  "return-documents": { name: "Trả lại bản chính", about: "Ghi nhận đã trả bản chính cho người nộp.", fields: [note] },
  withdraw: { name: "Người nộp rút hồ sơ", about: "Chỉ khi chưa có kết quả. Hồ sơ kết thúc.", fields: [reason], tone: "grave" },
  stop: { name: "Dừng giải quyết", about: "Lập thông báo dừng giải quyết (Mẫu số 05). Hồ sơ kết thúc.", fields: [reason], tone: "grave" },
};

/** Acts that the server knows and this page does not are offered by their code, with a note. */
export function wordsFor(act: string): ActWords {
  return acts[act] ?? { name: act, about: "", fields: [note] };
}

const order = Object.keys(acts);

export function inOrder<T extends { act: string }>(items: T[]): T[] {
  const place = (act: string) => (order.includes(act) ? order.indexOf(act) : order.length);
  return items.toSorted((a, b) => place(a.act) - place(b.act));
}

export type ActValues = Record<string, string>;

/** The body's members from what was typed; empty ones are left out. */
export function bodyOf(fields: ActField[], values: ActValues): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const field of fields) {
    const text = (values[field.name] ?? "").trim();
    if (!text) continue;
    if (field.kind === "lines") body[field.name] = text.split("\n").map((line) => line.trim()).filter(Boolean);
    else body[field.name] = field.kind === "number" ? Number(text) : text;
  }
  return body;
}
