#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "platform/db/bind.hpp"

// One small layer over SQLite and PostgreSQL: the same SQL text with $1…$n on both. The engines' headers stay in
// sqlite.cpp and postgres.cpp. Write SQL that both accept: no now(), no ::type, no engine's own functions; the list is in
// docs/decisions/003-sql-for-two-engines.md. Times are BIGINT milliseconds, days are TEXT, money is BIGINT.
namespace motcua::db {

// A statement that breaks a UNIQUE constraint. `constraint` is "table.column[, table.column]" on both engines.
struct UniqueViolation : std::runtime_error {
    explicit UniqueViolation(std::string which) : std::runtime_error("unique: " + which), constraint(std::move(which)) {}
    std::string constraint;
};
// A foreign key, CHECK or NOT NULL that does not hold: a fault of ours.
struct ConstraintViolation : std::runtime_error {
    using std::runtime_error::runtime_error;
};
// The database cannot be reached, is full, or does not answer in time: try again later. Answered as 503. Nothing of the
// transaction is kept, except that PostgreSQL may be lost while it commits; the text then says that the outcome is unknown.
struct Unavailable : std::runtime_error {
    using std::runtime_error::runtime_error;
};
// Anything else the engine refuses: bad SQL, a type that does not fit.
struct Error : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// One row while the engine stands on it. Columns count from 0. Views live until the callback returns. Each reads columns of
// its own type only and throws Error otherwise; integer() and boolean() read each other's, real() reads integers.
class Row {
public:
    virtual ~Row() = default;
    virtual int columns() const = 0;
    virtual std::string_view column_name(int) const = 0;
    virtual bool is_null(int) const = 0;
    virtual std::int64_t integer(int) const = 0;
    virtual double real(int) const = 0;
    virtual bool boolean(int) const = 0;
    virtual std::string_view text(int) const = 0;
    virtual std::string_view bytes(int) const = 0;
};

// One connection inside read() or write(); never kept beyond it. Statements are prepared once and cached by their text.
class Connection {
public:
    virtual ~Connection() = default;
    // Runs one statement; `each` is called for every row and may run further statements. Returns the number of rows
    // changed. After a statement has failed inside write() every further one throws Error: catch outside of write(), or
    // try in a write() within it.
    virtual std::int64_t run(std::string_view sql, std::span<const Parameter>, const std::function<void(const Row&)>& each) = 0;
    // The same inside write() for a change whose rows and number nobody needs: PostgreSQL is sent it together with the next
    // statement that is waited for, and what is wrong with it shows there, or when the transaction or its savepoint ends. What
    // is to be caught is therefore run.
    virtual void submit(std::string_view sql, std::span<const Parameter>) = 0;
    // The same for rows that are needed a little later, also inside read(): `each` is called for every row, and with nullptr when
    // there is no further one, as soon as something is waited for. It runs no statement.
    virtual void ask(std::string_view sql, std::span<const Parameter>, std::function<void(const Row*)> each) = 0;
    // Waits for all that was submitted and asked; throws what is wrong with it.
    virtual void settle() = 0;
    // The same as run() for a SELECT whose result is too long to hold: PostgreSQL sends it in parts.
    virtual void run_in_parts(std::string_view sql, std::span<const Parameter>, const std::function<void(const Row&)>& each) = 0;
    // Several statements without parameters and without a time limit, inside write(): migrations.
    virtual void run_script(std::string_view sql) = 0;
    // To be done once the transaction is durable, on the thread that called write(), and not at all when it, or the
    // write() within it that asked, is rolled back. For waking others; it must not throw and not take long.
    virtual void after_commit(std::function<void()> action) = 0;
    virtual bool is_postgres() const = 0;
    // How many statements have run on this connection: for tests that hold a page to a fixed number.
    virtual std::int64_t statements_run() const = 0;
};

struct Options {
    std::string url = {};            // "sqlite:/path/file.db", "sqlite::memory:" (for tests), "postgresql://…"
    int readers = 4;                 // Connections for reading (SQLite), connections in all (PostgreSQL).
    int queue_limit = 2000;          // Calls that may wait; beyond it: Refusal(busy, "server_busy").
    std::chrono::milliseconds statement_timeout{15000};
};

class Database {
public:
    virtual ~Database() = default;

    // Runs `work(Connection&)` for reading and returns what it returns. Each statement sees what is committed when it
    // starts. Inside write() it is a part of that transaction; a write() inside read() throws Error.
    template <class Work>
    auto read(Work&& work)
    {
        return call(std::forward<Work>(work), [this](const auto& run) { run_read(run); });
    }

    // Runs `work(Connection&)` in one transaction and returns what it returns, only after it is durable. An exception
    // rolls back and goes to the caller. Inside another write() it is a savepoint of that transaction.
    // `work` may run more than once (PostgreSQL, serialization) and on another thread (SQLite's single writer, which
    // commits many callers' work in one go): it changes nothing but the database and what it returns. PostgreSQL's
    // transactions are READ COMMITTED: a row that a decision rests on is read FOR UPDATE (SQLite passes over the words).
    template <class Work>
    auto write(Work&& work)
    {
        return call(std::forward<Work>(work), [this](const auto& run) { run_write(run); });
    }

