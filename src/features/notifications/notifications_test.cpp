#include "features/notifications/notifications.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <doctest/doctest.h>

#include "platform/db/testing.hpp"
#include "platform/json/json.hpp"
#include "platform/log.hpp"

using namespace motcua;
using namespace motcua::notifications;
using namespace std::chrono_literals;

namespace {

const Instant start = instant_in_vietnam(make_day(2026, 7, 2), 8h);

class Recorder : public Gateway {
public:
    void send(std::string_view to, std::string_view text) override
    {
        if (failures > 0 && failures--) throw std::runtime_error("line is busy");
        if (refuses) throw jobs::PermanentFailure("no such number");
        sent.push_back(std::string(to) + ": " + std::string(text));
    }

    int failures = 0;
    bool refuses = false;
    std::vector<std::string> sent;
};

// Failures are expected here and need no lines in the log.
class Silence {
public:
    Silence() { log::set_output([](std::string_view) {}); }
    ~Silence() { log::set_output({}); }
};

struct Office {
    explicit Office(db::Database& database) : db(database) { deliver_with(runner, gateway); }

    void tell(const Message& message)
    {
        db.write([&](db::Connection& c) { enqueue(c, message, clock.now()); });
    }

    db::Database& db;
    ManualClock clock{start};
    Recorder gateway;
    jobs::Runner runner{db, clock, {}};
};

std::string contents(const std::string& path)
{
    std::stringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

}  // namespace

TEST_CASE("a message is sent once for its key, however often it is asked for")
{
    db::for_each_database([](db::Database& database) {
        Office office(database);
        office.tell({"0900000001", "Hồ sơ đã được tiếp nhận", "H24.158-260702-0001/2", false});
        office.tell({"0900000001", "Hồ sơ đã được tiếp nhận", "H24.158-260702-0001/2", false});
        office.runner.run_due();
        office.tell({"0900000001", "Hồ sơ đã được tiếp nhận", "H24.158-260702-0001/2", false});
        office.runner.run_due();
        CHECK(office.gateway.sent == std::vector<std::string>{"0900000001: Hồ sơ đã được tiếp nhận"});
        office.tell({"0900000001", "Mã: 123456", "", true});  // Without a key each one goes out
        office.tell({"0900000001", "Mã: 654321", "", true});
        office.runner.run_due();
        CHECK(office.gateway.sent.size() == 3);
    });
}

TEST_CASE("nothing is sent of what was rolled back, and what is urgent goes first")
{
    db::for_each_database([](db::Database& database) {
        Office office(database);
        CHECK_THROWS(database.write([&](db::Connection& c) {
            enqueue(c, {"0900000001", "Không bao giờ", "a", false}, office.clock.now());
            throw std::runtime_error("the act fails");
        }));
        office.tell({"0900000001", "Thường", "b", false});
        office.tell({"0900000002", "Mã", "", true});
        office.runner.run_due();
        CHECK(office.gateway.sent == std::vector<std::string>{"0900000002: Mã", "0900000001: Thường"});
    });
}

TEST_CASE("a message that could not be sent is tried again, one that never can be is shown to a person")
{
    Silence silence;
    db::for_each_database([](db::Database& database) {
        Office office(database);
        office.gateway.failures = 2;
        office.tell({"0900000001", "Kết quả đã có", "a", false});
        CHECK(office.runner.run_due() == 1);
        CHECK(office.runner.run_due() == 0);
        office.clock.advance(5s);
        office.runner.run_due();
        CHECK(office.gateway.sent.empty());
        office.clock.advance(10s);
        office.runner.run_due();
        CHECK(office.gateway.sent.size() == 1);

        office.gateway.refuses = true;
        office.tell({"0", "Kết quả đã có", "b", false});
        office.runner.run_due();
        auto failed = database.read([](db::Connection& c) { return jobs::failed(c, 10); });
        REQUIRE(failed.size() == 1);
        CHECK(failed[0].kind == "send_message");
        CHECK(failed[0].last_error == "no such number");
    });
}

TEST_CASE("the file gateway appends a line of JSON for each message")
{
    db::TemporaryFolder folder;
    auto path = folder.path() + "/messages.jsonl";
    ManualClock clock(start);
    auto gateway = file_gateway(path, clock);
    gateway->send("0900000001", "Hồ sơ \"mẫu\"\nđã xong");
    clock.advance(1h);
    file_gateway(path, clock)->send("0900000002", "Mã");
    CHECK(contents(path) == R"({"at":"2026-07-02T01:00:00Z","to":"0900000001","text":"Hồ sơ \"mẫu\"\nđã xong"})" "\n"
                            R"({"at":"2026-07-02T02:00:00Z","to":"0900000002","text":"Mã"})" "\n");
    using std::filesystem::perms;
    CHECK((std::filesystem::status(path).permissions() & perms::mask) == (perms::owner_read | perms::owner_write));
}

TEST_CASE("a message file that cannot be written makes the job fail, not vanish")
{
    Silence silence;
    db::for_each_database([](db::Database& database) {
        db::TemporaryFolder folder;
        ManualClock clock(start);
        auto gateway = file_gateway(folder.path() + "/later/messages.jsonl", clock);
        jobs::Runner runner(database, clock, {});
        deliver_with(runner, *gateway);
        database.write([&](db::Connection& c) { enqueue(c, {"0900000001", "Mã", "", true}, clock.now()); });
        runner.run_due();
        std::filesystem::create_directory(folder.path() + "/later");
        clock.advance(5s);
        runner.run_due();
        CHECK(contents(folder.path() + "/later/messages.jsonl").ends_with("\"text\":\"Mã\"}\n"));
    });
}
