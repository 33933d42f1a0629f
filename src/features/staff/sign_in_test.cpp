#include <thread>

#include <doctest/doctest.h>

#include "features/staff/rules.hpp"
#include "platform/log.hpp"
#include "test_city.hpp"

using namespace motcua;
using namespace motcua::staff;
using namespace motcua::testing;
using namespace std::chrono_literals;

namespace {

constexpr std::string_view wrong = "khong-phai-mat-khau";
constexpr std::string_view desk = "10.0.0.7";

std::string sign_in(TestCity& city, std::string_view username, std::string_view password, std::string_view source = desk,
                    std::string_view device = "")
{
    return refusal_of([&] { city.staff.sign_in(username, password, source, device); });
}

void fail(TestCity& city, int times, std::string_view username, std::string_view source = desk, std::string_view device = "")
{
    for (int i = 0; i < times; ++i) CHECK(sign_in(city, username, wrong, source, device) == "wrong_credentials");
}

// As if so many had failed before.
void pretend_failures(TestCity& city, std::string_view kind, int count)
{
    city.execute("UPDATE sign_in_failure SET failures = " + std::to_string(count) + " WHERE subject LIKE '" + std::string(kind) + ":%'");
}

bool is_signed_in(TestCity& city, std::string_view token)
{
    return city.staff.actor_of(token).kind == ActorKind::officer;
}

}  // namespace

TEST_CASE("an officer signs in with the right password and is who the directory says")
{
    for_each_city([](TestCity& city) {
        auto signed_in = city.staff.sign_in("  TiepNhan ", everybodys_password, desk, "");
        const auto& actor = signed_in.actor;
        CHECK(actor.kind == ActorKind::officer);
        CHECK(actor.username == "tiepnhan");
        CHECK(actor.title == "Công chức tiepnhan");
        CHECK(actor.agency == city.agency("11779/trung-tam"));
        CHECK(actor.unit == city.agency("11779"));
        CHECK(actor.unit_code == "11779");
        CHECK(actor.may(Permission::receive_dossiers, actor.agency));
        CHECK(!actor.may(Permission::receive_dossiers, actor.unit));
        CHECK(!actor.may(Permission::approve_dossiers));
        CHECK(is_signed_in(city, signed_in.token));
        CHECK(city.count("SELECT COUNT(*) FROM session WHERE token_digest = '" + signed_in.token + "'") == 0);
        CHECK(city.count("SELECT COUNT(*) FROM session WHERE token_digest = '" + crypto::sha256_hex(signed_in.token) + "'") == 1);
    });
}

TEST_CASE("a wrong password, an unknown name and an inactive account are refused alike")
{
    for_each_city([](TestCity& city) {
        city.execute("UPDATE officer SET active = " + std::string(city.db.is_postgres() ? "FALSE" : "0") + " WHERE username = 'kinhte'");
        CHECK(sign_in(city, "tiepnhan", wrong) == "wrong_credentials");
        CHECK(sign_in(city, "khong-co-ai", everybodys_password) == "wrong_credentials");
        CHECK(sign_in(city, "kinhte", everybodys_password) == "wrong_credentials");
        CHECK(sign_in(city, "tiepnhan", "") == "wrong_credentials");
        CHECK(city.count("SELECT COUNT(*) FROM session") == 0);
    });
}

TEST_CASE("an account made inactive is signed out at once")
{
    in_one_city([](TestCity& city) {
        auto signed_in = city.staff.sign_in("kinhte", everybodys_password, desk, "");
        auto officer = *city.staff.find_officer("kinhte");
        city.staff.change_officer(city.as("quanly"), "kinhte", {.version = officer.version, .active = false});
        CHECK(!is_signed_in(city, signed_in.token));
        CHECK(sign_in(city, "kinhte", everybodys_password) == "wrong_credentials");
        city.staff.change_officer(city.as("quanly"), "kinhte", {.version = officer.version + 1, .active = true});
        CHECK(!is_signed_in(city, signed_in.token));
        CHECK(sign_in(city, "kinhte", everybodys_password).empty());
    });
}

