#include <doctest/doctest.h>

#include <stdexcept>

#include "platform/http/http.hpp"

using namespace motcua;
using namespace motcua::http;

namespace {

Route route(std::string method, std::string path)
{
    return {.method = std::move(method), .path = std::move(path), .permission = Permission::anyone,
            .handler = [](const Request&) { return Response{}; }, .summary = "Test"};
}

// "template(parameter,…)", or "405", or "404".
std::string found(const Routes& routes, std::string_view method, std::string_view path)
{
    std::vector<std::string> parameters;
    bool path_known = false;
    const auto* match = routes.find(method, path, parameters, path_known);
    if (!match) return path_known ? "405" : "404";
    auto text = match->path + '(';
    for (const auto& parameter : parameters) text += parameter + ',';
    return text + ')';
}

}  // namespace

TEST_CASE("a route is found by its segments")
{
    Routes routes;
    for (auto path : {"/", "/api/dossiers", "/api/dossiers/{code}", "/api/dossiers/{code}/forward", "/api/dossiers/{code}/letters/{id}.pdf",
                      "/api/dossiers/{code}/letters/{id}", "/api/dossiers/search", "/api/{kind}/search/deep"})
        routes.add(route("GET", path));
    routes.add(route("POST", "/api/dossiers"));
    CHECK(found(routes, "GET", "/") == "/()");
    CHECK(found(routes, "GET", "/api/dossiers") == "/api/dossiers()");
    CHECK(found(routes, "POST", "/api/dossiers") == "/api/dossiers()");
    CHECK(found(routes, "GET", "/api/dossiers/H24.1-1") == "/api/dossiers/{code}(H24.1-1,)");
    CHECK(found(routes, "GET", "/api/dossiers/a b/forward") == "/api/dossiers/{code}/forward(a b,)");
    CHECK(found(routes, "GET", "/api/dossiers/x/letters/7.pdf") == "/api/dossiers/{code}/letters/{id}.pdf(x,7,)");
    CHECK(found(routes, "GET", "/api/dossiers/x/letters/7") == "/api/dossiers/{code}/letters/{id}(x,7,)");
    CHECK(found(routes, "GET", "/api/dossiers/x/letters/.pdf") == "/api/dossiers/{code}/letters/{id}(x,.pdf,)");
    CHECK(found(routes, "GET", "/api/dossiers/search") == "/api/dossiers/search()");
    CHECK(found(routes, "GET", "/api/dossiers/search/deep") == "/api/{kind}/search/deep(dossiers,)");
    CHECK(found(routes, "GET", "/api/dossiers/search/forward") == "/api/dossiers/{code}/forward(search,)");
}

TEST_CASE("what is no route is not found, and a known path without the method is told apart")
{
    Routes routes;
    routes.add(route("GET", "/api/dossiers/{code}"));
    routes.add(route("PUT", "/api/{kind}/{code}"));
    CHECK(found(routes, "DELETE", "/api/dossiers/x") == "405");
    CHECK(found(routes, "PUT", "/api/dossiers/x") == "/api/{kind}/{code}(dossiers,x,)");
    for (auto path : {"", "x", "/", "/api", "/api/dossiers", "/api/dossiers/", "/api//x", "/api/dossiers/x/", "/api/dossiers/x/y", "//api/dossiers/x"}) {
        CAPTURE(path);
        CHECK(found(routes, "GET", path) == "404");
    }
    CHECK(routes.allowed("/api/dossiers/x") == "GET, HEAD, PUT");
    CHECK(routes.allowed("/api/officers/x") == "PUT");
    CHECK(routes.allowed("/nowhere").empty());
}

TEST_CASE("a route that is there already or malformed is a fault of the program")
{
    Routes routes;
    routes.add(route("GET", "/a/{x}"));
    CHECK_THROWS_AS(routes.add(route("GET", "/a/{x}")), std::logic_error);
    CHECK_THROWS_AS(routes.add(route("GET", "/a/{other_name}")), std::logic_error);
    CHECK_NOTHROW(routes.add(route("POST", "/a/{x}")));
    for (auto path : {"a", "", "/a/", "/a//b", "/a/{}", "/a/b{x}", "/a/{x", "/a/x}", "/a/{x}{y}"}) {
        CAPTURE(path);
        CHECK_THROWS_AS(routes.add(route("GET", path)), std::logic_error);
    }
    auto without_handler = route("GET", "/b");
    without_handler.handler = {};
    CHECK_THROWS_AS(routes.add(without_handler), std::logic_error);
    auto guarded_and_quick = route("GET", "/c");
    guarded_and_quick.permission = Permission::signed_in;
    guarded_and_quick.quick = true;
    CHECK_THROWS_AS(routes.add(guarded_and_quick), std::logic_error);
}
