#include <algorithm>

#include "features/assistant/compose.hpp"
#include "platform/text/text.hpp"

namespace motcua::assistant {

namespace {

using catalogue::Fee;
using catalogue::Procedure;

constexpr std::size_t papers_in_text = 12;
constexpr std::size_t fees_in_text = 8;
constexpr std::size_t fees_in_text_of_several = 4;   // Procedures in one answer

std::optional<std::string> unless_empty(std::string text) { return text.empty() ? std::nullopt : std::optional(std::move(text)); }

Fact fact_of(std::string_view kind, const Procedure& procedure, std::string text)
{
    Fact fact;
    fact.kind = kind;
    fact.procedure = procedure.id;
    fact.value = text;
    fact.text = std::move(text);
    fact.source = source_of(procedure);
    fact.as_of = procedure.effective_from;
    return fact;
}

bool concerns(const Fee& fee, const Asker& asker)
{
    if ((fee.from && asker.today < *fee.from) || (fee.until && asker.today > *fee.until)) return false;
    return !asker.unit || !fee.area || fee.area->empty() || *fee.area == asker.unit->area;
}

std::string_view channel_words(const std::string& channel) { return channel == "online" ? "nộp trực tuyến" : "nộp trực tiếp hoặc qua bưu chính"; }

constexpr std::string_view unknown_amount = "danh mục chưa ghi số tiền";

std::string to_be_paid(const Vnd& amount) { return amount.dong == 0 ? "không thu" : to_text(amount); }

std::string amount_text(const Fee& fee)
{
    if (!fee.amount) return std::string(unknown_amount);
    if (fee.amount->dong == 0) return to_be_paid(*fee.amount);
    const bool is_counted = !fee.per.empty() && fee.per != "lần" && fee.per != "hồ sơ";
    return to_text(*fee.amount) + (is_counted ? "/" + fee.per : "");
}

Fact fee_fact(const Fee& fee, const Procedure& procedure)
{
    auto fact = fact_of("fee", procedure, amount_text(fee));
    fact.value = fee.amount ? json::Value(fee.amount->dong) : json::Value();
    fact.unit = unless_empty(fee.per);
    fact.case_name = fee.case_name;
    fact.channel = fee.channel;
    fact.source = fee.legal_basis.empty() ? source_of(procedure) : fee.legal_basis;
    return fact;
}

// "nộp trực tiếp, địa bàn tỉnh Hải Dương cũ: chưa đọc được mức thu": that nothing is known is said once for all.
std::string case_of(const Fee& fee)
{
    auto words = *fee.case_name;
    if (fee.amount) return words == "không thu" ? "" : words;
    for (std::string_view unknown : {": chưa", "chưa rõ", "chưa xác định"})
        if (auto at = words.find(unknown); at != std::string::npos && words.find(';', at) == std::string::npos) words.erase(at);
    return words;
}

// "Lệ phí đăng ký khai sinh, quá hạn, nộp trực tiếp hoặc qua bưu chính"
std::string fee_words(const Fee& fee)
{
    auto words = fee.name;
    if (fee.case_name)
        if (auto when = case_of(fee); !when.empty()) words += ", " + when;
    const bool says_channel = fee.case_name && fee.case_name->find("nộp tr") != std::string::npos;
    return fee.channel && !says_channel ? words + ", " + std::string(channel_words(*fee.channel)) : words;
}

// "- Lệ phí đăng ký khai sinh, quá hạn: 8.000 đ (12/2018/NQ-HĐND)"
std::string fee_line(const Fee& fee)
{
    auto line = "- " + fee_words(fee) + ": " + amount_text(fee);
    if (fee.cap) line += ", không quá " + to_text(*fee.cap) + " một bản";
    if (!fee.legal_basis.empty()) line += " (" + fee.legal_basis + ")";
    return line;
}

// "- Lệ phí cấp biển số, tùy khu vực (mức do 60/2023/TT-BTC quy định)"; a page that tells of it sets nothing.
std::string unknown_fee_line(const Fee& fee)
{
    if (fee.legal_basis.empty()) return "- " + fee_words(fee);
    const bool is_page = fee.legal_basis.starts_with("Trang");
    return "- " + fee_words(fee) + (is_page ? " (xem " + fee.legal_basis + ")" : " (mức do " + fee.legal_basis + " quy định)");
}

// The cap is a number of its own.
std::optional<Fact> cap_fact(const Fee& fee, const Procedure& procedure)
{
    if (!fee.cap) return std::nullopt;
    auto fact = fact_of("fee_cap", procedure, to_text(*fee.cap));
    fact.value = json::Value(fee.cap->dong);
    fact.source = fee.legal_basis;
    return fact;
}

void add_fees(Answer& answer, const Procedure& procedure, const Knowledge& knowledge, const Asker& asker)
{
    const auto most = answer.procedures.size() > 1 ? fees_in_text_of_several : fees_in_text;
    std::string lines, unknown;
    std::size_t shown = 0, unknown_shown = 0;
    for (const auto& fee : procedure.fees) {
        if (!concerns(fee, asker)) continue;
        answer.facts.push_back(fee_fact(fee, procedure));
        if (auto cap = cap_fact(fee, procedure)) answer.facts.push_back(std::move(*cap));
        if (fee.amount && shown++ < most) lines += "\n" + fee_line(fee);
        if (!fee.amount && unknown_shown++ < most) unknown += "\n" + unknown_fee_line(fee);
    }
    if (procedure.fee_note) answer.facts.push_back(fact_of("note", procedure, *procedure.fee_note));
    if (shown + unknown_shown == 0) return add_paragraph(answer.text, procedure.fee_note ? "Phí, lệ phí: " + *procedure.fee_note : std::string(knowledge.reply("no_fee")));
    if (shown > most || unknown_shown > most) lines += "\n- Các mức khác xem ở trang thủ tục.";
    constexpr std::string_view nameless = "\n- Phí, lệ phí: ";
    if (shown == 1 && lines.starts_with(nameless)) add_paragraph(answer.text, "Phí, lệ phí: " + lines.substr(nameless.size()));
    else if (!lines.empty()) add_paragraph(answer.text, "Phí, lệ phí:" + lines);
    if (!unknown.empty()) add_paragraph(answer.text, std::string(knowledge.reply("unknown_fee")) + unknown);
    if (answer.procedures.size() > 1) return;   // The rest stands on the page of each.
    if (procedure.fee_note) add_paragraph(answer.text, *procedure.fee_note);
    if (!procedure.exemptions.empty()) {
        std::string people;
        for (const auto& who : procedure.exemptions) people += (people.empty() ? "" : "; ") + who;
        answer.facts.push_back(fact_of("exemption", procedure, people));
        add_paragraph(answer.text, "Được miễn: " + people + ".");
    }
}

std::string limit_line(const catalogue::LimitCase& limit)
{
    auto words = catalogue::in_words(limit.limit);
    return limit.case_name ? words + " (" + *limit.case_name + ")" : words;
}

void add_limits(Answer& answer, const Procedure& procedure, const Knowledge& knowledge)
{
    static constexpr std::string_view units[] = {"immediate", "hour", "day", "working_day"};
    if (procedure.limits.empty()) return add_paragraph(answer.text, knowledge.reply("no_limit"));
    std::string words;
    for (const auto& limit : procedure.limits) {
        auto fact = fact_of("processing_time", procedure, catalogue::in_words(limit.limit));
        const auto hundredths = limit.limit.hundredths;
        if (hundredths % 100 == 0) fact.value = json::Value(std::int64_t{hundredths / 100});
        else fact.value = json::Value(hundredths / 100.0);
        fact.unit = std::string(units[static_cast<std::size_t>(limit.limit.unit)]);
        fact.case_name = limit.case_name;
        words += (words.empty() ? "" : "; ") + limit_line(limit);
        answer.facts.push_back(std::move(fact));
    }
    add_paragraph(answer.text, "Thời hạn giải quyết: " + words + ", kể từ khi hồ sơ đầy đủ, hợp lệ.");
}

std::string paper_line(const catalogue::RequiredDocument& paper)
{
    std::string line = paper.name;
    const bool is_named_so = paper.form_name && paper.form_name->starts_with(paper.name);
    if (is_named_so) line = *paper.form_name;   // "Tờ khai đăng ký khai sinh (TT 04/2020/TT-BTP)"
    else if (paper.form_name) line += " – " + *paper.form_name;
    const bool note_says_so = paper.note && paper.note->starts_with("Chỉ xuất trình");
    if (paper.present_only && !note_says_so) line += " (chỉ xuất trình)";
    if (paper.note) line += ". " + *paper.note;
    return line;
}

void add_papers(Answer& answer, const Procedure& procedure, const Knowledge& knowledge)
{
    if (procedure.documents.empty()) return add_paragraph(answer.text, knowledge.reply("no_documents"));
    std::string always, sometimes;
    std::size_t shown = 0;
    for (const auto& paper : procedure.documents) {
        auto fact = fact_of("documents", procedure, paper_line(paper));
        fact.value = paper.name;
        fact.case_name = paper.note;
        if (shown++ < papers_in_text) (paper.required ? always : sometimes) += "\n- " + fact.text;
        answer.facts.push_back(std::move(fact));
    }
    if (!always.empty()) add_paragraph(answer.text, "Giấy tờ cần có:" + always);
    if (!sometimes.empty()) add_paragraph(answer.text, "Tùy trường hợp:" + sometimes);
    if (shown > papers_in_text) add_paragraph(answer.text, "Danh sách đầy đủ xem ở trang thủ tục.");
}

void add_place(Answer& answer, const Procedure& procedure)
{
    std::string words = "Nơi nhận hồ sơ: " + procedure.receiving + ".";
    if (!procedure.accepted_at_centre) words += " Trung tâm Phục vụ hành chính công chỉ hướng dẫn, không nhận hồ sơ này.";
    else if (procedure.any_centre) words += " Nộp được ở bất kỳ trung tâm nào của thành phố, không bắt buộc nơi thường trú.";
    words += " Cơ quan giải quyết: " + procedure.deciding_agency_name + ".";
    answer.facts.push_back(fact_of("where", procedure, procedure.receiving));
    answer.facts.push_back(fact_of("where", procedure, procedure.deciding_agency_name));
    add_paragraph(answer.text, words);
}

void add_list(Answer& answer, std::string_view kind, std::string_view head, const std::vector<std::string>& items, const Procedure& procedure)
{
    if (items.empty()) return;
    std::string lines(head);
    for (const auto& item : items) {
        answer.facts.push_back(fact_of(kind, procedure, item));
        lines += "\n- " + item;
    }
    add_paragraph(answer.text, lines);
}

void add_conditions(Answer& answer, std::string_view kind, const Procedure& procedure, const Knowledge& knowledge)
{
    add_list(answer, kind, "Điều kiện, lưu ý:", procedure.conditions, procedure);
    add_list(answer, kind, "Ai được làm:", procedure.applicants, procedure);
    if (procedure.note) {
        answer.facts.push_back(fact_of(kind, procedure, *procedure.note));
        add_paragraph(answer.text, *procedure.note);
    }
    if (procedure.conditions.empty() && !procedure.note) add_paragraph(answer.text, knowledge.reply("no_conditions"));
}

// What the catalogue says about somebody else coming: the papers and conditions that speak of it.
void add_proxy(Answer& answer, const Procedure& procedure, const Knowledge& knowledge)
{
    std::vector<std::string> found;
    auto speaks = [](std::string_view text) {
        auto folded = text::fold(text);
        return folded.find("uy quyen") != std::string::npos || folded.find("nguoi khac") != std::string::npos || folded.find("lam thay") != std::string::npos
            || folded.find("nop thay") != std::string::npos || folded.find("linh thay") != std::string::npos;
    };
    for (const auto& paper : procedure.documents)
        if (speaks(paper.name + " " + paper.note.value_or(""))) found.push_back(paper.name + (paper.note ? ". " + *paper.note : ""));
    for (const auto& condition : procedure.conditions)
        if (speaks(condition)) found.push_back(condition);
    if (procedure.note && speaks(*procedure.note)) found.push_back(*procedure.note);
    if (found.empty()) return add_paragraph(answer.text, knowledge.reply("no_proxy"));
    add_list(answer, "proxy", "Nhờ người khác làm thay:", found, procedure);
}

void add_online(Answer& answer, const Procedure& procedure, const Knowledge& knowledge)
{
    const auto code = procedure.online == catalogue::OnlineLevel::full_online    ? "online_full"
                    : procedure.online == catalogue::OnlineLevel::partial_online ? "online_partial"
                                                                                 : "online_none";
    auto fact = fact_of("online_howto", procedure, std::string(knowledge.reply(code)));
    fact.value = json::Value(procedure.online == catalogue::OnlineLevel::full_online ? "full_online" : procedure.online == catalogue::OnlineLevel::partial_online ? "partial_online" : "none");
    add_paragraph(answer.text, fact.text);
    answer.facts.push_back(std::move(fact));
    if (procedure.online != catalogue::OnlineLevel::none && procedure.accepted_at_centre) answer.links.push_back({"Nộp hồ sơ trực tuyến", "/nop/" + procedure.id});
}

void add_benefit(Answer& answer, const Procedure& procedure, const Knowledge& knowledge)
{
    if (!procedure.benefit) return add_paragraph(answer.text, knowledge.reply("no_benefit"));
    answer.facts.push_back(fact_of("benefit_amount", procedure, *procedure.benefit));
    add_paragraph(answer.text, "Mức hưởng: " + *procedure.benefit);
}

std::string limits_words(const Procedure& procedure)
{
    std::string words;
    for (const auto& limit : procedure.limits) words += (words.empty() ? "" : " hoặc ") + limit_line(limit);
    return words.empty() ? "thời hạn ghi trên giấy hẹn" : words;
}

// "không thu", "từ không thu đến 8.000 đ tùy trường hợp"
std::string fee_range(const Procedure& procedure, const Asker& asker)
{
    std::optional<Vnd> least, most;
    for (const auto& fee : procedure.fees) {
        if (!concerns(fee, asker) || !fee.amount) continue;
        if (!least || *fee.amount < *least) least = fee.amount;
        if (!most || *most < *fee.amount) most = fee.amount;
    }
    if (!most) return std::string(unknown_amount);
    if (*least == *most) return to_be_paid(*most);
    return to_be_paid(*least) + " đến " + to_be_paid(*most) + " tùy trường hợp";
}

std::string whole_words(const Procedure& procedure) { return procedure.name + (procedure.code.empty() ? "" : " (mã " + procedure.code + ")"); }

}  // namespace

void add_parts(Answer& answer, const Procedure& procedure, const std::vector<std::string>& topics, const Knowledge& knowledge, const Asker& asker)
{
    std::string names, apart;
    for (const auto& id : knowledge.parts(procedure)) {
        const auto* part = knowledge.snapshot().procedure(id, asker.today);
        if (!part) continue;
        auto fact = fact_of("part", *part, whole_words(*part));
        fact.value = part->id;
        names += "\n- " + fact.text;
        answer.facts.push_back(std::move(fact));
        const bool has_own = std::any_of(answer.procedures.begin(), answer.procedures.end(), [&](const ProcedureName& own) { return own.id == part->id; });
        if (has_own) continue;
        Answer own;
        std::string words;
        for (std::string_view topic : {"processing_time", "fee"})
            if (std::find(topics.begin(), topics.end(), topic) != topics.end()) {
                add_topic(own, topic, *part, knowledge, asker);
                words += (words.empty() ? "" : "; ") + (topic == "fee" ? "phí, lệ phí " + fee_range(*part, asker) : limits_words(*part));
            }
        if (!words.empty()) apart += "\n- " + part->short_name + ": " + words;
        std::move(own.facts.begin(), own.facts.end(), std::back_inserter(answer.facts));
        answer.links.push_back({part->short_name, "/thu-tuc/" + part->id});
    }
    if (!names.empty()) add_paragraph(answer.text, std::string(knowledge.reply("parts")) + names);
    if (!apart.empty()) add_paragraph(answer.text, std::string(knowledge.reply("parts_apart")) + apart);
}

void add_paragraph(std::string& text, std::string_view paragraph)
{
    if (paragraph.empty()) return;
    if (!text.empty()) text += "\n";
    text += paragraph;
}

std::string source_of(const Procedure& procedure)
{
    auto words = "Danh mục thủ tục hành chính, " + (procedure.code.empty() ? procedure.id : "mã " + procedure.code);
    if (!procedure.legal_bases.empty()) words += "; " + procedure.legal_bases.front();
    return words + "; bản có hiệu lực từ " + short_date(procedure.effective_from);
}

void add_topic(Answer& answer, std::string_view topic, const Procedure& procedure, const Knowledge& knowledge, const Asker& asker)
{
    if (topic == "fee") add_fees(answer, procedure, knowledge, asker);
    else if (topic == "processing_time") add_limits(answer, procedure, knowledge);
    else if (topic == "documents") add_papers(answer, procedure, knowledge);
    else if (topic == "where") add_place(answer, procedure);
    else if (topic == "conditions" || topic == "deadline") add_conditions(answer, topic, procedure, knowledge);
    else if (topic == "proxy") add_proxy(answer, procedure, knowledge);
    else if (topic == "online_howto") add_online(answer, procedure, knowledge);
    else if (topic == "benefit_amount") add_benefit(answer, procedure, knowledge);
    else if (topic != "general" && topic != "unit_lookup") add_service(answer, topic, knowledge, asker);
}

}  // namespace motcua::assistant
