#include "platform/json/json.hpp"
#include "platform/json/print.hpp"

namespace motcua::json {

namespace {

void append_list(std::string& text, const void* source, const Type& type)
{
    const auto& inner = type.inner();
    auto size = type.size(source);
    text += '[';
    for (std::size_t i = 0; i < size; ++i) {
        if (i > 0) text += ',';
        append(text, type.at(source, i), inner);
    }
    text += ']';
}

void append_object(std::string& text, const void* source, const Type& type)
{
    text += '{';
    auto begin = text.size();
    for (const auto& field : type.fields) {
        const auto& its_type = field.type();
        const void* member = static_cast<const char*>(source) + field.offset;
        if (its_type.kind == Kind::optional && !its_type.has(member)) continue;
        if (text.size() > begin) text += ',';
        text += '"';
        text += field.name;
        text += "\":";
        append(text, member, its_type);
    }
    text += '}';
}

void append_text(std::string& text, const void* source, const Type& type)
{
    text += '"';
    auto begin = text.size();
    type.append_text(source, text);
    escape_from(text, begin);
    text += '"';
}

}  // namespace

void append(std::string& text, const void* source, const Type& type)
{
    switch (type.kind) {
    case Kind::boolean: text += *static_cast<const bool*>(source) ? "true" : "false"; return;
    case Kind::integer: return append_integer(text, type.get_integer(source));
    case Kind::real: return append_real(text, *static_cast<const double*>(source));
    case Kind::text: return append_text(text, source, type);
    case Kind::choice: return append_quoted(text, type.choices[static_cast<std::size_t>(type.get_integer(source))]);
    case Kind::optional:
        if (type.has(source)) append(text, type.at(source, 0), type.inner());
        else text += "null";
        return;
    case Kind::list: return append_list(text, source, type);
    case Kind::object: return append_object(text, source, type);
    case Kind::any: return append_value(text, *static_cast<const Value*>(source));
    }
}

}  // namespace motcua::json
