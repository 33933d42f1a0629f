#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/dossiers/events.hpp"
#include "features/journal/journal.hpp"
#include "platform/db/db.hpp"

namespace motcua::dossiers {

// Sorts after every due date: for tasks that have none.
inline constexpr Instant end_of_time{std::chrono::milliseconds{253402300799000}};

// A dossier as it is stored: with the end of its journal and what is found and listed by.
struct StoredDossier {
    Dossier dossier;
    journal::Head head;
    PersonId applicant_id;
    std::string applicant_name;
    std::optional<std::string> applicant_phone;
};

struct PaperRow {
    std::int64_t number = 0;
    std::string code;
    std::string name;
    int originals = 0;
    int copies = 0;
    std::optional<std::string> note;
    bool digitised = false;
    bool reused = false;
    int originals_returned = 0;
    std::optional<Instant> returned_at;
    Instant added_at{};
};
BOOST_DESCRIBE_STRUCT(PaperRow, (), (number, code, name, originals, copies, note, digitised, reused, originals_returned, returned_at, added_at))

struct FileRow {
    std::int64_t document_number = 0;
    std::string digest;
    std::string name;
    std::int64_t size = 0;
    std::string media_type;
};
BOOST_DESCRIBE_STRUCT(FileRow, (), (document_number, digest, name, size, media_type))

struct HandoverRow {
    std::int64_t number = 0;
    std::string kind;                   // given, taken
    Instant at{};
    std::optional<AgencyId> from_agency_id;
    AgencyId to_agency_id;
    std::string officer;
    std::optional<Timeliness> timeliness;
    std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(HandoverRow, (), (number, kind, at, from_agency_id, to_agency_id, officer, timeliness, note))

struct FilerRow {
    PersonId person_id;
    std::string mandate;
};
BOOST_DESCRIBE_STRUCT(FilerRow, (), (person_id, mandate))

struct LetterRow {
    std::int64_t number = 0;
    std::string form;
    AgencyId agency_id;
    std::int64_t series_number = 0;
    Instant issued_at{};
};
BOOST_DESCRIBE_STRUCT(LetterRow, (), (number, form, agency_id, series_number, issued_at))

class DossierStore {
public:
    explicit DossierStore(db::Connection& connection) : m_db(connection) {}

    std::optional<StoredDossier> find(std::string_view code);
    // Inside write(): nobody else changes it until the end of the transaction.
    std::optional<StoredDossier> find_to_change(std::string_view code);
    std::optional<StoredDossier> find_to_change(DossierId);
    std::optional<StoredDossier> find(DossierId);
    // The next dossiers by id, with their open tasks.
    std::vector<StoredDossier> after(DossierId, int limit);
    // Whether somebody whose dossiers the officer may read has, or had, something to do in it.
    bool has_task_for(DossierId, OfficerId, Instant now);
    // A unit other than those that took and decide it has to do with it.
    void add_guest(DossierId, AgencyId unit);

    // Whether the person applied, or filed it for somebody.
    bool is_own(DossierId, PersonId);
    void add_filer(DossierId, PersonId, std::string_view mandate);
    std::optional<FilerRow> filer(DossierId);
    // Before `before` (0: from the newest), newest first.
    std::vector<DossierId> own(PersonId, DossierId before, int limit);

    // A new row at version 0, which update() then brings to its first; what has an index is written as it will be, so that it is
    // written once. Throws UniqueViolation when the code is taken.
    DossierId insert(const StoredDossier&);
    // Writes what changed between `before`, which was inserted or found to be changed in this transaction, and `after`.
    void update(const Dossier& before, const StoredDossier& after, Instant now, const std::vector<CloseTask>& closed);

    db::Asked<std::int64_t> next_in_series(std::string_view series);

    void add_content(DossierId, int version, std::string_view sealed);
    db::Asked<db::Bytes> content(DossierId, int version);        // Sealed

    db::Asked<PaperRow> papers(DossierId);
    void add_paper(DossierId, const PaperRow&, std::optional<OfficerId> digitised_by);
    void return_originals(DossierId, std::int64_t number, int originals, Instant now);
    db::Asked<FileRow> files(DossierId);
    void add_file(DossierId, std::int64_t document_number, std::string_view digest, std::string_view name, Instant now);

    std::vector<HandoverRow> handovers(DossierId);
    void add_handover(DossierId, const HandoverRow&);

    db::Asked<LetterRow> letters(DossierId);
    std::optional<LetterRow> letter(DossierId, std::int64_t number);
    std::string letter_content(DossierId, std::int64_t number);   // Sealed
    db::Asked<std::int64_t> next_letter(DossierId);
    void add_letter(DossierId, const LetterRow&, std::string_view sealed);

    catalogue::Uses uses_of_procedure(std::string_view id, int version);
    catalogue::Uses uses_of_workflow(std::string_view code, int version);
    // Ids of open dossiers that have a due date, after `after`, in ascending order.
    std::vector<DossierId> open_with_due_date(DossierId after, int limit);

private:
    db::Connection& m_db;
};

}  // namespace motcua::dossiers
