#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/calendar.hpp"
#include "domain/time.hpp"

namespace motcua {

// The unit in which a procedure states its time limit.
enum class LimitUnit { immediate, hour, day, working_day };

// Thời hạn giải quyết. `hundredths` is the amount times 100, since limits such as 7,5 working days exist; never below
// 0, and without meaning for `immediate` ("trong ngày").
struct TimeLimit {
    LimitUnit unit = LimitUnit::working_day;
    int hundredths = 0;

    bool operator==(const TimeLimit&) const = default;
};

// What a supplement request does to the clock: the time already used stays used, or the limit starts again.
// NĐ 61/2018 Đ19.4 says reset; index 766 and provincial software subtract (pause). A procedure says which.
enum class PausePolicy { pause, reset };

// A stretch in which the clock stands still: a supplement request or a payment that is awaited. No end = still paused.
struct Pause {
    Instant from;
    std::optional<Instant> to;
};

struct ClockRules {
    const WorkingCalendar& calendar;
    const WorkingHours& hours;  // Well formed.
    // "Trong ngày" and received at or after this minute: due on the next working day (NĐ 23/2015/NĐ-CP Đ7).
    MinuteOfDay same_day_cut_off{15 * 60};
    // Received at or after this minute: handed on at the start of the next working day (NĐ 118/2025/NĐ-CP Đ18.2).
    MinuteOfDay forward_cut_off{15 * 60};
};

// The clock knows whole minutes, as Mẫu 01 does: seconds of what it is given are cut. docs/time.md explains every rule
// with examples.
struct Deadline {
    Instant due_at;
    bool provisional = false;                // The reckoning touches a year whose calendar is not confirmed.
    std::vector<std::string> explanation;    // Vietnamese sentences: which days were skipped and why.
};

// When the clock starts for a dossier received at this instant: at once within a session that counts, else at the
// beginning of the next one.
Instant clock_start(Instant received_at, const ClockRules&);

// Ngày hẹn trả.
//   working_day: the same time of day so many counting days later (a day with sessions that count, however long);
//     where that day does not work at that time, the last working minute before it. A fraction is that share of the
//     session time to the same time one day later.
//   hour: session time.
//   day: BLDS 2015 Đ147–148: the first day is not counted; the end of the last session of the last day, or of the next
//     counting day when that day is off.
//   immediate: the end of the last session of the same day, or of the next counting day from the cut-off on.
// Pauses may overlap and come in any order; one that ends before it begins is ignored, as is one that begins when the
// limit has run out already. Empty while a pause that began in time has no end. An immediate limit always resets.
std::optional<Deadline> deadline(Instant received_at, TimeLimit, PausePolicy, const std::vector<Pause>&, const ClockRules&);

// Session minutes between two instants that count towards a deadline; 0 when `to` is not later.
std::chrono::minutes working_minutes(Instant from, Instant to, const ClockRules&);

// The earliest instant at which `minutes` of working time have passed since `from`; `from` itself for none.
Instant after_working_minutes(Instant from, std::chrono::minutes, const ClockRules&);

// When a dossier received now must be handed on: by the end of the same working day, or at the start of the next one
// if it is 15:00 or later (NĐ 118/2025/NĐ-CP Đ18.2 as amended by NĐ 309/2026/NĐ-CP) or this day does not count.
Instant forward_by(Instant received_at, const ClockRules&);

// The last instant at which the apology with a new date (Mẫu 04) may still be sent: the end of the last session of the
// last working day before the day of the due date (NĐ 61/2018 Đ19.9).
Instant apology_by(Instant due_at, const ClockRules&);

enum class Timeliness { early, on_time, late };
// Trước hạn, đúng hạn, quá hạn: earlier day than due, the due day up to and with the due instant, later.
Timeliness timeliness(Instant finished_at, Instant due_at);

// The due instants of consecutive legs of one deadline that get these shares (hundredths of the whole, together ≤ 100)
// of its session time. Throws std::invalid_argument for other shares.
std::vector<Instant> leg_deadlines(Instant start, Instant due_at, const std::vector<int>& shares, const ClockRules&);

// What a change of the calendar does to a due instant that was reckoned before it. A date printed on Mẫu 01 is a
// promise: it stays, and an officer gets the task to tell the applicant. A date not yet printed moves silently.
struct Revision {
    Instant due_at;             // What holds from now on.
    bool provisional = false;   // Of the new reckoning.
    bool moved = false;         // The stored date has to be written again.
    bool needs_notice = false;  // The printed date differs from the new reckoning.

    bool unchanged() const { return !moved && !needs_notice; }
};
Revision revised(Instant held_due_at, bool printed, const Deadline& recomputed);

}  // namespace motcua
