#include <libpq-fe.h>

#include "platform/db/copy.hpp"

namespace motcua::db {

std::vector<std::pair<std::string, std::string>> postgres_environment(const std::string& url)
{
    std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(PQconninfoParse(url.c_str(), nullptr), PQconninfoFree);
    if (!options) throw Error("the address of the database cannot be read");  // The text may hold a password.
    std::vector<std::pair<std::string, std::string>> variables;
    for (auto* option = options.get(); option->keyword; ++option)
        if (option->val && option->envvar) variables.emplace_back(option->envvar, option->val);
    return variables;
}

}  // namespace motcua::db
