#include "features/assistant/contexts.hpp"

#include "domain/refusal.hpp"
#include "platform/json/json.hpp"

namespace motcua::assistant {

namespace {

constexpr std::string_view purpose = "assistant.conversation";
constexpr std::size_t longest_token = 4096;

std::optional<std::string> bytes_of(std::string_view hex)
{
    auto digit = [](char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; };
    if (hex.size() % 2 != 0 || hex.size() > longest_token) return std::nullopt;
    std::string bytes;
    for (std::size_t i = 0; i < hex.size(); i += 2) {
        const int high = digit(hex[i]), low = digit(hex[i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        bytes += static_cast<char>(high * 16 + low);
    }
    return bytes;
}

}  // namespace

std::string conversation_token(const ConversationState& state, const crypto::Vault& vault) { return crypto::to_hex(vault.seal(json::write(state), purpose)); }

std::optional<ConversationState> read_token(std::string_view token, const crypto::Vault& vault)
{
    auto sealed = bytes_of(token);
    if (!sealed || sealed->empty()) return std::nullopt;
    try {
        return json::read<ConversationState>(vault.open(*sealed, purpose));
    } catch (const std::runtime_error&) {
        return std::nullopt;   // Made by another key, or by nobody.
    } catch (const Refusal&) {
        return std::nullopt;   // Sealed by an older program.
    }
}

ConversationState new_conversation()
{
    ConversationState state;
    state.id = crypto::random_token(16);
    return state;
}

void RecentContexts::keep(const ConversationState& state)
{
    std::lock_guard lock(m_mutex);
    if (auto found = m_by_id.find(state.id); found != m_by_id.end()) m_order.erase(found->second);
    m_order.push_front(state);
    m_by_id[state.id] = m_order.begin();
    if (m_order.size() <= m_capacity) return;
    m_by_id.erase(m_order.back().id);
    m_order.pop_back();
}

ConversationState RecentContexts::latest(ConversationState state) const
{
    std::lock_guard lock(m_mutex);
    auto found = m_by_id.find(state.id);
    return found != m_by_id.end() && found->second->turn > state.turn ? *found->second : state;
}

}  // namespace motcua::assistant
