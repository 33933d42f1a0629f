// The slips handed out at the counter: Mẫu số 01, 02, 03.
#include "features/letters/sheet.hpp"

namespace motcua::letters {

using namespace pdf;

namespace {

std::string pieces(const SubmittedPaper& paper)
{
    std::string text;
    auto add = [&](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
    if (paper.originals > 0) add(two_digits(paper.originals) + " bản chính");
    if (paper.copies > 0) add(two_digits(paper.copies) + " bản sao");
    if (!paper.note.empty()) add(paper.note);
    return text.empty() ? "" : " (" + text + ")";
}

std::vector<std::string> lines_of(const std::vector<SubmittedPaper>& papers)
{
    std::vector<std::string> lines;
    for (const auto& paper : papers) lines.push_back(paper.name + pieces(paper));
    return lines;
}

Party bearer(const Representative& person)
{
    return {PartyKind::citizen, person.name, person.id_number, person.address, person.phone, person.email};
}

// Whose dossier it is when another brings it, and by what right (BLDS 2015 Đ135).
void add_mandator(Sheet& sheet, const Representative& representative, const Party& applicant)
{
    bool by_law = representative.by_law.value_or(false);
    sheet.add_party(by_law ? "Đại diện theo pháp luật của" : "Nộp theo ủy quyền của", applicant);
    sheet.add_field({by_law ? "Người nộp là" : "Giấy tờ ủy quyền", representative.authorisation});
}

// A person on paper that nobody completes by hand: only what is known.
void add_known(Sheet& sheet, std::string_view label, const Party& person)
{
    const std::pair<std::string_view, const std::string&> parts[] = {{label, person.name}, {"Số định danh", person.id_number},
        {"Địa chỉ", person.address}, {"Số điện thoại", person.phone}, {"Email", person.email}};
    for (const auto& [name, value] : parts)
        if (!value.empty()) sheet.add_field({std::string(name), value});
}

// The form first names who stands at the counter, then the person who authorised them.
void add_parties(Sheet& sheet, const Receipt& receipt)
{
    if (!receipt.representative) return sheet.add_party("Tiếp nhận hồ sơ của", receipt.applicant);
    sheet.add_party("Tiếp nhận hồ sơ của", bearer(*receipt.representative));
    add_mandator(sheet, *receipt.representative, receipt.applicant);
}

std::string due_text(const Receipt& receipt)
{
    auto text = when(receipt.due_at);
    return receipt.due_at && receipt.provisional ? text + " (tạm tính)" : text;
}

std::string hander_in(const Party& applicant, const std::optional<Representative>& representative)
{
    return representative ? representative->name : applicant.name;
}

std::vector<Text> receipt_notes(const Receipt& receipt)
{
    std::vector<Text> notes{lookup_note(receipt.head)};
    if (receipt.due_at && receipt.provisional)
        notes.push_back("Thời gian trả kết quả là tạm tính vì lịch nghỉ lễ, tết trong thời gian này chưa được công bố; nếu thay đổi, "
                        "cơ quan tiếp nhận sẽ báo lại.");
    notes.push_back("Khi nhận kết quả, mang theo Giấy này; nếu mất, xuất trình giấy tờ tùy thân và nêu thủ tục đã nộp. Người nhận thay "
                    "mang theo văn bản ủy quyền.");
    return notes;
}

void add_copy(Sheet& sheet, const Receipt& receipt, std::string_view copy)
{
    sheet.add_head();
    sheet.add_title(CodeLine::under_title, copy);
    add_parties(sheet, receipt);
    sheet.add_field({"Nội dung yêu cầu giải quyết", receipt.request});
    sheet.add_label("Thành phần hồ sơ nộp gồm:");
    sheet.add_list(lines_of(receipt.papers));
    sheet.add_field({"Số lượng hồ sơ", two_digits(receipt.dossier_sets) + " (bộ)"});
    sheet.add_field({"Thời gian giải quyết hồ sơ theo quy định là", receipt.limit_text});
    sheet.add_field({"Thời gian nhận hồ sơ", when(receipt.received_at)});
    sheet.add_field({"Thời gian trả kết quả", due_text(receipt)});
    sheet.add_field({"Đăng ký nhận kết quả tại", receipt.return_place});
    sheet.add_fields({"Vào Sổ theo dõi hồ sơ, Quyển số", receipt.register_book}, {"Số thứ tự", receipt.register_number}, 0.64);
    if (receipt.assisted) sheet.add_field({"Cán bộ nhập giúp", *receipt.assisted});
    sheet.add_signatures({{{"NGƯỜI NỘP HỒ SƠ"}, hander_in(receipt.applicant, receipt.representative)},
                          {{"NGƯỜI TIẾP NHẬN HỒ SƠ"}, receipt.officer}});
    sheet.add_notes(receipt_notes(receipt));
    sheet.add_source();
}

}  // namespace

std::string render(const Receipt& receipt, const catalogue::LetterForm& form)
{
    Sheet sheet(a5_slip, receipt.head, form);
    if (receipt.head.electronic) {
        add_copy(sheet, receipt, "");
        return sheet.finish();
    }
    add_copy(sheet, receipt, "Liên 1: Lưu tại nơi tiếp nhận");
    sheet.next_copy();
    add_copy(sheet, receipt, "Liên 2: Giao người nộp hồ sơ");
    return sheet.finish();
}

std::string render(const SubmissionNote& note)
{
    catalogue::LetterForm form;
    form.code = "submission_note";
    form.title = "XÁC NHẬN ĐÃ NỘP HỒ SƠ TRỰC TUYẾN";
    Sheet sheet(a5_slip, note.head, form);
    sheet.add_head();
    sheet.add_title(CodeLine::under_title);
    if (const auto& by = note.representative) {
        bool by_law = by->by_law.value_or(false);
        add_known(sheet, "Người nộp hồ sơ", bearer(*by));
        add_known(sheet, by_law ? "Đại diện theo pháp luật của" : "Nộp theo ủy quyền của", note.applicant);
        sheet.add_field({by_law ? "Người nộp là" : "Giấy tờ ủy quyền", by->authorisation});
    } else {
        add_known(sheet, "Người nộp hồ sơ", note.applicant);
    }
    sheet.add_field({"Nội dung yêu cầu giải quyết", note.request});
    sheet.add_field({"Thời gian nộp", when(note.submitted_at)});
    if (!note.papers.empty()) {
        sheet.add_label("Giấy tờ gửi kèm:");
        sheet.add_list(lines_of(note.papers));
    }
    sheet.add_field({"Phí, lệ phí", note.fee_text});
    sheet.add_field({"Thời gian giải quyết theo quy định, tính từ khi tiếp nhận", note.limit_text});
    if (note.answer_by) sheet.add_field({"Trung tâm trả lời trước", when(note.answer_by)});
    sheet.add_notes({lookup_note(note.head), "Hồ sơ đã đến hệ thống vào thời gian nêu trên. Bản xác nhận này không thay Giấy tiếp nhận hồ sơ và "
                                             "hẹn trả kết quả: Trung tâm cấp Giấy đó khi hồ sơ đủ, hoặc báo phần còn thiếu."});
    return sheet.finish();
}

std::string render(const SupplementRequest& slip, const catalogue::LetterForm& form)
{
    Sheet sheet(a5_slip, slip.head, form);
    auto citizen = std::string(address_of(slip.applicant.kind));
    sheet.add_head();
    sheet.add_title(CodeLine::under_title);
    sheet.add_field({"Hồ sơ của " + citizen, slip.applicant.name});
    sheet.add_field({"Nội dung yêu cầu giải quyết", slip.request});
    sheet.add_field({"Địa chỉ", slip.applicant.address});
    sheet.add_fields({"Số điện thoại", slip.applicant.phone}, {"Email", slip.applicant.email});
    sheet.add_label("Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:");
    sheet.add_list(slip.items);
    sheet.add_reason("Lý do", slip.reason);
    if (!slip.guidance.empty()) sheet.add_reason("Hướng dẫn", slip.guidance);
    sheet.add_paragraph("Trong quá trình hoàn thiện hồ sơ, nếu có vướng mắc, " + Text(citizen) + " liên hệ với " + bold(or_dots(slip.contact)) +
                        ", số điện thoại " + whole(bold(or_dots(slip.contact_phone))) + " để được hướng dẫn./.");
    sheet.add_signatures({{}, {{"NGƯỜI HƯỚNG DẪN"}, slip.officer}});
    sheet.add_notes({lookup_note(slip.head)});
    sheet.add_source();
    return sheet.finish();
}

std::string render(const IntakeRejection& slip, const catalogue::LetterForm& form)
{
    Sheet sheet(a5_slip, slip.head, form);
    sheet.add_head();
    sheet.add_title(CodeLine::under_title);
    sheet.add_party("Tiếp nhận hồ sơ của", slip.applicant);
    sheet.add_field({"Nội dung yêu cầu giải quyết", slip.request});
    sheet.add_paragraph("Qua xem xét, " + Text(slip.head.issuing_agency) +
                        " thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau:");
    sheet.add_paragraph(slip.reason);
    if (!slip.guidance.empty()) sheet.add_reason("Hướng dẫn", slip.guidance);
    sheet.add_paragraph("Xin thông báo để " + Text(std::string(address_of(slip.applicant.kind))) + " được biết và thực hiện./.");
    sheet.add_signatures({{{"NGƯỜI NỘP HỒ SƠ"}, hander_in(slip.applicant, slip.representative)}, {{"NGƯỜI TIẾP NHẬN HỒ SƠ"}, slip.officer}});
    if (!slip.head.dossier_code.empty()) sheet.add_notes({lookup_note(slip.head)});
    sheet.add_source();
    return sheet.finish();
}

}  // namespace motcua::letters
