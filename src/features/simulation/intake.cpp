#include "features/simulation/intake.hpp"

#include <set>
#include <stdexcept>

#include "features/simulation/mix.hpp"

namespace motcua::simulation {

namespace {

constexpr std::uint64_t purpose = 2;

bool is_of_city(const catalogue::Procedure& procedure, const catalogue::Snapshot& catalogue)
{
    const auto& departments = catalogue.departments();
    return std::any_of(departments.begin(), departments.end(), [&](const auto& d) { return d.code == procedure.decided_by; });
}

}  // namespace

Intake::Intake(const Plan& plan, const catalogue::Snapshot& catalogue, const staff::Directory& directory)
    : m_plan(plan), m_catalogue(catalogue), m_routes(catalogue, directory), m_filings(catalogue)
{
    fill_units();
    fill_levels();
    if (plan.communes > 0 && m_communes.choice.is_empty()) throw std::runtime_error("the catalogue has no procedure that communes decide");
    if (plan.city > 0 && m_city.choice.is_empty()) throw std::runtime_error("the catalogue has no procedure that departments decide");
}

void Intake::fill_units()
{
    for (const auto& unit : m_catalogue.units()) m_units.add(static_cast<double>(std::max<std::int64_t>(unit.population, 1)));
}

void Intake::fill_levels()
{
    for (const auto& wish : m_plan.procedures) add(wish.code, wish.weight);
    if (!m_plan.procedures.empty()) return;
    std::set<std::string_view> named;
    for (const auto& [id, weight] : everyday_mix()) {
        named.insert(id);
        add(std::string(id), weight);
    }
    std::vector<const catalogue::Procedure*> others;
    for (const auto* procedure : m_catalogue.procedures(m_plan.to))
        if (!named.count(procedure->id) && procedure->accepted_at_centre && !is_of_city(*procedure, m_catalogue)) others.push_back(procedure);
    for (const auto* procedure : others) add(procedure->id, of_the_others / static_cast<double>(others.size()));
}

void Intake::add(const std::string& id, double weight)
{
    const auto* procedure = m_catalogue.procedure(id, m_plan.from);
    if (!procedure || !m_catalogue.procedure(id, m_plan.to) || !procedure->accepted_at_centre) {
        m_without_procedure.push_back(id);
        return;
    }
    auto& level = is_of_city(*procedure, m_catalogue) ? m_city : m_communes;
    level.ids.push_back(id);
    level.choice.add(weight);
}

const catalogue::Procedure& Intake::procedure_for(const Arrival& arrival, Random& random) const
{
    const auto& level = arrival.to_city ? m_city : m_communes;
    const auto& id = arrival.prescribed >= 0 ? m_plan.prescribed[static_cast<std::size_t>(arrival.prescribed)].procedure : level.ids[level.choice.draw(random)];
    const auto* procedure = m_catalogue.procedure(id, day_in_vietnam(arrival.at));
    if (!procedure) throw std::runtime_error("no procedure " + id + " on " + to_iso(day_in_vietnam(arrival.at)));
    return *procedure;
}

std::uint16_t Intake::intake_unit_for(const Arrival& arrival, const catalogue::Procedure& procedure, Random& random) const
{
    bool may_be_elsewhere = procedure.any_centre && arrival.prescribed < 0;
    if (!may_be_elsewhere || !random.chance(m_plan.rates.elsewhere)) return arrival.unit;
    return static_cast<std::uint16_t>(m_units.draw(random));
}

Newcomer Intake::newcomer(const Arrival& arrival)
{
    Random random(m_plan.seed, arrival.number, purpose);
    const auto& procedure = procedure_for(arrival, random);
    const auto& unit = m_catalogue.units()[arrival.unit];
    Newcomer who;
    who.route = &m_routes.of(unit, procedure);
    who.intake_unit = intake_unit_for(arrival, procedure, random);
    who.fate = arrival.prescribed < 0 ? draw_fate(m_plan.rates, *who.route, random) : m_plan.prescribed[static_cast<std::size_t>(arrival.prescribed)].fate;
    bool elsewhere = who.route->is_of_city || who.intake_unit != arrival.unit;
    who.course = course_of(*who.route, who.fate, elsewhere, random);
    Home home{arrival.unit, &unit};
    bool stays_at_intake = who.fate.stays_in == dossiers::State::received;
    who.filing = m_filings.filing({procedure, home, who.fate, m_plan.rates.online, day_in_vietnam(arrival.at), who.route->is_at_once && !stays_at_intake}, random);
    return who;
}

}  // namespace motcua::simulation
