#include "features/reports/index_days.hpp"

#include <set>

#include "platform/json/json.hpp"

namespace motcua::reports {

namespace {

struct Input : Fraction {
    Measure measure = Measure::on_time;
};
BOOST_DESCRIBE_STRUCT(Input, (Fraction), (measure))

struct KeptInputs {
    std::vector<Input> inputs;
};
BOOST_DESCRIBE_STRUCT(KeptInputs, (), (inputs))

struct KeptRow {
    DayNumber day = 0;
    std::string inputs;
};
BOOST_DESCRIBE_STRUCT(KeptRow, (), (day, inputs))

std::string to_text(const IndexInputs& inputs)
{
    KeptInputs kept;
    for (const auto& [measure, fraction] : inputs) kept.inputs.push_back({fraction, measure});
    return json::write(kept);
}

IndexInputs from_text(std::string_view text)
{
    IndexInputs inputs;
    for (const auto& input : json::read<KeptInputs>(text, json::UnknownFields::ignore).inputs) inputs[input.measure] = input;
    return inputs;
}

void check(const Services& services, const Actor& actor, const IndexQuestion& q)
{
    if (q.period.to < q.period.from) throw bad_field("to", "too_early");
    if (!q.officer.empty()) require_may_open(actor, *services.staff.directory(), q.scope);
}

IndexInputs inputs_of(const Services& services, const Tallies& tallies, const IndexQuestion& q)
{
    return inputs_of(tallies, q, *services.catalogue.now(), *services.staff.directory());
}

Tallies tallies_now(const Services& services, const IndexQuestion& q, Instant now)
{
    auto settings = services.settings.now();
    return services.db.read_consistent([&](db::Connection& c) { return tallies_of(c, q, settings->index, now); });
}

Scope scope_of_unit(const staff::Agency& unit) { return {Scope::Kind::unit, unit.id, unit.id, unit.code, unit.name}; }

bool is_unit(const staff::Agency& agency)
{
    return agency.kind == staff::AgencyKind::commune || agency.kind == staff::AgencyKind::department;
}

Scope scope_of_city(const staff::Directory& directory)
{
    for (const auto& agency : directory.all())
        if (agency.kind == staff::AgencyKind::city) return {Scope::Kind::city, agency.id, {}, agency.code, agency.name};
    return {};
}

std::optional<IndexInputs> kept(db::Connection& c, AgencyId unit, const std::string& preset, DayNumber day)
{
    auto text = db::first<std::string>(c, "SELECT inputs FROM index_day WHERE day = $1 AND unit_id = $2 AND period = $3", day, unit, preset);
    if (!text) return std::nullopt;
    return from_text(*text);
}

void insert(db::Connection& c, DayNumber day, AgencyId unit, const std::string& preset, const IndexInputs& inputs)
{
    db::execute(c, "INSERT INTO index_day (day, unit_id, period, inputs) VALUES ($1, $2, $3, $4)", day, unit, preset, to_text(inputs));
}

void keep_period(const Services& services, db::Connection& c, const std::string& preset, Day day)
{
    auto directory = services.staff.directory();
    auto number = number_of(day);
    if (kept(c, {}, preset, number)) return;
    IndexQuestion q{scope_of_city(*directory), {period_with(*services.settings.now()->period(preset), day).from, day}};
    auto city = tallies_of(c, q, services.settings.now()->index, last_moment_of(number));
    insert(c, number, {}, preset, inputs_of(services, city, q));
    for (const auto& agency : directory->all()) {
        if (!is_unit(agency) || !agency.active) continue;
        q.scope = scope_of_unit(agency);
        insert(c, number, agency.id, preset, inputs_of(services, city.of(agency.id), q));
    }
}

}  // namespace

Index index_now(const Services& services, const Actor& actor, const IndexQuestion& q)
{
    check(services, actor, q);
    Index index;
    index.counted_at = services.clock.now();
    index.score = score(services.settings.now()->index, q.period.to, inputs_of(services, tallies_now(services, q, index.counted_at), q));
    return index;
}

Index index_on(const Services& services, const Actor& actor, IndexQuestion q, const std::string& preset, Day day, bool replay)
{
    q.period.to = std::min(q.period.to, day);
    check(services, actor, q);
    Index index;
    index.counted_at = services.clock.now();
    index.known_on = day;
    std::optional<IndexInputs> inputs;
    bool may_be_kept = !replay && !preset.empty() && q.officer.empty() && q.scope.kind != Scope::Kind::division && q.period.to == day;
    if (may_be_kept) inputs = services.db.read([&](db::Connection& c) { return kept(c, q.scope.unit, preset, number_of(day)); });
    index.source = inputs ? IndexSource::kept : IndexSource::replay;
    auto settings = services.settings.now();
    if (!inputs) inputs = inputs_of(services, replay_tallies(services.db, *services.staff.directory(), q, settings->index, number_of(day)), q);
    index.score = score(settings->index, q.period.to, *inputs);
    return index;
}

std::vector<IndexOfUnit> index_of_units(const Services& services, const Period& period)
{
    auto directory = services.staff.directory();
    auto settings = services.settings.now();
    IndexQuestion q{scope_of_city(*directory), period};
    auto city = tallies_now(services, q, services.clock.now());
    std::vector<IndexOfUnit> list;
    for (const auto& agency : directory->all()) {
        if (agency.kind != staff::AgencyKind::commune || !agency.active) continue;
        q.scope = scope_of_unit(agency);
        auto inputs = inputs_of(services, city.of(agency.id), q);
        auto index = score(settings->index, period.to, inputs);
        auto on_time = inputs[Measure::on_time];
        list.push_back({agency.code, agency.name, index.score, index.known_max, on_time.numerator, on_time.denominator});
    }
    std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.score > b.score; });
    return list;
}

