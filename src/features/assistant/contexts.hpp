#pragma once

#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include <boost/describe.hpp>

#include "features/assistant/understand.hpp"
#include "platform/crypto/crypto.hpp"

namespace motcua::assistant {

// Where a conversation stands: enough to understand "thế phí bao nhiêu?", nothing that the person wrote.
struct ConversationState {
    std::string id;                              // 22 characters
    std::int64_t turn = 0;
    std::vector<std::string> procedures;
    std::vector<std::string> topics;
    bool kept = false;                           // The person agreed that it is kept
};
BOOST_DESCRIBE_STRUCT(ConversationState, (), (id, turn, procedures, topics, kept))

// The state travels with the conversation itself, sealed, so that any server can go on; whoever sends an older token of the same
// conversation is still understood by the server that saw the newer one.
std::string conversation_token(const ConversationState&, const crypto::Vault&);
// Nothing when the token is not ours.
std::optional<ConversationState> read_token(std::string_view token, const crypto::Vault&);
ConversationState new_conversation();

// The latest states that this server has seen.
class RecentContexts {
public:
    explicit RecentContexts(std::size_t capacity) : m_capacity(capacity) {}

    void keep(const ConversationState&);
    // The later of the two.
    ConversationState latest(ConversationState) const;

private:
    using Order = std::list<ConversationState>;
    mutable std::mutex m_mutex;
    std::size_t m_capacity;
    Order m_order;                               // The newest first
    std::unordered_map<std::string, Order::iterator> m_by_id;
};

}  // namespace motcua::assistant
