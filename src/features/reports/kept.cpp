#include "features/reports/kept.hpp"

#include "platform/json/json.hpp"

namespace motcua::reports {

namespace {

struct KeptRow {
    std::int64_t id = 0;
    std::string form;
    std::string period;
    DayNumber from_day = 0;
    DayNumber to_day = 0;
    Instant made_at{};
};
BOOST_DESCRIBE_STRUCT(KeptRow, (), (id, form, period, from_day, to_day, made_at))

// Makes the reports: figures only, which everybody who reads reports may see.
Actor maker()
{
    Actor actor;
    actor.kind = ActorKind::system;
    return actor;
}

bool is_there(db::Connection& c, const Schedule& schedule, AgencyId unit, DayNumber to)
{
    return db::first<std::int64_t>(c, "SELECT id FROM kept_report WHERE unit_id = $1 AND to_day = $2 AND period = $3 AND form = $4", unit, to,
                                   schedule.period, schedule.form).has_value();
}

bool make(const Services& services, const Schedule& schedule, const Scope& scope, const AskedPeriod& asked)
{
    auto to = number_of(asked.period.to);
    if (services.db.read([&](db::Connection& c) { return is_there(c, schedule, scope.unit, to); })) return false;
    TableQuestion q{*json::choice<TableForm>(schedule.form), scope, asked, *json::choice<By>(schedule.by)};
    auto content = json::write(make_table(services, maker(), q));
    return services.db.write([&](db::Connection& c) {
        if (is_there(c, schedule, scope.unit, to)) return false;
        db::execute(c, "INSERT INTO kept_report (form, unit_id, period, from_day, to_day, made_at, content) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                    schedule.form, scope.unit, schedule.period, number_of(asked.period.from), to, services.clock.now(), content);
        return true;
    });
}

std::vector<Scope> scopes_of(const staff::Directory& directory, const std::string& of)
{
    std::vector<Scope> scopes;
    for (const auto& agency : directory.all()) {
        bool is_city = agency.kind == staff::AgencyKind::city;
        bool is_unit = agency.kind == staff::AgencyKind::commune || agency.kind == staff::AgencyKind::department;
        if (!agency.active) continue;
        if (of == "city" && is_city) scopes.push_back({Scope::Kind::city, agency.id, {}, agency.code, agency.name});
        if (of == "units" && is_unit) scopes.push_back({Scope::Kind::unit, agency.id, agency.id, agency.code, agency.name});
    }
    return scopes;
}

}  // namespace

int make_scheduled(const Services& services, Day ended_on)
{
    auto settings = services.settings.now();
    auto directory = services.staff.directory();
    int made = 0;
    for (const auto& schedule : settings->schedules) {
        const auto& preset = *settings->period(schedule.period);
        auto period = period_with(preset, ended_on);
        if (period.to != ended_on) continue;
        for (const auto& scope : scopes_of(*directory, schedule.of)) made += make(services, schedule, scope, {period, preset.code, name_of(preset, period)});
    }
    return made;
}

std::vector<KeptReport> kept_reports(const Services& services, const Scope& scope, const std::string& period)
{
    auto settings = services.settings.now();
    auto rows = services.db.read([&](db::Connection& c) {
        return db::query<KeptRow>(c, R"(
            SELECT id, form, period, from_day, to_day, made_at FROM kept_report WHERE unit_id = $1 AND ($2 = '' OR period = $2)
            ORDER BY to_day DESC, id DESC LIMIT 100)", scope.unit, period);
    });
    std::vector<KeptReport> list;
    for (const auto& row : rows) {
        const auto* preset = settings->period(row.period);
        Period days{day_of(row.from_day), day_of(row.to_day)};
        list.push_back({row.id, row.form, settings->form(row.form, days.to).title, scope.name, scope.code, row.period,
                        preset ? name_of(*preset, days) : in_words(days), days.from, days.to, row.made_at});
    }
    return list;
}

Table kept_table(const Services& services, std::int64_t id)
{
    auto content = services.db.read([&](db::Connection& c) { return db::first<std::string>(c, "SELECT content FROM kept_report WHERE id = $1", id); });
    if (!content) throw Refusal(Reason::not_found, "unknown_report");
    return json::read<Table>(*content, json::UnknownFields::ignore);
}

}  // namespace motcua::reports
