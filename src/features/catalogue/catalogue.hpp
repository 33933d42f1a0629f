#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "domain/calendar.hpp"
#include "domain/legal_clock.hpp"
#include "domain/permission.hpp"
#include "domain/time.hpp"
#include "domain/vnd.hpp"
#include "features/forms/forms.hpp"
#include "platform/json/type.hpp"

namespace motcua::db {
class Connection;
class Database;
}

// Danh mục: the law as data. Read once from the files of catalogue/, held as an immutable snapshot, swapped atomically.
namespace motcua::catalogue {

enum class Channel { counter, online, post, kiosk, mobile };   // Kênh nộp
BOOST_DESCRIBE_ENUM(Channel, counter, online, post, kiosk, mobile)

enum class OnlineLevel { none, partial_online, full_online };  // Trực tiếp, một phần, toàn trình
BOOST_DESCRIBE_ENUM(OnlineLevel, none, partial_online, full_online)

// Thành phần hồ sơ.
struct RequiredDocument {
    std::string code;                        // "giay-chung-sinh", unique in the procedure
    std::string name;
    int originals = 0;
    int copies = 0;
    bool required = true;                    // false: depends on the case, `note` says which
    bool present_only = false;               // Shown, not handed in
    std::optional<std::string> form_name;    // "Mẫu 01 NĐ 176/2025/NĐ-CP"
    std::optional<std::string> note;
    std::optional<std::string> held_by;      // "dan_cu": a connected database that already has it: do not ask (NĐ 118 Đ4.2a)
};
BOOST_DESCRIBE_STRUCT(RequiredDocument, (), (code, name, originals, copies, required, present_only, form_name, note, held_by))

// One line that may be charged. Lines with the same `group` are alternatives: exactly one applies. Of those that apply, lines with
// conditions go before lines without; lines with units_from or units_to are the steps of one price and apply together.
struct Fee {
    std::string code;
    std::string group;
    std::string name;                        // "Lệ phí đăng ký khai sinh"
    bool charge = true;                      // lệ phí (charge) or phí (fee)
    std::optional<Vnd> amount;               // Empty: not known here; `case_name` says where it stands
    std::string per;                         // "trang" counts pages and copies, "bản" copies; "lần", "hồ sơ" and all else count once
    std::optional<std::string> case_name;    // "quá hạn"
    std::optional<std::string> channel;      // "direct" (counter, post, mobile) or "online" (online, kiosk); empty: every channel
    std::optional<std::string> area;         // "hai-phong-cu", "hai-duong-cu"; empty: the whole city
    std::optional<Day> from;
    std::optional<Day> until;                // Inclusive
    std::vector<forms::Condition> when;      // On the answers of the form
    int units_from = 1;                      // For "trang": this line prices units from … (2.000 đ for pages 1–2, …)
    std::optional<int> units_to;
    std::optional<Vnd> cap;                  // At most, for one copy (200.000 đ)
    std::optional<std::string> counted_by;   // The answers that count: a number ("extract_copies"), or a group whose rows have
                                             // `pages` and `copies` ("papers"). What an officer counted goes before them.
    std::string legal_basis;
};
BOOST_DESCRIBE_STRUCT(Fee, (), (code, group, name, charge, amount, per, case_name, channel, area, from, until, when, units_from, units_to,
    cap, counted_by, legal_basis))

struct LimitCase {
    TimeLimit limit;
    std::optional<std::string> case_name;
    std::vector<forms::Condition> when;
};

// A step of a workflow. `at` names an agency relative to the dossier: "centre" (where it was taken), "deciding" (the agency that
// decides), "division" (the part of it that does the work), or an agency's identifier.
struct Step {
    std::string code;                        // "tham-dinh"
    std::string name;                        // "Thẩm định hồ sơ"
    Permission permission = Permission::process_dossiers;
    std::string at;
    int share = 0;                           // Hundredths of the time limit
    bool decides = false;                    // The step that approves and signs
    bool returns = false;                    // The step that hands the result to the citizen
};

// A consultation that the workflow foresees (lấy ý kiến); more may be asked ad hoc.
struct Consultation {
    std::string agency;                      // Agency kind or identifier: "so-xay-dung", "division:phong-kinh-te"
    std::string subject;
    int working_days = 0;
    bool required = false;
};
BOOST_DESCRIBE_STRUCT(Consultation, (), (agency, subject, working_days, required))

// A dossier keeps the version it was filed under: a changed workflow is a new file (<code>.v2.toml) with the next version.
struct Workflow {
    std::string code;
    int version = 1;
    std::string name;
    std::vector<Step> steps;                 // In order; the first follows intake
    std::vector<Consultation> consultations;
    bool pauses_for_payment = false;         // State 6 is used: the clock stands until the citizen has paid
};

// Thủ tục hành chính, one version of it. A dossier keeps the version it was filed under.
struct Procedure {
    std::string id;                          // "1.001193", "2.000884-uy-quyen-luong-huu": unique
    std::string code;                        // The national code, "" when there is none
    int version = 1;
    Day effective_from{};
    std::optional<Day> effective_to;         // Inclusive
    std::string name;
    std::string short_name;
    std::vector<std::string> aliases;
    std::string group;                       // "ho_tich"
    std::string subject;                     // Lĩnh vực: "Hộ tịch"
    std::string level;                       // "xã", "tỉnh", "xã, tỉnh"
    OnlineLevel online = OnlineLevel::none;
    bool accepted_at_centre = true;          // false: taken elsewhere (police, school); the centre guides only
    bool any_centre = true;                  // Non-geographic: any centre of the city takes it for any unit
    std::string receiving;                   // As the law words it
    std::string decided_by;                  // "commune", a division's kind that decides itself ("cong-an"), or a department's code ("so-noi-vu")
    std::string deciding_agency_name;        // As the law words it
    std::optional<std::string> division;     // Kind of division that does the work: "van-phong", "phong-kinh-te", "phong-van-hoa-xa-hoi"
    std::vector<LimitCase> limits;           // The first without conditions, or the first whose conditions hold. Empty: no limit is known.
    PausePolicy pause_policy = PausePolicy::pause;
    bool starts_when_competent_receives = true;
    std::vector<Fee> fees;
    std::vector<std::string> exemptions;     // Who pays nothing, in words
    std::optional<std::string> fee_note;
    std::vector<RequiredDocument> documents;
    std::optional<std::string> form;         // Code of the electronic form
    std::vector<std::string> applicants;
    std::vector<std::string> conditions;
    std::vector<std::string> legal_bases;
    std::vector<std::string> results;
    std::vector<std::string> interlinked;
    std::vector<std::string> related;
    std::string workflow;                    // Code of the workflow
    std::optional<std::string> benefit;
    std::optional<std::string> note;
    std::string confidence;                  // high, medium, low: how sure the source is
    std::string digest;                      // SHA-256 of its file
};

struct Unit {                                // Đơn vị hành chính cấp xã
    std::string code;                        // "11779"
    std::string name;                        // "Tân Minh"
    std::string type;                        // "xã", "phường", "đặc khu"
    std::string full_name;                   // "Xã Tân Minh"
    std::string slug;                        // "tan-minh": unique; with its code appended where names repeat
    std::string agency_identifier;           // "H24.258"
    std::string area;                        // "hai-phong-cu", "hai-duong-cu"
    std::int64_t population = 0;
    double latitude = 0, longitude = 0;
    std::string seat;
    std::vector<std::string> other_names;
    std::optional<std::string> phone;        // Of the centre, as people dial it
};

enum class PredecessorPart { whole, part, land_only, rest };   // toàn bộ, một phần, một phần chỉ diện tích, phần còn lại
BOOST_DESCRIBE_ENUM(PredecessorPart, whole, part, land_only, rest)

struct Predecessor {                         // Đơn vị cũ
    std::string code;
    std::string name;                        // "Phường Gia Viên"
    std::string district;                    // "Quận Ngô Quyền"
    std::string unit_code;                   // What it became (a part of)
    PredecessorPart part = PredecessorPart::whole;
};
BOOST_DESCRIBE_STRUCT(Predecessor, (), (code, name, district, unit_code, part))

struct Province { std::string code, name, full_name; };
BOOST_DESCRIBE_STRUCT(Province, (), (code, name, full_name))
struct Commune { std::string code, name, type, province_code; };
BOOST_DESCRIBE_STRUCT(Commune, (), (code, name, type, province_code))

// A kind of agency that every commune has one of: its People's Committee's divisions, its police, its military command.
struct DivisionKind {
    std::string code;                        // "phong-kinh-te", "cong-an", "ban-chi-huy-quan-su"
    std::string name;                        // "Phòng Kinh tế"
    std::vector<std::string> unit_types;     // Only in units of these types; empty: in all
};
struct Department {                          // A city-level agency: sở, công an thành phố, chi nhánh văn phòng đất đai…
    std::string code;                        // "so-xay-dung"
    std::string name;                        // "Sở Xây dựng"
    std::string agency_identifier;           // "H24.17"
};

struct Role {                                // Vai trò
    std::string code;                        // "tiep-nhan"
    std::string name;                        // "Công chức tiếp nhận"
    std::vector<Permission> permissions;
};

// What is printed on a slip, by date: title, number prefix, whether it is in force (TT 03/2025/TT-VPCP).
struct LetterForm {
    std::string code;                        // "receipt", "supplement_request", "intake_rejection", "extension_apology", "stop_notice", "routing_slip", "register"
    int number = 0;                          // Mẫu số 1…7
    std::string title;
    std::string number_format;               // "{number}/PBS-TTPVHCC"
    Day from{};
    std::string legal_basis;
};

enum class EntryKind { procedure, form, workflow };
BOOST_DESCRIBE_ENUM(EntryKind, procedure, form, workflow)

// One version of what dossiers keep, as a file says it.
struct Entry {
    EntryKind kind = EntryKind::procedure;
    std::string id;                          // Of a form or workflow: its code
    int version = 1;
    std::string name;
    std::optional<Day> effective_from;       // Procedures only
    std::optional<Day> effective_to;
    std::string digest;                      // SHA-256 of the file, 64 hexadecimal digits
};

class Snapshot {
public:
    Snapshot() = default;
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

