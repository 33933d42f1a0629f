#pragma once

#include <functional>
#include <string>

#include "platform/db/db.hpp"

// For tests only; the bodies are in tests/unit/databases.cpp.
namespace motcua::db {

// Runs `body` on SQLite in memory, on a SQLite file, and on PostgreSQL when TEST_POSTGRES holds the URL of a superuser:
// each time on a database of its own with every migration of the program applied. `options.url` is filled in. The names
// of the engine stand beside a failed check.
void for_each_database(const std::function<void(Database&)>& body, Options options = {.readers = 2});
// The same without any table.
void for_each_empty_database(const std::function<void(Database&)>& body, Options options = {.readers = 2});
// The same, for tests that open the database themselves, more than once or in more than one process. Not in memory.
void for_each_empty_url(const std::function<void(const std::string& url)>& body);

// A folder that is gone with this object.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::string& path() const { return m_path; }

private:
    std::string m_path;
};

}  // namespace motcua::db
