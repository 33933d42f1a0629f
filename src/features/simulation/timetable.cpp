#include "features/simulation/timetable.hpp"

#include <algorithm>
#include <cmath>

namespace motcua::simulation {

namespace {

using std::chrono::minutes;

constexpr int minutes_a_day = 480;

minutes part(minutes whole, double share) { return minutes(static_cast<int>(std::lround(static_cast<double>(whole.count()) * share))); }

double between(double least, double most, Random& random) { return least + (most - least) * random.share(); }

}  // namespace

Timetable::Timetable(const catalogue::Snapshot& catalogue)
{
    for (const auto& unit : catalogue.units()) m_rules.push_back(catalogue.clock_rules(unit.code));
}

Instant Timetable::after_days(std::uint16_t unit, Instant now, double least, double most, Random& random) const
{
    auto span = part(minutes(minutes_a_day), between(least, most, random));
    return after_working_minutes(now, std::max(minutes(1), span), m_rules[unit]);
}

Instant Timetable::target(const Case& c, Instant now, Random& random) const
{
    const auto& rules = m_rules[c.unit];
    if (!c.due_at) return after_days(c.unit, now, 1, 10, random);
    if (c.fate.late) return after_days(c.unit, std::max(now, *c.due_at), 0.1, c.route->is_at_once ? 1 : 5, random);
    auto left = working_minutes(now, *c.due_at, rules);
    auto span = part(left, between(0.25, 0.95, random));
    if (c.route->is_at_once) span = std::min(span, minutes(random.between(6, 45)));
    return after_working_minutes(now, std::max(minutes(2), span), rules);
}

Instant Timetable::extended(const Case& c, Random& random) const
{
    return after_days(c.unit, *c.due_at, 2, 5, random);
}

// What is left of the time is shared evenly among the acts that are left, more or less.
Instant Timetable::towards_target(const Case& c, Instant now, Random& random) const
{
    const auto& rules = m_rules[c.unit];
    auto acts = c.course.left_to_result();
    auto left = working_minutes(now, c.target, rules);
    auto span = acts <= 1 ? left : part(left, between(0.5, 1.4, random) / acts);
    return after_working_minutes(now, std::max(minutes(1), span), rules);
}

Instant Timetable::pick_up(const Case& c, Instant now, Random& random) const
{
    const auto& rules = m_rules[c.intake_unit];
    if (c.route->is_at_once && c.return_method == dossiers::ReturnMethod::at_centre)
        return after_working_minutes(now, minutes(random.between(2, 15)), rules);
    if (c.return_method == dossiers::ReturnMethod::online) return after_working_minutes(now, minutes(random.between(5, 60)), rules);
    bool forgets = random.chance(0.03);
    return after_days(c.intake_unit, now, forgets ? 5 : 0.05, forgets ? 15 : 3, random);
}

Instant Timetable::next(const Case& c, Instant now, std::optional<Instant> forward_by, Random& random) const
{
    auto seconds = std::chrono::seconds(random.between(0, 59));
    auto at = now;
    switch (c.course.next()) {
    case Act::supplement: at = after_days(c.intake_unit, now, 0.5, 6, random); break;
    case Act::pay: at = after_days(c.intake_unit, now, 0.2, 3, random); break;
    case Act::withdraw: at = after_days(c.intake_unit, now, 0.2, 1.5, random); break;
    case Act::collect_fee: at = pick_up(c, now, random); break;
    case Act::hand_over: at = after_working_minutes(now, minutes(random.between(1, 3)), m_rules[c.intake_unit]); break;
    case Act::receive: at = after_working_minutes(now, minutes(random.between(3, 60)), m_rules[c.intake_unit]); break;
    case Act::forward:
        if (forward_by) {
            at = after_working_minutes(now, minutes(random.between(5, 90)), m_rules[c.intake_unit]);
            if (at > *forward_by && *forward_by > now) return *forward_by;
        } else {
            at = towards_target(c, now, random);
        }
        break;
    case Act::extend:
        if (c.due_at) {
            auto left = working_minutes(now, apology_by(*c.due_at, m_rules[c.unit]), m_rules[c.unit]);
            at = after_working_minutes(now, std::max(minutes(1), part(left, between(0.4, 0.95, random))), m_rules[c.unit]);
            break;
        }
        [[fallthrough]];
    default: at = towards_target(c, now, random); break;
    }
    bool too_late = c.due_at && !c.fate.late && now < *c.due_at && at + seconds > *c.due_at && c.course.left_to_result() == 1;
    return too_late ? *c.due_at : at + seconds;
}

}  // namespace motcua::simulation
