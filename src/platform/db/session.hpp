#pragma once

#include "platform/db/db.hpp"

// What the two engines share: a connection that knows its transaction, and which thread is inside of it.
namespace motcua::db {

using Task = std::function<void(Connection&)>;
using Actions = std::vector<std::function<void()>>;

// A connection of either engine. Outside a transaction it only reads.
class Session : public Connection {
public:
    std::int64_t run(std::string_view sql, std::span<const Parameter>, const std::function<void(const Row&)>& each) final;
    void submit(std::string_view sql, std::span<const Parameter>) final;
    void ask(std::string_view sql, std::span<const Parameter>, std::function<void(const Row*)> each) final;
    void settle() override {}
    void run_in_parts(std::string_view sql, std::span<const Parameter>, const std::function<void(const Row&)>& each) final;
    void run_script(std::string_view sql) final;
    void after_commit(std::function<void()> action) final;
    std::int64_t statements_run() const final { return m_statements_run; }

    void begin();
    // When it throws, roll_back() is still due.
    void commit();
    void roll_back() noexcept;
    // Runs `task`; when it throws, the transaction stands where it stood before.
    void run_in_savepoint(const Task& task);
    // Runs `task` in the transaction just begun; commit() tells what is wrong with what it has submitted last. Throws Error when it
    // goes on after a failed statement.
    void run_in_transaction(const Task& task);
    // Runs `task`, which only reads, on one state of the database.
    void run_in_snapshot(const Task& task);
    bool in_transaction() const { return m_in_transaction; }
    // False when the engine has ended the transaction by itself: disk full, connection lost.
    virtual bool is_alive() const = 0;
    // What after_commit() has gathered since the last time.
    Actions take_actions() { return std::exchange(m_actions, {}); }

protected:
    virtual std::int64_t run_statement(std::string_view sql, std::span<const Parameter>, const std::function<void(const Row&)>&) = 0;
    virtual void run_long_statement(std::string_view sql, std::span<const Parameter> parameters, const std::function<void(const Row&)>& each)
    {
        run_statement(sql, parameters, each);
    }
    // May wait for the answer or leave that to settle(). Without `each` nobody wants the rows.
    virtual void submit_statement(std::string_view sql, std::span<const Parameter>, std::function<void(const Row*)> each);
    // Whether a statement stands for itself, so that it may run once more.
    bool stands_alone() const { return !m_in_transaction && !m_in_snapshot; }
    virtual void run_statements(std::string_view script) = 0;
    // One of the statements below, which have no parameters and return nothing.
    virtual void control(std::string_view sql) = 0;
    virtual void commit_transaction() { control("COMMIT"); }
    virtual std::string_view begin_statement() const = 0;
    virtual std::string_view snapshot_statement() const = 0;

    // To be called before a refused statement throws. PostgreSQL takes no further statement in that transaction, so
    // neither does SQLite: a test on one engine finds the mistake for both.
    void note_failure() { m_failed = true; }

private:
    void require_sound() const;
    void note_statement();

    bool m_in_transaction = false;
    bool m_in_snapshot = false;
    bool m_is_untouched = false;     // Begun, and nothing run in it
    bool m_failed = false;
    std::int64_t m_statements_run = 0;
    Actions m_actions;
};

// Where the calling thread is: inside read() or write() of a database.
class Scope {
public:
    Scope(const Database&, Session&);
    ~Scope();
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;

    // The innermost one of this thread, or nullptr.
    static Session* session_of(const Database&);

private:
    const Database& m_database;
    Session& m_session;
    Scope* m_outer;
};

// Runs what was asked for after the commit; a fault there cannot undo it and is logged.
void run_actions(const Actions&) noexcept;

// Runs `task` where the thread already is, as run_read() and run_write() do it; false when it is nowhere.
bool read_inside(const Database&, const Task& task);
bool write_inside(const Database&, const Task& task);

}  // namespace motcua::db
