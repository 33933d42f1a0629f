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

// Thời hạn giải quyết. `hundredths` is the amount times 100, since limits such as 7,5 working days exist.
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
    const WorkingHours& hours;
    // "Trong ngày" and received at or after this minute: due on the next working day (NĐ 23/2015/NĐ-CP Đ7).
    MinuteOfDay same_day_cut_off{15 * 60};
};

struct Deadline {
    Instant due_at;
    bool provisional = false;                // The reckoning touches a year whose calendar is not confirmed.
    std::vector<std::string> explanation;    // Vietnamese sentences: which days were skipped and why.
};

// When the clock starts for a dossier received at this instant: at once within a session that counts, else at the
// beginning of the next one.
Instant clock_start(Instant received_at, const ClockRules&);

// Ngày hẹn trả. Empty while a pause has no end. Working days are counted in session minutes (a day has as many as its
// sessions), calendar days by BLDS 2015 Đ147–148, hours in session time.
std::optional<Deadline> deadline(Instant received_at, TimeLimit, PausePolicy, const std::vector<Pause>&, const ClockRules&);

// Session minutes between two instants that count towards a deadline.
std::chrono::minutes working_minutes(Instant from, Instant to, const ClockRules&);

// The instant at which `minutes` of working time have passed since `from`.
Instant after_working_minutes(Instant from, std::chrono::minutes, const ClockRules&);

// When a dossier received now must be handed on: the same working day, or at the start of the next working day if it
// is 15:00 or later (NĐ 118/2025/NĐ-CP Đ18.2 as amended by NĐ 309/2026/NĐ-CP).
Instant forward_by(Instant received_at, const ClockRules&);

// The last instant at which the apology with a new date (Mẫu 04) may still be sent: the end of the last working day
// before the day of the due date.
Instant apology_by(Instant due_at, const ClockRules&);

enum class Timeliness { early, on_time, late };
// Trước hạn, đúng hạn, quá hạn: earlier day than due, the due day up to the due instant, later.
Timeliness timeliness(Instant finished_at, Instant due_at);

// The due instants of consecutive legs of one deadline that get these shares (hundredths of the whole, together ≤ 100).
std::vector<Instant> leg_deadlines(Instant start, Instant due_at, const std::vector<int>& shares, const ClockRules&);

}  // namespace motcua
