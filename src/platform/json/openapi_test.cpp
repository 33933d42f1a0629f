#include <doctest/doctest.h>

#include <algorithm>
#include <stdexcept>

#include "platform/json/openapi.hpp"

namespace motcua::json {

namespace {

enum class ShownChannel { counter, online };
BOOST_DESCRIBE_ENUM(ShownChannel, counter, online)

struct ShownPaper {
    std::string code;
    int originals = 0;
};
BOOST_DESCRIBE_STRUCT(ShownPaper, (), (code, originals))

struct ShownBody {
    std::string procedure;
    std::optional<ShownChannel> channel;
    std::vector<ShownPaper> papers;
    Day born{};
    Instant at{};
    Vnd fee;
    bool by_post = false;
    double ratio = 0;
    std::vector<std::optional<int>> gaps;
    Value answers;
};
BOOST_DESCRIBE_STRUCT(ShownBody, (), (procedure, channel, papers, born, at, fee, by_post, ratio, gaps, answers))

struct ShownTree {
    std::optional<std::string> name;
    std::vector<ShownTree> children;
};
BOOST_DESCRIBE_STRUCT(ShownTree, (), (name, children))

struct ShownView {
    std::string code;
    std::optional<ShownPaper> first;
};
BOOST_DESCRIBE_STRUCT(ShownView, (), (code, first))

struct ShownFilter {
    std::optional<int> number;
};
BOOST_DESCRIBE_STRUCT(ShownFilter, (), (number))

namespace elsewhere {
struct ShownPaper {
    int pages = 0;
};
BOOST_DESCRIBE_STRUCT(ShownPaper, (), (pages))
}  // namespace elsewhere

http::Route a_route(std::string method, std::string path, const Type* body = nullptr, const Type* answer = nullptr)
{
    http::Route route{std::move(method), std::move(path), Permission::signed_in, {}, "Does it."};
    route.body = body;
    route.answer = answer;
    return route;
}

Value document_of(std::vector<http::Route> routes)
{
    return parse(print_openapi(routes, "1.2.3"));
}

// The value at "a/b/0/c", where a "~" in a name stands for "/".
const Value& at(const Value& value, std::string_view path)
{
    auto slash = path.find('/');
    std::string name(path.substr(0, slash));
    std::replace(name.begin(), name.end(), '~', '/');
    const auto* items = value.array();
    const auto* found = items ? &items->at(static_cast<std::size_t>(std::stoi(name))) : value.find(name);
    if (!found) throw std::out_of_range("no " + name + " in " + print(value));
    return slash == std::string_view::npos ? *found : at(*found, path.substr(slash + 1));
}

std::string printed_at(const Value& value, std::string_view path)
{
    return print(at(value, path));
}

// Calls back for every object of the document.
template <class Visit>
void for_each_object(const Value& value, const Visit& visit)
{
    if (const auto* items = value.array())
        for (const auto& item : *items) for_each_object(item, visit);
    if (!value.object()) return;
    visit(value);
    for (const auto& [name, member] : *value.object()) for_each_object(member, visit);
}

std::vector<http::Route> routes_of_every_shape()
{
    auto keyed = a_route("POST", "/api/dossiers/{code}/forward", &type_of<ShownBody>(), &type_of<ShownView>());
    keyed.replay = http::Replay::keyed;
    auto list = a_route("GET", "/api/public/v1/procedures", nullptr, &type_of<ShownTree>());
    list.permission = Permission::anyone;
    list.query = {"q", "limit:integer", "from:date", "late:boolean"};
    auto letter = a_route("GET", "/api/dossiers/{code}/letters/{id}.pdf");
    letter.answer_type = "application/pdf";
    return {keyed, list, letter, a_route("DELETE", "/api/session")};
}

}  // namespace

TEST_CASE("the document names its version of OpenAPI and ours")
{
    auto document = document_of({});
    CHECK(document.text_of("openapi") == "3.1.0");
    CHECK(printed_at(document, "info") == R"({"title":"Một Cửa","version":"1.2.3"})");
    CHECK(printed_at(document, "paths") == "{}");
}

TEST_CASE("a struct becomes a component: optional members and any value are not required, enums are texts")
{
    auto document = document_of({a_route("POST", "/api/dossiers", &type_of<ShownBody>())});
    CHECK(printed_at(document, "components/schemas/ShownBody/properties") ==
          R"({"procedure":{"type":"string"},"channel":{"$ref":"#/components/schemas/ShownChannel"},)"
          R"("papers":{"type":"array","items":{"$ref":"#/components/schemas/ShownPaper"}},)"
          R"("born":{"type":"string","format":"date"},"at":{"type":"string","format":"date-time"},"fee":{"type":"integer","format":"int64"},)"
          R"("by_post":{"type":"boolean"},"ratio":{"type":"number","format":"double"},)"
          R"("gaps":{"type":"array","items":{"anyOf":[{"type":"integer","format":"int32"},{"type":"null"}]}},"answers":{}})");
    CHECK(printed_at(document, "components/schemas/ShownBody/required") == R"(["procedure","papers","born","at","fee","by_post","ratio","gaps"])");
    CHECK(printed_at(document, "components/schemas/ShownChannel") == R"({"type":"string","enum":["counter","online"]})");
}

TEST_CASE("a struct without required members has no empty list of them")
{
    auto document = document_of(routes_of_every_shape());
    CHECK(printed_at(document, "components/schemas/ShownTree/required") == R"(["children"])");
    CHECK(at(document_of({a_route("POST", "/api/a", &type_of<ShownFilter>())}), "components/schemas/ShownFilter").find("required") == nullptr);
}

TEST_CASE("a struct that holds a list of itself refers to itself")
{
    auto document = document_of({a_route("GET", "/api/tree", nullptr, &type_of<ShownTree>())});
    CHECK(printed_at(document, "components/schemas/ShownTree/properties/children/items") == R"({"$ref":"#/components/schemas/ShownTree"})");
}

TEST_CASE("bodies of officers' routes take no other members, those of partners may")
{
    auto closed = [](const Value& document, std::string_view name) { return at(document, "components/schemas/" + std::string(name)).find("additionalProperties") != nullptr; };
    auto officers = a_route("POST", "/api/dossiers", &type_of<ShownBody>(), &type_of<ShownView>());
    auto partners = a_route("POST", "/api/public/v1/papers", &type_of<ShownPaper>());

    auto document = document_of({officers});
    CHECK(printed_at(document, "components/schemas/ShownBody/additionalProperties") == "false");
    CHECK(closed(document, "ShownPaper"));
    CHECK_FALSE(closed(document, "ShownView"));

    document = document_of({officers, partners});
    CHECK(closed(document, "ShownBody"));
    CHECK_FALSE(closed(document, "ShownPaper"));
    CHECK(print(document) == print(document_of({partners, officers})));
}

TEST_CASE("two types with one name are a mistake of ours")
{
    CHECK_THROWS_AS(document_of({a_route("POST", "/api/a", &type_of<ShownPaper>(), &type_of<elsewhere::ShownPaper>())}), std::logic_error);
    CHECK_THROWS_AS(document_of({a_route("POST", "/api/a", &type_of<ShownView>()), a_route("POST", "/api/b", &type_of<elsewhere::ShownPaper>())}), std::logic_error);
    CHECK_NOTHROW(document_of({a_route("POST", "/api/a", &type_of<ShownPaper>()), a_route("POST", "/api/b", &type_of<ShownPaper>())}));
}

TEST_CASE("the operation is named after method and path, and no two share a name")
{
    auto document = document_of(routes_of_every_shape());
    CHECK(printed_at(document, "paths/~api~dossiers~{code}~forward/post/operationId") == "\"post_dossiers_code_forward\"");
    CHECK(printed_at(document, "paths/~api~public~v1~procedures/get/operationId") == "\"get_public_procedures\"");
    CHECK(printed_at(document, "paths/~api~dossiers~{code}~letters~{id}.pdf/get/operationId") == "\"get_dossiers_code_letters_id_pdf\"");
    CHECK(printed_at(document, "paths/~api~dossiers~{code}~forward/post/tags") == "[\"dossiers\"]");
    CHECK_THROWS_AS(document_of({a_route("GET", "/api/a/{b}"), a_route("GET", "/api/a/b")}), std::logic_error);
    CHECK_NOTHROW(document_of({a_route("GET", "/api/a"), a_route("POST", "/api/a")}));
}

TEST_CASE("path, query and replay parameters are described")
{
    auto document = document_of(routes_of_every_shape());
    CHECK(printed_at(document, "paths/~api~dossiers~{code}~letters~{id}.pdf/get/parameters") ==
          R"([{"name":"code","in":"path","required":true,"schema":{"type":"string"}},{"name":"id","in":"path","required":true,"schema":{"type":"string"}}])");
    CHECK(printed_at(document, "paths/~api~public~v1~procedures/get/parameters") ==
          R"([{"name":"q","in":"query","schema":{"type":"string"}},{"name":"limit","in":"query","schema":{"type":"integer"}},)"
          R"({"name":"from","in":"query","schema":{"type":"string","format":"date"}},{"name":"late","in":"query","schema":{"type":"boolean"}}])");
    CHECK(printed_at(document, "paths/~api~dossiers~{code}~forward/post/parameters/1") == R"({"name":"Idempotency-Key","in":"header","schema":{"type":"string"}})");
    CHECK(at(document, "paths/~api~session/delete").find("parameters") == nullptr);

    auto wrong = a_route("GET", "/api/a");
    wrong.query = {"limit:number-of-rows"};
    CHECK_THROWS_AS(document_of({wrong}), std::logic_error);
}

TEST_CASE("an answer, a file and silence are told apart, and every route may answer with a problem")
{
    auto document = document_of(routes_of_every_shape());
    CHECK(printed_at(document, "paths/~api~dossiers~{code}~forward/post/responses/2XX/content/application~json/schema") == R"({"$ref":"#/components/schemas/ShownView"})");
    CHECK(printed_at(document, "paths/~api~dossiers~{code}~letters~{id}.pdf/get/responses/2XX/content") == R"({"application/pdf":{"schema":{}}})");
    CHECK(at(document, "paths/~api~session/delete/responses").find("204") != nullptr);
    for (const auto& [path, methods] : *at(document, "paths").object())
        for (const auto& [method, operation] : *methods.object())
            CHECK(printed_at(operation, "responses/default") == R"({"$ref":"#/components/responses/Problem"})");
    CHECK(printed_at(document, "components/responses/Problem/content/application~problem+json/schema") == R"({"$ref":"#/components/schemas/Problem"})");
    CHECK(printed_at(document, "components/schemas/Problem/required") == R"(["type","title","status","code"])");
}

TEST_CASE("every operation names its permission, and whether a session is needed")
{
    auto document = document_of(routes_of_every_shape());
    CHECK(printed_at(document, "paths/~api~session/delete/x-permission") == "\"signed_in\"");
    CHECK(printed_at(document, "paths/~api~session/delete/security") == R"([{"session":[]}])");
    CHECK(printed_at(document, "paths/~api~public~v1~procedures/get/security") == "[]");
    CHECK(printed_at(document, "components/securitySchemes/session") == R"({"type":"apiKey","in":"cookie","name":"motcua_session"})");
}

TEST_CASE("the document is the same whatever the order of the routes")
{
    auto routes = routes_of_every_shape();
    auto document = print_openapi(routes, "1");
    std::reverse(routes.begin(), routes.end());
    CHECK(print_openapi(routes, "1") == document);
}

TEST_CASE("every reference leads somewhere and every required member exists")
{
    auto document = document_of(routes_of_every_shape());
    int references = 0;
    for_each_object(document, [&](const Value& object) {
        if (auto target = object.text_of("$ref"); !target.empty()) {
            ++references;
            REQUIRE(target.starts_with("#/"));
            CHECK_NOTHROW(at(document, target.substr(2)));
        }
        const auto* required = object.find("required");
        if (!required || !required->array()) return;
        for (const auto& name : *required->array()) CHECK(object.find("properties")->find(*name.text()) != nullptr);
    });
    CHECK(references > 8);
}

}  // namespace motcua::json
