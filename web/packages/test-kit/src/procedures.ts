import type { Form } from "@motcua/forms";

// Invented for tests: shaped like the catalogue, shorter than it.

const khaiSinh: Form = {
  code: "khai-sinh",
  version: 1,
  title: "Tờ khai đăng ký khai sinh",
  legal_form: "TT 04/2020/TT-BTP",
  sections: [
    {
      title: "Trẻ được khai sinh",
      fields: [
        { name: "child_name", type: "name", label: "Họ, chữ đệm, tên của trẻ", required: true },
        { name: "child_birth_date", type: "date", label: "Ngày sinh của trẻ", required: true, not_after: "today" },
        { name: "child_sex", type: "radio", label: "Giới tính", required: true, options: [{ value: "male", label: "Nam" }, { value: "female", label: "Nữ" }] },
        { name: "birth_place", type: "address", label: "Nơi sinh", required: true },
        { name: "is_late", type: "check", label: "Khai sinh quá hạn 60 ngày" },
        { name: "late_reason", type: "long_text", label: "Lý do quá hạn", required: true, when: [{ field: "is_late", equals: "true" }] },
      ],
    },
    {
      title: "Cha, mẹ",
      fields: [
        { name: "mother", type: "person", label: "Mẹ", required: true },
        { name: "father", type: "person", label: "Cha", hint: "Để trống nếu chưa xác định được cha." },
        { name: "copies", type: "number", label: "Số bản sao trích lục cần cấp", min: 0, max: 50 },
      ],
    },
  ],
};

const troCap: Form = {
  code: "huu-tri-xa-hoi",
  version: 1,
  title: "Văn bản đề nghị hưởng trợ cấp hưu trí xã hội",
  legal_form: "Mẫu số 01 NĐ 176/2025/NĐ-CP",
  sections: [
    {
      title: "Đề nghị",
      fields: [
        { name: "request", type: "radio", label: "Loại đề nghị", required: true, options: [{ value: "new", label: "Hưởng trợ cấp" }, { value: "moved", label: "Nhận tại nơi cư trú mới" }, { value: "changed", label: "Thay đổi thông tin" }] },
        { name: "household", type: "select", label: "Tình trạng hộ", required: true, options: [{ value: "poor", label: "Hộ nghèo" }, { value: "near_poor", label: "Hộ cận nghèo" }, { value: "other", label: "Không thuộc hộ nghèo, cận nghèo" }] },
        { name: "receives", type: "checks", label: "Đang hưởng", options: [{ value: "pension", label: "Lương hưu" }, { value: "social", label: "Trợ cấp xã hội" }, { value: "merit", label: "Ưu đãi người có công" }] },
        { name: "account", type: "text", label: "Số tài khoản nhận trợ cấp", pattern: "\\d{6,19}", pattern_error: "Số tài khoản gồm 6 đến 19 chữ số." },
      ],
    },
  ],
};

interface Paper {
  code: string;
  name: string;
  originals: number;
  copies: number;
  required: boolean;
  present_only: boolean;
  form_name?: string;
  note?: string;
  held_by?: string;
}

const paper = (code: string, name: string, more: Partial<Paper> = {}): Paper => ({ code, name, originals: 1, copies: 0, required: true, present_only: false, ...more });

const shared = {
  version: 1,
  accepted_at_centre: true,
  any_centre: true,
  receiving: "Trung tâm Phục vụ hành chính công cấp xã",
  deciding_agency_name: "Uỷ ban nhân dân cấp xã",
  applicants: ["Công dân Việt Nam"],
  conditions: [] as string[],
  exemptions: [] as string[],
  related: [] as string[],
  effective_from: "2026-07-01",
  steps: [
    { code: "tiep-nhan", name: "Tiếp nhận tại Trung tâm" },
    { code: "tham-dinh", name: "Thẩm định hồ sơ" },
    { code: "ky", name: "Ký duyệt" },
    { code: "tra-ket-qua", name: "Trả kết quả" },
  ],
};

const fee = (code: string, group: string, name: string, amount_vnd: number | undefined, more: object = {}) => ({ code, group, name, amount_vnd, per: "lần", legal_basis: "NQ 12/2018/NQ-HĐND", ...more });

