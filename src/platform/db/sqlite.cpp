#include "platform/db/sqlite.hpp"

#include <cmath>
#include <cstring>
#include <thread>

#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/log.hpp"
#include "platform/text/text.hpp"

namespace motcua::db {

namespace {

constexpr std::int64_t our_application_id = 0x4D435541;  // "MCUA"
constexpr std::int64_t bytes_checked_at_start = 64 << 20;

using Names = std::vector<std::string>;

class SqliteRow final : public Row {
public:
    SqliteRow(sqlite3_stmt* statement, const Names& names) : m_statement(statement), m_names(names) {}

    int columns() const override { return static_cast<int>(m_names.size()); }
    std::string_view column_name(int i) const override { return m_names[static_cast<std::size_t>(i)]; }
    bool is_null(int i) const override { return sqlite3_column_type(m_statement, i) == SQLITE_NULL; }
    std::int64_t integer(int i) const override
    {
        require(i, sqlite3_column_type(m_statement, i) == SQLITE_INTEGER, "an integer");
        return sqlite3_column_int64(m_statement, i);
    }
    double real(int i) const override
    {
        auto type = sqlite3_column_type(m_statement, i);
        require(i, type == SQLITE_FLOAT || type == SQLITE_INTEGER, "a real number");
        return sqlite3_column_double(m_statement, i);
    }
    bool boolean(int i) const override
    {
        auto value = integer(i);
        require(i, value == 0 || value == 1, "true or false");
        return value != 0;
    }
    std::string_view text(int i) const override
    {
        require(i, sqlite3_column_type(m_statement, i) == SQLITE_TEXT, "text");
        auto* start = reinterpret_cast<const char*>(sqlite3_column_text(m_statement, i));
        return {start, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, i))};
    }
    std::string_view bytes(int i) const override
    {
        require(i, sqlite3_column_type(m_statement, i) == SQLITE_BLOB, "bytes");
        auto* start = static_cast<const char*>(sqlite3_column_blob(m_statement, i));
        return {start, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, i))};
    }

private:
    void require(int i, bool holds, const char* wanted) const
    {
        if (!holds) throw Error("column \"" + std::string(column_name(i)) + "\" does not hold " + wanted);
    }

    sqlite3_stmt* m_statement;
    const Names& m_names;
};

std::string without_row_locks(std::string_view sql)
{
    std::string text(sql);
    for (std::string_view words : {"FOR UPDATE SKIP LOCKED", "FOR UPDATE"})
        for (auto at = text.find(words); at != text.npos; at = text.find(words)) text.erase(at, words.size());
    return text;
}

// The n of "$n", or 0.
int number_in(const char* name)
{
    if (!name || name[0] != '$' || !name[1] || std::strspn(name + 1, "0123456789") != std::strlen(name + 1)) return 0;
    return std::atoi(name + 1);
}

// Binds one value; SQLITE_MISMATCH for what PostgreSQL would refuse or SQLite store as something else.
struct Binder {
    sqlite3_stmt* handle;
    int at;

    int operator()(std::nullptr_t) const { return sqlite3_bind_null(handle, at); }
    int operator()(bool value) const { return sqlite3_bind_int(handle, at, value); }
    int operator()(std::int64_t value) const { return sqlite3_bind_int64(handle, at, value); }
    int operator()(double value) const { return std::isnan(value) ? SQLITE_MISMATCH : sqlite3_bind_double(handle, at, value); }
    int operator()(std::string_view value) const
    {
        if (value.find('\0') != value.npos || !text::is_valid_utf8(value)) return SQLITE_MISMATCH;
        return sqlite3_bind_text64(handle, at, start_of(value), value.size(), SQLITE_STATIC, SQLITE_UTF8);
    }
    int operator()(BytesView value) const
    {
        return sqlite3_bind_blob64(handle, at, start_of(value.data), value.data.size(), SQLITE_STATIC);
    }
    // An empty view may have no address, which SQLite takes for NULL.
    static const char* start_of(std::string_view view) { return view.empty() ? "" : view.data(); }
};

bool is_worth_another_try(int code)
{
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_NOMEM:
    case SQLITE_INTERRUPT:
    case SQLITE_PROTOCOL:
    case SQLITE_READONLY:
        return true;
    default:
        return false;
    }
}

