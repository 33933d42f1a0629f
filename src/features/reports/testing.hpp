#pragma once

#include <algorithm>
#include <random>
#include <vector>

#include "features/catalogue/catalogue.hpp"
#include "features/journal/journal.hpp"
#include "features/reports/counting.hpp"

// For tests only: histories of dossiers as the rules allow them, drawn at random.
namespace motcua::reports {

// One act on one dossier.
struct TestAct {
    dossiers::Dossier before;
    std::vector<dossiers::Event> events;
    dossiers::Dossier after;
    Actor actor;
    Instant at{};

    dossiers::Recorded recorded() const { return {before, events, after, actor, at}; }
};

struct TestHistory {
    std::vector<TestAct> acts;
};

// A city with two communes and a department; each commune with a centre and two divisions.
class TestCity {
public:
    TestCity()
    {
        for (int i = 0; i < 3; ++i) procedures.push_back(procedure(i));
        workflow.code = "ba-buoc";
        workflow.steps = {{"tham-dinh", "Thẩm định", Permission::process_dossiers, "division", 60, false, false},
                          {"ky", "Ký", Permission::approve_dossiers, "deciding", 30, true, false},
                          {"tra", "Trả kết quả", Permission::hand_over_results, "centre", 10, false, true}};
    }

    static inline const AgencyId city{1}, first{2}, second{6}, department{10};

    staff::Directory directory{{
        {{1}, "31", staff::AgencyKind::city, "Thành phố", std::nullopt, AgencyId{1}, "31", "H24", true},
        {{2}, "11779", staff::AgencyKind::commune, "UBND xã Tân Minh", AgencyId{1}, AgencyId{2}, "11779", "H24.158", true},
        {{3}, "11779/trung-tam", staff::AgencyKind::centre, "Trung tâm Tân Minh", AgencyId{2}, AgencyId{2}, "11779", std::nullopt, true},
        {{4}, "11779/phong-kinh-te", staff::AgencyKind::division, "Phòng Kinh tế", AgencyId{2}, AgencyId{2}, "11779", std::nullopt, true},
        {{5}, "11779/van-phong", staff::AgencyKind::division, "Văn phòng", AgencyId{2}, AgencyId{2}, "11779", std::nullopt, true},
        {{6}, "11791", staff::AgencyKind::commune, "UBND xã Tiên Minh", AgencyId{1}, AgencyId{6}, "11791", "H24.159", true},
        {{7}, "11791/trung-tam", staff::AgencyKind::centre, "Trung tâm Tiên Minh", AgencyId{6}, AgencyId{6}, "11791", std::nullopt, true},
        {{8}, "11791/phong-kinh-te", staff::AgencyKind::division, "Phòng Kinh tế", AgencyId{6}, AgencyId{6}, "11791", std::nullopt, true},
        {{9}, "11791/van-phong", staff::AgencyKind::division, "Văn phòng", AgencyId{6}, AgencyId{6}, "11791", std::nullopt, true},
        {{10}, "so-xay-dung", staff::AgencyKind::department, "Sở Xây dựng", AgencyId{1}, AgencyId{10}, "so-xay-dung", "H24.17", true},
    }};
    WorkingCalendar calendar{{{make_day(2026, 9, 2), SpecialDayKind::holiday, "Quốc khánh", "luật"}}, {2025, 2026, 2027}};
    WorkingHours hours = WorkingHours::office_hours();
    std::vector<catalogue::Procedure> procedures;
    catalogue::Workflow workflow;

    // An officer who may do everything everywhere; the rules still hold the order of the acts.
    Actor officer(int id) const
    {
        Actor actor;
        actor.kind = ActorKind::officer;
        actor.officer = {id};
        actor.agency = {3};
        actor.name = "Nguyễn Thị Mẫu";
        for (const auto& agency : directory.all())
            for (auto permission : {Permission::receive_dossiers, Permission::process_dossiers, Permission::approve_dossiers,
                                    Permission::hand_over_results, Permission::override_rules, Permission::coordinate_dossiers})
                actor.grants.push_back({agency.id, permission});
        return actor;
    }

