#include "platform/config/nearest.hpp"

#include <algorithm>
#include <vector>

namespace motcua::config {

namespace {

constexpr std::size_t most_mistakes = 2;

std::size_t edit_distance(std::string_view left, std::string_view right)
{
    std::vector<std::size_t> row(right.size() + 1);
    for (std::size_t j = 0; j <= right.size(); ++j) row[j] = j;
    for (std::size_t i = 0; i < left.size(); ++i) {
        auto diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < right.size(); ++j) {
            auto replaced = diagonal + (left[i] == right[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

}  // namespace

std::string suggestion(std::string_view mistyped, std::span<const std::string_view> names)
{
    std::string_view nearest;
    auto fewest = most_mistakes + 1;
    for (auto name : names) {
        auto distance = edit_distance(mistyped, name);
        if (distance >= fewest || distance >= name.size()) continue;
        fewest = distance;
        nearest = name;
    }
    return nearest.empty() ? "" : "; did you mean \"" + std::string(nearest) + "\"?";
}

}  // namespace motcua::config