TEST_CASE("the fifth wrong password from one place waits, elsewhere and for others nothing does")
{
    for_each_city([](TestCity& city) {
        fail(city, 5, "tiepnhan");
        try {
            city.staff.sign_in("tiepnhan", everybodys_password, desk, "");
            FAIL("not refused");
        } catch (const Refusal& refusal) {
            CHECK(refusal.reason == Reason::too_many);
            CHECK(refusal.code == "too_many_attempts");
            CHECK(refusal.values.at("seconds") == "30");
            CHECK(refusal.values.at("retry_after") == "30");
        }
        CHECK(sign_in(city, "tiepnhan", everybodys_password, "10.0.0.8").empty());
        CHECK(sign_in(city, "kinhte", everybodys_password).empty());
        city.clock.advance(30s - 1ms);
        CHECK(sign_in(city, "tiepnhan", everybodys_password) == "too_many_attempts");
        city.clock.advance(1ms);
        CHECK(sign_in(city, "tiepnhan", everybodys_password).empty());
        fail(city, 4, "tiepnhan");  // The right password has wiped the slate.
        CHECK(sign_in(city, "tiepnhan", everybodys_password).empty());
    });
}

TEST_CASE("names that do not exist are slowed down like those that do")
{
    in_one_city([](TestCity& city) {
        fail(city, 5, "khong-co-ai");
        CHECK(sign_in(city, "khong-co-ai", wrong) == "too_many_attempts");
    });
}

TEST_CASE("one place that tries many names is slowed down, except for devices it has served before")
{
    in_one_city([](TestCity& city) {
        auto device = city.staff.sign_in("tiepnhan", everybodys_password, "10.0.0.1", "").device_token;
        fail(city, 1, "kinhte");
        pretend_failures(city, "source", 59);
        fail(city, 1, "vanphong");
        CHECK(sign_in(city, "lanhdao", everybodys_password) == "too_many_attempts");
        CHECK(sign_in(city, "tiepnhan", everybodys_password) == "too_many_attempts");
        CHECK(sign_in(city, "tiepnhan", everybodys_password, desk, device).empty());
        CHECK(sign_in(city, "lanhdao", everybodys_password, "10.0.0.8").empty());
    });
}

TEST_CASE("guessing one name from many places slows strangers down and never the officer's own device")
{
    in_one_city([](TestCity& city) {
        auto device = city.staff.sign_in("tiepnhan", everybodys_password, desk, "").device_token;
        fail(city, 1, "tiepnhan", "192.0.2.1");
        pretend_failures(city, "user", 29);
        fail(city, 1, "tiepnhan", "192.0.2.2");
        CHECK(sign_in(city, "tiepnhan", everybodys_password, "192.0.2.3") == "too_many_attempts");
        CHECK(sign_in(city, "tiepnhan", everybodys_password, desk) == "too_many_attempts");
        CHECK(sign_in(city, "tiepnhan", everybodys_password, desk, device).empty());
        CHECK(sign_in(city, "tiepnhan", everybodys_password, "192.0.2.9", device).empty());
        CHECK(sign_in(city, "tiepnhan", everybodys_password, desk, device + "0") == "too_many_attempts");
        CHECK(sign_in(city, "kinhte", everybodys_password, desk, device).empty());
    });
}

TEST_CASE("a colleague behind the same address cannot lock the officer's own device out")
{
    in_one_city([](TestCity& city) {
        auto device = city.staff.sign_in("tiepnhan", everybodys_password, desk, "").device_token;
        fail(city, 5, "tiepnhan");
        CHECK(sign_in(city, "tiepnhan", everybodys_password) == "too_many_attempts");
        CHECK(sign_in(city, "tiepnhan", everybodys_password, desk, device).empty());
        // Whoever has the device does not guess without end either, wherever it is carried.
        fail(city, 3, "tiepnhan", desk, device);
        fail(city, 2, "tiepnhan", "192.0.2.1", device);
        CHECK(sign_in(city, "tiepnhan", everybodys_password, "192.0.2.2", device) == "too_many_attempts");
        CHECK(sign_in(city, "tiepnhan", everybodys_password, "192.0.2.2").empty());
    });
}

