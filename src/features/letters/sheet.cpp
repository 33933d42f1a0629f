#include "features/letters/sheet.hpp"

#include <utility>

#include "platform/text/text.hpp"

namespace motcua::letters {

using namespace pdf;

const Look a5_slip{Paper::a5, {mm(11), mm(11), mm(8), mm(15)}, 10.5, 9.5, 12.5, 8.5, mm(21), 0.4, 2.4, 1.0, 36};
const Look a4_slip{Paper::a4, {mm(20), mm(15), mm(20), mm(25)}, 12, 12, 14, 10, mm(25), 0.42, 4, 1.05, 48};
const Look a4_letter{Paper::a4, {mm(20), mm(15), mm(20), mm(30)}, 13.5, 13, 14, 11, mm(25), 0.42, 6, 1.1, 62};

namespace {

std::string replaced(std::string text, std::string_view name, std::string_view value)
{
    for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at + value.size())) text.replace(at, name.size(), value);
    return text;
}

Settings settings(const Look& look, const Head& head, const catalogue::LetterForm& form)
{
    Settings result;
    result.paper = look.paper;
    result.margins = look.margins;
    result.title = form.title + (head.dossier_code.empty() ? "" : " - " + head.dossier_code);
    result.author = head.issuing_agency;
    result.made_at = instant_in_vietnam(head.day, MinuteOfDay{0});
    result.page_number_size = look.body;
    return result;
}

std::string code_content(const Head& head)
{
    return head.lookup_address.empty() ? head.dossier_code : head.lookup_address;
}

}  // namespace

std::string or_dots(const std::string& text)
{
    return text.empty() ? "……………………" : text;
}

