#include <map>
#include <random>
#include <set>

#include <doctest/doctest.h>

#include "features/dossiers/verify.hpp"
#include "test_city.hpp"

// Officers who try anything at any time, with every right and every wrong version: what is refused leaves no trace, and what is not
// can be told again from the journal.

using namespace motcua;
using namespace motcua::dossiers;
using namespace motcua::testing;

namespace {

class Walk {
public:
    Walk(TestCity& city, unsigned seed) : m_city(city), m_random(seed) {}

    void begin()
    {
        static const std::vector<std::string_view> procedures{road_permit, house_permit, birth, merit};
        auto filing = a_filing(procedures[pick(procedures.size())]);
        if (chance(4)) filing.decide(Decision::request_supplement);
        else if (chance(20)) filing.decide(Decision::reject);
        else if (chance(3)) filing.forwarded_at_once();
        if (chance(4)) filing.returned_in(tien_minh);
        m_code = m_city.file(chance(2) ? "tiepnhan" : "tiepnhan2", filing).code;
    }

    // One act of somebody, allowed or not; more often one that a dossier gets on by.
    void step()
    {
        static const std::vector<std::size_t> onward{0, 3, 5, 5, 5, 10, 12, 13, 13, 15, 16};
        static const std::vector<std::string_view> officers{"tiepnhan", "tiepnhan2", "traketqua", "giamdoc", "tructiep", "kinhte", "kinhte2", "truongkinhte",
            "vanphong", "lanhdao", "tiepnhan.khac", "lanhdao.khac", "traketqua", "kinhte", "noivu", "giamdocnoivu", "xaydung", "kiemsoat", "quanly", "quantri"};
        auto actor = m_city.as(officers[pick(officers.size())]);
        auto version = m_city.version_of(m_code);
        auto entries = m_city.journal_of(m_code).size();
        auto wanted = chance(20) ? version - 1 : version;
        auto number = chance(3) ? pick(acts().size()) : onward[pick(onward.size())];
        auto refused = refusal_of([&] { acts()[number].second(*this, actor, wanted); });
        auto now = m_city.version_of(m_code);
        if (refused.empty()) {
            ++done[acts()[number].first];
            CHECK(wanted == version);
            CHECK(now > version);
        } else {
            CHECK(now == version);
            CHECK(m_city.journal_of(m_code).size() == entries);
        }
        states.insert(m_city.dossier(m_code).state);
        if (chance(6)) pass_time();
    }

    std::map<std::string_view, int> done;
    std::set<State> states;

private:
    using Act = void (*)(Walk&, const Actor&, std::int64_t version);

