#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <stdexcept>

#include "domain/legal_clock.hpp"

// The legal clock against a second one that knows nothing but a row of half hours, each of which counts or does not,
// and walks along it.

using namespace motcua;
using namespace std::chrono_literals;

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int worlds = 400;
#else
constexpr int worlds = 4000;
#endif
constexpr int cases_in_a_world = 250;

constexpr int ticks_a_day = 48;
constexpr int horizon = 800;  // Days.
constexpr int tick = 30;      // Minutes.

using Random = std::mt19937;

int any(Random& random, int from, int to) { return std::uniform_int_distribution<int>(from, to)(random); }
bool perhaps(Random& random, int percent) { return any(random, 1, 100) <= percent; }

struct Span {
    int from;  // Ticks since midnight of the first day.
    int to;    // -1 when open.
};

struct World {
    Day first_day = {};
    WorkingCalendar calendar;
    WorkingHours hours;
    int cut_off = 30;
    std::string row;           // One letter for each tick: 'x' where it counts.
    bool uniform = false;      // All days that count have the same sessions.

    ClockRules rules() const { return {calendar, hours, std::chrono::minutes(cut_off * tick), 15h}; }
    Instant instant(int ticks) const { return instant_in_vietnam(first_day, std::chrono::minutes(ticks * tick)); }
};

std::vector<WorkingSession> any_sessions(Random& random)
{
    std::vector<WorkingSession> sessions;
    int from = any(random, 0, 20);
    for (int left = any(random, 0, 3); left > 0 && from < ticks_a_day; --left) {
        const int to = std::min(ticks_a_day, from + any(random, 1, 10));
        sessions.push_back({std::chrono::minutes(from * tick), std::chrono::minutes(to * tick)});
        from = to + any(random, 0, 4);
    }
    return sessions;
}

WorkingHours any_hours(Random& random, bool uniform)
{
    WorkingHours hours;
    do {
        const auto every_day = any_sessions(random);
        for (int weekday = 0; weekday < 7; ++weekday)
            hours.sessions[weekday] = uniform ? every_day : any_sessions(random);
        hours.saturday_counts = perhaps(random, 30);
    } while (!hours.is_well_formed());
    return hours;
}

// Which weekday's hours a day follows, or -1.
int weekday_followed(Day day, const std::vector<SpecialDay>& specials, bool saturday_counts)
{
    for (const auto& special : specials)
        if (special.day == day) return special.kind == SpecialDayKind::make_up ? 1 : -1;
    const auto number = static_cast<int>(std::chrono::weekday(day).c_encoding());
    if (number == 0 || (number == 6 && !saturday_counts)) return -1;
    return number;
}

World any_world(Random& random)
{
    World world;
    world.uniform = perhaps(random, 50);
    world.first_day = make_day(2026, 1, 1) + std::chrono::days(any(random, 0, 700));
    world.hours = any_hours(random, world.uniform);
    world.cut_off = any(random, 10, 40);
    std::vector<SpecialDay> specials;
    const int percent = any(random, 0, 40);
    for (int day = 0; day < 60; ++day)
        if (perhaps(random, percent)) specials.push_back({world.first_day + std::chrono::days(day), static_cast<SpecialDayKind>(any(random, 0, 3)), "x", "y"});
    std::set<int> confirmed;
    if (perhaps(random, 70)) confirmed = {2026, 2027};
    world.calendar = WorkingCalendar(specials, confirmed);
    world.row.assign(horizon * ticks_a_day, ' ');
    for (int day = 0; day < horizon; ++day) {
        const int weekday = weekday_followed(world.first_day + std::chrono::days(day), specials, world.hours.saturday_counts);
        if (weekday < 0) continue;
        for (const auto& session : world.hours.sessions[weekday])
            for (auto at = session.from.count() / tick; at < session.to.count() / tick; ++at)
                world.row[static_cast<std::size_t>(day * ticks_a_day + at)] = 'x';
    }
    return world;
}

// The second clock. Time is in minutes here, since a share of a day may end between two ticks.
class Walker {
public:
    Walker(const World& world, TimeLimit limit, PausePolicy policy, std::vector<Span> pauses)
        : m_row(world.row.data()), m_cut_off(world.cut_off), m_limit(limit), m_policy(policy), m_pauses(std::move(pauses))
    {
    }

    // -1 when there is no deadline.
    int walk(int received)
    {
        join_pauses();
        m_start = first_counting(received);
        m_resumed = m_start;
        for (const auto& pause : m_pauses) {
            if (pause.from * tick >= due()) break;
            if (pause.to < 0) return -1;
            if (pause.to <= m_start) continue;
            if (m_policy == PausePolicy::reset || m_limit.unit == LimitUnit::immediate) {
                m_start = first_counting(pause.to);
                m_taken.clear();
            } else {
                m_taken.push_back({std::max(pause.from, m_start), pause.to});
            }
            m_resumed = first_counting(pause.to);
        }
        return due();
    }

