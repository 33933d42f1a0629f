#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/citizens/citizens.hpp"

// Pure decisions about citizens, their identity and their drafts.
namespace motcua::citizens {

inline constexpr std::chrono::hours session_life{12};
inline constexpr std::chrono::hours session_idle{2};
inline constexpr std::chrono::minutes sign_in_life{10};
inline constexpr std::chrono::minutes link_code_life{5};
inline constexpr std::chrono::days link_life{90};

// "personal_id" → "SoDinhDanh": the national names of claims, changed where the settings say so. The names are those of the
// national portal and VNeID. Throws std::runtime_error on a setting that is no "ours=theirs" or names no claim of ours.
using ClaimNames = std::map<std::string, std::string, std::less<>>;
ClaimNames claim_names(const std::vector<std::string>& settings);

// The person and the level as the claims say; nothing when they name nobody: no name, or neither a personal nor an organisation's
// number. Numbers may come as texts or as numbers; a phone or address that makes no sense is left out.
std::optional<Profile> profile_from(const json::Value& claims, const ClaimNames&, int level_when_silent, Day today);

// A page of ours: "/ho-so?x=1". Everything else ("//evil", "https:…", "/\evil", the API) becomes "/".
std::string own_page(std::string_view return_to);

// Eight letters and digits that nobody mistakes for another; and what somebody typed, brought into that spelling.
std::string new_typed_code();
std::string typed_code(std::string_view);

}  // namespace motcua::citizens
