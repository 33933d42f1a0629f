#include "features/reports/rating.hpp"

#include <algorithm>
#include <array>

#include "features/journal/journal.hpp"
#include "features/reports/tallies.hpp"

namespace motcua::reports {

namespace {

constexpr std::array<std::string_view, 9> names{
    "Tổng thời gian giải quyết so với quy định", "Thời gian của từng cơ quan, đơn vị tham gia", "Số lần phải liên hệ để hoàn thiện hồ sơ",
    "Số cơ quan phải liên hệ", "Tổ chức tiếp nhận, giải quyết, trả kết quả tại Một cửa", "Công khai thủ tục hành chính", "Thái độ của công chức",
    "Tiếp thu, giải trình phản ánh, kiến nghị", "Cung cấp dịch vụ công trực tuyến"};
constexpr std::array<int, 5> of_officers{1, 2, 3, 4, 7};

struct FinishedRow {
    DossierId dossier_id;
    std::optional<OfficerId> handled_by;
    Timeliness ending = Timeliness::on_time;
    int supplements = 0;
    bool online = false;
};
BOOST_DESCRIBE_STRUCT(FinishedRow, (), (dossier_id, handled_by, ending, supplements, online))

struct ActRow {
    std::optional<OfficerId> officer_id;
    std::string act;
    std::string body;
};
BOOST_DESCRIBE_STRUCT(ActRow, (), (officer_id, act, body))

struct NameRow {
    OfficerId id;
    AgencyId agency_id;
    std::string username;
    std::string full_name;
};
BOOST_DESCRIBE_STRUCT(NameRow, (), (id, agency_id, username, full_name))

using PointsByIndicator = std::map<int, Points>;

struct Gathered {
    PointsByIndicator unit;
    std::map<OfficerId, PointsByIndicator> officers;
    std::int64_t dossiers = 0;
    std::int64_t online = 0;
    bool online_late = false;
};

void take_dossiers(Gathered& g, db::Connection& c, AgencyId unit, const Period& period)
{
    auto rows = db::query<FinishedRow>(c, R"(
        SELECT dossier_id, COALESCE(handled_by, received_by) AS handled_by, ending, supplements, channel IN ('online', 'kiosk') AS online FROM counted_dossier
        WHERE unit_id = $1 AND finished_day BETWEEN $2 AND $3 AND ending IS NOT NULL)", unit, number_of(period.from), number_of(period.to));
    for (const auto& row : rows) {
        ++g.dossiers;
        g.online += row.online;
        g.online_late = g.online_late || (row.online && row.ending == Timeliness::late);
        auto add = [&](PointsByIndicator& points) {
            points[1].add(points_of(row.ending));
            points[3].add(points_of_supplements(row.supplements));
        };
        add(g.unit);
        if (row.handled_by) add(g.officers[*row.handled_by]);
    }
}

// Of each part of the way, and who ended it.
void take_tasks(Gathered& g, db::Connection& c, AgencyId unit, const Period& period)
{
    db::each<ActRow>(c, R"(
        SELECT j.officer_id, j.act, j.body FROM counted_dossier d JOIN journal j ON j.dossier_id = d.dossier_id
        WHERE d.unit_id = $1 AND d.finished_day BETWEEN $2 AND $3 AND d.ending IS NOT NULL ORDER BY j.dossier_id, j.seq)",
        [&](const ActRow& row) {
            auto event = dossiers::event_from(row.act, row.body);
            std::visit([&](const auto& e) {
                if constexpr (requires { e.tasks; })
                    for (const auto& closed : e.tasks.close) {
                        if (!closed.timeliness) continue;
                        g.unit[2].add(points_of(*closed.timeliness));
                        if (row.officer_id) g.officers[*row.officer_id][2].add(points_of(*closed.timeliness));
                    }
            }, event);
        }, unit, number_of(period.from), number_of(period.to));
}

template <class Numbers>
Rated rated(std::string code, std::string name, const Numbers& numbers, const PointsByIndicator& points, const std::vector<Band>& grades)
{
    Rated one{std::move(code), std::move(name), {}, 0, 0, std::nullopt};
    bool is_whole = true;
    for (int number : numbers) {
        auto found = points.find(number);
        Indicator indicator{number, std::string(names[static_cast<std::size_t>(number) - 1]), std::nullopt, 0};
        if (found != points.end()) {
            indicator.tenths = found->second.tenths();
            indicator.counted = found->second.count;
        }
        if (indicator.tenths) {
            one.total += *indicator.tenths;
            one.max += 20;
        } else {
            is_whole = false;
        }
        one.indicators.push_back(std::move(indicator));
    }
    for (const auto& grade : grades)
        if (is_whole && !one.grade && one.total >= grade.at_least) one.grade = grade.name;
    return one;
}

void take_online(Gathered& g, const Services& services, const Scope& scope, const Period& period)
{
    auto procedures = procedures_of(*services.catalogue.now(), *services.staff.directory(), scope, period.to);
    Fraction online{0, static_cast<std::int64_t>(procedures.size())};
    for (const auto* p : procedures) online.numerator += p->online != catalogue::OnlineLevel::none;
    if (g.dossiers > 0 && online.denominator > 0)
        g.unit[9].add(points_of_online(services.settings.now()->rating, online, {g.online, g.dossiers}, g.online_late));
}

}  // namespace

