#include <doctest/doctest.h>

#include "features/dossiers/testing.hpp"

using namespace motcua;
using namespace motcua::dossiers;
using dossiers::testing::at;
using dossiers::testing::refusal_of;
using dossiers::testing::World;

namespace {

const SupplementWish drawing{{"Bản vẽ"}, "Bản vẽ thiếu kích thước", std::nullopt, std::nullopt};

void ask(World& w, const Actor& actor)
{
    w.happen(request_supplement(w.dossier, w.by(actor), drawing));
}

void bring(World& w)
{
    w.happen(supplement(w.dossier, w.by(w.reception), {}, std::nullopt));
}

// Taken by the centre of another commune.
World taken_elsewhere()
{
    World w;
    w.dossier.intake_agency_id = {7};
    w.dossier.tasks[0].agency_id = {7};
    w.now = at(7, 7, 9);  // Tuesday
    w.happen(receive(w.dossier, w.by(w.elsewhere)));
    return w;
}

}  // namespace

TEST_CASE("a dossier completed before it is received has all its time, in every leg")
{
    for (auto policy : {PausePolicy::pause, PausePolicy::reset}) {
        World w;
        w.dossier.pause_policy = policy;
        w.now = at(2, 7, 8);
        ask(w, w.reception);
        CHECK(w.dossier.state == State::supplementing);
        CHECK(!w.dossier.due_at);
        w.now = at(6, 7, 8);
        bring(w);
        CHECK(w.dossier.state == State::registered);
        CHECK(!w.dossier.due_at);
        w.now = at(8, 7, 8);  // Nobody looked for two days.
        w.received().forwarded();
        CHECK(w.dossier.due_at == at(15, 7, 8));
        CHECK(legs(w.dossier, w.by(w.specialist)) == std::vector<Instant>{at(13, 7, 8), at(14, 7, 14), at(15, 7, 8)});
        CHECK(w.dossier.tasks.at(0).due_at == at(13, 7, 8));
    }
}

TEST_CASE("after a supplement at the centre the dossier is to be handed on the same day again")
{
    World w;
    w.received();
    w.now = at(2, 7, 10);
    ask(w, w.reception);
    CHECK(!w.dossier.tasks.at(0).due_at);
    w.now = at(7, 7, 9);
    bring(w);
    CHECK(w.dossier.state == State::received);
    CHECK(w.dossier.tasks.at(0).kind == TaskKind::forward);
    CHECK(w.dossier.tasks.at(0).due_at == at(7, 7, 17));
    CHECK(w.dossier.due_at == at(13, 7, 17));
}

TEST_CASE("a dossier taken elsewhere keeps an expected date after a supplement, until the competent agency has it")
{
    auto w = taken_elsewhere();
    REQUIRE(w.dossier.due_at == at(15, 7, 7));
    w.now = at(7, 7, 10);
    ask(w, w.elsewhere);
    CHECK(!w.dossier.due_at);
    w.now = at(9, 7, 9);
    w.dossier.return_agency_id = {7};
    w.happen(supplement(w.dossier, w.by(w.elsewhere), {}, std::nullopt));
    CHECK(w.dossier.due_at == at(17, 7, 7));
    CHECK(w.dossier.provisional);
    CHECK(!w.dossier.clock_started_at);
    w.now = at(9, 7, 10);
    w.happen(forward(w.dossier, w.by(w.elsewhere), std::nullopt));
    w.now = at(9, 7, 14);
    w.happen(take(w.dossier, w.by(w.specialist), w.dossier.tasks.at(0).number));
    CHECK(w.dossier.due_at == at(16, 7, 14));
    CHECK(!w.dossier.provisional);
}

