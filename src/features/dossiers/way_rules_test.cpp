#include <doctest/doctest.h>

#include "features/dossiers/testing.hpp"

using namespace motcua;
using namespace motcua::dossiers;
using dossiers::testing::at;
using dossiers::testing::refusal_of;
using dossiers::testing::World;

namespace {

const std::string too_long(2001, 'x');

}  // namespace

TEST_CASE("a dossier handed back stands at the step before, for everybody there")
{
    World w;
    w.received().forwarded();
    CHECK(refusal_of([&] { return_back(w.dossier, w.by(w.specialist), "Không có bước trước"); }) == "no_step_before");
    w.examined();
    CHECK(refusal_of([&] { return_back(w.dossier, w.by(w.specialist), "Không phải việc"); }) == "task_not_yours");
    CHECK(refusal_of([&] { return_back(w.dossier, w.by(w.leader), " "); }) == "reason=required");
    w.happen(return_back(w.dossier, w.by(w.leader), "Thiếu trích lục"));
    CHECK(w.dossier.position == 0);
    CHECK(w.dossier.state == State::processing);
    CHECK(w.dossier.tasks.at(0).agency_id == AgencyId{4});
    CHECK(!w.dossier.tasks.at(0).officer_id);
    w.examined().approved();
    CHECK(refusal_of([&] { return_back(w.dossier, w.by(w.specialist), "Đã ký rồi"); }) == "no_step_before");
}

TEST_CASE("what was handed back is not fetched back: it would land a step too early")
{
    World w;
    w.received().forwarded().examined();
    w.happen(return_back(w.dossier, w.by(w.leader), "Thiếu trích lục"));
    auto leader = w.leader;
    leader.grants.push_back({{2}, Permission::process_dossiers});
    CHECK(refusal_of([&] { recall(w.dossier, w.by(leader), "Thôi"); }) == "nothing_to_recall");
    CHECK(refusal_of([&] { recall(w.dossier, w.by(w.reception), "Thôi"); }) == "nothing_to_recall");
    w.examined();  // Handed on again it can be
    w.happen(recall(w.dossier, w.by(w.specialist), "Quên một trang"));
    CHECK(w.dossier.position == 0);
}

TEST_CASE("what was fetched back cannot be fetched further, and can be handed on again")
{
    World w;
    w.received().forwarded();
    w.happen(recall(w.dossier, w.by(w.reception), "Chuyển nhầm"));
    CHECK(w.dossier.tasks.at(0).kind == TaskKind::forward);
    CHECK(w.dossier.tasks.at(0).officer_id == w.reception.officer);
    CHECK(refusal_of([&] { recall(w.dossier, w.by(w.reception), "Nữa"); }) == "nothing_to_recall");
    w.forwarded().examined();
    w.happen(recall(w.dossier, w.by(w.specialist), "Quên một trang"));
    CHECK(refusal_of([&] { recall(w.dossier, w.by(w.reception), "Nữa"); }) == "nothing_to_recall");
    w.examined().approved();
    CHECK(refusal_of([&] { recall(w.dossier, w.by(w.leader), "Ký nhầm"); }) == "nothing_to_recall");
}

TEST_CASE("an apology names a day that is still to come")
{
    World w;
    w.received().forwarded();
    REQUIRE(w.dossier.due_at == at(9, 7, 8));
    w.now = at(20, 7, 8);
    auto late = [&](Instant due_at) {
        return refusal_of([&] { extend(w.dossier, w.by(w.leader), due_at, "Bão", "Quyết định của Chủ tịch"); });
    };
    CHECK(late(at(15, 7, 17)) == "due_at=too_early");
    CHECK(late(at(20, 7, 8)) == "due_at=too_early");
    CHECK(late(at(20, 7, 17)).empty());
    CHECK(refusal_of([&] { extend(w.dossier, w.by(w.leader), at(22, 7, 17), " ", std::nullopt); }) == "reason=required");
    CHECK(refusal_of([&] { extend(w.dossier, w.by(w.leader), at(22, 7, 17), "Bão", ""); }) == "legal_basis=required");
    auto deputy = World::officer(40, 2, {Permission::approve_dossiers});
    CHECK(refusal_of([&] { extend(w.dossier, w.by(deputy), at(22, 7, 17), "Bão", "Tự nghĩ"); }) == "extension_too_late");
}

TEST_CASE("only the deciding agency stops, extends and corrects")
{
    World w;
    w.received().forwarded();
    CHECK(refusal_of([&] { stop(w.dossier, w.by(w.reception), "Trùng"); }) == "not_deciding_agency");
    CHECK(refusal_of([&] { stop(w.dossier, w.by(w.leader), ""); }) == "reason=required");
    auto city = World::officer(50, 1, {Permission::approve_dossiers});
    CHECK(refusal_of([&] { stop(w.dossier, w.by(city), "Trùng"); }).empty());  // Stands above
    ResultFacts result{"02/GP", "Giấy phép", day_in_vietnam(w.now), {}, false};
    CHECK(refusal_of([&] { correct(w.dossier, w.by(w.leader), "Sai tên", result); }) == "no_result_yet");
    w.examined().approved().resolved();
    CHECK(refusal_of([&] { stop(w.dossier, w.by(w.leader), "Trùng"); }) == "already_decided");
    CHECK(refusal_of([&] { correct(w.dossier, w.by(w.specialist), "Sai tên", result); }) == "not_deciding_agency");
    w.happen(correct(w.dossier, w.by(w.leader), "Sai tên", result));
    CHECK(w.dossier.result_version == 2);
    CHECK(w.dossier.state == State::resolved);
    result.issued_on += std::chrono::days(1);
    CHECK(refusal_of([&] { correct(w.dossier, w.by(w.leader), "Sai ngày", result); }) == "result.issued_on=too_late");
    result.number = "";
    CHECK(refusal_of([&] { correct(w.dossier, w.by(w.leader), "Sai số", result); }) == "result.number=required");
}

