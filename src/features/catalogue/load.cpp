#include <algorithm>
#include <cmath>

#include "features/catalogue/collected.hpp"
#include "features/catalogue/rules.hpp"
#include "platform/text/text.hpp"

namespace motcua::catalogue {

namespace {

Procedure as_procedure(Document<ProcedureFile>&& document)
{
    Procedure procedure = std::move(static_cast<Procedure&>(document.value));
    for (auto& line : document.value.limits) {
        TimeLimit limit{static_cast<LimitUnit>(line.unit), static_cast<int>(std::lround(line.amount * 100))};
        procedure.limits.push_back({limit, std::move(line.case_name), std::move(line.when)});
    }
    procedure.pause_policy = static_cast<PausePolicy>(document.value.pause_policy);
    procedure.digest = document.source.digest;
    return procedure;
}

static_assert(static_cast<int>(LimitUnitWord::working_day) == static_cast<int>(LimitUnit::working_day));
static_assert(static_cast<int>(LimitUnitWord::hour) == static_cast<int>(LimitUnit::hour));
static_assert(static_cast<int>(LimitUnitWord::day) == static_cast<int>(LimitUnit::day));
static_assert(static_cast<int>(PausePolicyWord::reset) == static_cast<int>(PausePolicy::reset));
static_assert(static_cast<int>(SpecialDayWord::compensation) == static_cast<int>(SpecialDayKind::compensation));
static_assert(static_cast<int>(SpecialDayWord::swapped_off) == static_cast<int>(SpecialDayKind::swapped_off));
static_assert(static_cast<int>(SpecialDayWord::make_up) == static_cast<int>(SpecialDayKind::make_up));

template <class T>
std::vector<T> values_of(std::vector<Placed<T>>& entries)
{
    std::vector<T> values;
    for (auto& entry : entries) values.push_back(std::move(entry.value));
    return values;
}

}  // namespace

// Puts together what has been checked.
class SnapshotBuilder {
public:
    explicit SnapshotBuilder(Collected&& all) : m_all(std::move(all)), m_snapshot(std::make_shared<Snapshot>()) {}

    std::shared_ptr<const Snapshot> build()
    {
        procedures();
        documents(m_all.forms, EntryKind::form, m_snapshot->m_forms, [](const forms::Form& f) { return f.title; });
        documents(m_all.workflows, EntryKind::workflow, m_snapshot->m_workflows, [](const Workflow& w) { return w.name; });
        places();
        calendar();
        m_snapshot->m_division_kinds = values_of(m_all.division_kinds);
        m_snapshot->m_departments = values_of(m_all.departments);
        m_snapshot->m_roles = values_of(m_all.roles);
        m_snapshot->m_letters = values_of(m_all.letters);
        std::sort(m_snapshot->m_letters.begin(), m_snapshot->m_letters.end(),
                  [](const auto& a, const auto& b) { return std::tie(a.code, a.from) < std::tie(b.code, b.from); });
        messages(m_all.refusal_messages, m_snapshot->m_messages);
        messages(m_all.field_messages, m_snapshot->m_field_messages);
        messages(m_all.notifications, m_snapshot->m_notifications);
        return m_snapshot;
    }

private:
    void procedures()
    {
        for (auto& document : m_all.procedures) {
            auto& versions = m_snapshot->m_procedures[document.value.id];
            // The file of an older version is not touched when a new one comes: its end follows from the new one's beginning.
            if (!versions.empty() && !versions.back().effective_to)
                versions.back().effective_to = document.value.effective_from - std::chrono::days(1);
            versions.push_back(as_procedure(std::move(document)));
        }
        std::map<const Procedure*, std::string> folded;
        for (const auto& [id, versions] : m_snapshot->m_procedures)
            for (const auto& p : versions) {
                m_snapshot->m_procedure_order.push_back(&p);
                m_snapshot->m_entries.push_back({EntryKind::procedure, p.id, p.version, p.name, p.effective_from, p.effective_to, p.digest});
                folded[&p] = text::fold(p.name);
            }
        std::sort(m_snapshot->m_procedure_order.begin(), m_snapshot->m_procedure_order.end(), [&](const Procedure* a, const Procedure* b) {
            return std::tie(a->group, folded[a], a->id, a->version) < std::tie(b->group, folded[b], b->id, b->version);
        });
        for (const auto* p : m_snapshot->m_procedure_order) {
            auto& words = m_snapshot->m_procedure_words.emplace_back();
            words.short_names = spaced_words(p->short_name);
            for (const auto& alias : p->aliases) words.short_names += spaced_words(alias);
            words.names = spaced_words(p->name);
            words.others = spaced_words(p->subject) + spaced_words(p->id);
        }
    }

