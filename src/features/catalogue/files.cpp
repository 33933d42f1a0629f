#include "features/catalogue/files.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "platform/crypto/crypto.hpp"
#include "platform/text/text.hpp"

namespace motcua::catalogue {

namespace {

// Walks "documents[2].originals" as far as the tree goes.
toml::Position position_of(const toml::Node& root, std::string_view field)
{
    const auto* node = &root;
    auto position = root.position();
    while (!field.empty()) {
        auto end = field.find_first_of(".[");
        auto name = field.substr(0, end);
        if (!name.empty()) {
            const auto* entry = node->find(name);
            if (!entry) return position;
            position = entry->at;
            node = &entry->value;
        }
        field.remove_prefix(std::min(end, field.size()));
        if (field.empty()) break;
        if (field[0] == '.') {
            field.remove_prefix(1);
            continue;
        }
        auto index = static_cast<std::size_t>(std::stoul(std::string(field.substr(1))));
        field.remove_prefix(field.find(']') + 1);
        if (!node->array() || index >= node->array()->size()) return position;
        node = &(*node->array())[index];
        position = node->position();
    }
    return position;
}

bool has_extension(const std::string& path, std::string_view extension) { return path.ends_with(extension); }

}  // namespace

void FaultList::add(const Source& source, std::string_view field, std::string message)
{
    auto at = position_of(source.root, field);
    m_faults.push_back({source.name, at.line, at.column, field.empty() ? std::move(message) : std::string(field) + ": " + message});
}

void FaultList::add_at(const std::string& file, int line, int column, std::string message)
{
    m_faults.push_back({file, line, column, std::move(message)});
}

std::vector<Fault> FaultList::sorted() &&
{
    std::stable_sort(m_faults.begin(), m_faults.end(), [](const Fault& a, const Fault& b) {
        return std::tie(a.file, a.line, a.column) < std::tie(b.file, b.line, b.column);
    });
    return std::move(m_faults);
}

FileSet::FileSet(const std::vector<std::string>& folders, FaultList& faults) : m_folders(folders), m_faults(faults)
{
    namespace fs = std::filesystem;
    for (std::size_t i = 0; i < folders.size(); ++i) {
        std::error_code error;
        fs::recursive_directory_iterator at(folders[i], error), end;
        if (error) m_faults.add_at(folders[i], 0, 0, "this folder cannot be read: " + error.message());
        for (; !error && at != end; at.increment(error))
            if (at->is_regular_file(error)) m_files[at->path().lexically_relative(folders[i]).generic_string()].push_back(i);
    }
}

void FileSet::refuse_strangers()
{
    static const std::array<std::string_view, 9> files{"agencies.toml", "hours.toml", "letters.toml", "roles.toml", "messages/vi.toml",
                                                       "places/units.toml", "places/predecessors.csv", "places/provinces.csv", "places/communes.csv"};
    static const std::array<std::string_view, 6> folders{"procedures/", "forms/", "workflows/", "calendar/", "assistant/", "reports/"};
    for (const auto& [path, layers] : m_files) {
        bool is_content = has_extension(path, ".toml") || has_extension(path, ".csv");
        bool in_folder = std::any_of(folders.begin(), folders.end(), [&path = path](auto folder) { return path.starts_with(folder); });
        if (is_content && !in_folder && std::find(files.begin(), files.end(), path) == files.end())
            m_faults.add_at(path, 0, 0, "this file belongs nowhere: procedures/, forms/, workflows/, calendar/, assistant/, reports/ or a file that README.md names is expected");
    }
}

std::vector<Source> FileSet::tree(std::string_view folder)
{
    std::vector<Source> sources;
    auto prefix = std::string(folder) + "/";
    for (auto at = m_files.lower_bound(prefix); at != m_files.end() && at->first.starts_with(prefix); ++at)
        if (has_extension(at->first, ".toml"))
            if (auto source = read(at->first, at->second.back())) sources.push_back(std::move(*source));
    return sources;
}

std::vector<Source> FileSet::layers(std::string_view path)
{
    std::vector<Source> sources;
    auto found = m_files.find(std::string(path));
    if (found == m_files.end()) {
        m_faults.add_at(std::string(path), 0, 0, "this file is missing");
        return sources;
    }
    for (auto folder : found->second)
        if (auto source = read(found->first, folder)) sources.push_back(std::move(*source));
    return sources;
}

std::optional<Source> FileSet::one(std::string_view path)
{
    auto found = m_files.find(std::string(path));
    if (found != m_files.end()) return read(found->first, found->second.back());
    m_faults.add_at(std::string(path), 0, 0, "this file is missing");
    return std::nullopt;
}

std::optional<Source> FileSet::read(const std::string& path, std::size_t folder)
{
    Source source;
    source.path = path;
    source.name = m_folders.size() == 1 ? path : m_folders[folder] + "/" + path;
    std::ifstream file(m_folders[folder] + "/" + path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    if (!file) {
        m_faults.add_at(source.name, 0, 0, "this file cannot be read");
        return std::nullopt;
    }
    source.text = std::move(text).str();
    source.digest = crypto::sha256_hex(source.text);
    if (!has_extension(path, ".toml")) return source;
    std::vector<toml::Fault> faults;
    auto root = toml::parse(source.text, faults);
    for (auto& fault : faults) m_faults.add_at(source.name, fault.at.line, fault.at.column, std::move(fault.message));
    if (!root) return std::nullopt;
    source.root = std::move(*root);
    return source;
}

bool read_file(void* target, const json::Type& type, const Source& source, FaultList& list)
{
    std::vector<toml::Fault> faults;
    bool sound = toml::read_into(target, type, source.root, faults, toml::Missing::keep_default);
    for (const auto& fault : faults)
        list.add_at(source.name, fault.at.line, fault.at.column, fault.field.empty() ? fault.message : fault.field + ": " + fault.message);
    return sound;
}

namespace {

struct CsvCell {
    std::string text;
    int column = 1;
};

// The cells of one line; nothing when a quote stays open.
std::optional<std::vector<CsvCell>> csv_cells(std::string_view line)
{
    std::vector<CsvCell> cells(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        auto& cell = cells.back().text;
        if (quoted) {
            if (line[i] != '"') cell += line[i];
            else if (i + 1 < line.size() && line[i + 1] == '"') cell += line[++i];
            else quoted = false;
        } else if (line[i] == '"' && cell.empty()) {
            quoted = true;
        } else if (line[i] == ',') {
            cells.push_back({"", static_cast<int>(text::length(line.substr(0, i + 1))) + 1});
        } else {
            cell += line[i];
        }
    }
    if (quoted) return std::nullopt;
    return cells;
}

std::string set_cell(void* member, const json::Type& type, const std::string& content)
{
    if (type.kind == json::Kind::text) return std::string(type.set_text(member, content));
    auto found = std::find(type.choices.begin(), type.choices.end(), content);
    if (found == type.choices.end()) {
        std::string names;
        for (auto choice : type.choices) names.append(names.empty() ? "" : ", ").append(choice);
        return "one of " + names + " is expected, found \"" + content + "\"";
    }
    type.set_integer(member, found - type.choices.begin());
    return "";
}

class CsvReader {
public:
    CsvReader(const Source& source, const json::Type& row, FaultList& faults) : m_source(source), m_row(row), m_faults(faults) {}

    void read(const std::function<void*(int)>& add)
    {
        auto text = text::nfc(m_source.text);
        std::string_view rest = text;
        if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
        for (int line = 1; !rest.empty(); ++line) {
            auto content = rest.substr(0, rest.find('\n'));
            rest.remove_prefix(std::min(content.size() + 1, rest.size()));
            if (content.ends_with('\r')) content.remove_suffix(1);
            auto cells = csv_cells(content);
            if (!cells) fault(line, 1, "a quote is not closed");
            else if (line == 1) read_head(*cells);
            else if (!m_columns.empty() && !content.empty()) read_row(line, *cells, add);
        }
    }

private:
    void fault(int line, int column, std::string message) { m_faults.add_at(m_source.name, line, column, std::move(message)); }

    void read_head(const std::vector<CsvCell>& cells)
    {
        std::string expected;
        for (const auto& field : m_row.fields) expected.append(expected.empty() ? "" : ", ").append(field.name);
        for (const auto& cell : cells)
            for (const auto& field : m_row.fields)
                if (field.name == cell.text) m_columns.push_back(&field);
        if (m_columns.size() == cells.size() && cells.size() == m_row.fields.size()) return;
        m_columns.clear();
        fault(1, 1, "the columns " + expected + " are expected");
    }

    void read_row(int line, const std::vector<CsvCell>& cells, const std::function<void*(int)>& add)
    {
        if (cells.size() != m_columns.size())
            return fault(line, 1, std::to_string(m_columns.size()) + " columns are expected, found " + std::to_string(cells.size()));
        auto* row = static_cast<char*>(add(line));
        for (std::size_t i = 0; i < cells.size(); ++i) {
            auto reason = set_cell(row + m_columns[i]->offset, m_columns[i]->type(), text::trimmed(cells[i].text));
            if (!reason.empty()) fault(line, cells[i].column, std::string(m_columns[i]->name) + ": " + reason);
        }
    }

    const Source& m_source;
    const json::Type& m_row;
    FaultList& m_faults;
    std::vector<const json::Field*> m_columns;
};

}  // namespace

void read_csv(const Source& source, const json::Type& row, FaultList& faults, const std::function<void*(int line)>& add)
{
    CsvReader(source, row, faults).read(add);
}

}  // namespace motcua::catalogue
