#pragma once

#include <filesystem>
#include <string>

#include "features/keeping/keeping.hpp"

// The part of a backup that differs between the engines.
namespace motcua::keeping {

// The file of "sqlite:…", or "" for PostgreSQL.
std::string sqlite_path(const std::string& url);

// A database as a tool opens it: few connections, and no hurry.
std::unique_ptr<db::Database> open_patiently(const std::string& url);

// Copies the database into the folder, and writes files.txt as that copy knows the files. Throws Failure.
DatabaseCopy copy_database(const std::string& url, const std::filesystem::path& folder, const Progress&);

// Throws Failure when something is at that address already.
void require_nothing_at(const std::string& url);

// Makes the database at the address from the copy in the folder, and compares the rows of its tables. Throws Failure; then
// nothing is left at the address.
void restore_database(const DatabaseCopy&, const std::filesystem::path& folder, const std::string& url, const Progress&);

}  // namespace motcua::keeping
