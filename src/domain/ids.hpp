#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "domain/time.hpp"

namespace motcua {

// The number of a row in one table. Never mixed with another table's, never in an address or an answer.
template <class Tag>
struct Id {
    std::int64_t number = 0;

    auto operator<=>(const Id&) const = default;
    explicit operator bool() const { return number != 0; }
};

using OfficerId = Id<struct OfficerTag>;
using AgencyId = Id<struct AgencyTag>;
using DossierId = Id<struct DossierTag>;
using PersonId = Id<struct PersonTag>;
using FileId = Id<struct FileTag>;
using TaskId = Id<struct TaskTag>;
using AccountId = Id<struct AccountTag>;

// Mã hồ sơ: "<agency identifier>-<yymmdd>-<nnnn…>", running number of at least four digits (TT 03/2025/TT-VPCP Đ13).
// Both orders of the identifier's groups are accepted when reading; the date must exist.
bool is_dossier_code(std::string_view);
// Throws std::invalid_argument when the identifier is none or the number is below 1.
std::string make_dossier_code(std::string_view agency_identifier, Day intake_day, std::int64_t running_number);

// Mã thủ tục: "1.001193"; a local suffix such as ".H42" is an alias, not a part of it.
bool is_procedure_code(std::string_view);

// Mã định danh điện tử của cơ quan: "H24", "H24.131.05"; a letter A…Y and two digits, then groups of two or three
// digits, at most 35 characters (QĐ 20/2020/QĐ-TTg).
bool is_agency_identifier(std::string_view);

// Số định danh cá nhân: 12 digits = place of birth registration, century and sex, year of birth, random. There is no
// check digit, and sex or date of birth may have been corrected later: the facts are for warnings, never for refusals.
struct PersonalIdFacts {
    std::string birth_registration;  // Three digits of a province or country; not where the person lives.
    bool female = false;
    int birth_year = 0;
};
bool is_personal_id(std::string_view);
std::optional<PersonalIdFacts> personal_id_facts(std::string_view);
// "*******01234": what may be shown where the number itself may not. Text that is no number of 9 to 12 digits is
// hidden altogether.
std::string masked_personal_id(std::string_view);

// A phone number of Viet Nam as 10 digits (mobile, 03 05 07 08 09) or 11 (landline, 02) from whatever people type:
// "+84 912 345 678", "0912.345.678", "912345678". Or nothing.
std::optional<std::string> normalised_phone(std::string_view);
std::string masked_phone(std::string_view);  // "09*****678"; other text than 10 or 11 digits is hidden altogether.

// Mã số thuế / mã số doanh nghiệp: 10, 12 or 13 digits, the last form also written "0123456789-001".
bool is_organisation_number(std::string_view);

}  // namespace motcua
