#include "features/assistant/zalo.hpp"

#include <cstdio>
#include <fstream>

#include <doctest/doctest.h>

#include "features/assistant/testing.hpp"
#include "test_city.hpp"

namespace motcua::assistant::zalo {

using testing::TestCity;

namespace {

Settings the_settings()
{
    return {"431234567890123456", "demo_oa_secret_0001", "/tmp/motcua-zalo-test-" + crypto::random_digits(8), "http://zalo.invalid", ""};
}

// A server with its jobs, and Zalo as it would answer.
struct Door {
    explicit Door(TestCity& city)
        : assistant({city.db, city.clock, city.catalogue, city.staff, city.vault, city.dossiers.services(), {motcua::testing::source_path("catalogue")}}),
          runner(city.db, city.clock, {})
    {
        std::ofstream(settings.access_token_file) << "token-0001\n";
        add_routes(routes, assistant, settings);
        add_jobs(runner, assistant, settings, [this](const net::Call& call) {
            calls.push_back(call);
            return net::Reply{200, {}, replies.empty() ? R"({"error":0,"message":"Success"})" : replies};
        });
    }
    ~Door() { std::remove(settings.access_token_file.c_str()); }

    int deliver(const std::string& body, std::string signature)
    {
        http::Request request;
        request.method = "POST";
        request.body = body;
        request.headers = {{"x-zevent-signature", std::move(signature)}};
        return routes.all().at(0).handler(request).status;
    }
    int deliver_signed(const std::string& body) { return deliver(body, "mac=" + signature_of(settings, body, "1755000000000")); }

    Settings settings = the_settings();
    Assistant assistant;
    jobs::Runner runner;
    http::Routes routes;
    std::vector<net::Call> calls;
    std::string replies;
};

std::string an_event(const std::string& text, const std::string& id = "96d3cdf3af150460909")
{
    return R"({"app_id":"431234567890123456","sender":{"id":"2468458835296197922"},"recipient":{"id":"388613280878808645"},"event_name":"user_send_text","message":{"text":")"
        + text + R"(","msg_id":")" + id + R"("},"timestamp":"1755000000000","user_id_by_app":"552177279717587730"})";
}

}  // namespace

TEST_CASE("the signature is the one that Zalo documents")
{
    CHECK(signature_of(the_settings(), an_event("Tra cứu H21.129-250812-0035"), "1755000000000")
          == "54a5515f5a09ee717eb6fa67d6463b2b6a93896613884dd817d62b5d55f67296");
}

TEST_CASE("a question in Zalo is answered once, whatever is delivered twice")
{
    testing::for_each_city([](TestCity& city) {
        Door door(city);
        const auto event = an_event("khai sinh bao nhieu tien");
        for (int i = 0; i < 3; ++i) CHECK(door.deliver_signed(event) == 200);
        while (door.runner.run_due() > 0) {}
        REQUIRE(door.calls.size() == 1);
        CHECK(door.calls[0].url == "http://zalo.invalid/v3.0/oa/message/cs");
        CHECK(door.calls[0].headers.at(0) == std::pair<std::string, std::string>("access_token", "token-0001"));
        CHECK(door.calls[0].body.find("2468458835296197922") != std::string::npos);
        CHECK(door.calls[0].body.find("8.000") != std::string::npos);
        door.deliver_signed(an_event("mất mấy ngày", "m2"));
        while (door.runner.run_due() > 0) {}
        REQUIRE(door.calls.size() == 2);
        CHECK(door.calls[1].body.find("Đăng ký khai sinh") + door.calls[1].body.find("khai sinh") < 2 * std::string::npos);
    });
}

TEST_CASE("what is not signed, is no question, or cannot be read gets its 200 and nothing else")
{
    testing::in_one_city([](TestCity& city) {
        Door door(city);
        CHECK(door.deliver("{}", "") == 200);
        CHECK(door.deliver(an_event("khai sinh"), "mac=" + std::string(64, '0')) == 200);
        CHECK(door.deliver(an_event("khai sinh"), "") == 200);
        CHECK(door.deliver("kein json", "mac=x") == 200);
        CHECK(door.deliver("[1]", "mac=x") == 200);
        CHECK(door.deliver_signed(R"({"event_name":"follow","timestamp":"1755000000000"})") == 200);
        CHECK(door.deliver_signed(R"({"event_name":"user_send_text","sender":7,"message":[],"timestamp":"1755000000000"})") == 200);
        CHECK(door.runner.run_due() == 0);
        CHECK(city.count("SELECT count(*) FROM zalo_event") == 0);
    });
}

TEST_CASE("an answer that Zalo refuses for now is tried again, one that it never takes is not")
{
    testing::in_one_city([](TestCity& city) {
        Door door(city);
        door.replies = R"({"error":-216,"message":"Access token is invalid"})";
        door.deliver_signed(an_event("khai sinh"));
        while (door.runner.run_due() > 0) {}
        CHECK(door.calls.size() == 1);
        city.clock.advance(std::chrono::minutes(1));
        door.replies = R"({"error":-230,"message":"User has not interacted"})";
        door.runner.run_due();
        CHECK(door.calls.size() == 2);
        city.clock.advance(std::chrono::hours(2));
        CHECK(door.runner.run_due() == 0);
        CHECK(city.db.read([](db::Connection& c) { return jobs::failed(c, 10); }).size() == 1);
    });
}

TEST_CASE("an officer's answer goes back to Zalo")
{
    testing::in_one_city([](TestCity& city) {
        Door door(city);
        door.deliver_signed(an_event("khai sinh cần gì, gọi 0912345678"));
        while (door.runner.run_due() > 0) {}
        const auto officer = city.as("tiepnhan");
        const auto rows = door.assistant.conversations().list(officer, false);
        REQUIRE(rows.size() == 1);
        CHECK(rows[0].channel == "zalo");
        door.assistant.reply(officer, rows[0].id, "Mời bác ra quầy.");
        while (door.runner.run_due() > 0) {}
        REQUIRE(door.calls.size() == 2);
        CHECK(door.calls[1].body.find("Mời bác ra quầy.") != std::string::npos);
        CHECK(city.count("SELECT count(*) FROM job WHERE payload LIKE '%0912345678%'") == 0);
    });
}

}  // namespace motcua::assistant::zalo
