#include <algorithm>
#include <cmath>
#include <set>

#include "domain/ids.hpp"
#include "features/catalogue/collected.hpp"
#include "features/catalogue/rules.hpp"

namespace motcua::catalogue {

namespace {

bool is_procedure_id(std::string_view id)
{
    return !id.empty() && id.size() <= 80 && id.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-") == std::string_view::npos;
}

// "1.001193.toml", "1.001193.v2.toml"
std::string file_name(const std::string& code, int version)
{
    return code + (version > 1 ? ".v" + std::to_string(version) : "") + ".toml";
}

template <class T>
void require_file_name(const Document<T>& document, const std::string& code, FaultList& faults)
{
    auto name = document.source.path.substr(document.source.path.rfind('/') + 1);
    auto expected = file_name(code, document.value.version);
    if (name != expected) faults.add(document.source, "", "the file name " + expected + " is expected, as its content says");
}

class ProcedureCheck {
public:
    ProcedureCheck(const Collected& all, FaultList& faults) : m_all(all), m_faults(faults)
    {
        for (const auto& other : all.procedures) m_ids.insert(other.value.id);
        for (const auto& entry : all.division_kinds) m_divisions.insert(entry.value.code);
        for (const auto& entry : all.departments) m_departments.insert(entry.value.code);
    }

    void check(const Document<ProcedureFile>& document)
    {
        m_document = &document;
        const auto& p = document.value;
        require(is_procedure_id(p.id), "id", "letters, digits, dots and hyphens are expected, found \"" + p.id + "\"");
        require(p.code.empty() || is_procedure_code(p.code), "code", "a national code such as 1.001193 or \"\" is expected, found \""
            + p.code + "\"");
        require(p.version >= 1, "version", "a version from 1 is expected");
        require_file_name(document, p.id, m_faults);
        require_folder();
        require(!p.effective_to || *p.effective_to >= p.effective_from, "effective_to", "a day not before effective_from is expected");
        require(p.confidence == "high" || p.confidence == "medium" || p.confidence == "low", "confidence",
            "high, medium or low is expected, found \"" + p.confidence + "\"");
        references();
        limits();
        documents();
        distinct_texts();
        check_fees(document, form(), m_all, m_faults);
    }

private:
    void require(bool condition, std::string_view field, std::string message)
    {
        if (!condition) m_faults.add(m_document->source, field, std::move(message));
    }

    const forms::Form* form() const
    {
        const auto* found = m_document->value.form ? newest(m_all.forms, *m_document->value.form) : nullptr;
        return found ? &found->value : nullptr;
    }

    void require_folder()
    {
        auto folder = "procedures/" + m_document->value.group + "/";
        require(m_document->source.path.starts_with(folder), "group", "the folder " + folder + " is expected to hold this file");
    }

    void references()
    {
        const auto& p = m_document->value;
        require(!p.form || newest(m_all.forms, *p.form), "form", "there is no form \"" + p.form.value_or("") + "\"");
        require(p.decided_by == "commune" || m_divisions.contains(p.decided_by) || m_departments.contains(p.decided_by), "decided_by",
                "\"commune\", a kind of division or a department of agencies.toml is expected, found \"" + p.decided_by + "\"");
        require(!p.division || m_divisions.contains(*p.division), "division", "there is no kind of division \"" + p.division.value_or("") + "\"");
        for (std::size_t i = 0; i < p.related.size(); ++i)
            require(m_ids.contains(p.related[i]) && p.related[i] != p.id, "related[" + std::to_string(i) + "]",
                    "the id of another procedure is expected, found \"" + p.related[i] + "\"");
        const auto* workflow = newest(m_all.workflows, p.workflow);
        require(workflow, "workflow", "there is no workflow \"" + p.workflow + "\"");
        if (!workflow) return;
        auto is_division = [](const Step& step) { return step.at == "division"; };
        bool needs_division = std::any_of(workflow->value.steps.begin(), workflow->value.steps.end(), is_division);
        require(!needs_division || p.division, "workflow", "its workflow has a step at the division, but the procedure names no division");
    }

