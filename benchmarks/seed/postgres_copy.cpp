#include "postgres_copy.hpp"

#include <stdexcept>

#include <libpq-fe.h>

namespace motcua::seed {

namespace {

constexpr std::size_t sent_at_once = 256 * 1024;

void append_number(std::string& bytes, std::uint64_t value, int size)
{
    for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift & 0xff);
}

bool succeeded(PGconn* connection, const std::string& sql, ExecStatusType wanted = PGRES_COMMAND_OK)
{
    std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(connection, sql.c_str()), PQclear);
    return PQresultStatus(result.get()) == wanted;
}

}  // namespace

void PostgresCopy::Finish::operator()(pg_conn* connection) const
{
    PQfinish(connection);
}

PostgresCopy::PostgresCopy(const std::string& url, const std::string& table_and_columns) : m_connection(PQconnectdb(url.c_str()))
{
    require(PQstatus(m_connection.get()) == CONNECTION_OK);
    require(succeeded(m_connection.get(), "SET session_replication_role = replica"));
    require(succeeded(m_connection.get(), "COPY " + table_and_columns + " FROM STDIN (FORMAT binary)", PGRES_COPY_IN));
    using namespace std::string_literals;
    m_bytes = "PGCOPY\n\377\r\n\0"s + std::string(8, '\0');
}

PostgresCopy::~PostgresCopy() = default;

PostgresCopy& PostgresCopy::row(int fields)
{
    if (m_bytes.size() >= sent_at_once) send();
    append_number(m_bytes, static_cast<std::uint64_t>(fields), 2);
    return *this;
}

PostgresCopy& PostgresCopy::add(std::int64_t value)
{
    append_number(m_bytes, 8, 4);
    append_number(m_bytes, static_cast<std::uint64_t>(value), 8);
    return *this;
}

PostgresCopy& PostgresCopy::add(std::optional<std::int64_t> value)
{
    if (value) return add(*value);
    append_number(m_bytes, 0xffffffff, 4);
    return *this;
}

PostgresCopy& PostgresCopy::add(std::string_view text_or_bytes)
{
    append_number(m_bytes, text_or_bytes.size(), 4);
    m_bytes += text_or_bytes;
    return *this;
}

void PostgresCopy::finish()
{
    append_number(m_bytes, 0xffff, 2);
    send();
    require(PQputCopyEnd(m_connection.get(), nullptr) == 1);
    std::unique_ptr<PGresult, decltype(&PQclear)> result(PQgetResult(m_connection.get()), PQclear);
    require(PQresultStatus(result.get()) == PGRES_COMMAND_OK);
}

void PostgresCopy::send()
{
    require(PQputCopyData(m_connection.get(), m_bytes.data(), static_cast<int>(m_bytes.size())) == 1);
    m_bytes.clear();
}

void PostgresCopy::require(bool holds)
{
    if (!holds) throw std::runtime_error(std::string("COPY: ") + PQerrorMessage(m_connection.get()));
}

}  // namespace motcua::seed