    dossiers::Context context(const dossiers::Dossier& d, const Actor& actor, Instant now) const
    {
        const auto& one = *std::find_if(procedures.begin(), procedures.end(), [&](const auto& p) { return p.id == d.procedure_id; });
        return {now, actor, directory, one, workflow, {calendar, hours}, {calendar, hours}};
    }

private:
    static catalogue::Procedure procedure(int i)
    {
        catalogue::Procedure p;
        p.id = "1.00000" + std::to_string(i + 1);
        p.name = "Thủ tục " + std::to_string(i + 1);
        p.subject = i == 0 ? "Hộ tịch" : "Xây dựng";
        p.starts_when_competent_receives = i == 2;
        return p;
    }
};

// The life of one dossier that is filed on the given day.
class TestLife {
public:
    TestLife(const TestCity& city, std::mt19937& random, DossierId id, Day day) : m_city(city), m_random(random)
    {
        m_dossier.id = id;
        m_now = instant_in_vietnam(day, MinuteOfDay(7 * 60 + pick(600)));
    }

    TestHistory live(int most_acts, Day until)
    {
        file();
        for (int i = 0; i < most_acts; ++i) {
            wait();
            if (day_in_vietnam(m_now) > until) break;
            something();
        }
        return std::move(m_history);
    }

private:
    using Event = dossiers::Event;

    int pick(int n) { return static_cast<int>(m_random() % static_cast<unsigned>(n)); }

    void wait()
    {
        auto minutes = pick(10) < 4 ? pick(180) : pick(4) == 0 ? pick(9 * 24 * 60) : pick(36 * 60);
        m_now += std::chrono::minutes(minutes) + std::chrono::milliseconds(pick(60000));
    }

    dossiers::Context context(const dossiers::Dossier& d) { return m_city.context(d, m_actor, m_now); }

    void act(std::vector<Event> events)
    {
        TestAct done{m_dossier, std::move(events), {}, m_actor, m_now};
        for (const auto& event : done.events) apply(m_dossier, event, m_now);
        done.after = m_dossier;
        m_history.acts.push_back(std::move(done));
    }

    std::vector<dossiers::SubmittedPaper> papers()
    {
        std::vector<dossiers::SubmittedPaper> list;
        for (int i = pick(3); i > 0; --i) {
            list.push_back({"giay-to", pick(2), 0, {}, std::nullopt});
            if (pick(2) == 0) list.back().files.push_back("abc");
            if (pick(5) == 0) list.back().reused = true;
        }
        return list;
    }

    void file()
    {
        m_actor = m_city.officer(100 + pick(5));
        const auto& procedure = m_city.procedures[static_cast<std::size_t>(pick(3))];
        dossiers::Filed e;
        e.code = "H24.158-260702-" + std::to_string(10000 + m_dossier.id.number);
        e.procedure_id = procedure.id;
        e.workflow = m_city.workflow.code;
        e.channel = static_cast<catalogue::Channel>(pick(5));
        int unit = pick(3);
        e.deciding_agency = unit == 0 ? 2 : unit == 1 ? 6 : 10;
        e.division_agency = unit == 2 ? 10 : e.deciding_agency + 2 + pick(2);
        e.intake_agency = e.return_agency = pick(4) == 0 ? (unit == 0 ? 7 : 3) : unit == 1 ? 7 : 3;
        if (pick(12) != 0) e.limit_unit = pick(3) == 0 ? LimitUnit::day : pick(4) == 0 ? LimitUnit::immediate : LimitUnit::working_day;
        e.limit_hundredths = 100 * (1 + pick(8));
        e.pause_policy = pick(2) == 0 ? PausePolicy::pause : PausePolicy::reset;
        e.fee_vnd = {pick(3) * 8000};
        e.fee_collected = e.fee_vnd > Vnd{} && pick(2) == 0;
        e.papers = papers();
        e.tasks.open.push_back({dossiers::TaskKind::accept, -1, e.intake_agency, "receive_dossiers", std::nullopt, std::nullopt, std::nullopt, std::nullopt});
        std::vector<Event> events{e};
        auto next = m_dossier;
        apply(next, e, m_now);
        auto fate = pick(10);
        if (fate < 7) {
            events.push_back(dossiers::receive(next, context(next)));
            apply(next, events.back(), m_now);
            if (pick(2) == 0) events.push_back(dossiers::forward(next, context(next), std::nullopt));
        } else if (fate == 7) {
            events.push_back(dossiers::request_supplement(next, context(next), {{"Bản chính"}, "thiếu", std::nullopt, std::nullopt}));
        } else if (fate == 8) {
            events.push_back(dossiers::reject(next, context(next), "không thuộc thẩm quyền"));
        }
        act(std::move(events));
    }

    // Tries acts until the rules allow one.
    void something()
    {
        m_actor = m_city.officer(100 + pick(5));
        for (int i = 0; i < 12; ++i) {
            try {
                act(draw());
                return;
            } catch (const Refusal&) {
            }
        }
    }

