#pragma once

#include <cstdint>
#include <string_view>

#include "platform/clock.hpp"
#include "platform/db/db.hpp"
#include "platform/http/http.hpp"

namespace motcua::http {

// Lets a write that is sent twice under one Idempotency-Key happen once: the answer is kept in the handler's own
// transaction and given again, with the field Idempotency-Replayed, to the same actor with the same request. Only answers
// of 2xx are kept; what is refused may be tried again under the same key. A handler runs for the second request too, at once or
// hours later, on whichever server: its work is undone, or it refuses, and the answer is the first one's.
class Replays {
public:
    Replays(db::Database& database, const Clock& clock) : m_database(database), m_clock(clock) {}

    // Without the field Idempotency-Key the handler just runs. Throws Refusal: bad_idempotency_key (anything but 1…100
    // visible ASCII characters), idempotency_key_reused (the key came with another request before), and what the
    // handler throws. The handler runs inside Database::write, with what that means for it.
    Response run(const Request&, const Handler&) const;

private:
    db::Database& m_database;
    const Clock& m_clock;
};

// Drops the answers kept before an instant; returns how many.
std::int64_t forget_answers(db::Connection&, Instant before);

}  // namespace motcua::http