[[noreturn]] void throw_failure(int code, const std::string& message, const std::string& where)
{
    if (is_worth_another_try(code)) throw Unavailable(message + where);
    if ((code & 0xff) != SQLITE_CONSTRAINT || code == SQLITE_CONSTRAINT_DATATYPE) throw Error(message + where);
    constexpr std::string_view unique = "UNIQUE constraint failed: ";
    if (message.starts_with(unique)) throw UniqueViolation(message.substr(unique.size()));
    throw ConstraintViolation(message + where);
}

}  // namespace

struct SqliteSession::Statement {
    sqlite3_stmt* handle = nullptr;
    std::vector<int> numbers;  // SQLite numbers names by first appearance: the n of "$n" for each of its own.
    int highest = 0;
    Names columns;             // SQLite makes the text of a name anew whenever it is asked.
    bool only_reads = false;
    bool in_use = false;

    Statement() = default;
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement() { sqlite3_finalize(handle); }
};

// A statement while it runs. One that is running already (a row's callback runs the same text) is prepared once more.
class SqliteSession::Use {
public:
    Use(SqliteSession& session, std::string_view sql) : m_session(session), m_statement(session.m_statements.find(sql))
    {
        if (!m_statement || m_statement->in_use) m_statement = prepare(sql);
        m_statement->in_use = true;
        ++m_session.m_statements_in_use;
    }
    ~Use()
    {
        sqlite3_reset(m_statement->handle);
        m_statement->in_use = false;
        --m_session.m_statements_in_use;
    }
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;

    Statement* operator->() const { return m_statement; }
    Statement& operator*() const { return *m_statement; }

private:
    Statement* prepare(std::string_view sql)
    {
        auto fresh = m_session.prepare(sql);
        auto& cache = m_session.m_statements;
        bool keep = !m_statement && (!cache.is_full() || m_session.m_statements_in_use == 0);
        if (!keep) return (m_own = std::move(fresh)).get();
        if (cache.is_full()) cache.clear();
        return &cache.add(sql, std::move(fresh));
    }

    SqliteSession& m_session;
    Statement* m_statement;
    std::unique_ptr<Statement> m_own;
};

void SqliteSession::Close::operator()(sqlite3* handle) const
{
    sqlite3_close(handle);
}

SqliteSession::SqliteSession(const std::string& path, Access access, std::chrono::milliseconds statement_timeout)
    : m_statement_timeout(statement_timeout)
{
    open_file(path, access);
    try {
        configure(access);
        if (path == ":memory:" || access == Access::read) return;
        verify();
        set_write_ahead_log();
    } catch (const Error& e) {
        throw Error("the database \"" + path + "\" cannot be used: " + e.what());
    }
}

SqliteSession::~SqliteSession() = default;

void SqliteSession::open_file(const std::string& path, Access access)
{
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    if (access == Access::read) {
        flags |= SQLITE_OPEN_READONLY;
    } else {
        flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    }
    bool is_new = ::access(path.c_str(), F_OK) != 0;
    sqlite3* handle = nullptr;
    int code = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
    m_handle.reset(handle);
    if (code == SQLITE_OK && is_new) ::chmod(path.c_str(), 0600);  // By name: closing a descriptor would drop SQLite's locks.
    if (code == SQLITE_OK) return;
    auto reason = handle ? std::strerror(sqlite3_system_errno(handle)) : sqlite3_errstr(code);
    throw Unavailable("cannot open the database \"" + path + "\": " + reason);
}