TEST_CASE("legs are put off by what a pause took from them, and end with the dossier")
{
    World w;
    w.received().forwarded();
    auto before = legs(w.dossier, w.by(w.specialist));
    REQUIRE(before.size() == 3);
    CHECK(before[0] == at(7, 7, 8));
    CHECK(before[2] == at(9, 7, 8));
    w.now = at(3, 7, 8);
    ask(w, w.specialist);
    CHECK(legs(w.dossier, w.by(w.specialist)).empty());
    w.now = at(6, 7, 8);
    bring(w);
    auto after = legs(w.dossier, w.by(w.specialist));
    CHECK(after[0] == at(8, 7, 8));
    CHECK(after[2] == at(10, 7, 8));
    CHECK(w.dossier.due_at == at(10, 7, 8));
    CHECK(w.dossier.tasks.at(0).due_at == after[0]);
}

TEST_CASE("a dossier without a limit has no dates, only a day to hand it on")
{
    World w;
    w.dossier.limit_unit.reset();
    w.received();
    CHECK(!w.dossier.due_at);
    CHECK(w.dossier.tasks.at(0).due_at == at(2, 7, 17));
    w.forwarded();
    CHECK(!w.dossier.tasks.at(0).due_at);
    CHECK(refusal_of([&] { extend(w.dossier, w.by(w.leader), at(20, 7, 8), "Chờ", std::nullopt); }) == "no_due_date");
    ask(w, w.specialist);
    w.now = at(7, 7, 9);
    bring(w);
    CHECK(!w.dossier.due_at);
    w.examined().approved().resolved();
    CHECK(!w.dossier.timeliness);
    CHECK(!is_late(w.dossier, at(31, 12, 8)));
}

TEST_CASE("a dossier withdrawn or stopped while it waits is judged by the time it had")
{
    World w;
    w.received().forwarded();
    w.now = at(3, 7, 8);
    ask(w, w.specialist);
    w.now = at(31, 7, 8);
    World stopped = w;
    w.happen(withdraw(w.dossier, w.by(w.reception), "Không làm nữa"));
    CHECK(w.dossier.timeliness == Timeliness::early);
    CHECK(!w.dossier.is_paused());
    CHECK(w.dossier.finished_at == at(31, 7, 8));
    stopped.happen(stop(stopped.dossier, stopped.by(stopped.leader), "Không bổ sung"));
    CHECK(stopped.dossier.state == State::stopped);
    CHECK(stopped.dossier.timeliness == Timeliness::early);

    World late;
    late.received().forwarded();
    late.now = at(9, 7, 8, 1);
    CHECK(is_late(late.dossier, late.now));
    CHECK(!is_late(late.dossier, at(9, 7, 8)));
    ask(late, late.specialist);
    CHECK(!is_late(late.dossier, late.now));
    late.happen(stop(late.dossier, late.by(late.leader), "Không bổ sung"));
    CHECK(late.dossier.timeliness == Timeliness::late);
    CHECK(is_late(late.dossier, late.now));
}

TEST_CASE("while the clock stands consultations go on and nothing else does")
{
    World w;
    w.received().forwarded();
    w.happen(consult(w.dossier, w.by(w.specialist), {5}, "Quy hoạch", 2));
    auto due = w.dossier.tasks.at(1).due_at;
    ask(w, w.specialist);
    CHECK(w.dossier.tasks.at(1).due_at == due);
    for (const auto& refused : {refusal_of([&] { forward(w.dossier, w.by(w.specialist), std::nullopt); }),
                                refusal_of([&] { return_back(w.dossier, w.by(w.specialist), "Sai"); }),
                                refusal_of([&] { consult(w.dossier, w.by(w.specialist), {2}, "Nữa", 2); }),
                                refusal_of([&] { extend(w.dossier, w.by(w.leader), at(20, 7, 8), "Chờ", std::nullopt); }),
                                refusal_of([&] { recall(w.dossier, w.by(w.reception), "Nhầm"); })})
        CHECK(refused == "waiting_for_supplement");
    CHECK(refusal_of([&] { request_supplement(w.dossier, w.by(w.specialist), drawing); }) == "not_in_this_state");
    w.happen(answer_consultation(w.dossier, w.by(w.consulted), w.dossier.tasks.at(1).number, "Phù hợp", true));
    CHECK(w.dossier.tasks.size() == 1);
}
