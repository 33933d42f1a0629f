#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/src.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <map>
#include <optional>

#include "domain/refusal.hpp"
#include "platform/json/value.hpp"
#include "platform/text/text.hpp"

namespace motcua::json {

namespace {

constexpr std::size_t most_levels = 64;
constexpr std::size_t few_members = 16;
constexpr std::size_t usual_values = 64;

bool is_ascii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

template <class Names>
const std::string* twice_among(Names begin, Names end)
{
    if (static_cast<std::size_t>(end - begin) <= few_members) {
        for (auto later = begin; later != end; ++later)
            if (std::find(begin, later, *later) != later) return &*later;
        return nullptr;
    }
    std::vector<const std::string*> sorted;
    for (auto name = begin; name != end; ++name) sorted.push_back(&*name);
    std::sort(sorted.begin(), sorted.end(), [](auto a, auto b) { return *a < *b; });
    auto found = std::adjacent_find(sorted.begin(), sorted.end(), [](auto a, auto b) { return *a == *b; });
    return found == sorted.end() ? nullptr : *found;
}

// What Boost's parser calls: values wait on a stack until the list or object around them closes.
class ValueBuilder {
public:
    using Error = boost::json::error_code;
    using Chars = boost::json::string_view;

    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);

    ValueBuilder()
    {
        m_values.reserve(usual_values);
        m_names.reserve(usual_values);
    }

    bool on_document_begin(Error&) { return true; }
    bool on_document_end(Error&) { return true; }
    bool on_array_begin(Error&) { return true; }
    bool on_object_begin(Error&) { return true; }
    bool on_comment_part(Chars, Error&) { return true; }
    bool on_comment(Chars, Error&) { return true; }
    bool on_number_part(Chars, Error&) { return true; }

    bool on_array_end(std::size_t size, Error&)
    {
        auto begin = m_values.end() - static_cast<std::ptrdiff_t>(size);
        Array items(std::make_move_iterator(begin), std::make_move_iterator(m_values.end()));
        m_values.erase(begin, m_values.end());
        m_values.emplace_back(std::move(items));
        return true;
    }

    bool on_object_end(std::size_t size, Error& error)
    {
        auto name = m_names.end() - static_cast<std::ptrdiff_t>(size);
        auto value = m_values.end() - static_cast<std::ptrdiff_t>(size);
        if (const auto* twice = twice_among(name, m_names.end())) return refuse(error, "duplicate_name", {{"name", *twice}});
        Object members;
        members.reserve(size);
        std::transform(name, m_names.end(), value, std::back_inserter(members),
                       [](auto& its_name, auto& its_value) { return Member(std::move(its_name), std::move(its_value)); });
        m_names.erase(name, m_names.end());
        m_values.erase(value, m_values.end());
        m_values.emplace_back(std::move(members));
        return true;
    }

    bool on_string_part(Chars part, std::size_t, Error&) { return m_begun.append(part.data(), part.size()), true; }
    bool on_key_part(Chars part, std::size_t, Error&) { return m_begun.append(part.data(), part.size()), true; }
    bool on_string(Chars rest, std::size_t, Error& error) { return finish(rest, error) && (m_values.emplace_back(std::move(m_finished)), true); }
    bool on_key(Chars rest, std::size_t, Error& error) { return finish(rest, error) && (m_names.push_back(std::move(m_finished)), true); }

    bool on_int64(std::int64_t number, Chars, Error&) { return m_values.emplace_back(number), true; }
    bool on_uint64(std::uint64_t number, Chars digits, Error& error) { return on_double(static_cast<double>(number), digits, error); }
    // Boost's own sum can miss the nearest double by one unit in the last place.
    bool on_double(double about, Chars digits, Error& error)
    {
        auto nearest = about;
        std::from_chars(digits.data(), digits.data() + digits.size(), nearest);
        if (!std::isfinite(nearest)) return refuse(error, "number_too_large");
        m_values.emplace_back(nearest);
        return true;
    }
    bool on_bool(bool truth, Error&) { return m_values.emplace_back(truth), true; }
    bool on_null(Error&) { return m_values.emplace_back(), true; }

    Value take() { return std::move(m_values.back()); }
    const std::optional<Refusal>& refusal() const { return m_refusal; }

private:
    bool finish(Chars rest, Error& error)
    {
        m_finished = std::move(m_begun);
        m_finished.append(rest.data(), rest.size());
        m_begun.clear();
        if (m_finished.find('\0') != std::string::npos) return refuse(error, "nul_character");
        if (!is_ascii(m_finished)) m_finished = text::nfc(m_finished);
        return true;
    }

    bool refuse(Error& error, std::string code, std::map<std::string, std::string> values = {})
    {
        m_refusal = Refusal(Reason::invalid_input, std::move(code), std::move(values));
        error = boost::json::error::syntax;
        return false;
    }

    std::vector<Value> m_values;
    std::vector<std::string> m_names;
    std::string m_begun;
    std::string m_finished;
    std::optional<Refusal> m_refusal;
};

}  // namespace

Value parse(std::string_view text)
{
    boost::json::parse_options options;
    options.max_depth = most_levels;
    boost::json::basic_parser<ValueBuilder> parser(options);
    boost::json::error_code error;
    auto read = parser.write_some(false, text.data(), text.size(), error);
    if (parser.handler().refusal()) throw *parser.handler().refusal();
    if (error == boost::json::error::exponent_overflow) throw Refusal(Reason::invalid_input, "number_too_large");
    if (error == boost::json::error::too_deep) throw Refusal(Reason::invalid_input, "json_too_deep", {{"max", std::to_string(most_levels)}});
    if (error || read < text.size()) throw Refusal(Reason::invalid_input, "malformed_json", {{"offset", std::to_string(read)}});
    return parser.handler().take();
}

}  // namespace motcua::json
