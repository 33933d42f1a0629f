#include <algorithm>
#include <array>

#include "features/catalogue/collected.hpp"

namespace motcua::catalogue {

namespace {

class Collecting {
public:
    Collecting(const std::vector<std::string>& folders, FaultList& faults) : m_files(folders, faults), m_faults(faults) {}

    Collected collect()
    {
        m_files.refuse_strangers();
        m_all.procedures = documents<ProcedureFile>("procedures");
        m_all.forms = documents<forms::Form>("forms");
        m_all.workflows = documents<Workflow>("workflows");
        sort(m_all.procedures, [](const ProcedureFile& p) { return std::pair(p.id, p.version); });
        sort(m_all.forms, [](const forms::Form& f) { return std::pair(f.code, f.version); });
        sort(m_all.workflows, [](const Workflow& w) { return std::pair(w.code, w.version); });
        calendar();
        places();
        tables();
        for (auto& source : m_files.layers("messages/vi.toml")) messages(keep(std::move(source)));
        return std::move(m_all);
    }

private:
    template <class T>
    std::vector<Document<T>> documents(std::string_view folder)
    {
        std::vector<Document<T>> documents;
        for (auto& source : m_files.tree(folder)) {
            auto& document = documents.emplace_back();
            document.source = std::move(source);
            document.sound = read_file(document.value, document.source, m_faults);
        }
        return documents;
    }

    template <class T, class Key>
    static void sort(std::vector<Document<T>>& documents, Key key)
    {
        std::stable_sort(documents.begin(), documents.end(), [&](const auto& a, const auto& b) { return key(a.value) < key(b.value); });
    }

    void calendar()
    {
        for (auto& source : m_files.tree("calendar")) {
            auto& document = m_all.calendar.emplace_back();
            document.source = std::move(source);
            document.sound = read_file(document.value.file, document.source, m_faults);
            auto name = document.source.path.substr(document.source.path.rfind('/') + 1);
            document.value.year = name.size() == 9 && name.find_first_not_of("0123456789") == 4 ? std::stoi(name) : 0;
        }
    }

    void places()
    {
        if (auto source = m_files.one("places/units.toml")) {
            UnitsFile file;
            const auto& kept = keep(std::move(*source));
            read_file(file, kept, m_faults);
            entries(file.units, kept, "units", m_all.units, [](const Unit& unit) { return unit.code; });
        }
        rows("places/predecessors.csv", m_all.predecessors);
        rows("places/provinces.csv", m_all.provinces);
        rows("places/communes.csv", m_all.communes);
    }

    template <class T>
    void rows(std::string_view path, Rows<T>& rows)
    {
        auto source = m_files.one(path);
        if (!source) return;
        rows.source = std::move(*source);
        rows.rows = read_rows<T>(rows.source, m_faults, rows.lines);
    }

    void tables()
    {
        layers<AgenciesFile>("agencies.toml", [&](AgenciesFile& file, const Source& source) {
            entries(file.division_kinds, source, "division_kinds", m_all.division_kinds,
                [](const DivisionKind& k) { return std::pair(k.code, k.unit_types); });
            entries(file.departments, source, "departments", m_all.departments, [](const Department& d) { return d.code; });
        });
        layers<RolesFile>("roles.toml", [&](RolesFile& file, const Source& source) {
            entries(file.roles, source, "roles", m_all.roles, [](const Role& role) { return role.code; });
        });
        layers<LettersFile>("letters.toml", [&](LettersFile& file, const Source& source) {
            entries(file.letters, source, "letters", m_all.letters, [](const LetterForm& letter) { return std::pair(letter.code, letter.from); });
        });
        layers<HoursFile>("hours.toml", [&](HoursFile& file, const Source& source) {
            entries(file.hours, source, "hours", m_all.hours, [](const HoursLine& line) { return line.unit; });
        });
    }

    template <class T, class Take>
    void layers(std::string_view path, Take take)
    {
        for (auto& source : m_files.layers(path)) {
            T file;
            const auto& kept = keep(std::move(source));
            read_file(file, kept, m_faults);
            take(file, kept);
        }
    }

    // Adds what one file says; what a file of an earlier folder said under the same key gives way.
    template <class T, class Key>
    void entries(std::vector<T>& found, const Source& source, std::string_view list, std::vector<Placed<T>>& all, Key key)
    {
        for (std::size_t i = 0; i < found.size(); ++i) {
            Placed<T> entry{std::move(found[i]), &source, std::string(list) + "[" + std::to_string(i) + "]"};
            auto same = std::find_if(all.begin(), all.end(), [&](const auto& other) { return key(other.value) == key(entry.value); });
            if (same == all.end()) all.push_back(std::move(entry));
            else if (same->source != &source) *same = std::move(entry);
            else m_faults.add(source, entry.field, "this stands twice; before at line " + std::to_string(line_of(*same)));
        }
    }

    template <class T>
    static int line_of(const Placed<T>& entry)
    {
        auto open = entry.field.find('[');
        const auto* list = entry.source->root.find(entry.field.substr(0, open));
        return (*list->value.array())[static_cast<std::size_t>(std::stoul(entry.field.substr(open + 1)))].position().line;
    }

    void messages(const Source& source)
    {
        for (const auto& entry : *source.root.table()) {
            auto* list = entry.key == "refusal" ? &m_all.refusal_messages
                       : entry.key == "field" ? &m_all.field_messages
                       : entry.key == "notification" ? &m_all.notifications : nullptr;
            if (!list) m_faults.add(source, entry.key, "unknown key; [refusal], [field] and [notification] are expected");
            else if (!entry.value.table()) m_faults.add(source, entry.key, "a table is expected, found " + entry.value.described());
            else sentences(source, entry, *list);
        }
    }

    void sentences(const Source& source, const toml::Entry& table, std::vector<Placed<std::string>>& all)
    {
        for (const auto& entry : *table.value.table()) {
            auto field = table.key + "." + entry.key;
            if (!entry.value.text()) {
                m_faults.add(source, field, "a text is expected, found " + entry.value.described());
                continue;
            }
            auto same = std::find_if(all.begin(), all.end(), [&](const auto& other) { return other.field == field; });
            if (same == all.end()) same = all.insert(all.end(), Placed<std::string>{});
            *same = {*entry.value.text(), &source, field};
        }
    }

    const Source& keep(Source source) { return m_all.sources.emplace_back(std::move(source)); }

    FileSet m_files;
    FaultList& m_faults;
    Collected m_all;
};

}  // namespace

Collected collect(const std::vector<std::string>& folders, FaultList& faults) { return Collecting(folders, faults).collect(); }

}  // namespace motcua::catalogue
