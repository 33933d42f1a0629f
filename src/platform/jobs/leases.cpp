#include "platform/jobs/leases.hpp"

#include "platform/log.hpp"

namespace motcua::jobs {

Leases::Leases(db::Database& database, const Clock& clock, std::chrono::milliseconds lease)
    : m_database(database), m_clock(clock), m_lease(lease), m_thread([this] { renew_until_closed(); })
{
}

Leases::~Leases()
{
    {
        std::lock_guard lock(m_mutex);
        m_closed = true;
    }
    m_closing.notify_one();
    m_thread.join();
}

Leases::Held::Held(Leases& leases, const Claim& claim) : m_leases(leases), m_claim(claim)
{
    std::lock_guard lock(m_leases.m_mutex);
    m_leases.m_held.emplace(claim.id, claim);
}

Leases::Held::~Held()
{
    std::lock_guard lock(m_leases.m_mutex);
    m_leases.m_held.erase(m_claim.id);
}

void Leases::renew_until_closed()
{
    std::unique_lock lock(m_mutex);
    while (!m_closing.wait_for(lock, m_lease / 3, [&] { return m_closed; })) {
        std::vector<Claim> held;
        for (const auto& [id, claim] : m_held) held.push_back(claim);
        lock.unlock();
        if (!held.empty()) renew(held);
        lock.lock();
    }
}

void Leases::renew(const std::vector<Claim>& held)
try {
    m_database.write([&](db::Connection& c) {
        for (const auto& claim : held) extend(c, claim, m_clock.now() + m_lease);
    });
} catch (const std::exception& e) {
    log::warning("the leases of running jobs could not be renewed", {{"error", e.what()}});
}

}  // namespace motcua::jobs
