#include "domain/legal_clock.hpp"

#include <algorithm>
#include <stdexcept>

#include "domain/deadline_explanation.hpp"
#include "domain/working_time.hpp"

namespace motcua {

namespace {

using namespace std::chrono;
using namespace working_time;

// Overlapping pauses as one, in order.
std::vector<StandStill> merged(const std::vector<Pause>& pauses)
{
    std::vector<StandStill> spans;
    for (const auto& pause : pauses)
        if (!pause.to || *pause.to >= pause.from) spans.push_back({local(pause.from), pause.to ? local(*pause.to) : LocalMinute::max()});
    std::sort(spans.begin(), spans.end(), [](const auto& one, const auto& other) { return one.from < other.from; });
    std::vector<StandStill> apart;
    for (const auto& span : spans) {
        if (apart.empty() || apart.back().to < span.from) apart.push_back(span);
        else apart.back().to = std::max(apart.back().to, span.to);
    }
    return apart;
}

// One limit that runs from a start and is lengthened by what pauses took.
class RunningLimit {
public:
    RunningLimit(LocalMinute start, TimeLimit limit, const ClockRules& rules) : m_start(start), m_limit(limit), m_rules(rules) {}

    LocalMinute start() const { return m_start; }

    // Never while the clock stands still: a pause may have begun in the last minutes, or while the last day was off.
    LocalMinute due() const
    {
        const auto reckoned = due_by_unit();
        if (reckoned >= m_resumed) return reckoned;
        return m_limit.unit == LimitUnit::day ? closing(day_of(m_resumed), m_rules) : m_resumed;
    }

    // The day on which calendar days end, be it off or not.
    Day last_calendar_day() const
    {
        const auto counted = day_of(m_start) + days((m_limit.hundredths + 99) / 100) + days(m_paused_days);
        return std::max(counted, day_of(m_resumed));
    }

    void stand_still(StandStill pause)
    {
        m_resumed = start_of_counting(pause.to, m_rules);
        const auto from = std::max(pause.from, m_start);
        if (m_limit.unit == LimitUnit::day)
            m_paused_days += static_cast<int>((day_of(pause.to) - day_of(from)).count());
        else
            stand_still_between(start_of_counting(from, m_rules), m_resumed);
    }

    void restart(LocalMinute at)
    {
        m_start = start_of_counting(at, m_rules);
        m_resumed = m_start;
    }

private:
    int fraction() const { return m_limit.hundredths % 100; }

    LocalMinute due_by_unit() const
    {
        switch (m_limit.unit) {
            case LimitUnit::immediate: return due_immediately();
            case LimitUnit::hour: return after(m_start, minutes(m_limit.hundredths * 60 / 100) + m_paused_minutes, m_rules);
            case LimitUnit::day: return due_by_calendar_days();
            case LimitUnit::working_day: return due_by_working_days();
        }
        return m_start;
    }

    LocalMinute due_immediately() const
    {
        const auto day = day_of(m_start);
        return closing(m_start < day + m_rules.same_day_cut_off ? day : next_counting_day(day, m_rules), m_rules);
    }

    LocalMinute due_by_calendar_days() const
    {
        const auto day = last_calendar_day();
        if (!is_counting_day(day, m_rules)) return closing(next_counting_day(day, m_rules), m_rules);
        if (fraction() == 0) return closing(day, m_rules);
        const auto whole_day = between(opening(day, m_rules), closing(day, m_rules), m_rules);
        return after(opening(day, m_rules), whole_day * fraction() / 100, m_rules);
    }

    LocalMinute due_by_working_days() const
    {
        const auto whole = m_limit.hundredths / 100 + m_paused_days;
        auto due = add_days(m_start, whole, m_rules);
        if (fraction() != 0) {
            const auto to_next_day = between(due, add_days(m_start, whole + 1, m_rules), m_rules);
            due = after(due, to_next_day * fraction() / 100, m_rules);
        }
        return after(due, m_paused_minutes, m_rules);
    }

