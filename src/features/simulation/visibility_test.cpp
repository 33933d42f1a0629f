#include "features/dossiers/detail.hpp"
#include "features/dossiers/listing.hpp"
#include "features/simulation/testing.hpp"

// Who may see a dossier: asked of a whole city with a dossier that several agencies had a part in.
namespace motcua::simulation {
namespace {

// A building permit of Xã Tân Minh on which the department of construction was consulted; it awaits a payment.
Plan one_consulted_permit()
{
    Plan plan;
    plan.from = make_day(2025, 7, 1);
    plan.to = make_day(2025, 7, 25);
    plan.until = instant_in_vietnam(plan.to, MinuteOfDay(0));
    plan.prescribed = {{"11779", "1.013225", instant_in_vietnam(plan.from, MinuteOfDay(8 * 60)),
                        {.consulted = true, .paid_on_the_way = true, .stays_in = dossiers::State::awaiting_payment}}};
    return plan;
}

bool opens(const dossiers::Services& services, const Actor& actor, const std::string& code)
{
    try {
        return dossiers::detail(services, actor, code).code == code;
    } catch (const Refusal& refusal) {
        CHECK(refusal.code == "unknown_dossier");
        return false;
    }
}

dossiers::ListPage page_of(const dossiers::Services& services, const Actor& actor, const std::string& q, int limit = 50, const std::string& after = {})
{
    return dossiers::list(services, actor, {.box = dossiers::Box::all, .q = q, .state = {}, .procedure = {}, .work = {}, .limit = limit, .after = after});
}

bool finds(const dossiers::Services& services, const Actor& actor, const std::string& q)
{
    return page_of(services, actor, q).rows.size() == 1;
}

std::string field_of_dossier(db::Database& database, const std::string& column)
{
    return database.read([&](db::Connection& c) { return db::one<std::string>(c, "SELECT " + column + " FROM dossier ORDER BY id LIMIT 1"); });
}

// Other dossiers of the same applicant at the same place, and their guests.
void copy_dossier(db::Connection& c, int times)
{
    std::string columns;
    c.run("SELECT * FROM dossier LIMIT 1", {}, [&](const db::Row& row) {
        for (int i = 0; i < row.columns(); ++i)
            if (row.column_name(i) != "id" && row.column_name(i) != "code") columns += ", " + std::string(row.column_name(i));
    });
    db::execute(c, "INSERT INTO dossier (code" + columns + ") WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + std::to_string(times) +
                       ") SELECT code || '-' || n.i" + columns + " FROM dossier, n");
    db::execute(c, R"(
        INSERT INTO dossier_guest (unit_id, dossier_id)
        SELECT g.unit_id, d.id FROM dossier_guest g, dossier d WHERE d.id <> g.dossier_id AND g.dossier_id = (SELECT min(id) FROM dossier))");
    db::execute(c, R"(
        INSERT INTO task (dossier_id, number, kind, position, agency_id, permission, opened_at, sort_at, closed_at)
        SELECT d.id, t.number, t.kind, t.position, t.agency_id, t.permission, t.opened_at, t.sort_at, t.opened_at
        FROM task t, dossier d WHERE d.id <> t.dossier_id AND t.dossier_id = (SELECT min(id) FROM dossier))");
}

}  // namespace

TEST_CASE("a dossier is seen by those who had a part in it and by the city's control office, and by nobody else")
{
    db::for_each_database([](db::Database& database) {
        SmallCity city(database);
        auto plan = one_consulted_permit();
        REQUIRE(city.run(plan).adds_up());
        city.clock.set(plan.until);
        Officers officers(city);
        auto services = services_of(city, officers);
        auto code = field_of_dossier(database, "code");
        auto name = field_of_dossier(database, "applicant_name");
        auto last_words = field_of_dossier(database, "applicant_reversed");
        last_words.resize(last_words.find(' '));
        for (const auto* username : {"tiepnhan.tan-minh", "chuyenvien.tan-minh", "lanhdao.tan-minh", "giamdoc.tan-minh", "kinhte-1.tan-minh",
                                     "chuyenvien.so-xay-dung", "lanhdao.so-xay-dung", "kiemsoat"}) {
            CHECK_MESSAGE(opens(services, officers[username], code), username);
            CHECK_MESSAGE(finds(services, officers[username], code), username);
            CHECK_MESSAGE(finds(services, officers[username], name), username);
            CHECK_MESSAGE(finds(services, officers[username], last_words), username);
        }
        for (const auto* username : {"tiepnhan.gia-vien", "lanhdao.gia-vien", "congan-1.tan-minh", "chuyenvien.so-noi-vu", "quantri"}) {
            CHECK_MESSAGE(!opens(services, officers[username], code), username);
            CHECK_MESSAGE(!finds(services, officers[username], code), username);
            CHECK_MESSAGE(!finds(services, officers[username], name), username);
        }
    });
}

TEST_CASE("of a name that thousands have every dossier is found once, by the unit, by a guest and by the city")
{
    db::for_each_database([](db::Database& database) {
        SmallCity city(database);
        auto plan = one_consulted_permit();
        REQUIRE(city.run(plan).adds_up());
        Officers officers(city);
        auto services = services_of(city, officers);
        auto name = field_of_dossier(database, "applicant_name");
        database.write([](db::Connection& c) { copy_dossier(c, 2050); });
        for (const auto* username : {"tiepnhan.tan-minh", "chuyenvien.so-xay-dung", "kiemsoat"}) {
            std::vector<std::int64_t> seen;
            std::string after;
            do {
                auto page = page_of(services, officers[username], name, 180, after);
                for (const auto& row : page.rows) seen.push_back(row.id.number);
                after = page.next.value_or("");
            } while (!after.empty());
            CHECK_MESSAGE(seen.size() == 2051, username);
            CHECK_MESSAGE(std::is_sorted(seen.rbegin(), seen.rend()), username);
            CHECK_MESSAGE(std::adjacent_find(seen.begin(), seen.end()) == seen.end(), username);
        }
        CHECK(page_of(services, officers["tiepnhan.gia-vien"], name).rows.empty());
    });
}

}  // namespace motcua::simulation
