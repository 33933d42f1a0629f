#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "features/citizens/citizens.hpp"

namespace motcua::citizens {

struct ZaloUser {
    std::string id;                        // A text: beyond 2^53
    std::string name;
    std::optional<std::string> phone;
};

// Asks graph.zalo.me whose access token this is and, with the token of getPhoneNumber() (good once, for two minutes), the number.
// Zalo answers 200 with an error in the body. Refusals: zalo_refused, zalo_down.
ZaloUser zalo_user(const net::Send&, const MiniAppSettings&, std::string_view access_token, std::string_view phone_token);

}  // namespace motcua::citizens
