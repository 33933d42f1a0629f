#pragma once

// Inside features/letters only: what the forms have in common.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "features/letters/letters.hpp"
#include "platform/pdf/pdf.hpp"

namespace motcua::letters {

// Sizes on one kind of paper.
struct Look {
    pdf::Paper paper;
    pdf::Margins margins;
    double body;
    double head;
    double title;
    double note;
    double code_side;
    double left_share;            // Of the width, for the agency's side of the head
    double before;                // Space above a paragraph
    double line_spacing;
    double room_to_sign;
};
extern const Look a5_slip;
extern const Look a4_slip;
extern const Look a4_letter;      // NĐ 30/2020/NĐ-CP, Phụ lục I

struct Field {
    std::string label;            // "Địa chỉ"
    std::string value;            // "": dotted
};

// One column of signatures.
struct Signer {
    std::vector<std::string> titles;   // "NGƯỜI NỘP HỒ SƠ"; each its own line, in bold
    std::string name;
    bool seals = false;                // With the agency's seal
};

// Where the dossier code is read: under the title, or among the fields.
enum class CodeLine { under_title, in_text };

// A form being written.
class Sheet {
public:
    Sheet(const Look&, const Head&, const catalogue::LetterForm&);

    void add_head();                                   // Agency, Quốc hiệu, number, place and day
    void add_title(CodeLine, std::string_view below = "");   // With the QR code
    void add_field(const Field&);
    void add_fields(const Field&, const Field&, double left_share = 0.45);   // Beside each other
    void add_reason(std::string_view label, const std::string& text);        // Longer, in the face of the body
    void add_party(std::string_view label, const Party&);
    void add_list(const std::vector<std::string>&);    // Numbered from 1; one dotted line when empty
    void add_label(std::string_view);                  // "Lý do:", a line of its own
    void add_paragraph(const pdf::Text&);
    void add(pdf::Block);
    void add_signatures(const std::vector<Signer>&);   // In equal columns
    void add_end(pdf::Block);                          // On one page with what was added last: no signature stands alone
    void add_notes(const std::vector<pdf::Text>&);     // Small, below a rule
    void add_source();                                 // Which form this is
    void next_copy();

    pdf::Column signature_column(const Signer&, double width) const;

    pdf::Document& document();                         // To write on directly
    double width() const { return m_document.width(); }
    const Head& head() const { return m_head; }
    pdf::Style body() const;
    const Look& look() const { return m_look; }
    std::string finish();

private:
    std::vector<pdf::Block> agency_side() const;
    std::vector<pdf::Block> state_side() const;
    const Look& m_look;
    const Head& m_head;
    const catalogue::LetterForm& m_form;
    pdf::Document m_document;
    std::optional<pdf::Block> m_last;                  // Not written yet
};

// "Tân Minh, ngày 02 tháng 7 năm 2026"
std::string place_and_day(const Head&);
// "" becomes a dotted place to fill in.
std::string or_dots(const std::string&);
std::string two_digits(std::int64_t);
// "Ông (Bà)" or "Tổ chức"
std::string_view address_of(PartyKind);
// A label in the body's face and its value in bold.
pdf::Text labelled(std::string_view label, std::string value);
// "14 giờ 20 phút, ngày 02 tháng 7 năm 2026", or "" when there is none.
std::string when(const std::optional<Instant>&);
// "Tra cứu tình trạng hồ sơ: quét mã QR hoặc vào …"
pdf::Text lookup_note(const Head&);

}  // namespace motcua::letters
