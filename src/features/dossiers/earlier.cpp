#include "features/dossiers/own.hpp"
#include "features/dossiers/views.hpp"

// What a person has given before, to be used again.
namespace motcua::dossiers {

namespace {

constexpr int most_dossiers = 20;
constexpr std::size_t most_papers = 100;

void add_papers(Earlier& found, Work& work, const Dossier& d)
{
    auto papers = papers_of(ask_papers(work.store(), d.id));
    auto add = [&](const std::string& code, const std::string& name, const std::vector<FileView>& files) {
        for (const auto& file : files)
            if (found.papers.size() < most_papers) found.papers.push_back({code, name, file, d.code, work.procedure(d).name, d.submitted_at});
    };
    if (d.state == State::returned) add("ket-qua", "Kết quả: " + work.procedure(d).name, papers.result_files);
    for (const auto& paper : papers.handed_in) add(paper.code, paper.name, paper.files);
}

// Only what describes people and places as a whole: the name of one child is not that of the next.
bool is_worth_offering(const forms::Field& field)
{
    using enum forms::FieldType;
    return field.type == person || field.type == address || field.type == personal_id || field.type == phone || field.type == email;
}

bool is_known(const Earlier& found, std::string_view field)
{
    return std::any_of(found.answers.begin(), found.answers.end(), [&](const EarlierAnswer& answer) { return answer.field == field; });
}

void add_answers(Earlier& found, Work& work, const Dossier& d, const forms::Form& form)
{
    const auto& procedure = work.procedure(d);
    if (!procedure.form) return;
    auto content = work.content(d);
    const auto* old_form = work.catalogue().form_version(*procedure.form, content.form_version.value_or(1));
    if (!old_form) return;
    for (const auto& section : form.sections)
        for (const auto& field : section.fields) {
            if (!is_worth_offering(field) || is_known(found, field.name)) continue;
            const auto* old_field = forms::find_field(*old_form, field.name);
            const auto* value = content.answers.find(field.name);
            if (!old_field || old_field->type != field.type || !value || value->is_null()) continue;
            forms::Form alone{form.code, form.version, form.title, form.legal_form, {{"", std::nullopt, {}, {field}}}};
            alone.sections[0].fields[0].when.clear();
            std::string text;
            for (const auto& readable : forms::readable(alone, json::Object{{field.name, *value}},
                                                        [&](std::string_view code) { return work.catalogue().place(code); }))
                text += (text.empty() ? "" : "; ") + readable.text;
            found.answers.push_back({field.name, field.label, std::move(text), *value, d.code, procedure.name, d.submitted_at});
        }
}

}  // namespace

Earlier earlier(const Services& services, const Actor& actor, PersonId person, const forms::Form* form)
{
    return services.db.read([&](db::Connection& c) {
        Work work(services, c, actor);
        Earlier found;
        for (auto id : work.store().own(person, {}, most_dossiers)) {
            auto stored = work.store().find(id);
            if (!stored || !work.may_see(*stored)) continue;
            const auto& d = stored->dossier;
            found.dossiers.push_back({d.code, work.procedure(d).name, std::string(vietnamese_name(d.state)), d.submitted_at});
            add_papers(found, work, d);
            if (form) add_answers(found, work, d, *form);
        }
        return found;
    });
}

bool is_file_of(db::Connection& c, PersonId person, std::string_view digest)
{
    return db::first<std::int64_t>(c, R"(
        SELECT 1 FROM submitted_file s JOIN dossier d ON d.id = s.dossier_id
        WHERE s.digest = $1 AND (s.document_number <> 0 OR d.state = 'returned')
          AND (d.applicant_id = $2 OR EXISTS (SELECT 1 FROM dossier_filer f WHERE f.dossier_id = d.id AND f.person_id = $2)))",
        digest, person).has_value();
}

}  // namespace motcua::dossiers
