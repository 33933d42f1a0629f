#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "features/reports/tallies.hpp"

// The index 766 of the city, a unit, a division or an officer: now, as it was known on a past day, and its course over time.
namespace motcua::reports {

// live: from what is counted now; kept: as it was counted when the day was over; replay: from the journal up to the end of that day.
enum class IndexSource { live, kept, replay };
BOOST_DESCRIBE_ENUM(IndexSource, live, kept, replay)

struct Index {
    IndexScore score;
    IndexSource source = IndexSource::live;
    std::optional<Day> known_on;                 // Of a past day
    Instant counted_at{};
};
// Refusals: to/too_early; figures_only for an officer.
Index index_now(const Services&, const Actor&, const IndexQuestion&);
// The period up to `day`, as everybody knew it when that day was over. `preset` "" or `replay` reads the journal.
Index index_on(const Services&, const Actor&, IndexQuestion, const std::string& preset, Day day, bool replay);

struct IndexOfUnit {
    std::string code;
    std::string name;
    std::int64_t score = 0;                      // Hundredths of a point, likewise known_max
    std::int64_t known_max = 0;
    std::int64_t on_time = 0;                    // Of the dossiers received in the period
    std::int64_t received = 0;
};
BOOST_DESCRIBE_STRUCT(IndexOfUnit, (), (code, name, score, known_max, on_time, received))
// Every commune, the best first.
std::vector<IndexOfUnit> index_of_units(const Services&, const Period&);

struct IndexOfDay {
    Day day{};
    std::int64_t score = 0;
    std::int64_t known_max = 0;
};
BOOST_DESCRIBE_STRUCT(IndexOfDay, (), (day, score, known_max))
// What was kept of a city or unit; a division has none.
std::vector<IndexOfDay> index_course(const Services&, const Scope&, const std::string& preset, const Period&);

// Keeps the index of the city and of every unit as it stands at the end of the day, unless that was done.
void keep_index(const Services&, Day);

struct LackingProcedure {
    std::string id;
    std::string name;
    std::string subject;
};
BOOST_DESCRIBE_STRUCT(LackingProcedure, (), (id, name, subject))
// The procedures by which a part loses points: content_full, offered_online, services_used. Refusal measure/unknown_choice for others.
// As known on a past day: what came until then, since neither its way in nor its electronic result changes afterwards. Likewise the units.
std::vector<LackingProcedure> lacking_procedures(const Services&, IndexQuestion, Measure, std::optional<Day> known_on = {});

struct LackingUnit {
    std::string code;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(LackingUnit, (), (code, name))
// The units by which the part certified_copies loses points: none of their certified copies was issued electronically.
std::vector<LackingUnit> units_without_certified_copies(const Services&, IndexQuestion, std::optional<Day> known_on = {});

}  // namespace motcua::reports
