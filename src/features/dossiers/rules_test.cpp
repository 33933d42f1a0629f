#include <doctest/doctest.h>

#include "features/dossiers/testing.hpp"

using namespace motcua;
using namespace motcua::dossiers;
using dossiers::testing::at;
using dossiers::testing::refusal_of;
using dossiers::testing::World;

TEST_CASE("a dossier walks its whole way, each act at the agency that may do it")
{
    World w;
    CHECK(w.dossier.state == State::registered);
    w.received();
    CHECK(w.dossier.state == State::received);
    CHECK(w.dossier.due_at == at(9, 7, 8));
    CHECK(w.dossier.first_due_at == w.dossier.due_at);
    REQUIRE(w.dossier.tasks.size() == 1);
    CHECK(w.dossier.tasks[0].kind == TaskKind::forward);

    w.forwarded();
    CHECK(w.dossier.state == State::processing);
    CHECK(w.dossier.tasks.at(0).agency_id == AgencyId{4});
    CHECK(refusal_of([&] { forward(w.dossier, w.by(w.reception), std::nullopt); }) == "task_not_yours");

    w.examined();
    CHECK(w.dossier.tasks.at(0).agency_id == AgencyId{2});
    CHECK(refusal_of([&] { forward(w.dossier, w.by(w.leader), std::nullopt); }) == "step_needs_approval");
    CHECK(refusal_of([&] { hand_over(w.dossier, w.by(w.reception), false, "receipt", std::nullopt); }) == "result_missing");

    w.approved();
    CHECK(w.dossier.decided_at == w.now);
    CHECK(w.dossier.tasks.at(0).kind == TaskKind::record_result);
    w.resolved();
    CHECK(w.dossier.state == State::resolved);
    CHECK(w.dossier.timeliness == Timeliness::early);
    CHECK(w.dossier.tasks.at(0).agency_id == AgencyId{3});

    w.happen(hand_over(w.dossier, w.by(w.reception), false, "identity_card", std::nullopt));
    CHECK(w.dossier.state == State::returned);
    CHECK(w.dossier.tasks.empty());
    CHECK(refusal_of([&] { hand_over(w.dossier, w.by(w.reception), false, "receipt", std::nullopt); }) == "already_returned");
}

TEST_CASE("legs of the deadline follow the shares of the workflow")
{
    World w;
    w.received().forwarded();
    // 5 working days of 8 hours: 60 % are 24 hours.
    CHECK(w.dossier.tasks.at(0).due_at == after_working_minutes(at(2, 7, 8), std::chrono::hours(24), {w.calendar, w.hours}));
    w.examined();
    CHECK(w.dossier.tasks.at(0).due_at == after_working_minutes(at(2, 7, 8), std::chrono::hours(36), {w.calendar, w.hours}));
}

TEST_CASE("a dossier received after 15:00 is handed on at the start of the next working day")
{
    World w;
    w.now = at(3, 7, 15);  // Friday
    w.received();
    CHECK(w.dossier.tasks.at(0).due_at == at(6, 7, 7));
    World earlier;
    earlier.now = at(3, 7, 14, 59);
    earlier.received();
    CHECK(day_in_vietnam(*earlier.dossier.tasks.at(0).due_at) == make_day(2026, 7, 3));
}

TEST_CASE("the clock of a dossier taken elsewhere starts when the competent agency has it (D11)")
{
    World w;
    w.dossier.intake_agency_id = {7};
    w.dossier.tasks[0].agency_id = {7};
    w.now = at(7, 7, 16);  // Tuesday
    w.happen(receive(w.dossier, w.by(w.elsewhere)));
    CHECK(!w.dossier.clock_started_at);
    CHECK(w.dossier.provisional);
    CHECK(w.dossier.due_at == at(15, 7, 7));  // Expected: forwarded at the start of Wednesday
    CHECK(w.dossier.tasks.at(0).due_at == at(8, 7, 7));
    w.now = at(8, 7, 7, 10);
    w.happen(forward(w.dossier, w.by(w.elsewhere), std::nullopt));
    w.now = at(8, 7, 7, 30);
    w.happen(take(w.dossier, w.by(w.specialist), w.dossier.tasks.at(0).number));
    CHECK(w.dossier.clock_started_at == at(8, 7, 7, 30));
    CHECK(w.dossier.due_at == at(15, 7, 7, 30));
    CHECK(!w.dossier.provisional);
    CHECK(w.dossier.first_due_at == at(15, 7, 7));
}

