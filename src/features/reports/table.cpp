#include "features/reports/table.hpp"

#include <algorithm>

namespace motcua::reports {

namespace {

constexpr const char* received_group = "Số hồ sơ nhận giải quyết";
constexpr const char* finished_group = "Số hồ sơ đã giải quyết";
constexpr const char* pending_group = "Số hồ sơ đang giải quyết";

std::vector<TableColumn> ii06_columns(const std::string& what)
{
    return {{"STT", "", "(1)", 6, CellKind::number, ""},
            {what, "", "(2)", 44, CellKind::text, ""},
            {"Tổng số", received_group, "(3)=(4)+(5)+(6)", 13, CellKind::number, "D#+E#+F#"},
            {"Trực tuyến (trong kỳ)", received_group, "(4)", 12, CellKind::number, ""},
            {"Trực tiếp, BCCI (trong kỳ)", received_group, "(5)", 12, CellKind::number, ""},
            {"Từ kỳ trước", received_group, "(6)", 12, CellKind::number, ""},
            {"Tổng số", finished_group, "(7)=(8)+(9)+(10)", 13, CellKind::number, "H#+I#+J#"},
            {"Trước hạn", finished_group, "(8)", 12, CellKind::number, ""},
            {"Đúng hạn", finished_group, "(9)", 12, CellKind::number, ""},
            {"Quá hạn", finished_group, "(10)", 12, CellKind::number, ""},
            {"Tổng số", pending_group, "(11)=(12)+(13)", 13, CellKind::number, "L#+M#"},
            {"Trong hạn", pending_group, "(12)", 12, CellKind::number, ""},
            {"Quá hạn", pending_group, "(13)", 12, CellKind::number, ""}};
}

TableRow ii06_cells(TableCell number, std::string name, const Ii06Counts& c)
{
    return {{number, std::move(name), c.total, c.online, c.direct, c.carried, c.finished, c.early, c.on_time, c.late, c.pending, c.in_time, c.overdue}, false};
}

std::string_view heading_of(By by)
{
    switch (by) {
    case By::unit: return "Đơn vị";
    case By::division: return "Phòng, bộ phận";
    case By::level: return "Cấp";
    case By::subject: return "Lĩnh vực";
    case By::procedure: return "Thủ tục hành chính";
    case By::channel: return "Kênh tiếp nhận";
    case By::officer: return "Công chức";
    }
    return "";
}

void take_ii06a(Table& table, const Services& services, const Actor& actor, const TableQuestion& q)
{
    auto found = ii06(services, actor, {q.scope, q.period.period, q.by});
    table.counted_at = found.counted_at;
    table.columns = ii06_columns(std::string(heading_of(q.by)));
    std::int64_t number = 0;
    for (const auto& row : found.rows) table.rows.push_back(ii06_cells(++number, row.name, row));
    table.sum = ii06_cells("", "Tổng số", found.sum);
}

void take_ii06b(Table& table, const Services& services, const TableQuestion& q)
{
    auto found = ii06b(services, q.period.period);
    table.counted_at = found.counted_at;
    table.columns = ii06_columns("Cấp, lĩnh vực");
    for (const auto& section : found.sections) {
        table.rows.push_back(ii06_cells("", section.name, section.sum));
        table.rows.back().heading = true;
        std::int64_t number = 0;
        for (const auto& row : section.rows) table.rows.push_back(ii06_cells(++number, row.name, row));
    }
    table.sum = ii06_cells("", "Tổng số", found.sum);
}

TableRow lateness_cells(TableCell number, const LatenessRow& row, const std::vector<Cause>& causes)
{
    TableRow cells{{number, row.name, row.total, row.finished, row.overdue}, false};
    for (const auto& cause : causes) {
        auto found = std::find_if(row.causes.begin(), row.causes.end(), [&](const CauseCount& one) { return one.code == cause.code; });
        cells.cells.push_back(found == row.causes.end() ? std::int64_t(0) : found->dossiers);
    }
    return cells;
}

void take_lateness(Table& table, const Services& services, const Actor& actor, const TableQuestion& q)
{
    auto found = lateness(services, actor, {q.scope, q.period.period, q.by});
    auto settings = services.settings.now();
    table.counted_at = found.counted_at;
    table.columns = {{"STT", "", "(1)", 6, CellKind::number, ""},
                     {std::string(heading_of(q.by)), "", "(2)", 44, CellKind::text, ""},
                     {"Tổng số quá hạn", "", "(3)=(4)+(5)", 12, CellKind::number, "D#+E#"},
                     {"Đã giải quyết", "", "(4)", 12, CellKind::number, ""},
                     {"Đang giải quyết", "", "(5)", 12, CellKind::number, ""}};
    int mark = 6;
    for (const auto& cause : settings->causes)
        table.columns.push_back({cause.name, cause.side == Side::office ? "Nguyên nhân chủ quan" : "Nguyên nhân khách quan",
                                 "(" + std::to_string(mark++) + ")", 14, CellKind::number, ""});
    std::int64_t number = 0;
    for (const auto& row : found.rows) table.rows.push_back(lateness_cells(++number, row, settings->causes));
    auto sum = found.sum;
    sum.name = "Tổng số";
    table.sum = lateness_cells("", sum, settings->causes);
}

void add_part(Table& table, const PartScore& part)
{
    auto count = [](const std::optional<std::int64_t>& n) { return n ? TableCell(*n) : TableCell("chưa có dữ liệu"); };
    table.rows.push_back({{"", part.name, count(part.numerator), count(part.denominator), part.full_at, part.max,
                           part.state == PartState::no_data ? TableCell("chưa có dữ liệu") : TableCell(part.score)}, false});
}

TableCell known(std::int64_t known_max, std::int64_t score)
{
    return known_max == 0 ? TableCell("chưa có dữ liệu") : TableCell(score);
}

void take_index(Table& table, const Services& services, const Actor& actor, const TableQuestion& q)
{
    auto found = q.known_on ? index_on(services, actor, {q.scope, q.period.period}, q.period.preset, *q.known_on, false)
                            : index_now(services, actor, {q.scope, q.period.period});
    table.counted_at = found.counted_at;
    table.columns = {{"Nhóm", "", "", 8, CellKind::text, ""},
                     {"Chỉ số thành phần", "", "", 52, CellKind::text, ""},
                     {"Tử số", "", "", 14, CellKind::number, ""},
                     {"Mẫu số", "", "", 14, CellKind::number, ""},
                     {"Mức đạt tối đa (%)", "", "", 12, CellKind::number, ""},
                     {"Điểm tối đa", "", "", 12, CellKind::hundredths, ""},
                     {"Điểm đạt", "", "", 14, CellKind::hundredths, ""}};
    for (const auto& group : found.score.groups) {
        table.rows.push_back({{group.code, group.name, "", "", "", group.max, known(group.known_max, group.score)}, true});
        for (const auto& component : group.components) {
            if (component.parts.size() > 1)
                table.rows.push_back({{"", component.name, "", "", "", component.max, known(component.known_max, component.score)}, true});
            for (const auto& part : component.parts) add_part(table, part);
        }
    }
    table.sum = {{"", "Tổng số", "", "", "", found.score.max, found.score.score}, false};
    if (q.known_on) table.notes.push_back("Số liệu như đã biết khi hết ngày " + short_date(*q.known_on) + ".");
    if (found.score.known_max != found.score.max)
        table.notes.push_back("Phần có dữ liệu: " + points_text(found.score.known_max) + " trên " + points_text(found.score.max) + " điểm.");
}

// Who reports and who signs: the unit's committee for a unit and its divisions, the city's office for the city.
void take_agency(Table& table, const Services& services, const Scope& scope)
{
    auto directory = services.staff.directory();
    const auto& agency = directory->at(scope.agency);
    table.scope = scope.code;
    table.agency = agency.name;
    auto chain = directory->with_ancestors(scope.agency);
    if (chain.size() > 1) table.superior_agency = directory->at(chain[1]).name;
    auto unit = services.catalogue.now()->unit(scope.code.substr(0, scope.code.find('/')));
    for (const auto& id : chain)
        if (directory->at(id).kind == staff::AgencyKind::city && !unit) table.place_name = directory->at(id).name;
    if (unit) table.place_name = unit->name;
    for (auto* prefix : {"Ủy ban nhân dân ", "UBND ", "thành phố ", "Thành phố "})
        if (table.place_name.starts_with(prefix)) table.place_name.erase(0, std::string_view(prefix).size());
    auto signer = services.settings.now()->signer(scope.kind == Scope::Kind::city ? "city" : scope.kind == Scope::Kind::division ? "division" :
                                                  agency.kind == staff::AgencyKind::commune ? "commune" : "department", table.to);
    table.authority = signer.authority;
    table.position = signer.position;
}

}  // namespace

Table make_table(const Services& services, const Actor& actor, const TableQuestion& q)
{
    Table table;
    table.form = json::name_of(q.form);
    auto form = services.settings.now()->form(table.form, q.period.period.to);
    table.number = form.number;
    table.title = form.title;
    table.issued_with = form.issued_with;
    table.period_name = q.period.name;
    table.from = q.period.period.from;
    table.to = q.period.period.to;
    take_agency(table, services, q.scope);
    switch (q.form) {
    case TableForm::ii06a: take_ii06a(table, services, actor, q); break;
    case TableForm::ii06b: take_ii06b(table, services, q); break;
    case TableForm::lateness: take_lateness(table, services, actor, q); break;
    case TableForm::index: take_index(table, services, actor, q); break;
    }
    return table;
}

}  // namespace motcua::reports
