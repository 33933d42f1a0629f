#include <algorithm>
#include <memory>

#include "platform/db/postgres.hpp"
#include "platform/db/postgres_result.hpp"

// Statements that nobody waits for go to the server together with the next one that somebody does (libpq's pipeline mode).
namespace motcua::db {

namespace {

template <class Kept>
std::vector<Parameter> views_of(const std::vector<Kept>& values)
{
    std::vector<Parameter> parameters;
    for (const auto& value : values)
        std::visit([&](const auto& one) {
            if constexpr (std::is_same_v<std::decay_t<decltype(one)>, Bytes>) parameters.emplace_back(BytesView{one.data});
            else parameters.emplace_back(Parameter(one));
        }, value);
    return parameters;
}

}  // namespace

std::vector<PostgresSession::Kept> PostgresSession::kept(std::span<const Parameter> parameters)
{
    std::vector<Kept> list;
    for (const auto& parameter : parameters)
        std::visit([&](auto value) {
            if constexpr (std::is_same_v<decltype(value), std::string_view>) list.emplace_back(std::string(value));
            else if constexpr (std::is_same_v<decltype(value), BytesView>) list.emplace_back(Bytes{std::string(value.data)});
            else list.emplace_back(value);
        }, parameter);
    return list;
}

bool PostgresSession::begin_pipeline()
{
    return PQpipelineStatus(m_connection.get()) != PQ_PIPELINE_OFF || PQenterPipelineMode(m_connection.get()) == 1;
}

// Sends them with the first statement inside.
void PostgresSession::submit_control(std::string_view sql)
{
    bool after_others = !m_submitted.empty() && (m_submitted.size() > 1 || m_submitted[0].sql != begin_statement());
    if (after_others) settle();  // What is wrong before a savepoint is nothing that going back to it mends.
    bool sent = begin_pipeline() && PQsendQueryParams(m_connection.get(), std::string(sql).c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0) == 1;
    if (!sent) refuse(Result(PQmakeEmptyPGresult(m_connection.get(), PGRES_FATAL_ERROR)), sql);
    m_submitted.push_back({std::string(sql)});
}

void PostgresSession::settle()
{
    if (!m_submitted.empty()) answers_of_submitted();
}

// The answer to the last one; throws for the first that failed. What stands alone only reads, so it is asked once more when the
// connection was lost.
PostgresSession::Result PostgresSession::answers_of_submitted()
{
    auto sent = std::exchange(m_submitted, {});
    try {
        return answers_to(sent);
    } catch (const TryAgain&) {
        if (!stands_alone()) throw;
        connect(std::chrono::seconds(2));
        for (auto& one : sent) submit_statement(one.sql, views_of(one.values), std::move(one.each));
        return answers_to(std::exchange(m_submitted, {}));
    }
}

PostgresSession::Result PostgresSession::answers_to(const std::vector<Sent>& sent)
{
    PQpipelineSync(m_connection.get());  // When it cannot be sent, there is no answer either.
    auto answers = read_answers(sent.size());
    end_pipeline();
    refuse_first_bad(answers, sent);
    for (std::size_t i = 0; i < sent.size(); ++i)
        if (sent[i].each) hand_over(*answers[i], sent[i].each);
    return std::move(answers.back());
}

PostgresSession::Results PostgresSession::read_answers(std::size_t count)
{
    Results answers;
    while (answers.size() < count) answers.push_back(next_answer());
    return answers;
}

PostgresSession::Result PostgresSession::next_answer()
{
    auto* connection = m_connection.get();
    Result answer(PQstatus(connection) == CONNECTION_OK ? PQgetResult(connection) : nullptr);
    if (answer) PQclear(PQgetResult(connection));  // The end of its answer.
    else answer.reset(PQmakeEmptyPGresult(connection, PGRES_FATAL_ERROR));
    return answer;
}

void PostgresSession::end_pipeline()
{
    auto* connection = m_connection.get();
    if (PQstatus(connection) != CONNECTION_OK) return;
    Result end(PQgetResult(connection));
    // A server that ends the connection may have answered everything before: connect() sees the pipeline still open.
    if (PQresultStatus(end.get()) != PGRES_PIPELINE_SYNC) return;
    if (PQexitPipelineMode(connection) != 1) throw Error("a pipeline has answers that nobody asked for");
}

void PostgresSession::refuse_first_bad(Results& answers, const std::vector<Sent>& sent)
{
    auto bad = std::find_if(answers.begin(), answers.end(), [](const Result& answer) { return !is_good(answer.get()); });
    if (bad == answers.end()) return;
    const auto& sql = sent[static_cast<std::size_t>(bad - answers.begin())].sql;
    if (sql == begin_statement()) {  // Nothing is wrong with it, so something is wrong with the server: a standby by now.
        auto fault = field(bad->get(), PG_DIAG_MESSAGE_PRIMARY);
        m_connection.reset();
        throw TryAgain("no transaction could begin: " + fault);
    }
    refuse(*bad, sql);
}

void PostgresSession::drop_submitted() noexcept
{
    try {
        settle();
    } catch (const std::exception&) {
    }
}

}  // namespace motcua::db