    // The version in force on a day, or nullptr.
    const Procedure* procedure(std::string_view id, Day on) const;
    const Procedure* procedure_version(std::string_view id, int version) const;
    std::vector<const Procedure*> procedures(Day on) const;                  // By group, then name.
    // Those in force that have every word of `words` (folded; the beginning of a word will do) in their name, short name, aliases,
    // subject or id; best first, then as procedures(). No words: all.
    std::vector<const Procedure*> search(std::string_view words, Day on) const;
    const forms::Form* form(std::string_view code) const;                    // The newest version
    const forms::Form* form_version(std::string_view code, int version) const;
    const Workflow* workflow(std::string_view code) const;                   // The newest version
    const Workflow* workflow_version(std::string_view code, int version) const;
    const Unit* unit(std::string_view code) const;
    const std::vector<Unit>& units() const { return m_units; }
    // What an old unit became: several rows when it was split. The name is matched folded; a district narrows it. For a residence,
    // parts of land without people are left out.
    std::vector<Predecessor> successors(std::string_view old_name, std::string_view district, bool of_land) const;
    const std::vector<Province>& provinces() const { return m_provinces; }
    const std::vector<Commune>& communes() const { return m_communes; }
    // Every word begins one of the name's; of one province or, with "", of all. At most `limit`, whole names first.
    std::vector<const Commune*> communes_named(std::string_view words, std::string_view province_code, std::size_t limit) const;
    const Commune* commune(std::string_view code) const;
    const Province* province(std::string_view code) const;
    std::optional<forms::Place> place(std::string_view commune_code) const;  // For forms::PlaceLookup
    const std::vector<DivisionKind>& division_kinds() const { return m_division_kinds; }
    const std::vector<Department>& departments() const { return m_departments; }
    const std::vector<Role>& roles() const { return m_roles; }
    const WorkingCalendar& calendar() const { return m_calendar; }
    const WorkingHours& hours(std::string_view unit_code) const;             // The unit's own, else the city's.
    const LetterForm& letter(std::string_view code, Day on) const;           // Throws std::out_of_range
    // Vietnamese sentence of a code, {name} in it to be replaced; "" when missing. A code of a refusal or of a field may stand
    // under the other heading alone.
    std::string_view message(std::string_view code) const;
    std::string_view field_message(std::string_view code) const;
    std::string_view notification(std::string_view code) const;              // What an applicant is told: {code}, {due}, {amount}
    ClockRules clock_rules(std::string_view unit_code) const;                // Valid as long as the snapshot
    const std::vector<Entry>& entries() const { return m_entries; }          // By kind, id, version

private:
    friend class SnapshotBuilder;
    struct ProcedureWords {                                                  // Folded, each word after a space
        std::string short_names;                                             // Short name and aliases
        std::string names;
        std::string others;
    };
    struct PredecessorKey {                                                  // Folded
        std::string type;
        std::string name;
        std::string district;                                                // Without its type
    };