    static const std::vector<std::pair<std::string_view, Act>>& acts()
    {
        static const ResultInput result{"12/GP-UBND", "Giấy phép", {}, {}, {}};
        static const std::vector<std::pair<std::string_view, Act>> list{
            {"receive", [](Walk& w, const Actor& a, std::int64_t v) { w.all().receive(a, w.m_code, v); }},
            {"reject", [](Walk& w, const Actor& a, std::int64_t v) { w.all().reject(a, w.m_code, v, "Không thuộc thẩm quyền", ""); }},
            {"request_supplement", [](Walk& w, const Actor& a, std::int64_t v) {
                w.all().request_supplement(a, w.m_code, v, {{"Bản vẽ"}, "Thiếu bản vẽ", std::nullopt, std::nullopt}); }},
            {"receive_supplement", [](Walk& w, const Actor& a, std::int64_t v) { w.all().receive_supplement(a, w.m_code, v, {}, nullptr); }},
            {"take", [](Walk& w, const Actor& a, std::int64_t v) { w.all().take(a, w.m_code, v, std::nullopt); }},
            {"forward", [](Walk& w, const Actor& a, std::int64_t v) { w.all().forward(a, w.m_code, v, std::nullopt); }},
            {"return_back", [](Walk& w, const Actor& a, std::int64_t v) { w.all().return_back(a, w.m_code, v, "Xem lại"); }},
            {"recall", [](Walk& w, const Actor& a, std::int64_t v) { w.all().recall(a, w.m_code, v, "Chuyển nhầm"); }},
            {"reassign", [](Walk& w, const Actor& a, std::int64_t v) { w.all().reassign(a, w.m_code, v, "kinhte2", "", "Nghỉ phép"); }},
            {"consult", [](Walk& w, const Actor& a, std::int64_t v) { w.all().consult(a, w.m_code, v, "so-xay-dung", "Chỉ giới", 2); }},
            {"answer_consultation", [](Walk& w, const Actor& a, std::int64_t v) {
                w.all().answer_consultation(a, w.m_code, v, std::nullopt, "Phù hợp", true); }},
            {"request_payment", [](Walk& w, const Actor& a, std::int64_t v) { w.all().request_payment(a, w.m_code, v, Vnd{75000}, "Lệ phí"); }},
            {"confirm_payment", [](Walk& w, const Actor& a, std::int64_t v) { w.all().confirm_payment(a, w.m_code, v, Vnd{75000}, "BL-1"); }},
            {"approve", [](Walk& w, const Actor& a, std::int64_t v) { w.all().approve(a, w.m_code, v, Outcome::granted, std::nullopt, std::nullopt); }},
            {"deny", [](Walk& w, const Actor& a, std::int64_t v) { w.all().approve(a, w.m_code, v, Outcome::denied, "Trái quy hoạch", std::nullopt); }},
            {"record_result", [](Walk& w, const Actor& a, std::int64_t v) { w.all().record_result(a, w.m_code, v, result); }},
            {"hand_over", [](Walk& w, const Actor& a, std::int64_t v) { w.all().hand_over(a, w.m_code, v, false, "receipt", std::nullopt); }},
            {"withdraw", [](Walk& w, const Actor& a, std::int64_t v) { if (w.chance(25)) w.all().withdraw(a, w.m_code, v, "Không cần nữa"); else w.nothing(); }},
            {"stop", [](Walk& w, const Actor& a, std::int64_t v) { if (w.chance(4)) w.all().stop(a, w.m_code, v, "Có tranh chấp"); else w.nothing(); }},
            {"extend", [](Walk& w, const Actor& a, std::int64_t v) {
                w.all().extend(a, w.m_code, v, w.m_city.clock.now() + std::chrono::days(9), "Quá tải", std::nullopt); }},
            {"correct", [](Walk& w, const Actor& a, std::int64_t v) { w.all().correct(a, w.m_code, v, "Sai tên đường", result); }},
            {"return_originals", [](Walk& w, const Actor& a, std::int64_t v) {
                w.all().return_originals(a, w.m_code, v, a_filing().filing.documents.at(0).code, 1); }},
            {"add_papers", [](Walk& w, const Actor& a, std::int64_t v) {
                w.all().add_papers(a, w.m_code, v, {{"khac", "Ảnh", 1, 0, std::nullopt, {}, std::nullopt}}); }},
        };
        return list;
    }

    Dossiers& all() { return m_city.dossiers; }
    [[noreturn]] static void nothing() { throw Refusal(Reason::conflict, "not_tried"); }
    std::size_t pick(std::size_t size) { return m_random() % size; }
    bool chance(unsigned one_in) { return m_random() % one_in == 0; }

    void pass_time()
    {
        m_city.clock.set(m_city.clock.now() + std::chrono::minutes(m_random() % 900));
    }

    TestCity& m_city;
    std::mt19937 m_random;
    std::string m_code;
};

void walk_in(TestCity& city, int dossiers, int steps)
{
    Walk walk(city, 20260702);
    for (int i = 0; i < dossiers; ++i) {
        walk.begin();
        for (int step = 0; step < steps; ++step) walk.step();
    }
    auto verified = verify(city.db);
    CHECK(verified.dossiers == dossiers);
    for (const auto& fault : verified.faults) FAIL_CHECK(fault.code << " " << fault.seq << " " << fault.kind);
    CHECK(walk.states.size() == 10);
    CHECK(walk.done.size() >= 20);   // Of 23
}

}  // namespace

TEST_CASE("officers who try anything leave dossiers that their journals tell again")
{
    in_one_city([](TestCity& city) { walk_in(city, 100, 250); });
}
