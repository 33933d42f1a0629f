import type { Schemas } from "@motcua/api-client";

import { procedures } from "./procedures";

// Dossiers of people who do not exist.

export type MockDossier = Schemas["Detail"];
type State = Schemas["State"];

const hour = 3600_000;
const day = 24 * hour;

const names = [
  "Nguyễn Thị Mẫu", "Trần Văn Thử", "Lê Hoàng Ví Dụ", "Phạm Thị Minh Hoạ Thuỳ Dương Quỳnh Anh", "Vũ Văn Giả Định", "Công ty TNHH Một thành viên Thương mại và Dịch vụ Vận tải Thử Nghiệm Hải Phòng",
];

const states: [State, string][] = [
  ["processing", "Đang xử lý"], ["processing", "Đang xử lý"], ["received", "Được tiếp nhận"], ["supplementing", "Yêu cầu bổ sung giấy tờ"], ["processing", "Đang xử lý"], ["resolved", "Đã xử lý xong"],
];

const stepNames = ["Phân công thụ lý", "Thẩm định hồ sơ", "Ký duyệt", "Trả kết quả"];
const centre = { code: "11779-trung-tam", name: "Trung tâm Phục vụ hành chính công xã Tân Minh" };
const division = { code: "11779-phong-van-hoa-xa-hoi", name: "Phòng Văn hoá – Xã hội" };

export const iso = (at: number) => new Date(at).toISOString().replace(/\.\d{3}Z$/, "Z");

export function dossier(index: number, now: number): MockDossier {
  const [state, state_name] = states[index % states.length]!;
  const procedure = procedures[index % 3]!;
  const dueIn = [-3, -0.04, 0.1, 1, 2, 6, 9, 14][index % 8]! * day;
  const received = Math.min(now, now + dueIn) - (2 + (index % 9)) * day;
  const code = `H24.258-${iso(received + 7 * hour).slice(2, 10).replaceAll("-", "")}-${String(index + 1).padStart(4, "0")}`;
  const isRunning = state === "processing" || state === "received";
  const at = index % 3;
  return {
    code, version: 3, state, state_name, national_code: 4, percent: 60, channel: "counter",
    procedure: { id: procedure.id, version: 1, name: procedure.name, subject: procedure.subject },
    intake_agency: centre, deciding_agency: { code: "11779", name: "Uỷ ban nhân dân xã Tân Minh" }, division, return_agency: centre, return_method: "at_centre",
    applicant: { kind: "citizen", full_name: names[index % names.length]!, personal_id: "031152000001", birth_date: "1952-03-07", sex: "female", phone: "0900000001", address: "Thôn Mẫu 1, xã Tân Minh, thành phố Hải Phòng" },
    answers_readable: [
      { label: "Họ, chữ đệm, tên của trẻ", text: "Nguyễn Bé Mẫu" }, { label: "Ngày sinh của trẻ", text: "12/10/2026" }, { label: "Giới tính", text: "Nữ" },
      { label: "Nơi sinh", text: "Trạm y tế xã, thôn Mẫu 1, xã Tân Minh, thành phố Hải Phòng" }, { label: "Mẹ – Họ, chữ đệm, tên", text: "Nguyễn Thị Mẫu" }, { label: "Mẹ – Số định danh cá nhân", text: "031190000002" },
    ],
    submitted_at: iso(received), received_at: iso(received), clock_started_at: iso(received), due_at: iso(now + dueIn), first_due_at: iso(now + dueIn), provisional: false, late: isRunning && dueIn < 0,
    timeliness: state === "resolved" ? "on_time" : undefined, pauses: [], supplement_count: 0, extension_count: 0, fee_vnd: 8000, fee_paid_vnd: index % 2 === 0 ? 8000 : 0, fee_paid_at: index % 2 === 0 ? iso(received) : undefined,
    steps: stepNames.map((name, i) => ({ code: `b${i}`, name, agency: i === 3 ? centre.name : division.name, done: i < at, current: i === at })),
    tasks: isRunning ? [{ number: 2, kind: "step", name: stepNames[at]!, agency: division, officer: index % 2 ? "Đỗ Thị Chuyên Viên" : undefined, opened_at: iso(received + hour), due_at: iso(now + dueIn), mine: index % 2 === 0 }] : [],
    documents: [
      { code: "to-khai", name: "Tờ khai đăng ký khai sinh", originals: 1, copies: 0, originals_returned: 0, digitised: true, reused: false, files: [{ digest: "a".repeat(64), name: "to-khai.png", size: 73_215, media_type: "image/png" }] },
      { code: "giay-chung-sinh", name: "Giấy chứng sinh", originals: 1, copies: 1, originals_returned: 0, note: "Bản gốc đã đối chiếu", digitised: false, reused: false, files: [] },
    ],
    result_files: [],
    timeline: [
      { seq: 1, at: iso(received), actor: "Bùi Văn Tiếp Nhận", act: "receive", text: "Tiếp nhận hồ sơ tại Trung tâm" },
      { seq: 2, at: iso(received + hour), actor: "Bùi Văn Tiếp Nhận", act: "forward", text: "Chuyển Phòng Văn hoá – Xã hội thẩm định" },
      { seq: 3, at: iso(received + 2 * hour), actor: "Đỗ Thị Chuyên Viên", act: "take", text: "Nhận thụ lý" },
    ],
    letters: [{ number: 1, form: "receipt", title: "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", number_text: "128/TN-TTPVHCC", issued_at: iso(received) }],
    acts: acts(state),
  };
}

export function acts(state: State): MockDossier["acts"] {
  const isWorking = state === "processing" || state === "received";
  const when = (allowed: boolean, act: string, refusal: string) => (allowed ? { act, allowed } : { act, allowed, refusal_code: "not_in_this_state", refusal });
  return [
    when(isWorking, "forward", "Hồ sơ không ở trạng thái đang xử lý."),
    when(isWorking, "request-supplement", "Chỉ yêu cầu bổ sung khi hồ sơ đang được xử lý."),
    when(state === "supplementing", "receive-supplement", "Hồ sơ không chờ bổ sung."),
    when(isWorking, "consult", "Hồ sơ không ở trạng thái đang xử lý."),
    when(isWorking, "extend", "Hồ sơ không ở trạng thái đang xử lý."),
    when(false, "approve", "Bước này chưa phải bước ký duyệt."),
    when(state === "resolved", "hand-over", "Chưa có kết quả để trả."),
    when(isWorking, "withdraw", "Hồ sơ đã có kết quả, không rút được."),
    when(isWorking, "stop", "Hồ sơ không ở trạng thái đang xử lý."),
  ];
}
