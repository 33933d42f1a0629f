#include <memory>

#include <poll.h>

#include "platform/db/postgres.hpp"
#include "platform/db/postgres_result.hpp"

namespace motcua::db {

// COMMIT goes in one message with what was submitted last; when anything of that fails, the server passes over it.
void PostgresSession::commit_transaction()
{
    auto sent = std::exchange(m_submitted, {});
    auto* connection = m_connection.get();
    m_was_warned = false;
    if (begin_pipeline() && PQsendQueryParams(connection, "COMMIT", 0, nullptr, nullptr, nullptr, nullptr, 0) == 1) PQpipelineSync(connection);
    auto answers = read_answers(sent.size());
    auto committed = answer_to_commit();
    if (!committed) {
        m_connection.reset();
        throw Unavailable("the commit took too long and its outcome is unknown");
    }
    end_pipeline();
    for (const auto& answer : answers)
        if (!is_good(answer.get()) && field(answer.get(), PG_DIAG_SQLSTATE).empty() && PQstatus(connection) != CONNECTION_OK)
            throw Unavailable("the connection was lost before a commit was answered, whose outcome is unknown");
    refuse_first_bad(answers, sent);
    if (is_good(committed.get())) {
        if (std::string_view(PQcmdStatus(committed.get())) != "COMMIT") throw Error("the transaction was rolled back instead");
        // The server warns when it could not wait for its standby any longer: what is committed on one machine alone may be lost.
        if (m_was_warned) throw Unavailable("the commit has not reached the standby, so that its outcome is unknown");
        return;
    }
    if (is_lost(field(committed.get(), PG_DIAG_SQLSTATE)))
        throw Unavailable("the connection was lost during a commit, whose outcome is unknown");
    refuse(committed, "COMMIT");
}

// The server's own time limit does not hold for a commit, which may wait for a standby that is away. Nothing when it does not
// answer even when asked to stop waiting.
PostgresSession::Result PostgresSession::answer_to_commit()
{
    if (!is_answered_within(m_statement_timeout)) {
        std::unique_ptr<PGcancel, decltype(&PQfreeCancel)> cancel(PQgetCancel(m_connection.get()), PQfreeCancel);
        char fault[256];
        PQcancel(cancel.get(), fault, sizeof fault);
        if (!is_answered_within(std::chrono::seconds(2))) return nullptr;
    }
    return next_answer();
}

// Whether the results of what was sent are here, or the connection is lost.
bool PostgresSession::is_answered_within(std::chrono::milliseconds span)
{
    auto* connection = m_connection.get();
    auto until = std::chrono::steady_clock::now() + span;
    while (PQisBusy(connection)) {
        auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        pollfd socket{PQsocket(connection), POLLIN, 0};
        if (left.count() <= 0 || ::poll(&socket, 1, static_cast<int>(left.count()) + 1) < 0) return false;
        if (socket.revents != 0 && PQconsumeInput(connection) != 1) return true;
    }
    return true;
}

}  // namespace motcua::db
