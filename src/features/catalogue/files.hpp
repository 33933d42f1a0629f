#pragma once

#include "features/catalogue/catalogue.hpp"
#include "platform/config/toml.hpp"

// What the files of catalogue/ hold, key by key: the described structs are the grammar of the files, and the JSON Schemas in
// catalogue/schema say the same for editors.
namespace motcua::catalogue {

// Names of their own for enums of domain, which knows nothing of files.
enum class LimitUnitWord { immediate, hour, day, working_day };
BOOST_DESCRIBE_ENUM(LimitUnitWord, immediate, hour, day, working_day)
enum class PausePolicyWord { pause, reset };
BOOST_DESCRIBE_ENUM(PausePolicyWord, pause, reset)
enum class SpecialDayWord { holiday, compensation, swapped_off, make_up };
BOOST_DESCRIBE_ENUM(SpecialDayWord, holiday, compensation, swapped_off, make_up)
enum class Weekday { sunday, monday, tuesday, wednesday, thursday, friday, saturday };
BOOST_DESCRIBE_ENUM(Weekday, sunday, monday, tuesday, wednesday, thursday, friday, saturday)

BOOST_DESCRIBE_STRUCT(Step, (), (code, name, permission, at, share, decides, returns))
BOOST_DESCRIBE_STRUCT(Workflow, (), (code, version, name, steps, consultations, pauses_for_payment))
BOOST_DESCRIBE_STRUCT(Procedure, (), (id, code, version, effective_from, effective_to, name, short_name, aliases, group, subject, level, online,
    accepted_at_centre, any_centre, receiving, decided_by, deciding_agency_name, division, starts_when_competent_receives, fees, exemptions,
    fee_note, documents, form, applicants, conditions, legal_bases, results, interlinked, related, workflow, benefit, note, confidence))
BOOST_DESCRIBE_STRUCT(Unit, (), (code, name, type, full_name, slug, agency_identifier, area, population, latitude, longitude, seat, other_names,
    phone))
BOOST_DESCRIBE_STRUCT(DivisionKind, (), (code, name, unit_types))
BOOST_DESCRIBE_STRUCT(Department, (), (code, name, agency_identifier))
BOOST_DESCRIBE_STRUCT(Role, (), (code, name, permissions))
BOOST_DESCRIBE_STRUCT(LetterForm, (), (code, number, title, number_format, from, legal_basis))

struct LimitLine {
    double amount = 0;                       // 3, 7.5
    LimitUnitWord unit = LimitUnitWord::working_day;
    std::optional<std::string> case_name;
    std::vector<forms::Condition> when;
};
BOOST_DESCRIBE_STRUCT(LimitLine, (), (amount, unit, case_name, when))

// procedures/<group>/<id>.toml
struct ProcedureFile : Procedure {
    std::vector<LimitLine> limits;
    PausePolicyWord pause_policy = PausePolicyWord::pause;
};
BOOST_DESCRIBE_STRUCT(ProcedureFile, (Procedure), (limits, pause_policy))

// calendar/<year>.toml
struct CalendarDay {
    Day day{};
    SpecialDayWord kind = SpecialDayWord::holiday;
    std::string name;
    std::string source;
};
BOOST_DESCRIBE_STRUCT(CalendarDay, (), (day, kind, name, source))
struct CalendarFile {
    bool confirmed = false;
    std::vector<CalendarDay> days;
};
BOOST_DESCRIBE_STRUCT(CalendarFile, (), (confirmed, days))

// hours.toml
struct SessionLine {
    Weekday weekday = Weekday::monday;
    std::string from;                        // "07:00"
    std::string to;
};
BOOST_DESCRIBE_STRUCT(SessionLine, (), (weekday, from, to))
struct HoursLine {
    std::string unit;                        // Code; "" for the city
    bool saturday_counts = false;
    std::vector<SessionLine> sessions;
};
struct HoursFile {
    std::vector<HoursLine> hours;
};
BOOST_DESCRIBE_STRUCT(HoursLine, (), (unit, saturday_counts, sessions))
BOOST_DESCRIBE_STRUCT(HoursFile, (), (hours))

struct UnitsFile { std::vector<Unit> units; };
BOOST_DESCRIBE_STRUCT(UnitsFile, (), (units))
struct AgenciesFile {
    std::vector<DivisionKind> division_kinds;
    std::vector<Department> departments;
};
BOOST_DESCRIBE_STRUCT(AgenciesFile, (), (division_kinds, departments))
struct RolesFile { std::vector<Role> roles; };
BOOST_DESCRIBE_STRUCT(RolesFile, (), (roles))
struct LettersFile { std::vector<LetterForm> letters; };
BOOST_DESCRIBE_STRUCT(LettersFile, (), (letters))

// A file with the tree it was read from, which knows where everything stands.
struct Source {
    std::string name;        // As faults name it
    std::string path;        // Below its folder: "procedures/ho_tich/1.001193.toml"
    std::string text;
    std::string digest;
    toml::Node root;         // Of a TOML file
};

// Faults of the files, with their places.
class FaultList {
public:
    // `field`: "documents[2].originals"; its line is found in the tree, or that of the nearest table that is there.
    void add(const Source&, std::string_view field, std::string message);
    void add_at(const std::string& file, int line, int column, std::string message);
    std::vector<Fault> sorted() &&;
    bool empty() const { return m_faults.empty(); }

private:
    std::vector<Fault> m_faults;
};

// The files of all folders, later ones over earlier ones.
class FileSet {
public:
    FileSet(const std::vector<std::string>& folders, FaultList&);

    // A *.toml or *.csv file that belongs nowhere is a fault: a folder's name is easily mistyped.
    void refuse_strangers();
    // "procedures": every *.toml below it, the last folder's version of each path.
    std::vector<Source> tree(std::string_view folder);
    // "roles.toml": every folder's, in their order. A fault when no folder has it.
    std::vector<Source> layers(std::string_view path);
    // "places/units.toml": the last folder's. A fault when no folder has it.
    std::optional<Source> one(std::string_view path);

private:
    std::optional<Source> read(const std::string& path, std::size_t folder);

    std::vector<std::string> m_folders;
    std::map<std::string, std::vector<std::size_t>> m_files;   // Path → the folders that have it
    FaultList& m_faults;
};

// Fills a described struct from a TOML file; false after a fault.
bool read_file(void* target, const json::Type&, const Source&, FaultList&);
template <class T>
bool read_file(T& target, const Source& source, FaultList& faults)
{
    return read_file(&target, json::type_of<T>(), source, faults);
}

// Rows of a CSV file with a line of member names before them: members of text and choices. Quotes as in RFC 4180, no line breaks.
void read_csv(const Source&, const json::Type& row, FaultList&, const std::function<void*(int line)>& add);
template <class T>
std::vector<T> read_rows(const Source& source, FaultList& faults, std::vector<int>& lines)
{
    std::vector<T> rows;
    read_csv(source, json::type_of<T>(), faults, [&](int line) -> void* {
        lines.push_back(line);
        return &rows.emplace_back();
    });
    return rows;
}

}  // namespace motcua::catalogue
