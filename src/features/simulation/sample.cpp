#include "features/simulation/simulation.hpp"

namespace motcua::simulation {

namespace {

using dossiers::State;
using std::chrono::days;
using std::chrono::minutes;

constexpr std::string_view shown_unit = "11779";   // Xã Tân Minh
constexpr double share_of_shown_unit = 0.17;

constexpr Rates lively{.online = 0.45, .elsewhere = 0.06, .rejected = 0.02, .supplemented_at_intake = 0.04, .supplemented = 0.12, .consulted = 0.9,
                       .paid_on_the_way = 0.6, .returned_back = 0.06, .denied = 0.02, .withdrawn = 0.02, .stopped = 0.015, .late = 0.1,
                       .extended = 0.4};

std::vector<Weight> sample_units(const catalogue::Snapshot& catalogue)
{
    std::vector<Weight> units;
    auto others = static_cast<double>(catalogue.units().size()) - 1;
    for (const auto& unit : catalogue.units())
        units.push_back({unit.code, unit.code == shown_unit ? share_of_shown_unit : (1 - share_of_shown_unit) / others});
    return units;
}

std::vector<Weight> sample_procedures()
{
    return {{"1.001193", 12}, {"2.000815", 14}, {"1.014027", 10}, {"1.013225", 9}, {"1.004194", 7}, {"1.004222", 6}, {"1.001612", 8}, {"1.000894", 5},
            {"1.000656", 5},  {"1.004873", 6},  {"2.000635", 6},  {"2.000884", 4}, {"1.001776", 4}, {"1.115620", 4}, {"1.001699", 3}, {"3.000722", 3},
            {"lien-thong-ho-kinh-doanh-karaoke", 2}, {"1.115619", 6}, {"1.011441", 3}, {"1.010824", 1}};
}

// So many working days ago, at a time of the day.
Instant ago(const catalogue::Snapshot& catalogue, Instant now, int working_days, minutes minute)
{
    auto day = day_in_vietnam(now);
    while (working_days > 0) {
        day -= days(1);
        if (catalogue.calendar().is_working(day)) --working_days;
    }
    return instant_in_vietnam(day, minute);
}

// The shown unit has a dossier of every state, and of some turns that are rare.
std::vector<Prescribed> shown_dossiers(const catalogue::Snapshot& catalogue, Instant now)
{
    struct Shown {
        std::string_view procedure;
        int working_days_ago;
        int minute;
        Fate fate;
    };
    const Shown list[] = {
        {"1.001612", 8, 500, {.supplemented_at_intake = true, .stays_in = State::registered}},
        {"1.014027", 1, 980, {.stays_in = State::received}},
        {"1.013225", 10, 530, {.rejected = true}},
        {"1.001776", 7, 515, {.stays_in = State::processing}},
        {"1.004222", 14, 610, {.stays_in = State::processing}},
        {"1.013225", 11, 840, {.supplemented = true, .stays_in = State::supplementing}},
        {"1.013225", 14, 560, {.consulted = true, .paid_on_the_way = true, .stays_in = State::awaiting_payment}},
        {"1.004194", 15, 590, {.withdrawn = true}},
        {"1.014027", 22, 845, {.stopped = true}},
        {"1.004873", 7, 495, {.stays_in = State::resolved}},
        {"1.001193", 2, 505, {}},
        {"1.013225", 29, 575, {.consulted = true, .paid_on_the_way = true, .late = true, .extended = true}},
        {"1.013225", 28, 870, {.denied = true}},
        {"1.014027", 24, 520, {.supplemented = true}},
    };
    std::vector<Prescribed> prescribed;
    for (const auto& [procedure, working_days, minute, fate] : list)
        prescribed.push_back({std::string(shown_unit), std::string(procedure), ago(catalogue, now, working_days, minutes(minute)), fate});
    return prescribed;
}

}  // namespace

Plan sample_plan(const catalogue::Snapshot& catalogue, Instant now)
{
    Plan plan;
    plan.from = day_in_vietnam(now) - days(42);
    plan.to = day_in_vietnam(now);
    plan.until = now;
    plan.communes = 275;
    plan.city = 15;
    plan.rates = lively;
    plan.units = sample_units(catalogue);
    plan.procedures = sample_procedures();
    plan.prescribed = shown_dossiers(catalogue, now);
    return plan;
}

}  // namespace motcua::simulation
