#pragma once

#include <atomic>

#include "domain/time.hpp"

namespace motcua {

// The only way to ask for the time. system_clock::now() stands in clock.cpp and nowhere else.
class Clock {
public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
};

class SystemClock : public Clock {
public:
    Instant now() const override;
};

// For tests and for the simulator: stands still until it is set.
class ManualClock : public Clock {
public:
    explicit ManualClock(Instant start) : m_now(start.time_since_epoch().count()) {}
    Instant now() const override { return Instant(std::chrono::milliseconds(m_now.load())); }
    void set(Instant instant) { m_now = instant.time_since_epoch().count(); }
    void advance(std::chrono::milliseconds span) { m_now += span.count(); }

private:
    std::atomic<std::int64_t> m_now;
};

}  // namespace motcua
