#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <boost/describe.hpp>
#include <boost/mp11/algorithm.hpp>

#include "domain/ids.hpp"
#include "domain/time.hpp"
#include "domain/vnd.hpp"
#include "platform/json/type.hpp"

// From C++ values to statement parameters and from rows to C++ values.
namespace motcua::db {

class Row;

// Bytes in a BLOB or BYTEA column.
struct Bytes {
    std::string data;

    bool operator==(const Bytes&) const = default;
};
struct BytesView {
    std::string_view data;
};

template <class T>
struct is_id : std::false_type {};
template <class Tag>
struct is_id<Id<Tag>> : std::true_type {};

// What the engines bind. Text and bytes are views: they live in the caller until the statement has run.
using Parameter = std::variant<std::nullptr_t, bool, std::int64_t, double, std::string_view, BytesView>;

// How one C++ type travels. Enums travel by their described names, ids and money as integers, days as text.
template <class T>
Parameter to_parameter(const T& value, std::string& scratch)
{
    if constexpr (std::is_same_v<T, bool>) return value;
    else if constexpr (std::is_enum_v<T>) return json::name_of(value);
    else if constexpr (std::is_integral_v<T>) return static_cast<std::int64_t>(value);
    else if constexpr (std::is_floating_point_v<T>) return static_cast<double>(value);
    else if constexpr (std::is_same_v<T, Bytes>) return BytesView{value.data};
    else if constexpr (std::is_same_v<T, Day>) return std::string_view(scratch = to_iso(value));
    else if constexpr (std::is_same_v<T, Instant>) return static_cast<std::int64_t>(value.time_since_epoch().count());
    else if constexpr (std::is_same_v<T, Vnd>) return value.dong;
    else if constexpr (std::is_same_v<T, json::Value>) return std::string_view(scratch = json::print(value));
    else if constexpr (is_id<T>::value) return value.number;
    else if constexpr (json::detail::is_optional<T>::value) {
        if (!value) return nullptr;
        return to_parameter(*value, scratch);
    } else if constexpr (std::is_same_v<T, std::nullopt_t> || std::is_same_v<T, std::nullptr_t>) return nullptr;
    else return std::string_view(value);
}

template <std::size_t Size>
class ParameterList {
public:
    template <class... Args>
    explicit ParameterList(const Args&... args)
    {
        [[maybe_unused]] std::size_t i = 0;
        ((m_values[i] = to_parameter(args, m_scratch[i]), ++i), ...);
    }
    ParameterList(const ParameterList&) = delete;  // The values look into the scratch texts.
    ParameterList& operator=(const ParameterList&) = delete;
    operator std::span<const Parameter>() const { return {m_values.data(), Size}; }

private:
    std::array<std::string, Size> m_scratch;
    std::array<Parameter, Size> m_values;
};

template <class... Args>
auto Parameters(const Args&... args)
{
    return ParameterList<sizeof...(Args)>(args...);
}

// Reads one column. Throws Error with the column's name for a NULL or a number that the type has no place for.
template <class T>
void read_column(const Row&, int column, T& target);

[[noreturn]] void throw_unknown_choice(std::string_view column, std::string_view value);
[[noreturn]] void throw_missing_column(std::string_view member);
[[noreturn]] void throw_out_of_range(std::string_view column);
void require_not_null(const Row&, int column);
bool column_is_null(const Row&, int column);
std::int64_t column_integer(const Row&, int column);
double column_real(const Row&, int column);
bool column_boolean(const Row&, int column);
std::string_view column_text(const Row&, int column);
std::string_view column_bytes(const Row&, int column);
std::string_view name_of_column(const Row&, int column);
// -1 when there is none. `guess` is looked at first: most statements name their columns in the order of the members.
int find_column(const Row&, std::string_view name, int guess = 0);
Day day_from_column(const Row&, int column);

template <class T>
void read_column(const Row& row, int column, T& target)
{
    if constexpr (json::detail::is_optional<T>::value) {
        if (column_is_null(row, column)) target.reset();
        else read_column(row, column, target.emplace());
        return;
    } else {
        require_not_null(row, column);
        if constexpr (std::is_same_v<T, bool>) target = column_boolean(row, column);
        else if constexpr (std::is_enum_v<T>) {
            auto value = json::choice<T>(column_text(row, column));
            if (!value) throw_unknown_choice(name_of_column(row, column), column_text(row, column));
            target = *value;
        } else if constexpr (std::is_integral_v<T>) {
            auto value = column_integer(row, column);
            if (!std::in_range<T>(value)) throw_out_of_range(name_of_column(row, column));
            target = static_cast<T>(value);
        } else if constexpr (std::is_floating_point_v<T>) target = column_real(row, column);
        else if constexpr (std::is_same_v<T, std::string>) target = column_text(row, column);
        else if constexpr (std::is_same_v<T, Bytes>) target.data = column_bytes(row, column);
        else if constexpr (std::is_same_v<T, Day>) target = day_from_column(row, column);
        else if constexpr (std::is_same_v<T, Instant>) target = Instant(std::chrono::milliseconds(column_integer(row, column)));
        else if constexpr (std::is_same_v<T, Vnd>) target.dong = column_integer(row, column);
        else if constexpr (std::is_same_v<T, json::Value>) target = json::parse(column_text(row, column));
        else {
            static_assert(is_id<T>::value, "no column is read into this type");
            target.number = column_integer(row, column);
        }
    }
}

// Reads rows of one statement into T; finds the columns by name once, at the first row.
template <class T>
class RowReader {
public:
    T read(const Row& row)
    {
        T target{};
        if constexpr (json::DescribedStruct<T>) {
            using Members = boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;
            if (m_columns.empty())
                boost::mp11::mp_for_each<Members>([&](auto d) {
                    m_columns.push_back(find_column(row, d.name, static_cast<int>(m_columns.size())));
                    if (m_columns.back() < 0) throw_missing_column(d.name);
                });
            std::size_t i = 0;
            boost::mp11::mp_for_each<Members>([&](auto d) { read_column(row, m_columns[i++], target.*d.pointer); });
        } else {
            read_column(row, 0, target);
        }
        return target;
    }

private:
    std::vector<int> m_columns;
};

}  // namespace motcua::db
