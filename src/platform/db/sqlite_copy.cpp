#include <cstring>
#include <filesystem>
#include <memory>

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/db/copy.hpp"

namespace motcua::db {

namespace {

constexpr int pages_at_once = 2000;
constexpr int busy_for = 15000;
constexpr std::size_t most_sentences = 10;

struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close(handle); }
};
using Handle = std::unique_ptr<sqlite3, Close>;

[[noreturn]] void fail(int code, const std::string& what, sqlite3* handle)
{
    std::string why = handle && sqlite3_errcode(handle) != SQLITE_OK ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
    bool is_damaged = (code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB;
    if (is_damaged) throw Error(what + ": it is damaged (" + why + ")");
    throw Unavailable(what + ": " + why);
}

Handle open_file(const std::string& path, int flags)
{
    sqlite3* raw = nullptr;
    int code = sqlite3_open_v2(path.c_str(), &raw, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
    Handle handle(raw);
    if (code != SQLITE_OK) throw Unavailable("cannot open the database \"" + path + "\": " + (raw ? std::strerror(sqlite3_system_errno(raw)) : sqlite3_errstr(code)));
    sqlite3_busy_timeout(raw, busy_for);
    return handle;
}

void run(sqlite3* handle, const char* sql, const std::string& what)
{
    if (int code = sqlite3_exec(handle, sql, nullptr, nullptr, nullptr)) fail(code, what, handle);
}

void flush(const std::string& path)
{
    for (const auto& name : {path, std::filesystem::path(path).parent_path().string()}) {
        int file = ::open(name.empty() ? "." : name.c_str(), O_RDONLY | O_CLOEXEC);
        bool flushed = file >= 0 && ::fsync(file) == 0;
        if (file >= 0) ::close(file);
        if (!flushed) throw Unavailable("cannot write \"" + path + "\": " + std::strerror(errno));
    }
}

// The reading transaction holds one state for all the steps: without it a writer would have the copy begin anew.
void copy_pages(sqlite3* source, sqlite3* target, const std::string& what, const std::function<void(int)>& progress)
{
    run(source, "BEGIN; SELECT count(*) FROM sqlite_master", what);
    auto* backup = sqlite3_backup_init(target, "main", source, "main");
    if (!backup) fail(sqlite3_errcode(target), what, target);
    int code = SQLITE_OK;
    while (code == SQLITE_OK) {
        code = sqlite3_backup_step(backup, pages_at_once);
        auto all = sqlite3_backup_pagecount(backup);
        if (progress && all > 0) progress(100 - static_cast<int>(100LL * sqlite3_backup_remaining(backup) / all));
    }
    sqlite3_backup_finish(backup);
    if (code != SQLITE_DONE) fail(code, what, nullptr);
    run(source, "ROLLBACK", what);
}

int add_sentence(void* list, int, char** values, char**)
{
    auto& sentences = *static_cast<std::vector<std::string>*>(list);
    std::string words = values[0] ? values[0] : "";
    if (words != "ok" && sentences.size() < most_sentences) sentences.push_back(words);
    return 0;
}

int add_foreign_key(void* list, int, char** values, char**)
{
    auto& sentences = *static_cast<std::vector<std::string>*>(list);
    if (sentences.size() < most_sentences) sentences.push_back(std::string("row of ") + values[0] + " without its " + values[2]);
    return 0;
}

}  // namespace

void copy_sqlite(const std::string& source, const std::string& target, const std::function<void(int)>& progress)
{
    auto what = "the database \"" + source + "\" cannot be copied to \"" + target + "\"";
    if (std::filesystem::exists(target)) throw Unavailable(what + ": the target is there already");
    auto from = open_file(source, SQLITE_OPEN_READONLY);
    try {
        auto to = open_file(target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
        ::chmod(target.c_str(), 0600);
        run(to.get(), "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", what);  // Flushed once, at the end.
        copy_pages(from.get(), to.get(), what, progress);
        to.reset();
        flush(target);
    } catch (...) {
        std::error_code ignored;
        std::filesystem::remove(target, ignored);
        throw;
    }
}

std::vector<std::string> faults_of_sqlite(const std::string& path)
{
    auto handle = open_file(path, SQLITE_OPEN_READONLY);
    auto what = "the database \"" + path + "\" cannot be checked";
    std::vector<std::string> sentences;
    auto look = [&](const char* sql, int (*add)(void*, int, char**, char**)) {
        int code = sqlite3_exec(handle.get(), sql, add, &sentences, nullptr);
        bool is_damaged = (code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB;
        if (is_damaged && sentences.empty()) sentences.push_back(sqlite3_errmsg(handle.get()));
        else if (code != SQLITE_OK && !is_damaged) fail(code, what, handle.get());
        return code == SQLITE_OK;
    };
    if (look("PRAGMA integrity_check(10)", add_sentence)) look("PRAGMA foreign_key_check", add_foreign_key);
    return sentences;
}

}  // namespace motcua::db