    // A limit in working days stands still for whole days, from time of day to the same time of day, and for the
    // session time that is left.
    void stand_still_between(LocalMinute from, LocalMinute to)
    {
        const auto minute = from - day_of(from);
        while (m_limit.unit == LimitUnit::working_day) {
            const auto next = at_time_of_day(next_counting_day(day_of(from), m_rules), minute, m_rules);
            if (next > to) break;
            from = next;
            ++m_paused_days;
        }
        m_paused_minutes += between(from, to, m_rules);
    }

    LocalMinute m_start;
    LocalMinute m_resumed = m_start;
    TimeLimit m_limit;
    const ClockRules& m_rules;
    int m_paused_days = 0;
    minutes m_paused_minutes{0};
};

std::vector<int> unconfirmed_years(Day from, Day to, const WorkingCalendar& calendar)
{
    std::vector<int> years;
    for (auto year = year_of(from); year <= year_of(to); ++year)
        if (!calendar.is_confirmed(year)) years.push_back(year);
    return years;
}

}  // namespace

Instant clock_start(Instant received_at, const ClockRules& rules) { return instant(start_of_counting(local(received_at), rules)); }

std::optional<Deadline> deadline(Instant received_at, TimeLimit limit, PausePolicy policy, const std::vector<Pause>& pauses, const ClockRules& rules)
{
    if (limit.hundredths < 0) throw std::invalid_argument("a time limit is never negative");
    const auto received = local(received_at);
    RunningLimit running(start_of_counting(received, rules), limit, rules);
    DeadlineStory story{.received = received, .limit = limit};
    for (const auto& pause : merged(pauses)) {
        if (pause.from >= running.due()) break;
        if (pause.to == LocalMinute::max()) return std::nullopt;
        if (pause.to <= running.start()) continue;
        if (policy == PausePolicy::reset || limit.unit == LimitUnit::immediate) {
            running.restart(pause.to);
            story.restarted = true;
        } else {
            running.stand_still(pause);
            story.pauses.push_back(pause);
        }
    }
    story.start = running.start();
    story.due = running.due();
    story.last_calendar_day = running.last_calendar_day();
    story.unconfirmed_years = unconfirmed_years(day_of(received), day_of(story.due), rules.calendar);
    return Deadline{instant(story.due), !story.unconfirmed_years.empty(), explanation_of(story, rules)};
}

minutes working_minutes(Instant from, Instant to, const ClockRules& rules) { return between(local(from), local(to), rules); }

Instant after_working_minutes(Instant from, minutes span, const ClockRules& rules) { return instant(after(local(from), span, rules)); }

Instant forward_by(Instant received_at, const ClockRules& rules)
{
    const auto received = local(received_at);
    const auto day = day_of(received);
    const bool same_day = is_counting_day(day, rules) && received < day + rules.forward_cut_off && received < closing(day, rules);
    return instant(same_day ? closing(day, rules) : opening(next_counting_day(day, rules), rules));
}

Instant apology_by(Instant due_at, const ClockRules& rules)
{
    return instant(closing(previous_counting_day(day_in_vietnam(due_at), rules), rules));
}

Timeliness timeliness(Instant finished_at, Instant due_at)
{
    if (finished_at > due_at) return Timeliness::late;
    return day_in_vietnam(finished_at) < day_in_vietnam(due_at) ? Timeliness::early : Timeliness::on_time;
}

std::vector<Instant> leg_deadlines(Instant start, Instant due_at, const std::vector<int>& shares, const ClockRules& rules)
{
    const auto whole = working_minutes(start, due_at, rules);
    std::vector<Instant> legs;
    int used = 0;
    for (const auto share : shares) {
        if (share < 0 || share > 100 - used) throw std::invalid_argument("shares of a deadline are 0 to 100 together");
        used += share;
        legs.push_back(used == 100 ? due_at : after_working_minutes(start, whole * used / 100, rules));
    }
    return legs;
}

Revision revised(Instant held_due_at, bool printed, const Deadline& recomputed)
{
    const bool differs = recomputed.due_at != held_due_at;
    return {printed ? held_due_at : recomputed.due_at, recomputed.provisional, differs && !printed, differs && printed};
}

}  // namespace motcua
