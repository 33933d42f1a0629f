#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "features/dossiers/dossiers.hpp"
#include "features/reports/days.hpp"
#include "features/staff/staff.hpp"

// What the reports count of a dossier. Pure: the acts of the day and the replay of the journal run the same functions.
namespace motcua::reports {

// Whose turn it is: the part of the way that an open task stands for.
enum class Leg { none, acceptance, forwarding, processing, approval, consultation, result, handover };
BOOST_DESCRIBE_ENUM(Leg, none, acceptance, forwarding, processing, approval, consultation, result, handover)

Leg leg_of(const dossiers::Task&);

// What became true of a dossier and stays so: bits of Counted::marks. Their numbers are stored.
namespace mark {
inline constexpr std::int64_t papers = 1;              // Something was handed in
inline constexpr std::int64_t digitised = 2;           // A paper of it is a file, or data that the state has
inline constexpr std::int64_t reused = 4;              // Data that the state has stood for a paper
inline constexpr std::int64_t electronic_result = 8;
inline constexpr std::int64_t denied = 16;
inline constexpr std::int64_t extended = 32;
inline constexpr std::int64_t sent_back = 64;
inline constexpr std::int64_t late_forwarding = 128;   // A leg ended after its own due time
inline constexpr std::int64_t late_processing = 256;
inline constexpr std::int64_t late_approval = 512;
inline constexpr std::int64_t late_consultation = 1024;
inline constexpr std::int64_t late_result = 2048;
}  // namespace mark

// What lateness is measured against as things stand: the first promise when there was an apology. Nothing before receipt, without a
// limit, while the clock stands, or once it is finished.
std::optional<Instant> promise_of(const dossiers::Dossier&);

// One dossier, as the figures need it.
struct Counted {
    DossierId dossier_id;
    std::int64_t version = 0;                    // Of the dossier: the last journal entry that is in here
    std::string code;
    AgencyId unit_id;                            // Decides: a commune, a department, the city
    AgencyId division_id;                        // Of it, does the work
    AgencyId intake_unit_id;                     // Of the centre that took it
    std::string procedure_id;
    catalogue::Channel channel = catalogue::Channel::counter;
    dossiers::State state = dossiers::State::registered;
    DayNumber submitted_day = 0;
    std::optional<DayNumber> received_day;
    std::optional<Instant> due_at;               // The promise, kept when the clock stands or it is finished
    std::optional<DayNumber> late_day;           // The first day at whose end it is late, as things stand
    bool late_before_pause = false;              // The clock stands, and it was late when it stopped
    std::optional<DayNumber> finished_day;
    std::optional<Timeliness> ending;            // Of one that was received; on time when the law sets no limit
    int supplements = 0;
    std::int64_t marks = 0;
    std::optional<OfficerId> received_by;
    std::optional<OfficerId> handled_by;         // Thụ lý: last passed on the work of it, or decided it alone
    std::optional<AgencyId> holder_id;           // Where it lies now
    std::optional<OfficerId> held_by;
    Leg leg = Leg::none;
    std::optional<AgencyId> late_agency_id;      // Where a leg was late first
    Vnd fee_vnd;
    Vnd paid_vnd;

    bool has(std::int64_t one_mark) const { return (marks & one_mark) != 0; }
    bool operator==(const Counted&) const = default;
};
BOOST_DESCRIBE_STRUCT(Counted, (), (dossier_id, version, code, unit_id, division_id, intake_unit_id, procedure_id, channel, state, submitted_day,
    received_day, due_at, late_day, late_before_pause, finished_day, ending, supplements, marks, received_by, handled_by, holder_id, held_by, leg,
    late_agency_id, fee_vnd, paid_vnd))

// It was late at the end of each day from `from_day` on, until the end of the day before `to_day`.
struct Lateness {
    DayNumber from_day = 0;
    DayNumber to_day = 0;

    bool operator==(const Lateness&) const = default;
};
BOOST_DESCRIBE_STRUCT(Lateness, (), (from_day, to_day))

struct Payment {
    std::int64_t seq = 0;                        // Of the journal
    DayNumber day = 0;
    Vnd vnd;

    bool operator==(const Payment&) const = default;
};
BOOST_DESCRIBE_STRUCT(Payment, (), (seq, day, vnd))

// What an act changes of it. Made without knowing the row as it was, so that the row need not be read.
struct Change {
    Counted now;                                 // Its marks are the new ones; an empty officer or late agency stays as it was
    bool is_new = false;
    DayNumber day = 0;                           // Of the act
    bool promise_changed = false;                // now.late_day holds, and a lateness before it ends on `day`; else it stays
    bool was_late = false;                       // There may be such a lateness
    bool pause_changed = false;                  // now.late_before_pause holds
    std::optional<OfficerId> handled_alone;      // Handled it, if nobody has before
    std::vector<Payment> payments;
};
Change change_of(const dossiers::Recorded&, const staff::Directory&);

// Everything counted of one dossier, for the replay.
struct Ledger {
    Counted row;
    std::vector<Lateness> late;                  // That are over
    std::vector<Payment> payments;

    bool operator==(const Ledger&) const = default;
};
void apply(Ledger&, const Change&);

// How it stands at the end of a day, the journal up to then being known.
bool is_pending(const Counted&, DayNumber);
bool is_late(const Ledger&, DayNumber);

}  // namespace motcua::reports
