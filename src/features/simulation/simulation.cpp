#include "features/simulation/simulation.hpp"

#include <queue>
#include <stdexcept>

#include "features/simulation/desk.hpp"

namespace motcua::simulation {

namespace {

constexpr int acts_in_one_commit = 20'000;   // Pages that many dossiers share are written once

// The next act of a dossier that is on its way.
struct Due {
    Instant at{};
    std::uint32_t number = 0;
    std::uint32_t slot = 0;

    bool operator>(const Due& other) const { return at != other.at ? at > other.at : number > other.number; }
};

// All that changes while the time goes by. A value: a commit that has to be tried again starts from the one before.
struct State {
    std::size_t arrived = 0;
    std::vector<Case> cases;
    std::vector<std::uint32_t> free_slots;
    std::priority_queue<Due, std::vector<Due>, std::greater<>> due;
    std::int64_t acts = 0;
    std::int64_t filed = 0;
    std::map<std::string, std::int64_t> refusals;
    Instant now{};
};

class Run {
public:
    Run(const Surroundings& around, const Plan& plan)
        : m_around(around), m_plan(plan), m_arrivals(arrivals(plan, *around.catalogue.now())), m_clock(instant_in_vietnam(plan.from, MinuteOfDay(0))),
          m_desk(around, plan, m_clock)
    {
    }

    Report run(const std::function<void(const Progress&)>& progress)
    {
        while (next_at(m_state)) {
            m_state = m_around.db.write([&](db::Connection&) { return after_some_acts(m_state); });
            if (progress) progress({m_state.filed, static_cast<std::int64_t>(m_arrivals.size()), m_state.acts, m_state.now});
        }
        return report();
    }

private:
    // Empty when nothing happens any more before the end.
    std::optional<Instant> next_at(const State& s) const
    {
        std::optional<Instant> at;
        if (s.arrived < m_arrivals.size()) at = m_arrivals[s.arrived].at;
        if (!s.due.empty() && (!at || s.due.top().at < *at)) at = s.due.top().at;
        return at && *at <= m_plan.until ? at : std::nullopt;
    }

    State after_some_acts(State s)
    {
        auto until = s.acts + acts_in_one_commit;
        for (auto at = next_at(s); at && s.acts < until; at = next_at(s)) {
            m_clock.set(*at);
            s.now = *at;
            bool somebody_comes = s.arrived < m_arrivals.size() && m_arrivals[s.arrived].at == *at;
            if (somebody_comes) receive(s, m_arrivals[s.arrived++]);
            else go_on(s);
        }
        return s;
    }

    void receive(State& s, const Arrival& arrival)
    {
        if (s.free_slots.empty()) {
            s.free_slots.push_back(static_cast<std::uint32_t>(s.cases.size()));
            s.cases.emplace_back();
        }
        auto slot = s.free_slots.back();
        s.free_slots.pop_back();
        auto step = m_desk.file(arrival, s.cases[slot]);
        if (step.refusal.empty()) ++s.filed;
        settle(s, slot, step);
    }

    void go_on(State& s)
    {
        auto slot = s.due.top().slot;
        s.due.pop();
        settle(s, slot, m_desk.go_on(s.cases[slot]));
    }

    static void settle(State& s, std::uint32_t slot, const Desk::Step& step)
    {
        s.acts += step.acts;
        if (!step.refusal.empty()) ++s.refusals[step.refusal];
        if (step.next_at) s.due.push({*step.next_at, s.cases[slot].number, slot});
        else s.free_slots.push_back(slot);
    }

    Report report()
    {
        Report report;
        report.planned_in_communes = m_plan.communes + static_cast<std::int64_t>(m_plan.prescribed.size());
        report.planned_in_city = m_plan.city;
        report.filed = m_state.filed;
        report.acts = m_state.acts;
        report.refusals = m_state.refusals;
        report.without_procedure = m_desk.intake().without_procedure();
        report.totals = m_around.db.read([&](db::Connection& c) { return dossiers::totals(c, m_plan.until); });
        for (const auto& total : report.totals)
            (m_desk.is_of_city(total.deciding_unit_id) ? report.found_in_city : report.found_in_communes) += total.dossiers;
        return report;
    }

    const Surroundings& m_around;
    const Plan& m_plan;
    std::vector<Arrival> m_arrivals;
    ManualClock m_clock;
    Desk m_desk;
    State m_state;
};

}  // namespace

bool Report::adds_up() const
{
    return found_in_communes == planned_in_communes && found_in_city == planned_in_city && filed == planned_in_communes + planned_in_city &&
           refusals.empty();
}

Report run(const Surroundings& around, const Plan& plan, const std::function<void(const Progress&)>& progress)
{
    auto there = around.db.read([&](db::Connection& c) { return dossiers::totals(c, plan.until); });
    if (!there.empty()) throw std::runtime_error("there are dossiers already: only a database without any is filled with invented ones");
    return Run(around, plan).run(progress);
}

}  // namespace motcua::simulation
