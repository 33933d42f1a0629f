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

bool finds(const dossiers::Services& services, const Actor& actor, const std::string& code)
{
    return dossiers::list(services, actor, {.box = dossiers::Box::all, .q = code, .state = {}, .procedure = {}, .work = {}, .after = {}}).rows.size() == 1;
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
        auto code = database.read([](db::Connection& c) { return db::one<std::string>(c, "SELECT code FROM dossier"); });
        for (const auto* username : {"tiepnhan.tan-minh", "chuyenvien.tan-minh", "lanhdao.tan-minh", "giamdoc.tan-minh", "kinhte-1.tan-minh",
                                     "chuyenvien.so-xay-dung", "lanhdao.so-xay-dung", "kiemsoat"}) {
            CHECK_MESSAGE(opens(services, officers[username], code), username);
            CHECK_MESSAGE(finds(services, officers[username], code), username);
        }
        for (const auto* username : {"tiepnhan.gia-vien", "lanhdao.gia-vien", "congan-1.tan-minh", "chuyenvien.so-noi-vu", "quantri"}) {
            CHECK_MESSAGE(!opens(services, officers[username], code), username);
            CHECK_MESSAGE(!finds(services, officers[username], code), username);
        }
    });
}

}  // namespace motcua::simulation