std::string two_digits(std::int64_t number)
{
    return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string number_text(const Head& head, const catalogue::LetterForm& form)
{
    auto number = head.number == 0 ? std::string("……") : two_digits(head.number);
    return replaced(replaced(form.number_format, "{number}", number), "{year}", std::to_string(year_of(head.day)));
}

std::string place_and_day(const Head& head)
{
    return head.place_name + ", " + in_words(head.day);
}

std::string_view address_of(PartyKind kind)
{
    return kind == PartyKind::citizen ? "Ông (Bà)" : "Tổ chức";
}

Text labelled(std::string_view label, std::string value)
{
    return Text(std::string(label) + ": ") + bold(std::move(value));
}

std::string when(const std::optional<Instant>& instant)
{
    return instant ? in_words(*instant) : "";
}

Text lookup_note(const Head& head)
{
    if (head.lookup_address.empty()) return "Tra cứu tình trạng hồ sơ theo mã hồ sơ " + whole(bold(head.dossier_code)) + ".";
    return "Tra cứu tình trạng hồ sơ: quét mã QR hoặc vào " + bold(head.lookup_address) + ".";
}

Sheet::Sheet(const Look& look, const Head& head, const catalogue::LetterForm& form)
    : m_look(look), m_head(head), m_form(form), m_document(settings(look, head, form))
{
}

Style Sheet::body() const
{
    return {.size = m_look.body, .align = Align::justified, .before = m_look.before, .line_spacing = m_look.line_spacing};
}

std::vector<Block> Sheet::agency_side() const
{
    Style centred{.size = m_look.head, .align = Align::centre, .smallest = m_look.head - 1, .balanced = true};
    auto ruled = centred;
    ruled.rule_share = 0.4;
    std::vector<Block> side;
    if (!m_head.superior_agency.empty()) side.push_back(paragraph(text::upper(m_head.superior_agency), centred));
    side.push_back(paragraph(bold(text::upper(m_head.issuing_agency)), ruled));
    if (m_form.number_format.empty()) return side;
    side.push_back(gap(4));
    side.push_back(paragraph("Số: " + number_text(m_head, m_form), centred));
    return side;
}

std::vector<Block> Sheet::state_side() const
{
    Style centred{.size = m_look.head, .align = Align::centre, .smallest = 7};
    auto motto = centred;
    motto.size += 1;
    motto.rule_share = 1;
    auto day = centred;
    day.size += 0.5;
    return {paragraph(bold("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), centred), paragraph(bold("Độc lập - Tự do - Hạnh phúc"), motto), gap(4),
            paragraph(italic(place_and_day(m_head)), day)};
}

void Sheet::add(Block block)
{
    if (m_last) m_document.add(*m_last);
    m_last = std::move(block);
}

void Sheet::add_end(Block block)
{
    std::vector<Block> blocks;
    if (m_last) blocks.push_back(*std::exchange(m_last, std::nullopt));
    blocks.push_back(gap(m_look.before * 2 + 2));
    blocks.push_back(std::move(block));
    add(together(width(), std::move(blocks)));
}

Document& Sheet::document()
{
    if (m_last) m_document.add(*std::exchange(m_last, std::nullopt));
    return m_document;
}

void Sheet::next_copy()
{
    document().next_part();
}

std::string Sheet::finish()
{
    return document().finish();
}

void Sheet::add_head()
{
    auto left = width() * m_look.left_share;
    constexpr double gutter = 8;
    add(columns({{left - gutter, agency_side()}, {gutter, {}}, {width() - left, state_side()}}));
}

void Sheet::add_title(CodeLine code_line, std::string_view below)
{
    auto content = code_content(m_head);
    auto side = content.empty() ? 0 : m_look.code_side;
    Style centred{.size = m_look.title, .align = Align::centre, .smallest = m_look.title - 1.5, .balanced = true};
    std::vector<Block> middle{gap(m_look.before + 4), paragraph(bold(text::upper(m_form.title)), centred)};
    centred.size = m_look.body;
    if (!below.empty()) middle.push_back(paragraph(italic(std::string(below)), centred));
    if (code_line == CodeLine::under_title && !m_head.dossier_code.empty()) 
        middle.push_back(paragraph("Mã hồ sơ: " + whole(bold(m_head.dossier_code)), centred));
    std::vector<Block> left;
    if (side > 0) left.push_back(code(content, side));
    add(gap(m_look.before));
    add(columns({{side, left}, {width() - 2 * side, middle}}));
    add(gap(m_look.before));
}

void Sheet::add_field(const Field& field)
{
    auto style = body();
    style.align = Align::left;
    style.dotted = field.value.empty();
    add(paragraph(labelled(field.label, field.value), style));
}

void Sheet::add_reason(std::string_view label, const std::string& text)
{
    auto style = body();
    style.dotted = text.empty();
    add(paragraph(Text(std::string(label) + ": ") + Text(text), style));
}

void Sheet::add_fields(const Field& left, const Field& right, double left_share)
{
    auto column = [&](const Field& field, double share, double margin) {
        auto style = body();
        style.align = Align::left;
        style.dotted = field.value.empty();
        auto column_width = width() * share - margin;
        return Column{column_width, {paragraph(labelled(field.label, field.value), style)}};
    };
    add(columns({column(left, left_share, 6), {6, {}}, column(right, 1 - left_share, 0)}));
}

void Sheet::add_party(std::string_view label, const Party& party)
{
    auto citizen = party.kind == PartyKind::citizen;
    add_field({std::string(label) + " " + std::string(address_of(party.kind)), party.name});
    add_field({citizen ? "Số định danh cá nhân" : "Số định danh tổ chức", party.id_number});
    add_field({"Địa chỉ", party.address});
    add_fields({"Số điện thoại", party.phone}, {"Email", party.email});
}

void Sheet::add_list(const std::vector<std::string>& items)
{
    auto style = body();
    style.align = Align::left;
    style.indent = m_look.body * 2.2;
    style.first_indent = -m_look.body * 1.4;
    style.before = m_look.before / 2;
    style.dotted = items.empty();
    if (items.empty()) add(paragraph("1. ", style));
    for (std::size_t i = 0; i < items.size(); ++i) add(paragraph(std::to_string(i + 1) + ". " + items[i], style));
}

void Sheet::add_label(std::string_view label)
{
    add(paragraph(std::string(label), body()));
}

void Sheet::add_paragraph(const Text& text)
{
    auto style = body();
    style.first_indent = mm(m_look.body > 12 ? 12.7 : 8);
    add(paragraph(text, style));
}

Column Sheet::signature_column(const Signer& signer, double column_width) const
{
    Style centred{.size = m_look.body, .align = Align::centre};
    std::vector<Block> blocks;
    if (signer.titles.empty()) return {column_width, {}};
    for (const auto& title : signer.titles)
        if (!title.empty()) blocks.push_back(paragraph(bold(title), centred));
    auto hint = m_head.electronic ? "(Ký số)" : signer.seals ? "(Ký, đóng dấu và ghi rõ họ tên)" : "(Ký và ghi rõ họ tên)";
    centred.size = m_look.body - 0.5;
    blocks.push_back(paragraph(italic(hint), centred));
    blocks.push_back(gap(m_look.room_to_sign));
    centred.size = m_look.body;
    blocks.push_back(paragraph(bold(signer.name), centred));
    return {column_width, std::move(blocks)};
}

void Sheet::add_signatures(const std::vector<Signer>& signers)
{
    std::vector<Column> list;
    for (const auto& signer : signers) list.push_back(signature_column(signer, width() / static_cast<double>(signers.size())));
    add_end(columns(std::move(list)));
}

void Sheet::add_notes(const std::vector<Text>& notes)
{
    Style small{.size = m_look.note, .before = 1};
    std::vector<Block> blocks{gap(m_look.before + 5), rule(width() / 3, Align::left)};
    for (const auto& note : notes) blocks.push_back(paragraph(note, small));
    add(together(width(), std::move(blocks)));
}

void Sheet::add_source()
{
    if (m_form.legal_basis.empty()) return;
    auto text = m_form.number == 0 ? m_form.legal_basis : "Mẫu số " + two_digits(m_form.number) + ", " + m_form.legal_basis;
    add(paragraph(italic(text), {.size = m_look.note - 1, .align = Align::right, .before = 2}));
}

}  // namespace motcua::letters
