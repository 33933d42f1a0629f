#include <doctest/doctest.h>

#include "features/letters/letters.hpp"
#include "platform/json/json.hpp"
#include "platform/pdf/testing.hpp"

using namespace motcua;
using namespace motcua::letters;
using namespace motcua::pdf::testing;

namespace {

catalogue::LetterForm a_form(const char* code, int number, const char* title, const char* number_format)
{
    catalogue::LetterForm form;
    form.code = code;
    form.number = number;
    form.title = title;
    form.number_format = number_format;
    form.legal_basis = "Thông tư số 03/2025/TT-VPCP";
    return form;
}

const auto receipt_form = a_form("receipt", 1, "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", "{number}/-TTPVHCC");
const auto supplement_form = a_form("supplement_request", 2, "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ", "{number}/PBS-TTPVHCC");
const auto rejection_form = a_form("intake_rejection", 3, "Phiếu từ chối tiếp nhận giải quyết hồ sơ", "{number}/PTC-TTPVHCC");
const auto apology_form = a_form("extension_apology", 4, "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết", "{number}/PXL");
const auto stop_form = a_form("stop_notice", 5, "Thông báo dừng giải quyết hồ sơ", "{number}/TB-TTPVHCC");
const auto routing_form = a_form("routing_slip", 6, "Phiếu kiểm soát quá trình giải quyết hồ sơ", "{number}/PKS-TTPVHCC");

Instant at(int day, int month, int hour, int minute)
{
    return instant_in_vietnam(make_day(2026, static_cast<unsigned>(month), static_cast<unsigned>(day)), MinuteOfDay{hour * 60 + minute});
}

Head a_head()
{
    return {.superior_agency = "Ủy ban nhân dân xã Tân Minh",
            .issuing_agency = "Trung tâm Phục vụ hành chính công",
            .place_name = "Tân Minh",
            .day = make_day(2026, 7, 2),
            .number = 5,
            .dossier_code = "H24.258-260702-0001",
            .lookup_address = "https://dichvucong.example.vn/tra-cuu/H24.258-260702-0001"};
}

Party a_citizen()
{
    return {PartyKind::citizen, "Nguyễn Văn Mẫu", "000000000000", "Thôn 3, xã Tân Minh", "0900 000 000", "mau@example.vn"};
}

Receipt a_receipt()
{
    Receipt receipt;
    receipt.head = a_head();
    receipt.applicant = a_citizen();
    receipt.request = "Đăng ký khai sinh";
    receipt.papers = {{"Tờ khai đăng ký khai sinh", 1, 0, ""}, {"Giấy chứng sinh", 1, 2, ""}, {"Giấy chứng nhận kết hôn", 0, 0, "xuất trình"}};
    receipt.dossier_sets = 1;
    receipt.limit_text = "03 ngày làm việc";
    receipt.received_at = at(2, 7, 14, 20);
    receipt.due_at = at(7, 7, 14, 20);
    receipt.return_place = "Điểm tiếp nhận số 1";
    receipt.register_book = "01/2026";
    receipt.register_number = "125";
    receipt.officer = "Phạm Thị Ví Dụ";
    return receipt;
}

SupplementRequest a_supplement_request()
{
    return {.head = a_head(),
            .applicant = a_citizen(),
            .request = "Cấp giấy phép xây dựng",
            .items = {"Bản vẽ thiết kế có chữ ký", "Bản sao giấy chứng nhận"},
            .reason = "Bản vẽ chưa có chữ ký.",
            .guidance = "Nộp tại Trung tâm hoặc trực tuyến.",
            .contact = "Đỗ Văn Tạm",
            .contact_phone = "0900 000 009",
            .officer = "Phạm Thị Ví Dụ"};
}

IntakeRejection a_rejection()
{
    return {.head = a_head(),
            .applicant = a_citizen(),
            .representative = {},
            .request = "Đăng ký kết hôn",
            .reason = "Không thuộc thẩm quyền.",
            .guidance = "Nộp tại nơi cư trú.",
            .officer = "Phạm Thị Ví Dụ"};
}

ExtensionApology an_apology()
{
    return {.head = a_head(),
            .applicant = a_citizen(),
            .procedure_name = "Cấp giấy phép xây dựng",
            .received_at = at(2, 7, 14, 20),
            .due_at = at(16, 7, 17, 0),
            .reason = "Chờ ý kiến của Sở Xây dựng.",
            .new_due_at = at(22, 7, 17, 0),
            .signature = {"KT. Chủ tịch", "Phó Chủ tịch", "Lê Văn Giả Định"},
            .recipients = {"Sở Xây dựng"}};
}

StopNotice a_stop_notice()
{
    return {.head = a_head(),
            .applicant = a_citizen(),
            .procedure_name = "Cấp giấy phép xây dựng",
            .received_at = at(2, 7, 14, 20),
            .requested_at = at(8, 7, 9, 0),
            .reason = "Thay đổi thiết kế.",
            .state_at_stop = "Đang thẩm định.",
            .fee_settlement = "Chưa thu.",
            .signature = {"", "Giám đốc", "Lê Văn Giả Định"},
            .recipients = {}};
}

RoutingSlip a_routing_slip()
{
    return {.head = a_head(),
            .procedure_name = "Cấp giấy phép xây dựng",
            .applicant_name = "Nguyễn Văn Mẫu",
            .deciding_agency = "Phòng Kinh tế",
            .consulted_agencies = {"Sở Xây dựng", "Công an xã"},
            .received_at = at(2, 7, 14, 20),
            .due_at = at(16, 7, 17, 0),
            .legs = {{"Trung tâm", "Phạm Thị Ví Dụ", "Phòng Kinh tế", "Đỗ Văn Tạm", at(2, 7, 16, 30), at(3, 7, 7, 5), LegResult::on_time, "đủ hồ sơ"},
                     {"Phòng Kinh tế", "Đỗ Văn Tạm", "Lãnh đạo", "", at(10, 7, 10, 0), {}, LegResult::open, ""}}};
}

void check_all(const std::string& text, std::initializer_list<const char*> parts)
{
    for (const auto* part : parts) {
        CAPTURE(part);
        CAPTURE(text);
        CHECK(text.find(part) != std::string::npos);
    }
}

std::string long_name()
{
    std::string name;
    while (name.size() < 380) name += "Nguyễn Thị Thử Nghiệm ";
    return name;
}

}  // namespace

