#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

#include "platform/clock.hpp"
#include "platform/oidc/jose.hpp"

namespace motcua::oidc {

// How a token came: from the provider's own address, or from whoever sent it. Strangers must not use up what sign-ins need.
enum class Origin { provider, anybody };

// The keys of one provider as they change: fetched when they are first needed, again when they are an hour old, and at once for a
// token that none of them has signed: once a minute for a key's name, five times a minute for all. A key that the provider has dropped
// is good for ten more minutes: for tokens that were on their way. While the provider does not answer, the keys are used for a day.
class KeyRing {
public:
    using Fetch = std::function<std::vector<Key>()>;   // Throws when they cannot be had.

    KeyRing(const Clock& clock, Fetch fetch) : m_clock(clock), m_fetch(std::move(fetch)) {}

    // Whether a key of this algorithm, and of the token's id when it names one, has signed it.
    // Throws what `fetch` throws when there is no usable key at all.
    bool has_signed(const Token&, Algorithm, Origin);

private:
    struct Held {
        Key key;
        std::optional<Instant> dropped_at = {};
    };
    struct Forced {
        std::string key_id;
        Instant at;
    };
    bool may_force(const std::string& key_id, Origin, Instant now);
    bool verifies(const Token&, Algorithm, Instant now) const;
    void refresh(Instant now);
    void refresh_or_keep(Instant now);

    const Clock& m_clock;
    const Fetch m_fetch;
    std::mutex m_mutex;
    std::vector<Held> m_held;
    Instant m_fetched_at{};
    std::vector<Forced> m_forced[2];   // By origin; of the last minute
};

}  // namespace motcua::oidc
