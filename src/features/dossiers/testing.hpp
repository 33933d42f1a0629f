#pragma once

#include <string>
#include <vector>

#include "features/dossiers/rules.hpp"

// For tests only: one dossier and everything that the rules need to know of the world.
namespace motcua::dossiers::testing {

inline Instant at(int day, int month, int hour, int minute = 0)
{
    return instant_in_vietnam(make_day(2026, static_cast<unsigned>(month), static_cast<unsigned>(day)), MinuteOfDay(hour * 60 + minute));
}

// A commune with a centre and two divisions, a city above it, and another commune whose centre may take its dossiers.
struct World {
    WorkingCalendar calendar{{{make_day(2026, 9, 2), SpecialDayKind::holiday, "Quốc khánh", "luật"}}, {2025, 2026, 2027}};
    WorkingHours hours = WorkingHours::office_hours();
    staff::Directory directory{{
        {{1}, "31", staff::AgencyKind::city, "Thành phố", std::nullopt, AgencyId{1}, "31", "H24", true},
        {{2}, "11779", staff::AgencyKind::commune, "UBND xã Tân Minh", AgencyId{1}, AgencyId{2}, "11779", "H24.158", true},
        {{3}, "11779/trung-tam", staff::AgencyKind::centre, "Trung tâm Tân Minh", AgencyId{2}, AgencyId{2}, "11779", std::nullopt, true},
        {{4}, "11779/phong-kinh-te", staff::AgencyKind::division, "Phòng Kinh tế", AgencyId{2}, AgencyId{2}, "11779", std::nullopt, true},
        {{5}, "11779/van-phong", staff::AgencyKind::division, "Văn phòng", AgencyId{2}, AgencyId{2}, "11779", std::nullopt, true},
        {{6}, "11791", staff::AgencyKind::commune, "UBND xã Tiên Minh", AgencyId{1}, AgencyId{6}, "11791", "H24.159", true},
        {{7}, "11791/trung-tam", staff::AgencyKind::centre, "Trung tâm Tiên Minh", AgencyId{6}, AgencyId{6}, "11791", std::nullopt, true},
    }};
    catalogue::Procedure procedure;
    catalogue::Workflow workflow;
    Actor reception = officer(10, 3, {Permission::receive_dossiers, Permission::hand_over_results});
    Actor elsewhere = officer(11, 7, {Permission::receive_dossiers, Permission::hand_over_results});
    Actor specialist = officer(12, 4, {Permission::process_dossiers});
    Actor consulted = officer(13, 5, {Permission::process_dossiers});
    Actor leader = officer(14, 2, {Permission::approve_dossiers, Permission::override_rules, Permission::coordinate_dossiers});
    Instant now = at(2, 7, 8);
    Dossier dossier;

    World()
    {
        procedure.id = "1.013225";
        workflow.code = "ba-buoc";
        workflow.steps = {{"tham-dinh", "Thẩm định", Permission::process_dossiers, "division", 60, false, false},
                          {"ky", "Ký", Permission::approve_dossiers, "deciding", 30, true, false},
                          {"tra", "Trả kết quả", Permission::hand_over_results, "centre", 10, false, true}};
        Filed filed;
        filed.code = "H24.158-260702-0001";
        filed.procedure_id = procedure.id;
        filed.workflow = workflow.code;
        filed.intake_agency = 3;
        filed.deciding_agency = 2;
        filed.division_agency = 4;
        filed.return_agency = 3;
        filed.limit_unit = LimitUnit::working_day;
        filed.limit_hundredths = 500;
        filed.tasks.open.push_back({TaskKind::accept, -1, 3, "receive_dossiers", std::nullopt, std::nullopt, std::nullopt, std::nullopt});
        happen(filed);
    }

    static Actor officer(int id, int agency, std::vector<Permission> permissions)
    {
        Actor actor;
        actor.kind = ActorKind::officer;
        actor.officer = {id};
        actor.agency = {agency};
        actor.name = "Nguyễn Thị Mẫu";
        for (auto permission : permissions) actor.grants.push_back({{agency}, permission});
        return actor;
    }

    Context by(const Actor& actor) const { return {now, actor, directory, procedure, workflow, {calendar, hours}, {calendar, hours}}; }
    void happen(const Event& event) { apply(dossier, event, now); }

    // To the specialist's desk.
    World& received() { return happen(receive(dossier, by(reception))), *this; }
    World& forwarded() { return happen(forward(dossier, by(reception), std::nullopt)), *this; }
    World& examined() { return happen(forward(dossier, by(specialist), "đủ điều kiện")), *this; }
    World& approved() { return happen(approve(dossier, by(leader), Outcome::granted, std::nullopt)), *this; }
    World& resolved() { return happen(record_result(dossier, by(specialist), {"01/GPXD", "Giấy phép xây dựng", day_in_vietnam(now), {}, false})), *this; }
};

// "" when nothing is refused; the code; "field=code" of the first field that needs correction.
template <class Act>
std::string refusal_of(Act act)
{
    try {
        act();
    } catch (const Refusal& refusal) {
        return refusal.code == "invalid_input" ? refusal.fields.at(0).field + "=" + refusal.fields.at(0).code : refusal.code;
    }
    return "";
}

}  // namespace motcua::dossiers::testing