    void limits()
    {
        const auto& limits = m_document->value.limits;
        for (std::size_t i = 0; i < limits.size(); ++i) {
            const auto& limit = limits[i];
            auto field = "limits[" + std::to_string(i) + "]";
            auto hundredths = limit.amount * 100;
            require(limit.amount >= 0 && limit.amount <= 3650 && std::abs(hundredths - std::round(hundredths)) < 1e-6, field + ".amount",
                    "a number from 0 to 3650 with at most two decimals is expected");
            bool immediate = limit.unit == LimitUnitWord::immediate;
            require(immediate == (limit.amount == 0), field + ".amount", immediate ? "0 is expected for \"immediate\"" : "more than 0 is expected");
            check_conditions(limit.when, field, forms::DayConditions::refused);
        }
    }

    void check_conditions(const std::vector<forms::Condition>& when, const std::string& field, forms::DayConditions days)
    {
        if (when.empty()) return;
        if (!form()) return require(false, field + ".when", "conditions look at the answers of a form, but the procedure has none");
        for (const auto& fault : forms::faults_of(when, *form(), days)) require(false, field + "." + fault.path, fault.message);
    }

    void documents()
    {
        std::set<std::string> codes;
        const auto& documents = m_document->value.documents;
        for (std::size_t i = 0; i < documents.size(); ++i) {
            const auto& document = documents[i];
            auto field = "documents[" + std::to_string(i) + "]";
            require(codes.insert(document.code).second, field + ".code", "the code \"" + document.code + "\" stands twice");
            require(document.code != "khac", field + ".code", "\"khac\" is kept for papers that no procedure names");
            require(document.originals >= 0 && document.originals <= 99, field + ".originals", "a whole number from 0 to 99 is expected");
            require(document.copies >= 0 && document.copies <= 99, field + ".copies", "a whole number from 0 to 99 is expected");
        }
    }

    void distinct_texts()
    {
        const auto& p = m_document->value;
        std::set<std::string> exemptions;
        for (std::size_t i = 0; i < p.exemptions.size(); ++i)
            require(!p.exemptions[i].empty() && exemptions.insert(p.exemptions[i]).second, "exemptions[" + std::to_string(i) + "]",
                "a text that stands once is expected");
    }

    const Collected& m_all;
    FaultList& m_faults;
    const Document<ProcedureFile>* m_document = nullptr;
    std::set<std::string> m_ids, m_divisions, m_departments;
};

// Versions of one id follow each other: 1, 2, …, each in force after the one before.
void check_versions(const std::vector<Document<ProcedureFile>>& procedures, FaultList& faults)
{
    for (std::size_t i = 1; i < procedures.size(); ++i) {
        const auto& before = procedures[i - 1].value;
        const auto& after = procedures[i];
        if (after.value.id != before.id) continue;
        if (after.value.version == before.version) {
            faults.add(after.source, "version", "version " + std::to_string(before.version) + " stands in " + procedures[i - 1].source.name + " too");
            continue;
        }
        auto end = before.effective_to.value_or(before.effective_from);
        if (after.value.effective_from <= end)
            faults.add(after.source, "effective_from", "a day after " + to_iso(end) + " is expected: until then version "
                + std::to_string(before.version) + " is in force");
    }
}

template <class T>
void check_code_versions(const std::vector<Document<T>>& documents, FaultList& faults)
{
    for (std::size_t i = 0; i < documents.size(); ++i) {
        const auto& document = documents[i];
        if (document.sound) require_file_name(document, document.value.code, faults);
        if (document.value.version < 1) faults.add(document.source, "version", "a version from 1 is expected");
        bool twice = i > 0 && documents[i - 1].value.code == document.value.code && documents[i - 1].value.version == document.value.version;
        if (twice) faults.add(document.source, "version", "this version stands in " + documents[i - 1].source.name + " too");
    }
}

class WorkflowCheck {
public:
    WorkflowCheck(const Collected& all, FaultList& faults) : m_faults(faults)
    {
        for (const auto& entry : all.division_kinds) m_divisions.insert(entry.value.code);
        for (const auto& entry : all.departments) m_departments.insert({entry.value.code, entry.value.agency_identifier});
    }

