#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "domain/time.hpp"
#include "features/catalogue/catalogue.hpp"

// Giấy tờ của Bộ phận Một cửa: the seven forms of TT 03/2025/TT-VPCP, Phụ lục I, from their contents to PDF.
// Contents are plain and described: whoever issues a slip stores its content as JSON and prints the same slip again,
// byte for byte, under the form that was in force. Titles and the look of numbers come from the catalogue.
// Personal numbers are printed as they are given: mask them before where the reader is not their owner.
// Empty texts leave a dotted line where the form wants an answer by hand, or are left out where it does not.
namespace motcua::letters {

// What stands at the top of each form.
struct Head {
    std::string superior_agency;          // Cơ quan chủ quản: "Ủy ban nhân dân xã Tân Minh"; capitals are made when printing
    std::string issuing_agency;           // "Trung tâm Phục vụ hành chính công"
    std::string place_name;               // Địa danh: "Tân Minh"
    Day day{};
    std::int64_t number = 0;              // In the series of this form; 0 leaves it open
    std::string dossier_code;
    std::string lookup_address;           // What the QR code holds and a person may type; "": the dossier code
    bool electronic = false;              // Signed digitally: one copy, no room for a pen
};
BOOST_DESCRIBE_STRUCT(Head, (), (superior_agency, issuing_agency, place_name, day, number, dossier_code, lookup_address, electronic))

enum class PartyKind { citizen, enterprise, agency, other };
BOOST_DESCRIBE_ENUM(PartyKind, citizen, enterprise, agency, other)

struct Party {
    PartyKind kind = PartyKind::citizen;
    std::string name;
    std::string id_number;                // Số định danh cá nhân, or mã số of an organisation
    std::string address;
    std::string phone;
    std::string email;
};
BOOST_DESCRIBE_STRUCT(Party, (), (kind, name, id_number, address, phone, email))

// Who brings the dossier of somebody else: người được ủy quyền, or by law the parent or guardian (người đại diện theo pháp luật).
struct Representative {
    std::string name;
    std::string id_number;
    std::string address;
    std::string phone;
    std::string email;
    std::string authorisation;            // Giấy tờ ủy quyền: "Giấy ủy quyền số 12 ngày 01/07/2026"; by law: "Mẹ"
    std::optional<bool> by_law = {};      // None in slips that were issued before it was told apart: as written authority
};
BOOST_DESCRIBE_STRUCT(Representative, (), (name, id_number, address, phone, email, authorisation, by_law))

struct SubmittedPaper {
    std::string name;
    int originals = 0;
    int copies = 0;
    std::string note;                     // "xuất trình", "bản điện tử"
};
BOOST_DESCRIBE_STRUCT(SubmittedPaper, (), (name, originals, copies, note))

// Who signs a letter of an agency.
struct Signature {
    std::string authority;                // "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", or ""
    std::string position;                 // "CHỦ TỊCH", "GIÁM ĐỐC"
    std::string name;
};
BOOST_DESCRIBE_STRUCT(Signature, (), (authority, position, name))

// Giấy tiếp nhận hồ sơ và hẹn trả kết quả (Mẫu số 01): A5, one copy to keep and one for the citizen.
struct Receipt {
    Head head;
    Party applicant;                      // Whose dossier it is
    std::optional<Representative> representative;
    std::string request;                  // Nội dung yêu cầu giải quyết
    std::vector<SubmittedPaper> papers;   // Thành phần hồ sơ nộp gồm
    int dossier_sets = 1;                 // Số lượng hồ sơ (bộ)
    std::string limit_text;               // "03 ngày làm việc"
    Instant received_at{};
    std::optional<Instant> due_at;
    bool provisional = false;             // The due date touches a calendar that is not confirmed yet
    std::string return_place;             // Đăng ký nhận kết quả tại
    std::string register_book;            // Quyển số
    std::string register_number;          // Số thứ tự
    std::string officer;                  // Người tiếp nhận
    std::optional<std::string> assisted;  // An officer wrote for the citizen: how the citizen confirmed it, and who wrote what
};
BOOST_DESCRIBE_STRUCT(Receipt, (), (head, applicant, representative, request, papers, dossier_sets, limit_text, received_at, due_at, provisional, return_place, register_book, register_number, officer, assisted))

// What a citizen who filed from afar holds until the centre has answered; no form of the circular. A5, one copy.
struct SubmissionNote {
    Head head;
    Party applicant;
    std::optional<Representative> representative;
    std::string request;
    std::vector<SubmittedPaper> papers;
    Instant submitted_at{};
    std::optional<Instant> answer_by;     // Trung tâm trả lời trước
    std::string limit_text;
    std::string fee_text;                 // "Không thu phí, lệ phí", "8.000 đồng"
};
BOOST_DESCRIBE_STRUCT(SubmissionNote, (), (head, applicant, representative, request, papers, submitted_at, answer_by, limit_text, fee_text))

// Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ (Mẫu số 02): content, reason and guidance, all at once (NĐ 118/2025 Đ17.2a).
struct SupplementRequest {
    Head head;
    Party applicant;
    std::string request;
    std::vector<std::string> items;       // Yêu cầu hoàn thiện hồ sơ gồm
    std::string reason;
    std::string guidance;
    std::string contact;                  // Whom to ask: "Nguyễn Thị Mẫu, Phòng Kinh tế"
    std::string contact_phone;
    std::string officer;                  // Người hướng dẫn
};
BOOST_DESCRIBE_STRUCT(SupplementRequest, (), (head, applicant, request, items, reason, guidance, contact, contact_phone, officer))

// Phiếu từ chối tiếp nhận giải quyết hồ sơ (Mẫu số 03).
struct IntakeRejection {
    Head head;
    Party applicant;
    std::optional<Representative> representative;  // Signs in the applicant's place
    std::string request;
    std::string reason;
    std::string guidance;
    std::string officer;
};
BOOST_DESCRIBE_STRUCT(IntakeRejection, (), (head, applicant, representative, request, reason, guidance, officer))

// Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết (Mẫu số 04): A4, laid out by NĐ 30/2020/NĐ-CP.
struct ExtensionApology {
    Head head;
    Party applicant;
    std::string procedure_name;
    Instant received_at{};
    Instant due_at{};
    std::string reason;
    Instant new_due_at{};
    Signature signature;
    std::vector<std::string> recipients;  // Nơi nhận, besides the addressee
};
BOOST_DESCRIBE_STRUCT(ExtensionApology, (), (head, applicant, procedure_name, received_at, due_at, reason, new_due_at, signature, recipients))

// Thông báo dừng giải quyết hồ sơ (Mẫu số 05). The circular's own layout was not at hand: the fields are the least that
// the notice needs.
struct StopNotice {
    Head head;
    Party applicant;
    std::string procedure_name;
    Instant received_at{};
    std::optional<Instant> requested_at;  // Empty: the agency stops it of its own
    std::string reason;
    std::string state_at_stop;            // Tình trạng tại thời điểm dừng
    std::string fee_settlement;           // Phí, lệ phí: how it is settled
    Signature signature;
    std::vector<std::string> recipients;
};
BOOST_DESCRIBE_STRUCT(StopNotice, (), (head, applicant, procedure_name, received_at, requested_at, reason, state_at_stop, fee_settlement, signature, recipients))

// What the receiving side notes at a hand-over.
enum class LegResult { open, early, on_time, late };  // (chưa có), trước hạn, đúng hạn, quá hạn
BOOST_DESCRIBE_ENUM(LegResult, open, early, on_time, late)

struct Leg {
    std::string from;                     // Giao: agency or division
    std::string from_officer;
    std::string to;                       // Nhận
    std::string to_officer;
    std::optional<Instant> handed_at;
    std::optional<Instant> received_at;
    LegResult result = LegResult::open;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(Leg, (), (from, from_officer, to, to_officer, handed_at, received_at, result, note))

// Phiếu kiểm soát quá trình giải quyết hồ sơ (Mẫu số 06).
struct RoutingSlip {
    Head head;
    std::string procedure_name;
    std::string applicant_name;
    std::string deciding_agency;          // Cơ quan (bộ phận) giải quyết hồ sơ
    std::vector<std::string> consulted_agencies;
    Instant received_at{};
    std::optional<Instant> due_at;
    std::vector<Leg> legs;
};
BOOST_DESCRIBE_STRUCT(RoutingSlip, (), (head, procedure_name, applicant_name, deciding_agency, consulted_agencies, received_at, due_at, legs))

// The PDF of a slip. `form` is the catalogue's form in force on head.day. The same arguments give the same bytes.
std::string render(const Receipt&, const catalogue::LetterForm& form);
std::string render(const SubmissionNote&);
std::string render(const SupplementRequest&, const catalogue::LetterForm& form);
std::string render(const IntakeRejection&, const catalogue::LetterForm& form);
std::string render(const ExtensionApology&, const catalogue::LetterForm& form);
std::string render(const StopNotice&, const catalogue::LetterForm& form);
std::string render(const RoutingSlip&, const catalogue::LetterForm& form);

// "05/PBS-TTPVHCC": two digits at least (NĐ 30/2020, Phụ lục I); `{number}` and `{year}` of the form's format are filled in.
// Number 0: "…/PBS-TTPVHCC".
std::string number_text(const Head&, const catalogue::LetterForm& form);

// Sổ theo dõi hồ sơ (Mẫu số 07): kept by field or group of procedures; numbers run through the year.
struct RegisterHead {
    std::string superior_agency;
    std::string issuing_agency;
    std::string subject;                  // Lĩnh vực; "" for all
    std::string book;                     // Quyển số, or ""
    Day from{};
    Day to{};
    std::int64_t first_number = 1;        // STT of the first row
    Instant made_at{};                    // Goes into the file
};
BOOST_DESCRIBE_STRUCT(RegisterHead, (), (superior_agency, issuing_agency, subject, book, from, to, first_number, made_at))

struct RegisterRow {
    std::string dossier_code;
    std::string procedure_name;
    std::string applicant_name;
    std::string address;
    std::string phone;
    std::string deciding_agency;          // Cơ quan chủ trì giải quyết
    Instant received_at{};
    std::optional<Instant> due_at;
    std::optional<Instant> returned_at;
    std::string return_method;            // "Trực tiếp", "Bưu chính công ích", "Trực tuyến"
    std::string signed_by;                // Ký nhận: who took the result
};
BOOST_DESCRIBE_STRUCT(RegisterRow, (), (dossier_code, procedure_name, applicant_name, address, phone, deciding_agency, received_at, due_at, returned_at, return_method, signed_by))

// Fills in the next row; false when there is none. Called until then, so that rows need not be in memory together.
using NextRow = std::function<bool(RegisterRow&)>;

std::string render(const RegisterHead&, const NextRow&, const catalogue::LetterForm& form);
// The same table for a spreadsheet. Throws Refusal too_many_rows; nothing is left at `file` when it throws.
void write_workbook(const std::filesystem::path& file, const RegisterHead&, const NextRow&, const catalogue::LetterForm& form);

}  // namespace motcua::letters
