#pragma once

#include "features/keeping/keeping.hpp"

// A folder of backups, read.
namespace motcua::keeping {

inline constexpr std::string_view manifest_name = "manifest.json";

// The name of a backup that is there: the newest when `wanted` is empty. Throws Failure.
std::string choose_backup(const std::string& folder, const std::string& wanted);

// Throws Failure when it cannot be read or is of a newer program.
Manifest read_manifest(const std::string& folder, const std::string& name);

}  // namespace motcua::keeping
