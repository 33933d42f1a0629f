#include <stdexcept>

#include "platform/http/http.hpp"

namespace motcua::http {

namespace {

[[noreturn]] void throw_bad_route(const Route& route, std::string_view why)
{
    throw std::logic_error("route " + route.method + ' ' + route.path + ": " + std::string(why));
}

bool is_well_formed(std::string_view segment)
{
    auto open = segment.find('{');
    auto close = segment.find('}');
    if (open == std::string_view::npos) return close == std::string_view::npos && !segment.empty();
    return open == 0 && close != std::string_view::npos && close > 1 && segment.find_first_of("{}", close + 1) == std::string_view::npos &&
           segment.find('{', 1) == std::string_view::npos;
}

void check(const Route& route)
{
    if (!route.path.starts_with('/')) throw_bad_route(route, "does not begin with a slash");
    if (!route.handler) throw_bad_route(route, "has no handler");
    if (route.quick && route.permission != Permission::anyone) throw_bad_route(route, "quick, but not for anyone");
    if (route.path == "/") return;
    auto rest = std::string_view(route.path);
    while (!rest.empty()) {
        rest.remove_prefix(1);
        auto segment = rest.substr(0, rest.find('/'));
        if (!is_well_formed(segment)) throw_bad_route(route, "has a malformed segment");
        rest.remove_prefix(segment.size());
    }
}

}  // namespace

std::size_t Routes::child(std::size_t node, std::string_view pattern)
{
    auto next = m_nodes.size();
    if (pattern.starts_with('{')) {
        auto suffix = pattern.substr(pattern.find('}') + 1);
        auto& list = m_nodes[node].placeholders;
        auto place = list.begin();
        while (place != list.end() && place->first.size() >= suffix.size()) {
            if (place->first == suffix) return place->second;
            ++place;
        }
        list.emplace(place, suffix, next);
    } else {
        auto [place, is_new] = m_nodes[node].literals.try_emplace(std::string(pattern), next);
        if (!is_new) return place->second;
    }
    m_nodes.emplace_back();
    return next;
}

void Routes::add(Route route)
{
    check(route);
    std::size_t node = 0;
    auto rest = std::string_view(route.path);
    while (!rest.empty()) {
        rest.remove_prefix(1);
        auto segment = rest.substr(0, rest.find('/'));
        node = child(node, segment);
        rest.remove_prefix(segment.size());
    }
    for (const auto& [method, index] : m_nodes[node].methods)
        if (method == route.method) throw_bad_route(route, "is there already");
    m_nodes[node].methods.emplace_back(route.method, m_routes.size());
    m_routes.push_back(std::move(route));
}

// Calls `visit(node)` for every node that the path leads to, best first, until it returns true.
template <class Visit>
bool Routes::walk(std::size_t node, std::string_view rest, std::vector<std::string>& parameters, const Visit& visit) const
{
    const auto& here = m_nodes[node];
    if (rest.empty()) return !here.methods.empty() && visit(here);
    rest.remove_prefix(1);
    auto segment = rest.substr(0, rest.find('/'));
    rest.remove_prefix(segment.size());
    auto literal = here.literals.find(segment);
    if (literal != here.literals.end() && walk(literal->second, rest, parameters, visit)) return true;
    for (const auto& [suffix, next] : here.placeholders) {
        if (segment.size() <= suffix.size() || !segment.ends_with(suffix)) continue;
        parameters.emplace_back(segment.substr(0, segment.size() - suffix.size()));
        if (walk(next, rest, parameters, visit)) return true;
        parameters.pop_back();
    }
    return false;
}

const Route* Routes::find(std::string_view method, std::string_view path, std::vector<std::string>& parameters, bool& path_known) const
{
    path_known = false;
    parameters.clear();
    const Route* found = nullptr;
    if (!path.starts_with('/')) return found;
    walk(0, path, parameters, [&](const Node& node) {
        path_known = true;
        for (const auto& [name, index] : node.methods)
            if (name == method) found = &m_routes[index];
        return found != nullptr;
    });
    return found;
}

std::string Routes::allowed(std::string_view path) const
{
    std::vector<std::string> parameters;
    std::string methods;
    if (!path.starts_with('/')) return methods;
    auto add_method = [&](std::string_view name) {
        if (methods.find(name) == std::string::npos) (methods += methods.empty() ? "" : ", ") += name;
    };
    walk(0, path, parameters, [&](const Node& node) {
        for (const auto& [name, index] : node.methods) {
            add_method(name);
            if (name == "GET") add_method("HEAD");
        }
        return false;
    });
    return methods;
}

}  // namespace motcua::http
