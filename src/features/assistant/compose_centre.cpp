#include <algorithm>
#include <cstdio>

#include "features/assistant/compose.hpp"

namespace motcua::assistant {

namespace {

constexpr int days_ahead = 75;             // How far holidays are announced
constexpr std::size_t most_holidays = 6;

const Service* service_of(std::string_view topic, const Knowledge& knowledge)
{
    // A commune's own text stands in a later file.
    const Service* found = nullptr;
    for (const auto& service : knowledge.vocabulary().services)
        if (service.topic == topic) found = &service;
    return found;
}

// The unit's own entry, else the city's; the last file's of several.
template <class Member>
const CommuneEntry* entry_with(const Knowledge& knowledge, const Asker& asker, Member member)
{
    const CommuneEntry* general = nullptr;
    const CommuneEntry* own = nullptr;
    for (const auto& entry : knowledge.vocabulary().communes) {
        if (!(entry.*member)) continue;
        if (entry.unit.empty()) general = &entry;
        else if (asker.unit && entry.unit == asker.unit->code) own = &entry;
    }
    return own ? own : general;
}

Fact fact_of(std::string_view kind, std::string text, std::string source, std::optional<Day> as_of)
{
    Fact fact;
    fact.kind = kind;
    fact.value = text;
    fact.text = std::move(text);
    fact.source = std::move(source);
    fact.as_of = as_of;
    return fact;
}

std::string clock_text(MinuteOfDay minute)
{
    char text[16];
    std::snprintf(text, sizeof text, "%02d:%02d", static_cast<int>(minute.count() / 60), static_cast<int>(minute.count() % 60));
    return text;
}

std::string sessions_text(const std::vector<WorkingSession>& sessions)
{
    std::string text;
    for (const auto& session : sessions) text += (text.empty() ? "" : ", ") + clock_text(session.from) + "–" + clock_text(session.to);
    return text.empty() ? "nghỉ" : text;
}

// "Thứ Hai đến thứ Sáu: 07:00–11:30, …": days with the same sessions in one line.
std::vector<std::string> hours_lines(const WorkingHours& hours)
{
    static constexpr std::string_view names[] = {"Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"};
    static constexpr int order[] = {1, 2, 3, 4, 5, 6, 0};
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < 7;) {
        auto last = at;
        while (last + 1 < 7 && hours.sessions[order[last + 1]] == hours.sessions[order[at]]) ++last;
        std::string days(names[order[at]]);
        if (last > at) days += " đến " + std::string(names[order[last]]);
        lines.push_back(days + ": " + sessions_text(hours.sessions[order[at]]));
        at = last + 1;
    }
    return lines;
}

std::string centre_name(const Asker& asker)
{
    return asker.unit ? "Trung tâm Phục vụ hành chính công " + asker.unit->full_name : "Trung tâm Phục vụ hành chính công cấp xã";
}

void add_hours(Answer& answer, const Knowledge& knowledge, const Asker& asker)
{
    const auto& hours = knowledge.snapshot().hours(asker.unit ? asker.unit->code : "");
    std::string text = "Giờ làm việc của " + centre_name(asker) + ":";
    for (const auto& line : hours_lines(hours)) {
        answer.facts.push_back(fact_of("opening_hours", line, "Lịch làm việc trong danh mục của Trung tâm", asker.today));
        text += "\n- " + line;
    }
    add_paragraph(answer.text, text);
    std::string holidays;
    std::size_t count = 0;
    for (int i = 0; i <= days_ahead && count < most_holidays; ++i) {
        const auto day = asker.today + std::chrono::days(i);
        const auto* special = knowledge.snapshot().calendar().special(day);
        if (!special) continue;
        ++count;
        auto line = weekday_name(day) + " " + short_date(day) + ": " + (special->kind == SpecialDayKind::make_up ? "làm bù" : "nghỉ") + " – " + special->name;
        holidays += "\n- " + line;
        answer.facts.push_back(fact_of("opening_hours", line, special->source, asker.today));
    }
    if (!holidays.empty()) add_paragraph(answer.text, "Ngày nghỉ, làm bù sắp tới:" + holidays);
}

void add_entry(Answer& answer, std::string_view topic, std::string_view label, const CommuneEntry* entry, const std::optional<std::string> CommuneEntry::* member,
               const Knowledge& knowledge, const Asker& asker)
{
    if (!entry) return add_paragraph(answer.text, knowledge.reply("no_value"));
    answer.facts.push_back(fact_of(topic, *(entry->*member), entry->source, entry->as_of));
    add_paragraph(answer.text, std::string(label) + " " + centre_name(asker) + ": " + *(entry->*member) + ".");
}

void add_address(Answer& answer, const Knowledge& knowledge, const Asker& asker)
{
    const auto* entry = entry_with(knowledge, asker, &CommuneEntry::address);
    if (!entry && asker.unit && !asker.unit->seat.empty()) {
        answer.facts.push_back(fact_of("address", asker.unit->seat, std::string(knowledge.reply("seat_source")), std::nullopt));
        return add_paragraph(answer.text, "Trụ sở " + asker.unit->full_name + ": " + asker.unit->seat + ".");
    }
    add_entry(answer, "address", "Địa chỉ", entry, &CommuneEntry::address, knowledge, asker);
}

}  // namespace

void add_service(Answer& answer, std::string_view topic, const Knowledge& knowledge, const Asker& asker)
{
    if (topic == "opening_hours") return add_hours(answer, knowledge, asker);
    if (topic == "address") return add_address(answer, knowledge, asker);
    if (topic == "hotline") {
        add_entry(answer, topic, "Đường dây nóng", entry_with(knowledge, asker, &CommuneEntry::hotline), &CommuneEntry::hotline, knowledge, asker);
        if (const auto* entry = entry_with(knowledge, asker, &CommuneEntry::email)) {
            answer.facts.push_back(fact_of(topic, *entry->email, entry->source, entry->as_of));
            add_paragraph(answer.text, "Thư điện tử: " + *entry->email);
        }
        return;
    }
    if (const auto* service = service_of(topic, knowledge)) add_paragraph(answer.text, service->text);
    if (topic == "case_status") answer.links.push_back({"Tra cứu hồ sơ", "/tra-cuu"});
    else if (topic == "home_service") {
        if (const auto* entry = entry_with(knowledge, asker, &CommuneEntry::hotline)) {
            answer.facts.push_back(fact_of("hotline", *entry->hotline, entry->source, entry->as_of));
            add_paragraph(answer.text, "Số gọi: " + *entry->hotline);
        }
    }
}

}  // namespace motcua::assistant
