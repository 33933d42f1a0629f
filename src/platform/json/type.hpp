#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <boost/describe.hpp>
#include <boost/mp11/algorithm.hpp>

#include "domain/time.hpp"
#include "domain/vnd.hpp"
#include "platform/json/value.hpp"

// Tables made once per described struct. Everything that walks them (reading, writing, OpenAPI, TypeScript) is ordinary
// code in .cpp files, so that a DTO costs little to compile.
namespace motcua::json {

enum class Kind { boolean, integer, real, text, choice, optional, list, object, any };

struct Type;

struct Field {
    std::string_view name;
    std::size_t offset;
    const Type& (*type)();
};

struct Type {
    Kind kind;
    std::string_view name = {};     // Of a struct or an enum: its name in OpenAPI and TypeScript.
    std::string_view format = {};   // "date", "date-time", "int64", …
    std::span<const Field> fields = {};
    std::span<const std::string_view> choices = {};
    const Type& (*inner)() = nullptr;

    // integer, choice
    std::int64_t (*get_integer)(const void*) = nullptr;
    bool (*set_integer)(void*, std::int64_t) = nullptr;            // False when it does not fit.
    // text: `set_text` returns "" or the code of the fault.
    void (*append_text)(const void*, std::string&) = nullptr;
    std::string_view (*set_text)(void*, std::string_view) = nullptr;
    // optional
    bool (*has)(const void*) = nullptr;
    // optional: makes and returns the value; list: appends one and returns it.
    void* (*emplace)(void*) = nullptr;
    // optional: the value; list: the item at an index.
    const void* (*at)(const void*, std::size_t) = nullptr;
    std::size_t (*size)(const void*) = nullptr;
    // list
    void (*clear)(void*) = nullptr;
};

template <class T>
const Type& type_of();

enum class UnknownFields;
// Throws Refusal(fields); see json.hpp. After that the target is half filled.
void read_into(void* target, const Type&, const Value&, UnknownFields);
// Throws std::domain_error for a double that is not finite.
void append(std::string& text, const void* source, const Type&);

// How a value that is one JSON text is read and written. Specialise it for own types:
//   static constexpr std::string_view format; static void append(const T&, std::string&);
//   static std::string_view parse(std::string_view, T&);  // "" or the code of the fault
template <class T>
struct TextFormat;

template <>
struct TextFormat<std::string> {
    static constexpr std::string_view format = "";
    static void append(const std::string& value, std::string& text) { text += value; }
    static std::string_view parse(std::string_view text, std::string& value) { return value = text, ""; }
};
template <>
struct TextFormat<std::string_view> {  // Answers only: a view owns nothing, so it cannot be read into.
    static constexpr std::string_view format = "";
    static void append(std::string_view value, std::string& text) { text += value; }
    static std::string_view parse(std::string_view, std::string_view&) { return "not_readable"; }
};
template <>
struct TextFormat<Day> {
    static constexpr std::string_view format = "date";
    static void append(const Day&, std::string&);
    static std::string_view parse(std::string_view, Day&);
};
template <>
struct TextFormat<Instant> {
    static constexpr std::string_view format = "date-time";
    static void append(const Instant&, std::string&);
    static std::string_view parse(std::string_view, Instant&);
};

template <class T>
concept TextLike = requires { TextFormat<T>::format; };
template <class T>
concept DescribedEnum = std::is_enum_v<T> && boost::describe::has_describe_enumerators<T>::value;
template <class T>
concept DescribedStruct = std::is_class_v<T> && boost::describe::has_describe_members<T>::value && !TextLike<T>;

namespace detail {

template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {};
template <class T>
struct is_vector : std::false_type {};
template <class T>
struct is_vector<std::vector<T>> : std::true_type {};

// "B" from "… [with T = motcua::a::B; …]", "PageOfB" from "… [T = motcua::Page<motcua::a::B>]".
std::string name_in(std::string_view pretty_function);

// The struct's own name without its namespaces.
template <class T>
std::string_view short_name()
{
    static const std::string name = name_in(__PRETTY_FUNCTION__);
    return name;
}

template <class T>
const Type& integer_type()
{
    static const Type type{
        .kind = Kind::integer,
        .format = sizeof(T) == 8 ? "int64" : "int32",
        .get_integer = [](const void* p) { return static_cast<std::int64_t>(*static_cast<const T*>(p)); },
        .set_integer = [](void* p, std::int64_t value) {
            if (!std::in_range<T>(value)) return false;
            *static_cast<T*>(p) = static_cast<T>(value);
            return true;
        }};
    return type;
}

template <class T>
const Type& choice_type()
{
    using Enumerators = boost::describe::describe_enumerators<T>;
    static constexpr auto size = boost::mp11::mp_size<Enumerators>::value;
    static const auto names = [] {
        std::array<std::string_view, size> list{};
        std::size_t i = 0;
        boost::mp11::mp_for_each<Enumerators>([&](auto d) { list[i++] = d.name; });
        return list;
    }();
    static const auto values = [] {
        std::array<T, size> list{};
        std::size_t i = 0;
        boost::mp11::mp_for_each<Enumerators>([&](auto d) { list[i++] = d.value; });
        return list;
    }();
    static const Type type{
        .kind = Kind::choice,
        .name = short_name<T>(),
        .choices = names,
        .get_integer = [](const void* p) -> std::int64_t {  // The position among the choices.
            for (std::size_t i = 0; i < size; ++i)
                if (values[i] == *static_cast<const T*>(p)) return static_cast<std::int64_t>(i);
            return 0;
        },
        .set_integer = [](void* p, std::int64_t i) { return *static_cast<T*>(p) = values[static_cast<std::size_t>(i)], true; }};
    return type;
}

template <class T>
const Type& text_type()
{
    static const Type type{
        .kind = Kind::text,
        .format = TextFormat<T>::format,
        .append_text = [](const void* p, std::string& text) { TextFormat<T>::append(*static_cast<const T*>(p), text); },
        .set_text = [](void* p, std::string_view text) { return TextFormat<T>::parse(text, *static_cast<T*>(p)); }};
    return type;
}

template <class T>
const Type& optional_type()
{
    using Inner = typename T::value_type;
    static const Type type{
        .kind = Kind::optional,
        .inner = &type_of<Inner>,
        .has = [](const void* p) { return static_cast<const T*>(p)->has_value(); },
        .emplace = [](void* p) -> void* { return &static_cast<T*>(p)->emplace(); },
        .at = [](const void* p, std::size_t) -> const void* { return &**static_cast<const T*>(p); }};
    return type;
}

template <class T>
const Type& list_type()
{
    using Inner = typename T::value_type;
    static_assert(!std::is_same_v<Inner, bool>, "a list of true and false is no list of objects; name them");
    static const Type type{
        .kind = Kind::list,
        .inner = &type_of<Inner>,
        .emplace = [](void* p) -> void* { return &static_cast<T*>(p)->emplace_back(); },
        .at = [](const void* p, std::size_t i) -> const void* { return &(*static_cast<const T*>(p))[i]; },
        .size = [](const void* p) { return static_cast<const T*>(p)->size(); },
        .clear = [](void* p) { static_cast<T*>(p)->clear(); }};
    return type;
}

template <class T>
const Type& object_type()
{
    using Members = boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;
    static const auto fields = [] {
        std::array<Field, boost::mp11::mp_size<Members>::value> list{};
        std::size_t i = 0;
        const T sample{};
        boost::mp11::mp_for_each<Members>([&](auto d) {
            using M = std::remove_cvref_t<decltype(sample.*d.pointer)>;
            auto offset = reinterpret_cast<const char*>(&(sample.*d.pointer)) - reinterpret_cast<const char*>(&sample);
            list[i++] = Field{d.name, static_cast<std::size_t>(offset), &type_of<M>};
        });
        return list;
    }();
    static const Type type{.kind = Kind::object, .name = short_name<T>(), .fields = fields};
    return type;
}

const Type& boolean_type();
const Type& real_type();
const Type& any_type();
const Type& vnd_type();

}  // namespace detail

template <class T>
const Type& type_of()
{
    if constexpr (std::is_same_v<T, bool>) return detail::boolean_type();
    else if constexpr (std::is_same_v<T, Value>) return detail::any_type();
    else if constexpr (std::is_same_v<T, Vnd>) return detail::vnd_type();
    else if constexpr (TextLike<T>) return detail::text_type<T>();
    else if constexpr (DescribedEnum<T>) return detail::choice_type<T>();
    else if constexpr (std::is_integral_v<T>) return detail::integer_type<T>();
    else if constexpr (std::is_same_v<T, double>) return detail::real_type();
    else if constexpr (detail::is_optional<T>::value) return detail::optional_type<T>();
    else if constexpr (detail::is_vector<T>::value) return detail::list_type<T>();
    else {
        static_assert(DescribedStruct<T>, "describe the struct with BOOST_DESCRIBE_STRUCT, or give it a TextFormat");
        return detail::object_type<T>();
    }
}

// "late" for Timeliness::late: the described name of an enum value, and back (nothing when unknown).
template <DescribedEnum T>
std::string_view name_of(T value)
{
    const auto& type = detail::choice_type<T>();
    return type.choices[static_cast<std::size_t>(type.get_integer(&value))];
}
template <DescribedEnum T>
std::optional<T> choice(std::string_view name)
{
    const auto& type = detail::choice_type<T>();
    for (std::size_t i = 0; i < type.choices.size(); ++i) {
        if (type.choices[i] != name) continue;
        T value{};
        type.set_integer(&value, static_cast<std::int64_t>(i));
        return value;
    }
    return std::nullopt;
}

}  // namespace motcua::json