TEST_CASE("the receipt has every field of Mẫu số 01, on two A5 copies")
{
    auto bytes = render(a_receipt(), receipt_form);
    CHECK(pages_of(bytes) == 2);
    CHECK(seen_by("pdfinfo {}", bytes).find("419.528 x 595.276 pts") != std::string::npos);
    for (auto page : {1, 2})
        check_all(text_of(bytes, page),
                  {"ỦY BAN NHÂN DÂN", "XÃ TÂN MINH", "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                   "Độc lập - Tự do - Hạnh phúc", "Số: 05/-TTPVHCC", "Tân Minh, ngày 02 tháng 7 năm 2026",
                   "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "Mã hồ sơ: H24.258-260702-0001", "Tiếp nhận hồ sơ của Ông (Bà): Nguyễn Văn Mẫu",
                   "Số định danh cá nhân: 000000000000", "Địa chỉ: Thôn 3, xã Tân Minh", "Số điện thoại: 0900 000 000", "Email: mau@example.vn",
                   "Nội dung yêu cầu giải quyết: Đăng ký khai sinh", "Thành phần hồ sơ nộp gồm:", "1. Tờ khai đăng ký khai sinh (01 bản chính)",
                   "2. Giấy chứng sinh (01 bản chính, 02 bản sao)", "3. Giấy chứng nhận kết hôn (xuất trình)", "Số lượng hồ sơ: 01 (bộ)",
                   "Thời gian giải quyết hồ sơ theo quy định là: 03 ngày làm việc", "Thời gian nhận hồ sơ: 14 giờ 20 phút, ngày 02 tháng 7 năm 2026",
                   "Thời gian trả kết quả: 14 giờ 20 phút, ngày 07 tháng 7 năm 2026", "Đăng ký nhận kết quả tại: Điểm tiếp nhận số 1",
                   "Vào Sổ theo dõi hồ sơ, Quyển số: 01/2026", "Số thứ tự: 125", "NGƯỜI NỘP HỒ SƠ", "NGƯỜI TIẾP NHẬN HỒ SƠ", "Phạm Thị Ví Dụ",
                   "(Ký và ghi rõ họ tên)", "Mẫu số 01, Thông tư số 03/2025/TT-VPCP"});
    check_all(text_of(bytes, 1), {"Liên 1: Lưu tại nơi tiếp nhận"});
    check_all(text_of(bytes, 2), {"Liên 2: Giao người nộp hồ sơ"});
}

