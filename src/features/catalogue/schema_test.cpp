#include <doctest/doctest.h>

#include <fstream>
#include <set>

#include "features/catalogue/files.hpp"
#include "platform/json/json.hpp"
#include "source_path.hpp"

// The JSON Schemas that editors use say the same as the structs that the loader reads.
namespace motcua::catalogue {

namespace {

using Names = std::set<std::string>;

json::Value schema_file(const std::string& name)
{
    std::ifstream file(motcua::testing::source_path("catalogue/schema/" + name + ".schema.json"), std::ios::binary);
    return json::parse(std::string(std::istreambuf_iterator<char>(file), {}));
}

Names texts_of(const json::Value* list)
{
    Names names;
    if (list && list->array())
        for (const auto& item : *list->array()) names.insert(*item.text());
    return names;
}

std::string joined(const Names& names)
{
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
}

class SchemaComparison {
public:
    explicit SchemaComparison(const json::Value& root) : m_root(root) {}

    void compare(const json::Value& given, void* sample, const json::Type& type, const std::string& path)
    {
        CAPTURE(path);
        const auto& schema = resolved(given);
        switch (type.kind) {
        case json::Kind::optional: return compare(given, type.emplace(sample), type.inner(), path);
        case json::Kind::list:
            CHECK(schema.text_of("type") == "array");
            return compare(*schema.find("items"), type.emplace(sample), type.inner(), path + "[]");
        case json::Kind::object: return compare_object(schema, sample, type, path);
        case json::Kind::choice: CHECK(joined(texts_of(schema.find("enum"))) == joined(Names(type.choices.begin(), type.choices.end()))); break;
        case json::Kind::text: CHECK(schema.text_of("format") == type.format); break;
        default: break;
        }
        CHECK(schema.text_of("type") == type_word(type.kind));
    }

private:
    static std::string_view type_word(json::Kind kind)
    {
        if (kind == json::Kind::integer) return "integer";
        if (kind == json::Kind::real) return "number";
        return kind == json::Kind::boolean ? "boolean" : "string";
    }

    const json::Value& resolved(const json::Value& schema) const
    {
        auto reference = schema.text_of("$ref");
        if (reference.empty()) return schema;
        const auto* found = m_root.find("$defs")->find(reference.substr(std::string_view("#/$defs/").size()));
        REQUIRE(found);
        return *found;
    }

    void compare_object(const json::Value& schema, void* sample, const json::Type& type, const std::string& path)
    {
        if (!m_seen.insert(&type).second) return;
        Names members, properties;
        for (const auto& field : type.fields) members.emplace(field.name);
        for (const auto& [name, property] : *schema.find("properties")->object()) {
            properties.insert(name);
            CAPTURE(name);
            CHECK_FALSE(property.text_of("description").empty());
        }
        CHECK(joined(properties) == joined(members));
        CHECK(*schema.find("additionalProperties")->boolean() == false);
        CHECK(joined(texts_of(schema.find("required"))) == joined(required_of(sample, type)));
        for (const auto& field : type.fields)
            if (properties.contains(std::string(field.name)))
                compare(*schema.find("properties")->find(field.name), static_cast<char*>(sample) + field.offset, field.type(), path + "." + std::string(field.name));
    }

    static Names required_of(void* sample, const json::Type& type)
    {
        std::vector<toml::Fault> faults;
        toml::read_into(sample, type, toml::Node(), faults, toml::Missing::keep_default);
        // What the loader's checks demand beyond the struct.
        static const std::map<std::string_view, Names> demanded{{"Form", {"sections"}}, {"Section", {"fields"}}, {"Workflow", {"steps"}}, {"Role", {"permissions"}},
            {"Consultation", {"working_days"}}, {"Unit", {"latitude", "longitude"}}, {"HoursLine", {"sessions"}}};
        auto more = demanded.find(type.name);
        auto names = more == demanded.end() ? Names() : more->second;
        for (const auto& fault : faults) names.insert(fault.field);
        return names;
    }

    const json::Value& m_root;
    std::set<const json::Type*> m_seen;
};

template <class T>
void compare_file(const std::string& name)
{
    CAPTURE(name);
    auto schema = schema_file(name);
    CHECK(schema.text_of("$schema") == "https://json-schema.org/draft/2020-12/schema");
    T sample;
    SchemaComparison(schema).compare(schema, &sample, json::type_of<T>(), name);
}

}  // namespace

TEST_CASE("the schemas name the members of the structs, what must be given and the choices")
{
    compare_file<ProcedureFile>("procedure");
    compare_file<forms::Form>("form");
    compare_file<Workflow>("workflow");
    compare_file<UnitsFile>("units");
    compare_file<CalendarFile>("calendar");
    compare_file<HoursFile>("hours");
    compare_file<AgenciesFile>("agencies");
    compare_file<RolesFile>("roles");
    compare_file<LettersFile>("letters");
}

TEST_CASE("the schema of messages has a table of sentences for refusals and one for fields")
{
    auto schema = schema_file("messages");
    CHECK(texts_of(schema.find("required")) == Names{"refusal", "field", "notification"});
    for (auto table : {"refusal", "field", "notification"}) CHECK(schema.find("properties")->find(table)->find("additionalProperties")->text_of("type") == "string");
}

}  // namespace motcua::catalogue