    // As read(), but every statement sees the database as it was at the first one: for what asks more than once and must add up.
    template <class Work>
    auto read_consistent(Work&& work)
    {
        return call(std::forward<Work>(work), [this](const auto& run) { run_read_consistent(run); });
    }

    virtual bool is_postgres() const = 0;
    // Throws Unavailable when the database does not answer.
    virtual void check() = 0;

protected:
    using Task = std::function<void(Connection&)>;
    virtual void run_read(const Task&) = 0;
    virtual void run_read_consistent(const Task&) = 0;
    virtual void run_write(const Task&) = 0;

private:
    template <class Work, class Run>
    static auto call(Work&& work, Run run)
    {
        using Result = std::invoke_result_t<Work, Connection&>;
        if constexpr (std::is_void_v<Result>) {
            run(Task([&](Connection& c) { work(c); }));
        } else {
            std::optional<Result> result;
            run(Task([&](Connection& c) { result.emplace(work(c)); }));
            return std::move(*result);
        }
    }
};

std::unique_ptr<Database> open(const Options&);

// A migration: one file <room>/schema/NNN_name.sql, compiled into the program; NNN is global, ascending, up only.
// "{{identity}}", "{{bytes}}" and the like stand for the words that the engines spell differently (see migrate.cpp).
// Never changed once it is on the main branch.
struct Migration {
    int number;
    std::string_view name;
    std::string_view sql;
};

// Brings the schema up to date, each migration in its transaction, one server at a time. Throws Error when the database is
// newer than the program or when an applied migration's text has changed.
void migrate(Database&, std::span<const Migration>);

// How far a database is, without changing it.
struct MigrationState {
    std::vector<std::string> applied;    // Names, in their order
    std::vector<std::string> waiting;    // What migrate() would apply
    std::string fault;                   // What migrate() would throw, or ""
};
MigrationState migration_state(Database&, std::span<const Migration>);

// All rows as a described struct (column names are member names; order does not matter; every member needs its column)
// or as a single value.
template <class T, class... Args>
std::vector<T> query(Connection& c, std::string_view sql, const Args&... args)
{
    std::vector<T> rows;
    RowReader<T> reader;
    c.run(sql, Parameters(args...), [&](const Row& row) { rows.push_back(reader.read(row)); });
    return rows;
}

template <class T, class... Args>
std::optional<T> first(Connection& c, std::string_view sql, const Args&... args)
{
    std::optional<T> found;
    RowReader<T> reader;
    c.run(sql, Parameters(args...), [&](const Row& row) {
        if (!found) found = reader.read(row);
    });
    return found;
}

// The one row there must be: an aggregate, a RETURNING.
template <class T, class... Args>
T one(Connection& c, std::string_view sql, const Args&... args)
{
    auto found = first<T>(c, sql, args...);
    if (!found) throw Error("no row: " + std::string(sql));
    return std::move(*found);
}

// Rows that are on their way: taken once, in whichever way, when what follows depends on them.
template <class T>
class Asked {
public:
    struct Answer {
        std::vector<T> rows;
        bool whole = false;
    };
    Asked(Connection& c, std::shared_ptr<Answer> answer) : m_connection(c), m_answer(std::move(answer)) {}

    std::vector<T> all()
    {
        if (!m_answer->whole) m_connection.settle();
        if (!m_answer->whole) throw Error("what was asked was not answered");
        return std::move(m_answer->rows);
    }
    std::optional<T> first()
    {
        auto rows = all();
        if (rows.empty()) return std::nullopt;
        return std::move(rows.front());
    }
    T one()
    {
        auto found = first();
        if (!found) throw Error("no row where one was asked for");
        return std::move(*found);
    }

private:
    Connection& m_connection;
    std::shared_ptr<Answer> m_answer;
};

template <class T>
Asked<T> ask_for(Connection& c, std::string_view sql, std::span<const Parameter> parameters)
{
    auto answer = std::make_shared<typename Asked<T>::Answer>();
    c.ask(sql, parameters, [answer, reader = RowReader<T>()](const Row* row) mutable {
        if (row) answer->rows.push_back(reader.read(*row));
        else answer->whole = true;
    });
    return {c, std::move(answer)};
}

// As query(), first() and one(), but PostgreSQL is sent together what is asked before anything is taken.
template <class T, class... Args>
Asked<T> ask(Connection& c, std::string_view sql, const Args&... args)
{
    return ask_for<T>(c, sql, Parameters(args...));
}

// Row by row, for results too long to hold.
template <class T, class Each, class... Args>
void each(Connection& c, std::string_view sql, Each&& work, const Args&... args)
{
    RowReader<T> reader;
    c.run_in_parts(sql, Parameters(args...), [&](const Row& row) { work(reader.read(row)); });
}

// Changes rows; returns how many.
template <class... Args>
std::int64_t execute(Connection& c, std::string_view sql, const Args&... args)
{
    return c.run(sql, Parameters(args...), [](const Row&) {});
}

// Changes rows, nobody asks how many: saves the wait for PostgreSQL's answer.
template <class... Args>
void submit(Connection& c, std::string_view sql, const Args&... args)
{
    c.submit(sql, Parameters(args...));
}

}  // namespace motcua::db
