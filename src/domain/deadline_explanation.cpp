#include "domain/deadline_explanation.hpp"

#include <algorithm>

namespace motcua {

namespace {

using namespace std::chrono;
using namespace working_time;

std::string dated(Day day) { return weekday_name(day) + " " + short_date(day); }

// "thứ Bảy 29/08", for the first of two dates of one year.
std::string dated_within(Day day, Day other) { return year_of(day) == year_of(other) ? weekday_name(day) + " " + short_date(day).substr(0, 5) : dated(day); }

std::string clock_and_day(LocalMinute at) { return short_time(instant(at)).substr(0, 5) + " " + dated(day_of(at)); }

bool is_weekend(Day day) { return weekday(day).c_encoding() % 6 == 0; }

// The name of a special day inside a sentence: "Nghỉ bù Giỗ Tổ" begins small there, "Quốc khánh" does not.
std::string named(const SpecialDay& special, std::string_view own_word, const std::string& kind)
{
    if (special.name.starts_with(own_word)) return static_cast<char>(special.name.front() + 32) + special.name.substr(1);
    return special.name.empty() ? kind : kind + " (" + special.name + ")";
}

std::string reason_of(const SpecialDay& special)
{
    switch (special.kind) {
        case SpecialDayKind::holiday: return special.name.starts_with("Nghỉ") ? named(special, "Nghỉ", "") : "nghỉ lễ " + special.name;
        case SpecialDayKind::compensation: return named(special, "Nghỉ", "nghỉ bù");
        case SpecialDayKind::swapped_off: return named(special, "Nghỉ", "nghỉ hoán đổi");
        case SpecialDayKind::make_up: return named(special, "Làm", "làm bù");
    }
    return {};
}

std::string reason_of(Day day, const ClockRules& rules)
{
    if (const auto* special = rules.calendar.special(day)) return reason_of(*special);
    return is_weekend(day) ? "ngày nghỉ hằng tuần" : "không có phiên làm việc";
}

// Why the days of a stretch are off, each reason once.
std::string reasons_of(Day first, Day last, const ClockRules& rules)
{
    std::vector<std::string> reasons;
    for (auto day = first; day <= last; day += days(1)) {
        auto reason = reason_of(day, rules);
        if (std::find(reasons.begin(), reasons.end(), reason) == reasons.end()) reasons.push_back(std::move(reason));
    }
    std::string text;
    for (const auto& reason : reasons) text += (text.empty() ? "" : ", ") + reason;
    return text;
}

std::string days_of(Day first, Day last)
{
    if (first == last) return dated(first);
    if (last - first == days(1)) return dated_within(first, last) + " và " + dated(last);
    return "từ " + dated_within(first, last) + " đến " + dated(last);
}

class Explanation {
public:
    Explanation(const DeadlineStory& story, const ClockRules& rules) : m_story(story), m_rules(rules) {}

    std::vector<std::string> sentences()
    {
        tell_start();
        if (m_story.limit.unit == LimitUnit::day) {
            tell_pauses();
            tell_last_day();
        } else {
            tell_days();
            tell_pauses();
        }
        for (const auto year : m_story.unconfirmed_years)
            say("Lịch nghỉ năm " + std::to_string(year) + " chưa được xác nhận: thời hạn này là tạm tính.");
        return std::move(m_sentences);
    }

private:
    struct Stretch {
        Day first;
        Day last;
        bool only_weekend;
    };

    void say(std::string sentence) { m_sentences.push_back(std::move(sentence)); }

    void tell_start()
    {
        const auto start = clock_and_day(m_story.start);
        if (m_story.restarted)
            say("Thời hạn được tính lại từ đầu sau khi hết tạm dừng, từ " + start + ".");
        else if (m_story.start != m_story.received)
            say("Tiếp nhận ngoài phiên làm việc tính vào thời hạn: bắt đầu tính từ " + start + ".");
        const auto cut_off = day_of(m_story.start) + m_rules.same_day_cut_off;
        if (m_story.limit.unit == LimitUnit::immediate && m_story.start >= cut_off)
            say("Tiếp nhận từ " + short_time(instant(cut_off)).substr(0, 5) + " trở đi: trả kết quả trong ngày làm việc tiếp theo.");
    }

    bool is_paused(Day day) const
    {
        return std::any_of(m_story.pauses.begin(), m_story.pauses.end(), [&](const auto& pause) { return day > day_of(pause.from) && day < day_of(pause.to); });
    }

    // From the day after receipt, or after the restart, to the due day.
    void tell_days()
    {
        std::vector<Stretch> stretches;
        const auto first = day_of(m_story.restarted ? m_story.start : m_story.received) + days(1);
        const auto last = day_of(m_story.due);
        for (auto day = first; day <= last; day += days(1)) {
            if (is_paused(day)) continue;
            if (is_counting_day(day, m_rules)) tell_make_up(day);
            else add_to(stretches, day);
        }
        tell_weekends(stretches);
        for (const auto& stretch : stretches)
            if (!stretch.only_weekend) tell_skipped(stretch.first, stretch.last);
    }

    void add_to(std::vector<Stretch>& stretches, Day day) const
    {
        const bool plain = is_weekend(day) && m_rules.calendar.special(day) == nullptr;
        if (stretches.empty() || stretches.back().last + days(1) != day) {
            stretches.push_back({day, day, plain});
        } else {
            stretches.back().last = day;
            stretches.back().only_weekend = stretches.back().only_weekend && plain;
        }
    }

    void tell_make_up(Day day)
    {
        const auto* special = m_rules.calendar.special(day);
        if (special != nullptr) say("Tính cả " + dated(day) + ": " + reason_of(*special) + ".");
    }

    void tell_weekends(const std::vector<Stretch>& stretches)
    {
        const Stretch* only = nullptr;
        int weekends = 0;
        days sum{0};
        for (const auto& stretch : stretches) {
            if (!stretch.only_weekend) continue;
            only = &stretch;
            ++weekends;
            sum += stretch.last - stretch.first + days(1);
        }
        if (weekends == 1) tell_skipped(only->first, only->last);
        else if (weekends > 1) say("Bỏ qua " + std::to_string(sum.count()) + " ngày nghỉ hằng tuần (thứ Bảy, Chủ nhật).");
    }

    void tell_skipped(Day first, Day last) { say("Bỏ qua " + days_of(first, last) + ": " + reasons_of(first, last, m_rules) + "."); }

    void tell_pauses()
    {
        for (const auto& pause : m_story.pauses)
            say("Không tính thời gian tạm dừng từ " + clock_and_day(pause.from) + " đến " + clock_and_day(pause.to) + ".");
    }

    void tell_last_day()
    {
        const auto last = m_story.last_calendar_day;
        const auto due = day_of(m_story.due);
        if (due == last) return;
        say("Ngày cuối của thời hạn (" + dated(last) + ") là ngày nghỉ nên kết thúc vào " + dated(due) + ".");
        tell_skipped(last, due - days(1));
    }

    const DeadlineStory& m_story;
    const ClockRules& m_rules;
    std::vector<std::string> m_sentences;
};

}  // namespace

std::vector<std::string> explanation_of(const DeadlineStory& story, const ClockRules& rules) { return Explanation(story, rules).sentences(); }

}  // namespace motcua
