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
    std::string kind = {};        // "send_message"
    std::string payload = {};     // JSON
    std::string dedupe_key = {};  // Unique among the jobs of the kind, done ones too (for 90 days); a second one is not
                                  // stored. Empty: no check.
    Instant run_at = {};          // Not before.
    int priority = 0;             // Higher first: 10 for what a person waits for, 0 for the rest.
};
// Inside write(). Wakes the runners of this process once the transaction is committed.
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
// The last to fail first.
std::vector<FailedJob> failed(db::Connection&, int limit);
// Gives a failed job its attempts back. False when there is no such failed job.
bool retry(db::Connection&, std::int64_t id, Instant now);

// Claims and runs due jobs on its own threads: of the kinds it has handlers for, the highest priority first, then the one
// due longest. A claim is a lease, renewed while the handler runs: if the server dies, another takes the job over. So a
// handler may see a job twice, never at the same time, and must bear it. It may take any time and throw anything.
class Runner {
public:
    using Handler = std::function<void(const Job&)>;
    struct Options {
        int threads = 2;
        int max_attempts = 10;                            // 5 s, 10 s, 20 s … at most an hour lie between them.
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
