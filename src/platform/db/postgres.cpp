#include "platform/db/postgres.hpp"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <thread>

#include <poll.h>

#include "platform/db/postgres_result.hpp"

namespace motcua::db {

namespace {

constexpr int rows_in_a_part = 500;
constexpr std::size_t most_submitted = 50;

enum Type : Oid {
    type_boolean = 16,
    type_bytes = 17,
    type_name = 19,
    type_bigint = 20,
    type_smallint = 21,
    type_integer = 23,
    type_text = 25,
    type_real = 700,
    type_double = 701,
    type_char = 1042,
    type_varchar = 1043,
    type_numeric = 1700
};

bool is_text(Oid type)
{
    return type == type_text || type == type_varchar || type == type_char || type == type_name;
}

bool is_integer(Oid type)
{
    return type == type_bigint || type == type_integer || type == type_smallint;
}

// Types whose binary form is read below; a result with any other comes as text.
bool is_plain(Oid type)
{
    return is_text(type) || is_integer(type) || type == type_boolean || type == type_bytes || type == type_real || type == type_double;
}

bool is_plain_result(const PGresult* described)
{
    for (int i = 0; i < PQnfields(described); ++i)
        if (!is_plain(PQftype(described, i))) return false;
    return true;
}

template <class Number>
Number from_network(const char* bytes)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < sizeof(Number); ++i) value = value << 8 | static_cast<unsigned char>(bytes[i]);
    return static_cast<Number>(value);
}

void to_network(char* bytes, std::uint64_t value, std::size_t size)
{
    for (std::size_t i = size; i-- > 0; value >>= 8) bytes[i] = static_cast<char>(value & 0xff);
}

class PostgresRow final : public Row {
public:
    PostgresRow(const PGresult* result, int row) : m_result(result), m_row(row) {}

    int columns() const override { return PQnfields(m_result); }
    std::string_view column_name(int i) const override { return PQfname(m_result, i); }
    bool is_null(int i) const override { return PQgetisnull(m_result, m_row, i) != 0; }
    std::int64_t integer(int i) const override
    {
        auto type = PQftype(m_result, i);
        require(i, !is_null(i) && (is_integer(type) || type == type_boolean || type == type_numeric), "an integer");
        if (PQfformat(m_result, i) == 0) return number_in_text<std::int64_t>(i);
        if (type == type_bigint) return from_network<std::int64_t>(start(i));
        if (type == type_integer) return from_network<std::int32_t>(start(i));
        if (type == type_smallint) return from_network<std::int16_t>(start(i));
        return *start(i) != 0;
    }
    double real(int i) const override
    {
        auto type = PQftype(m_result, i);
        bool floating = type == type_double || type == type_real;
        require(i, !is_null(i) && (is_integer(type) || floating || type == type_numeric), "a real number");
        if (PQfformat(m_result, i) == 0) return number_in_text<double>(i);
        if (type == type_double) return std::bit_cast<double>(from_network<std::uint64_t>(start(i)));
        if (type == type_real) return std::bit_cast<float>(from_network<std::uint32_t>(start(i)));
        return static_cast<double>(integer(i));
    }
    bool boolean(int i) const override
    {
        if (PQftype(m_result, i) == type_boolean && PQfformat(m_result, i) == 0) return *start(i) == 't';
        auto value = integer(i);
        require(i, value == 0 || value == 1, "true or false");
        return value != 0;
    }
    std::string_view text(int i) const override
    {
        auto type = PQftype(m_result, i);
        require(i, !is_null(i) && (is_text(type) || !(is_plain(type) || type == type_numeric)), "text");
        return value(i);
    }
    std::string_view bytes(int i) const override
    {
        require(i, !is_null(i) && PQftype(m_result, i) == type_bytes, "bytes");
        require(i, PQfformat(m_result, i) == 1, "bytes alone: give the other columns plain types with CAST");
        return value(i);
    }

private:
    const char* start(int i) const { return PQgetvalue(m_result, m_row, i); }
    std::string_view value(int i) const { return {start(i), static_cast<std::size_t>(PQgetlength(m_result, m_row, i))}; }
    template <class Number>
    Number number_in_text(int i) const
    {
        auto digits = value(i);
        if (digits == "t" || digits == "f") return digits == "t";
        Number number{};
        auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        require(i, error == std::errc() && end == digits.data() + digits.size(), "a number that fits");
        return number;
    }
    void require(int i, bool holds, const char* wanted) const
    {
        if (!holds) throw Error("column \"" + std::string(column_name(i)) + "\" does not hold " + wanted);
    }