void SqliteSession::configure(Access access)
{
    auto* handle = m_handle.get();
    sqlite3_busy_timeout(handle, static_cast<int>(m_statement_timeout.count()));
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);  // "x" is a name, as in PostgreSQL, never a text.
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    for (const char* sql : {"PRAGMA foreign_keys = ON", "PRAGMA synchronous = FULL", "PRAGMA temp_store = MEMORY",
                            "PRAGMA case_sensitive_like = ON", "PRAGMA journal_size_limit = 67108864",
                            "PRAGMA mmap_size = 1073741824",
                            access == Access::write ? "PRAGMA cache_size = -65536" : "PRAGMA cache_size = -16384"})
        if (int code = sqlite3_exec(handle, sql, nullptr, nullptr, nullptr)) refuse(code, sql);
    auto must_end = [](void* self) { return static_cast<SqliteSession*>(self)->is_late() ? 1 : 0; };
    sqlite3_progress_handler(handle, 20000, must_end, this);
    auto count_pages = [](void* self, sqlite3*, const char*, int pages) {
        static_cast<SqliteSession*>(self)->m_log_pages = pages;
        return SQLITE_OK;
    };
    sqlite3_wal_hook(handle, count_pages, this);
}

void SqliteSession::verify()
{
    bool is_new = number_of("SELECT count(*) FROM sqlite_master") == 0;
    auto owner = number_of("PRAGMA application_id");
    if (is_new && owner == 0) {
        number_of(("PRAGMA application_id = " + std::to_string(our_application_id)).c_str());
        return;
    }
    if (owner != our_application_id) throw Error("it belongs to another program");
    if (number_of("PRAGMA page_count") * number_of("PRAGMA page_size") > bytes_checked_at_start) return;
    if (number_of("SELECT count(*) FROM pragma_quick_check(1) WHERE quick_check <> 'ok'") != 0)
        throw Error("it is damaged; restore the last backup");
}

