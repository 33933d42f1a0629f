#include "platform/db/session.hpp"

#include "platform/log.hpp"

namespace motcua::db {

namespace {

thread_local Scope* innermost = nullptr;

}  // namespace

std::int64_t Session::run(std::string_view sql, std::span<const Parameter> parameters,
                          const std::function<void(const Row&)>& each)
{
    note_statement();
    return run_statement(sql, parameters, each);
}

void Session::submit(std::string_view sql, std::span<const Parameter> parameters)
{
    if (!m_in_transaction) throw Error("submit() outside write()");
    note_statement();
    submit_statement(sql, parameters, nullptr);
}

void Session::ask(std::string_view sql, std::span<const Parameter> parameters, std::function<void(const Row*)> each)
{
    note_statement();
    submit_statement(sql, parameters, std::move(each));
}

void Session::submit_statement(std::string_view sql, std::span<const Parameter> parameters, std::function<void(const Row*)> each)
{
    run_statement(sql, parameters, [&](const Row& row) {
        if (each) each(&row);
    });
    if (each) each(nullptr);
}

void Session::run_in_parts(std::string_view sql, std::span<const Parameter> parameters, const std::function<void(const Row&)>& each)
{
    note_statement();
    run_long_statement(sql, parameters, each);
}

void Session::run_script(std::string_view sql)
{
    if (!m_in_transaction) throw Error("run_script() outside write()");
    note_statement();
    run_statements(sql);
}

void Session::after_commit(std::function<void()> action)
{
    if (!m_in_transaction) throw Error("after_commit() outside write()");
    m_actions.push_back(std::move(action));
}

void Session::begin()
{
    control(begin_statement());
    m_in_transaction = true;
    m_is_untouched = true;
    m_failed = false;
    m_actions.clear();
}

void Session::commit()
{
    commit_transaction();
    m_in_transaction = false;
}

void Session::roll_back() noexcept
{
    m_in_transaction = false;
    m_failed = false;
    m_actions.clear();
    try {
        if (is_alive()) control("ROLLBACK");
    } catch (const std::exception& e) {
        log::warning("rollback failed", {{"error", e.what()}});
    }
}

void Session::run_in_transaction(const Task& task)
{
    task(*this);
    require_sound();
    if (!is_alive()) throw Unavailable("the database has ended the transaction");
}

void Session::run_in_savepoint(const Task& task)
{
    require_sound();
    auto actions = m_actions.size();
    bool was_untouched = m_is_untouched;  // Then beginning anew undoes as much as a savepoint does.
    if (!was_untouched) control("SAVEPOINT nested");
    try {
        run_in_transaction(task);
        if (!was_untouched) {
            settle();
            control("RELEASE SAVEPOINT nested");
        }
    } catch (...) {
        m_actions.resize(actions);
        if (is_alive()) {
            control(was_untouched ? "ROLLBACK" : "ROLLBACK TO SAVEPOINT nested");
            control(was_untouched ? begin_statement() : "RELEASE SAVEPOINT nested");
            m_is_untouched = was_untouched;
            m_failed = false;
        }
        throw;
    }
}

void Session::run_in_snapshot(const Task& task)
{
    control(snapshot_statement());
    m_in_snapshot = true;
    try {
        task(*this);
        settle();
        control("COMMIT");
        m_in_snapshot = false;
    } catch (...) {
        m_in_snapshot = false;
        roll_back();
        throw;
    }
}

void Session::note_statement()
{
    require_sound();
    ++m_statements_run;
    m_is_untouched = false;
}

void Session::require_sound() const
{
    if (m_in_transaction && m_failed) throw Error("a statement has failed: the transaction can do nothing more");
}

Scope::Scope(const Database& database, Session& session)
    : m_database(database), m_session(session), m_outer(std::exchange(innermost, this))
{
}

Scope::~Scope()
{
    innermost = m_outer;
}

Session* Scope::session_of(const Database& database)
{
    for (auto* scope = innermost; scope; scope = scope->m_outer)
        if (&scope->m_database == &database) return &scope->m_session;
    return nullptr;
}

void run_actions(const Actions& actions) noexcept
{
    for (const auto& action : actions) {
        try {
            action();
        } catch (const std::exception& e) {
            log::error("an action after a commit failed", {{"error", e.what()}});
        }
    }
}

bool read_inside(const Database& database, const Task& task)
{
    auto* session = Scope::session_of(database);
    if (session) task(*session);
    return session != nullptr;
}

bool write_inside(const Database& database, const Task& task)
{
    auto* session = Scope::session_of(database);
    if (!session) return false;
    if (!session->in_transaction()) throw Error("write() inside read()");
    session->run_in_savepoint(task);
    return true;
}

}  // namespace motcua::db