TEST_CASE("failures are kept under digests and forgotten in time")
{
    for_each_city([](TestCity& city) {
        fail(city, 2, "tiepnhan");
        fail(city, 1, "khong-co-ai", "192.0.2.1");
        auto subjects = city.db.read([](db::Connection& c) { return db::query<std::string>(c, "SELECT subject FROM sign_in_failure"); });
        CHECK(subjects.size() == 6);
        for (const auto& subject : subjects) {
            CHECK(subject.find("tiepnhan") == std::string::npos);
            CHECK(subject.find("10.0") == std::string::npos);
            CHECK(subject.find("192") == std::string::npos);
        }
        city.clock.advance(2h);
        CHECK(sign_in(city, "kinhte", everybodys_password).empty());
        CHECK(city.count("SELECT COUNT(*) FROM sign_in_failure") == 0);
    });
}

TEST_CASE("a session lives twelve hours, or one hour without use")
{
    for_each_city([](TestCity& city) {
        auto idle = city.staff.sign_in("tiepnhan", everybodys_password, desk, "").token;
        auto busy = city.staff.sign_in("tiepnhan", everybodys_password, desk, "").token;
        CHECK(idle != busy);
        auto begin = city.clock.now();
        city.clock.advance(30min);
        CHECK(is_signed_in(city, busy));
        city.clock.set(begin + 60min - 1ms);
        CHECK(is_signed_in(city, idle) == true);
        city.clock.set(begin + 3h);
        CHECK(!is_signed_in(city, idle));
        CHECK(!is_signed_in(city, busy));

        auto token = city.staff.sign_in("tiepnhan", everybodys_password, desk, "").token;
        CHECK(city.count("SELECT COUNT(*) FROM session") == 1);  // Those that have ended are gone.
        begin = city.clock.now();
        for (auto passed = 50min; passed < 12h; passed += 50min) {
            city.clock.set(begin + passed);
            CHECK(is_signed_in(city, token));
        }
        city.clock.set(begin + 12h - 1ms);
        CHECK(is_signed_in(city, token));
        city.clock.set(begin + 12h);
        CHECK(!is_signed_in(city, token));
    });
}

TEST_CASE("use within five minutes writes nothing")
{
    in_one_city([](TestCity& city) {
        auto token = city.staff.sign_in("tiepnhan", everybodys_password, desk, "").token;
        auto last_seen = [&] { return city.count("SELECT last_seen_at FROM session"); };
        auto first = last_seen();
        city.clock.advance(5min);
        CHECK(is_signed_in(city, token));
        CHECK(last_seen() == first);
        city.clock.advance(1ms);
        CHECK(is_signed_in(city, token));
        CHECK(last_seen() == first + std::chrono::milliseconds(5min).count() + 1);
    });
}

TEST_CASE("a session goes on being readable while nothing can be written")
{
    in_one_city([](TestCity& city) {
        auto token = city.staff.sign_in("tiepnhan", everybodys_password, desk, "").token;
        InterleavedDatabase full(city.db);
        Staff staff(full, city.clock, city.catalogue, city.vault);
        city.clock.advance(10min);
        full.before_write = [] { throw db::Unavailable("database or disk is full"); };
        log::set_output([](std::string_view) {});
        CHECK(staff.actor_of(token).kind == ActorKind::officer);
        log::set_output({});
        CHECK(!full.before_write);
    });
}

TEST_CASE("signing out ends this session and no other; an unknown token is nobody")
{
    for_each_city([](TestCity& city) {
        auto one = city.staff.sign_in("tiepnhan", everybodys_password, desk, "").token;
        auto other = city.staff.sign_in("tiepnhan", everybodys_password, desk, "").token;
        city.staff.sign_out(one);
        CHECK(!is_signed_in(city, one));
        CHECK(is_signed_in(city, other));
        city.staff.sign_out("khong-co");
        for (const auto* token : {"", "khong-co", "'; DROP TABLE session; --"}) {
            auto actor = city.staff.actor_of(token);
            CHECK(actor.kind == ActorKind::anonymous);
            CHECK(actor.grants.empty());
        }
        CHECK(is_signed_in(city, other));
    });
}

