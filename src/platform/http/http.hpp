#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/actor.hpp"
#include "domain/permission.hpp"
#include "domain/refusal.hpp"
#include "platform/json/json.hpp"

namespace motcua::http {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Request {
    std::string method;                        // "GET"
    std::string path;                          // "/api/dossiers/H24.258-260702-0001", percent-decoded
    std::string query;                         // As sent, without "?"
    Headers headers;                           // Names in lower case.
    std::string body;
    std::string remote;                        // The client's address: for throttling, never logged whole.
    bool secure = false;                       // Came over https, as a trusted proxy says.
    std::string id;                            // Request id, also in the answer's X-Request-Id.
    std::vector<std::string> parameters;       // The {…} of the route's path, in order.
    Actor actor;                               // Set by dispatch before a handler runs.
    std::string session;                       // The session token that signed in, or "".

    std::string_view header(std::string_view lower_case_name) const;        // "" when missing
    // Percent-decoded, NFC. Throws Refusal(invalid_input, "malformed_query") on bytes that are no text.
    std::optional<std::string> parameter(std::string_view query_name) const;
    std::string_view cookie(std::string_view name) const;                    // "" when missing
};

// A live connection that receives server-sent events until it closes.
class EventSink;

// What a handler gives back. The server adds Date, Content-Length and Connection; dispatch adds X-Request-Id, the
// security headers and, under /api, `Cache-Control: no-store`, each unless the handler has set it.
struct Response {
    int status = 200;
    Headers headers;
    std::string body;
    std::shared_ptr<const std::string> shared_body = {};      // Instead of `body`: sent without a copy of its own.
    std::string file;                                         // Send this file instead of the body.
    std::shared_ptr<const std::string> common = {};           // By dispatch: the same fields for all answers, ready to send.
    // Keep open and send events instead of the body. Called once, on the handler's thread, after it has returned; not for
    // HEAD. What it throws closes the connection.
    std::function<void(std::shared_ptr<EventSink>)> stream;
};

// One event of a stream. `id` lets a client resume with Last-Event-ID.
struct Event {
    std::string id;
    std::string type;
    std::string data;   // One JSON text.
};

class EventSink {
public:
    virtual ~EventSink() = default;
    // From any thread. False when the client has gone; a slow client is closed rather than buffered without end.
    virtual bool send(const Event&) = 0;
    virtual bool is_open() const = 0;
};

// The bytes of the body; "" when it is a file or a stream.
std::string_view body_of(const Response&);

Response json_answer(std::string body, int status = 200);
template <class T>
Response ok(const T& answer)
{
    return json_answer(json::write(answer));
}
template <class T>
Response created(std::string location, const T& answer)
{
    auto response = json_answer(json::write(answer), 201);
    response.headers.emplace_back("Location", std::move(location));
    return response;
}
Response no_content();
// A file for the browser: `disposition_name` empty shows it, else offers it for saving under this name (RFC 6266, with
// a plain ASCII name for old clients beside the true one).
Response download(std::string bytes, std::string_view content_type, std::string_view disposition_name = "");
// A PDF for the browser to show, "NAME.pdf" when it is saved. `name` is plain ASCII.
Response pdf(std::string bytes, std::string_view name);
// A stored file that our own pages may frame: a picture or a PDF is shown, anything else is offered for saving under its name.
Response stored_file(std::string bytes, std::string_view content_type, std::string_view name);
// The Content-Security-Policy of what our own pages may frame.
inline constexpr std::string_view framed_by_us = "default-src 'none'; frame-ancestors 'self'";
// The name of an uploaded file: X-File-Name, percent-encoded; "" without one. Throws Refusal(invalid_input, "malformed_query").
std::string uploaded_name(const Request&);

using Handler = std::function<Response(const Request&)>;

// How a write is protected against being done twice when its request is sent twice.
enum class Replay {
    keyed,      // Idempotency-Key: the first answer is kept in the same transaction and given again.
    natural,    // The request is the same however often it comes: reading, signing in, storing a file by its digest.
};

// One row of the route table. There is no row without a permission.
struct Route {
    std::string method;
    std::string path;                 // "/api/dossiers/{code}/forward", "/api/letters/{id}.pdf": {…} begins a segment.
    Permission permission;
    Handler handler;
    std::string summary;              // One English line for the OpenAPI document.
    const json::Type* body = nullptr;     // Shape of the request's JSON body, or nullptr.
    const json::Type* answer = nullptr;   // Shape of the JSON answer, or nullptr (a file, a stream, nothing).
    std::vector<std::string> query = {};  // Names of query parameters; "limit:integer" gives a type.
    Replay replay = Replay::natural;
    std::size_t body_limit = 256 * 1024;  // Bytes.
    std::string answer_type = "application/json";   // "": sends the browser elsewhere
    // Never waits for anything (answers from memory): runs on the network thread and saves the hand-over to a worker.
    // Only together with Permission::anyone; the actor stays anonymous.
    bool quick = false;
    // Open to an officer who has yet to change a password that somebody else has set: every other route with a permission refuses.
    bool with_given_password = false;
};

class Routes {
public:
    // Throws std::logic_error when method and path are there already or the path is malformed.
    void add(Route);
    const std::vector<Route>& all() const { return m_routes; }
    // The route and the values of its {…}; `path_known` says whether another method would have matched (405). A literal
    // segment goes before {…}. The pointer stays valid until the next add().
    const Route* find(std::string_view method, std::string_view path, std::vector<std::string>& parameters, bool& path_known) const;
    // "GET, HEAD, POST": what find() would take for this path.
    std::string allowed(std::string_view path) const;

private:
    struct Node {
        std::map<std::string, std::size_t, std::less<>> literals;              // Segment → node.
        std::vector<std::pair<std::string, std::size_t>> placeholders;         // What follows {…} → node, longest first.
        std::vector<std::pair<std::string, std::size_t>> methods;              // Method → route.
    };
    std::size_t child(std::size_t node, std::string_view pattern);
    template <class Visit>
    bool walk(std::size_t node, std::string_view rest, std::vector<std::string>& parameters, const Visit&) const;

    std::vector<Route> m_routes;
    std::vector<Node> m_nodes = std::vector<Node>(1);
};

}  // namespace motcua::http
