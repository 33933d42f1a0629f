#pragma once

#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

#include "platform/jobs/queue.hpp"

namespace motcua::jobs {

// Renews the leases of the jobs that run, on a thread of its own, long before they end.
class Leases {
public:
    Leases(db::Database&, const Clock&, std::chrono::milliseconds lease);
    ~Leases();

    // A job while it runs.
    class Held {
    public:
        Held(Leases&, const Claim&);
        ~Held();
        Held(const Held&) = delete;
        Held& operator=(const Held&) = delete;

    private:
        Leases& m_leases;
        const Claim& m_claim;
    };

private:
    void renew_until_closed();
    void renew(const std::vector<Claim>&);

    db::Database& m_database;
    const Clock& m_clock;
    std::chrono::milliseconds m_lease;
    std::mutex m_mutex;
    std::condition_variable m_closing;
    bool m_closed = false;
    std::map<std::int64_t, Claim> m_held;
    std::thread m_thread;
};

}  // namespace motcua::jobs
