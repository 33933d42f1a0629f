#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "platform/db/session.hpp"
#include "platform/db/statement_cache.hpp"

struct pg_conn;
struct pg_result;

namespace motcua::db {

// The transaction is over and has left nothing behind; run once more it may well succeed.
struct TryAgain : Unavailable {
    using Unavailable::Unavailable;
};

// One connection to PostgreSQL, made when it is first needed and again when it was lost; used by one thread at a time.
class PostgresSession final : public Session {
public:
    // "table.column, table.column" of a unique index, as SQLite says it. Called inside a failed transaction.
    using ColumnsOfIndex = std::function<std::string(const std::string& schema, const std::string& index)>;

    PostgresSession(std::string url, std::chrono::milliseconds statement_timeout, ColumnsOfIndex);
    ~PostgresSession() override;

    bool is_postgres() const override { return true; }
    bool is_alive() const override;
    void settle() override;
    // Forgets what was submitted and asked.
    void drop_submitted() noexcept;

    // Sees to it that there is a connection. Tries for that long, at least once; then throws Unavailable.
    void connect(std::chrono::milliseconds patience);

private:
    struct Statement;
    struct Clear {
        void operator()(pg_result*) const;
    };
    struct Finish {
        void operator()(pg_conn*) const;
    };
    using Result = std::unique_ptr<pg_result, Clear>;
    using Results = std::vector<Result>;
    // A value that lives longer than the call that brought it.
    using Kept = std::variant<std::nullptr_t, bool, std::int64_t, double, std::string, Bytes>;
    // Sent or about to be, and not yet answered.
    struct Sent {
        std::string sql;
        std::function<void(const Row*)> each = {};  // May be empty
        std::vector<Kept> values = {};              // When it may be sent once more
    };

    std::int64_t run_statement(std::string_view sql, std::span<const Parameter>, const std::function<void(const Row&)>&) override;
    void run_long_statement(std::string_view sql, std::span<const Parameter>, const std::function<void(const Row&)>&) override;
    void submit_statement(std::string_view sql, std::span<const Parameter>, std::function<void(const Row*)> each) override;
    void run_statements(std::string_view script) override;
    void control(std::string_view sql) override;
    std::string_view begin_statement() const override { return "BEGIN READ WRITE"; }
    std::string_view snapshot_statement() const override { return "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"; }
    void commit_transaction() override;

    static std::vector<Kept> kept(std::span<const Parameter>);
    bool begin_pipeline();
    void submit_control(std::string_view sql);
    Result answers_of_submitted();
    Result answers_to(const std::vector<Sent>&);
    static void hand_over(const pg_result&, const std::function<void(const Row*)>& each);
    Results read_answers(std::size_t count);
    Result next_answer();
    void end_pipeline();
    void refuse_first_bad(Results&, const std::vector<Sent>&);
    Result answer_to_commit();
    bool is_answered_within(std::chrono::milliseconds);
    std::string try_to_connect();
    bool is_fresh() const;
    void fetch_all(const std::string& cursor, std::string_view sql, const std::function<void(const Row&)>& each);
    template <class Work>
    decltype(auto) or_on_new_connection(Work);
    Result execute(std::string_view sql, std::span<const Parameter>);
    Result execute_alone(std::string_view sql, std::span<const Parameter>);
    Statement& prepare(std::string_view sql);
    void require_parameters(const Statement&, std::span<const Parameter>, std::string_view sql);
    bool is_lost(const std::string& state) const;
    [[noreturn]] void refuse(const Result&, std::string_view sql);
    [[noreturn]] void refuse(const std::string& why, std::string_view sql);

    std::string m_url;
    std::chrono::milliseconds m_statement_timeout;
    ColumnsOfIndex m_columns_of_index;
    std::unique_ptr<pg_conn, Finish> m_connection;
    StatementCache<Statement> m_statements;
    std::int64_t m_names_given = 0;
    std::vector<Sent> m_submitted;    // Not empty: the connection is in pipeline mode
    int m_open_cursors = 0;
    bool m_was_warned = false;
};

}  // namespace motcua::db
