#include "platform/db/bind.hpp"

#include "platform/db/db.hpp"

namespace motcua::db {

namespace {

std::string quoted(std::string_view text)
{
    return '"' + std::string(text) + '"';
}

}  // namespace

void throw_unknown_choice(std::string_view column, std::string_view value)
{
    throw Error("column " + quoted(column) + " holds the unknown choice " + quoted(value));
}

void throw_missing_column(std::string_view member)
{
    throw Error("the statement returns no column " + quoted(member));
}

void throw_out_of_range(std::string_view column)
{
    throw Error("column " + quoted(column) + " holds a number that is out of range");
}

void require_not_null(const Row& row, int column)
{
    if (row.is_null(column)) throw Error("column " + quoted(row.column_name(column)) + " is null");
}

bool column_is_null(const Row& row, int column)
{
    return row.is_null(column);
}

std::int64_t column_integer(const Row& row, int column)
{
    return row.integer(column);
}

double column_real(const Row& row, int column)
{
    return row.real(column);
}

bool column_boolean(const Row& row, int column)
{
    return row.boolean(column);
}

std::string_view column_text(const Row& row, int column)
{
    return row.text(column);
}

std::string_view column_bytes(const Row& row, int column)
{
    return row.bytes(column);
}

std::string_view name_of_column(const Row& row, int column)
{
    return row.column_name(column);
}

int find_column(const Row& row, std::string_view name, int guess)
{
    if (guess < row.columns() && row.column_name(guess) == name) return guess;
    for (int i = 0; i < row.columns(); ++i)
        if (row.column_name(i) == name) return i;
    return -1;
}

Day day_from_column(const Row& row, int column)
{
    auto day = parse_day(row.text(column));
    if (!day) throw Error("column " + quoted(row.column_name(column)) + " holds no date");
    return *day;
}

}  // namespace motcua::db