    int start() const { return m_start; }
    const std::vector<Span>& taken() const { return m_taken; }

    // Ticks that count in [from, to).
    int count(int from, int to) const
    {
        int sum = 0;
        for (int at = from; at < to; ++at) sum += counts(at);
        return sum;
    }

private:
    bool counts(int at) const
    {
        if (at >= horizon * ticks_a_day) throw std::out_of_range("the world ends here");
        return at >= 0 && m_row[at] == 'x';
    }

    int first_counting(int at) const
    {
        while (!counts(at)) ++at;
        return at;
    }

    bool day_counts(int day) const { return count(day * ticks_a_day, (day + 1) * ticks_a_day) > 0; }

    int day_end(int day) const
    {
        int at = (day + 1) * ticks_a_day;
        while (!counts(at - 1)) --at;
        return at;
    }

    void join_pauses()
    {
        std::erase_if(m_pauses, [](const Span& pause) { return pause.to >= 0 && pause.to < pause.from; });
        for (bool joined = true; joined;) {
            joined = false;
            for (std::size_t one = 0; one < m_pauses.size() && !joined; ++one)
                for (std::size_t other = one + 1; other < m_pauses.size() && !joined; ++other) joined = join(one, other);
        }
        std::sort(m_pauses.begin(), m_pauses.end(), [](const Span& one, const Span& other) { return one.from < other.from; });
    }

    bool join(std::size_t one, std::size_t other)
    {
        const auto a = m_pauses[one];
        const auto b = m_pauses[other];
        if ((a.to >= 0 && b.from > a.to) || (b.to >= 0 && a.from > b.to)) return false;
        m_pauses[one] = {std::min(a.from, b.from), a.to < 0 || b.to < 0 ? -1 : std::max(a.to, b.to)};
        m_pauses.erase(m_pauses.begin() + static_cast<std::ptrdiff_t>(other));
        return true;
    }

    // Half an hour at a time, the last one perhaps in part. In minutes.
    int walked(int from_tick, int minutes) const
    {
        int at = from_tick;
        while (minutes > 0) {
            if (!counts(at)) {
                ++at;
            } else if (minutes < tick) {
                return at * tick + minutes;
            } else {
                minutes -= tick;
                ++at;
            }
        }
        return at * tick;
    }

    // The same, from a minute that need not be on a tick.
    int walked_from(int minute, int minutes) const
    {
        const int into = minute % tick;
        if (into == 0) return walked(minute / tick, minutes);
        if (minutes == 0) return minute;
        return walked(minute / tick, minutes + into);
    }

    // Day by day to the n-th day that counts; there back to where the office is open, or was until just now.
    int same_time_later(int from, int days) const
    {
        if (days == 0) return from;
        int day = from / ticks_a_day;
        while (days > 0) days -= day_counts(++day);
        const int wanted = day * ticks_a_day + from % ticks_a_day;
        for (int at = wanted; at > day * ticks_a_day; --at)
            if (counts(at) || counts(at - 1)) return at;
        int at = day * ticks_a_day;
        while (!counts(at)) ++at;
        return at;
    }

    int due() const
    {
        switch (m_limit.unit) {
            case LimitUnit::immediate: return due_immediately() * tick;
            case LimitUnit::hour: return std::max(due_in_hours(), m_resumed * tick);
            case LimitUnit::day: return due_in_days();
            case LimitUnit::working_day: return std::max(due_in_working_days(), m_resumed * tick);
        }
        return 0;
    }

    int due_immediately() const
    {
        int day = m_start / ticks_a_day;
        if (m_start % ticks_a_day >= m_cut_off)
            while (!day_counts(++day)) {}
        return day_end(day);
    }

    bool is_paused(int at) const
    {
        return std::any_of(m_taken.begin(), m_taken.end(), [at](const Span& pause) { return pause.from <= at && at < pause.to; });
    }

    int due_in_hours() const
    {
        int left = m_limit.hundredths * 60 / 100;
        int at = m_start;
        for (; left >= tick; ++at)
            if (counts(at) && !is_paused(at)) left -= tick;
        if (left == 0) return at * tick;
        while (!counts(at) || is_paused(at)) ++at;
        return at * tick + left;
    }

    // Midnight by midnight; those in a pause do not count.
    int due_in_days() const
    {
        const int fraction = m_limit.hundredths % 100;
        int left = (m_limit.hundredths + 99) / 100;
        int day = m_start / ticks_a_day;
        const auto next_midnight_is_paused = [&] {
            return std::any_of(m_taken.begin(), m_taken.end(), [&](const Span& pause) { return pause.from < (day + 1) * ticks_a_day && pause.to >= (day + 1) * ticks_a_day; });
        };
        while (left > 0 || next_midnight_is_paused()) {
            left -= !next_midnight_is_paused();
            ++day;
        }
        day = std::max(day, m_resumed / ticks_a_day);
        if (!day_counts(day)) {
            while (!day_counts(++day)) {}
            return day_end(day) * tick;
        }
        const int whole = count(day * ticks_a_day, (day + 1) * ticks_a_day) * tick;
        const int due = walked(first_counting(day * ticks_a_day), whole * fraction / 100);
        return fraction == 0 || due < m_resumed * tick ? day_end(day) * tick : due;
    }

