#include "features/assistant/desk.hpp"

#include <algorithm>

#include "domain/refusal.hpp"
#include "features/assistant/compose.hpp"
#include "features/dossiers/totals.hpp"
#include "platform/text/text.hpp"

namespace motcua::assistant {

namespace {

constexpr std::size_t most_quotes = 5;

bool has_any(const std::vector<std::string>& words, std::initializer_list<std::string_view> phrases)
{
    std::string all = " ";
    for (const auto& word : words) all += word + " ";
    return std::any_of(phrases.begin(), phrases.end(), [&](std::string_view phrase) { return all.find(" " + std::string(phrase) + " ") != std::string::npos; });
}

bool asks_reminder(const std::vector<std::string>& words)
{
    return has_any(words, {"nhac toi", "nhac em", "nhac minh", "nhac giup", "nhac viec"}) || (!words.empty() && words[0] == "nhac");
}

bool asks_figures(const std::vector<std::string>& words)
{
    const bool about_dossiers = has_any(words, {"ho so", "tiep nhan", "so lieu", "tinh hinh"});
    return about_dossiers && has_any(words, {"hom nay", "bao nhieu", "may", "qua han", "tre han", "tre", "den han", "dang xu ly", "dang giai quyet", "so lieu", "tinh hinh"});
}

}  // namespace

std::vector<Fact> Desk::figures(const Actor& actor)
{
    const auto& services = m_assistant.services();
    const auto now = services.clock.now();
    const auto directory = services.staff.directory();
    const auto* centre = directory->centre_of(actor.unit_code);
    const auto counted = services.db.read([&](db::Connection& c) { return dossiers::unit_figures(c, centre ? centre->id : AgencyId{}, actor.unit, now); });
    std::vector<Fact> facts;
    auto add = [&](std::string_view words, std::int64_t count) {
        Fact fact;
        fact.kind = "figure";
        fact.value = count;
        fact.text = std::string(words) + ": " + std::to_string(count) + " hồ sơ";
        fact.source = "Dữ liệu hồ sơ của hệ thống, " + short_time(now);
        facts.push_back(std::move(fact));
    };
    if (centre) add("Tiếp nhận trong ngày", counted.received_today);
    add("Đang giải quyết", counted.open);
    add("Trong đó quá hạn", counted.late);
    add("Đến hạn hôm nay", counted.due_today);
    return facts;
}

std::shared_ptr<const PassageIndex> Desk::passages()
{
    auto known = m_assistant.knowledge();
    std::lock_guard lock(m_mutex);
    if (m_indexed == known) return m_passages;
    auto made = std::make_shared<PassageIndex>();
    add_passages(*made, known->snapshot(), known->today());
    for (const auto& article : known->articles()) made->add({article.title, article.text, article.source, ""});
    made->finish();
    m_indexed = std::move(known);
    m_passages = std::move(made);
    return m_passages;
}

DeskAnswer Desk::answer(const Actor& actor, std::string_view text)
{
    const auto words = text::folded_words(text::clipped(text, 2000));
    if (words.empty()) throw bad_field("text", "required");
    DeskAnswer answer;
    if (asks_reminder(words)) {
        const auto when = time_named(text, m_assistant.services().clock.now());
        if (!when) throw bad_field("text", "no_time");
        answer.reminder = m_reminders.add(actor, without_wish(text), *when);
        answer.text = "Đã ghi việc cần nhớ, nhắc lúc " + short_time(*when) + ".";
        return answer;
    }
    if (asks_figures(words)) {
        answer.facts = figures(actor);
        for (const auto& fact : answer.facts) add_paragraph(answer.text, fact.text + ".");
        return answer;
    }
    const auto index = passages();
    for (const auto& match : index->search(text, most_quotes)) {
        const auto& passage = index->passage(match.passage);
        answer.quotes.push_back({passage.title, passage.text, passage.source, passage.path});
    }
    if (answer.quotes.empty()) answer.text = m_assistant.knowledge()->reply("no_value");
    return answer;
}

PaperDraft Desk::draft(const Actor& actor, const PaperRequest& request)
{
    const auto known = m_assistant.knowledge();
    DraftFacts facts;
    facts.unit = known->snapshot().unit(actor.unit_code);
    facts.today = known->today();
    facts.now = m_assistant.services().clock.now();
    if (request.figures.value_or(false))
        for (auto& fact : figures(actor)) facts.figures.push_back({fact.text + ".", fact.source, true});
    return make_draft(request, facts, *known);
}

}  // namespace motcua::assistant
