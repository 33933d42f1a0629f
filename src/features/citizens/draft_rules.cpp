#include "features/citizens/draft_rules.hpp"

#include <algorithm>

#include "platform/json/json.hpp"
#include "platform/text/text.hpp"

namespace motcua::citizens {

namespace {

constexpr int age_of_majority = 18;
constexpr std::size_t longest_words = 400;
constexpr std::size_t digest_length = 64;

// Whether somebody born on the last day that this may mean is under age: "2015", "2015-03", "2015-03-07".
bool is_under_age(std::string_view birth_date, Day today)
{
    auto padded = std::string(birth_date);
    if (padded.size() == 4) padded += "-12";
    if (padded.size() == 7) padded += "-31";
    auto text = json::write(today);
    auto now = text.substr(1, text.size() - 2);
    auto of_age = std::to_string(std::atoi(padded.substr(0, 4).c_str()) + age_of_majority) + padded.substr(4);
    return now < of_age;
}

bool is_digest(std::string_view text)
{
    return text.size() == digest_length && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

void add_files(const json::Value& value, const std::string& field, std::vector<std::pair<std::string, std::string>>& files)
{
    if (const auto* text = value.text(); text && is_digest(*text)) files.emplace_back(field, *text);
    if (const auto* items = value.array())
        for (const auto& item : *items) add_files(item, field, files);
    if (const auto* members = value.object())
        for (const auto& [name, member] : *members) add_files(member, field + "." + name, files);
}

bool is_nothing(const json::Value* value)
{
    if (!value || value->is_null()) return true;
    if (const auto* text = value->text()) return text->empty();
    if (const auto* items = value->array()) return items->empty();
    if (const auto* members = value->object()) return std::all_of(members->begin(), members->end(), [](const auto& m) { return is_nothing(&m.second); });
    return false;
}

void add_changes(const json::Value& before, const json::Value& after, const std::string& prefix, std::vector<std::string>& parts)
{
    auto compare = [&](const std::string& name, const json::Value* old, const json::Value* now) {
        if ((is_nothing(old) && is_nothing(now)) || (old && now && *old == *now)) return;
        auto path = prefix + name;
        if (std::find(parts.begin(), parts.end(), path) == parts.end()) parts.push_back(path);
    };
    if (const auto* members = after.object())
        for (const auto& [name, value] : *members) compare(name, before.find(name), &value);
    if (const auto* members = before.object())
        for (const auto& [name, value] : *members)
            if (!after.find(name)) compare(name, &value, nullptr);
}

std::string words_of(std::string_view part, const forms::Form* form)
{
    auto dot = part.find('.');
    auto room = part.substr(0, dot);
    if (room == "answers" && form && dot != std::string_view::npos)
        if (const auto* field = forms::find_field(*form, part.substr(dot + 1))) return field->label;
    if (room == "answers") return "tờ khai";
    if (room == "applicant") return "thông tin người nộp";
    if (room == "representative" || room == "mandate" || room == "authorisation_files") return "người nộp thay";
    if (room == "documents") return "giấy tờ";
    if (room == "fee") return "phí, lệ phí";
    if (room.starts_with("return_")) return "cách nhận kết quả";
    return "nội dung khác";
}

std::optional<std::string> part_of_person(const people::Person& p, std::string_view name)
{
    if (name == "full_name") return p.full_name;
    if (name == "personal_id") return p.personal_id;
    if (name == "birth_date") return p.birth_date;
    if (name == "phone") return p.phone;
    if (name == "email") return p.email;
    if (name == "sex" && p.sex) return *p.sex == people::Sex::male ? "male" : "female";
    return std::nullopt;
}

// A whole person has the parts that the field asks for; an address of the identity is one text and goes into its detail.
json::Value answer_from(const forms::Field& field, std::string_view source, const people::Person& p)
{
    if (source == "applicant" && field.type == forms::FieldType::person) {
        json::Value person;
        for (auto name : {"full_name", "personal_id", "birth_date", "sex"})
            if (auto part = part_of_person(p, name)) person.set(name, *part);
        return person;
    }
    if (!source.starts_with("applicant.")) return {};
    auto name = source.substr(10);
    if (name == "address" && p.address) {
        if (field.type != forms::FieldType::address) return *p.address;
        json::Value address;
        address.set("detail", *p.address);
        return address;
    }
    auto part = part_of_person(p, name);
    return part ? json::Value(*part) : json::Value();
}

}  // namespace

bool may_be_filed_online(const catalogue::Procedure& procedure)
{
    return procedure.accepted_at_centre && procedure.online != catalogue::OnlineLevel::none && procedure.form;
}

std::string_view mandate_words(Mandate mandate)
{
    switch (mandate) {
    case Mandate::self: return "";
    case Mandate::child: return "cha, mẹ, người giám hộ nộp thay";
    case Mandate::authorised: return "nộp theo ủy quyền bằng văn bản";
    }
    return "";
}

std::vector<FieldProblem> mandate_faults(const DraftContent& content, Day today)
{
    std::vector<FieldProblem> problems;
    if (content.mandate == Mandate::self) return problems;
    if (!content.representative) problems.push_back({"representative.authorisation", "required"});  // Else filing looks at it.
    if (content.mandate == Mandate::child) {
        const auto& born = content.applicant.birth_date;
        if (!born || born->empty()) problems.push_back({"applicant.birth_date", "required"});
        else if (!is_under_age(*born, today)) problems.push_back({"applicant.birth_date", "not_a_child"});
    } else if (content.authorisation_files.empty()) {
        problems.push_back({"authorisation_files", "required"});
    }
    return problems;
}

DraftContent with_identity(DraftContent content, const people::Person& person)
{
    if (content.mandate == Mandate::self) {
        auto proven = person;
        proven.phone = content.applicant.phone;
        proven.email = content.applicant.email;
        proven.address = content.applicant.address;
        content.applicant = std::move(proven);
        content.representative.reset();
        content.authorisation_files.clear();
        return content;
    }
    if (!content.representative) content.representative = dossiers::Representative{"", std::nullopt, person.address, person.phone, person.email, "", std::nullopt};
    content.representative->full_name = person.full_name;
    content.representative->personal_id = person.personal_id;
    content.representative->kind = content.mandate == Mandate::child ? dossiers::RepresentativeKind::guardian : dossiers::RepresentativeKind::authorised;
    if (content.mandate == Mandate::child) content.authorisation_files.clear();
    return content;
}

dossiers::Filing filing_of(std::string_view procedure, const DraftContent& content, catalogue::Channel channel)
{
    dossiers::Filing filing;
    filing.procedure = procedure;
    filing.unit_code = content.unit_code;
    filing.channel = channel;
    filing.applicant = content.applicant;
    if (content.mandate != Mandate::self) filing.representative = content.representative;
    if (filing.representative && content.mandate == Mandate::child) filing.representative->kind = dossiers::RepresentativeKind::guardian;
    filing.summary = content.summary;
    filing.answers = content.answers;
    filing.documents = content.documents;
    if (channel == catalogue::Channel::online)
        for (auto& paper : filing.documents) paper.originals = paper.copies = 0;
    if (!content.authorisation_files.empty()) {
        auto words = content.representative ? content.representative->authorisation : "";
        filing.documents.push_back({"khac", "Giấy ủy quyền" + (words.empty() ? "" : ": " + words), 0, 0, std::nullopt, content.authorisation_files, std::nullopt});
    }
    DraftContent in_answers;
    in_answers.answers = content.answers;
    if (auto files = files_in(in_answers); !files.empty()) {
        filing.documents.push_back({"khac", "Tệp kèm tờ khai", 0, 0, std::nullopt, {}, std::nullopt});
        for (auto& [field, digest] : files) filing.documents.back().files.push_back(std::move(digest));
    }
    filing.fee = content.fee;
    if (filing.fee) filing.fee->collected.reset();
    filing.return_method = content.return_method;
    filing.return_unit_code = content.return_unit_code;
    filing.return_address = content.return_address;
    filing.dossier_sets = content.dossier_sets;
    return filing;
}

std::vector<std::string> changed_parts(const DraftContent& before, const DraftContent& after)
{
    auto old = json::to_value(before), now = json::to_value(after);
    std::vector<std::string> tops, parts;
    add_changes(old, now, "", tops);
    for (const auto& top : tops) {
        bool is_inside = top == "applicant" || top == "representative" || top == "answers";
        const json::Value nothing;
        const auto* a = old.find(top);
        const auto* b = now.find(top);
        if (is_inside) add_changes(a ? *a : nothing, b ? *b : nothing, top + ".", parts);
        else parts.push_back(top);
    }
    return parts;
}

std::string joined(const std::vector<std::string>& parts)
{
    std::string text;
    for (const auto& part : parts) text += (text.empty() ? "" : ", ") + part;
    return text;
}

std::vector<std::string> split(std::string_view text)
{
    std::vector<std::string> parts;
    while (!text.empty()) {
        auto end = text.find(", ");
        parts.emplace_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 2);
    }
    return parts;
}

std::string parts_in_words(const std::vector<std::string>& parts, const forms::Form* form)
{
    std::vector<std::string> words;
    for (const auto& part : parts) {
        auto word = words_of(part, form);
        if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(std::move(word));
    }
    std::string text;
    for (const auto& word : words) {
        if (text::length(text) + text::length(word) > longest_words) return text + "…";
        text += (text.empty() ? "" : ", ") + word;
    }
    return text;
}

std::vector<std::pair<std::string, std::string>> files_in(const DraftContent& content)
{
    std::vector<std::pair<std::string, std::string>> files;
    for (const auto& digest : content.authorisation_files) files.emplace_back("authorisation_files", digest);
    for (std::size_t i = 0; i < content.documents.size(); ++i)
        for (const auto& digest : content.documents[i].files) files.emplace_back("documents[" + std::to_string(i) + "].files", digest);
    add_files(content.answers, "answers", files);
    return files;
}

std::vector<forms::ReadableAnswer> readable(const people::Person& p, const std::optional<dossiers::Representative>& representative)
{
    std::vector<forms::ReadableAnswer> list;
    auto add = [&](std::string_view label, const std::optional<std::string>& text) {
        if (text && !text->empty()) list.push_back({std::string(label), *text});
    };
    add("Họ và tên", p.full_name);
    add("Số định danh cá nhân", p.personal_id);
    add("Mã số thuế", p.organisation_number);
    add("Ngày sinh", p.birth_date);
    add("Số điện thoại", p.phone);
    add("Thư điện tử", p.email);
    add("Địa chỉ", p.address);
    if (representative) {
        add("Người nộp thay", representative->full_name);
        add("Nộp thay với tư cách", representative->authorisation);
    }
    return list;
}

json::Value prefilled(const forms::Form& form, const people::Person& person)
{
    json::Value answers{json::Object{}};
    for (const auto& section : form.sections)
        for (const auto& field : section.fields)
            if (field.prefill)
                if (auto answer = answer_from(field, *field.prefill, person); !is_nothing(&answer)) answers.set(field.name, std::move(answer));
    return answers;
}

}  // namespace motcua::citizens
