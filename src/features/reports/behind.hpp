#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "features/reports/ii06.hpp"

// The dossiers behind a figure.
namespace motcua::reports {

// Which figure: a column of II.06a, what was received or got a result, what falls due in the period or waits to be accepted, or the dossiers by which a part of the index 766 loses points.
enum class Figure {
    total, online, direct, carried, finished, early, on_time, late, pending, in_time, overdue,
    received, resolved, due, to_accept, index_late, index_offline, index_paper_result, index_undigitised, index_unreused
};
BOOST_DESCRIBE_ENUM(Figure, total, online, direct, carried, finished, early, on_time, late, pending, in_time, overdue, received, resolved, due, to_accept,
    index_late, index_offline, index_paper_result, index_undigitised, index_unreused)

struct BehindQuestion {
    Scope scope;
    Period period;
    Figure figure = Figure::overdue;
    std::string subject = {};                    // "" for all; likewise the others
    std::string procedure = {};
    std::optional<catalogue::Channel> channel = {};
    std::string officer = {};                    // User name
    std::string cause = {};                      // Of lateness
    std::optional<Day> known_on = {};            // Of a figure of the index: as the journal knew everything when that day was over; today is now
    int limit = 50;                              // 1…200
    std::string after = {};
    std::size_t replayed_at_most = 10000;        // Dossiers for one page of a past day: it may be short and still have a next
};

struct BehindRow {
    std::string code;
    std::string procedure_id;
    std::string procedure_name;
    std::string unit;
    std::string division;
    catalogue::Channel channel = catalogue::Channel::counter;
    dossiers::State state = dossiers::State::registered;
    std::string state_name;
    std::optional<Day> received_on;
    std::optional<Instant> due_at;
    std::optional<Day> finished_on;
    std::optional<Timeliness> timeliness;        // Of a finished one
    bool overdue = false;                        // At the end of the period, or now; of a past day likewise everything as it was known then
    int days_late = 0;                           // Days of the calendar
    std::optional<std::string> cause;            // Of one that is late
    std::optional<std::string> cause_name;
    std::optional<std::string> holder;           // Where it lies
    std::optional<std::string> officer;          // Who handles or handled it
    int supplements = 0;                         // How often the citizen was asked for more
};
BOOST_DESCRIBE_STRUCT(BehindRow, (), (code, procedure_id, procedure_name, unit, division, channel, state, state_name, received_on, due_at, finished_on,
    timeliness, overdue, days_late, cause, cause_name, holder, officer,
    supplements))

struct BehindPage {
    std::vector<BehindRow> items;
    std::optional<Day> known_on;                 // Of a past day
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(BehindPage, (), (items, known_on, next))

// What is due first comes first; of a past day unit after unit, what was filed first. Who may see a dossier is as it is now, whatever day is asked about.
// Refusals: figures_only, after/bad_cursor, to/too_early, known_on/not_for_figure, known_on/too_late.
BehindPage behind(const Services&, const Actor&, const BehindQuestion&);

// Nguyên nhân quá hạn: what was finished late in the period or is overdue at its end, by cause.
struct CauseCount {
    std::string code;
    std::int64_t dossiers = 0;
};
BOOST_DESCRIBE_STRUCT(CauseCount, (), (code, dossiers))

struct LatenessRow {
    std::string code;
    std::string name;
    std::int64_t total = 0;
    std::int64_t finished = 0;
    std::int64_t overdue = 0;
    std::vector<CauseCount> causes;              // Those that occur
};
BOOST_DESCRIBE_STRUCT(LatenessRow, (), (code, name, total, finished, overdue, causes))

struct LatenessTable {
    std::vector<LatenessRow> rows;               // The most first
    LatenessRow sum;
    Instant counted_at{};
};
// By unit, division, subject or procedure. Refusals as of ii06.
LatenessTable lateness(const Services&, const Actor&, const Question&);

}  // namespace motcua::reports