// Two programs that open a new file at once meet here; SQLite does not wait by itself when the mode changes.
void SqliteSession::set_write_ahead_log()
{
    for (int attempt = 0;; ++attempt) {
        auto statement = prepare("PRAGMA journal_mode = WAL");
        int code = sqlite3_step(statement->handle);
        if (code == SQLITE_ROW && SqliteRow(statement->handle, statement->columns).text(0) == "wal") return;
        if (code == SQLITE_ROW) throw Error("the database's file system cannot hold a write-ahead log");
        if ((code & 0xff) != SQLITE_BUSY || attempt == 100) refuse(code, "PRAGMA journal_mode = WAL");
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
}

std::int64_t SqliteSession::number_of(const char* sql)
{
    auto statement = prepare(sql);
    int code = sqlite3_step(statement->handle);
    if (code != SQLITE_ROW && code != SQLITE_DONE) refuse(code, sql);
    return code == SQLITE_ROW ? sqlite3_column_int64(statement->handle, 0) : 0;
}

std::unique_ptr<SqliteSession::Statement> SqliteSession::prepare(std::string_view sql)
{
    auto text = without_row_locks(sql);
    auto statement = std::make_unique<Statement>();
    const char* rest = nullptr;
    int code = sqlite3_prepare_v3(m_handle.get(), text.c_str(), static_cast<int>(text.size()) + 1, SQLITE_PREPARE_PERSISTENT,
                                  &statement->handle, &rest);
    if (code != SQLITE_OK) refuse(code, sql);
    if (!statement->handle) refuse("there is no statement", sql);
    if (rest[std::strspn(rest, " \t\r\n;")]) refuse("more than one statement", sql);
    statement->only_reads = sqlite3_stmt_readonly(statement->handle) != 0;
    for (int i = 1; i <= sqlite3_bind_parameter_count(statement->handle); ++i) {
        int number = number_in(sqlite3_bind_parameter_name(statement->handle, i));
        if (number == 0) refuse("parameters are written $1, $2, …", sql);
        statement->numbers.push_back(number);
        statement->highest = std::max(statement->highest, number);
    }
    for (int i = 0; i < sqlite3_column_count(statement->handle); ++i)
        statement->columns.emplace_back(sqlite3_column_name(statement->handle, i));
    return statement;
}

void SqliteSession::bind(Statement& statement, std::string_view sql, std::span<const Parameter> parameters)
{
    if (statement.highest != static_cast<int>(parameters.size()))
        refuse(std::to_string(parameters.size()) + " values for " + std::to_string(statement.highest) + " parameters", sql);
    for (std::size_t i = 0; i < statement.numbers.size(); ++i) {
        const auto& value = parameters[static_cast<std::size_t>(statement.numbers[i] - 1)];
        int code = std::visit(Binder{statement.handle, static_cast<int>(i) + 1}, value);
        if (code == SQLITE_MISMATCH) refuse("a text that is no UTF-8 or has a NUL, or a number that is none", sql);
        if (code != SQLITE_OK) refuse(code, sql);
    }
}

std::int64_t SqliteSession::run_statement(std::string_view sql, std::span<const Parameter> parameters,
                                          const std::function<void(const Row&)>& each)
{
    Use statement(*this, sql);
    if (!statement->only_reads && !in_transaction()) refuse("a change outside write()", sql);
    bind(*statement, sql, parameters);
    m_timer = Timer::starts_when_slow;
    auto changes_before = sqlite3_total_changes64(m_handle.get());
    int code = sqlite3_step(statement->handle);
    for (SqliteRow row(statement->handle, statement->columns); code == SQLITE_ROW; code = sqlite3_step(statement->handle)) {
        each(row);
        m_timer = Timer::starts_when_slow;
    }
    if (code != SQLITE_DONE) refuse(code, sql);
    bool has_changed = !statement->only_reads && sqlite3_total_changes64(m_handle.get()) != changes_before;
    return has_changed ? sqlite3_changes64(m_handle.get()) : 0;
}

// Asked by SQLite every so many steps, so that a quick statement never looks at the clock.
bool SqliteSession::is_late()
{
    if (m_timer == Timer::off) return false;
    auto now = std::chrono::steady_clock::now();
    if (m_timer == Timer::starts_when_slow) {
        m_timer = Timer::runs;
        m_deadline = now + m_statement_timeout;
    }
    return now > m_deadline;
}

void SqliteSession::run_statements(std::string_view script)
{
    m_timer = Timer::off;
    auto text = without_row_locks(script);
    if (int code = sqlite3_exec(m_handle.get(), text.c_str(), nullptr, nullptr, nullptr)) refuse(code, script);
}

void SqliteSession::control(std::string_view sql)
{
    m_timer = Timer::off;
    Use statement(*this, sql);
    if (int code = sqlite3_step(statement->handle); code != SQLITE_DONE) refuse(code, sql);
}

bool SqliteSession::is_alive() const
{
    return sqlite3_get_autocommit(m_handle.get()) == 0;
}

void SqliteSession::require_constraints()
{
    int open_keys = 0;
    int highest = 0;
    sqlite3_db_status(m_handle.get(), SQLITE_DBSTATUS_DEFERRED_FKS, &open_keys, &highest, 0);
    if (open_keys != 0) throw ConstraintViolation("FOREIGN KEY constraint failed");
}

void SqliteSession::tend_log() noexcept
{
    if (m_log_pages < m_copied_pages) m_copied_pages = 0;
    if (m_log_pages - m_copied_pages < log_pages_to_copy) return;
    bool empty = m_log_pages >= m_next_emptying;
    int mode = empty ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE;
    int pages = 0;
    int copied = 0;
    if (empty) sqlite3_busy_timeout(m_handle.get(), 250);
    int code = sqlite3_wal_checkpoint_v2(m_handle.get(), nullptr, mode, &pages, &copied);
    if (empty) sqlite3_busy_timeout(m_handle.get(), static_cast<int>(m_statement_timeout.count()));
    m_next_emptying = empty && code != SQLITE_OK ? m_log_pages + log_pages_to_empty : log_pages_to_empty;
    if (code == SQLITE_OK) {
        m_log_pages = pages;
        m_copied_pages = copied;
    } else if (code != SQLITE_BUSY) {
        m_copied_pages = m_log_pages;  // Tried again when it has grown once more.
        log::warning("the write-ahead log could not be copied", {{"error", sqlite3_errstr(code)}});
    }
}

void SqliteSession::refuse(int code, std::string_view sql)
{
    note_failure();
    std::string message = sqlite3_errmsg(m_handle.get());
    if ((code & 0xff) == SQLITE_INTERRUPT) message = "the statement took too long";
    throw_failure(code, message, " in: " + std::string(sql.substr(0, 300)));
}

void SqliteSession::refuse(const std::string& why, std::string_view sql)
{
    note_failure();
    throw Error(why + " in: " + std::string(sql.substr(0, 300)));
}

}  // namespace motcua::db