TEST_CASE("work at the centre is the competent commune's, the result waits where the citizen asked for it")
{
    World w;
    catalogue::Step work{"thuc-hien", "Soạn", Permission::process_dossiers, "centre", 60, false, false};
    auto result = w.workflow.steps.back();
    CHECK(agency_of(work, w.dossier, w.directory) == AgencyId{3});
    w.dossier.intake_agency_id = w.dossier.return_agency_id = {7};
    CHECK(agency_of(work, w.dossier, w.directory) == AgencyId{3});
    CHECK(agency_of(result, w.dossier, w.directory) == AgencyId{7});
    w.dossier.deciding_agency_id = {1};  // The city has no centre of its own.
    CHECK(agency_of(work, w.dossier, w.directory) == AgencyId{7});
}

TEST_CASE("a supplement request stops the clock, and the supplement starts it again (D8)")
{
    for (auto [policy, due] : {std::pair(PausePolicy::pause, at(16, 7, 17)), std::pair(PausePolicy::reset, at(21, 7, 9))}) {
        World w;
        w.dossier.pause_policy = policy;
        w.now = at(6, 7, 8);
        w.received().forwarded();
        CHECK(w.dossier.due_at == at(13, 7, 8));
        w.now = at(8, 7, 10);
        w.happen(request_supplement(w.dossier, w.by(w.specialist), {{"Bản vẽ"}, "Bản vẽ thiếu kích thước", std::nullopt, std::nullopt}));
        CHECK(w.dossier.state == State::supplementing);
        CHECK(!w.dossier.due_at);
        CHECK(!w.dossier.tasks.at(0).due_at);
        CHECK(refusal_of([&] { forward(w.dossier, w.by(w.specialist), std::nullopt); }) == "waiting_for_supplement");
        w.now = at(14, 7, 9);
        CHECK(refusal_of([&] { supplement(w.dossier, w.by(w.specialist), {}, std::nullopt); }) == "not_intake_centre");
        w.happen(supplement(w.dossier, w.by(w.reception), {}, std::nullopt));
        CHECK(w.dossier.state == State::processing);
        CHECK(w.dossier.due_at == due);
        CHECK(w.dossier.tasks.at(0).due_at);
    }
}

TEST_CASE("a second supplement request needs a leader and a reason, and counts (seed 4)")
{
    World w;
    w.received().forwarded();
    SupplementWish wish{{"Giấy tờ đất"}, "Thiếu", std::nullopt, std::nullopt};
    w.happen(request_supplement(w.dossier, w.by(w.specialist), wish));
    w.happen(supplement(w.dossier, w.by(w.reception), {}, std::nullopt));
    CHECK(refusal_of([&] { request_supplement(w.dossier, w.by(w.specialist), wish); }) == "second_supplement_needs_leader");
    auto chief = World::officer(20, 4, {Permission::process_dossiers});
    chief.grants.push_back({{2}, Permission::override_rules});
    CHECK(refusal_of([&] { request_supplement(w.dossier, w.by(chief), wish); }) == "exception_reason=required");
    wish.exception_reason = "Quy hoạch vừa thay đổi";
    w.happen(request_supplement(w.dossier, w.by(chief), wish));
    CHECK(w.dossier.supplement_count == 2);
}

