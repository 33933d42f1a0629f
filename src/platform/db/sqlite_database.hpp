#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>

#include "platform/db/pool.hpp"
#include "platform/db/sqlite.hpp"

namespace motcua::db {

// SQLite: many connections read; one thread writes, and commits everything that waits in one go, with one fsync.
// "sqlite::memory:" has one connection for everything, lent to a reader or to the writer.
class SqliteDatabase final : public Database {
public:
    SqliteDatabase(const std::string& path, const Options&);
    ~SqliteDatabase() override;

    bool is_postgres() const override { return false; }
    void check() override;

private:
    // A call of write() that waits.
    struct Waiting {
        const Task& task;
        Actions actions = {};
        std::exception_ptr error = nullptr;
        bool done = false;
        std::mutex mutex = {};
        std::condition_variable answered = {};

        void answer();
        void wait();
    };
    using Batch = std::vector<Waiting*>;

    void run_read(const Task&) override;

    void run_read_consistent(const Task&) override;
    void run_write(const Task&) override;

    void push(Waiting&);
    Waiting* next();               // Waits; nullptr when the database is being closed and nothing waits.
    Waiting* next_without_waiting();
    void write_loop();
    void commit_together(SqliteSession&, Waiting& first);
    bool run_first(SqliteSession&, Waiting&);
    void run_further(SqliteSession&, Batch&);
    void finish(SqliteSession&, const Batch&);
    void refuse_all(Waiting& first, const std::exception_ptr&);

    std::unique_ptr<SqliteSession> m_writer;  // Null in memory: there it is lent from the pool.
    std::unique_ptr<Pool<SqliteSession>> m_readers;
    std::size_t m_queue_limit;
    std::mutex m_mutex;
    std::condition_variable m_has_work;
    std::deque<Waiting*> m_queue;
    bool m_closing = false;
    std::thread m_thread;
};

}  // namespace motcua::db
