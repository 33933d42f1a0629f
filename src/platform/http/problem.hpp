#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "platform/http/http.hpp"

namespace motcua::http {

// Which list of sentences a code stands in.
enum class CodeKind { refusal, field };

// The Vietnamese sentence of a code, with `{name}` where a value goes; "" when there is none. Called from any thread.
using Messages = std::function<std::string(CodeKind, std::string_view code)>;

using Values = std::map<std::string, std::string>;

// An answer that says no (RFC 9457).
struct Problem {
    int status = 500;
    std::string code;
    Values values = {};                        // For the sentence.
    std::vector<FieldProblem> fields = {};
    std::string incident = {};                 // The number under which the log knows a fault of ours.
    std::string request_id = {};
};

// {"type":"about:blank","title":"Conflict","status":409,"code":"…","detail":"…","fields":[…],"incident":"…","request_id":"…"}
// as application/problem+json; empty parts are left out. `detail` is the sentence of the code. 429 and 503 get a
// Retry-After: the value "retry_after" in seconds, 2 without one.
Response problem_answer(const Problem&, const Messages&);

// The problem that a refusal becomes: the one place that knows the numbers. A malformed request is 400, fields that need
// correction are 422.
Problem problem_of(const Refusal&);

// "Not Found"
std::string_view reason_phrase(int status);

// "{max} tệp" with {"max":"3"} → "3 tệp"; a name without a value stays as it is.
std::string filled_in(std::string_view sentence, const Values&);

}  // namespace motcua::http