    void check(const Document<Workflow>& document)
    {
        m_source = &document.source;
        const auto& workflow = document.value;
        int shares = 0, deciding = 0, returning = 0;
        std::set<std::string> codes;
        for (std::size_t i = 0; i < workflow.steps.size(); ++i) {
            const auto& step = workflow.steps[i];
            auto field = "steps[" + std::to_string(i) + "]";
            require(codes.insert(step.code).second, field + ".code", "the code \"" + step.code + "\" stands twice");
            require(step.share >= 0 && step.share <= 100, field + ".share", "a whole number from 0 to 100 is expected");
            require(is_work(step.permission), field + ".permission",
                "receive_dossiers, process_dossiers, approve_dossiers or hand_over_results is expected");
            require(step.at == "centre" || step.at == "deciding" || step.at == "division" || is_agency(step.at), field + ".at",
                    "centre, deciding, division or a department of agencies.toml is expected, found \"" + step.at + "\"");
            require(!step.returns || deciding + step.decides > 0, field + ".returns", "the step that decides comes before the one that returns");
            shares += step.share;
            deciding += step.decides;
            returning += step.returns;
        }
        require(shares <= 100, "steps", "the shares come to " + std::to_string(shares) + "; at most 100 is expected");
        require(deciding == 1, "steps", "exactly one step with decides = true is expected, found " + std::to_string(deciding));
        require(returning == 1, "steps", "exactly one step with returns = true is expected, found " + std::to_string(returning));
        require(workflow.steps.empty() || workflow.steps.back().returns, "steps", "the last step is expected to return the result");
        consultations(workflow);
    }

private:
    void require(bool condition, std::string_view field, std::string message)
    {
        if (!condition) m_faults.add(*m_source, field, std::move(message));
    }

    bool is_agency(const std::string& text) const
    {
        return std::any_of(m_departments.begin(), m_departments.end(), [&](const auto& d) { return text == d.first || text == d.second; });
    }

    void consultations(const Workflow& workflow)
    {
        for (std::size_t i = 0; i < workflow.consultations.size(); ++i) {
            const auto& one = workflow.consultations[i];
            auto field = "consultations[" + std::to_string(i) + "]";
            bool known = one.agency.starts_with("division:") ? m_divisions.contains(one.agency.substr(9)) : is_agency(one.agency);
            require(known, field + ".agency", "a department of agencies.toml or \"division:\" and a kind of division is expected, found \""
                + one.agency + "\"");
            require(one.working_days >= 1 && one.working_days <= 60, field + ".working_days", "a whole number from 1 to 60 is expected");
        }
    }

    FaultList& m_faults;
    const Source* m_source = nullptr;
    std::set<std::string> m_divisions;
    std::set<std::pair<std::string, std::string>> m_departments;
};

}  // namespace

void check_procedures(const Collected& all, FaultList& faults)
{
    ProcedureCheck check(all, faults);
    for (const auto& document : all.procedures)
        if (document.sound) check.check(document);
    check_versions(all.procedures, faults);
}

void check_workflows(const Collected& all, FaultList& faults)
{
    WorkflowCheck check(all, faults);
    for (const auto& document : all.workflows)
        if (document.sound) check.check(document);
    check_code_versions(all.workflows, faults);
}

void check_forms(const Collected& all, FaultList& faults)
{
    for (const auto& document : all.forms) {
        if (!document.sound) continue;
        for (const auto& fault : forms::faults_of(document.value)) faults.add(document.source, fault.path, fault.message);
    }
    check_code_versions(all.forms, faults);
}

}  // namespace motcua::catalogue
