import { procedures } from "./procedures";

// Dossiers of people who do not exist.

const hour = 3600_000;
const day = 24 * hour;

const names = [
  "Nguyễn Thị Mẫu", "Trần Văn Thử", "Lê Hoàng Ví Dụ", "Phạm Thị Minh Hoạ Thuỳ Dương Quỳnh Anh", "Vũ Văn Giả Định", "Công ty TNHH Một thành viên Thương mại và Dịch vụ Vận tải Thử Nghiệm Hải Phòng",
];

const states = [
  ["processing", "Đang xử lý"], ["processing", "Đang xử lý"], ["received", "Được tiếp nhận"], ["awaiting_supplement", "Yêu cầu bổ sung giấy tờ"], ["processing", "Đang xử lý"], ["finished", "Đã xử lý xong"],
] as const;

const steps = ["Thẩm định hồ sơ", "Thẩm định hồ sơ", "Phân công thụ lý", "Chờ bổ sung", "Ký duyệt", "Trả kết quả"];

export type MockDossier = ReturnType<typeof dossier>;

const iso = (at: number) => new Date(at).toISOString().replace(/\.\d{3}Z$/, "Z");

export function dossier(index: number, now: number) {
  const [state, state_name] = states[index % states.length]!;
  const procedure = procedures[index % 3]!;
  const dueIn = [-3, -0.04, 0.1, 1, 2, 6, 9, 14][index % 8]! * day;
  const received = now - (2 + (index % 9)) * day;
  const code = `H24.258-${iso(received + 7 * hour).slice(2, 10).replaceAll("-", "")}-${String(index + 1).padStart(4, "0")}`;
  const isPaused = state === "awaiting_supplement" || state === "finished";
  const timeliness = (isPaused ? "on_time" : dueIn < 0 ? "late" : dueIn <= day ? "due_soon" : "on_time") as "late" | "due_soon" | "on_time" | "early";
  return {
    code, version: 3, state: state as string, state_name: state_name as string, channel: "counter" as const,
    unit_name: "Xã Tân Minh", deciding_agency_name: "Uỷ ban nhân dân xã Tân Minh",
    applicant: {
      kind: "citizen" as "citizen" | "enterprise" | "agency" | "other", full_name: names[index % names.length]!, personal_id: "031152000001", birth_date: "1952-03-07", sex: "female" as const, phone: "0900000001",
      address: { detail: "Thôn Mẫu 1", commune_code: "11779", province_code: "31" },
    },
    applicant_address: "Thôn Mẫu 1, xã Tân Minh, thành phố Hải Phòng",
    procedure: { id: procedure.id, version: 1, name: procedure.name },
    received_at: iso(received), due_at: iso(now + dueIn), timeliness,
    step_name: steps[index % steps.length]!, holder: index % 2 ? "Đỗ Thị Chuyên Viên" : "Bùi Văn Tiếp Nhận", return_method: "at_centre",
    answers_readable: [
      { label: "Họ, chữ đệm, tên của trẻ", text: "Nguyễn Bé Mẫu" }, { label: "Ngày sinh của trẻ", text: "12/10/2026" }, { label: "Giới tính", text: "Nữ" },
      { label: "Nơi sinh", text: "Trạm y tế xã, thôn Mẫu 1, xã Tân Minh, thành phố Hải Phòng" }, { label: "Mẹ – Họ, chữ đệm, tên", text: "Nguyễn Thị Mẫu" }, { label: "Mẹ – Số định danh cá nhân", text: "031190000002" },
    ],
    documents: [
      { code: "to-khai", name: "Tờ khai đăng ký khai sinh", originals: 1, copies: 0, files: [{ digest: "a".repeat(64), name: "to-khai.png", size: 73_215, media_type: "image/png" }] },
      { code: "giay-chung-sinh", name: "Giấy chứng sinh", originals: 1, copies: 1, note: "Bản gốc đã đối chiếu", files: [] as { digest: string; name: string; size: number; media_type: string }[] },
    ],
    tasks: [
      { id: "1", step_name: "Tiếp nhận", agency_name: "Trung tâm Phục vụ hành chính công xã Tân Minh", holder: "Bùi Văn Tiếp Nhận", started_at: iso(received), finished_at: iso(received + hour), timeliness: "early" as const },
      { id: "2", step_name: steps[index % steps.length]!, agency_name: "Phòng Văn hoá – Xã hội", holder: "Đỗ Thị Chuyên Viên", started_at: iso(received + hour), due_at: iso(now + dueIn), timeliness },
    ],
    timeline: [
      { seq: 1, at: iso(received), actor: "Bùi Văn Tiếp Nhận", act: "receive", text: "Tiếp nhận hồ sơ tại Trung tâm" },
      { seq: 2, at: iso(received + hour), actor: "Bùi Văn Tiếp Nhận", act: "forward", text: "Chuyển Phòng Văn hoá – Xã hội thẩm định" },
      { seq: 3, at: iso(received + 2 * hour), actor: "Đỗ Thị Chuyên Viên", act: "take", text: "Nhận thụ lý" },
    ],
    letters: [{ id: "1", form: "receipt", title: "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", number: "128/TN-TTPVHCC", issued_at: iso(received), url: `/api/dossiers/${code}/letters/1.pdf` }],
    fee: { total_vnd: 8000, paid: index % 2 === 0, lines: [{ code: "qua-han", name: "Lệ phí đăng ký khai sinh quá hạn", quantity: 1, amount_vnd: 8000 }] },
    acts: acts(state),
  };
}

export function acts(state: string) {
  const isWorking = state === "processing" || state === "received";
  const refused = (act: string, refusal: string) => ({ act, allowed: false, refusal_code: "act_not_allowed_in_state", refusal });
  const when = (isAllowed: boolean, act: string, refusal: string) => (isAllowed ? { act, allowed: true } : refused(act, refusal));
  return [
    when(isWorking, "forward", "Hồ sơ không ở trạng thái đang xử lý."),
    when(isWorking, "request-supplement", "Chỉ yêu cầu bổ sung khi hồ sơ đang được xử lý."),
    when(state === "awaiting_supplement", "receive-supplement", "Hồ sơ không chờ bổ sung."),
    when(isWorking, "consult", "Hồ sơ không ở trạng thái đang xử lý."),
    when(isWorking, "extend", "Hồ sơ không ở trạng thái đang xử lý."),
    refused("approve", "Bước này chưa phải bước ký duyệt."),
    when(state === "finished", "hand-over", "Chưa có kết quả để trả."),
    when(isWorking, "withdraw", "Hồ sơ đã có kết quả, không rút được."),
    when(isWorking, "stop", "Hồ sơ không ở trạng thái đang xử lý."),
    when(isWorking, "take", "Hồ sơ đã có người thụ lý."),
  ];
}