TEST_CASE("a changed password ends the officer's other sessions and is the only one that works")
{
    for_each_city([](TestCity& city) {
        auto here = city.staff.sign_in("tiepnhan", everybodys_password, desk, "");
        auto elsewhere = city.staff.sign_in("tiepnhan", everybodys_password, "10.0.0.8", "");
        auto colleague = city.staff.sign_in("kinhte", everybodys_password, desk, "");
        auto change = [&](std::string_view old_password, std::string_view new_password) {
            return refusal_of([&] { city.staff.change_password(here.actor, old_password, new_password, here.token); });
        };
        CHECK(change(wrong, "mat-troi-moc-dang-dong") == "old_password=wrong_password");
        CHECK(change(everybodys_password, "ngan") == "new_password=too_short");
        CHECK(change(everybodys_password, "tiepnhan-2026") == "new_password=too_common");
        CHECK(change(everybodys_password, everybodys_password) == "new_password=same_password");
        CHECK(is_signed_in(city, elsewhere.token));

        CHECK(change(everybodys_password, "mat-troi-moc-dang-dong").empty());
        CHECK(is_signed_in(city, here.token));
        CHECK(!is_signed_in(city, elsewhere.token));
        CHECK(is_signed_in(city, colleague.token));
        CHECK(sign_in(city, "tiepnhan", everybodys_password) == "wrong_credentials");
        CHECK(sign_in(city, "tiepnhan", "mat-troi-moc-dang-dong").empty());
        CHECK(city.count("SELECT COUNT(*) FROM staff_log WHERE act = 'password_changed' AND subject = 'tiepnhan'") == 1);
    });
}

TEST_CASE("a sign-in under way while the password changes or the account ends opens no session")
{
    in_one_city([](TestCity& city) {
        InterleavedDatabase slow(city.db);
        Staff staff(slow, city.clock, city.catalogue, city.vault);
        auto manager = city.as("quanly");
        slow.before_write = [&] { city.staff.change_officer(manager, "kinhte", {.version = 1, .password = "mat-troi-moc-dang-dong"}); };
        CHECK(refusal_of([&] { staff.sign_in("kinhte", everybodys_password, desk, ""); }) == "wrong_credentials");
        slow.before_write = [&] { city.staff.change_officer(manager, "vanphong", {.version = 1, .active = false}); };
        CHECK(refusal_of([&] { staff.sign_in("vanphong", everybodys_password, desk, ""); }) == "wrong_credentials");
        CHECK(city.count("SELECT COUNT(*) FROM session s JOIN officer o ON o.id = s.officer_id WHERE o.username <> 'quanly'") == 0);
    });
}

TEST_CASE("guesses that were under way together count as if one came after the other")
{
    in_one_city([](TestCity& city) {
        InterleavedDatabase slow(city.db);
        Staff staff(slow, city.clock, city.catalogue, city.vault);
        slow.before_write = [&] { fail(city, 5, "tiepnhan"); };
        CHECK(refusal_of([&] { staff.sign_in("tiepnhan", everybodys_password, desk, ""); }) == "too_many_attempts");
        CHECK(city.count("SELECT COUNT(*) FROM session") == 0);
    });
}

TEST_CASE("wrong passwords that come at once are all counted")
{
    for_each_city([](TestCity& city) {
        fail(city, 1, "tiepnhan");
        std::vector<std::thread> guesses;
        for (int i = 0; i < 3; ++i)
            guesses.emplace_back([&city] { refusal_of([&] { city.staff.sign_in("tiepnhan", wrong, desk, ""); }); });
        for (auto& guess : guesses) guess.join();
        CHECK(city.count("SELECT MIN(failures) FROM sign_in_failure") == 4);
    });
}
