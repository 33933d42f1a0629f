#include <doctest/doctest.h>

#include <set>

#include "features/reports/behind.hpp"
#include "features/reports/lateness.hpp"
#include "features/reports/services_testing.hpp"

using namespace motcua;
using namespace motcua::reports;

namespace {

constexpr Day first_day = Day(std::chrono::year(2026) / 7 / 1);
constexpr Day last_day = Day(std::chrono::year(2026) / 9 / 30);
constexpr Lives lives{first_day, last_day, 70};

std::vector<std::pair<Figure, std::int64_t>> figures_of(const Ii06Counts& c)
{
    return {{Figure::total, c.total}, {Figure::online, c.online}, {Figure::direct, c.direct}, {Figure::carried, c.carried},
            {Figure::finished, c.finished}, {Figure::early, c.early}, {Figure::on_time, c.on_time}, {Figure::late, c.late},
            {Figure::pending, c.pending}, {Figure::in_time, c.in_time}, {Figure::overdue, c.overdue}};
}

}  // namespace

TEST_CASE("behind every figure of II.06a stand as many dossiers as it says, in the past and now")
{
    TestCity city;
    auto all = histories(city, 21, 300, lives);
    db::for_each_database([&](db::Database& database) {
        TestReports test(database);
        test.live(all, true);
        auto actor = test.officer_at("kiemsoat", TestCity::city);
        std::mt19937 random(3);
        for (const auto* code : {"31", "11779", "11779/phong-kinh-te", "so-xay-dung"}) {
            auto from = first_day + std::chrono::days(random() % 60);
            for (auto to : {from + std::chrono::days(random() % 20), last_day + std::chrono::days(5)}) {
                auto scope = test.scope(code);
                auto by = By::subject;
                auto form = ii06(test.services, actor, {scope, {from, to}, by});
                for (const auto& [figure, count] : figures_of(form.sum)) {
                    CAPTURE(code);
                    CAPTURE(json::name_of(figure));
                    REQUIRE(all_pages(test, actor, {.scope = scope, .period = {from, to}, .figure = figure, .limit = 17}).size() == static_cast<std::size_t>(count));
                }
                for (const auto& row : form.rows)
                    REQUIRE(all_pages(test, actor, {.scope = scope, .period = {from, to}, .figure = Figure::total, .subject = row.code}).size() ==
                            static_cast<std::size_t>(row.total));
            }
        }
    });
}

TEST_CASE("lists narrow down by procedure, channel, officer and cause, and say how late and why")
{
    TestCity city;
    auto all = histories(city, 22, 300, lives);
    db::for_each_database([&](db::Database& database) {
        TestReports test(database);
        test.live(all, true);
        auto actor = test.officer_at("kiemsoat", TestCity::city);
        auto scope = test.scope("31");
        Period period{first_day, last_day};
        auto late = all_pages(test, actor, {.scope = scope, .period = period, .figure = Figure::late});
        REQUIRE(late.size() > 20);
        std::map<std::string, std::size_t> causes;
        Instant before{};
        for (const auto& row : late) {
            CHECK(row.timeliness == Timeliness::late);
            REQUIRE(row.cause);
            ++causes[*row.cause];
            CHECK(row.due_at.value() >= before);
            before = *row.due_at;
            CHECK(row.days_late == std::max(0, number_of(*row.finished_on) - day_number(*row.due_at)));
        }
        CHECK(causes.size() > 2);
        for (const auto& [cause, count] : causes)
            CHECK(all_pages(test, actor, {.scope = scope, .period = period, .figure = Figure::late, .cause = cause, .limit = 3}).size() == count);

        std::size_t by_procedure = 0, by_channel = 0;
        for (const auto& procedure : city.procedures)
            by_procedure += all_pages(test, actor, {.scope = scope, .period = period, .figure = Figure::late, .procedure = procedure.id}).size();
        for (int i = 0; i < 5; ++i)
            by_channel += all_pages(test, actor, {.scope = scope, .period = period, .figure = Figure::late, .channel = static_cast<catalogue::Channel>(i)}).size();
        CHECK(by_procedure == late.size());
        CHECK(by_channel == late.size());
        CHECK(all_pages(test, actor, {.scope = scope, .period = period, .figure = Figure::late, .officer = "nguoi-khong-co"}).empty());
        CHECK(all_pages(test, actor, {.scope = scope, .period = period, .figure = Figure::late, .subject = "Không có"}).empty());
    });
}