    std::map<std::string, std::vector<Procedure>, std::less<>> m_procedures;  // By id; versions ascending
    std::map<std::string, std::vector<forms::Form>, std::less<>> m_forms;
    std::map<std::string, std::vector<Workflow>, std::less<>> m_workflows;    // Versions ascending
    std::vector<Unit> m_units;
    std::vector<Predecessor> m_predecessors;
    std::vector<Province> m_provinces;
    std::vector<Commune> m_communes;
    std::vector<DivisionKind> m_division_kinds;
    std::vector<Department> m_departments;
    std::vector<Role> m_roles;
    WorkingCalendar m_calendar;
    std::map<std::string, WorkingHours, std::less<>> m_hours;                 // By unit code; "" is the city
    std::vector<LetterForm> m_letters;                                        // By code, then from
    std::map<std::string, std::string, std::less<>> m_messages;               // Of refusals
    std::map<std::string, std::string, std::less<>> m_field_messages;
    std::map<std::string, std::string, std::less<>> m_notifications;
    std::vector<Entry> m_entries;
    std::vector<const Procedure*> m_procedure_order;                          // Every version, by group, folded name, id
    std::vector<ProcedureWords> m_procedure_words;                            // One for each of m_procedure_order
    std::vector<std::string> m_commune_words;                                 // " ba dinh": one for each of m_communes
    std::vector<PredecessorKey> m_predecessor_keys;                           // One for each of m_predecessors
};

// One thing that is wrong with the files, and where. For the people who write them, in English.
struct Fault {
    std::string file;      // Relative to the catalogue's folder; with that folder before it when there are several
    int line = 0;
    int column = 0;
    std::string message;   // "documents[2].originals: a whole number from 0 to 99 is expected, found \"one\""
};

struct Loaded {
    std::shared_ptr<const Snapshot> snapshot;   // Empty when there are faults
    std::vector<Fault> faults;
};
// Reads every file under `folder`. Never throws for what is in the files.
Loaded load(const std::string& folder);
// Several folders, one over the other: the city's first, a commune's own after it. A file below procedures, forms, workflows,
// calendar or places replaces the file of the same path before it; what hours, agencies, roles, letters and messages hold is
// added, and replaces what has the same key.
Loaded load(const std::vector<std::string>& folders);
// "procedures/ho_tich/1.001193.toml:12:8: documents[2].originals: …"
std::string describe(const Fault&);

// The snapshot in use. Readers hold it as long as they need; a newer one does not disturb them.
class Catalogue {
public:
    explicit Catalogue(std::shared_ptr<const Snapshot> first) : m_snapshot(std::move(first)) {}
    std::shared_ptr<const Snapshot> now() const { return std::atomic_load(&m_snapshot); }
    void replace(std::shared_ptr<const Snapshot> next) { std::atomic_store(&m_snapshot, std::move(next)); }

private:
    std::shared_ptr<const Snapshot> m_snapshot;
};

// What a person pays, line by line (D: fees with exemptions).
struct FeeQuestion {
    Channel channel = Channel::counter;
    std::string area;                         // Of the deciding unit
    Day on{};
    json::Value answers;                      // Of the form, for the conditions
    std::map<std::string, std::string> chosen;   // Group → fee code, where conditions do not decide
    int pages = 0;                            // For fees by the page, as an officer counted; 0: see Fee::counted_by
    int copies = 1;
    std::string exemption;                    // One of Procedure::exemptions, or ""
};
struct FeeLine {
    std::string code;
    std::string name;
    std::int64_t quantity = 1;
    Vnd amount;
    std::string legal_basis;
};
BOOST_DESCRIBE_STRUCT(FeeLine, (), (code, name, quantity, amount, legal_basis))
struct FeeQuote {
    std::vector<FeeLine> lines;
    Vnd total;
    std::vector<std::string> open_groups;     // A person must still say which alternative applies, or how many pages there are
    bool unknown_amount = false;              // A line applies whose amount the catalogue does not know
    std::optional<std::string> exempt_because;
};
// Refuses what cannot be: fields `chosen.<group>` and `exemption` unknown_choice, `pages` and `copies` too_small, too_large;
// `prefix` ("fee.") stands before them. An exemption leaves no lines.
FeeQuote quote(const Procedure&, const FeeQuestion&, std::string_view prefix = "");

// "3 ngày làm việc", "7,5 ngày", "4 giờ làm việc", "trong ngày làm việc"
std::string in_words(const TimeLimit&);

// The limit that applies to these answers; nullptr when the catalogue knows none.
const LimitCase* limit_for(const Procedure&, const json::Value& answers);

// Hồ sơ that use a version: those still open, and all.
struct Uses {
    std::int64_t open = 0;
    std::int64_t all = 0;
};
// Of a procedure or a workflow; the uses of a form are those of the procedures that name it.
using CountUses = std::function<Uses(db::Connection&, EntryKind, std::string_view id, int version)>;

enum class InstallChange { added, changed, ended, removed };
struct InstalledEntry {
    InstallChange change = InstallChange::added;
    Entry entry;
    std::int64_t open_dossiers = 0;           // Touched, and keep their version: of the older versions when one was added
};
// What stands against loading; nothing was recorded then.
struct InstallFault {
    enum class Kind { changed_in_use, gone_in_use };
    Kind kind = Kind::changed_in_use;
    Entry entry;
    Uses uses;
};
struct InstallReport {
    std::vector<InstalledEntry> changes;
    std::int64_t unchanged = 0;
    std::vector<InstallFault> faults;

    bool is_refused() const { return !faults.empty(); }
};
// Records which versions are loaded. A version whose file changed while open dossiers use it, and one whose file is gone while any
// dossier does, are faults: a change in law is a new file with the next version.
InstallReport install(db::Database&, const Snapshot&, Instant now, const CountUses&);
// For the command line, in Vietnamese.
std::string describe(const InstallReport&);

}  // namespace motcua::catalogue

namespace motcua::json {

// Permissions travel by their names.
template <>
struct TextFormat<Permission> {
    static constexpr std::string_view format = "";
    static void append(const Permission& value, std::string& text) { text += name_of(value); }
    static std::string_view parse(std::string_view text, Permission& value) { return parse_permission(text, value) ? "" : "unknown_permission"; }
};

}  // namespace motcua::json
