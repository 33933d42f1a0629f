import { bodyOf, note, reason, result, withResult, wordsFor, type ActField, type ActValues } from "../dossier/acts";
import type { BulkItem, Series } from "./bulk";

// The acts that make sense on many dossiers at once, with the fields they share.

const firstNumber: ActField = { name: "first_number", label: "Số đầu tiên", kind: "number", required: true, most: 999_999, hint: "Mỗi hồ sơ một số, lần lượt theo danh sách." };
const symbol: ActField = { name: "symbol", label: "Ký hiệu sau số", kind: "text", hint: "Ví dụ /QĐ-UBND." };

/** A result of each dossier: the same name and day, a number of its own. */
const results: ActField[] = [firstNumber, symbol, ...result.filter(({ name }) => name === "result.name" || name === "result.issued_on")];

interface Words {
  about: string;
  fields: ActField[];
  /** What is the same in every body. */
  fixed?: Record<string, unknown>;
}

const words: Record<string, Words> = {
  approve: {
    about: "Đồng ý giải quyết từng hồ sơ đã chọn. Hồ sơ cần từ chối thì mở riêng để ghi lý do.", fixed: { outcome: "granted" },
    fields: [{ ...note, label: "Ghi chú chung" }, withResult, ...results.map((field) => ({ ...field, onlyWith: withResult.name }))],
  },
  forward: { about: "Mỗi hồ sơ chuyển sang bước tiếp theo của quy trình của nó.", fields: [{ ...note, label: "Ghi chú chung" }] },
  take: { about: "Các việc chuyển sang tên bạn; người khác không nhận nữa.", fields: [] },
  "record-result": { about: "Ghi kết quả đã ký của từng hồ sơ, để trả cho người nộp. Bản điện tử thêm riêng ở mỗi hồ sơ.", fields: results },
  "hand-over": {
    about: "Ghi nhận đã gửi kết quả đi. Người đến quầy nhận thì mở riêng từng hồ sơ.",
    fields: [{ name: "checked", label: "Cách trả", kind: "choice", required: true, options: [{ value: "post", label: "Gửi bưu chính" }, { value: "online", label: "Trả bản điện tử" }] }, note],
  },
  "return-back": { about: "Mỗi hồ sơ quay về bước trước để làm lại, cùng một lý do.", fields: [reason] },
  recall: { about: "Lấy lại các hồ sơ vừa chuyển đi mà chưa ai nhận.", fields: [reason] },
};

/** What the dialog says and asks. What is nowhere said otherwise is as on the page of one dossier. */
export function bulkWords(act: string): Words {
  return words[act] ?? wordsFor(act);
}

/** The body for one of the dossiers. */
export function bulkBody(act: string, { code, version, task_number }: BulkItem, values: ActValues, series: Series) {
  const { fields, fixed } = bulkWords(act);
  const { first_number, symbol: after, ...body } = bodyOf(fields, values);
  const numbered = first_number === undefined ? {} : { result: { files: [], ...(body.result as object), number: `${series.numberFor(code)}${typeof after === "string" ? after : ""}` } };
  return { version, ...fixed, ...body, ...numbered, ...(act === "take" ? { task: task_number } : {}) };
}
