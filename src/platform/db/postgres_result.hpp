#pragma once

#include <string>
#include <string_view>

#include <libpq-fe.h>

// Reading libpq's results; for the files of PostgreSQL alone.
namespace motcua::db {

inline std::string field(const PGresult* result, int code)
{
    auto* text = PQresultErrorField(result, code);
    return text ? text : "";
}

inline bool is_good(const PGresult* result)
{
    auto status = PQresultStatus(result);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

inline std::string first_line(std::string_view text)
{
    return std::string(text.substr(0, text.find('\n')));
}

}  // namespace motcua::db