TEST_CASE("a receipt for a representative names who came and whose dossier it is")
{
    auto receipt = a_receipt();
    receipt.representative = Representative{"Trần Thị Thử", "000000000001", "Tổ 5", "0900 000 001", "thu@example.vn", "Giấy ủy quyền số 01"};
    auto bytes = render(receipt, receipt_form);
    CHECK(pages_of(bytes) == 2);
    check_all(text_of(bytes, 1), {"Tiếp nhận hồ sơ của Ông (Bà): Trần Thị Thử", "Số định danh cá nhân: 000000000001", "Địa chỉ: Tổ 5",
                                  "Số điện thoại: 0900 000 001", "Email: thu@example.vn", "Nộp theo ủy quyền của Ông (Bà): Nguyễn Văn Mẫu",
                                  "Số định danh cá nhân: 000000000000", "Địa chỉ: Thôn 3", "Giấy tờ ủy quyền: Giấy ủy quyền số 01"});
    CHECK(count_of("Trần Thị Thử", text_of(bytes, 1)) == 2);  // And below the signature.
    CHECK(count_of("Nguyễn Văn Mẫu", text_of(bytes, 1)) == 1);
}

TEST_CASE("a receipt for a parent or guardian says so and asks for no authority")
{
    auto receipt = a_receipt();
    receipt.representative = Representative{"Trần Thị Mẹ", "000000000001", "Thôn 3", "0900 000 001", "", "Mẹ", true};
    auto text = text_of(render(receipt, receipt_form));
    CHECK(text.find("Đại diện theo pháp luật của") != text.npos);
    CHECK(text.find("Người nộp là: Mẹ") != text.npos);
    CHECK(text.find("ủy quyền của") == text.npos);
    receipt.representative->by_law.reset();  // As slips of old have it.
    CHECK(text_of(render(receipt, receipt_form)).find("Nộp theo ủy quyền của") != text.npos);
}

TEST_CASE("who filed from afar gets a note of it that does not pass for the receipt")
{
    SubmissionNote note{a_head(), a_citizen(), std::nullopt, "Đăng ký khai sinh", {{"Giấy chứng sinh", 0, 0, "2 tệp"}}, at(2, 7, 20, 5), at(3, 7, 16, 0),
                        "03 ngày làm việc", "Không thu phí, lệ phí"};
    note.head.number = 0;
    auto text = text_of(render(note));
    for (const auto* part : {"XÁC NHẬN ĐÃ NỘP HỒ SƠ TRỰC TUYẾN", "H24.258-260702-0001", "Nguyễn Văn Mẫu", "20 giờ 05 phút, ngày 02 tháng 7 năm 2026",
                             "Giấy chứng sinh (2 tệp)", "16 giờ 00 phút, ngày 03 tháng 7 năm 2026", "không thay Giấy tiếp nhận"})
        CHECK_MESSAGE(text.find(part) != text.npos, part);
    CHECK(text.find("Số:") == text.npos);
    CHECK(render(note) == render(note));
    note.representative = Representative{"Trần Thị Mẹ", "", "", "", "", "Mẹ", true};
    note.answer_by.reset();
    text = text_of(render(note));
    CHECK(text.find("Trần Thị Mẹ") != text.npos);
    CHECK(text.find("Đại diện theo pháp luật của") != text.npos);
    CHECK(text.find("Trung tâm trả lời trước") == text.npos);
    CHECK(text.find("……") == text.npos);  // Nothing to be completed by hand.
}

TEST_CASE("an organisation is addressed as one")
{
    auto receipt = a_receipt();
    receipt.applicant.kind = PartyKind::enterprise;
    receipt.applicant.name = "Công ty TNHH Ví Dụ";
    check_all(text_of(render(receipt, receipt_form), 1), {"Tiếp nhận hồ sơ của Tổ chức: Công ty TNHH Ví Dụ", "Số định danh tổ chức: 000000000000"});
}

