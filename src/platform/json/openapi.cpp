#include "platform/json/openapi.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <stdexcept>

namespace motcua::json {

namespace {

constexpr std::string_view public_prefix = "/api/public/v1";
constexpr std::string_view officers_prefix = "/api";

// The body of every answer that says no; http/problem.cpp writes it.
struct ProblemField {
    std::string field;
    std::string code;
    std::optional<std::string> message;
};
BOOST_DESCRIBE_STRUCT(ProblemField, (), (field, code, message))

struct Problem {
    std::string type;
    std::string title;
    int status = 0;
    std::string code;
    std::optional<std::string> detail;
    std::optional<std::vector<ProblemField>> fields;
    std::optional<std::string> incident;
    std::optional<std::string> request_id;
};
BOOST_DESCRIBE_STRUCT(Problem, (), (type, title, status, code, detail, fields, incident, request_id))

Value texts(std::span<const std::string_view> list)
{
    Array items;
    for (auto text : list) items.emplace_back(text);
    return items;
}

Value scalar(std::string_view type, std::string_view format = "")
{
    Value schema;
    schema.set("type", type);
    if (!format.empty()) schema.set("format", format);
    return schema;
}

Value reference(std::string_view section, std::string_view name)
{
    Value schema;
    schema.set("$ref", "#/components/" + std::string(section) + "/" + std::string(name));
    return schema;
}

// Every struct and enum that the routes use, by name.
class Schemas {
public:
    Value schema_of(const Type& type)
    {
        switch (type.kind) {
        case Kind::boolean: return scalar("boolean");
        case Kind::integer: return scalar("integer", type.format);
        case Kind::real: return scalar("number", "double");
        case Kind::text: return scalar("string", type.format);
        case Kind::optional: return schema_of(type.inner());
        case Kind::list: return list_of(type.inner());
        case Kind::any: return Object{};
        case Kind::choice:
        case Kind::object: break;
        }
        keep(type);
        return reference("schemas", type.name);
    }

    // From here on this struct and those inside it are said to have no other members.
    void close(const Type& type)
    {
        if (type.kind == Kind::optional || type.kind == Kind::list) return close(type.inner());
        if (type.kind != Kind::object || !m_closed.insert(&type).second) return;
        for (const auto& field : type.fields) close(field.type());
    }

    // The opposite, and it wins: who may be newer than we are sends members that we do not know.
    void open(const Type& type)
    {
        if (type.kind == Kind::optional || type.kind == Kind::list) return open(type.inner());
        if (type.kind != Kind::object || !m_opened.insert(&type).second) return;
        for (const auto& field : type.fields) open(field.type());
    }

    Value components() const
    {
        Value all(Object{});
        for (const auto& [name, component] : m_components) {
            auto& schema = all.set(name, component.schema);
            if (m_closed.contains(component.type) && !m_opened.contains(component.type)) schema.set("additionalProperties", false);
        }
        return all;
    }

private:
    struct Component {
        const Type* type;
        Value schema;
    };

    Value list_of(const Type& inner)
    {
        auto items = schema_of(inner);
        if (inner.kind == Kind::optional) {
            Value either;
            either.set("anyOf", Array{std::move(items), scalar("null")});
            items = std::move(either);
        }
        auto schema = scalar("array");
        schema.set("items", std::move(items));
        return schema;
    }

    void keep(const Type& type)
    {
        std::string name(type.name);
        auto [place, is_new] = m_components.try_emplace(name, Component{&type, {}});
        if (place->second.type != &type) throw std::logic_error("two types of the API are called " + name);
        if (!is_new) return;
        // The name is taken before the members are walked: a struct may hold a list of itself.
        auto schema = type.kind == Kind::choice ? choice_schema(type) : object_schema(type);
        m_components.at(name).schema = std::move(schema);
    }

    static Value choice_schema(const Type& type)
    {
        auto schema = scalar("string");
        schema.set("enum", texts(type.choices));
        return schema;
    }

    Value object_schema(const Type& type)
    {
        Value properties(Object{});
        Array required;
        for (const auto& field : type.fields) {
            const auto& its_type = field.type();
            properties.set(field.name, schema_of(its_type));
            if (its_type.kind != Kind::optional && its_type.kind != Kind::any) required.emplace_back(field.name);
        }
        auto schema = scalar("object");
        schema.set("properties", std::move(properties));
        if (!required.empty()) schema.set("required", std::move(required));
        return schema;
    }

