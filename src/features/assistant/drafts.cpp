#include "features/assistant/drafts.hpp"

#include <algorithm>

#include "domain/refusal.hpp"
#include "features/assistant/compose.hpp"
#include "platform/docx/docx.hpp"
#include "platform/pdf/pdf.hpp"
#include "platform/text/text.hpp"

namespace motcua::assistant {

namespace {

using namespace pdf;

constexpr std::size_t longest_subject = 300;
constexpr std::size_t longest_points = 8000;
constexpr std::string_view from_template = "Mẫu văn bản trong danh mục";
constexpr std::string_view from_officer = "Người soạn";
constexpr double body_size = 14, head_size = 13, note_size = 11;

using Values = std::vector<std::pair<std::string_view, std::string>>;

std::string filled(std::string text, const Values& values)
{
    for (const auto& [name, value] : values)
        for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at + value.size())) text.replace(at, name.size(), value);
    return text;
}

const DraftForm* form_of(std::string_view kind, const Knowledge& knowledge)
{
    const DraftForm* found = nullptr;   // A commune's own stands in a later file.
    for (const auto& form : knowledge.vocabulary().drafts)
        if (form.kind == kind) found = &form;
    return found;
}

void check(const PaperRequest& request, const Knowledge& knowledge)
{
    std::vector<FieldProblem> problems;
    if (!form_of(request.kind, knowledge)) problems.push_back({"kind", "unknown_draft"});
    if (text::trimmed(request.subject).empty()) problems.push_back({"subject", "required"});
    if (text::length(request.subject) > longest_subject) problems.push_back({"subject", "too_long", {{"max", std::to_string(longest_subject)}}});
    if (request.procedure && !knowledge.snapshot().procedure(*request.procedure, knowledge.today())) problems.push_back({"procedure", "unknown_procedure"});
    std::size_t length = 0;
    for (const auto& list : {request.points, request.to})
        for (const auto& point : list.value_or(std::vector<std::string>{})) length += text::length(point);
    if (length > longest_points) problems.push_back({"points", "too_long", {{"max", std::to_string(longest_points)}}});
    if (!problems.empty()) throw Refusal(std::move(problems));
}

// What the catalogue says, one sentence a value: papers, limits, fees, place.
void add_procedure(PaperDraft& draft, const catalogue::Procedure& procedure, const DraftFacts& facts, const Knowledge& knowledge)
{
    const Asker asker{facts.unit, facts.today, facts.now};
    for (std::string_view topic : {"where", "documents", "processing_time", "fee"}) {
        Answer part;
        add_topic(part, topic, procedure, knowledge, asker);
        if (part.facts.empty()) continue;   // What the catalogue does not know is told to people who ask, not to offices.
        for (std::size_t from = 0; from < part.text.size();) {
            const auto end = std::min(part.text.find('\n', from), part.text.size());
            auto line = part.text.substr(from, end - from);
            from = end + 1;
            const bool is_item = line.starts_with("- ");
            if (!line.empty()) draft.sentences.push_back({is_item ? line.substr(2) : line, source_of(procedure), is_item});
        }
    }
}

std::string_view state_name = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
std::string_view motto = "Độc lập - Tự do - Hạnh phúc";

std::vector<Block> head_blocks(const PaperDraft& draft, double width)
{
    Style centred{.size = head_size, .align = Align::centre, .smallest = 11};
    auto ruled = centred;
    ruled.rule_share = 0.4;
    auto strong = centred;
    strong.size = head_size + 1;
    strong.rule_share = 1;
    auto small = centred;
    small.size = 12;
    std::vector<Block> left;
    // Broken where the decree's picture breaks it, before the name of the place.
    constexpr std::string_view committee = "Ủy ban nhân dân ";
    if (draft.agency.starts_with(committee)) left.push_back(paragraph(bold(text::upper(text::trimmed(committee))), centred));
    const auto place = draft.agency.substr(draft.agency.starts_with(committee) ? committee.size() : 0);
    left.insert(left.end(), {paragraph(bold(text::upper(place)), ruled), gap(4), paragraph("Số:      /" + draft.symbol, centred)});
    if (draft.kind == "official_letter") left.push_back(paragraph("V/v " + draft.subject, small));
    return {columns({{width * 0.42, left},
                     {width * 0.58, {paragraph(bold(std::string(state_name)), centred), paragraph(bold(std::string(motto)), strong), gap(4),
                                     paragraph(italic(draft.place_and_day), centred)}}})};
}

void add_title(std::vector<Block>& blocks, const PaperDraft& draft)
{
    Style title{.size = body_size, .align = Align::centre, .before = 14};
    if (draft.kind != "official_letter") {
        blocks.push_back(paragraph(bold(text::upper(draft.name)), title));
        Style subject{.size = body_size, .align = Align::centre, .rule_share = 0.4};
        blocks.push_back(paragraph(bold("Về việc " + draft.subject), subject));
    }
    if (draft.to.empty()) return blocks.push_back(gap(8));
    std::string to = draft.to.size() == 1 ? "Kính gửi: " + draft.to[0] : "Kính gửi:";
    blocks.push_back(paragraph(to, {.size = body_size, .align = Align::centre, .before = 12}));
    if (draft.to.size() > 1)
        for (const auto& one : draft.to) blocks.push_back(paragraph("- " + one + ";", {.size = body_size, .indent = mm(50)}));
    blocks.push_back(gap(8));
}