TEST_CASE("an apology comes at the latest on the working day before, and once (D9, seed 5)")
{
    World w;
    w.now = at(6, 7, 8);
    w.received().forwarded();
    w.now = at(8, 7, 10);
    w.happen(request_supplement(w.dossier, w.by(w.specialist), {{"Bản vẽ"}, "Thiếu", std::nullopt, std::nullopt}));
    w.now = at(14, 7, 9);
    w.happen(supplement(w.dossier, w.by(w.reception), {}, std::nullopt));  // Due Thursday 16/07 17:00
    REQUIRE(w.dossier.due_at == at(16, 7, 17));
    w.now = at(15, 7, 17);
    auto extended = extend(w.dossier, w.by(w.leader), at(20, 7, 17), "Chờ ý kiến", std::nullopt);
    w.now = at(16, 7, 7);
    CHECK(refusal_of([&] { extend(w.dossier, w.by(w.leader), at(20, 7, 17), "Chờ ý kiến", std::nullopt); }) == "extension_too_late");
    w.now = at(15, 7, 17);
    w.happen(extended);
    CHECK(w.dossier.due_at == at(20, 7, 17));
    CHECK(w.dossier.extended_from == at(16, 7, 17));
    CHECK(refusal_of([&] { extend(w.dossier, w.by(w.leader), at(22, 7, 17), "Lại chậm", std::nullopt); }) == "already_extended");
    CHECK(refusal_of([&] { extend(w.dossier, w.by(w.leader), at(1, 7, 8), "Sớm hơn", std::nullopt); }) == "due_at=too_early");
    CHECK(refusal_of([&] { extend(w.dossier, w.by(w.specialist), at(22, 7, 17), "Không phải việc", std::nullopt); }) == "not_deciding_agency");
    w.happen(extend(w.dossier, w.by(w.leader), at(22, 7, 17), "Bão", "Điều 19 và quyết định của Chủ tịch"));
    CHECK(w.dossier.extension_count == 2);
    w.now = at(17, 7, 8);
    w.examined().approved().resolved();
    CHECK(w.dossier.timeliness == Timeliness::late);  // Against the first date
}

TEST_CASE("a dossier can be withdrawn only before the decision (seed 7)")
{
    World w;
    w.received().forwarded().examined();
    auto event = withdraw(w.dossier, w.by(w.reception), "Không làm nữa");
    CHECK(refusal_of([&] { withdraw(w.dossier, w.by(w.reception), "  "); }) == "reason=required");
    CHECK(refusal_of([&] { withdraw(w.dossier, w.by(w.specialist), "Không phải việc"); }) == "not_intake_centre");
    World decided = w;
    decided.approved();
    CHECK(refusal_of([&] { withdraw(decided.dossier, decided.by(decided.reception), "Đổi ý"); }) == "withdrawal_after_decision");
    w.happen(event);
    CHECK(w.dossier.state == State::withdrawn);
    CHECK(w.dossier.tasks.empty());
    CHECK(refusal_of([&] { forward(w.dossier, w.by(w.reception), std::nullopt); }) == "dossier_finished");
}

TEST_CASE("approval waits for open consultations, and the clock does not")
{
    World w;
    w.received().forwarded();
    CHECK(refusal_of([&] { consult(w.dossier, w.by(w.specialist), {5}, "Quy hoạch", 0); }) == "working_days=out_of_range");
    CHECK(refusal_of([&] { consult(w.dossier, w.by(w.specialist), {4}, "Quy hoạch", 2); }) == "agency_code=own_agency");
    auto due = w.dossier.due_at;
    w.happen(consult(w.dossier, w.by(w.specialist), {5}, "Quy hoạch", 2));
    CHECK(w.dossier.due_at == due);
    REQUIRE(w.dossier.tasks.size() == 2);
    CHECK(w.dossier.tasks[1].due_at == at(6, 7, 8));
    w.examined();
    CHECK(refusal_of([&] { w.approved(); }) == "consultation_open");
    auto number = w.dossier.tasks[0].kind == TaskKind::consultation ? w.dossier.tasks[0].number : w.dossier.tasks[1].number;
    CHECK(refusal_of([&] { answer_consultation(w.dossier, w.by(w.specialist), number, "Đồng ý", true); }) == "task_not_yours");
    w.happen(answer_consultation(w.dossier, w.by(w.consulted), number, "Phù hợp quy hoạch", true));
    w.approved();
    CHECK(w.dossier.decided_at);
}

