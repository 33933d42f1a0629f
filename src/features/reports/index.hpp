#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "domain/time.hpp"

// Bộ chỉ số phục vụ người dân, doanh nghiệp (QĐ 766/QĐ-TTg): from counts to points. Pure; points are hundredths of a point.
namespace motcua::reports {

// What a part of a component counts. The program has no source for some of them: these stay without data.
enum class Measure {
    publish_on_time, public_update_on_time, content_full, dossier_sync,
    on_time,
    electronic_results, digitised, reused, personal_storage, citizen_data_procedures, citizen_data_dossiers, certified_copies,
    offered_online, services_used, online_dossiers, paid_online, procedures_paid_online, procedures_payable_online,
    petitions_on_time, petitions_satisfied, satisfied_dossiers
};
BOOST_DESCRIBE_ENUM(Measure, publish_on_time, public_update_on_time, content_full, dossier_sync, on_time, electronic_results, digitised, reused,
    personal_storage, citizen_data_procedures, citizen_data_dossiers, certified_copies, offered_online, services_used, online_dossiers, paid_online,
    procedures_paid_online, procedures_payable_online, petitions_on_time, petitions_satisfied, satisfied_dossiers)

struct Fraction {
    std::int64_t numerator = 0;
    std::int64_t denominator = 0;

    bool operator==(const Fraction&) const = default;
};
BOOST_DESCRIBE_STRUCT(Fraction, (), (numerator, denominator))

using IndexInputs = std::map<Measure, Fraction>;           // A measure that is not in it has no data

enum class WhenNone { none, full };
BOOST_DESCRIBE_ENUM(WhenNone, none, full)

struct PartRule {
    std::string name;
    Measure measure = Measure::on_time;
    std::int64_t points = 0;
    std::int64_t full_at = 100;                  // Percent, 1…100
    WhenNone when_none = WhenNone::none;         // Nothing occurred
};
BOOST_DESCRIBE_STRUCT(PartRule, (), (name, measure, points, full_at, when_none))

struct ComponentRule {
    std::string code;
    std::string group;
    std::string name;
    std::string explanation;
    Day from{};
    std::optional<Day> until;                    // Inclusive
    std::vector<PartRule> parts;
};
BOOST_DESCRIBE_STRUCT(ComponentRule, (), (code, group, name, explanation, from, until, parts))

struct GroupRule {
    std::string code;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(GroupRule, (), (code, name))

struct Band {
    std::int64_t at_least = 0;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(Band, (), (at_least, name))

struct IndexRules {
    std::vector<std::string> certified_copy_procedures;
    std::vector<std::string> kept_periods;
    std::vector<Band> bands;                     // The best first
    std::vector<GroupRule> groups;
    std::vector<ComponentRule> components;
};
BOOST_DESCRIBE_STRUCT(IndexRules, (), (certified_copy_procedures, kept_periods, bands, groups, components))

enum class PartState { counted, nothing_occurred, no_data };
BOOST_DESCRIBE_ENUM(PartState, counted, nothing_occurred, no_data)

struct PartScore {
    std::string name;
    Measure measure = Measure::on_time;
    PartState state = PartState::counted;
    std::optional<std::int64_t> numerator;       // Empty without data
    std::optional<std::int64_t> denominator;
    std::int64_t full_at = 100;
    std::int64_t max = 0;
    std::int64_t score = 0;
    std::int64_t lost = 0;                       // Nothing without data
    std::int64_t missing = 0;                    // How many more would give all the points
};
BOOST_DESCRIBE_STRUCT(PartScore, (), (name, measure, state, numerator, denominator, full_at, max, score, lost, missing))

struct ComponentScore {
    std::string code;
    std::string name;
    std::string explanation;
    std::int64_t max = 0;
    std::int64_t known_max = 0;                  // Of the parts that have data
    std::int64_t score = 0;                      // Rounded to hundredths once, half up
    std::int64_t lost = 0;
    std::vector<PartScore> parts;
};
BOOST_DESCRIBE_STRUCT(ComponentScore, (), (code, name, explanation, max, known_max, score, lost, parts))

struct GroupScore {
    std::string code;
    std::string name;
    std::int64_t max = 0;
    std::int64_t known_max = 0;
    std::int64_t score = 0;
    std::vector<ComponentScore> components;
};
BOOST_DESCRIBE_STRUCT(GroupScore, (), (code, name, max, known_max, score, components))

// "Thêm 37 …: +0,42 điểm": what would raise the score most.
struct Raise {
    std::string component;
    Measure measure = Measure::on_time;
    std::int64_t points = 0;
    std::int64_t missing = 0;
    std::string sentence;
};
BOOST_DESCRIBE_STRUCT(Raise, (), (component, measure, points, missing, sentence))

struct IndexScore {
    std::int64_t max = 0;
    std::int64_t known_max = 0;
    std::int64_t score = 0;
    std::optional<std::string> band;             // Only when everything has data
    std::vector<GroupScore> groups;
    std::vector<Raise> raises;                   // The most first
};
BOOST_DESCRIBE_STRUCT(IndexScore, (), (max, known_max, score, band, groups, raises))

// By the components in force on the day.
IndexScore score(const IndexRules&, Day on, const IndexInputs&);

// "15,69"
std::string points_text(std::int64_t hundredths);

}  // namespace motcua::reports