    const PGresult* m_result;
    int m_row;
};

// The values of one call as libpq takes them. Texts and bytes stay where they are; an empty reason in `fault` is good.
class Values {
public:
    Values(std::span<const Parameter> parameters, const std::vector<Oid>& types)
        : m_starts(types.size()), m_lengths(types.size()), m_formats(types.size()), m_numbers(types.size()), m_texts(types.size())
    {
        for (std::size_t i = 0; i < types.size(); ++i)
            std::visit([&](auto value) { set(i, types[i], value); }, parameters[i]);
    }

    const char* fault() const { return m_fault; }
    int size() const { return static_cast<int>(m_starts.size()); }
    const char* const* starts() const { return m_starts.data(); }
    const int* lengths() const { return m_lengths.data(); }
    const int* formats() const { return m_formats.data(); }

private:
    void set(std::size_t, Oid, std::nullptr_t) {}
    void set(std::size_t i, Oid type, bool value)
    {
        if (type == type_boolean) set_bits(i, value, 1);
        else set(i, type, std::int64_t{value});
    }
    void set(std::size_t i, Oid type, std::int64_t value)
    {
        if (type == type_bigint) set_bits(i, static_cast<std::uint64_t>(value), 8);
        else if (type == type_integer && std::in_range<std::int32_t>(value)) set_bits(i, static_cast<std::uint64_t>(value), 4);
        else if (type == type_double) set(i, type, static_cast<double>(value));
        else set_digits(i, value);
    }
    void set(std::size_t i, Oid type, double value)
    {
        if (std::isnan(value)) m_fault = "a number that is none";
        else if (type == type_double) set_bits(i, std::bit_cast<std::uint64_t>(value), 8);
        else set_digits(i, value);
    }
    void set(std::size_t i, Oid type, std::string_view value)
    {
        if (type == type_bytes) m_fault = "a text for bytes";
        else if (value.find('\0') != value.npos) m_fault = "a text with a NUL";
        else if (is_text(type)) point_to(i, value);
        else point_to(i, m_texts[i] = value, 0);  // Read by the type itself, up to a NUL that a view need not have.
    }
    void set(std::size_t i, Oid type, BytesView value)
    {
        if (type != type_bytes) m_fault = "bytes for something else";
        else point_to(i, value.data);
    }
    void set_bits(std::size_t i, std::uint64_t value, std::size_t size)
    {
        to_network(m_numbers[i].data(), value, size);
        point_to(i, {m_numbers[i].data(), size});
    }
    void set_digits(std::size_t i, auto value)
    {
        auto& room = m_numbers[i];
        *std::to_chars(room.data(), room.data() + room.size() - 1, value).ptr = '\0';
        point_to(i, room.data(), 0);
    }
    // An empty view may have no address, which libpq takes for NULL.
    void point_to(std::size_t i, std::string_view value, int format = 1)
    {
        m_starts[i] = value.empty() ? "" : value.data();
        m_lengths[i] = static_cast<int>(value.size());
        m_formats[i] = format;
    }

    const char* m_fault = nullptr;
    std::vector<const char*> m_starts;
    std::vector<int> m_lengths;
    std::vector<int> m_formats;
    std::vector<std::array<char, 32>> m_numbers;
    std::vector<std::string> m_texts;
};

std::string in_sql(std::string_view sql)
{
    return " in: " + std::string(sql.substr(0, 300));
}