TEST_CASE("an electronic receipt is one copy, signed digitally")
{
    auto receipt = a_receipt();
    receipt.head.electronic = true;
    auto bytes = render(receipt, receipt_form);
    CHECK(pages_of(bytes) == 1);
    auto text = text_of(bytes);
    CHECK(text.find("Liên") == std::string::npos);
    CHECK(text.find("ghi rõ họ tên") == std::string::npos);
    CHECK(text.find("(Ký số)") != std::string::npos);
}

TEST_CASE("a due date from an unconfirmed calendar is called provisional")
{
    auto receipt = a_receipt();
    CHECK(text_of(render(receipt, receipt_form)).find("tạm tính") == std::string::npos);
    receipt.provisional = true;
    check_all(text_of(render(receipt, receipt_form), 1), {"ngày 07 tháng 7 năm 2026 (tạm tính)", "là tạm tính vì lịch nghỉ lễ, tết"});
}

TEST_CASE("a receipt without the optional fields keeps their labels")
{
    Receipt receipt;
    receipt.head = a_head();
    receipt.head.number = 0;
    receipt.applicant.name = "Nguyễn Văn Mẫu";
    auto bytes = render(receipt, receipt_form);
    CHECK(pages_of(bytes) == 2);
    check_all(text_of(bytes, 1), {"Số: ……/-TTPVHCC", "Số định danh cá nhân:", "Địa chỉ:", "Số điện thoại:", "Email:", "1.", "Thời gian trả kết quả:",
                                  "Đăng ký nhận kết quả tại:", "Quyển số:", "Số thứ tự:"});
}

TEST_CASE("many papers and a long name run over to a second page of each copy, which alone is numbered")
{
    auto receipt = a_receipt();
    receipt.applicant.name = long_name();
    for (int i = 4; i <= 30; ++i) receipt.papers.push_back({"Giấy tờ thử số " + std::to_string(i), 1, 1, ""});
    auto bytes = render(receipt, receipt_form);
    CHECK(pages_of(bytes) == 4);
    CHECK(text_of(bytes, 1).rfind("2 ", 0) == std::string::npos);
    CHECK(text_of(bytes, 2).rfind("2 ", 0) == 0);
    CHECK(text_of(bytes, 3).rfind("2 ", 0) == std::string::npos);
    CHECK(text_of(bytes, 4).rfind("2 ", 0) == 0);
    CHECK(count_of("Giấy tờ thử số", text_of(bytes)) == 54);
    check_all(text_of(bytes, 2), {"NGƯỜI NỘP HỒ SƠ", "Số thứ tự: 125"});
}

TEST_CASE("the request to complete has every field of Mẫu số 02")
{
    auto bytes = render(a_supplement_request(), supplement_form);
    CHECK(pages_of(bytes) == 1);
    check_all(text_of(bytes), {"Số: 05/PBS-TTPVHCC", "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", "Hồ sơ của Ông (Bà): Nguyễn Văn Mẫu",
                               "Nội dung yêu cầu giải quyết: Cấp giấy phép xây dựng", "Địa chỉ: Thôn 3", "Số điện thoại: 0900 000 000",
                               "Email: mau@example.vn", "Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:", "1. Bản vẽ thiết kế có chữ ký",
                               "2. Bản sao giấy chứng nhận", "Lý do: Bản vẽ chưa có chữ ký.", "Hướng dẫn: Nộp tại Trung tâm",
                               "liên hệ với Đỗ Văn Tạm, số điện thoại 0900 000 009 để được hướng dẫn", "NGƯỜI HƯỚNG DẪN", "Phạm Thị Ví Dụ"});
}

