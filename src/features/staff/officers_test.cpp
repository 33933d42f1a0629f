#include <doctest/doctest.h>

#include "test_city.hpp"

using namespace motcua;
using namespace motcua::staff;
using namespace motcua::testing;

namespace {

constexpr std::string_view first_password = "troi-xanh-may-trang";

NewOfficer a_newcomer(std::string username = "moi", std::vector<RoleAt> roles = {{"11779/phong-kinh-te", "chuyen-vien"}})
{
    return {std::move(username), "  Đỗ Thị  Mới ", "Công chức địa chính", "11779/phong-kinh-te", std::string(first_password), std::move(roles)};
}

std::vector<std::string> usernames(TestCity& city, std::string_view manager, std::string_view q = "", std::string_view agency = "")
{
    std::vector<std::string> names;
    for (const auto& officer : city.staff.officers(city.as(manager), q, agency, 200, "").items) names.push_back(officer.username);
    return names;
}

bool contains(const std::vector<std::string>& names, const std::string& name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

// "agency role", sorted.
std::vector<std::string> roles(TestCity& city, std::string_view username)
{
    std::vector<std::string> list;
    for (const auto& role : city.staff.roles_of(city.as("quantri"), username)) list.push_back(role.agency_code + " " + role.role);
    std::sort(list.begin(), list.end());
    return list;
}

std::int64_t version(TestCity& city, std::string_view username)
{
    return city.staff.find_officer(username)->version;
}

}  // namespace

TEST_CASE("a manager sees the officers at and below the agency and nobody else")
{
    for_each_city([](TestCity& city) {
        auto here = usernames(city, "quanly");
        CHECK(here == std::vector<std::string>{"congan", "giamdoc", "kinhte", "kinhte2", "lanhdao", "quanly", "tiepnhan", "tiepnhan2",
                                               "traketqua", "tructiep", "truongkinhte", "vanhoa", "vanphong"});
        auto everywhere = usernames(city, "quantri");
        CHECK(everywhere.size() == 25);
        CHECK(contains(everywhere, "quanly.khac"));
        CHECK(usernames(city, "lanhdao").empty());    // Manages nobody
        CHECK(usernames(city, "kiemsoat").empty());
        CHECK(usernames(city, "quanly", "", "11791").empty());
        CHECK(usernames(city, "quanly", "", "11779/phong-kinh-te") == std::vector<std::string>{"kinhte", "kinhte2", "truongkinhte"});
        CHECK(refusal_of([&] { usernames(city, "quanly", "", "khong-co"); }) == "unknown_agency");
    });
}

TEST_CASE("officers are found by the beginning of a name's word or of the user name")
{
    for_each_city([](TestCity& city) {
        city.staff.create_officer(city.as("quanly"), a_newcomer("nguyen.thi-moi"));
        auto found = [&](std::string_view q) { return usernames(city, "quanly", q); };
        for (const auto* q : {"đỗ", "DO", "mới", "moi", "Thị Mới", "nguyen", "nguyen.thi", "nguyen.thi-moi", "Nguyen.Thi"}) {
            INFO(q);
            CHECK(contains(found(q), "nguyen.thi-moi"));
        }
        for (const auto* q : {"ới", "moi-do", "%", "_", "a%", "nguyen_thi"}) {
            INFO(q);
            CHECK(!contains(found(q), "nguyen.thi-moi"));
        }
        CHECK(found("tiepnhan2") == std::vector<std::string>{"tiepnhan2"});
    });
}

TEST_CASE("pages of officers have every one once, in the order of the user names")
{
    for_each_city([](TestCity& city) {
        auto manager = city.as("quantri");
        auto all = usernames(city, "quantri");
        for (int limit : {1, 7, 24, 25, 26}) {
            std::vector<std::string> seen;
            std::string after;
            for (int pages = 0; pages < 40; ++pages) {
                auto page = city.staff.officers(manager, "", "", limit, after);
                CHECK(page.items.size() <= static_cast<std::size_t>(limit));
                for (const auto& officer : page.items) seen.push_back(officer.username);
                if (!page.next) break;
                after = *page.next;
            }
            CHECK(seen == all);
        }
        CHECK(city.staff.officers(manager, "", "", 0, "").items.size() == 1);
        CHECK(city.staff.officers(manager, "", "", -5, "").items.size() == 1);
        CHECK(city.staff.officers(manager, "", "", 100000, "").items.size() == 25);
    });
}

TEST_CASE("a new officer may do what the roles say, at their agencies, after signing in")
{
    for_each_city([](TestCity& city) {
        auto created = city.staff.create_officer(city.as("quanly"), a_newcomer());
        CHECK(created.username == "moi");
        CHECK(created.full_name == "Đỗ Thị  Mới");
        CHECK(created.must_change_password);
        CHECK(created.active);
        CHECK(created.version == 1);
        CHECK(roles(city, "moi") == std::vector<std::string>{"11779/phong-kinh-te chuyen-vien"});
        auto first = city.staff.sign_in("moi", first_password, "10.0.0.1", "");
        CHECK(first.actor.grants.empty());  // Until the password is one's own.
        city.staff.change_password(first.actor, first_password, "một câu của riêng tôi", first.token);
        auto actor = city.staff.actor_of(first.token);
        auto division = city.agency("11779/phong-kinh-te");
        for (auto permission : {Permission::read_dossiers, Permission::process_dossiers, Permission::delegate_work})
            CHECK(actor.may(permission, division));
        CHECK(actor.grants.size() == 3);
        CHECK(city.count("SELECT COUNT(*) FROM staff_log WHERE act = 'officer_created' AND subject = 'moi'") == 1);
        auto hash = city.db.read([](db::Connection& c) { return db::one<std::string>(c, "SELECT password_hash FROM officer WHERE username = 'moi'"); });
        CHECK(hash.starts_with("$argon2id$"));
        CHECK(city.count("SELECT COUNT(*) FROM staff_log WHERE body LIKE '%" + std::string(first_password) + "%'") == 0);
    });
}

TEST_CASE("an account with faults is refused with each of them named")
{
    in_one_city([](TestCity& city) {
        NewOfficer bad{"Tên", " ", std::string(301, 'x'), "khong-co", "ngan", {}};
        CHECK(faults_of([&] { city.staff.create_officer(city.as("quanly"), bad); }) ==
              std::vector<std::string>{"username=not_a_username", "full_name=required", "title=too_long", "agency_code=unknown_agency",
                                       "password=too_short"});
        auto refused = [&](auto change) {
            auto wanted = a_newcomer();
            change(wanted);
            return refusal_of([&] { city.staff.create_officer(city.as("quanly"), wanted); });
        };
        CHECK(refused([](auto& o) { o.full_name = "Đỗ\x01 Mới"; }) == "full_name=control_characters");
        CHECK(refused([](auto& o) { o.username = "kinhte"; }) == "username=username_taken");
        CHECK(refused([](auto& o) { o.roles = {{"khong-co", "chuyen-vien"}}; }) == "roles[0].agency_code=unknown_agency");
        CHECK(refused([](auto& o) { o.roles.push_back({"11779", "vua"}); }) == "roles[1].role=unknown_role");
        CHECK(refused([](auto& o) { o.agency_code = "11791/phong-kinh-te"; }) == "agency_not_managed");
        CHECK(refused([](auto& o) { o.roles.push_back({"31", "quan-tri"}); }) == "agency_not_managed");
        CHECK(refusal_of([&] { city.staff.create_officer(city.as("lanhdao"), a_newcomer()); }) == "agency_not_managed");
        CHECK(!city.staff.find_officer("moi"));  // Nothing of the refused is kept.
        CHECK(city.count("SELECT COUNT(*) FROM staff_log") == 0);
        city.staff.create_officer(city.as("quanly"), a_newcomer("moi", {{"11779", "lanh-dao"}, {"11779", "lanh-dao"}}));
        CHECK(roles(city, "moi").size() == 1);
    });
}

TEST_CASE("an account changes in what is given, once for each version")
{
    for_each_city([](TestCity& city) {
        auto manager = city.as("quanly");
        auto changed = city.staff.change_officer(manager, "kinhte", {.version = 1, .title = "Phó Trưởng phòng"});
        CHECK(changed.version == 2);
        CHECK(changed.title == "Phó Trưởng phòng");
        CHECK(changed.full_name == city.staff.find_officer("kinhte")->full_name);
        CHECK(refusal_of([&] { city.staff.change_officer(manager, "kinhte", {.version = 1, .title = "Khác"}); }) == "officer_changed");
        CHECK(city.staff.find_officer("kinhte")->title == "Phó Trưởng phòng");
        CHECK(refusal_of([&] { city.staff.change_officer(manager, "kinhte", {.version = 2, .full_name = ""}); }) == "full_name=required");
        CHECK(refusal_of([&] { city.staff.change_officer(manager, "kinhte", {.version = 2, .password = "kinhte-2026-07"}); }) ==
              "password=too_common");
        CHECK(refusal_of([&] { city.staff.change_officer(manager, "kinhte.khac", {.version = 1, .title = "Khác"}); }) == "unknown_officer");
        CHECK(refusal_of([&] { city.staff.change_officer(manager, "khong-co", {.version = 1, .title = "Khác"}); }) == "unknown_officer");
        CHECK(refusal_of([&] { city.staff.change_officer(city.as("lanhdao"), "kinhte", {.version = 2, .title = "Khác"}); }) == "unknown_officer");
        CHECK(city.staff.change_officer(city.as("quantri"), "kinhte.khac", {.version = 1, .title = "Khác"}).version == 2);

        auto renamed = city.staff.change_officer(manager, "kinhte", {.version = 2, .full_name = " Bùi Văn Đổi "});
        CHECK(renamed.full_name == "Bùi Văn Đổi");
        CHECK(contains(usernames(city, "quanly", "doi"), "kinhte"));  // Found by the new name
    });
}

TEST_CASE("a password set by the manager ends every session and has to be changed")
{
    for_each_city([](TestCity& city) {
        auto token = city.staff.sign_in("kinhte", everybodys_password, "10.0.0.1", "").token;
        auto changed = city.staff.change_officer(city.as("quanly"), "kinhte", {.version = 1, .password = std::string(first_password)});
        CHECK(changed.must_change_password);
        CHECK(city.staff.actor_of(token).kind == ActorKind::anonymous);
        auto again = city.staff.sign_in("kinhte", first_password, "10.0.0.1", "");
        CHECK(again.actor.must_change_password);
        CHECK(refusal_of([&] { city.staff.change_password(again.actor, first_password, first_password, again.token); }) == "new_password=same_password");
        CHECK(city.staff.actor_of(again.token).must_change_password);
        city.staff.change_password(again.actor, first_password, "song-day-bien-lang", again.token);
        CHECK(!city.staff.find_officer("kinhte")->must_change_password);
        CHECK(!city.staff.actor_of(again.token).must_change_password);
        CHECK(!city.staff.sign_in("kinhte", "song-day-bien-lang", "10.0.0.1", "").actor.must_change_password);
    });
}

TEST_CASE("the server's keeper gives a new password, which has to be changed and is told to who watches over the accounts")
{
    for_each_city([](TestCity& city) {
        auto token = city.staff.sign_in("kinhte", everybodys_password, "10.0.0.1", "").token;
        CHECK(refusal_of([&] { renew_password(city.db, city.clock, "khong-co"); }) == "unknown_officer");
        auto password = renew_password(city.db, city.clock, "kinhte");
        CHECK(password.size() >= 20);
        CHECK(password != renew_password(city.db, city.clock, "kinhte2"));
        CHECK(city.staff.actor_of(token).kind == ActorKind::anonymous);
        CHECK(refusal_of([&] { city.staff.sign_in("kinhte", everybodys_password, "10.0.0.1", ""); }) == "wrong_credentials");
        CHECK(city.staff.sign_in("kinhte", password, "10.0.0.1", "").actor.must_change_password);
        for (const auto* reader : {"giamdoc", "kiemsoat"}) {
            auto log = city.staff.log(city.as(reader), "kinhte", 0, 50);
            REQUIRE(log.size() == 1);
            CHECK(log[0].act == "officer_changed");
            CHECK(log[0].subject == "kinhte");
            CHECK(log[0].officer.empty());
            CHECK(log[0].body.find(password) == std::string::npos);
        }
        CHECK(city.staff.log(city.as("tiepnhan"), "kinhte", 0, 50).empty());
    });
}

TEST_CASE("roles that change take effect with the next request")
{
    for_each_city([](TestCity& city) {
        auto token = city.staff.sign_in("kinhte", everybodys_password, "10.0.0.1", "").token;
        city.staff.change_officer(city.as("quanly"), "kinhte", {.version = 1, .roles = {{{"11779/trung-tam", "tiep-nhan"}}}});
        auto actor = city.staff.actor_of(token);
        CHECK(actor.may(Permission::receive_dossiers, city.agency("11779/trung-tam")));
        CHECK(!actor.may(Permission::process_dossiers));
        CHECK(roles(city, "kinhte") == std::vector<std::string>{"11779/trung-tam tiep-nhan"});
        city.staff.change_officer(city.as("quanly"), "kinhte", {.version = 2, .roles = std::vector<RoleAt>{}});
        CHECK(city.staff.actor_of(token).grants.empty());
        CHECK(roles(city, "kinhte").empty());
    });
}

TEST_CASE("a manager neither gives nor takes roles outside the agencies that are the manager's")
{
    for_each_city([](TestCity& city) {
        auto manager = city.as("quanly");
        auto change = [&](std::vector<RoleAt> wanted) {
            return refusal_of([&] { city.staff.change_officer(manager, "kinhte", {.version = version(city, "kinhte"), .roles = std::move(wanted)}); });
        };
        CHECK(change({{"11791/phong-kinh-te", "chuyen-vien"}}) == "agency_not_managed");
        CHECK(change({{"31", "kiem-soat"}}) == "agency_not_managed");
        CHECK(roles(city, "kinhte") == std::vector<std::string>{"11779/phong-kinh-te chuyen-vien"});

        // The city lends the officer to the neighbour; the commune's manager can leave that as it is, not end it.
        city.staff.change_officer(city.as("quantri"), "kinhte",
                                  {.version = 1, .roles = {{{"11779/phong-kinh-te", "chuyen-vien"}, {"11791/phong-kinh-te", "chuyen-vien"}}}});
        CHECK(change({{"11779/phong-kinh-te", "lanh-dao-phong"}, {"11791/phong-kinh-te", "chuyen-vien"}}).empty());
        CHECK(roles(city, "kinhte") == std::vector<std::string>{"11779/phong-kinh-te lanh-dao-phong", "11791/phong-kinh-te chuyen-vien"});
        CHECK(change({}).empty());
        CHECK(roles(city, "kinhte") == std::vector<std::string>{"11791/phong-kinh-te chuyen-vien"});
        CHECK(city.as("kinhte").may(Permission::process_dossiers, city.agency("11791/phong-kinh-te")));
        CHECK(change({{"11791/phong-kinh-te", "lanh-dao-phong"}}) == "agency_not_managed");
    });
}

TEST_CASE("a manager cannot take over an account that may do more than the manager may give")
{
    in_one_city([](TestCity& city) {
        auto version_of = [&] { return version(city, "kinhte"); };
        city.staff.change_officer(city.as("quantri"), "kinhte",
                                  {.version = 1, .roles = {{{"11779/phong-kinh-te", "chuyen-vien"}, {"31", "quan-tri"}}}});
        CHECK(refusal_of([&] {
                  city.staff.change_officer(city.as("quanly"), "kinhte", {.version = version_of(), .password = std::string(first_password)});
              }) == "agency_not_managed");
        city.staff.change_officer(city.as("quanly"), "kinhte", {.version = version_of(), .title = "Công chức"});
        city.staff.change_officer(city.as("quantri"), "kinhte", {.version = version_of(), .password = std::string(first_password)});
        CHECK(city.staff.sign_in("kinhte", first_password, "10.0.0.1", "").actor.username == "kinhte");
    });
}

TEST_CASE("roles are shown to who manages the officer")
{
    for_each_city([](TestCity& city) {
        CHECK(city.staff.roles_of(city.as("quanly"), "kinhte").size() == 1);
        CHECK(city.staff.roles_of(city.as("quantri"), "kinhte.khac").size() == 1);
        CHECK(refusal_of([&] { city.staff.roles_of(city.as("quanly"), "kinhte.khac"); }) == "unknown_officer");
        CHECK(refusal_of([&] { city.staff.roles_of(city.as("quanly"), "khong-co"); }) == "unknown_officer");
    });
}

TEST_CASE("officers are offered for work that they may do at exactly that agency")
{
    for_each_city([](TestCity& city) {
        auto offered = [&](std::string_view agency, std::string_view permission) {
            std::vector<std::string> names;
            for (const auto& officer : city.staff.officers_with(agency, permission)) names.push_back(officer.username);
            std::sort(names.begin(), names.end());
            return names;
        };
        CHECK(offered("11779/phong-kinh-te", "process_dossiers") == std::vector<std::string>{"kinhte", "kinhte2", "truongkinhte"});
        CHECK(offered("11779", "approve_dossiers") == std::vector<std::string>{"lanhdao"});
        CHECK(offered("11779/van-phong", "approve_dossiers").empty());
        city.staff.change_officer(city.as("quanly"), "kinhte2", {.version = 1, .active = false});
        CHECK(offered("11779/phong-kinh-te", "process_dossiers") == std::vector<std::string>{"kinhte", "truongkinhte"});
        CHECK(refusal_of([&] { offered("khong-co", "process_dossiers"); }) == "agency_code=unknown_agency");
        CHECK(refusal_of([&] { offered("11779", "bay"); }) == "permission=unknown_permission");
        auto kinhte = city.staff.find_officer("kinhte")->id;
        CHECK(city.staff.may(kinhte, "process_dossiers", city.agency("11779/phong-kinh-te")));
        CHECK(!city.staff.may(kinhte, "process_dossiers", city.agency("11779")));
        CHECK(!city.staff.may(kinhte, "approve_dossiers", city.agency("11779/phong-kinh-te")));
    });
}
