#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "platform/db/testing.hpp"
#include "platform/http/static.hpp"

using namespace motcua::http;

namespace {

struct WebFolder {
    WebFolder()
    {
        write("index.html", "<p>start</p>");
        write("assets/index-BX3f_9aZ.js", "let a = 1");
        write("assets/index-BX3f_9aZ.js.br", "brotli");
        write("assets/index-BX3f_9aZ.js.gz", "gzip");
        write("sw.js", "worker");
        write("big.wasm", std::string(3'000, 'w'));
        write("staff.html", "<script nonce=\"{{nonce}}\"></script><style nonce=\"{{nonce}}\"></style>");
        write(".hidden", "no");
        write("orphan.gz", "an archive");
    }
    void write(const std::string& name, std::string_view content) const
    {
        auto path = std::filesystem::path(folder.path()) / name;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path) << content;
    }

    motcua::db::TemporaryFolder folder;
};

std::string field(const Response& response, std::string_view name)
{
    for (const auto& header : response.headers)
        if (header.first == name) return header.second;
    return "";
}

struct Asked {
    explicit Asked(StaticOptions options) : files(std::move(options)) {}
    std::optional<Response> operator()(std::string path, Headers headers = {}) const
    {
        Request request;
        request.method = "GET";
        request.path = std::move(path);
        request.headers = std::move(headers);
        return files.answer(request);
    }