TEST_CASE("the rejection has every field of Mẫu số 03")
{
    auto bytes = render(a_rejection(), rejection_form);
    CHECK(pages_of(bytes) == 1);
    check_all(text_of(bytes), {"Số: 05/PTC-TTPVHCC", "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ", "Tiếp nhận hồ sơ của Ông (Bà): Nguyễn Văn Mẫu",
                               "Số định danh cá nhân: 000000000000", "Địa chỉ: Thôn 3", "Số điện thoại: 0900 000 000", "Email: mau@example.vn",
                               "Mã hồ sơ: H24.258-260702-0001", "Nội dung yêu cầu giải quyết: Đăng ký kết hôn",
                               "không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau: Không thuộc thẩm quyền.", "Hướng dẫn: Nộp tại nơi cư trú.",
                               "NGƯỜI NỘP HỒ SƠ", "NGƯỜI TIẾP NHẬN HỒ SƠ", "Phạm Thị Ví Dụ"});
}

TEST_CASE("a rejection without a dossier code has neither the code's line nor a QR code")
{
    auto slip = a_rejection();
    slip.head.dossier_code = slip.head.lookup_address = "";
    auto bytes = render(slip, rejection_form);
    CHECK(text_of(bytes).find("Mã hồ sơ") == std::string::npos);
    CHECK(codes_of(bytes).empty());
}

TEST_CASE("the apology has every field of Mẫu số 04, on A4")
{
    auto bytes = render(an_apology(), apology_form);
    CHECK(pages_of(bytes) == 1);
    CHECK(seen_by("pdfinfo {}", bytes).find("595.276 x 841.89 pts (A4)") != std::string::npos);
    check_all(text_of(bytes), {"Số: 05/PXL", "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT", "Kính gửi: Ông (Bà) Nguyễn Văn Mẫu",
                               "Hồi 14 giờ 20 phút, ngày 02 tháng 7 năm 2026", "thủ tục hành chính Cấp giấy phép xây dựng", "số định danh 000000000000",
                               "mã hồ sơ H24.258-260702-0001", "Thời gian hẹn trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 16 tháng 7 năm 2026",
                               "chưa trả kết quả giải quyết hồ sơ của Ông (Bà) đúng thời hạn", "Lý do: Chờ ý kiến của Sở Xây dựng.", "xin lỗi Ông (Bà)",
                               "sẽ trả kết quả giải quyết hồ sơ vào 17 giờ 00 phút, ngày 22 tháng 7 năm 2026", "KT. CHỦ TỊCH PHÓ CHỦ TỊCH",
                               "Lê Văn Giả Định", "Nơi nhận:", "- Sở Xây dựng;", "- Lưu: VT."});
}

TEST_CASE("the stop notice says what is stopped, when, why and how the fee is settled")
{
    auto bytes = render(a_stop_notice(), stop_form);
    CHECK(pages_of(bytes) == 1);
    check_all(text_of(bytes), {"Số: 05/TB-TTPVHCC", "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ", "Mã hồ sơ: H24.258-260702-0001",
                               "Người nộp hồ sơ: Ông (Bà) Nguyễn Văn Mẫu", "Số định danh: 000000000000", "Thủ tục hành chính: Cấp giấy phép xây dựng",
                               "Thời gian tiếp nhận hồ sơ: 14 giờ 20 phút, ngày 02 tháng 7 năm 2026",
                               "Thời gian đề nghị dừng giải quyết: 09 giờ 00 phút, ngày 08 tháng 7 năm 2026", "Lý do dừng giải quyết: Thay đổi thiết kế.",
                               "Tình trạng hồ sơ tại thời điểm dừng: Đang thẩm định.", "Phí, lệ phí: Chưa thu.", "GIÁM ĐỐC", "Lê Văn Giả Định"});
    auto by_agency = a_stop_notice();
    by_agency.requested_at.reset();
    CHECK(text_of(render(by_agency, stop_form)).find("đề nghị dừng") == std::string::npos);
}

