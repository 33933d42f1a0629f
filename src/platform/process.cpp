#include "platform/process.hpp"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <stdexcept>
#include <system_error>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace motcua {

namespace {

constexpr std::size_t most_said = 4096;
constexpr int not_there = 127;
constexpr int by_signal = 128;

std::vector<char*> pointers_to(std::vector<std::string>& texts)
{
    std::vector<char*> pointers;
    for (auto& text : texts) pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

std::vector<std::string> environment_with(const std::vector<std::pair<std::string, std::string>>& variables)
{
    std::vector<std::string> all;
    for (auto** known = environ; *known; ++known) {
        bool replaced = false;
        for (const auto& [name, value] : variables) replaced = replaced || std::string_view(*known).starts_with(name + "=");
        if (!replaced) all.emplace_back(*known);
    }
    for (const auto& [name, value] : variables) all.push_back(name + "=" + value);
    return all;
}

// A process and the reading end of what it says; never left behind.
class Child {
public:
    Child(std::vector<std::string> command, std::vector<std::string> environment)
    {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe: " + std::generic_category().message(errno));
        m_output = ends[0];
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
        posix_spawn_file_actions_adddup2(&actions, ends[1], 2);
        auto words = pointers_to(command);
        auto variables = pointers_to(environment);
        m_fault = ::posix_spawnp(&m_pid, words[0], &actions, nullptr, words.data(), variables.data());
        posix_spawn_file_actions_destroy(&actions);
        ::close(ends[1]);
    }
    ~Child()
    {
        ::close(m_output);
        if (m_fault != 0 || m_waited) return;
        ::kill(m_pid, SIGKILL);
        wait();
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    int fault() const { return m_fault; }
    int output() const { return m_output; }
    int wait()
    {
        int status = 0;
        while (::waitpid(m_pid, &status, 0) < 0 && errno == EINTR) {
        }
        m_waited = true;
        return WIFEXITED(status) ? WEXITSTATUS(status) : by_signal + WTERMSIG(status);
    }

private:
    pid_t m_pid = 0;
    int m_output = -1;
    int m_fault = 0;
    bool m_waited = false;
};

// Until the program closes its outputs.
std::string listen_to(const Child& child, const std::function<void()>& every_second)
{
    std::string said;
    auto last = std::chrono::steady_clock::now();
    for (char part[4096];;) {
        pollfd output{child.output(), POLLIN, 0};
        int ready = ::poll(&output, 1, 200);
        auto now = std::chrono::steady_clock::now();
        if (every_second && now - last >= std::chrono::seconds(1)) {
            last = now;
            every_second();
        }
        if (ready <= 0) continue;
        auto length = ::read(child.output(), part, sizeof part);
        if (length < 0 && errno == EINTR) continue;
        if (length <= 0) return said;
        said.append(part, static_cast<std::size_t>(length));
        if (said.size() > most_said) said.erase(0, said.size() - most_said);
    }
}

}  // namespace

Finished run_program(const std::vector<std::string>& command, const std::vector<std::pair<std::string, std::string>>& variables,
                     const std::function<void()>& every_second)
{
    Child child(command, environment_with(variables));
    if (child.fault() == ENOENT) return {not_there, command.at(0) + ": " + std::strerror(ENOENT)};
    if (child.fault() != 0) throw std::runtime_error("cannot run " + command.at(0) + ": " + std::strerror(child.fault()));
    Finished finished;
    finished.said = listen_to(child, every_second);
    finished.status = child.wait();
    return finished;
}

}  // namespace motcua
