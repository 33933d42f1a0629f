#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/time.hpp"

namespace motcua {

// What the QR on a citizen's card says (thẻ Căn cước công dân có chip, TT 06/2021/TT-BCA). It is not signed: a help for
// typing, no proof of who stands there.
struct CitizenCard {
    std::string personal_id;            // 12 digits.
    std::string old_id;                 // Số CMND cũ, 9 digits, or empty.
    std::string full_name;              // As on the card, white space single: often all capitals.
    std::string birth_date;             // "1952-03-07"; "1952-03" or "1952" when the card knows no more.
    std::optional<bool> female;         // Nothing when the field cannot be read.
    std::string address;                // As on the card; before 7/2025 the old one with a district.
    std::optional<Day> issued_on;
    std::vector<std::string> extra;     // Fields after the seventh, raw and unused.
    // Codes of what an officer should look at again, never a reason to refuse, since sex and birth may have been
    // corrected: sex_differs and birth_year_differs (from the personal number), card_sex_unreadable,
    // card_old_id_unusual, card_issue_date_missing.
    std::vector<std::string> warnings;

    // "Nguyễn Văn Mẫu" from "NGUYỄN VĂN MẪU" or "nguyễn văn mẫu"; a name in mixed case stays as it is.
    std::string normalised_name() const;
};

// A card, or the stable code of what is wrong with the text: card_not_unicode (the reader sends another character set),
// card_too_long, card_field_count (fewer than six fields), card_personal_id, card_name, card_birth_date.
struct CardReading {
    std::optional<CitizenCard> card;
    std::string fault;
};

// `text` is what a reader or keyboard wedge sent, after text::nfc(); a byte-order mark, line ends and white space
// around fields do not matter. Seven fields between "|": personal number, old number, name, birth date, sex,
// address, date of issue; dates ddMMyyyy or dd/MM/yyyy. Six when old number or date of issue is left out altogether.
CardReading read_citizen_card(std::string_view text);

}  // namespace motcua
