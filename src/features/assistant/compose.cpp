#include "features/assistant/compose.hpp"

#include <algorithm>

namespace motcua::assistant {

namespace {

constexpr std::size_t most_suggestions = 4;

std::string capital(std::string text)
{
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

bool has(const std::vector<std::string>& list, std::string_view item) { return std::find(list.begin(), list.end(), item) != list.end(); }

void suggest(Answer& answer, std::string text)
{
    if (answer.suggestions.size() < most_suggestions && !text.empty() && !has(answer.suggestions, text)) answer.suggestions.push_back(std::move(text));
}

std::string title_of(const catalogue::Procedure& procedure)
{
    return procedure.name + (procedure.code.empty() ? "" : " (mã " + procedure.code + ")");
}

void add_source_line(Answer& answer, const catalogue::Procedure& procedure)
{
    Fact fact;
    fact.kind = "source";
    fact.procedure = procedure.id;
    fact.text = source_of(procedure);
    fact.value = procedure.name;
    fact.source = fact.text;
    fact.as_of = procedure.effective_from;
    add_paragraph(answer.text, "Nguồn: " + fact.text + ".");
    answer.facts.push_back(std::move(fact));
}

void suggest_topics(Answer& answer, const catalogue::Procedure& procedure, const Knowledge& knowledge)
{
    for (std::string_view code : {"documents", "fee", "processing_time", "where", "online_howto", "conditions"}) {
        if (has(answer.topics, code) || (code == "fee" && procedure.benefit)) continue;
        if (const auto* topic = knowledge.topic(code)) suggest(answer, topic->next);
    }
}

// What an overview tells beyond the topics that were asked for.
void add_rest(Answer& part, const Understanding& meant, const catalogue::Procedure& procedure, const Knowledge& knowledge, const Asker& asker)
{
    for (std::string_view topic : {"where", "processing_time", "fee", "benefit_amount"})
        if (!has(meant.topics, topic) && (topic != "benefit_amount" || procedure.benefit)) add_topic(part, topic, procedure, knowledge, asker);
}

void link_to(Answer& answer, Link link)
{
    if (std::none_of(answer.links.begin(), answer.links.end(), [&](const Link& other) { return other.path == link.path; })) answer.links.push_back(std::move(link));
}

void answer_procedures(Answer& answer, const Understanding& meant, const Knowledge& knowledge, const Asker& asker)
{
    const bool is_general = has(meant.topics, "general") && meant.procedures.size() == 1;
    const bool is_bare = meant.topics.size() == 1 && meant.topics[0] == "general";
    for (const auto* procedure : meant.procedures) {
        Answer part;
        part.procedures = answer.procedures;   // How many there are decides how much is said of each.
        add_paragraph(part.text, title_of(*procedure));
        for (const auto& topic : meant.topics) add_topic(part, topic, *procedure, knowledge, asker);
        if (is_general || is_bare) add_rest(part, meant, *procedure, knowledge, asker);
        add_parts(part, *procedure, meant.topics, knowledge, asker);
        add_source_line(part, *procedure);
        if (!answer.text.empty()) answer.text += "\n";
        add_paragraph(answer.text, part.text);
        std::move(part.facts.begin(), part.facts.end(), std::back_inserter(answer.facts));
        link_to(answer, {procedure->short_name, "/thu-tuc/" + procedure->id});
        for (auto& link : part.links) link_to(answer, std::move(link));
    }
    suggest_topics(answer, *meant.procedures[0], knowledge);
    for (const auto& id : meant.procedures[0]->related)
        if (const auto* related = knowledge.snapshot().procedure(id, asker.today)) suggest(answer, related->short_name);
}

std::string_view part_words(catalogue::PredecessorPart part)
{
    switch (part) {
    case catalogue::PredecessorPart::whole: return "";
    case catalogue::PredecessorPart::part: return " (một phần)";
    case catalogue::PredecessorPart::land_only: return " (một phần diện tích)";
    case catalogue::PredecessorPart::rest: break;
    }
    return " (phần còn lại)";
}

void answer_places(Answer& answer, const Understanding& meant, const Knowledge& knowledge)
{
    const std::string source(knowledge.reply("units_source"));
    for (const auto& place : meant.places) {
        std::string words;
        for (const auto& became : place.became) {
            const auto* unit = knowledge.snapshot().unit(became.unit_code);
            if (!unit) continue;
            words += "\n- " + became.name + ", " + became.district + ": nay thuộc " + unit->full_name + std::string(part_words(became.part));
            if (!has(answer.units, unit->full_name)) answer.units.push_back(unit->full_name);
            Fact fact;
            fact.kind = "unit_lookup";
            fact.value = unit->full_name;
            fact.text = unit->full_name;
            fact.case_name = became.name + ", " + became.district + std::string(part_words(became.part));
            fact.source = source;
            answer.facts.push_back(std::move(fact));
        }
        add_paragraph(answer.text, "Đơn vị hành chính sau sắp xếp:" + words);
    }
    add_paragraph(answer.text, source.empty() ? "" : "Nguồn: " + source + ".");
    if (answer.units.size() > 1) add_paragraph(answer.text, knowledge.reply("unit_split"));
}

void answer_outside(Answer& answer, const Understanding& meant, const Knowledge& knowledge)
{
    const auto& to = meant.guard ? meant.guard->to : meant.outside ? meant.outside->to : std::nullopt;
    const auto& text = meant.guard ? meant.guard->text : meant.outside ? meant.outside->text : std::nullopt;
    const auto code = meant.kind == "empty"                         ? "empty"
                    : meant.kind == "unknown" && meant.behavior == Behavior::clarify ? "unknown"
                    : meant.behavior == Behavior::redirect          ? "redirect"
                                                                    : "refuse";
    add_paragraph(answer.text, text ? *text : std::string(knowledge.reply(code)));
    if (to) {
        add_paragraph(answer.text, (meant.kind == "emergency" ? "" : "Nơi giải quyết: ") + *to + ".");
        Fact fact;
        fact.kind = meant.kind == "emergency" ? "emergency" : "where";
        fact.value = *to;
        fact.text = *to;
        fact.source = std::string(knowledge.reply(meant.kind == "emergency" ? "emergency_source" : "redirect_source"));
        answer.facts.push_back(std::move(fact));
    }
    if (meant.kind == "privacy") {
        add_paragraph(answer.text, knowledge.reply("own_dossiers"));
        answer.links.push_back({"Tra cứu hồ sơ", "/tra-cuu"});
    }
    for (std::string_view code_of : {"documents", "opening_hours", "case_status", "unit_lookup"})
        if (const auto* topic = knowledge.topic(code_of); topic && meant.behavior != Behavior::escalate) suggest(answer, topic->next);
}

void ask_back(Answer& answer, const Understanding& meant, const Knowledge& knowledge)
{
    add_paragraph(answer.text, meant.ambiguity->ask.empty() ? std::string(knowledge.reply("clarify")) : meant.ambiguity->ask);
    for (const auto* procedure : meant.procedures) {
        add_paragraph(answer.text, "- " + title_of(*procedure));
        suggest(answer, procedure->short_name);
        answer.links.push_back({procedure->short_name, "/thu-tuc/" + procedure->id});
    }
}

void answer_article(Answer& answer, const Article& article)
{
    add_paragraph(answer.text, article.title);
    add_paragraph(answer.text, article.text);
    if (!article.source.empty()) add_paragraph(answer.text, "Nguồn: " + article.source + ".");
    Fact fact;
    fact.kind = "article";
    fact.value = article.title;
    fact.text = article.text;
    fact.source = article.source;
    fact.as_of = article.from;
    answer.facts.push_back(std::move(fact));
}

}  // namespace

Answer compose(const Understanding& meant, const Knowledge& knowledge, const Asker& asker)
{
    Answer answer;
    answer.behavior = meant.behavior;
    answer.topics = meant.topics;
    for (const auto* procedure : meant.procedures)
        answer.procedures.push_back({procedure->code.empty() ? procedure->id : procedure->code, procedure->id, procedure->name});
    if (meant.ambiguity) {
        ask_back(answer, meant, knowledge);
    } else if (meant.article) {
        answer_article(answer, *meant.article);
    } else if (!meant.places.empty()) {
        answer_places(answer, meant, knowledge);
        if (!meant.procedures.empty()) answer_procedures(answer, meant, knowledge, asker);
    } else if (!meant.procedures.empty()) {
        answer_procedures(answer, meant, knowledge, asker);
    } else if (meant.service) {
        for (const auto& topic : meant.topics) add_service(answer, topic, knowledge, asker);
    } else {
        answer_outside(answer, meant, knowledge);
    }
    answer.text = capital(std::move(answer.text));
    return answer;
}

}  // namespace motcua::assistant
