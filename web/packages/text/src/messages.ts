import { say } from "./say";

// Sentences shared by the apps. `{name}` is replaced from the values. Codes of refusals come with their sentence from the
// server; these are for what the browser finds out by itself.

export const vi = {
  fields: {
    required: "Chưa nhập {label}.",
    not_text: "{Label} chưa đúng.",
    not_number: "{Label} phải là số.",
    not_whole_number: "{Label} phải là số nguyên, không có dấu phẩy.",
    not_true_or_false: "{Label}: chọn có hoặc không.",
    not_a_list: "{Label} chưa đúng.",
    not_an_object: "{Label} chưa đúng.",
    control_characters: "{Label} có ký tự không đọc được. Xoá đi và gõ lại.",
    not_a_name: "{Label} chỉ gồm chữ cái, dấu cách, dấu gạch nối.",
    too_long: "{Label} dài quá {max} ký tự.",
    too_short: "{Label} cần ít nhất {min} ký tự.",
    too_small: "{Label} không được nhỏ hơn {min}.",
    too_large: "{Label} không được lớn hơn {max}.",
    out_of_range: "{Label} nằm ngoài giới hạn.",
    too_few: "{Label}: cần ít nhất {min}.",
    too_many: "{Label}: nhiều nhất {max}.",
    unknown_choice: "Chọn {label} trong danh sách.",
    duplicate_choice: "{Label}: một lựa chọn bị lặp lại.",
    not_a_date: "{Label} không phải ngày có thật. Nhập ngày, tháng, năm, ví dụ 27/03/1956.",
    too_early: "{Label} phải từ ngày {day} trở đi.",
    too_late: "{Label} không được sau ngày {day}.",
    not_a_personal_id: "{Label} phải có đúng 12 chữ số.",
    not_a_phone: "{Label} chưa đúng. Nhập số điện thoại 10 chữ số, ví dụ 0912 345 678.",
    not_an_email: "{Label} chưa đúng, ví dụ ten@vidu.vn.",
    pattern: "{Label} chưa đúng mẫu.",
    unknown_commune: "Chọn xã, phường trong danh sách.",
    unknown_province: "Chọn tỉnh, thành phố trong danh sách.",
    commune_not_in_province: "Xã, phường này không thuộc tỉnh, thành phố đã chọn.",
    not_a_file: "{Label}: tệp chưa được tải lên đúng.",
    unknown: "{Label} chưa đúng.",
  } as Record<string, string>,
  network: {
    offline: "Không kết nối được. Kiểm tra mạng rồi thử lại.",
    busy: "Hệ thống đang bận. Vui lòng thử lại sau ít phút.",
    unexpected: "Có lỗi chưa rõ. Vui lòng thử lại.",
  },
};

/** Puts values into a sentence: {label} as given, {Label} with a capital. Labels keep proper names and abbreviations. */
export function filled(sentence: string, values: Record<string, string>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const lower = name.charAt(0).toLowerCase() + name.slice(1);
    const value = values[lower];
    if (value === undefined) return whole;
    return name === lower ? value : capitalised(value);
  });
}

/** The first letter small, unless the word is an abbreviation ("CCCD"). */
export function inSentence(label: string): string {
  return /^\p{Lu}\p{Lu}/u.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1);
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A label may be a name ("Họ và tên"), a question ("Trẻ sinh ở đâu?"), a request ("Chọn một việc") or a whole sentence to agree with. */
export function fieldMessage(code: string, label: string, values: Record<string, string> = {}): string {
  if (values.message) return values.message;
  const ending = label.trim().slice(-1);
  if (code === "required" && ending === "?") return say("Chưa trả lời: {label}", { label });
  if (code === "required" && label.startsWith("Chọn ")) return say("Chưa {label}.", { label: inSentence(label) });
  if (code === "required" && ending === ".") return say("Chưa xác nhận: {label}", { label });
  if (ending === "?" || ending === ".") return `${label} ${fieldMessage(code, say("Câu trả lời"), values)}`;
  return filled(say(vi.fields[code] ?? vi.fields.unknown!), { label: inSentence(label), ...values });
}
