#include "features/documents/scanner.hpp"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <functional>
#include <thread>

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "features/documents/documents.hpp"
#include "platform/log.hpp"
#include "test_city.hpp"

using namespace motcua;
using namespace motcua::documents;
using namespace std::chrono_literals;
using namespace std::string_literals;
using motcua::testing::refusal_of;

namespace {

// A clamd of our own: reads one request after the other and answers what the test says.
class FakeScanner {
public:
    // Gets the streamed bytes, gives the answer; "" closes without one.
    explicit FakeScanner(std::function<std::string(const std::string&)> answer, const std::string& unix_path = "") : m_answer(std::move(answer))
    {
        if (unix_path.empty()) {
            m_listener = socket(AF_INET, SOCK_STREAM, 0);
            sockaddr_in name{};
            name.sin_family = AF_INET;
            name.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
            bind(m_listener, reinterpret_cast<sockaddr*>(&name), sizeof name);
            socklen_t size = sizeof name;
            getsockname(m_listener, reinterpret_cast<sockaddr*>(&name), &size);
            m_address = "127.0.0.1:" + std::to_string(ntohs(name.sin_port));
        } else {
            m_listener = socket(AF_UNIX, SOCK_STREAM, 0);
            sockaddr_un name{};
            name.sun_family = AF_UNIX;
            unix_path.copy(name.sun_path, sizeof name.sun_path - 1);
            bind(m_listener, reinterpret_cast<sockaddr*>(&name), sizeof name);
            m_address = "unix:" + unix_path;
        }
        listen(m_listener, 4);
        m_thread = std::thread([this] { serve(); });
    }

    ~FakeScanner()
    {
        m_stopped = true;
        shutdown(m_listener, SHUT_RDWR);
        m_thread.join();
        close(m_listener);
    }

    const std::string& address() const { return m_address; }
    bool stopped() const { return m_stopped; }

private:
    static bool read_exactly(int handle, char* to, std::size_t size)
    {
        while (size > 0) {
            auto got = recv(handle, to, size, 0);
            if (got <= 0) return false;
            to += got;
            size -= static_cast<std::size_t>(got);
        }
        return true;
    }

    static bool read_stream(int handle, std::string& bytes)
    {
        char command[10];
        if (!read_exactly(handle, command, sizeof command) || std::string(command, sizeof command) != "zINSTREAM\0"s) return false;
        for (;;) {
            unsigned char length[4];
            if (!read_exactly(handle, reinterpret_cast<char*>(length), 4)) return false;
            std::size_t size = (std::size_t{length[0]} << 24) | (length[1] << 16) | (length[2] << 8) | length[3];
            if (size == 0) return true;
            auto at = bytes.size();
            bytes.resize(at + size);
            if (!read_exactly(handle, bytes.data() + at, size)) return false;
        }
    }

    void serve()
    {
        for (;;) {
            int handle = accept(m_listener, nullptr, nullptr);
            if (handle < 0) return;
            std::string bytes;
            if (read_stream(handle, bytes)) {
                for (auto answer = m_answer(bytes); !answer.empty();) {
                    // A byte at a time: answers come as the network likes.
                    if (send(handle, answer.data(), 1, MSG_NOSIGNAL) != 1) break;
                    answer.erase(0, 1);
                }
            }
            close(handle);
        }
    }

    std::function<std::string(const std::string&)> m_answer;
    std::string m_address;
    int m_listener = -1;
    std::atomic<bool> m_stopped = false;
    std::thread m_thread;
};

std::string fault_of(std::string_view bytes, const std::string& address, std::chrono::milliseconds limit = 5s)
{
    try {
        infection_in(bytes, address, limit);
    } catch (const std::runtime_error& error) {
        return error.what();
    }
    return "";
}

}  // namespace

