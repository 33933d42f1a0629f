#include "features/simulation/arrivals.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace motcua::simulation {

namespace {

using std::chrono::days;
using std::chrono::minutes;

constexpr std::uint64_t purpose = 1;
constexpr double weekday_weights[] = {0, 1.30, 1.06, 0.98, 0.96, 0.90, 0.30};   // From Sunday
constexpr int most_tries = 10'000;
constexpr double quietest_hour = 0.15;

// How busy an hour is, against the busiest.
double busyness(int hour)
{
    constexpr double by_hour[] = {0.35, 0.9, 1.0, 0.75, 0.3, quietest_hour, 0.5, 0.85, 0.65, 0.35};   // From seven o'clock
    return hour < 7 || hour > 16 ? quietest_hour : by_hour[hour - 7];
}

// The sessions in which people are received on a day: also those that do not count towards a deadline.
const std::vector<WorkingSession>& sessions_on(Day day, const catalogue::Snapshot& catalogue, const WorkingHours& hours)
{
    static const std::vector<WorkingSession> none;
    const auto* special = catalogue.calendar().special(day);
    if (special) return special->kind == SpecialDayKind::make_up ? hours.sessions[1] : none;
    return hours.sessions[std::chrono::weekday(day).c_encoding()];
}

// The days on which one kind of working hours receives people.
struct OpenDays {
    std::vector<Day> list;
    WeightedChoice choice;
};

class ArrivalMaker {
public:
    ArrivalMaker(const Plan& plan, const catalogue::Snapshot& catalogue) : m_plan(plan), m_catalogue(catalogue)
    {
        for (const auto& unit : catalogue.units()) {
            m_units.add(weight_of(unit));
            m_hours.push_back(&catalogue.hours(unit.code));
            m_open.push_back(&open_days(*m_hours.back()));
        }
        if (m_units.is_empty()) throw std::runtime_error("no unit is known in which dossiers could be filed");
    }

    std::vector<Arrival> make()
    {
        std::vector<Arrival> list;
        list.reserve(static_cast<std::size_t>(m_plan.communes + m_plan.city) + m_plan.prescribed.size());
        for (std::int64_t i = 0; i < m_plan.communes + m_plan.city; ++i) list.push_back(one(static_cast<std::uint32_t>(i), i >= m_plan.communes));
        for (std::size_t i = 0; i < m_plan.prescribed.size(); ++i) list.push_back(prescribed(i, static_cast<std::uint32_t>(list.size())));
        std::sort(list.begin(), list.end());
        return list;
    }

private:
    double weight_of(const catalogue::Unit& unit) const
    {
        if (m_plan.units.empty()) return static_cast<double>(std::max<std::int64_t>(unit.population, 1));
        for (const auto& weight : m_plan.units)
            if (weight.code == unit.code) return weight.weight;
        return 0;
    }

    const OpenDays& open_days(const WorkingHours& hours)
    {
        auto& open = m_days[&hours];
        if (!open.list.empty()) return open;
        for (auto day = m_plan.from; day <= m_plan.to; day += days(1)) {
            if (sessions_on(day, m_catalogue, hours).empty()) continue;
            open.list.push_back(day);
            bool is_make_up = m_catalogue.calendar().special(day) != nullptr;
            open.choice.add(is_make_up ? 1 : weekday_weights[std::chrono::weekday(day).c_encoding()]);
        }
        if (open.choice.is_empty()) throw std::runtime_error("there is no working day in the time of the simulation");
        return open;
    }

    Arrival one(std::uint32_t number, bool to_city) const
    {
        Random random(m_plan.seed, number, purpose);
        auto unit = m_units.draw(random);
        for (int tries = 0; tries < most_tries; ++tries) {
            const auto& day = m_open[unit]->list[m_open[unit]->choice.draw(random)];
            auto at = moment(day, sessions_on(day, m_catalogue, *m_hours[unit]), random);
            if (at <= m_plan.until) return {at, number, static_cast<std::uint16_t>(unit), to_city, -1};
        }
        throw std::runtime_error("the simulation ends before anybody could come");
    }

    static Instant moment(Day day, const std::vector<WorkingSession>& sessions, Random& random)
    {
        minutes open{0};
        for (const auto& session : sessions) open += session.to - session.from;
        for (;;) {
            minutes left{random.between(0, static_cast<int>(open.count()) - 1)};
            for (const auto& session : sessions) {
                if (left >= session.to - session.from) {
                    left -= session.to - session.from;
                    continue;
                }
                auto minute = session.from + left;
                if (!random.chance(busyness(static_cast<int>(minute.count() / 60)))) break;
                return instant_in_vietnam(day, minute) + std::chrono::milliseconds(random.between(0, 59'999));
            }
        }
    }

    Arrival prescribed(std::size_t i, std::uint32_t number) const
    {
        const auto& wish = m_plan.prescribed[i];
        const auto& units = m_catalogue.units();
        auto unit = std::find_if(units.begin(), units.end(), [&](const auto& u) { return u.code == wish.unit_code; });
        if (unit == units.end()) throw std::runtime_error("there is no unit " + wish.unit_code);
        return {wish.at, number, static_cast<std::uint16_t>(unit - units.begin()), false, static_cast<std::int16_t>(i)};
    }

    const Plan& m_plan;
    const catalogue::Snapshot& m_catalogue;
    WeightedChoice m_units;
    std::vector<const WorkingHours*> m_hours;
    std::vector<const OpenDays*> m_open;
    std::map<const WorkingHours*, OpenDays> m_days;
};

}  // namespace

std::vector<Arrival> arrivals(const Plan& plan, const catalogue::Snapshot& catalogue)
{
    return ArrivalMaker(plan, catalogue).make();
}

}  // namespace motcua::simulation
