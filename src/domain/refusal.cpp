#include "domain/refusal.hpp"

namespace motcua {

Refusal::Refusal(Reason why, std::string its_code, std::map<std::string, std::string> its_values)
    : reason(why), code(std::move(its_code)), values(std::move(its_values))
{
}

Refusal::Refusal(std::vector<FieldProblem> problems)
    : reason(Reason::invalid_input), code("invalid_input"), fields(std::move(problems))
{
}

Refusal bad_field(std::string field, std::string code, std::map<std::string, std::string> values)
{
    return Refusal(std::vector<FieldProblem>{{std::move(field), std::move(code), std::move(values)}});
}

}  // namespace motcua