std::vector<Block> blocks_of(const PaperDraft& draft, double width)
{
    std::vector<Block> blocks;
    if (!draft.symbol.empty()) blocks = head_blocks(draft, width);
    add_title(blocks, draft);
    // NĐ 30/2020/NĐ-CP, Phụ lục I: 6 pt between paragraphs, the first line 1 to 1,27 cm in.
    for (const auto& sentence : draft.sentences)
        blocks.push_back(paragraph((sentence.item ? "- " : "") + sentence.text,
                                   {.size = body_size, .align = Align::justified, .first_indent = mm(12.7), .before = 6, .line_spacing = 1.1}));
    if (draft.symbol.empty()) return blocks;
    std::vector<Block> to{paragraph(bold_italic("Nơi nhận:"), {.size = note_size + 1})};
    for (const auto& one : draft.recipients) to.push_back(paragraph("- " + one + ";", {.size = note_size}));
    to.push_back(paragraph("- Lưu: VT.", {.size = note_size}));
    Style centred{.size = body_size, .align = Align::centre};
    std::vector<Block> signature;
    for (const auto& line : {draft.signer.authority, draft.signer.position})
        if (!line.empty()) signature.push_back(paragraph(bold(text::upper(line)), centred));
    signature.push_back(gap(62));
    signature.push_back(paragraph(bold(draft.signer.name.empty() ? "………………………" : draft.signer.name), centred));
    blocks.push_back(gap(14));
    blocks.push_back(columns({{width * 0.48, to}, {width * 0.52, signature}}));
    return blocks;
}

Settings settings_of(const PaperDraft& draft, Instant now)
{
    Settings settings;
    settings.title = draft.name + ": " + draft.subject;
    settings.author = draft.agency;
    settings.made_at = now;
    return settings;
}

constexpr double text_width = mm(210 - 30 - 15);

}  // namespace

PaperDraft make_draft(const PaperRequest& request, const DraftFacts& facts, const Knowledge& knowledge)
{
    check(request, knowledge);
    const auto& form = *form_of(request.kind, knowledge);
    const auto unit = facts.unit ? facts.unit->full_name : std::string("thành phố Hải Phòng");
    const auto* procedure = request.procedure ? knowledge.snapshot().procedure(*request.procedure, knowledge.today()) : nullptr;
    PaperDraft draft;
    draft.kind = form.kind;
    draft.name = form.name;
    draft.symbol = form.symbol;
    auto small = [](std::string name) {
        auto lower = text::lower(text::clipped(name, 1));
        return lower + name.substr(text::clipped(name, 1).size());
    };
    draft.agency = "Ủy ban nhân dân " + small(unit);
    draft.place_and_day = (facts.unit ? facts.unit->name : "Hải Phòng") + std::string(", ") + in_words(facts.today);
    draft.subject = text::trimmed(request.subject);
    draft.to = request.to.value_or(std::vector<std::string>{});
    draft.recipients = form.recipients;
    draft.signer = request.signer.value_or(DraftSigner{"TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", ""});
    const bool is_spoken = form.symbol.empty();
    const Values values{{"{subject}", draft.subject}, {"{unit}", is_spoken ? small(unit) : draft.agency}, {"{centre}", "Trung tâm Phục vụ hành chính công " + small(unit)},
                        {"{day}", short_date(facts.today)}, {"{place}", unit}, {"{procedure}", procedure ? procedure->short_name : ""}};
    for (const auto& line : form.opening) draft.sentences.push_back({filled(line, values), std::string(from_template)});
    for (const auto& point : request.points.value_or(std::vector<std::string>{}))
        if (!text::trimmed(point).empty()) draft.sentences.push_back({text::trimmed(point), std::string(from_officer)});
    if (procedure) {
        draft.sentences.push_back({filled(form.about_procedure, values), std::string(from_template)});
        add_procedure(draft, *procedure, facts, knowledge);
    }
    if (request.figures.value_or(false) && !facts.figures.empty()) {
        draft.sentences.push_back({filled(form.about_figures, values), std::string(from_template)});
        draft.sentences.insert(draft.sentences.end(), facts.figures.begin(), facts.figures.end());
    }
    for (const auto& line : form.closing) draft.sentences.push_back({filled(line, values), std::string(from_template)});
    return draft;
}

std::string draft_as_docx(const PaperDraft& draft, Instant now) { return docx::write(settings_of(draft, now), blocks_of(draft, text_width)); }

std::string draft_as_pdf(const PaperDraft& draft, Instant now)
{
    Document document(settings_of(draft, now));
    for (const auto& block : blocks_of(draft, document.width())) document.add(block);
    return document.finish();
}

}  // namespace motcua::assistant
