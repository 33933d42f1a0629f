#include "platform/json/type.hpp"

#include <algorithm>

namespace motcua::json {

void TextFormat<Day>::append(const Day& day, std::string& text)
{
    text += to_iso(day);
}

std::string_view TextFormat<Day>::parse(std::string_view text, Day& day)
{
    auto parsed = parse_day(text);
    if (!parsed) return "not_a_date";
    day = *parsed;
    return "";
}

void TextFormat<Instant>::append(const Instant& instant, std::string& text)
{
    text += to_iso(instant);
}

std::string_view TextFormat<Instant>::parse(std::string_view text, Instant& instant)
{
    auto parsed = parse_instant(text);
    if (!parsed) return "not_an_instant";
    instant = *parsed;
    return "";
}

namespace detail {

namespace {

std::string_view without_namespaces(std::string_view name)
{
    return name.substr(name.find_last_of(": ") + 1);
}

}  // namespace

std::string name_in(std::string_view pretty_function)
{
    auto begin = pretty_function.find("T = ") + 4;
    auto full = pretty_function.substr(begin, pretty_function.find_first_of(";]", begin) - begin);
    auto outer_end = full.find('<');
    std::string name(without_namespaces(full.substr(0, outer_end)));
    if (outer_end == std::string_view::npos) return name;
    auto inner = full.substr(outer_end + 1, full.find_first_of(",>", outer_end) - outer_end - 1);
    return name.append("Of").append(without_namespaces(inner));
}

const Type& boolean_type()
{
    static const Type type{.kind = Kind::boolean};
    return type;
}

const Type& real_type()
{
    static const Type type{.kind = Kind::real};
    return type;
}

const Type& any_type()
{
    static const Type type{.kind = Kind::any};
    return type;
}

const Type& vnd_type()
{
    static const Type type{
        .kind = Kind::integer,
        .format = "int64",
        .get_integer = [](const void* p) { return static_cast<const Vnd*>(p)->dong; },
        .set_integer = [](void* p, std::int64_t dong) { return static_cast<Vnd*>(p)->dong = dong, true; }};
    return type;
}

}  // namespace detail

}  // namespace motcua::json