std::optional<std::int64_t> Points::tenths() const
{
    if (count == 0) return std::nullopt;
    return (sum * 20 + count) / (count * 2);
}

int points_of(Timeliness timeliness)
{
    switch (timeliness) {
    case Timeliness::early: return 2;
    case Timeliness::on_time: return 1;
    case Timeliness::late: return 0;
    }
    return 0;
}

int points_of_supplements(int times)
{
    return times == 0 ? 2 : times == 1 ? 1 : 0;
}

int points_of_online(const RatingRules& rules, const Fraction& procedures, const Fraction& dossiers, bool some_late)
{
    auto reaches = [](const Fraction& f, std::int64_t percent) { return f.numerator * 100 >= f.denominator * percent; };
    if (some_late || !reaches(dossiers, rules.online_dossiers_for_one)) return 0;
    return reaches(procedures, rules.online_procedures_for_two) && reaches(dossiers, rules.online_dossiers_for_two) ? 2 : 1;
}

Rating rating(const Services& services, const Actor& actor, const Scope& scope, const Period& period)
{
    auto settings = services.settings.now();
    if (!settings->rating.enabled) throw Refusal(Reason::not_found, "rating_off");
    if (scope.kind != Scope::Kind::unit) throw bad_field("scope", "not_for_scope");
    require_may_open(actor, *services.staff.directory(), scope);
    Gathered g;
    std::vector<NameRow> officers;
    services.db.read_consistent([&](db::Connection& c) {
        take_dossiers(g, c, scope.unit, period);
        take_tasks(g, c, scope.unit, period);
        officers = db::query<NameRow>(c, "SELECT id, agency_id, username, full_name FROM officer ORDER BY full_name, id");
    });
    take_online(g, services, scope, period);
    Rating result;
    result.counted_at = services.clock.now();
    result.dossiers = g.dossiers;
    std::array<int, 9> all{1, 2, 3, 4, 5, 6, 7, 8, 9};
    result.unit = rated(scope.code, scope.name, all, g.unit, settings->rating.unit_grades);
    auto directory = services.staff.directory();
    for (const auto& officer : officers) {
        auto found = g.officers.find(officer.id);
        // Whoever only passed such a dossier on elsewhere is rated there.
        if (found == g.officers.end() || (!found->second.contains(1) && directory->unit_of(officer.agency_id).id != scope.unit)) continue;
        result.officers.push_back(rated(officer.username, officer.full_name, of_officers, found->second, settings->rating.officer_grades));
    }
    return result;
}

}  // namespace motcua::reports