    std::vector<Event> draw()
    {
        const auto& d = m_dossier;
        auto x = context(d);
        auto task = d.main_task() ? d.main_task()->number : 0;
        switch (pick(22)) {
        case 0: return {dossiers::receive(d, x)};
        case 1: return {dossiers::reject(d, x, "thiếu điều kiện")};
        case 2: return {dossiers::request_supplement(d, x, {{"Bản vẽ"}, "sai", std::nullopt, "theo yêu cầu"})};
        case 3:
        case 4: return {dossiers::supplement(d, x, papers(), std::nullopt)};
        case 5:
        case 6:
        case 7:
        case 8: return {dossiers::forward(d, x, std::nullopt)};
        case 9: return {dossiers::take(d, x, task)};
        case 10: return {dossiers::return_back(d, x, "làm lại")};
        case 11: return {dossiers::recall(d, x, "nhầm")};
        case 12: return {dossiers::reassign(d, x, task, OfficerId{100 + pick(5)}, std::nullopt, "nghỉ phép")};
        case 13: return {dossiers::consult(d, x, {9}, "ý kiến", 1 + pick(3))};
        case 14: return answer();
        case 15: return {dossiers::request_payment(d, x, {5000}, "phí thẩm định")};
        case 16: return {dossiers::confirm_payment(d, x, d.owed(), "BL 1")};
        case 17:
        case 18: return approve();
        case 19: return {dossiers::record_result(d, x, result())};
        case 20: return {dossiers::hand_over(d, x, false, "receipt", std::nullopt)};
        default: return rare();
        }
    }

    std::vector<Event> rare()
    {
        const auto& d = m_dossier;
        auto x = context(d);
        switch (pick(6)) {
        case 0: return {dossiers::withdraw(d, x, "không cần nữa")};
        case 1: return {dossiers::stop(d, x, "dừng")};
        case 2: return {dossiers::extend(d, x, d.due_at.value_or(m_now) + std::chrono::hours(24 * (1 + pick(5))), "phức tạp", "Điều 1")};
        case 3: return {dossiers::PapersAdded{papers()}};
        case 4: return {dossiers::correct(d, x, "sai tên", result())};
        default: {
            if (!d.due_at || !d.is_open()) throw Refusal(Reason::conflict, "no_due_date");
            dossiers::DueRevised e;
            e.due_at = *d.due_at + std::chrono::hours(24 * (pick(5) - 2));
            return {e};
        }
        }
    }

    std::vector<Event> answer()
    {
        for (const auto& task : m_dossier.tasks)
            if (task.kind == dossiers::TaskKind::consultation) return {dossiers::answer_consultation(m_dossier, context(m_dossier), task.number, "đồng ý", true)};
        throw Refusal(Reason::conflict, "no_consultation_open");
    }

    std::vector<Event> approve()
    {
        std::vector<Event> events{dossiers::approve(m_dossier, context(m_dossier), pick(9) == 0 ? dossiers::Outcome::denied : dossiers::Outcome::granted, "đủ")};
        if (pick(2) == 0) return events;
        auto next = m_dossier;
        apply(next, events.front(), m_now);
        events.push_back(dossiers::record_result(next, context(next), result()));
        return events;
    }

    dossiers::ResultFacts result() { return {"01/GP", "Giấy phép", day_in_vietnam(m_now), {}, pick(2) == 0}; }

    const TestCity& m_city;
    std::mt19937& m_random;
    dossiers::Dossier m_dossier;
    Actor m_actor;
    Instant m_now{};
    TestHistory m_history;
};

// When dossiers are filed, when their lives end at the latest, and how many acts they have.
struct Lives {
    Day first{};
    Day last{};
    unsigned filed_within = 1;       // Days from the first
    int fewest_acts = 4;
    unsigned more_acts = 20;
};

inline std::vector<TestHistory> histories(const TestCity& city, unsigned seed, int count, const Lives& lives)
{
    std::mt19937 random(seed);
    std::vector<TestHistory> list;
    for (int i = 1; i <= count; ++i)
        list.push_back(TestLife(city, random, {i}, lives.first + std::chrono::days(random() % lives.filed_within))
                           .live(lives.fewest_acts + static_cast<int>(random() % lives.more_acts), lives.last));
    return list;
}

// The acts of all histories as they happened.
inline std::vector<const TestAct*> in_order(const std::vector<TestHistory>& all)
{
    std::vector<const TestAct*> acts;
    for (const auto& history : all)
        for (const auto& act : history.acts) acts.push_back(&act);
    std::stable_sort(acts.begin(), acts.end(), [](const auto* a, const auto* b) { return a->at < b->at; });
    return acts;
}

}  // namespace motcua::reports