    template <class T, class Name>
    void documents(std::vector<Document<T>>& documents, EntryKind kind, std::map<std::string, std::vector<T>, std::less<>>& all, Name name)
    {
        for (auto& document : documents) {
            const auto& one = document.value;
            m_snapshot->m_entries.push_back({kind, one.code, one.version, name(one), {}, {}, document.source.digest});
            all[one.code].push_back(std::move(document.value));
        }
    }

    void places()
    {
        m_snapshot->m_units = values_of(m_all.units);
        m_snapshot->m_predecessors = std::move(m_all.predecessors.rows);
        m_snapshot->m_provinces = std::move(m_all.provinces.rows);
        m_snapshot->m_communes = std::move(m_all.communes.rows);
        auto by_code = [](const auto& a, const auto& b) { return a.code < b.code; };
        std::sort(m_snapshot->m_provinces.begin(), m_snapshot->m_provinces.end(), by_code);
        std::sort(m_snapshot->m_communes.begin(), m_snapshot->m_communes.end(), by_code);
        for (const auto& commune : m_snapshot->m_communes) m_snapshot->m_commune_words.push_back(spaced_words(commune.name));
        for (const auto& old : m_snapshot->m_predecessors) {
            auto name = place_name(old.name);
            m_snapshot->m_predecessor_keys.push_back({std::move(name.type), std::move(name.name), place_name(old.district).name});
        }
    }

    void calendar()
    {
        std::vector<SpecialDay> days;
        std::set<int> confirmed;
        for (auto& year : m_all.calendar) {
            if (year.value.file.confirmed) confirmed.insert(year.value.year);
            for (auto& day : year.value.file.days)
                days.push_back({day.day, static_cast<SpecialDayKind>(day.kind), std::move(day.name), std::move(day.source)});
        }
        m_snapshot->m_calendar = WorkingCalendar(std::move(days), std::move(confirmed));
        for (const auto& entry : m_all.hours) {
            auto& hours = m_snapshot->m_hours[entry.value.unit];
            hours.saturday_counts = entry.value.saturday_counts;
            for (const auto& session : entry.value.sessions)
                hours.sessions[static_cast<std::size_t>(session.weekday)].push_back({*parse_minute(session.from), *parse_minute(session.to)});
        }
    }

    static void messages(std::vector<Placed<std::string>>& found, std::map<std::string, std::string, std::less<>>& all)
    {
        for (auto& entry : found) all[entry.field.substr(entry.field.find('.') + 1)] = std::move(entry.value);
    }

    Collected m_all;
    std::shared_ptr<Snapshot> m_snapshot;
};

Loaded load(const std::vector<std::string>& folders)
{
    FaultList faults;
    auto all = collect(folders, faults);
    check_procedures(all, faults);
    check_workflows(all, faults);
    check_forms(all, faults);
    check_places(all, faults);
    check_time(all, faults);
    check_words(all, faults);
    if (!faults.empty()) return {nullptr, std::move(faults).sorted()};
    return {SnapshotBuilder(std::move(all)).build(), {}};
}

Loaded load(const std::string& folder) { return load(std::vector{folder}); }

std::string describe(const Fault& fault)
{
    auto place = fault.line > 0 ? ":" + std::to_string(fault.line) + ":" + std::to_string(fault.column) : std::string();
    return fault.file + place + ": " + fault.message;
}

}  // namespace motcua::catalogue
