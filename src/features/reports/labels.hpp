#pragma once

#include <string>
#include <string_view>

#include "features/catalogue/catalogue.hpp"

namespace motcua::reports {

// "443.221"
inline std::string thousands(std::int64_t number)
{
    auto digits = std::to_string(number);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > (number < 0 ? 1 : 0); at -= 3) digits.insert(static_cast<std::size_t>(at), 1, '.');
    return digits;
}

// The version of a procedure that names it: in force on the day, else the first one there is. Nothing when the catalogue has lost it.
inline const catalogue::Procedure* procedure_named(const catalogue::Snapshot& snapshot, std::string_view id, Day on)
{
    if (const auto* procedure = snapshot.procedure(id, on)) return procedure;
    for (int version = 1; version <= 50; ++version)
        if (const auto* procedure = snapshot.procedure_version(id, version)) return procedure;
    return nullptr;
}

inline std::string subject_of(const catalogue::Snapshot& snapshot, std::string_view id, Day on)
{
    const auto* procedure = procedure_named(snapshot, id, on);
    return procedure ? procedure->subject : "Khác";
}

inline std::string name_of_procedure(const catalogue::Snapshot& snapshot, std::string_view id, Day on)
{
    const auto* procedure = procedure_named(snapshot, id, on);
    return procedure ? procedure->name : std::string(id);
}

inline std::string_view name_of(catalogue::Channel channel)
{
    switch (channel) {
    case catalogue::Channel::counter: return "Trực tiếp";
    case catalogue::Channel::online: return "Trực tuyến";
    case catalogue::Channel::post: return "Bưu chính công ích";
    case catalogue::Channel::kiosk: return "Ki-ốt";
    case catalogue::Channel::mobile: return "Tổ lưu động";
    }
    return "";
}

}  // namespace motcua::reports
