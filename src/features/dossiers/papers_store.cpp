#include "features/dossiers/store.hpp"

// What hangs on a dossier: content, papers, files, hand-overs, letters.
namespace motcua::dossiers {

void DossierStore::add_content(DossierId id, int version, std::string_view sealed)
{
    db::submit(m_db, "INSERT INTO dossier_content (dossier_id, version, sealed) VALUES ($1, $2, $3)",
                id, version, db::Bytes{std::string(sealed)});
}

db::Asked<db::Bytes> DossierStore::content(DossierId id, int version)
{
    return db::ask<db::Bytes>(m_db, "SELECT sealed FROM dossier_content WHERE dossier_id = $1 AND version = $2", id, version);
}

bool DossierStore::is_own(DossierId id, PersonId person)
{
    return db::first<std::int64_t>(m_db, R"(
        SELECT 1 FROM dossier d
        WHERE d.id = $1 AND (d.applicant_id = $2 OR EXISTS (SELECT 1 FROM dossier_filer f WHERE f.dossier_id = d.id AND f.person_id = $2)))",
        id, person).has_value();
}

void DossierStore::add_filer(DossierId id, PersonId person, std::string_view mandate)
{
    db::submit(m_db, "INSERT INTO dossier_filer (dossier_id, person_id, mandate) VALUES ($1, $2, $3)", id, person, mandate);
}

std::optional<FilerRow> DossierStore::filer(DossierId id)
{
    return db::first<FilerRow>(m_db, "SELECT person_id, mandate FROM dossier_filer WHERE dossier_id = $1", id);
}

std::vector<DossierId> DossierStore::own(PersonId person, DossierId before, int limit)
{
    return db::query<DossierId>(m_db, R"(
        SELECT id FROM (SELECT id FROM dossier WHERE applicant_id = $1 UNION SELECT dossier_id AS id FROM dossier_filer WHERE person_id = $1) mine
        WHERE $2 = 0 OR id < $2 ORDER BY id DESC LIMIT $3)", person, before, limit);
}

db::Asked<PaperRow> DossierStore::papers(DossierId id)
{
    return db::ask<PaperRow>(m_db, R"(
        SELECT number, code, name, originals, copies, note, digitised, reused, originals_returned, returned_at, added_at
        FROM submitted_document WHERE dossier_id = $1 ORDER BY number)", id);
}

void DossierStore::add_paper(DossierId id, const PaperRow& p, std::optional<OfficerId> digitised_by)
{
    db::submit(m_db, R"(
        INSERT INTO submitted_document (dossier_id, number, code, name, originals, copies, note, digitised, digitised_by, reused,
                                        originals_returned, added_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, $11))",
        id, p.number, p.code, p.name, p.originals, p.copies, p.note, p.digitised, digitised_by, p.reused, p.added_at);
}

void DossierStore::return_originals(DossierId id, std::int64_t number, int originals, Instant now)
{
    db::submit(m_db, R"(
        UPDATE submitted_document SET originals_returned = originals_returned + $1, returned_at = $2
        WHERE dossier_id = $3 AND number = $4)", originals, now, id, number);
}

db::Asked<FileRow> DossierStore::files(DossierId id)
{
    return db::ask<FileRow>(m_db, R"(
        SELECT f.document_number, f.digest, f.name, s.size, s.media_type
        FROM submitted_file f JOIN stored_file s ON s.digest = f.digest
        WHERE f.dossier_id = $1 ORDER BY f.document_number, f.added_at, f.digest)", id);
}

void DossierStore::add_file(DossierId id, std::int64_t document_number, std::string_view digest, std::string_view name, Instant now)
{
    db::submit(m_db, R"(
        INSERT INTO submitted_file (dossier_id, document_number, digest, name, added_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (dossier_id, document_number, digest) DO NOTHING)", id, document_number, digest, name, now);
}

std::vector<HandoverRow> DossierStore::handovers(DossierId id)
{
    return db::query<HandoverRow>(m_db, R"(
        SELECT number, kind, at, from_agency_id, to_agency_id, officer, timeliness, note
        FROM handover WHERE dossier_id = $1 ORDER BY number)", id);
}

void DossierStore::add_handover(DossierId id, const HandoverRow& h)
{
    db::submit(m_db, R"(
        INSERT INTO handover (dossier_id, number, kind, at, from_agency_id, to_agency_id, officer, timeliness, note)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9))",
        id, h.number, h.kind, h.at, h.from_agency_id, h.to_agency_id, h.officer, h.timeliness, h.note);
}

db::Asked<LetterRow> DossierStore::letters(DossierId id)
{
    return db::ask<LetterRow>(m_db, R"(
        SELECT number, form, agency_id, series_number, issued_at FROM letter WHERE dossier_id = $1 ORDER BY number)", id);
}

std::optional<LetterRow> DossierStore::letter(DossierId id, std::int64_t number)
{
    return db::first<LetterRow>(m_db, R"(
        SELECT number, form, agency_id, series_number, issued_at FROM letter WHERE dossier_id = $1 AND number = $2)", id, number);
}

std::string DossierStore::letter_content(DossierId id, std::int64_t number)
{
    return db::one<db::Bytes>(m_db, "SELECT sealed FROM letter WHERE dossier_id = $1 AND number = $2", id, number).data;
}

db::Asked<std::int64_t> DossierStore::next_letter(DossierId id)
{
    return db::ask<std::int64_t>(m_db, "SELECT COALESCE(MAX(number), 0) + 1 FROM letter WHERE dossier_id = $1", id);
}

void DossierStore::add_letter(DossierId id, const LetterRow& l, std::string_view sealed)
{
    db::submit(m_db, "INSERT INTO letter (dossier_id, number, form, agency_id, series_number, issued_at, sealed) VALUES ($1, $2, $3, $4, $5, $6, $7)",
               id, l.number, l.form, l.agency_id, l.series_number, l.issued_at, db::Bytes{std::string(sealed)});
}

}  // namespace motcua::dossiers
