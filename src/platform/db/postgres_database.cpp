#include "platform/db/postgres_database.hpp"

#include <thread>

namespace motcua::db {

namespace {

constexpr int further_attempts = 5;

// Those that got in each other's way do not meet again at the same moment.
void wait_a_little(int attempt)
{
    auto here = std::hash<std::thread::id>()(std::this_thread::get_id());
    std::this_thread::sleep_for(std::chrono::microseconds(1000 * attempt * attempt + static_cast<int>(here % 7) * 500));
}

}  // namespace

PostgresDatabase::PostgresDatabase(const Options& options)
    : m_options(options), m_sessions(new_sessions(), static_cast<std::size_t>(options.queue_limit), options.statement_timeout)
{
    check();
}

void PostgresDatabase::check()
{
    read([](Connection& c) { c.run("SELECT 1", {}, [](const Row&) {}); });
}

void PostgresDatabase::run_read(const Task& task)
{
    if (read_inside(*this, task)) return;
    auto session = m_sessions.borrow();
    connect(*session);
    Scope scope(*this, *session);
    try {
        task(*session);
        session->settle();
    } catch (...) {
        session->drop_submitted();
        throw;
    }
}

void PostgresDatabase::run_read_consistent(const Task& task)
{
    if (read_inside(*this, task)) return;
    auto session = m_sessions.borrow();
    connect(*session);
    Scope scope(*this, *session);
    session->run_in_snapshot(task);
}

void PostgresDatabase::run_write(const Task& task)
{
    if (write_inside(*this, task)) return;
    Actions actions;
    {
        auto session = m_sessions.borrow();
        for (int attempt = 0;; ++attempt) {
            try {
                actions = run_transaction(*session, task);
                break;
            } catch (const TryAgain&) {
                if (attempt == further_attempts) throw;
                wait_a_little(attempt);
            }
        }
    }
    run_actions(actions);
}

Actions PostgresDatabase::run_transaction(PostgresSession& session, const Task& task)
{
    connect(session);
    session.begin();
    Scope scope(*this, session);
    try {
        session.run_in_transaction(task);
        session.commit();
    } catch (...) {
        session.roll_back();
        throw;
    }
    return session.take_actions();
}

// While the server is away only the first callers wait for it; the others hear at once that it is.
void PostgresDatabase::connect(PostgresSession& session)
{
    auto now = std::chrono::steady_clock::now();
    std::unique_lock lock(m_mutex);
    bool was_away = now - m_last_failure < std::chrono::seconds(1);
    lock.unlock();
    try {
        session.connect(was_away ? std::chrono::seconds(0) : std::chrono::seconds(2));
    } catch (const Unavailable&) {
        lock.lock();
        m_last_failure = std::chrono::steady_clock::now();
        throw;
    }
}

std::unique_ptr<PostgresSession> PostgresDatabase::new_session()
{
    return std::make_unique<PostgresSession>(m_options.url, m_options.statement_timeout, [this](const std::string& schema, const std::string& index) {
        return columns_of_index(schema, index);
    });
}

std::vector<std::unique_ptr<PostgresSession>> PostgresDatabase::new_sessions()
{
    std::vector<std::unique_ptr<PostgresSession>> sessions;
    for (int i = 0; i < std::max(1, m_options.readers); ++i) sessions.push_back(new_session());
    return sessions;
}

// Asked over a connection of its own, once for each index: the one at hand is in a failed transaction.
std::string PostgresDatabase::columns_of_index(const std::string& schema, const std::string& index)
{
    auto key = schema + "." + index;
    {
        std::lock_guard lock(m_mutex);
        if (auto known = m_columns_of_index.find(key); known != m_columns_of_index.end()) return known->second;
    }
    auto session = new_session();
    session->connect(std::chrono::seconds(2));
    auto columns = one<std::optional<std::string>>(*session, R"(
        SELECT CASE WHEN bool_and(k.number > 0) THEN string_agg(t.relname || '.' || a.attname, ', ' ORDER BY k.place) END
        FROM pg_index x
        JOIN pg_class i ON i.oid = x.indexrelid
        JOIN pg_class t ON t.oid = x.indrelid
        JOIN pg_namespace n ON n.oid = i.relnamespace
        JOIN LATERAL unnest(x.indkey) WITH ORDINALITY k (number, place) ON k.place <= x.indnkeyatts
        LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number
        WHERE n.nspname = $1 AND i.relname = $2)",
                                                   schema, index);
    if (!columns) return "index '" + index + "'";  // Over an expression, or made in the transaction at hand.
    std::lock_guard lock(m_mutex);
    return m_columns_of_index[key] = *columns;
}

}  // namespace motcua::db
