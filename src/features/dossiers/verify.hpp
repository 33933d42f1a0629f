#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "features/dossiers/dossiers.hpp"

// Proof that nothing acknowledged was lost or silently changed: every chain, every content, every state, every code.
namespace motcua::dossiers {

struct VerificationFault {
    std::string code;            // Of the dossier, or the series of codes
    std::int64_t seq = 0;        // Of the journal; 0 when the fault is not in one row
    std::string kind;            // changed, missing, reordered, end_differs, content_changed, state_differs, code_missing, without_dossier
};

struct Verification {
    std::int64_t dossiers = 0;
    std::int64_t entries = 0;
    std::vector<VerificationFault> faults;   // The first thousand
};

// `progress` is told how many dossiers have been looked at. Reads only.
Verification verify(db::Database&, const std::function<void(std::int64_t)>& progress = {});

// The same of a few hundred dossiers, the newest and some by chance; the codes are not counted. For a quick look.
Verification verify_some(db::Database&);

// Whether the key opens what was sealed last; true when nothing was.
bool opens_content(db::Database&, const crypto::Vault&);

// Codes of the dossiers that hold this file, at most ten.
std::vector<std::string> codes_with_file(db::Connection&, std::string_view digest);

}  // namespace motcua::dossiers
