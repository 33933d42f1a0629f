#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "domain/actor.hpp"
#include "domain/ids.hpp"
#include "domain/refusal.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/db.hpp"

// People and organisations that apply, and the record of who read their data.
namespace motcua::people {

enum class PersonKind { citizen, enterprise, agency, other };   // Loại đối tượng 1–4
BOOST_DESCRIBE_ENUM(PersonKind, citizen, enterprise, agency, other)
enum class Sex { male, female };
BOOST_DESCRIBE_ENUM(Sex, male, female)

// What somebody says of a person, as it is filed with a dossier.
struct Person {
    PersonKind kind = PersonKind::citizen;
    std::string full_name;
    std::optional<std::string> personal_id;          // Số định danh cá nhân, 12 digits
    std::optional<std::string> organisation_number;  // Mã số thuế / doanh nghiệp
    std::optional<std::string> birth_date;           // "1952", "1952-03" or "1952-03-07"
    std::optional<Sex> sex;
    std::optional<std::string> phone;
    std::optional<std::string> email;
    std::optional<std::string> address;
};
BOOST_DESCRIBE_STRUCT(Person, (), (kind, full_name, personal_id, organisation_number, birth_date, sex, phone, email, address))

// Texts in NFC and trimmed, phone as digits, organisation number without its hyphen, empty texts absent.
Person cleaned(Person);

// too_long (`longest` letters), control_characters.
void check_text(std::vector<FieldProblem>&, const std::string& field, const std::optional<std::string>& value, std::size_t longest);

// Every fault, its field under `prefix` ("applicant"): required, too_long, control_characters, not_a_name, not_a_personal_id,
// not_an_organisation_number, not_a_date, too_late, not_a_phone, not_an_email.
std::vector<FieldProblem> faults_of(const Person&, const std::string& prefix, Day today);

// Things that look wrong but do not stop: sex or year of birth that disagree with the personal number ("sex_differs",
// "birth_year_differs").
std::vector<std::string> warnings_of(const Person&);

class People {
public:
    explicit People(const crypto::Vault& vault) : m_vault(vault) {}

    // The row of this person, brought up to date: of a citizen by personal number, of anybody else by organisation number where there
    // is one (the owner whose number a company gives is not the company); a new row when there is no number.
    db::Asked<PersonId> remember(db::Connection&, const Person&, Instant now) const;
    std::optional<PersonId> find(db::Connection&, std::string_view personal_id) const;
    std::string index_of(std::string_view personal_id) const;
    std::string name_of(db::Connection&, PersonId) const;            // As it was said last

    void record_reading(db::Connection&, const Actor&, PersonId, std::optional<DossierId>, std::string_view purpose, Instant now) const;

    struct Reading {
        std::int64_t id = 0;
        Instant at{};
        std::string officer;
        std::string title;
        std::string purpose;
    };
    // Who read this person's data, newest first, before the row `before` (0: from the newest).
    std::vector<Reading> readings(db::Connection&, PersonId, std::int64_t before, int limit) const;

private:
    const crypto::Vault& m_vault;
};
BOOST_DESCRIBE_STRUCT(People::Reading, (), (id, at, officer, title, purpose))

}  // namespace motcua::people
