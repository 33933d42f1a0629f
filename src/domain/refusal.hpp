#pragma once

#include <exception>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace motcua {

// Why a request cannot be done. The list is closed; only platform/http/dispatch.cpp knows the HTTP numbers.
enum class Reason { invalid_input, not_signed_in, not_allowed, not_found, conflict, too_large, too_many, busy, unavailable };

// One field that needs correction: where it stands ("applicant.full_name", "documents[1].originals") and a stable code.
struct FieldProblem {
    std::string field;
    std::string code;
    std::map<std::string, std::string> values = {};  // What the text for people names: {"max":"300"}.

    bool operator==(const FieldProblem&) const = default;
};

// "No, and here is why": the one exception for requests that a rule refuses. `code` is API, is never renamed and has its
// Vietnamese sentence in catalogue/messages/vi.toml, where `{name}` is replaced from `values`.
class Refusal : public std::exception {
public:
    Refusal(Reason reason, std::string code, std::map<std::string, std::string> values = {});
    // Reason::invalid_input with code "invalid_input": the fields say the rest.
    explicit Refusal(std::vector<FieldProblem> fields);

    const char* what() const noexcept override { return code.c_str(); }

    Reason reason;
    std::string code;
    std::map<std::string, std::string> values;
    std::vector<FieldProblem> fields;
};

// The refusal of one field.
Refusal bad_field(std::string field, std::string code, std::map<std::string, std::string> values = {});

}  // namespace motcua
