// Letters of the agency to the applicant: Mẫu số 04, 05.
#include "features/letters/sheet.hpp"

#include "platform/text/text.hpp"

namespace motcua::letters {

using namespace pdf;

namespace {

std::string addressee(const Party& party)
{
    return std::string(address_of(party.kind)) + " " + party.name;
}

void add_addressee(Sheet& sheet, const Party& party)
{
    auto style = sheet.body();
    style.align = Align::centre;
    style.before = sheet.look().before * 2;
    sheet.add(paragraph("Kính gửi: " + bold(addressee(party)), style));
    sheet.add(gap(sheet.look().before));
}

std::vector<Block> recipients(const Sheet& sheet, const Party& party, const std::vector<std::string>& others)
{
    auto size = sheet.look().note;
    std::vector<Block> blocks{paragraph(bold_italic("Nơi nhận:"), {.size = size + 1}), paragraph("- " + Text(addressee(party)) + ";", {.size = size})};
    for (const auto& other : others) blocks.push_back(paragraph("- " + Text(other) + ";", {.size = size}));
    blocks.push_back(paragraph("- Lưu: VT.", {.size = size}));
    return blocks;
}

void add_end(Sheet& sheet, const Party& party, const std::vector<std::string>& others, const Signature& signature)
{
    Signer signer{{text::upper(signature.authority), text::upper(signature.position)}, signature.name, true};
    sheet.add_end(columns({{sheet.width() * 0.48, recipients(sheet, party, others)}, sheet.signature_column(signer, sheet.width() * 0.52)}));
    sheet.add_notes({lookup_note(sheet.head())});
    sheet.add_source();
}

}  // namespace

std::string render(const ExtensionApology& letter, const catalogue::LetterForm& form)
{
    Sheet sheet(a4_letter, letter.head, form);
    const auto& agency = letter.head.issuing_agency;
    auto you = std::string(address_of(letter.applicant.kind));
    sheet.add_head();
    sheet.add_title(CodeLine::under_title);
    add_addressee(sheet, letter.applicant);
    sheet.add_paragraph("Hồi " + Text(in_words(letter.received_at)) + ", " + agency + " tiếp nhận hồ sơ đề nghị giải quyết thủ tục hành chính " +
                        bold(letter.procedure_name) + " của " + bold(addressee(letter.applicant)) + ", số định danh " +
                        whole(bold(or_dots(letter.applicant.id_number))) + ", mã hồ sơ " + whole(bold(letter.head.dossier_code)) + ".");
    sheet.add_paragraph("Thời gian hẹn trả kết quả giải quyết hồ sơ: " + bold(in_words(letter.due_at)) + ".");
    sheet.add_paragraph("Tuy nhiên, đến nay " + Text(agency) + " chưa trả kết quả giải quyết hồ sơ của " + you +
                        " đúng thời hạn ghi trong Giấy tiếp nhận hồ sơ và hẹn trả kết quả.");
    sheet.add_paragraph("Lý do: " + Text(letter.reason));
    sheet.add_paragraph("Sự chậm trễ này đã gây phiền hà, tốn kém chi phí, công sức của " + Text(you) + ". " + agency + " xin lỗi " + you +
                        ", đề nghị gia hạn thời gian giải quyết và sẽ trả kết quả giải quyết hồ sơ vào " + bold(in_words(letter.new_due_at)) + ".");
    sheet.add_paragraph("Mong nhận được sự thông cảm của " + Text(you) + " vì sự chậm trễ này./.");
    add_end(sheet, letter.applicant, letter.recipients, letter.signature);
    return sheet.finish();
}

std::string render(const StopNotice& letter, const catalogue::LetterForm& form)
{
    Sheet sheet(a4_letter, letter.head, form);
    const auto& agency = letter.head.issuing_agency;
    sheet.add_head();
    sheet.add_title(CodeLine::in_text);
    add_addressee(sheet, letter.applicant);
    sheet.add_paragraph(Text(agency) + " thông báo dừng giải quyết hồ sơ như sau:");
    sheet.add_field({"Mã hồ sơ", letter.head.dossier_code});
    sheet.add_field({"Người nộp hồ sơ", addressee(letter.applicant)});
    sheet.add_field({"Số định danh", letter.applicant.id_number});
    sheet.add_field({"Địa chỉ", letter.applicant.address});
    sheet.add_fields({"Số điện thoại", letter.applicant.phone}, {"Email", letter.applicant.email});
    sheet.add_field({"Thủ tục hành chính", letter.procedure_name});
    sheet.add_field({"Thời gian tiếp nhận hồ sơ", in_words(letter.received_at)});
    if (letter.requested_at) sheet.add_field({"Thời gian đề nghị dừng giải quyết", in_words(*letter.requested_at)});
    sheet.add_reason("Lý do dừng giải quyết", letter.reason);
    sheet.add_reason("Tình trạng hồ sơ tại thời điểm dừng", letter.state_at_stop);
    sheet.add_reason("Phí, lệ phí", letter.fee_settlement);
    sheet.add_paragraph(Text(agency) + " thông báo để " + std::string(address_of(letter.applicant.kind)) + " được biết./.");
    add_end(sheet, letter.applicant, letter.recipients, letter.signature);
    return sheet.finish();
}

}  // namespace motcua::letters
