import type { Tone } from "@motcua/kit";

export const stateTones: Record<string, Tone> = {
  resolved: "good", returned: "good", supplementing: "warn", awaiting_payment: "warn", rejected: "bad", stopped: "bad", withdrawn: "plain",
};

/** What a state means for the person, as a sentence of the app. */
export const stateAdvice: Record<string, string> = {
  registered: "Hồ sơ đã gửi, đang chờ cán bộ kiểm tra.",
  received: "Hồ sơ đã được tiếp nhận.",
  processing: "Hồ sơ đang được giải quyết. Ông/bà chưa phải làm gì thêm.",
  supplementing: "Hồ sơ còn thiếu. Ông/bà xem phiếu yêu cầu bổ sung rồi nộp thêm giấy tờ.",
  awaiting_payment: "Ông/bà cần nộp tiền thì hồ sơ mới được giải quyết tiếp.",
  resolved: "Đã có kết quả. Mời ông/bà đến nhận theo giấy hẹn.",
  returned: "Kết quả đã được trả.",
  rejected: "Hồ sơ không được tiếp nhận. Lý do ghi trên phiếu từ chối.",
  stopped: "Hồ sơ đã dừng giải quyết. Lý do ghi trên thông báo.",
  withdrawn: "Hồ sơ đã được rút theo yêu cầu.",
};

export const isOver = (state: string) => ["resolved", "returned", "rejected", "withdrawn", "stopped"].includes(state);
