#include <algorithm>
#include <array>
#include <set>

#include "domain/ids.hpp"
#include "features/catalogue/collected.hpp"
#include "platform/text/text.hpp"

namespace motcua::catalogue {

namespace {

bool is_digits_of(std::string_view text, std::size_t count)
{
    return text.size() == count && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_unit_type(std::string_view type) { return type == "xã" || type == "phường" || type == "đặc khu"; }

// Letters of the slips that the program prints (TT 03/2025/TT-VPCP, Phụ lục I).
constexpr std::array<std::string_view, 7> letter_codes{"receipt", "supplement_request", "intake_rejection", "extension_apology",
                                                       "stop_notice", "routing_slip", "register"};

// Codes that every kind of form can answer with; see forms.hpp and json.hpp.
constexpr std::array<std::string_view, 31> field_codes{
    "required", "not_text", "not_whole_number", "not_number", "not_true_or_false", "not_a_list", "not_an_object", "unknown_choice",
    "unknown_field", "out_of_range", "not_a_date", "not_an_instant", "control_characters", "not_a_name", "too_long", "too_short", "too_small",
    "too_large", "too_few", "too_many", "duplicate_choice", "too_early", "too_late", "not_a_personal_id", "not_a_phone", "not_an_email",
    "pattern", "unknown_commune", "unknown_province", "commune_not_in_province", "not_a_file"};

class PlaceCheck {
public:
    PlaceCheck(const Collected& all, FaultList& faults) : m_all(all), m_faults(faults) {}

    void check()
    {
        provinces();
        communes();
        std::set<std::string> slugs, identifiers;
        for (const auto& entry : m_all.departments) identifiers.insert(entry.value.agency_identifier);
        for (const auto& entry : m_all.units) unit(entry, slugs, identifiers);
        std::set<std::string> units;
        for (const auto& entry : m_all.units) units.insert(entry.value.code);
        const auto& old = m_all.predecessors;
        for (std::size_t i = 0; i < old.rows.size(); ++i) {
            if (!units.contains(old.rows[i].unit_code)) row_fault(old, i, "unit_code: there is no unit \"" + old.rows[i].unit_code + "\"");
            if (old.rows[i].name.empty()) row_fault(old, i, "name: a name is expected");
        }
    }

private:
    template <class T>
    void row_fault(const Rows<T>& rows, std::size_t i, std::string message)
    {
        m_faults.add_at(rows.source.name, rows.lines[i], 1, std::move(message));
    }

    void provinces()
    {
        for (std::size_t i = 0; i < m_all.provinces.rows.size(); ++i) {
            const auto& province = m_all.provinces.rows[i];
            if (!is_digits_of(province.code, 2)) row_fault(m_all.provinces, i, "code: two digits are expected");
            if (!m_provinces.insert(province.code).second) row_fault(m_all.provinces, i, "code: \"" + province.code + "\" stands twice");
        }
    }

    void communes()
    {
        for (std::size_t i = 0; i < m_all.communes.rows.size(); ++i) {
            const auto& commune = m_all.communes.rows[i];
            if (!is_digits_of(commune.code, 5)) row_fault(m_all.communes, i, "code: five digits are expected");
            if (!m_communes.emplace(commune.code, &commune).second) row_fault(m_all.communes, i, "code: \"" + commune.code + "\" stands twice");
            if (!m_provinces.contains(commune.province_code))
                row_fault(m_all.communes, i, "province_code: there is no province \"" + commune.province_code + "\"");
            if (!is_unit_type(commune.type)) row_fault(m_all.communes, i, "type: xã, phường or đặc khu is expected");
        }
    }

    void unit(const Placed<Unit>& entry, std::set<std::string>& slugs, std::set<std::string>& identifiers)
    {
        const auto& unit = entry.value;
        auto require = [&](bool condition, std::string_view field, std::string message) {
            if (!condition) m_faults.add(*entry.source, entry.field + "." + std::string(field), std::move(message));
        };
        auto commune = m_communes.find(unit.code);
        require(commune != m_communes.end(), "code", "places/communes.csv has no \"" + unit.code + "\"");
        if (commune != m_communes.end())
            require(text::fold(commune->second->name) == text::fold(unit.name), "name", "\""
                + commune->second->name + "\" is expected, as places/communes.csv says");
        require(is_unit_type(unit.type), "type", "xã, phường or đặc khu is expected, found \"" + unit.type + "\"");
        require(text::slug(unit.slug) == unit.slug && !unit.slug.empty(), "slug", "small letters without marks, digits and hyphens are expected");
        require(slugs.insert(unit.slug).second, "slug", "the slug \"" + unit.slug + "\" stands twice; append the code");
        require(is_agency_identifier(unit.agency_identifier), "agency_identifier", "an identifier such as H24.258 is expected, found \""
            + unit.agency_identifier + "\"");
        require(identifiers.insert(unit.agency_identifier).second, "agency_identifier", "the identifier \""
            + unit.agency_identifier + "\" stands twice");
        require(unit.population >= 0, "population", "a number from 0 is expected");
        require(unit.latitude >= 7 && unit.latitude <= 24, "latitude", "7 to 24 is expected");
        require(unit.longitude >= 102 && unit.longitude <= 118, "longitude", "102 to 118 is expected");
    }

    const Collected& m_all;
    FaultList& m_faults;
    std::set<std::string> m_provinces;
    std::map<std::string, const Commune*> m_communes;
};

void check_day(const Document<CalendarYear>& document, std::size_t i, std::set<Day>& days, FaultList& faults)
{
    const auto& day = document.value.file.days[i];
    auto field = "days[" + std::to_string(i) + "]";
    if (year_of(day.day) != document.value.year)
        faults.add(document.source, field + ".day", "a day of " + std::to_string(document.value.year) + " is expected");
    if (!days.insert(day.day).second) faults.add(document.source, field + ".day", to_iso(day.day) + " stands twice");
    auto weekday = std::chrono::weekday(day.day);
    bool is_weekend = weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
    if (day.kind == SpecialDayWord::make_up && !is_weekend)
        faults.add(document.source, field + ".kind", "only a Saturday or Sunday can be a make-up day");
    if (day.kind == SpecialDayWord::swapped_off && is_weekend) faults.add(document.source, field + ".kind", "a Saturday or Sunday is off already");
}

void check_hours(const Placed<HoursLine>& entry, const Collected& all, FaultList& faults)
{
    auto fault = [&](std::string field, std::string message) { faults.add(*entry.source, entry.field + "." + field, std::move(message)); };
    auto has_code = [&](const Placed<Unit>& unit) { return unit.value.code == entry.value.unit; };
    if (!entry.value.unit.empty() && std::none_of(all.units.begin(), all.units.end(), has_code))
        fault("unit", "there is no unit \"" + entry.value.unit + "\"");
    WorkingHours hours;
    bool readable = true;
    for (std::size_t i = 0; i < entry.value.sessions.size(); ++i) {
        const auto& session = entry.value.sessions[i];
        auto field = "sessions[" + std::to_string(i) + "]";
        auto from = parse_minute(session.from), to = parse_minute(session.to);
        if (!from) fault(field + ".from", "a time such as 07:00 is expected, found \"" + session.from + "\"");
        if (!to) fault(field + ".to", "a time such as 11:30 is expected, found \"" + session.to + "\"");
        if (from && to && *from >= *to) fault(field + ".to", "a time after from is expected");
        readable = readable && from && to && *from < *to;
        if (!readable) continue;
        auto& day = hours.sessions[static_cast<std::size_t>(session.weekday)];
        if (!day.empty() && *from < day.back().to) fault(field + ".from", "a time not before the end of the session before it is expected");
        day.push_back({*from, *to});
    }
    if (entry.value.sessions.empty()) fault("sessions", "at least one session is expected");
    else if (readable && std::all_of(hours.sessions + 1, hours.sessions + 6, [](const auto& day) { return day.empty(); }))
        fault("sessions", "at least one session from monday to friday is expected");
}

void check_letters(const Collected& all, FaultList& faults)
{
    for (const auto& entry : all.letters) {
        if (std::find(letter_codes.begin(), letter_codes.end(), entry.value.code) == letter_codes.end())
            faults.add(*entry.source, entry.field + ".code", "\"" + entry.value.code + "\" is no letter that the program prints");
        if (entry.value.number_format.find("{number}") == std::string::npos)
            faults.add(*entry.source, entry.field + ".number_format", "{number} is expected in it");
    }
    for (auto code : letter_codes)
        if (std::none_of(all.letters.begin(), all.letters.end(), [&](const auto& entry) { return entry.value.code == code; }))
            faults.add_at("letters.toml", 0, 0, "the letter \"" + std::string(code) + "\" is missing");
}

void check_sentences(const std::vector<Placed<std::string>>& messages, FaultList& faults)
{
    for (const auto& entry : messages) {
        if (text::trimmed(entry.value).empty()) faults.add(*entry.source, entry.field, "a sentence is expected");
        auto open = std::count(entry.value.begin(), entry.value.end(), '{'), closed = std::count(entry.value.begin(), entry.value.end(), '}');
        if (open != closed) faults.add(*entry.source, entry.field, "a { needs a }");
    }
}

template <class Get>
void check_identifiers(const std::vector<Placed<Department>>& departments, FaultList& faults, Get identifier)
{
    std::set<std::string> seen;
    for (const auto& entry : departments) {
        const auto& text = identifier(entry.value);
        if (!is_agency_identifier(text))
            faults.add(*entry.source, entry.field + ".agency_identifier", "an identifier such as H24.17 is expected, found \"" + text + "\"");
        if (!seen.insert(text).second) faults.add(*entry.source, entry.field + ".agency_identifier", "the identifier \"" + text + "\" stands twice");
    }
}

void check_division_kinds(const Collected& all, FaultList& faults)
{
    std::set<std::pair<std::string, std::string>> seen;
    for (const auto& entry : all.division_kinds) {
        auto types = entry.value.unit_types;
        for (const auto& type : types)
            if (!is_unit_type(type))
                faults.add(*entry.source, entry.field + ".unit_types", "xã, phường or đặc khu is expected, found \"" + type + "\"");
        if (types.empty()) types = {"xã", "phường", "đặc khu"};
        for (const auto& type : types)
            if (!seen.insert({entry.value.code, type}).second)
                faults.add(*entry.source, entry.field + ".code", "\"" + entry.value.code + "\" stands twice for " + type);
    }
}

}  // namespace

std::optional<MinuteOfDay> parse_minute(std::string_view text)
{
    if (text.size() != 5 || text[2] != ':' || !is_digits_of(text.substr(0, 2), 2) || !is_digits_of(text.substr(3), 2)) return std::nullopt;
    int hour = (text[0] - '0') * 10 + (text[1] - '0'), minute = (text[3] - '0') * 10 + (text[4] - '0');
    if (minute > 59 || hour * 60 + minute > 24 * 60) return std::nullopt;
    return MinuteOfDay(hour * 60 + minute);
}

void check_places(const Collected& all, FaultList& faults) { PlaceCheck(all, faults).check(); }

void check_time(const Collected& all, FaultList& faults)
{
    std::set<Day> days;
    if (all.calendar.empty()) faults.add_at("calendar", 0, 0, "at least one year is expected");
    for (const auto& document : all.calendar) {
        if (document.value.year == 0) faults.add(document.source, "", "a file name such as 2026.toml is expected");
        for (std::size_t i = 0; document.sound && document.value.year != 0 && i < document.value.file.days.size(); ++i)
            check_day(document, i, days, faults);
    }
    for (const auto& entry : all.hours) check_hours(entry, all, faults);
    if (std::none_of(all.hours.begin(), all.hours.end(), [](const auto& entry) { return entry.value.unit.empty(); }))
        faults.add_at("hours.toml", 0, 0, "an entry with unit = \"\" is expected: the hours of every unit without its own");
}

void check_words(const Collected& all, FaultList& faults)
{
    check_division_kinds(all, faults);
    check_identifiers(all.departments, faults, [](const Department& d) -> const std::string& { return d.agency_identifier; });
    for (const auto& entry : all.roles)
        if (entry.value.permissions.empty()) faults.add(*entry.source, entry.field + ".permissions", "at least one permission is expected");
    check_letters(all, faults);
    check_sentences(all.refusal_messages, faults);
    check_sentences(all.field_messages, faults);
    check_sentences(all.notifications, faults);
    for (auto code : field_codes) {
        auto is_code = [&](const auto& entry) { return entry.field.substr(entry.field.find('.') + 1) == code; };
        if (std::none_of(all.field_messages.begin(), all.field_messages.end(), is_code))
            faults.add_at("messages/vi.toml", 0, 0, "field." + std::string(code) + " has no sentence");
    }
}

}  // namespace motcua::catalogue