TEST_CASE("causes of lateness add up to what was late and what is overdue")
{
    TestCity city;
    auto all = histories(city, 23, 300, lives);
    db::for_each_database([&](db::Database& database) {
        TestReports test(database);
        test.live(all, true);
        auto actor = test.officer_at("kiemsoat", TestCity::city);
        for (auto [code, by] : {std::pair("31", By::unit), std::pair("31", By::subject), std::pair("11779", By::division), std::pair("11791", By::procedure)}) {
            Question q{test.scope(code), {first_day + std::chrono::days(20), last_day - std::chrono::days(20)}, by};
            auto table = lateness(test.services, actor, q);
            auto form = ii06(test.services, actor, q).sum;
            CHECK(table.sum.finished == form.late);
            CHECK(table.sum.overdue == form.overdue);
            CHECK(table.sum.total == form.late + form.overdue);
            std::int64_t rows = 0, causes = 0;
            for (const auto& row : table.rows) {
                rows += row.total;
                for (const auto& cause : row.causes) causes += cause.dossiers;
            }
            CHECK(rows == table.sum.total);
            CHECK(causes == table.sum.total);
        }
    });
}

TEST_CASE("the cause of lateness follows from the marks, and for one that is not finished from where it stands")
{
    const auto& settings = *TestReports::shipped_settings();
    auto day = make_day(2026, 8, 1);
    Counted row;
    row.finished_day = 1;
    CHECK(cause_of(row, settings, day).code == "khac");
    row.marks = mark::late_processing | mark::late_approval;
    CHECK(cause_of(row, settings, day).code == "tham_dinh_cham");
    row.supplements = 2;
    CHECK(cause_of(row, settings, day).code == "bo_sung");
    row.marks |= mark::late_consultation;
    CHECK(cause_of(row, settings, day).code == "lay_y_kien");
    Counted open;
    open.leg = Leg::approval;
    CHECK(cause_of(open, settings, day).code == "phe_duyet_cham");
    open.marks = mark::late_forwarding;
    CHECK(cause_of(open, settings, day).code == "chuyen_cham");
    open.leg = Leg::handover;
    open.marks = 0;
    CHECK(cause_of(open, settings, day).code == "khac");
}

TEST_CASE("the matrix of roles: who sees which dossiers behind a figure")
{
    TestCity city;
    auto all = histories(city, 24, 120, lives);
    db::for_each_database([&](db::Database& database) {
        TestReports test(database);
        test.live(all, true);
        Period period{first_day, last_day};
        struct Reader {
            AgencyId at;
            std::set<std::string> opens;
        };
        const std::vector<std::string> scopes{"31", "11779", "11779/phong-kinh-te", "11779/van-phong", "11791", "11791/van-phong", "so-xay-dung"};
        const std::vector<Reader> readers{{TestCity::city, {scopes.begin(), scopes.end()}},
                                          {TestCity::first, {"11779", "11779/phong-kinh-te", "11779/van-phong"}},
                                          {{4}, {"11779/phong-kinh-te"}},
                                          {TestCity::second, {"11791", "11791/van-phong"}},
                                          {TestCity::department, {"so-xay-dung"}}};
        for (const auto& reader : readers) {
            auto actor = test.officer_at("nguoi-" + std::to_string(reader.at.number), reader.at);
            for (const auto& code : scopes) {
                CAPTURE(reader.at.number);
                CAPTURE(code);
                BehindQuestion q{.scope = test.scope(code), .period = period, .figure = Figure::total, .limit = 200};
                if (reader.opens.contains(code)) CHECK_FALSE(behind(test.services, actor, q).items.empty());
                else CHECK_THROWS_AS(behind(test.services, actor, q), Refusal);
                CHECK_NOTHROW(ii06(test.services, actor, {q.scope, period, By::subject}));
            }
            // Were the check at the door to fail, the query itself still gives nothing that is not theirs.
            auto pretender = actor;
            for (auto agency : {TestCity::city, TestCity::second}) {
                pretender.grants.push_back({agency, Permission::read_reports});
                pretender.grants.push_back({agency, Permission::read_dossiers});
            }
            for (const auto& row : behind(test.services, pretender, {.scope = test.scope("31"), .period = period, .figure = Figure::total, .limit = 200}).items) {
                bool own = reader.at == TestCity::city || row.unit == city.directory.unit_of(reader.at).name;
                CHECK(own);
                if (reader.at == AgencyId{4}) CHECK(row.division == "Phòng Kinh tế");
            }
        }
    });
}
