#include "features/assistant/reminders.hpp"

#include <algorithm>
#include <charconv>

#include "domain/refusal.hpp"
#include "platform/text/text.hpp"

namespace motcua::assistant {

namespace {

constexpr std::string_view purpose = "assistant.reminder";
constexpr std::size_t longest_text = 500;
constexpr std::int64_t most_open = 200;
constexpr MinuteOfDay usual_hour{8 * 60};

using Words = std::vector<std::string>;

std::optional<int> number(std::string_view word)
{
    int value = 0;
    auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (error == std::errc() && end == word.data() + word.size()) return value;
    static constexpr std::string_view names[] = {"khong", "mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin", "muoi"};
    const auto* found = std::find(std::begin(names), std::end(names), word);
    return found == std::end(names) ? std::nullopt : std::optional(static_cast<int>(found - std::begin(names)));
}

// 0 Sunday … 6 Saturday of "thu hai" … "thu bay", "chu nhat".
std::optional<unsigned> weekday_at(const Words& words, std::size_t i)
{
    if (i + 1 >= words.size()) return std::nullopt;
    if (words[i] == "chu" && words[i + 1] == "nhat") return 0;
    if (words[i] != "thu") return std::nullopt;
    const auto day = words[i + 1] == "tu" ? std::optional(4) : number(words[i + 1]);
    return day && *day >= 2 && *day <= 7 ? std::optional(static_cast<unsigned>(*day - 1)) : std::nullopt;
}

std::optional<Day> date_of(int day, int month, std::optional<int> year, Day today)
{
    if (day < 1 || day > 31 || month < 1 || month > 12) return std::nullopt;
    for (int y = year.value_or(year_of(today)); y <= year.value_or(year_of(today) + 1); ++y) {
        const std::chrono::year_month_day date{std::chrono::year(y), std::chrono::month(static_cast<unsigned>(month)), std::chrono::day(static_cast<unsigned>(day))};
        if (date.ok() && Day(date) >= today) return Day(date);
    }
    return std::nullopt;
}

std::optional<Day> day_named(const Words& words, Day today)
{
    const auto next_week = [&](std::size_t i) {
        return std::any_of(words.begin() + static_cast<std::ptrdiff_t>(i), words.end(), [](const auto& w) { return w == "tuan"; });
    };
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (auto weekday = weekday_at(words, i)) {
            const auto now = std::chrono::weekday(today).c_encoding();
            auto ahead = static_cast<int>((*weekday + 7 - now) % 7);
            if (ahead == 0) ahead = 7;
            // "thứ năm tuần sau" is that of the week that begins on the coming Monday.
            const auto to_monday = static_cast<int>((8 - now) % 7 == 0 ? 7 : (8 - now) % 7);
            if (next_week(i) && ahead < to_monday) ahead += 7;
            return today + std::chrono::days(ahead);
        }
        const auto value = number(words[i]);
        const bool has_next = i + 1 < words.size();
        if (has_next && value && *value > 0 && *value < 400 && i > 0 && words[i - 1] == "sau") {
            if (words[i + 1] == "ngay" || words[i + 1] == "hom") return today + std::chrono::days(*value);
            if (words[i + 1] == "tuan") return today + std::chrono::days(7 * *value);
        }
        if (words[i] == "ngay" && i + 2 < words.size() && number(words[i + 1])) {
            const auto at = words[i + 2] == "thang" && i + 3 < words.size() ? i + 3 : i + 2;
            if (auto month = number(words[at])) {
                const auto year = at + 1 < words.size() && words[at + 1].size() == 4 ? number(words[at + 1]) : std::nullopt;
                if (auto date = date_of(*number(words[i + 1]), *month, year, today)) return date;
            }
        }
        if (words[i] == "mai" && (i == 0 || words[i - 1] != "sao")) return today + std::chrono::days(1);
        if (words[i] == "kia" || words[i] == "mot" ? i > 0 && words[i - 1] == "ngay" : false) return today + std::chrono::days(2);
    }
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if (words[i] == "tuan" && (words[i + 1] == "sau" || words[i + 1] == "toi")) return today + std::chrono::days(7);
        if (words[i] == "hom" && words[i + 1] == "nay") return today;
    }
    return std::nullopt;
}

// "9h30" → {"9h30"}: figures with an h inside.
std::optional<MinuteOfDay> clock_word(std::string_view word)
{
    const auto at = word.find('h');
    if (at == 0 || at == std::string_view::npos || at > 2) return std::nullopt;
    const auto hour = number(word.substr(0, at));
    const auto minute = at + 1 < word.size() ? number(word.substr(at + 1)) : std::optional(0);
    if (!hour || !minute || *hour > 23 || *minute > 59) return std::nullopt;
    return MinuteOfDay(*hour * 60 + *minute);
}

