#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "domain/refusal.hpp"
#include "platform/http/problem.hpp"
#include "platform/http/request_reader.hpp"
#include "platform/http/security.hpp"
#include "platform/http/uri.hpp"
#include "platform/http/wire.hpp"

// The bytes of requests, and the parts of a target and of fields.

using namespace motcua;
using namespace motcua::http;

namespace {

constexpr std::size_t body_limit = 1000;

void require(bool holds)
{
    if (!holds) std::abort();
}

struct Outcome {
    int status = 0;
    std::string code;
    bool done = false;
    std::string text;

    bool operator==(const Outcome&) const = default;
};

Outcome read(std::string_view bytes, std::size_t piece)
{
    RequestReader reader({});
    std::string pending;
    while (!bytes.empty() && !reader.done() && !reader.fault()) {
        auto next = bytes.substr(0, piece);
        bytes.remove_prefix(next.size());
        pending += next;
        std::size_t used = 0;
        do {
            bool had_head = reader.head_done();
            used = reader.feed(pending);
            require(used <= pending.size());
            pending.erase(0, used);
            if (!had_head && reader.head_done()) reader.set_body_limit(body_limit);
        } while (used > 0 && !pending.empty() && !reader.done());
    }
    Outcome outcome{reader.fault().status, std::string(reader.fault().code), reader.done(), ""};
    if (!outcome.done) return outcome;
    const auto& request = reader.request();
    require(request.path.starts_with('/'));
    require(request.path.find("/../") == std::string::npos);
    require(request.body.size() <= body_limit);
    outcome.text = request.method + ' ' + request.path + '?' + request.query + '\n';
    for (const auto& [name, value] : request.headers) {
        require(value.find_first_of("\r\n") == std::string::npos);
        outcome.text += name + ':' + value + '\n';
    }
    outcome.text += request.body;
    return outcome;
}

void read_parts(std::string_view text)
{
    if (auto decoded = percent_decoded(text)) require(percent_decoded(percent_encoded(*decoded)) == decoded);
    if (auto path = decoded_path(text)) require(decoded_path(*path) == path || path->find('%') != std::string::npos);
    try {
        query_value(text, "q");
    } catch (const Refusal&) {
    }
    cookie_value(text, "a");
    auto quality = quality_of(text, "br", 0);
    require(quality >= 0 && quality <= 1000);
    filled_in(text, {{"a", "{a}"}});
    Request request;
    request.method = "POST";
    request.remote = "127.0.0.1";
    for (auto name : {"content-type", "x-forwarded-for", "origin", "cookie", "host"}) request.headers.emplace_back(name, text);
    is_json_body(request);
    is_from_own_site(request);
    apply_forwarding(request, {"127.0.0.1"});
    Response response;
    response.headers.emplace_back("X", text);
    std::string head;
    append_head(head, response, {.date = "", .length = 0});
    require(head.find("\r\n\r\n") == head.size() - 4);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0) return 0;
    std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    auto whole = read(text, text.size());
    auto cut = read(text, data[0] % 64 + 1);
    require(whole == cut);
    read_parts(text);
    return 0;
}
