#include "features/notifications/notifications.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <mutex>

#include "platform/json/json.hpp"

namespace motcua::notifications {

namespace {

constexpr std::string_view job_kind = "send_message";

struct Payload {
    std::string to;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(Payload, (), (to, text))

struct Line {
    Instant at{};
    std::string to;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(Line, (), (at, to, text))

class FileGateway : public Gateway {
public:
    FileGateway(std::string path, const Clock& clock) : m_path(std::move(path)), m_clock(clock) {}

    void send(std::string_view to, std::string_view text) override
    {
        auto line = json::write(Line{m_clock.now(), std::string(to), std::string(text)}) + "\n";
        std::lock_guard lock(m_mutex);
        int handle = open(m_path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        bool written = handle >= 0 && write(handle, line.data(), line.size()) == static_cast<ssize_t>(line.size()) && fsync(handle) == 0;
        if (handle >= 0) close(handle);
        if (!written) throw std::runtime_error("the message file cannot be written: " + m_path);
    }

private:
    std::string m_path;
    const Clock& m_clock;
    std::mutex m_mutex;
};

class ConsoleGateway : public Gateway {
public:
    void send(std::string_view to, std::string_view text) override
    {
        std::printf("Tin nhắn đến %.*s: %.*s\n", static_cast<int>(to.size()), to.data(), static_cast<int>(text.size()), text.data());
        std::fflush(stdout);
    }
};

}  // namespace

void enqueue(db::Connection& c, const Message& message, Instant now)
{
    jobs::enqueue(c, {std::string(job_kind), json::write(Payload{message.to, message.text}), message.dedupe_key, now, message.urgent ? 10 : 0}, now);
}

std::unique_ptr<Gateway> file_gateway(std::string path, const Clock& clock)
{
    return std::make_unique<FileGateway>(std::move(path), clock);
}

std::unique_ptr<Gateway> console_gateway()
{
    return std::make_unique<ConsoleGateway>();
}

void deliver_with(jobs::Runner& runner, Gateway& gateway)
{
    runner.on(std::string(job_kind), [&gateway](const jobs::Job& job) {
        auto payload = json::read<Payload>(job.payload);
        gateway.send(payload.to, payload.text);
    });
}

}  // namespace motcua::notifications
