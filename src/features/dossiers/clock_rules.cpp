#include "features/dossiers/rules.hpp"

namespace motcua::dossiers {

namespace {

// A centre that took a dossier for another commune only passes it on: the competent commune's own centre does the work.
AgencyId working_centre(const Dossier& d, const staff::Directory& directory)
{
    const auto* centre = directory.centre_of(directory.unit_of(d.deciding_agency_id).unit_code);
    return centre ? centre->id : d.intake_agency_id;
}

}  // namespace

AgencyId agency_of(const catalogue::Step& step, const Dossier& d, const staff::Directory& directory)
{
    if (step.at == "centre") return step.returns ? d.return_agency_id : working_centre(d, directory);
    if (step.at == "deciding") return d.deciding_agency_id;
    if (step.at == "division") return d.division_agency_id;
    const auto* agency = directory.find(step.at);
    if (!agency) agency = directory.division_of(directory.unit_of(d.deciding_agency_id).unit_code, step.at);
    if (!agency) throw Refusal(Reason::conflict, "step_without_agency", {{"step", step.name}});
    return agency->id;
}

std::optional<Deadline> reckon(const Dossier& d, Instant start, const Context& x)
{
    if (!d.limit_unit) return std::nullopt;
    std::vector<Pause> pauses;
    for (const auto& pause : d.pauses)
        if (!pause.to || *pause.to > start) pauses.push_back({std::max(pause.from, start), pause.to});
    return deadline(start, {*d.limit_unit, d.limit_hundredths}, d.pause_policy, pauses, x.clock);
}

std::vector<Instant> legs(const Dossier& d, const Context& x)
{
    if (!d.due_at || !d.clock_started_at) return {};
    std::vector<int> shares;
    for (const auto& step : x.workflow.steps) shares.push_back(step.share);
    if (d.extended_from) return std::vector<Instant>(shares.size(), *d.due_at);

    auto start = *d.clock_started_at;
    auto without_pauses = d;
    without_pauses.pauses.clear();
    if (d.pause_policy == PausePolicy::reset && !d.pauses.empty() && d.pauses.back().to) start = std::max(start, *d.pauses.back().to);
    auto whole = reckon(without_pauses, start, x);
    if (!whole) return {};
    auto due = leg_deadlines(start, whole->due_at, shares, x.clock);
    if (d.pause_policy == PausePolicy::reset) return due;
    for (const auto& pause : d.pauses) {
        if (!pause.to || *pause.to <= start) continue;  // Before the clock started it took nothing from anybody.
        auto from = std::max(pause.from, start);
        auto stood = working_minutes(from, *pause.to, x.clock);
        for (auto& leg : due)
            if (leg > from) leg = after_working_minutes(leg, stood, x.clock);
    }
    for (auto& leg : due) leg = std::min(leg, *d.due_at);
    return due;
}

std::optional<Timeliness> timeliness_now(const Dossier& d, const Context& x)
{
    auto due = d.extended_from ? d.extended_from : d.due_at;
    if (!due && d.is_paused() && d.clock_started_at) {
        auto resumed = d;
        resumed.pauses.back().to = x.now;
        if (auto reckoned = reckon(resumed, *d.clock_started_at, x)) due = reckoned->due_at;
    }
    if (!due) return std::nullopt;
    return timeliness(x.now, *due);
}

bool is_late(const Dossier& d, Instant now)
{
    if (d.timeliness) return *d.timeliness == Timeliness::late;
    auto due = d.extended_from ? d.extended_from : d.due_at;
    return d.is_open() && due && timeliness(now, *due) == Timeliness::late;
}

int percent_done(const Dossier& d, const catalogue::Workflow& workflow)
{
    switch (d.state) {
    case State::registered: return 0;
    case State::received: return 10;
    case State::resolved: return 90;
    case State::rejected:
    case State::withdrawn:
    case State::stopped:
    case State::returned: return 100;
    case State::processing:
    case State::supplementing:
    case State::awaiting_payment: break;
    }
    auto steps = std::max<int>(1, static_cast<int>(workflow.steps.size()));
    return d.received_at ? 10 + 75 * std::clamp(d.position, 0, steps) / steps : 5;
}

}  // namespace motcua::dossiers