std::optional<MinuteOfDay> hour_named(const Words& words)
{
    std::optional<MinuteOfDay> found;
    for (std::size_t i = 0; i < words.size() && !found; ++i) {
        found = clock_word(words[i]);
        if (found || i + 1 >= words.size() || words[i + 1] != "gio") continue;
        const auto hour = number(words[i]);
        if (!hour || *hour > 23) continue;
        const auto next = i + 2 < words.size() ? words[i + 2] : "";
        const auto minute = next == "ruoi" ? std::optional(30) : number(next);
        found = MinuteOfDay(*hour * 60 + (minute && *minute < 60 && next.size() <= 4 ? *minute : 0));
    }
    const auto has = [&](std::string_view word) { return std::find(words.begin(), words.end(), word) != words.end(); };
    if (found && *found < MinuteOfDay(12 * 60) && (has("chieu") || has("toi"))) {
        const bool evening_hour = *found <= MinuteOfDay(11 * 60) && (has("chieu") || *found >= MinuteOfDay(5 * 60));
        // "nhắc tôi" folds to "toi" too: only "buổi tối" and "chiều" move the hour.
        const bool says_evening = has("chieu") || (has("buoi") && has("toi"));
        if (evening_hour && says_evening) *found += MinuteOfDay(12 * 60);
    }
    if (!found && has("chieu")) found = MinuteOfDay(13 * 60 + 30);
    return found;
}

struct Row {
    std::int64_t id = 0;
    db::Bytes words;
    Instant due_at{};
};
BOOST_DESCRIBE_STRUCT(Row, (), (id, words, due_at))

}  // namespace

std::optional<Instant> time_named(std::string_view text, Instant now)
{
    const auto words = text::folded_words(text);
    const auto today = day_in_vietnam(now);
    const auto day = day_named(words, today);
    const auto hour = hour_named(words);
    if (!day && !hour) return std::nullopt;
    auto when = instant_in_vietnam(day.value_or(today), hour.value_or(usual_hour));
    if (when <= now && !day) when = instant_in_vietnam(today + std::chrono::days(1), *hour);
    return when > now ? std::optional(when) : std::nullopt;
}

std::string without_wish(std::string_view text)
{
    auto rest = text::trimmed(text);
    for (std::string_view wish : {"nhắc tôi", "nhắc em", "nhắc mình", "nhắc giúp", "nhắc việc", "nhắc", "Nhắc tôi", "Nhắc em", "Nhắc mình", "Nhắc giúp", "Nhắc việc", "Nhắc"})
        if (rest.starts_with(wish)) {
            rest = text::trimmed(std::string_view(rest).substr(wish.size()));
            break;
        }
    return rest.empty() ? text::trimmed(text) : rest;
}

Reminder Reminders::add(const Actor& actor, std::string_view text, Instant due_at)
{
    std::vector<FieldProblem> problems;
    if (text::trimmed(text).empty()) problems.push_back({"text", "required"});
    if (text::length(text) > longest_text) problems.push_back({"text", "too_long", {{"max", std::to_string(longest_text)}}});
    if (due_at <= m_clock.now()) problems.push_back({"due_at", "too_early"});
    if (!problems.empty()) throw Refusal(std::move(problems));
    const auto sealed = db::Bytes{m_vault.seal(text::trimmed(text), purpose)};
    const auto id = m_db.write([&](db::Connection& c) {
        if (db::one<std::int64_t>(c, "SELECT count(*) FROM assistant_reminder WHERE officer_id = $1 AND done_at IS NULL", actor.officer) >= most_open)
            throw Refusal(Reason::conflict, "too_many_reminders");
        return db::one<std::int64_t>(c, "INSERT INTO assistant_reminder (officer_id, words, due_at, made_at) VALUES ($1, $2, $3, $4) RETURNING id",
                                     actor.officer, sealed, due_at, m_clock.now());
    });
    return {id, text::trimmed(text), due_at, false};
}

std::vector<Reminder> Reminders::open(const Actor& actor)
{
    auto rows = m_db.read([&](db::Connection& c) {
        return db::query<Row>(c, "SELECT id, words, due_at FROM assistant_reminder WHERE officer_id = $1 AND done_at IS NULL ORDER BY due_at, id", actor.officer);
    });
    std::vector<Reminder> reminders;
    for (const auto& row : rows) reminders.push_back({row.id, m_vault.open(row.words.data, purpose), row.due_at, row.due_at <= m_clock.now()});
    return reminders;
}

void Reminders::done(const Actor& actor, std::int64_t id)
{
    m_db.write([&](db::Connection& c) {
        if (db::execute(c, "UPDATE assistant_reminder SET done_at = $3 WHERE id = $1 AND officer_id = $2 AND done_at IS NULL", id, actor.officer, m_clock.now()) == 0)
            throw Refusal(Reason::not_found, "unknown_reminder");
    });
}

}  // namespace motcua::assistant
