#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "platform/db/session.hpp"
#include "platform/db/statement_cache.hpp"

struct sqlite3;

namespace motcua::db {

// One connection to a SQLite file; used by one thread at a time.
class SqliteSession final : public Session {
public:
    enum class Access { read, write };

    // `path` may be ":memory:". With Access::write the file is made when there is none, with mode 0600. Throws Error for a
    // file that is damaged, no SQLite database, or another program's; Unavailable when it cannot be opened.
    SqliteSession(const std::string& path, Access, std::chrono::milliseconds statement_timeout);
    ~SqliteSession() override;

    bool is_postgres() const override { return false; }
    bool is_alive() const override;

    // Throws ConstraintViolation while a deferred foreign key does not hold: before a commit shared with others.
    void require_constraints();
    // Copies the write-ahead log to the file when it has grown; to be called between transactions.
    void tend_log() noexcept;

private:
    struct Statement;
    class Use;

    std::int64_t run_statement(std::string_view sql, std::span<const Parameter>, const std::function<void(const Row&)>&) override;
    void run_statements(std::string_view script) override;
    void control(std::string_view sql) override;
    std::string_view begin_statement() const override { return "BEGIN IMMEDIATE"; }
    std::string_view snapshot_statement() const override { return "BEGIN"; }

    void open_file(const std::string& path, Access);
    void configure(Access);
    void set_write_ahead_log();
    void verify();
    std::int64_t number_of(const char* sql);
    std::unique_ptr<Statement> prepare(std::string_view sql);
    void bind(Statement&, std::string_view sql, std::span<const Parameter>);
    [[noreturn]] void refuse(int code, std::string_view sql);
    [[noreturn]] void refuse(const std::string& why, std::string_view sql);
    bool is_late();

    struct Close {
        void operator()(sqlite3*) const;
    };
    std::unique_ptr<sqlite3, Close> m_handle;
    StatementCache<Statement> m_statements;
    std::chrono::milliseconds m_statement_timeout;
    enum class Timer { off, starts_when_slow, runs } m_timer = Timer::off;
    std::chrono::steady_clock::time_point m_deadline;
    int m_statements_in_use = 0;
    int m_log_pages = 0;
    int m_copied_pages = 0;
    int m_next_emptying = log_pages_to_empty;
    // 32 MB: the more changes a copy brings together, the more often they are to the same pages.
    static constexpr int log_pages_to_copy = 8192;
    static constexpr int log_pages_to_empty = 32768;
};

}  // namespace motcua::db