TEST_CASE("a payment stops the clock, and nothing is handed over unpaid")
{
    World w;
    w.received().forwarded();
    auto due = w.dossier.due_at;
    w.happen(request_payment(w.dossier, w.by(w.specialist), {75000}, "Lệ phí giấy phép"));
    CHECK(w.dossier.state == State::awaiting_payment);
    CHECK(!w.dossier.due_at);
    CHECK(refusal_of([&] { confirm_payment(w.dossier, w.by(w.reception), {70000}, "BL 12"); }) == "amount_vnd=amount_differs");
    w.now = at(3, 7, 8);
    w.happen(confirm_payment(w.dossier, w.by(w.reception), {75000}, "BL 12"));
    CHECK(w.dossier.state == State::processing);
    CHECK(w.dossier.due_at == after_working_minutes(*due, std::chrono::hours(8), {w.calendar, w.hours}));
    CHECK(refusal_of([&] { confirm_payment(w.dossier, w.by(w.reception), {75000}, "BL 12"); }) == "nothing_to_pay");

    w.happen(request_payment(w.dossier, w.by(w.specialist), {5000}, "Phí trích lục"));
    CHECK(refusal_of([&] { confirm_payment(w.dossier, w.by(w.reception), {80000}, "BL 13"); }) == "amount_vnd=amount_differs");
    w.happen(confirm_payment(w.dossier, w.by(w.reception), {5000}, "BL 13"));
    CHECK(w.dossier.fee_paid_vnd == Vnd{80000});

    World unpaid;
    unpaid.dossier.fee_vnd = {8000};
    unpaid.received().forwarded().examined().approved().resolved();
    CHECK(refusal_of([&] { hand_over(unpaid.dossier, unpaid.by(unpaid.reception), false, "receipt", std::nullopt); }) == "fee_not_paid");
    auto offered = availability(unpaid.dossier, unpaid.by(unpaid.reception));
    auto hand_over_offer = std::find_if(offered.begin(), offered.end(), [](const auto& offer) { return offer.act == "hand-over"; });
    REQUIRE(hand_over_offer != offered.end());
    CHECK(hand_over_offer->refusal_code == "fee_not_paid");
    unpaid.dossier.fee_paid_vnd = unpaid.dossier.fee_vnd;
    CHECK(refusal_of([&] { hand_over(unpaid.dossier, unpaid.by(unpaid.reception), true, "receipt", std::nullopt); }) == "checked=authorisation_needed");
    CHECK(refusal_of([&] { hand_over(unpaid.dossier, unpaid.by(unpaid.reception), true, "identity_card", std::nullopt); }) == "checked=authorisation_needed");
    CHECK(refusal_of([&] { hand_over(unpaid.dossier, unpaid.by(unpaid.reception), true, "receipt", std::nullopt, RepresentativeKind::guardian); }) == "checked=authorisation_needed");
    CHECK(refusal_of([&] { hand_over(unpaid.dossier, unpaid.by(unpaid.reception), true, "identity_card", std::nullopt, RepresentativeKind::guardian); }) == "");
}

