#include "platform/jobs/bell.hpp"

namespace motcua::jobs {

Bell& Bell::of_this_process()
{
    static Bell bell;
    return bell;
}

std::uint64_t Bell::rings() const
{
    std::lock_guard lock(m_mutex);
    return m_rings;
}

void Bell::ring()
{
    {
        std::lock_guard lock(m_mutex);
        ++m_rings;
    }
    m_rung.notify_all();
}

void Bell::wait(std::uint64_t rings, std::chrono::milliseconds patience) const
{
    std::unique_lock lock(m_mutex);
    m_rung.wait_for(lock, patience, [&] { return m_rings != rings; });
}

}  // namespace motcua::jobs
