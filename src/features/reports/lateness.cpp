#include "features/reports/lateness.hpp"

#include <array>
#include <stdexcept>

namespace motcua::reports {

namespace {

struct CauseMark {
    std::string_view name;
    std::int64_t bit;
    Leg leg;
};
constexpr std::array<CauseMark, 7> cause_marks{{
    {"late_forwarding", mark::late_forwarding, Leg::forwarding},
    {"late_processing", mark::late_processing, Leg::processing},
    {"late_approval", mark::late_approval, Leg::approval},
    {"late_consultation", mark::late_consultation, Leg::consultation},
    {"late_result", mark::late_result, Leg::result},
    {"sent_back", mark::sent_back, Leg::none},
    {"supplements", 0, Leg::none},
}};

const CauseMark* find(std::string_view name)
{
    for (const auto& cause : cause_marks)
        if (cause.name == name) return &cause;
    return nullptr;
}

constexpr std::int64_t late_legs =
    mark::late_forwarding | mark::late_processing | mark::late_approval | mark::late_consultation | mark::late_result;

}  // namespace

bool is_cause_mark(std::string_view name)
{
    return find(name) != nullptr;
}

bool has_cause_mark(const Counted& row, std::string_view name)
{
    const auto* cause = find(name);
    if (!cause) return false;
    if (name == "supplements") return row.supplements > 1;
    if (row.has(cause->bit)) return true;
    bool stands_late = !row.finished_day && !row.has(late_legs);
    return stands_late && cause->leg != Leg::none && row.leg == cause->leg;
}

const Cause& cause_of(const Counted& row, const Settings& settings, Day on)
{
    for (const auto& cause : settings.causes) {
        if (cause.from > on || (cause.until && *cause.until < on)) continue;
        bool fits = cause.marks.empty() || std::any_of(cause.marks.begin(), cause.marks.end(), [&](const auto& name) { return has_cause_mark(row, name); });
        if (fits) return cause;
    }
    if (settings.causes.empty()) throw std::logic_error("no cause of lateness is known");
    return settings.causes.back();
}

}  // namespace motcua::reports