TEST_CASE("a task taken by one officer is not another's; recall works until it is taken")
{
    World w;
    w.received().forwarded();
    auto other = World::officer(30, 4, {Permission::process_dossiers});
    auto number = w.dossier.tasks.at(0).number;
    World recalled = w;
    recalled.happen(recall(recalled.dossier, recalled.by(recalled.reception), "Chuyển nhầm"));
    CHECK(recalled.dossier.state == State::received);
    CHECK(recalled.dossier.position == -1);
    CHECK(refusal_of([&] { recall(w.dossier, w.by(w.consulted), "Không phải của tôi"); }) == "not_the_sender");
    w.happen(take(w.dossier, w.by(w.specialist), number));
    CHECK(refusal_of([&] { forward(w.dossier, w.by(other), std::nullopt); }) == "task_taken_by_other");
    CHECK(refusal_of([&] { recall(w.dossier, w.by(w.reception), "Chuyển nhầm"); }) == "task_already_taken");
    CHECK(refusal_of([&] { reassign(w.dossier, w.by(w.specialist), number, OfficerId{30}, std::nullopt, "Nghỉ phép"); }) == "not_coordinator");
    w.happen(reassign(w.dossier, w.by(w.leader), number, OfficerId{30}, std::nullopt, "Nghỉ phép"));
    w.happen(forward(w.dossier, w.by(other), std::nullopt));
    CHECK(w.dossier.position == 1);
}

TEST_CASE("a holiday announced late moves only a date that was not promised (seed 11)")
{
    World w;
    w.now = at(1, 9, 8);
    w.received().forwarded();
    REQUIRE(w.dossier.due_at == at(9, 9, 8));  // 2/9 is off
    World provisional = w;
    provisional.dossier.provisional = true;
    w.calendar = provisional.calendar = WorkingCalendar{{{make_day(2026, 9, 2), SpecialDayKind::holiday, "Quốc khánh", "luật"},
                                                         {make_day(2026, 9, 7), SpecialDayKind::holiday, "Ngày mới công bố", "thông báo"}},
                                                        {2026}};
    auto printed = revise_due(w.dossier, w.by(w.leader), "Thêm ngày nghỉ 07/9");
    CHECK(!printed.event);
    CHECK(printed.needs_notice);
    auto open = revise_due(provisional.dossier, provisional.by(provisional.leader), "Thêm ngày nghỉ 07/9");
    REQUIRE(open.event);
    provisional.happen(*open.event);
    CHECK(provisional.dossier.due_at == at(10, 9, 8));
    CHECK(!provisional.dossier.provisional);
}

TEST_CASE("states follow each other only as the law's table says")
{
    const std::vector<State> all{State::registered, State::received, State::rejected, State::processing, State::supplementing,
                                 State::awaiting_payment, State::withdrawn, State::stopped, State::resolved, State::returned};
    int allowed = 0;
    for (auto from : all)
        for (auto to : all) allowed += may_follow(from, to);
    CHECK(allowed == 4 + 4 + 5 + 6 + 3 + 1);
    for (auto terminal : {State::rejected, State::withdrawn, State::stopped, State::returned})
        for (auto to : all) CHECK(!may_follow(terminal, to));
    CHECK(national_code(State::registered) == 1);
    CHECK(national_code(State::returned) == 10);
}

TEST_CASE("every event reads back from its journal body as it was written")
{
    World w;
    w.received().forwarded().examined().approved().resolved();
    Filed filed;
    filed.code = "H24.158-260702-0001";
    filed.papers.push_back({"to-khai", 1, 0, {"abc"}});
    filed.assisted = "chữ ký";
    for (const Event& event : {Event(filed), Event(Forwarded{2, "ghi chú", true, {}}), Event(DueRevised{at(1, 9, 8), true, "lịch", {}}),
                               Event(OriginalsReturned{"to-khai", 1})}) {
        auto again = event_from(act_of(event), body_of(event));
        CHECK(again.index() == event.index());
        CHECK(body_of(again) == body_of(event));
    }
    CHECK_THROWS(event_from("no_such_act", "{}"));
}

TEST_CASE("the dossier page says of each act whether it may be done now, and why not")
{
    World w;
    w.received().forwarded();
    std::map<std::string, std::string> reasons;
    for (const auto& item : availability(w.dossier, w.by(w.specialist))) reasons[item.act] = item.refusal_code.value_or("");
    CHECK(reasons.at("forward").empty());
    CHECK(reasons.at("request-supplement").empty());
    CHECK(reasons.at("approve") == "not_at_approval");
    CHECK(reasons.at("withdraw") == "not_intake_centre");
    CHECK(reasons.at("receive") == "not_in_this_state");
}
