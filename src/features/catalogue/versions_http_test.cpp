#include <doctest/doctest.h>

#include "domain/refusal.hpp"
#include "features/catalogue/testing.hpp"
#include "features/catalogue/versions_http.hpp"
#include "platform/db/migrations.hpp"
#include "platform/json/json.hpp"

namespace motcua::catalogue {

namespace {

const std::string land = "procedures/dat_dai/1.000002.toml";

// The sample with a second version of one procedure, seen on 2 July 2026; dossiers as the test says.
class Pages {
public:
    Pages()
    {
        SampleFiles files;
        auto text = files.read(land);
        text.insert(0, "version = 2\n");
        text.replace(text.find("2025-07-01"), 10, "2026-08-01");
        text.replace(text.find("Đăng ký đất đai"), std::string_view("Đăng ký đất đai").size(), "Đăng ký đất, nhà");
        files.write("procedures/dat_dai/1.000002.v2.toml", text);
        m_catalogue.replace(files.load().snapshot);
        m_database = db::open({.url = "sqlite::memory:"});
        add_version_routes(m_routes, m_catalogue, m_clock, *m_database, [](db::Connection&, EntryKind kind, std::string_view id, int version) {
            return kind == EntryKind::procedure && id == "1.000002" && version == 1 ? Uses{12, 40} : Uses{};
        });
    }

    json::Value get(const std::string& path, const std::string& query = "")
    {
        http::Request request;
        request.path = path;
        request.query = query;
        bool path_known = false;
        const auto* route = m_routes.find("GET", path, request.parameters, path_known);
        REQUIRE(route);
        return json::parse(route->handler(request).body);
    }

    std::string refusal(const std::string& path, const std::string& query = "")
    {
        try {
            get(path, query);
        } catch (const Refusal& refused) {
            return refused.fields.empty() ? refused.code : refused.fields[0].field + " " + refused.fields[0].code;
        }
        return "none";
    }

private:
    Catalogue m_catalogue{nullptr};
    ManualClock m_clock{instant_in_vietnam(make_day(2026, 7, 2), MinuteOfDay(600))};
    std::unique_ptr<db::Database> m_database;
    http::Routes m_routes;
};

std::string all_of(const json::Value& list, std::string_view member)
{
    std::string text;
    for (const auto& item : *list.array()) text += (text.empty() ? "" : "; ") + std::string(item.text_of(member));
    return text;
}

std::string texts(const json::Value& list)
{
    std::string text;
    for (const auto& item : *list.array()) text += (text.empty() ? "" : "; ") + std::string(*item.text());
    return text;
}

}  // namespace

TEST_CASE("every loaded procedure stands once in the list, with its versions and the one in force")
{
    Pages pages;
    auto items = *pages.get("/api/catalogue/procedures").find("items");
    CHECK(all_of(items, "id") == "1.000001; 1.000002");
    const auto& versions = *(*items.array())[1].find("versions")->array();
    REQUIRE(versions.size() == 2);
    CHECK(*versions[0].find("in_force") == json::Value(true));
    CHECK(versions[0].text_of("effective_to") == "2026-07-31");
    CHECK(*versions[1].find("in_force") == json::Value(false));
    CHECK(versions[1].text_of("effective_from") == "2026-08-01");
    CHECK(all_of(*pages.get("/api/catalogue/procedures", "q=dat%20nha").find("items"), "id") == "1.000002");
    CHECK(all_of(*pages.get("/api/catalogue/procedures", "q=1.000001").find("items"), "id") == "1.000001");
    CHECK(all_of(*pages.get("/api/catalogue/procedures", "q=khong").find("items"), "id") == "");
    CHECK(all_of(*pages.get("/api/catalogue/procedures", "after=1.000001").find("items"), "id") == "1.000002");
}

TEST_CASE("the versions of a procedure say what they hold and which dossiers keep them")
{
    Pages pages;
    auto land_versions = *pages.get("/api/catalogue/procedures/1.000002").find("versions");
    CHECK(all_of(land_versions, "name") == "Đăng ký đất đai; Đăng ký đất, nhà");
    CHECK(*(*land_versions.array())[0].find("open_dossiers") == json::Value(12));
    CHECK(*(*land_versions.array())[0].find("all_dossiers") == json::Value(40));
    CHECK(*(*land_versions.array())[1].find("open_dossiers") == json::Value(0));
    auto birth = (*pages.get("/api/catalogue/procedures/1.000001").find("versions")->array())[0];
    CHECK(texts(*birth.find("form_fields")) == "Ngày sinh; Nơi sinh; Số bản sao");
    CHECK(all_of(*birth.find("fees"), "code") == "dung-han; qua-han");
    CHECK(all_of(*birth.find("steps"), "permission") == "process_dossiers; approve_dossiers; hand_over_results");
    CHECK(birth.text_of("form_title") == "Tờ khai đăng ký khai sinh");
    CHECK(pages.refusal("/api/catalogue/procedures/9.9") == "unknown_procedure");
}

TEST_CASE("the calendar of a year tells days off, make-up days and the hours of a unit")
{
    Pages pages;
    auto city = pages.get("/api/calendar");
    CHECK(*city.find("year") == json::Value(2026));
    CHECK(*city.find("confirmed") == json::Value(true));
    CHECK(all_of(*city.find("days"), "day") == "2026-08-22; 2026-09-02");
    CHECK(all_of(*city.find("days"), "kind") == "make_up; holiday");
    CHECK(all_of(*city.find("sessions"), "from") == "07:00; 13:30; 07:00; 07:00; 07:00; 07:00");
    CHECK(*city.find("own_hours") == json::Value(false));
    CHECK(texts(*city.find("units_with_own_hours")) == "10001");
    auto own = pages.get("/api/calendar", "year=2027&unit_code=10001");
    CHECK(*own.find("confirmed") == json::Value(false));
    CHECK(*own.find("own_hours") == json::Value(true));
    CHECK(all_of(*own.find("sessions"), "to") == "12:00; 11:00");
    CHECK(*(*own.find("sessions")->array())[1].find("weekday") == json::Value(6));
    CHECK(pages.refusal("/api/calendar", "year=1999") == "year out_of_range");
    CHECK(pages.refusal("/api/calendar", "year=abc") == "year out_of_range");
    CHECK(pages.refusal("/api/calendar", "unit_code=1") == "unit_code unknown_unit");
}

}  // namespace motcua::catalogue
