#include "features/simulation/routes.hpp"

#include "features/dossiers/rules.hpp"

namespace motcua::simulation {

namespace {

constexpr std::string_view of_the_unit = "division:";

}  // namespace

const Route& Routes::of(const catalogue::Unit& unit, const catalogue::Procedure& procedure)
{
    auto& route = m_routes[{&unit, &procedure}];
    if (!route) route = std::make_unique<Route>(route_of(unit, procedure));
    return *route;
}

Route Routes::route_of(const catalogue::Unit& unit, const catalogue::Procedure& procedure) const
{
    const auto* commune = m_directory.find(unit.code);
    const auto* deciding = procedure.decided_by == "commune" ? commune : m_directory.division_of(unit.code, procedure.decided_by);
    if (!deciding) deciding = m_directory.find(procedure.decided_by);
    if (!commune || !deciding) throw std::runtime_error("no agency decides " + procedure.id + " in " + unit.full_name);
    const auto* division = procedure.division && deciding == commune ? m_directory.division_of(unit.code, *procedure.division) : nullptr;

    Route route;
    route.procedure = &procedure;
    route.workflow = m_catalogue.workflow(procedure.workflow);
    route.deciding = deciding->id;
    route.deciding_unit = m_directory.unit_of(deciding->id).id;
    route.division = division ? division->id : deciding->id;
    route.is_of_city = m_directory.at(route.deciding_unit).kind == staff::AgencyKind::department;
    const auto* limit = catalogue::limit_for(procedure, {});
    route.is_at_once = limit && limit->limit.unit == LimitUnit::immediate && route.workflow->steps.front().at == "centre";

    dossiers::Dossier dossier;
    dossier.deciding_agency_id = route.deciding;
    dossier.division_agency_id = route.division;
    for (const auto& step : route.workflow->steps) route.stages.push_back({dossiers::agency_of(step, dossier, m_directory), &step});
    for (const auto& consultation : route.workflow->consultations) {
        auto code = std::string_view(consultation.agency);
        if (code.starts_with(of_the_unit)) code.remove_prefix(of_the_unit.size());
        const auto* agency = m_directory.find(code);
        if (!agency) agency = m_directory.division_of(unit.code, code);
        if (agency && agency->id != route.stages.front().agency) route.consulted.push_back({agency->id, &consultation});
    }
    return route;
}

}  // namespace motcua::simulation
