#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "domain/refusal.hpp"
#include "features/catalogue/catalogue.hpp"
#include "features/dossiers/dossiers.hpp"
#include "features/dossiers/store.hpp"
#include "features/journal/journal.hpp"
#include "features/people/people.hpp"
#include "features/staff/staff.hpp"
#include "platform/clock.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/testing.hpp"

// For tests only: a small city in which people act. Everybody in it is invented.
namespace motcua::testing {

// The catalogue as it is shipped, read once.
const std::shared_ptr<const catalogue::Snapshot>& shipped_catalogue();

// An instant of 2026 on the clocks of Viet Nam.
Instant at(int day, int month, int hour, int minute = 0);

// What reception types, with everything that the procedure requires: change what the test is about.
class AFiling {
public:
    explicit AFiling(std::string_view procedure_id);

    AFiling& of(std::string full_name, std::string personal_id);
    AFiling& phone(std::string);
    AFiling& in(std::string_view unit_code);             // That decides
    AFiling& returned_in(std::string_view unit_code);
    AFiling& decide(dossiers::Decision);
    AFiling& forwarded_at_once();

    operator const dossiers::Filing&() const { return filing; }

    dossiers::Filing filing;
};
// A permit that Phòng Kinh tế works on in two steps and the chair signs: five working days, no fee.
inline constexpr std::string_view road_permit = "1.013061";
// A birth: immediately, at the centre.
inline constexpr std::string_view birth = "1.001193";
// A house: seven working days, 75.000 đồng, the clock stands while a payment is awaited.
inline constexpr std::string_view house_permit = "1.013225";
// Decided by Sở Nội vụ, prepared at the centre.
inline constexpr std::string_view merit = "1.010803";
AFiling a_filing(std::string_view procedure_id = road_permit);

// Where a road permit stands on its way.
enum class Stage { received, forwarded, examined, reviewed, approved, resolved, returned };

// Two communes, Tân Minh and Tiên Minh, each with a centre and its divisions; Sở Nội vụ and Sở Xây dựng; the city's control office.
// Tân Minh: tiepnhan, tiepnhan2, traketqua, giamdoc, tructiep (works at the centre), kinhte, kinhte2, truongkinhte, vanphong, congan,
// vanhoa, lanhdao, quanly (keeps its accounts). Tiên Minh: the same with ".khac" for tiepnhan, giamdoc, tructiep, kinhte, vanphong,
// lanhdao, quanly. Sở Nội vụ: noivu, giamdocnoivu. Sở Xây dựng: xaydung. The city: quantri, kiemsoat.
class TestCity {
public:
    explicit TestCity(db::Database&, Instant start = at(2, 7, 8));

    // The officer as a request would bring it now.
    Actor as(std::string_view username);
    AgencyId agency(std::string_view code) const;

    // A road permit of Tân Minh that has come so far; its code.
    std::string dossier_at(Stage, const AFiling& = a_filing());
    dossiers::Summary file(std::string_view username, const dossiers::Filing&);

    dossiers::StoredDossier stored(std::string_view code);
    dossiers::Dossier dossier(std::string_view code) { return stored(code).dossier; }
    std::int64_t version_of(std::string_view code) { return dossier(code).version; }
    std::vector<journal::Entry> journal_of(std::string_view code);
    std::vector<std::string> acts_of(std::string_view code);     // Of its journal
    std::vector<std::string> messages();                         // What applicants are to be told: {"to":…,"text":…}
    std::int64_t count(std::string_view sql);
    void execute(std::string_view sql);                          // Behind the program's back

    db::Database& db;
    ManualClock clock;
    catalogue::Catalogue catalogue;
    crypto::Vault vault;
    staff::Staff staff;
    people::People people;
    std::vector<dossiers::Change> changes;                       // What screens were told
    dossiers::Dossiers dossiers;

private:
    class Builder;
};

inline constexpr std::string_view tan_minh = "11779";
inline constexpr std::string_view tien_minh = "11791";
inline constexpr std::string_view everybodys_password = "mau-go-2026-tm";

// Runs `body` in a fresh city on every engine.
void for_each_city(const std::function<void(TestCity&)>& body);
// On SQLite in memory alone: for rules in which the engine has no part.
void in_one_city(const std::function<void(TestCity&)>& body);

// "" when nothing is refused; the code; "field=code" of the first field that needs correction.
template <class Act>
std::string refusal_of(Act&& act)
{
    try {
        act();
    } catch (const Refusal& refusal) {
        return refusal.code == "invalid_input" ? refusal.fields.at(0).field + "=" + refusal.fields.at(0).code : refusal.code;
    }
    return "";
}

// Every field that needs correction: "field=code".
template <class Act>
std::vector<std::string> faults_of(Act&& act)
{
    std::vector<std::string> list;
    try {
        act();
    } catch (const Refusal& refusal) {
        for (const auto& field : refusal.fields) list.push_back(field.field + "=" + field.code);
    }
    return list;
}

// Another's database through which a test acts in between, as another server would.
class InterleavedDatabase : public db::Database {
public:
    explicit InterleavedDatabase(db::Database& inner) : m_inner(inner) {}

    std::function<void()> before_write;
    std::function<void(std::string_view sql)> before_statement;

    bool is_postgres() const override { return m_inner.is_postgres(); }
    void check() override { m_inner.check(); }

protected:
    void run_read(const Task&) override;
    void run_read_consistent(const Task&) override;
    void run_write(const Task&) override;

private:
    Task watched(const Task&);

    db::Database& m_inner;
};

}  // namespace motcua::testing