// PostgreSQL quotes the value that does not fit after a colon; it may be about a person.
std::string message_of(const PGresult* result, const std::string& state)
{
    auto message = field(result, PG_DIAG_MESSAGE_PRIMARY);
    return state + " " + (state.starts_with("22") ? message.substr(0, message.find(':')) : message);
}

}  // namespace

struct PostgresSession::Statement {
    std::string name;
    std::vector<Oid> parameter_types;
    bool plain_result = true;
};

void PostgresSession::Clear::operator()(pg_result* result) const
{
    PQclear(result);
}

void PostgresSession::Finish::operator()(pg_conn* connection) const
{
    PQfinish(connection);
}

PostgresSession::PostgresSession(std::string url, std::chrono::milliseconds statement_timeout, ColumnsOfIndex columns_of_index)
    : m_url(std::move(url)), m_statement_timeout(statement_timeout), m_columns_of_index(std::move(columns_of_index))
{
}

PostgresSession::~PostgresSession() = default;

void PostgresSession::connect(std::chrono::milliseconds patience)
{
    if (is_fresh()) return;
    auto until = std::chrono::steady_clock::now() + patience;
    for (;;) {
        m_statements.clear();
        m_submitted.clear();
        auto fault = try_to_connect();
        if (fault.empty()) return;
        m_connection.reset();
        if (std::chrono::steady_clock::now() >= until) throw Unavailable("the database cannot be reached: " + fault);
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
}

// What the server says unasked is that it is going away, or that it is gone.
bool PostgresSession::is_fresh() const
{
    if (!m_connection || PQstatus(m_connection.get()) != CONNECTION_OK || PQpipelineStatus(m_connection.get()) != PQ_PIPELINE_OFF) return false;
    pollfd socket{PQsocket(m_connection.get()), POLLIN, 0};
    return ::poll(&socket, 1, 0) == 0;
}

// Returns what is wrong, or "".
std::string PostgresSession::try_to_connect()
{
    const char* keys[] = {"fallback_application_name", "connect_timeout", "keepalives_idle", "keepalives_interval", "keepalives_count",
                          "tcp_user_timeout", "dbname", "client_encoding", nullptr};
    const char* values[] = {"motcua", "3", "20", "5", "3", "30000", m_url.c_str(), "UTF8", nullptr};
    m_connection.reset(PQconnectdbParams(keys, values, 1));
    auto* connection = m_connection.get();
    if (PQstatus(connection) != CONNECTION_OK) return first_line(PQerrorMessage(connection));
    auto note = [](void* self, const PGresult* notice) {
        if (field(notice, PG_DIAG_SEVERITY_NONLOCALIZED) == "WARNING") static_cast<PostgresSession*>(self)->m_was_warned = true;
    };
    PQsetNoticeReceiver(connection, note, this);
    std::string_view encoding = PQparameterStatus(connection, "server_encoding");
    if (encoding != "UTF8") throw Error("the database holds texts in " + std::string(encoding) + "; create it with ENCODING 'UTF8'");
    auto settings = "SET statement_timeout = " + std::to_string(m_statement_timeout.count())
                    + "; SET default_transaction_read_only = on; SET default_transaction_isolation = 'read committed';"
                      "SET idle_in_transaction_session_timeout = 60000; SET jit = off; SET TIME ZONE 'UTC'";
    Result result(PQexec(connection, settings.c_str()));
    return is_good(result.get()) ? "" : first_line(PQerrorMessage(connection));
}

bool PostgresSession::is_alive() const
{
    if (!m_connection || PQstatus(m_connection.get()) != CONNECTION_OK) return false;
    return PQtransactionStatus(m_connection.get()) != PQTRANS_IDLE;
}

std::int64_t PostgresSession::run_statement(std::string_view sql, std::span<const Parameter> parameters,
                                            const std::function<void(const Row&)>& each)
{
    auto result = execute(sql, parameters);
    int rows = PQntuples(result.get());
    for (int i = 0; i < rows; ++i) each(PostgresRow(result.get(), i));
    std::string_view tag = PQcmdStatus(result.get());
    return tag.starts_with("SELECT") ? 0 : std::atoll(PQcmdTuples(result.get()));
}

// What stands alone only reads, so it may run once more when the connection was lost.
template <class Work>
decltype(auto) PostgresSession::or_on_new_connection(Work work)
{
    try {
        return work();
    } catch (const TryAgain&) {
        if (!stands_alone()) throw;
        connect(std::chrono::seconds(2));
        return work();
    }
}

PostgresSession::Result PostgresSession::execute(std::string_view sql, std::span<const Parameter> parameters)
{
    if (!m_submitted.empty()) {
        submit_statement(sql, parameters, nullptr);
        return answers_of_submitted();
    }
    return or_on_new_connection([&] { return execute_alone(sql, parameters); });
}

PostgresSession::Result PostgresSession::execute_alone(std::string_view sql, std::span<const Parameter> parameters)
{
    auto& statement = prepare(sql);
    require_parameters(statement, parameters, sql);
    Values values(parameters, statement.parameter_types);
    if (values.fault()) refuse(values.fault(), sql);
    Result result(PQexecPrepared(m_connection.get(), statement.name.c_str(), values.size(), values.starts(), values.lengths(),
                                 values.formats(), statement.plain_result));
    if (!is_good(result.get())) refuse(result, sql);
    return result;
}

void PostgresSession::submit_statement(std::string_view sql, std::span<const Parameter> parameters, std::function<void(const Row*)> each)
{
    if (m_submitted.size() >= most_submitted || !m_statements.find(sql)) settle();
    auto& statement = or_on_new_connection([&]() -> Statement& { return prepare(sql); });
    require_parameters(statement, parameters, sql);
    Values values(parameters, statement.parameter_types);
    if (values.fault()) refuse(values.fault(), sql);
    bool sent = begin_pipeline() && PQsendQueryPrepared(m_connection.get(), statement.name.c_str(), values.size(), values.starts(), values.lengths(),
                                                        values.formats(), statement.plain_result) == 1;
    // What stands alone is sent once more when its answer does not come.
    if (!sent && !stands_alone()) refuse(Result(PQmakeEmptyPGresult(m_connection.get(), PGRES_FATAL_ERROR)), sql);
    m_submitted.push_back({std::string(sql), std::move(each)});
    if (stands_alone()) m_submitted.back().values = kept(parameters);
}

void PostgresSession::hand_over(const pg_result& result, const std::function<void(const Row*)>& each)
{
    for (int i = 0; i < PQntuples(&result); ++i) {
        PostgresRow row(&result, i);
        each(&row);
    }
    each(nullptr);
}

void PostgresSession::require_parameters(const Statement& statement, std::span<const Parameter> parameters, std::string_view sql)
{
    if (statement.parameter_types.size() == parameters.size()) return;
    refuse(std::to_string(parameters.size()) + " values for " + std::to_string(statement.parameter_types.size()) + " parameters", sql);
}

PostgresSession::Statement& PostgresSession::prepare(std::string_view sql)
{
    if (auto* known = m_statements.find(sql)) return *known;
    settle();
    if (m_statements.is_full()) {
        control("DEALLOCATE ALL");
        m_statements.clear();
    }
    auto statement = std::make_unique<Statement>();
    statement->name = "s" + std::to_string(++m_names_given);
    Result prepared(PQprepare(m_connection.get(), statement->name.c_str(), std::string(sql).c_str(), 0, nullptr));
    if (!is_good(prepared.get())) refuse(prepared, sql);
    Result described(PQdescribePrepared(m_connection.get(), statement->name.c_str()));
    if (!is_good(described.get())) refuse(described, sql);
    for (int i = 0; i < PQnparams(described.get()); ++i) statement->parameter_types.push_back(PQparamtype(described.get(), i));
    statement->plain_result = is_plain_result(described.get());
    return m_statements.add(sql, std::move(statement));
}

// A cursor lives in a transaction: outside of one it gets its own.
void PostgresSession::run_long_statement(std::string_view sql, std::span<const Parameter> parameters,
                                         const std::function<void(const Row&)>& each)
{
    settle();
    bool alone = PQtransactionStatus(m_connection.get()) == PQTRANS_IDLE;
    if (alone) control("BEGIN READ ONLY");
    auto cursor = "part_" + std::to_string(++m_open_cursors);
    auto close = [&] {
        --m_open_cursors;
        drop_submitted();
        auto end = alone ? "COMMIT" : "CLOSE " + cursor;
        Result ignored(PQexec(m_connection.get(), end.c_str()));
    };
    try {
        execute_alone("DECLARE " + cursor + " NO SCROLL CURSOR FOR " + std::string(sql), parameters);
        fetch_all(cursor, sql, each);
        settle();
    } catch (...) {
        close();
        throw;
    }
    close();
}

void PostgresSession::fetch_all(const std::string& cursor, std::string_view sql, const std::function<void(const Row&)>& each)
{
    Result described(PQdescribePortal(m_connection.get(), cursor.c_str()));
    if (!is_good(described.get())) refuse(described, sql);
    bool plain = is_plain_result(described.get());
    auto fetch = "FETCH FORWARD " + std::to_string(rows_in_a_part) + " FROM " + cursor;
    for (int rows = rows_in_a_part; rows == rows_in_a_part;) {
        settle();
        Result result(PQexecParams(m_connection.get(), fetch.c_str(), 0, nullptr, nullptr, nullptr, nullptr, plain));
        if (!is_good(result.get())) refuse(result, sql);
        rows = PQntuples(result.get());
        for (int i = 0; i < rows; ++i) each(PostgresRow(result.get(), i));
    }
}

void PostgresSession::run_statements(std::string_view script)
{
    settle();
    Result result(PQexec(m_connection.get(), std::string(script).c_str()));
    if (!is_good(result.get())) refuse(result, script);
}

void PostgresSession::control(std::string_view sql)
{
    bool opens = sql == begin_statement() || sql.starts_with("SAVEPOINT");
    if (opens || sql.starts_with("RELEASE")) return submit_control(sql);
    drop_submitted();  // ROLLBACK, also to a savepoint: what they have come to does not matter any more.
    Result result(PQexec(m_connection.get(), std::string(sql).c_str()));
    if (!is_good(result.get())) refuse(result, sql);
}

bool PostgresSession::is_lost(const std::string& state) const
{
    return PQstatus(m_connection.get()) != CONNECTION_OK || state.empty() || state.starts_with("57P") || state.starts_with("08");
}

void PostgresSession::refuse(const Result& result, std::string_view sql)
{
    note_failure();
    if (PQresultStatus(result.get()) == PGRES_EMPTY_QUERY) throw Error("there is no statement");
    auto state = field(result.get(), PG_DIAG_SQLSTATE);
    if (is_lost(state)) throw TryAgain("the connection to the database was lost: " + first_line(PQerrorMessage(m_connection.get())));
    auto message = message_of(result.get(), state);
    if (state == "40001" || state == "40P01") throw TryAgain(message + in_sql(sql));
    if (state == "26000" || (state == "0A000" && message.find("cached plan") != message.npos)) {
        m_statements.forget(sql);
        throw TryAgain(message + in_sql(sql));
    }
    if (state == "23505")
        throw UniqueViolation(m_columns_of_index(field(result.get(), PG_DIAG_SCHEMA_NAME), field(result.get(), PG_DIAG_CONSTRAINT_NAME)));
    if (state.starts_with("23")) throw ConstraintViolation(message + in_sql(sql));
    if (state.starts_with("53") || state == "57014" || state == "55P03") throw Unavailable(message + in_sql(sql));
    throw Error(message + in_sql(sql));
}

void PostgresSession::refuse(const std::string& why, std::string_view sql)
{
    note_failure();
    throw Error(why + in_sql(sql));
}

}  // namespace motcua::db