    StaticFiles files;
};

const std::string script = "/assets/index-BX3f_9aZ.js";

}  // namespace

TEST_CASE("a file comes with its type, its ETag and how long it may be kept")
{
    WebFolder web;
    Asked ask({.folder = web.folder.path()});
    auto page = ask("/");
    REQUIRE(page);
    CHECK(body_of(*page) == "<p>start</p>");
    CHECK(field(*page, "Content-Type") == "text/html; charset=utf-8");
    CHECK(field(*page, "Cache-Control") == "no-cache");
    CHECK(field(*page, "ETag").size() == 34);
    CHECK(field(*page, "Vary").empty());
    CHECK(field(*ask(script), "Cache-Control") == "public, max-age=31536000, immutable");
    CHECK(field(*ask(script), "Content-Type") == "text/javascript; charset=utf-8");
    CHECK(field(*ask("/sw.js"), "Cache-Control") == "no-cache");
}

TEST_CASE("only names with a hash are kept for a year")
{
    WebFolder web;
    const std::pair<std::string, bool> cases[] = {
        {"main.3fa94b21.js", true},     {"main-3fa94b21.css", true},  {"index-BX3f-9aZ.js", true},      {"font-Aa_bb1cc.woff2", true},
        {"my-component.js", false},     {"manifest.json", false},     {"icon-1024x1024.png", false},    {"icon-512x512.png", false},
        {"messages.20261122.js", false}, {"version-2.js", false},     {"apple-touch-icon.png", false}};
    for (const auto& [name, hashed] : cases) web.write(name, "x");
    Asked ask({.folder = web.folder.path()});
    for (const auto& [name, hashed] : cases) {
        CAPTURE(name);
        CHECK(field(*ask("/" + name), "Cache-Control").ends_with("immutable") == hashed);
    }
}

TEST_CASE("the compressed form is the one that the client likes best")
{
    WebFolder web;
    Asked ask({.folder = web.folder.path()});
    auto coding = [&](std::string accepted) {
        Headers headers;
        if (!accepted.empty()) headers.emplace_back("accept-encoding", accepted);
        auto response = ask(script, headers);
        CHECK(field(*response, "Vary") == "Accept-Encoding");
        return field(*response, "Content-Encoding");
    };
    CHECK(coding("") == "");
    CHECK(coding("gzip, deflate, br") == "br");
    CHECK(coding("gzip") == "gzip");
    CHECK(coding("GZIP") == "gzip");
    CHECK(coding("br;q=0.5, gzip;q=0.8") == "gzip");
    CHECK(coding("br;q=0, gzip;q=0") == "");
    CHECK(coding("br;q=0.5, identity;q=0.9") == "");
    CHECK(coding("*") == "br");
    CHECK(coding("*;q=0") == "");
    CHECK(coding("deflate, br;q=2") == "");
    CHECK(coding("zstd") == "");
    CHECK(body_of(*ask(script, {{"accept-encoding", "br"}})) == "brotli");
    CHECK(field(*ask(script, {{"accept-encoding", "br"}}), "ETag") != field(*ask(script), "ETag"));
}

TEST_CASE("what the client has already is not sent again")
{
    WebFolder web;
    Asked ask({.folder = web.folder.path()});
    auto etag = field(*ask("/"), "ETag");
    auto status = [&](std::string tags) { return ask("/", {{"if-none-match", std::move(tags)}})->status; };
    CHECK(status(etag) == 304);
    CHECK(status("\"x\", W/" + etag) == 304);
    CHECK(status("*") == 304);
    CHECK(status("\"x\"") == 200);
    auto same = ask("/", {{"if-none-match", etag}});
    CHECK(body_of(*same).empty());
    CHECK(field(*same, "ETag") == etag);
    CHECK(field(*same, "Cache-Control") == "no-cache");
}

TEST_CASE("a path of the application that is no file shows the application")
{
    WebFolder web;
    Asked ask({.folder = web.folder.path()});
    for (std::string path : {"/thu-tuc/ket-hon", "/ho-so/H24.258-260702-0001", "/thu-tuc/1.001193", "/a/b/c/"}) {
        CAPTURE(path);
        REQUIRE(ask(path));
        CHECK(body_of(*ask(path)) == "<p>start</p>");
    }
    CHECK_FALSE(ask("/missing.js"));
    CHECK_FALSE(ask("/assets/gone.woff2"));
    Asked strict({.folder = web.folder.path(), .fallback = ""});
    CHECK_FALSE(strict("/thu-tuc"));
}

TEST_CASE("nothing outside the folder and nothing hidden can be asked for")
{
    WebFolder web;
    Asked ask({.folder = web.folder.path(), .fallback = ""});
    for (std::string path : {"/../etc/passwd", "/assets/../../x", "//etc/passwd", "/.hidden", "/assets", "/assets/index-BX3f_9aZ.js.br", ""}) {
        CAPTURE(path);
        auto response = ask(path);
        CHECK((!response || body_of(*response) == "<p>start</p>"));
    }
    CHECK(ask("/orphan.gz"));
}

TEST_CASE("an application under a mount answers for its own paths alone")
{
    WebFolder web;
    Asked ask({.folder = web.folder.path(), .mount = "/can-bo"});
    CHECK(ask("/can-bo"));
    CHECK(ask("/can-bo/"));
    CHECK(ask("/can-bo/hop-thu"));
    CHECK(body_of(*ask("/can-bo/sw.js")) == "worker");
    CHECK_FALSE(ask("/can-bo-khac"));
    CHECK_FALSE(ask("/"));
    CHECK_FALSE(ask("/sw.js"));
}

TEST_CASE("a nonce is new in each answer and the same in page and policy")
{
    WebFolder web;
    Asked ask({.folder = web.folder.path(), .fallback = "staff.html"});
    auto nonce_of = [&] {
        auto page = ask("/staff.html");
        auto html = std::string(body_of(*page));
        auto begin = html.find("nonce=\"") + 7;
        auto nonce = html.substr(begin, html.find('"', begin) - begin);
        CHECK(html == "<script nonce=\"" + nonce + "\"></script><style nonce=\"" + nonce + "\"></style>");
        auto policy = field(*page, "Content-Security-Policy");
        CHECK(policy.find("script-src 'self' 'nonce-" + nonce + "'") != std::string::npos);
        CHECK(policy.find("{{") == std::string::npos);
        CHECK(field(*page, "ETag").empty());
        return nonce;
    };
    CHECK(nonce_of().size() >= 20);
    CHECK(nonce_of() != nonce_of());
}

TEST_CASE("large files stay on the disk")
{
    WebFolder web;
    Asked ask({.folder = web.folder.path(), .largest_in_memory = 1'000});
    auto response = ask("/big.wasm");
    CHECK(body_of(*response).empty());
    CHECK(std::filesystem::file_size(response->file) == 3'000);
    CHECK(field(*response, "Content-Type") == "application/wasm");
}

TEST_CASE("a folder or a start page that is missing is an error")
{
    WebFolder web;
    CHECK_THROWS_AS(StaticFiles({.folder = "/nowhere"}), std::runtime_error);
    CHECK_THROWS_AS(StaticFiles({.folder = web.folder.path(), .fallback = "app.html"}), std::runtime_error);
}
