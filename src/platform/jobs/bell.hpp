#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace motcua::jobs {

// Wakes this process's runners.
class Bell {
public:
    // One for the whole process: whoever stores a job does not know the runners.
    static Bell& of_this_process();

    std::uint64_t rings() const;
    void ring();
    // Returns at once when it has rung since `rings` was asked for.
    void wait(std::uint64_t rings, std::chrono::milliseconds patience) const;

private:
    mutable std::mutex m_mutex;
    mutable std::condition_variable m_rung;
    std::uint64_t m_rings = 0;
};

}  // namespace motcua::jobs
