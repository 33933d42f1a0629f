#pragma once

#include <chrono>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Calls to other systems over HTTP: blocking, with limits on time and size, never following a redirect.
namespace motcua::net {

struct Call {
    std::string method = "GET";
    std::string url = {};                                              // http or https
    std::vector<std::pair<std::string, std::string>> headers = {};
    std::string body = {};
};

struct Reply {
    int status = 0;
    std::vector<std::pair<std::string, std::string>> headers = {};     // Names in lower case.
    std::string body = {};

    std::string_view header(std::string_view lower_case_name) const;   // "" when missing
};

// The other side could not be reached, its certificate is not good, it took too long or said too much. The text names the host,
// never the path, the query or a header: these may hold a token.
struct Unreachable : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct Limits {
    std::chrono::milliseconds connect{4000};
    std::chrono::milliseconds whole{10000};
    std::size_t largest_body = 1024 * 1024;
    std::string authorities;                                           // PEM file of trusted roots; "" for the machine's own
};

// What the users of this room are given: the real one, or a test's own.
using Send = std::function<Reply(const Call&)>;
// Throws Unreachable. Connections are kept for the next call to the same host; from any thread.
Send sender(Limits);

// "a=1&b=%C3%A0": a form's body or a query, in the order given.
std::string form_encoded(const std::vector<std::pair<std::string, std::string>>&);

}  // namespace motcua::net
