#include <memory>

#include "platform/db/postgres.hpp"
#include "platform/db/postgres_result.hpp"

// Statements that nobody waits for go to the server together with the next one that somebody does (libpq's pipeline mode).
namespace motcua::db {

bool PostgresSession::begin_pipeline()
{
    return PQpipelineStatus(m_connection.get()) != PQ_PIPELINE_OFF || PQenterPipelineMode(m_connection.get()) == 1;
}

void PostgresSession::settle()
{
    if (!m_submitted.empty()) answers_of_submitted();
}

// The answer to the last one; throws for the first that failed.
PostgresSession::Result PostgresSession::answers_of_submitted()
{
    auto submitted = std::exchange(m_submitted, {});
    auto* connection = m_connection.get();
    Result last, refused;
    std::string refused_sql;
    bool connected = PQpipelineSync(connection) == 1;
    for (auto& sql : submitted) {
        last.reset(connected ? PQgetResult(connection) : nullptr);
        if (last) PQclear(PQgetResult(connection));     // The end of its answer.
        if (!last) last.reset(PQmakeEmptyPGresult(connection, PGRES_FATAL_ERROR));
        connected = connected && PQstatus(connection) == CONNECTION_OK;
        if (refused || is_good(last.get())) continue;
        refused = std::move(last);
        refused_sql = std::move(sql);
    }
    if (connected) PQclear(PQgetResult(connection));    // The end of all.
    if (connected && PQexitPipelineMode(connection) != 1) throw Error("a pipeline has answers that nobody asked for");
    if (refused && refused_sql == begin_statement()) {  // Nothing is wrong with it, so something is wrong with the server: a standby by now.
        auto fault = field(refused.get(), PG_DIAG_MESSAGE_PRIMARY);
        m_connection.reset();
        throw TryAgain("no transaction could begin: " + fault);
    }
    if (refused) refuse(refused, refused_sql);
    return last;
}

void PostgresSession::drop_submitted() noexcept
{
    try {
        settle();
    } catch (const std::exception&) {
    }
}

}  // namespace motcua::db