    int due_in_working_days() const
    {
        int days = m_limit.hundredths / 100;
        int rest = 0;
        for (const auto& pause : m_taken) {
            const int from = first_counting(pause.from);
            const int to = first_counting(pause.to);
            int whole = 0;
            while (same_time_later(from, whole + 1) <= to) ++whole;
            days += whole;
            rest += count(same_time_later(from, whole), to) * tick;
        }
        const int due = same_time_later(m_start, days);
        const int share = count(due, same_time_later(m_start, days + 1)) * tick * (m_limit.hundredths % 100) / 100;
        return walked_from(walked(due, share), rest);
    }

    const char* m_row;
    int m_cut_off;
    TimeLimit m_limit;
    PausePolicy m_policy;
    std::vector<Span> m_pauses;
    std::vector<Span> m_taken;
    int m_start = 0;
    int m_resumed = 0;
};

TimeLimit any_limit(Random& random)
{
    const auto unit = static_cast<LimitUnit>(any(random, 0, 3));
    const int most = unit == LimitUnit::hour ? 20 : unit == LimitUnit::day ? 15 : 6;
    return {unit, any(random, 0, most) * 100 + (perhaps(random, 30) ? any(random, 0, 99) : 0)};
}

std::vector<Span> any_pauses(Random& random, int received)
{
    std::vector<Span> pauses;
    for (int left = perhaps(random, 40) ? 0 : any(random, 1, 4); left > 0; --left) {
        const int from = received + any(random, -30, 6 * ticks_a_day);
        const int to = perhaps(random, 10) ? -1 : from + (perhaps(random, 50) ? any(random, 0, 20) : any(random, -5, 5 * ticks_a_day));
        pauses.push_back({from, to < 0 ? -1 : to});
    }
    return pauses;
}

std::vector<Pause> as_told(const World& world, const std::vector<Span>& spans)
{
    std::vector<Pause> pauses;
    for (const auto& span : spans)
        pauses.push_back({world.instant(span.from), span.to < 0 ? std::nullopt : std::optional(world.instant(span.to))});
    return pauses;
}

// Where all days are alike, the session time from start to end is the limit and what the pauses took.
bool adds_up(const World& world, const Walker& walker, TimeLimit limit, Instant due_at)
{
    int limit_minutes = limit.hundredths * 60 / 100;
    if (limit.unit == LimitUnit::working_day) {
        const auto& day = world.hours.sessions[1];
        int length = 0;
        for (const auto& session : day) length += static_cast<int>((session.to - session.from).count());
        limit_minutes = length * (limit.hundredths / 100) + length * (limit.hundredths % 100) / 100;
    }
    for (const auto& pause : walker.taken()) limit_minutes += walker.count(pause.from, pause.to) * tick;
    return working_minutes(world.instant(walker.start()), due_at, world.rules()).count() == limit_minutes;
}

}  // namespace

TEST_CASE("a million deadlines agree with a clock that walks half hour by half hour")
{
    Random random(20260828);
    int empty = 0;
    int paused = 0;
    for (int number = 0; number < worlds; ++number) {
        const auto world = any_world(random);
        for (int trial = 0; trial < cases_in_a_world; ++trial) {
            const int received = any(random, 0, 20 * ticks_a_day);
            const auto limit = any_limit(random);
            const auto policy = perhaps(random, 50) ? PausePolicy::pause : PausePolicy::reset;
            const auto pauses = any_pauses(random, received);
            Walker walker(world, limit, policy, pauses);
            const int expected = walker.walk(received);
            const auto found = deadline(world.instant(received), limit, policy, as_told(world, pauses), world.rules());
            empty += expected < 0;
            paused += !walker.taken().empty();
            const auto midnight = instant_in_vietnam(world.first_day, 0min);
            const auto reckoned = found ? (found->due_at - midnight) / 1min : -1;
            const bool by_session = limit.unit == LimitUnit::hour || limit.unit == LimitUnit::working_day;
            if (reckoned == expected && (expected < 0 || !world.uniform || !by_session || adds_up(world, walker, limit, found->due_at))) continue;
            CAPTURE(number);
            CAPTURE(trial);
            CAPTURE(static_cast<int>(limit.unit));
            CAPTURE(limit.hundredths);
            CAPTURE(static_cast<int>(policy));
            CAPTURE(expected);
            CAPTURE(reckoned);
            FAIL("the two clocks disagree");
        }
    }
    CHECK(empty > worlds);
    CHECK(paused > 10 * worlds);
}
