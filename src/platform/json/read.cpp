#include <algorithm>
#include <cmath>

#include "domain/refusal.hpp"
#include "platform/json/json.hpp"

namespace motcua::json {

namespace {

constexpr std::size_t most_problems = 100;

class StructReader {
public:
    explicit StructReader(UnknownFields unknown) : m_unknown(unknown) {}

    void read(void* target, const Type& type, const Value& value)
    {
        switch (type.kind) {
        case Kind::boolean: return read_boolean(target, value);
        case Kind::integer: return read_integer(target, type, value);
        case Kind::real: return read_real(target, value);
        case Kind::text: return read_text(target, type, value);
        case Kind::choice: return read_choice(target, type, value);
        case Kind::optional:
            if (!value.is_null()) read(type.emplace(target), type.inner(), value);
            return;
        case Kind::list: return read_list(target, type, value);
        case Kind::object: return read_object(target, type, value);
        case Kind::any: *static_cast<Value*>(target) = value; return;
        }
    }

    std::vector<FieldProblem>& problems() { return m_problems; }

private:
    void note(std::string_view code)
    {
        if (!is_full()) m_problems.push_back({m_path, std::string(code)});
    }

    // A body of empty objects could otherwise ask for a gigabyte of complaints.
    bool is_full() const { return m_problems.size() >= most_problems; }

    void read_boolean(void* target, const Value& value)
    {
        if (const auto* truth = value.boolean()) *static_cast<bool*>(target) = *truth;
        else note(value.is_null() ? "required" : "not_true_or_false");
    }

    void read_integer(void* target, const Type& type, const Value& value)
    {
        if (const auto* number = value.integer()) {
            if (!type.set_integer(target, *number)) note("out_of_range");
            return;
        }
        const auto* real = value.real();
        auto is_huge = real && std::abs(*real) >= 0x1p63;
        note(value.is_null() ? "required" : is_huge ? "out_of_range" : "not_whole_number");
    }

    void read_real(void* target, const Value& value)
    {
        auto& number = *static_cast<double*>(target);
        if (const auto* real = value.real()) number = *real;
        else if (const auto* whole = value.integer()) number = static_cast<double>(*whole);
        else note(value.is_null() ? "required" : "not_number");
    }

    void read_text(void* target, const Type& type, const Value& value)
    {
        const auto* text = value.text();
        if (!text) return note(value.is_null() ? "required" : "not_text");
        auto fault = type.set_text(target, *text);
        if (!fault.empty()) note(fault);
    }

    void read_choice(void* target, const Type& type, const Value& value)
    {
        if (value.is_null()) return note("required");
        if (const auto* name = value.text())
            for (std::size_t i = 0; i < type.choices.size(); ++i)
                if (type.choices[i] == *name) return void(type.set_integer(target, static_cast<std::int64_t>(i)));
        note("unknown_choice");
    }

    void read_list(void* target, const Type& type, const Value& value)
    {
        const auto* items = value.array();
        if (!items) return note(value.is_null() ? "required" : "not_a_list");
        const auto& inner = type.inner();
        type.clear(target);
        auto here = m_path.size();
        for (std::size_t i = 0; i < items->size() && !is_full(); ++i) {
            m_path.append("[").append(std::to_string(i)).append("]");
            read(type.emplace(target), inner, (*items)[i]);
            m_path.resize(here);
        }
    }

    void read_object(void* target, const Type& type, const Value& value)
    {
        const auto* members = value.object();
        if (!members) return note(value.is_null() ? "required" : "not_an_object");
        std::size_t known = 0;
        std::size_t expected = 0;   // Clients write members in the struct's order more often than not.
        for (const auto& field : type.fields) {
            auto at = position_of(*members, field.name, expected);
            auto is_there = at < members->size();
            if (is_there) ++known, expected = at + 1;
            read_field(target, field, is_there ? (*members)[at].second : Value());
        }
        if (m_unknown == UnknownFields::refuse && known < members->size()) note_unknown(type, *members);
    }

    void read_field(void* target, const Field& field, const Value& value)
    {
        const auto& type = field.type();
        if (value.is_null() && (type.kind == Kind::optional || type.kind == Kind::any)) return;
        auto here = enter(field.name);
        read(static_cast<char*>(target) + field.offset, type, value);
        m_path.resize(here);
    }

    void note_unknown(const Type& type, const Object& members)
    {
        for (const auto& [name, value] : members) {
            auto is_known = [&](const Field& field) { return field.name == name; };
            if (is_full() || std::any_of(type.fields.begin(), type.fields.end(), is_known)) continue;
            auto here = enter(name);
            note("unknown_field");
            m_path.resize(here);
        }
    }

    static std::size_t position_of(const Object& members, std::string_view name, std::size_t expected)
    {
        for (std::size_t i = expected; i < members.size(); ++i)
            if (members[i].first == name) return i;
        for (std::size_t i = 0; i < expected; ++i)
            if (members[i].first == name) return i;
        return members.size();
    }

    // The length to which the path is cut when the field has been read.
    std::size_t enter(std::string_view name)
    {
        auto here = m_path.size();
        if (here > 0) m_path += '.';
        m_path += name;
        return here;
    }

    UnknownFields m_unknown;
    std::string m_path;
    std::vector<FieldProblem> m_problems;
};

}  // namespace

void read_into(void* target, const Type& type, const Value& value, UnknownFields unknown)
{
    StructReader reader(unknown);
    reader.read(target, type, value);
    if (!reader.problems().empty()) throw Refusal(std::move(reader.problems()));
}

}  // namespace motcua::json
