#include "features/dossiers/oversight.hpp"

#include "platform/text/text.hpp"

namespace motcua::dossiers {

namespace {

// $1 what is asked for, $2 the officer, $3 the city, $4 now, $5 before, $6 limit.
constexpr std::string_view columns = R"(
    SELECT r.id, r.at, o.full_name AS officer, o.title, a.name AS agency, r.purpose, d.code
    FROM person_reading r JOIN officer o ON o.id = r.officer_id JOIN agency a ON a.id = o.agency_id
    LEFT JOIN dossier d ON d.id = r.dossier_id
    WHERE )";
constexpr std::string_view visible = R"(
    AND EXISTS (SELECT 1 FROM officer_grant g
                WHERE g.officer_id = $2 AND g.permission = 'read_access_log' AND g.valid_from <= $4 AND g.valid_until > $4
                  AND (g.agency_id = $3
                       OR g.agency_id IN (d.intake_agency_id, d.intake_unit_id, d.deciding_agency_id, d.deciding_unit_id, d.division_agency_id)))
    AND ($5 = 0 OR r.id < $5)
    ORDER BY r.id DESC LIMIT $6)";

}  // namespace

std::vector<AccessReading> access_log(const Services& services, const Actor& actor, std::string_view q, std::int64_t before, int limit)
{
    auto asked = text::trimmed(text::nfc(q));
    auto code = text::upper(asked);
    auto city = services.staff.directory()->with_ancestors(actor.agency).back();
    auto now = services.clock.now();
    return services.db.read([&](db::Connection& c) {
        auto find = [&](std::string_view where, const auto& value) {
            auto sql = std::string(columns) + std::string(where) + std::string(visible);
            return db::query<AccessReading>(c, sql, value, actor.officer, city, now, before, limit);
        };
        if (is_dossier_code(code)) return find("r.person_id = (SELECT applicant_id FROM dossier WHERE code = $1) AND d.code = $1", code);
        if (!is_personal_id(asked)) throw bad_field("q", "not_a_code_or_personal_id");
        auto person = services.people.find(c, asked);
        return person ? find("r.person_id = $1", *person) : std::vector<AccessReading>();
    });
}

}  // namespace motcua::dossiers
