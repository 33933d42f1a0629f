#include "platform/oidc/key_ring.hpp"

#include "platform/log.hpp"

namespace motcua::oidc {

namespace {

constexpr std::chrono::minutes forced_counts_for{1};
constexpr std::size_t most_forced = 5;
constexpr std::chrono::hours fresh_for{1};
constexpr std::chrono::hours good_for{24};
constexpr std::chrono::minutes dropped_good_for{10};

}  // namespace

bool KeyRing::has_signed(const Token& token, Algorithm algorithm, Origin origin)
{
    std::lock_guard lock(m_mutex);
    auto now = m_clock.now();
    auto before = m_fetched_at;
    if (m_held.empty() || now - m_fetched_at >= good_for) refresh(now);
    else if (now - m_fetched_at >= fresh_for) refresh_or_keep(now);
    if (verifies(token, algorithm, now)) return true;
    if (m_fetched_at != before || !may_force(token.key_id, origin, now)) return false;
    refresh_or_keep(now);
    return verifies(token, algorithm, now);
}

bool KeyRing::may_force(const std::string& key_id, Origin origin, Instant now)
{
    auto& forced = m_forced[origin == Origin::provider ? 0 : 1];
    std::erase_if(forced, [&](const Forced& before) { return now - before.at >= forced_counts_for; });
    if (forced.size() >= most_forced || std::ranges::any_of(forced, [&](const Forced& before) { return before.key_id == key_id; })) return false;
    forced.push_back({key_id, now});
    return true;
}

bool KeyRing::verifies(const Token& token, Algorithm algorithm, Instant now) const
{
    return std::ranges::any_of(m_held, [&](const Held& held) {
        if (held.key.algorithm() != algorithm || (held.dropped_at && now - *held.dropped_at >= dropped_good_for)) return false;
        if (!token.key_id.empty() && held.key.id() != token.key_id) return false;
        return held.key.has_signed(token.signed_text, token.signature);
    });
}

void KeyRing::refresh(Instant now)
{
    std::vector<Held> next;
    for (auto& key : m_fetch()) next.push_back({std::move(key)});
    for (auto& old : m_held) {
        bool renewed = std::ranges::any_of(next, [&](const Held& held) { return held.key.id() == old.key.id(); });
        if (!old.dropped_at) old.dropped_at = now;
        if (!renewed && now - *old.dropped_at < dropped_good_for) next.push_back(std::move(old));
    }
    m_held = std::move(next);
    m_fetched_at = now;
}

void KeyRing::refresh_or_keep(Instant now)
{
    try {
        refresh(now);
    } catch (const std::exception& error) {
        log::warning("the keys of an identity provider stay as they were", {{"error", error.what()}});
    }
}

}  // namespace motcua::oidc