TEST_CASE("the scanner gets every byte and says clean or what it found")
{
    std::string seen;
    FakeScanner scanner([&](const std::string& bytes) {
        seen = bytes;
        return bytes.find("EICAR") != std::string::npos ? "stream: Eicar-Test-Signature FOUND\0"s : "stream: OK\0"s;
    });
    CHECK(infection_in("sạch", scanner.address(), 5s) == "");
    CHECK(seen == "sạch");
    CHECK(infection_in("có EICAR bên trong", scanner.address(), 5s) == "Eicar-Test-Signature");
    std::string large;
    for (int i = 0; i < 40'000; ++i) large += std::to_string(i);
    CHECK(infection_in(large, scanner.address(), 5s) == "");
    CHECK(seen == large);
    CHECK(infection_in(std::string(64 * 1024, 'x'), scanner.address(), 5s) == "");
    CHECK(seen.size() == 64 * 1024);
}

TEST_CASE("the scanner is reached by name, number and socket")
{
    db::TemporaryFolder folder;
    FakeScanner scanner([](const std::string&) { return "stream: OK\n"s; }, folder.path() + "/clamd");
    CHECK(infection_in("sạch", scanner.address(), 5s) == "");
    FakeScanner by_name([](const std::string&) { return "stream: OK"s; });
    CHECK(infection_in("sạch", "localhost" + by_name.address().substr(by_name.address().rfind(':')), 5s) == "");
}

TEST_CASE("whatever is not a clear answer is a fault, never a clean bill")
{
    for (const auto& answer : {"INSTREAM size limit exceeded. ERROR\0"s, "stream: OK FOUND ME\0"s, "OK\0"s, "stream: "s, "\0"s, ""s, std::string(9000, 'x'),
                               "stream: OKAY\0"s, "HTTP/1.1 200 OK\r\n"s}) {
        INFO(answer);
        FakeScanner scanner([&](const std::string&) { return answer; });
        CHECK(fault_of("bytes", scanner.address()) != "");
    }
}

TEST_CASE("a scanner that is away or silent is given up in time")
{
    CHECK(fault_of("bytes", "127.0.0.1:1") == "the virus scanner cannot be reached: 127.0.0.1:1");
    CHECK(fault_of("bytes", "unix:/khong/co") == "the virus scanner cannot be reached: unix:/khong/co");
    CHECK(fault_of("bytes", "không có cổng") != "");
    CHECK(fault_of("bytes", "unix:/" + std::string(200, 'a')) == "the virus scanner's socket path is too long");

    auto begin = std::chrono::steady_clock::now();
    std::atomic<FakeScanner*> itself = nullptr;
    FakeScanner hangs([&](const std::string&) {
        while (!itself || !itself.load()->stopped()) std::this_thread::sleep_for(5ms);
        return ""s;
    });
    itself = &hangs;
    CHECK(fault_of("bytes", hangs.address(), 50ms) == "the virus scanner does not answer");
    CHECK(std::chrono::steady_clock::now() - begin < 15s);
}

TEST_CASE("a scanner that answers drop by drop is given up when the time is over")
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in name{};
    name.sin_family = AF_INET;
    name.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    bind(listener, reinterpret_cast<sockaddr*>(&name), sizeof name);
    socklen_t size = sizeof name;
    getsockname(listener, reinterpret_cast<sockaddr*>(&name), &size);
    listen(listener, 1);
    std::thread drops([&] {
        int handle = accept(listener, nullptr, nullptr);
        for (int i = 0; i < 3000 && send(handle, "s", 1, MSG_NOSIGNAL) == 1; ++i) std::this_thread::sleep_for(10ms);
        close(handle);
    });
    auto begin = std::chrono::steady_clock::now();
    CHECK(fault_of("bytes", "127.0.0.1:" + std::to_string(ntohs(name.sin_port)), 100ms) == "the virus scanner does not answer");
    CHECK(std::chrono::steady_clock::now() - begin < 15s);
    drops.join();
    close(listener);
}

TEST_CASE("infected files are refused by name, unscanned ones for now, clean ones carry the hour")
{
    testing::in_one_city([](testing::TestCity& city) {
        db::TemporaryFolder folder;
        std::string answer = "stream: Win.Test FOUND\0"s;
        FakeScanner scanner([&](const std::string&) { return answer; });
        Documents documents(city.db, city.clock, {folder.path(), 1024, scanner.address()});
        auto store = [&] { documents.store(city.as("tiepnhan"), "a.pdf", "%PDF-1.7"); };
        try {
            store();
            FAIL("taken");
        } catch (const Refusal& refusal) {
            CHECK(refusal.code == "file_infected");
            CHECK(refusal.reason == Reason::invalid_input);
            CHECK(refusal.values.at("found") == "Win.Test");
        }
        log::set_output([](std::string_view) {});
        answer = "ERROR";
        CHECK(refusal_of(store) == "scanner_unavailable");
        log::set_output({});
        CHECK(city.count("SELECT COUNT(*) FROM stored_file") == 0);
        CHECK(std::filesystem::is_empty(folder.path()));
        answer = "stream: OK\0"s;
        store();
        CHECK(city.count("SELECT scanned_at FROM stored_file") == city.clock.now().time_since_epoch().count());
    });
}