    std::map<std::string, Component> m_components;
    std::set<const Type*> m_closed;
    std::set<const Type*> m_opened;
};

std::string_view after_prefix(std::string_view path)
{
    for (auto prefix : {public_prefix, officers_prefix})
        if (path.starts_with(prefix)) return path.substr(prefix.size());
    return path;
}

// "get_dossiers_code", "post_public_procedures_id_fees"
std::string operation_id(const http::Route& route)
{
    std::string id = route.method;
    std::transform(id.begin(), id.end(), id.begin(), [](char c) { return 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (route.path.starts_with(public_prefix)) id += "_public";
    bool between = true;
    for (char c : after_prefix(route.path)) {
        auto is_word = ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9');
        if (is_word && between) id += '_';
        if (is_word) id += c;
        between = !is_word;
    }
    return id;
}

std::string_view tag_of(std::string_view path)
{
    auto rest = after_prefix(path);
    rest.remove_prefix(rest.starts_with('/') ? 1 : 0);
    return rest.substr(0, rest.find_first_of("/."));
}

Value parameter(std::string_view name, std::string_view place, bool required, Value schema)
{
    Value described;
    described.set("name", name);
    described.set("in", place);
    if (required) described.set("required", true);
    described.set("schema", std::move(schema));
    return described;
}

Value query_parameter(std::string_view declared)
{
    auto colon = declared.find(':');
    auto name = declared.substr(0, colon);
    auto type = colon == std::string_view::npos ? "text" : declared.substr(colon + 1);
    if (type == "integer" || type == "number" || type == "boolean") return parameter(name, "query", false, scalar(type));
    if (type == "date" || type == "date-time") return parameter(name, "query", false, scalar("string", type));
    if (type != "text") throw std::logic_error("the query parameter " + std::string(declared) + " has an unknown type");
    return parameter(name, "query", false, scalar("string"));
}

Array parameters_of(const http::Route& route)
{
    Array list;
    std::string_view rest = route.path;
    for (auto begin = rest.find('{'); begin != std::string_view::npos; begin = rest.find('{')) {
        auto end = rest.find('}', begin);
        list.push_back(parameter(rest.substr(begin + 1, end - begin - 1), "path", true, scalar("string")));
        rest.remove_prefix(end);
    }
    for (const auto& declared : route.query) list.push_back(query_parameter(declared));
    if (route.replay == http::Replay::keyed) list.push_back(parameter("Idempotency-Key", "header", false, scalar("string")));
    return list;
}

Value content(std::string_view media_type, Value schema)
{
    Value media;
    media.set("schema", std::move(schema));
    Value list;
    list.set(media_type, std::move(media));
    return list;
}

Value responses_of(const http::Route& route, Schemas& schemas)
{
    constexpr std::string_view json_type = "application/json";
    Value success;
    std::string_view status = "2XX";   // 200, 201, 202, 206: the handler's choice.
    if (route.answer) {
        success.set("description", "Done");
        success.set("content", content(json_type, schemas.schema_of(*route.answer)));
    } else if (route.answer_type.empty()) {
        success.set("description", "Go on elsewhere");
        status = "303";
    } else if (route.answer_type != json_type) {
        success.set("description", "Done");
        success.set("content", content(route.answer_type, Object{}));
    } else {
        success.set("description", "Done, nothing to say");
        status = "204";
    }
    Value responses;
    responses.set(status, std::move(success));
    responses.set("default", reference("responses", "Problem"));
    return responses;
}

Value request_body_of(const http::Route& route, Schemas& schemas)
{
    Value body;
    body.set("required", true);
    body.set("content", content("application/json", schemas.schema_of(*route.body)));
    if (route.path.starts_with(public_prefix)) schemas.open(*route.body);
    else schemas.close(*route.body);
    return body;
}

Value operation_of(const http::Route& route, const std::string& id, Schemas& schemas)
{
    Value operation;
    operation.set("operationId", id);
    operation.set("summary", route.summary);
    operation.set("tags", Array{tag_of(route.path)});
    if (auto parameters = parameters_of(route); !parameters.empty()) operation.set("parameters", std::move(parameters));
    if (route.body) operation.set("requestBody", request_body_of(route, schemas));
    operation.set("responses", responses_of(route, schemas));
    Value cookie;
    cookie.set("session", Array{});
    operation.set("security", route.permission == Permission::anyone ? Array{} : Array{std::move(cookie)});
    operation.set("x-permission", name_of(route.permission));
    return operation;
}

Value components_of(Schemas& schemas)
{
    Value problem;
    problem.set("description", "The request cannot be done; `code` says why and never changes its meaning");
    problem.set("content", content("application/problem+json", schemas.schema_of(type_of<Problem>())));
    Value responses;
    responses.set("Problem", std::move(problem));

    Value session = scalar("apiKey");
    session.set("in", "cookie");
    session.set("name", "motcua_session");
    Value security;
    security.set("session", std::move(session));

    Value components;
    components.set("schemas", schemas.components());
    components.set("responses", std::move(responses));
    components.set("securitySchemes", std::move(security));
    return components;
}

std::string lower_method(std::string_view id)
{
    return std::string(id.substr(0, id.find('_')));
}

}  // namespace

std::string print_openapi(std::span<const http::Route> routes, std::string_view version)
{
    Schemas schemas;
    std::map<std::string, std::map<std::string, Value>> operations;   // Path → method → operation.
    std::set<std::string> ids;
    for (const auto& route : routes) {
        auto id = operation_id(route);
        if (!ids.insert(id).second) throw std::logic_error("two routes have the operationId " + id);
        operations[route.path][lower_method(id)] = operation_of(route, id, schemas);
    }
    Value paths(Object{});
    for (auto& [path, methods] : operations) {
        auto& item = paths.set(path, Object{});
        for (auto& [method, operation] : methods) item.set(method, std::move(operation));
    }

    Value document;
    document.set("openapi", "3.1.0");
    auto& about = document.set("info", Object{});
    about.set("title", "Một Cửa");
    about.set("version", version);
    document.set("paths", std::move(paths));
    document.set("components", components_of(schemas));
    return print_indented(document);
}

}  // namespace motcua::json
