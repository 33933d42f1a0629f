#include "features/reports/index.hpp"

#include <algorithm>

#include "features/reports/labels.hpp"

namespace motcua::reports {

namespace {

constexpr std::int64_t millionths = 10000;                 // Of a hundredth of a point: parts are rounded together, not one by one

// points × min(1, share ÷ full_at), in millionths of a point.
std::int64_t earned(const PartRule& rule, const Fraction& f)
{
    auto whole = rule.points * millionths;
    if (f.numerator * 100 >= f.denominator * rule.full_at) return whole;
    auto divisor = static_cast<__int128>(f.denominator) * rule.full_at;
    return static_cast<std::int64_t>((static_cast<__int128>(whole) * f.numerator * 100 + divisor / 2) / divisor);
}

std::int64_t rounded(std::int64_t value) { return (value + millionths / 2) / millionths; }

struct ScoredPart {
    PartScore view;
    std::int64_t earned = 0;
};

ScoredPart score_part(const PartRule& rule, const IndexInputs& inputs)
{
    ScoredPart part;
    auto& view = part.view;
    view.name = rule.name;
    view.measure = rule.measure;
    view.full_at = rule.full_at;
    view.max = rule.points;
    auto found = inputs.find(rule.measure);
    if (found == inputs.end()) {
        view.state = PartState::no_data;
        return part;
    }
    const auto& f = found->second;
    view.numerator = f.numerator;
    view.denominator = f.denominator;
    if (f.denominator == 0) {
        view.state = PartState::nothing_occurred;
        part.earned = rule.when_none == WhenNone::full ? rule.points * millionths : 0;
    } else {
        part.earned = earned(rule, f);
        view.missing = std::max<std::int64_t>(0, (f.denominator * rule.full_at + 99) / 100 - f.numerator);
    }
    view.score = rounded(part.earned);
    view.lost = view.max - view.score;
    return part;
}

ComponentScore score_component(const ComponentRule& rule, const IndexInputs& inputs)
{
    ComponentScore component{rule.code, rule.name, rule.explanation, 0, 0, 0, 0, {}};
    std::int64_t sum = 0;
    for (const auto& part_rule : rule.parts) {
        auto part = score_part(part_rule, inputs);
        component.max += part.view.max;
        if (part.view.state != PartState::no_data) component.known_max += part.view.max;
        sum += part.earned;
        component.parts.push_back(std::move(part.view));
    }
    component.score = rounded(sum);
    component.lost = component.known_max - component.score;
    return component;
}

bool is_in_force(const ComponentRule& rule, Day on)
{
    return rule.from <= on && (!rule.until || on <= *rule.until);
}

std::string in_words(const PartScore& part)
{
    auto gain = ": thêm " + points_text(part.lost) + " điểm.";
    if (part.state == PartState::nothing_occurred) return part.name + " – chưa phát sinh" + gain;
    return part.name + " – còn thiếu " + thousands(part.missing) + " để đạt tối đa" + gain;
}

}  // namespace

std::string points_text(std::int64_t hundredths)
{
    auto cents = std::to_string(hundredths % 100);
    return std::to_string(hundredths / 100) + "," + (cents.size() < 2 ? "0" : "") + cents;
}

IndexScore score(const IndexRules& rules, Day on, const IndexInputs& inputs)
{
    IndexScore index;
    for (const auto& group_rule : rules.groups) {
        GroupScore group{group_rule.code, group_rule.name, 0, 0, 0, {}};
        for (const auto& rule : rules.components) {
            if (rule.group != group_rule.code || !is_in_force(rule, on)) continue;
            auto component = score_component(rule, inputs);
            group.max += component.max;
            group.known_max += component.known_max;
            group.score += component.score;
            for (const auto& part : component.parts)
                if (part.lost > 0) index.raises.push_back({component.code, part.measure, part.lost, part.missing, in_words(part)});
            group.components.push_back(std::move(component));
        }
        index.max += group.max;
        index.known_max += group.known_max;
        index.score += group.score;
        index.groups.push_back(std::move(group));
    }
    std::stable_sort(index.raises.begin(), index.raises.end(), [](const Raise& a, const Raise& b) { return a.points > b.points; });
    if (index.known_max != index.max) return index;
    for (const auto& band : rules.bands)
        if (index.score >= band.at_least && !index.band) index.band = band.name;
    return index;
}

}  // namespace motcua::reports
