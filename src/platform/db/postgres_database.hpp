#pragma once

#include <map>
#include <mutex>

#include "platform/db/pool.hpp"
#include "platform/db/postgres.hpp"

namespace motcua::db {

// PostgreSQL: a pool of connections, each for reading and writing.
class PostgresDatabase final : public Database {
public:
    // Connects once, so that a wrong address shows at the start. Throws Unavailable.
    explicit PostgresDatabase(const Options&);

    bool is_postgres() const override { return true; }
    void check() override;

private:
    void run_read(const Task&) override;
    void run_read_consistent(const Task&) override;
    void run_write(const Task&) override;

    Actions run_transaction(PostgresSession&, const Task&);
    void connect(PostgresSession&);
    std::unique_ptr<PostgresSession> new_session();
    std::vector<std::unique_ptr<PostgresSession>> new_sessions();
    std::string columns_of_index(const std::string& schema, const std::string& index);

    const Options m_options;
    std::mutex m_mutex;
    std::map<std::string, std::string> m_columns_of_index;
    std::chrono::steady_clock::time_point m_last_failure{};
    Pool<PostgresSession> m_sessions;
};

}  // namespace motcua::db