export const procedures = [
  {
    ...shared,
    id: "1.001193", code: "1.001193", name: "Thủ tục đăng ký khai sinh", short_name: "Khai sinh", subject: "Hộ tịch", online: "partial_online" as const,
    limits: [{ text: "Trong ngày làm việc", case_name: "nhận sau 15 giờ thì trả ngày làm việc tiếp theo" }],
    fees: [fee("dung-han", "khai-sinh", "Lệ phí đăng ký khai sinh", 0, { case_name: "Đúng hạn, trong 60 ngày từ ngày sinh" }), fee("qua-han", "khai-sinh", "Lệ phí đăng ký khai sinh", 8000, { case_name: "Quá hạn", channel: "direct" })],
    exemptions: ["người thuộc gia đình có công với cách mạng", "người thuộc hộ nghèo", "người khuyết tật"],
    fee_note: "Bản sao trích lục kèm theo, nếu yêu cầu: 8.000 đ một bản.",
    documents: [
      paper("to-khai", "Tờ khai đăng ký khai sinh", { form_name: "Mẫu kèm TT 04/2020/TT-BTP", note: "Khi nộp trực tiếp, cán bộ in giúp" }),
      paper("giay-chung-sinh", "Giấy chứng sinh", { note: "Không có thì nộp văn bản của người làm chứng" }),
      paper("can-cuoc", "Giấy tờ tuỳ thân của người đi đăng ký", { present_only: true }),
      paper("giay-ket-hon", "Giấy chứng nhận kết hôn của cha mẹ", { held_by: "ho_tich" }),
      paper("uy-quyen", "Văn bản uỷ quyền đăng ký khai sinh", { required: false, note: "Khi người khác đi thay, trừ ông, bà, cha, mẹ ruột" }),
    ],
    form: khaiSinh, legal_bases: ["60/2014/QH13", "123/2015/NĐ-CP", "04/2020/TT-BTP"], results: ["Giấy khai sinh", "Số định danh cá nhân của trẻ"],
  },
  {
    ...shared,
    id: "2.000815", code: "2.000815", name: "Chứng thực bản sao từ bản chính", short_name: "Chứng thực bản sao", subject: "Chứng thực", online: "none" as const,
    limits: [{ text: "Trong ngày làm việc" }, { text: "2 ngày làm việc", case_name: "nhiều trang, phức tạp" }],
    fees: [fee("trang", "sao", "Phí chứng thực bản sao", 2000, { per: "trang", case_name: "trang 1, 2" })],
    documents: [paper("ban-chinh", "Bản chính giấy tờ, văn bản", { present_only: true }), paper("ban-sao", "Bản sao cần chứng thực", { originals: 0, copies: 1, required: false, note: "Không có thì cơ quan chụp từ bản chính" })],
    legal_bases: ["23/2015/NĐ-CP", "226/2016/TT-BTC"], results: ["Bản sao được chứng thực từ bản chính"],
  },
  {
    ...shared,
    id: "1.014027", code: "1.014027", name: "Thực hiện, điều chỉnh, thôi hưởng trợ cấp hưu trí xã hội hằng tháng, hỗ trợ chi phí mai táng đối với đối tượng hưởng trợ cấp hưu trí xã hội", short_name: "Trợ cấp hưu trí xã hội", subject: "Bảo trợ xã hội", online: "full_online" as const,
    limits: [{ text: "10 ngày làm việc" }], fees: [] as ReturnType<typeof fee>[], benefit: "540.000 đ một tháng từ 01/7/2026",
    documents: [paper("don", "Văn bản đề nghị hưởng trợ cấp", { form_name: "Mẫu số 01 NĐ 176/2025/NĐ-CP" })],
    form: troCap, legal_bases: ["176/2025/NĐ-CP", "335/2026/NĐ-CP"], results: ["Quyết định hưởng trợ cấp"], conditions: ["Đủ 75 tuổi; hoặc đủ 70 tuổi và thuộc hộ nghèo, cận nghèo", "Không hưởng lương hưu, trợ cấp bảo hiểm xã hội hằng tháng"],
  },
  {
    ...shared,
    id: "1.004194", code: "1.004194", name: "Đăng ký tạm trú", short_name: "Tạm trú", subject: "Đăng ký, quản lý cư trú", online: "full_online" as const, accepted_at_centre: false, any_centre: false, receiving: "Công an cấp xã", deciding_agency_name: "Công an cấp xã",
    limits: [{ text: "3 ngày làm việc" }], fees: [fee("tam-tru", "cu-tru", "Lệ phí đăng ký cư trú", 15000, { case_name: "Nộp trực tiếp", channel: "direct" })],
    documents: [paper("ct01", "Tờ khai thay đổi thông tin cư trú", { form_name: "CT01" })], legal_bases: ["68/2020/QH14"], results: ["Thông báo đăng ký tạm trú"],
  },
  {
    ...shared,
    id: "1.000894", code: "1.000894", name: "Thủ tục đăng ký kết hôn", short_name: "Kết hôn", subject: "Hộ tịch", online: "partial_online" as const,
    limits: [{ text: "Trong ngày làm việc" }], fees: [fee("ket-hon", "ket-hon", "Lệ phí đăng ký kết hôn", 0)],
    documents: [paper("to-khai", "Tờ khai đăng ký kết hôn"), paper("can-cuoc", "Giấy tờ tuỳ thân của hai bên", { present_only: true })], legal_bases: ["52/2014/QH13"], results: ["Giấy chứng nhận kết hôn"],
  },
];

for (let i = 1; i <= 24; i++) {
  procedures.push({
    ...procedures[4]!, id: `3.0009${String(i).padStart(2, "0")}`, code: `3.0009${String(i).padStart(2, "0")}`, name: `Thủ tục mẫu số ${i} để thử danh sách dài`, short_name: `Mẫu ${i}`, subject: "Thủ tục mẫu",
  });
}

export const units = [
  { code: "11329", name: "Ngô Quyền", full_name: "Phường Ngô Quyền", slug: "ngo-quyen", type: "phường" },
  { code: "11779", name: "Tân Minh", full_name: "Xã Tân Minh", slug: "tan-minh", type: "xã" },
  { code: "11911", name: "Nguyễn Bỉnh Khiêm", full_name: "Xã Nguyễn Bỉnh Khiêm", slug: "nguyen-binh-khiem", type: "xã" },
  { code: "11914", name: "Cát Hải", full_name: "Đặc khu Cát Hải", slug: "cat-hai", type: "đặc khu" },
  { code: "10543", name: "Việt Hòa", full_name: "Phường Việt Hòa", slug: "viet-hoa", type: "phường" },
];

export const communes = [
  ...units.map((unit) => ({ code: unit.code, name: unit.name, type: unit.type, province_code: "31", province_name: "Thành phố Hải Phòng" })),
  { code: "00004", name: "Ba Đình", type: "phường", province_code: "01", province_name: "Thành phố Hà Nội" },
  { code: "21025", name: "Cẩm Thành", type: "phường", province_code: "51", province_name: "Tỉnh Quảng Ngãi" },
];