std::vector<IndexOfDay> index_course(const Services& services, const Scope& scope, const std::string& preset, const Period& period)
{
    std::vector<IndexOfDay> course;
    if (scope.kind == Scope::Kind::division) return course;
    auto settings = services.settings.now();
    auto rows = services.db.read([&](db::Connection& c) {
        return db::query<KeptRow>(c, "SELECT day, inputs FROM index_day WHERE unit_id = $1 AND period = $2 AND day BETWEEN $3 AND $4 ORDER BY day",
                                  scope.unit, preset, number_of(period.from), number_of(period.to));
    });
    for (const auto& row : rows) {
        auto index = score(settings->index, day_of(row.day), from_text(row.inputs));
        course.push_back({day_of(row.day), index.score, index.known_max});
    }
    return course;
}

void keep_index(const Services& services, Day day)
{
    for (const auto& preset : services.settings.now()->index.kept_periods)
        services.db.write([&](db::Connection& c) { keep_period(services, c, preset, day); });
}

std::vector<LackingProcedure> lacking_procedures(const Services& services, IndexQuestion q, Measure measure, std::optional<Day> known_on)
{
    if (known_on) q.period.to = std::min(q.period.to, *known_on);
    if (measure != Measure::content_full && measure != Measure::offered_online && measure != Measure::services_used) throw bad_field("measure", "unknown_choice");
    auto catalogue = services.catalogue.now();
    std::set<std::string> used;
    if (measure == Measure::services_used) used = services.db.read([&](db::Connection& c) { return procedures_used_online(c, q, services.clock.now()); });
    std::vector<LackingProcedure> list;
    for (const auto* p : procedures_of(*catalogue, *services.staff.directory(), q.scope, q.period.to)) {
        bool is_online = p->online != catalogue::OnlineLevel::none;
        bool lacks = measure == Measure::content_full ? !has_full_content(*p) : measure == Measure::offered_online ? !is_online : is_online && !used.contains(p->id);
        if (lacks) list.push_back({p->id, p->name, p->subject});
    }
    return list;
}

std::vector<LackingUnit> units_without_certified_copies(const Services& services, IndexQuestion q, std::optional<Day> known_on)
{
    if (known_on) q.period.to = std::min(q.period.to, *known_on);
    auto settings = services.settings.now();
    auto copying = services.db.read([&](db::Connection& c) { return copying_units(c, q, settings->index, services.clock.now()); });
    std::vector<LackingUnit> list;
    for (const auto* unit : units_to_copy(q.scope, *services.staff.directory()))
        if (!copying.contains(unit->id)) list.push_back({unit->code, unit->name});
    return list;
}

}  // namespace motcua::reports