TEST_CASE("the routing slip has every field of Mẫu số 06 and a row for each hand-over")
{
    auto bytes = render(a_routing_slip(), routing_form);
    CHECK(pages_of(bytes) == 1);
    check_all(text_of(bytes), {"Số: 05/PKS-TTPVHCC", "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ", "Mã số hồ sơ: H24.258-260702-0001",
                               "Cơ quan (bộ phận) giải quyết hồ sơ: Phòng Kinh tế", "Cơ quan phối hợp giải quyết hồ sơ: Sở Xây dựng; Công an xã",
                               "Ngày nhận: 14 giờ 20 phút, ngày 02 tháng 7 năm 2026", "Thời gian hẹn trả: 17 giờ 00 phút, ngày 16 tháng 7 năm 2026",
                               "TÊN ĐƠN VỊ", "THỜI GIAN GIAO, NHẬN HỒ SƠ", "KẾT QUẢ GIẢI QUYẾT HỒ SƠ", "GHI CHÚ", "1. Giao: Trung tâm",
                               "2. Nhận: Phòng Kinh tế", "Người giao Phạm Thị Ví Dụ", "Người nhận Đỗ Văn Tạm", "Đúng hạn", "đủ hồ sơ", "2. Nhận: Lãnh đạo",
                               "Nhận: …… giờ ……"});
}

TEST_CASE("each result of a hand-over has its words")
{
    auto slip = a_routing_slip();
    slip.legs = {slip.legs[0], slip.legs[0], slip.legs[0]};
    slip.legs[0].result = LegResult::early;
    slip.legs[2].result = LegResult::late;
    check_all(text_of(render(slip, routing_form)), {"Trước hạn", "Đúng hạn", "Quá hạn"});
}

TEST_CASE("a routing slip of many hand-overs repeats its head and loses none")
{
    auto slip = a_routing_slip();
    for (int i = 0; i < 25; ++i) {
        slip.legs.push_back(slip.legs[0]);
        slip.legs.back().note = "ghi chú " + std::to_string(i) + " " + long_name();
    }
    auto bytes = render(slip, routing_form);
    auto text = text_of(bytes);
    CHECK(count_of("TÊN ĐƠN VỊ", text) == static_cast<std::size_t>(pages_of(bytes)));
    CHECK(count_of("1. Giao:", text) == 27);
    check_all(text, {"ghi chú 24"});
    auto empty = a_routing_slip();
    empty.legs.clear();
    CHECK(count_of("1. Giao:", text_of(render(empty, routing_form))) == 1);  // A row to fill in by hand.
}

TEST_CASE("the QR code of each slip holds the address to look up, or the dossier code")
{
    const std::string address = a_head().lookup_address + "\n";
    CHECK(codes_of(render(a_receipt(), receipt_form)) == address + address);
    CHECK(codes_of(render(a_supplement_request(), supplement_form)) == address);
    CHECK(codes_of(render(a_rejection(), rejection_form)) == address);
    CHECK(codes_of(render(an_apology(), apology_form)) == address);
    CHECK(codes_of(render(a_stop_notice(), stop_form)) == address);
    CHECK(codes_of(render(a_routing_slip(), routing_form)) == address);
    auto slip = a_routing_slip();
    slip.head.lookup_address = "";
    CHECK(codes_of(render(slip, routing_form)) == "H24.258-260702-0001\n");
}

TEST_CASE("a slip printed again from its stored content is the same, byte for byte")
{
    auto again = [](const auto& slip, const catalogue::LetterForm& form) {
        auto stored = json::read<std::decay_t<decltype(slip)>>(json::write(slip));
        CHECK(render(slip, form) == render(stored, form));
    };
    auto receipt = a_receipt();
    receipt.representative = Representative{"Trần Thị Thử", "000000000001", "Tổ 5", "", "", "Giấy ủy quyền"};
    again(receipt, receipt_form);
    again(a_supplement_request(), supplement_form);
    again(a_rejection(), rejection_form);
    again(an_apology(), apology_form);
    again(a_stop_notice(), stop_form);
    again(a_routing_slip(), routing_form);
}

TEST_CASE("the title and the look of the number come from the form")
{
    auto form = a_form("receipt", 1, "Giấy biên nhận", "{number}-{year}/TN");
    check_all(text_of(render(a_receipt(), form), 1), {"GIẤY BIÊN NHẬN", "Số: 05-2026/TN", "Mẫu số 01, Thông tư"});
    auto outside = form;
    outside.number = 0;
    CHECK(text_of(render(a_receipt(), outside)).find("Mẫu số") == std::string::npos);
    auto head = a_head();
    CHECK(number_text(head, form) == "05-2026/TN");
    head.number = 123;
    CHECK(number_text(head, form) == "123-2026/TN");
    head.number = 0;
    CHECK(number_text(head, form) == "……-2026/TN");
}