TEST_CASE("a denial says why, and its result is handed over like any other")
{
    World w;
    w.received().forwarded().examined();
    CHECK(refusal_of([&] { approve(w.dossier, w.by(w.leader), Outcome::denied, std::nullopt); }) == "note=required");
    CHECK(refusal_of([&] { approve(w.dossier, w.by(w.leader), Outcome::denied, " "); }) == "note=required");
    CHECK(refusal_of([&] { approve(w.dossier, w.by(w.specialist), Outcome::granted, std::nullopt); }) == "task_not_yours");
    w.happen(approve(w.dossier, w.by(w.leader), Outcome::denied, "Không phù hợp quy hoạch"));
    CHECK(w.dossier.outcome == Outcome::denied);
    CHECK(refusal_of([&] { approve(w.dossier, w.by(w.leader), Outcome::granted, std::nullopt); }) == "already_decided");
    w.resolved();
    CHECK(refusal_of([&] { hand_over(w.dossier, w.by(w.reception), false, "tin-tuong", std::nullopt); }) == "checked=unknown_choice");
    w.happen(hand_over(w.dossier, w.by(w.reception), true, "authorisation", std::nullopt));
    CHECK(w.dossier.state == State::returned);
}

TEST_CASE("a task is its taker's, or whoever it was given to")
{
    World w;
    CHECK(refusal_of([&] { take(w.dossier, w.by(w.specialist), 1); }) == "task_not_yours");
    CHECK(refusal_of([&] { take(w.dossier, w.by(w.reception), 99); }) == "task_closed");
    w.received().forwarded();
    auto number = w.dossier.tasks.at(0).number;
    w.happen(take(w.dossier, w.by(w.specialist), number));
    CHECK(w.dossier.tasks.at(0).taken_at == w.now);
    CHECK(refusal_of([&] { take(w.dossier, w.by(w.specialist), number); }) == "task_already_taken");
    auto other = World::officer(30, 4, {Permission::process_dossiers});
    CHECK(refusal_of([&] { take(w.dossier, w.by(other), number); }) == "task_taken_by_other");
    w.happen(reassign(w.dossier, w.by(w.leader), number, OfficerId{30}, std::nullopt, "Nghỉ phép"));
    CHECK(refusal_of([&] { take(w.dossier, w.by(w.specialist), number); }) == "task_taken_by_other");
    w.happen(take(w.dossier, w.by(other), number));
    w.happen(reassign(w.dossier, w.by(w.leader), number, std::nullopt, AgencyId{5}, "Việc của Văn phòng"));
    CHECK(!w.dossier.tasks.at(0).officer_id);
    CHECK(!w.dossier.tasks.at(0).taken_at);
    w.happen(take(w.dossier, w.by(w.consulted), number));
}

TEST_CASE("amounts that cannot be are refused before they are added up")
{
    World w;
    w.dossier.fee_vnd = {8000};
    w.received().forwarded();
    auto ask = [&](std::int64_t dong) { return refusal_of([&] { request_payment(w.dossier, w.by(w.specialist), {dong}, "Lệ phí"); }); };
    CHECK(ask(0) == "amount_vnd=out_of_range");
    CHECK(ask(-5) == "amount_vnd=out_of_range");
    CHECK(ask(INT64_MAX) == "amount_vnd=out_of_range");
    CHECK(ask(1'000'000'000'001) == "amount_vnd=out_of_range");
    CHECK(ask(1'000'000'000'000).empty());
    CHECK(ask(1).empty());
}

TEST_CASE("notes may be left out, but not run on without end")
{
    World w;
    w.received();
    CHECK(refusal_of([&] { forward(w.dossier, w.by(w.reception), too_long); }) == "note=too_long");
    CHECK(refusal_of([&] { forward(w.dossier, w.by(w.reception), "a\x01"); }) == "note=control_characters");
    CHECK(refusal_of([&] { forward(w.dossier, w.by(w.reception), ""); }).empty());
    CHECK(refusal_of([&] { forward(w.dossier, w.by(w.reception), "Hai\ndòng"); }).empty());
    w.forwarded();
    CHECK(refusal_of([&] { request_supplement(w.dossier, w.by(w.specialist), {{"Bản vẽ"}, "Thiếu", too_long, std::nullopt}); }) == "guidance=too_long");
    CHECK(refusal_of([&] { request_supplement(w.dossier, w.by(w.specialist), {{}, "Thiếu", std::nullopt, std::nullopt}); }) == "items=required");
    CHECK(refusal_of([&] { request_supplement(w.dossier, w.by(w.specialist), {{"Một", ""}, "Thiếu", std::nullopt, std::nullopt}); }) == "items[1]=required");
    w.examined();
    CHECK(refusal_of([&] { approve(w.dossier, w.by(w.leader), Outcome::granted, too_long); }) == "note=too_long");
    w.approved().resolved();
    CHECK(refusal_of([&] { hand_over(w.dossier, w.by(w.reception), false, "receipt", too_long); }) == "note=too_long");
}
