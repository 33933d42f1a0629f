#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/clock.hpp"
#include "platform/db/db.hpp"

// Work that follows a change: rows written in the same transaction, done at least once by any server, never lost. A job
// that keeps failing stays as "failed" and is shown to a person.
namespace motcua::jobs {

struct NewJob {
    std::string kind;           // "send_message"
    std::string payload;        // JSON
    std::string dedupe_key;     // Unique among all jobs of the kind; a second one is not stored. Empty: no check.
    Instant run_at{};           // Not before.
    int priority = 0;           // Higher first: 10 for what a person waits for, 0 for the rest.
};
void enqueue(db::Connection&, const NewJob&, Instant now);

struct Job {
    std::int64_t id = 0;
    std::string kind;
    std::string payload;
    std::string dedupe_key;
    int attempts = 0;           // Before this one.
};

// Thrown by a handler whose job can never succeed: no further attempts.
struct PermanentFailure : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct FailedJob {
    std::int64_t id = 0;
    std::string kind;
    std::string last_error;
    int attempts = 0;
    Instant failed_at{};
};
std::vector<FailedJob> failed(db::Connection&, int limit);
// Gives a failed job its attempts back. False when there is no such failed job.
bool retry(db::Connection&, std::int64_t id, Instant now);

// Claims and runs due jobs on its own threads. A claim is a lease: if the server dies, another takes the job over.
class Runner {
public:
    using Handler = std::function<void(const Job&)>;
    struct Options {
        int threads = 2;
        int max_attempts = 10;                            // Waits 5 s, 10 s, 20 s … at most an hour.
        std::chrono::milliseconds poll{500};
        std::chrono::milliseconds lease{120000};
    };

    Runner(db::Database&, const Clock&, Options);
    ~Runner();                                             // Stops.
    void on(std::string kind, Handler);                    // Before start().
    void start();
    void stop();                                           // Waits for what runs.
    // Runs every job that is due now on this thread; returns how many ran. For tests and the command line.
    int run_due();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

}  // namespace motcua::jobs
