#include "platform/db/sqlite_database.hpp"

#include <chrono>

namespace motcua::db {

namespace {

constexpr std::size_t tasks_in_one_commit = 256;
constexpr std::chrono::milliseconds work_in_one_commit{20};

std::unique_ptr<Pool<SqliteSession>> open_readers(const std::string& path, const Options& options)
{
    bool in_memory = path == ":memory:";
    std::vector<std::unique_ptr<SqliteSession>> sessions;
    for (int i = 0; i < (in_memory ? 1 : std::max(1, options.readers)); ++i)
        sessions.push_back(std::make_unique<SqliteSession>(
            path, in_memory ? SqliteSession::Access::write : SqliteSession::Access::read, options.statement_timeout));
    return std::make_unique<Pool<SqliteSession>>(std::move(sessions), static_cast<std::size_t>(options.queue_limit),
                                                 options.statement_timeout);
}

}  // namespace

void SqliteDatabase::Waiting::answer()
{
    std::lock_guard lock(mutex);
    done = true;
    answered.notify_one();  // Under the lock: the caller's stack holds this and is gone right after it.
}

void SqliteDatabase::Waiting::wait()
{
    std::unique_lock lock(mutex);
    answered.wait(lock, [&] { return done; });
}

SqliteDatabase::SqliteDatabase(const std::string& path, const Options& options)
    : m_queue_limit(static_cast<std::size_t>(options.queue_limit))
{
    if (path != ":memory:")
        m_writer = std::make_unique<SqliteSession>(path, SqliteSession::Access::write, options.statement_timeout);
    m_readers = open_readers(path, options);
    m_thread = std::thread([this] { write_loop(); });
}

SqliteDatabase::~SqliteDatabase()
{
    {
        std::lock_guard lock(m_mutex);
        m_closing = true;
    }
    m_has_work.notify_one();
    m_thread.join();
}

void SqliteDatabase::check()
{
    read([](Connection& c) { c.run("SELECT 1", {}, [](const Row&) {}); });
}

void SqliteDatabase::run_read(const Task& task)
{
    if (read_inside(*this, task)) return;
    auto session = m_readers->borrow();
    Scope scope(*this, *session);
    task(*session);
}

void SqliteDatabase::run_read_consistent(const Task& task)
{
    if (read_inside(*this, task)) return;
    auto session = m_readers->borrow();
    Scope scope(*this, *session);
    session->run_in_snapshot(task);
}

void SqliteDatabase::run_write(const Task& task)
{
    if (write_inside(*this, task)) return;
    Waiting waiting{task};
    push(waiting);
    waiting.wait();
    if (waiting.error) std::rethrow_exception(waiting.error);
    run_actions(waiting.actions);
}

void SqliteDatabase::push(Waiting& waiting)
{
    {
        std::lock_guard lock(m_mutex);
        if (m_queue.size() >= m_queue_limit) throw Refusal(Reason::busy, "server_busy");
        m_queue.push_back(&waiting);
    }
    m_has_work.notify_one();
}

SqliteDatabase::Waiting* SqliteDatabase::next()
{
    std::unique_lock lock(m_mutex);
    m_has_work.wait(lock, [&] { return m_closing || !m_queue.empty(); });
    if (m_queue.empty()) return nullptr;
    auto* waiting = m_queue.front();
    m_queue.pop_front();
    return waiting;
}

SqliteDatabase::Waiting* SqliteDatabase::next_without_waiting()
{
    std::lock_guard lock(m_mutex);
    if (m_queue.empty()) return nullptr;
    auto* waiting = m_queue.front();
    m_queue.pop_front();
    return waiting;
}

void SqliteDatabase::write_loop()
{
    while (auto* first = next()) {
        if (m_writer) {
            commit_together(*m_writer, *first);
            m_writer->tend_log();
        } else {
            try {
                auto session = m_readers->borrow();
                commit_together(*session, *first);
            } catch (const Refusal&) {
                first->error = std::current_exception();
                first->answer();
            }
        }
    }
}

void SqliteDatabase::commit_together(SqliteSession& session, Waiting& first)
{
    try {
        session.begin();
    } catch (...) {
        refuse_all(first, std::current_exception());
        return;
    }
    Scope scope(*this, session);
    if (!run_first(session, first)) {
        first.answer();
        return;
    }
    Batch batch{&first};
    run_further(session, batch);
    finish(session, batch);
    for (auto* waiting : batch) waiting->answer();
}

// The first needs no savepoint: nothing is lost when the whole transaction goes back with it.
bool SqliteDatabase::run_first(SqliteSession& session, Waiting& first)
{
    try {
        session.run_in_transaction(first.task);
        session.require_constraints();
        first.actions = session.take_actions();
        return true;
    } catch (...) {
        first.error = std::current_exception();
        session.roll_back();
        return false;
    }
}

void SqliteDatabase::run_further(SqliteSession& session, Batch& batch)
{
    auto until = std::chrono::steady_clock::now() + work_in_one_commit;
    while (batch.size() < tasks_in_one_commit && session.is_alive() && std::chrono::steady_clock::now() < until) {
        auto* waiting = next_without_waiting();
        if (!waiting) return;
        batch.push_back(waiting);
        try {
            session.run_in_savepoint([&](Connection& c) {
                waiting->task(c);
                session.require_constraints();
            });
            waiting->actions = session.take_actions();
        } catch (...) {
            waiting->error = std::current_exception();
        }
    }
}

// When the commit fails, those that were refused hear of it too: what they were refused for does not exist.
void SqliteDatabase::finish(SqliteSession& session, const Batch& batch)
{
    try {
        if (!session.is_alive()) throw Unavailable("the database has ended the transaction");
        session.commit();
    } catch (...) {
        session.roll_back();
        for (auto* waiting : batch) waiting->error = std::current_exception();
    }
}

// Only those that have waited as long: one that comes now deserves a try of its own.
void SqliteDatabase::refuse_all(Waiting& first, const std::exception_ptr& error)
{
    Batch batch{&first};
    {
        std::lock_guard lock(m_mutex);
        batch.insert(batch.end(), m_queue.begin(), m_queue.end());
        m_queue.clear();
    }
    for (auto* waiting : batch) {
        waiting->error = error;
        waiting->answer();
    }
}

}  // namespace motcua::db
