#include "features/dossiers/store.hpp"

#include "domain/refusal.hpp"
#include "platform/json/json.hpp"
#include "platform/text/text.hpp"

namespace motcua::dossiers {

namespace {

struct DossierRow {
    DossierId id;
    std::string code;
    std::int64_t version = 0;
    db::Bytes journal_hash;
    std::string procedure_id;
    int procedure_version = 0;
    std::string workflow;
    int workflow_version = 1;
    catalogue::Channel channel = catalogue::Channel::counter;
    AgencyId intake_agency_id;
    AgencyId deciding_agency_id;
    AgencyId division_agency_id;
    AgencyId return_agency_id;
    ReturnMethod return_method = ReturnMethod::at_centre;
    State state = State::registered;
    Instant submitted_at{};
    std::optional<Instant> received_at;
    std::optional<Instant> clock_started_at;
    std::optional<Instant> due_at;
    std::optional<Instant> first_due_at;
    bool provisional = false;
    std::optional<Instant> extended_from;
    std::optional<Instant> decided_at;
    std::optional<Outcome> outcome;
    std::optional<Instant> finished_at;
    std::optional<Instant> returned_at;
    std::optional<Timeliness> timeliness;
    std::optional<LimitUnit> limit_unit;
    int limit_hundredths = 0;
    PausePolicy pause_policy = PausePolicy::pause;
    std::string pauses;
    int position = -1;
    std::int64_t next_task = 1;
    int supplement_count = 0;
    int extension_count = 0;
    Vnd fee_vnd;
    Vnd fee_paid_vnd;
    std::optional<Instant> fee_paid_at;
    int result_version = 0;
    int content_version = 1;
    PersonId applicant_id;
    std::string applicant_name;
    std::optional<std::string> applicant_phone;
};
BOOST_DESCRIBE_STRUCT(DossierRow, (), (id, code, version, journal_hash, procedure_id, procedure_version, workflow, workflow_version, channel,
    intake_agency_id, deciding_agency_id, division_agency_id, return_agency_id, return_method, state, submitted_at, received_at,
    clock_started_at, due_at, first_due_at, provisional, extended_from, decided_at, outcome, finished_at, returned_at, timeliness, limit_unit,
    limit_hundredths, pause_policy, pauses, position, next_task, supplement_count, extension_count, fee_vnd, fee_paid_vnd, fee_paid_at,
    result_version, content_version, applicant_id, applicant_name, applicant_phone))

struct TaskOfDossier : Task {
    DossierId dossier_id;
};
BOOST_DESCRIBE_STRUCT(TaskOfDossier, (Task), (dossier_id))

struct UsesRow {
    std::int64_t open = 0;
    std::int64_t all = 0;
};
BOOST_DESCRIBE_STRUCT(UsesRow, (), (open, all))

struct PauseList {
    std::vector<PauseSpan> pauses;
};
BOOST_DESCRIBE_STRUCT(PauseList, (), (pauses))

std::string to_text(const std::vector<PauseSpan>& pauses)
{
    return pauses.empty() ? "" : json::write(PauseList{pauses});
}

StoredDossier to_stored(DossierRow&& r, std::vector<Task> tasks)
{
    StoredDossier s;
    s.head = {r.version, std::move(r.journal_hash)};
    s.applicant_id = r.applicant_id;
    s.applicant_name = std::move(r.applicant_name);
    s.applicant_phone = std::move(r.applicant_phone);
    s.dossier = {r.id, std::move(r.code), r.version, std::move(r.procedure_id), r.procedure_version, std::move(r.workflow), r.workflow_version,
                 r.channel, r.intake_agency_id, r.deciding_agency_id, r.division_agency_id, r.return_agency_id, r.return_method, r.state,
                 r.submitted_at, r.received_at, r.clock_started_at, r.due_at, r.first_due_at, r.provisional, r.extended_from, r.decided_at,
                 r.outcome, r.finished_at, r.returned_at, r.timeliness, r.limit_unit, r.limit_hundredths, r.pause_policy, {}, r.position,
                 r.next_task, r.supplement_count, r.extension_count, r.fee_vnd, r.fee_paid_vnd, r.fee_paid_at, r.result_version, r.content_version,
                 std::move(tasks)};
    if (!r.pauses.empty()) s.dossier.pauses = json::read<PauseList>(r.pauses).pauses;
    return s;
}

constexpr std::string_view columns = R"(
    id, code, version, journal_hash, procedure_id, procedure_version, workflow, workflow_version, channel, intake_agency_id,
    deciding_agency_id, division_agency_id, return_agency_id, return_method, state, submitted_at, received_at, clock_started_at, due_at,
    first_due_at, provisional, extended_from, decided_at, outcome, finished_at, returned_at, timeliness, limit_unit, limit_hundredths,
    pause_policy, pauses, position, next_task, supplement_count, extension_count, fee_vnd, fee_paid_vnd, fee_paid_at, result_version,
    content_version, applicant_id, applicant_name, applicant_phone)";

void insert_task(db::Connection& c, DossierId id, const Task& t)
{
    db::submit(c, R"(
        INSERT INTO task (dossier_id, number, kind, position, agency_id, permission, from_agency_id, officer_id, opened_at, taken_at, due_at, sort_at,
                          subject)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13))",
        id, t.number, t.kind, t.position, t.agency_id, t.permission, t.from_agency_id, t.officer_id, t.opened_at, t.taken_at, t.due_at,
        t.due_at.value_or(end_of_time), t.subject);
}

std::string reversed_words(std::string_view name)
{
    auto words = text::folded_words(name);
    std::string reversed;
    for (auto word = words.rbegin(); word != words.rend(); ++word) reversed += (reversed.empty() ? "" : " ") + *word;
    return reversed;
}

std::string folded_words(std::string_view name)
{
    std::string folded;
    for (const auto& word : text::folded_words(name)) folded += (folded.empty() ? "" : " ") + word;
    return folded;
}

}  // namespace

namespace {

// The row and its open tasks, asked at once. COALESCE: an index of open tasks in other orders is no way to those of one dossier,
// though it looks short as long as nothing has been counted.
struct Lookup {
    explicit Lookup(std::string_view key, std::string_view lock = "")
    {
        auto where = " FROM dossier WHERE " + std::string(key) + " = $1";
        row = "SELECT " + std::string(columns) + where + std::string(lock);
        tasks = "SELECT number, kind, position, agency_id, permission, from_agency_id, officer_id, opened_at, taken_at, due_at, subject "
                "FROM task WHERE dossier_id = (SELECT id" + where + ") AND COALESCE(closed_at, 0) = 0 ORDER BY number";
    }
    std::optional<StoredDossier> run(db::Connection& c, const auto& value) const
    {
        auto asked_row = db::ask<DossierRow>(c, row, value);
        auto asked_tasks = db::ask<Task>(c, tasks, value);
        auto found = asked_row.first();
        if (!found) return std::nullopt;
        return to_stored(std::move(*found), asked_tasks.all());
    }

    std::string row;
    std::string tasks;
};

}  // namespace

std::optional<StoredDossier> DossierStore::find(std::string_view code)
{
    static const Lookup lookup("code");
    return lookup.run(m_db, code);
}

std::optional<StoredDossier> DossierStore::find_to_change(std::string_view code)
{
    static const Lookup lookup("code", " FOR UPDATE");
    return lookup.run(m_db, code);
}

std::optional<StoredDossier> DossierStore::find_to_change(DossierId id)
{
    static const Lookup lookup("id", " FOR UPDATE");
    return lookup.run(m_db, id);
}

std::optional<StoredDossier> DossierStore::find(DossierId id)
{
    static const Lookup lookup("id");
    return lookup.run(m_db, id);
}

std::vector<StoredDossier> DossierStore::after(DossierId after, int limit)
{
    static const auto sql = "SELECT " + std::string(columns) + " FROM dossier WHERE id > $1 ORDER BY id LIMIT $2";
    auto rows = db::query<DossierRow>(m_db, sql, after, limit);
    std::vector<StoredDossier> list;
    if (rows.empty()) return list;
    auto tasks = db::query<TaskOfDossier>(m_db, R"(
        SELECT dossier_id, number, kind, position, agency_id, permission, from_agency_id, officer_id, opened_at, taken_at, due_at, subject
        FROM task WHERE dossier_id > $1 AND dossier_id <= $2 AND closed_at IS NULL ORDER BY dossier_id, number)", after, rows.back().id);
    auto task = tasks.begin();
    for (auto& row : rows) {
        std::vector<Task> own;
        for (; task != tasks.end() && task->dossier_id == row.id; ++task) own.push_back(*task);
        list.push_back(to_stored(std::move(row), std::move(own)));
    }
    return list;
}

bool DossierStore::has_task_for(DossierId id, OfficerId officer, Instant now)
{
    // "+" keeps SQLite from building a table of the agencies for each dossier: an officer has a handful of grants to compare with.
    return db::first<std::int64_t>(m_db, R"(
        SELECT 1 FROM task t JOIN agency a ON a.id = t.agency_id JOIN officer_grant g
            ON g.officer_id = $2 AND g.permission = 'read_dossiers' AND g.valid_from <= $3 AND g.valid_until > $3
           AND (+g.agency_id = t.agency_id OR +g.agency_id = a.unit_id)
        WHERE t.dossier_id = $1 LIMIT 1)", id, officer, now).has_value();
}

void DossierStore::add_guest(DossierId id, AgencyId unit)
{
    db::submit(m_db, "INSERT INTO dossier_guest (unit_id, dossier_id) VALUES ($1, $2) ON CONFLICT (unit_id, dossier_id) DO NOTHING", unit, id);
}

DossierId DossierStore::insert(const StoredDossier& s)
{
    const auto& d = s.dossier;
    return db::one<DossierId>(m_db, R"(
        INSERT INTO dossier (code, version, journal_hash, procedure_id, procedure_version, workflow, workflow_version, channel,
            intake_agency_id, intake_unit_id, deciding_agency_id, deciding_unit_id, division_agency_id, return_agency_id, return_method,
            state, submitted_at, received_at, due_at, finished_at, provisional, limit_unit, limit_hundredths, pause_policy, pauses, position,
            next_task, supplement_count, extension_count, fee_vnd, result_version, content_version, applicant_id, applicant_name,
            applicant_folded, applicant_reversed, applicant_phone)
        SELECT $1, 0, $2, $3, $4, $5, $6, $7, $8, i.unit_id, $9, a.unit_id, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, '', -1,
               1, 0, 0, $22, 0, 1, $23, $24, $25, $26, $27
        FROM agency i, agency a WHERE i.id = $8 AND a.id = $9
        RETURNING id)",
        d.code, s.head.hash, d.procedure_id, d.procedure_version, d.workflow, d.workflow_version, d.channel, d.intake_agency_id,
        d.deciding_agency_id, d.division_agency_id, d.return_agency_id, d.return_method, d.state, d.submitted_at, d.received_at, d.due_at,
        d.finished_at, d.provisional, d.limit_unit, d.limit_hundredths, d.pause_policy, d.fee_vnd, s.applicant_id, s.applicant_name,
        folded_words(s.applicant_name), reversed_words(s.applicant_name), s.applicant_phone);
}

void DossierStore::update(const Dossier& before, const StoredDossier& after, Instant now, const std::vector<CloseTask>& closed)
{
    const auto& d = after.dossier;
    db::submit(m_db, R"(
        UPDATE dossier SET version = $1, journal_hash = $2, state = $3, received_at = $4, clock_started_at = $5, due_at = $6,
            first_due_at = $7, provisional = $8, extended_from = $9, decided_at = $10, outcome = $11, finished_at = $12, returned_at = $13,
            timeliness = $14, pauses = $15, position = $16, next_task = $17, supplement_count = $18, extension_count = $19, fee_vnd = $20,
            fee_paid_at = $21, result_version = $22, content_version = $23, fee_paid_vnd = $24
        WHERE id = $25 AND version = $26)",
        d.version, after.head.hash, d.state, d.received_at, d.clock_started_at, d.due_at, d.first_due_at, d.provisional, d.extended_from,
        d.decided_at, d.outcome, d.finished_at, d.returned_at, d.timeliness, to_text(d.pauses), d.position, d.next_task, d.supplement_count,
        d.extension_count, d.fee_vnd, d.fee_paid_at, d.result_version, d.content_version, d.fee_paid_vnd, d.id, before.version);

    for (const auto& task : before.tasks) {
        if (d.task(task.number)) continue;
        auto reason = std::find_if(closed.begin(), closed.end(), [&](const CloseTask& c) { return c.number == task.number; });
        auto result = reason == closed.end() ? std::nullopt : reason->timeliness;
        db::submit(m_db, "UPDATE task SET closed_at = $1, timeliness = $2 WHERE dossier_id = $3 AND number = $4", now, result, d.id, task.number);
    }
    for (const auto& task : d.tasks) {
        const auto* old = before.task(task.number);
        if (!old) insert_task(m_db, d.id, task);
        else if (*old != task)
            db::submit(m_db, "UPDATE task SET agency_id = $1, officer_id = $2, taken_at = $3, due_at = $4, sort_at = $5 WHERE dossier_id = $6 AND number = $7",
                       task.agency_id, task.officer_id, task.taken_at, task.due_at, task.due_at.value_or(end_of_time), d.id, task.number);
    }
}

db::Asked<std::int64_t> DossierStore::next_in_series(std::string_view series)
{
    return db::ask<std::int64_t>(m_db, R"(
        INSERT INTO code_sequence (series, last) VALUES ($1, 1)
        ON CONFLICT (series) DO UPDATE SET last = code_sequence.last + 1 RETURNING last)", series);
}

catalogue::Uses DossierStore::uses_of_procedure(std::string_view id, int version)
{
    auto uses = db::one<UsesRow>(m_db, R"(
        SELECT COUNT(*) AS "all", COALESCE(CAST(SUM(CASE WHEN finished_at IS NULL THEN 1 ELSE 0 END) AS BIGINT), 0) AS open
        FROM dossier WHERE procedure_id = $1 AND procedure_version = $2)", id, version);
    return {uses.open, uses.all};
}

catalogue::Uses DossierStore::uses_of_workflow(std::string_view code, int version)
{
    auto uses = db::one<UsesRow>(m_db, R"(
        SELECT COUNT(*) AS "all", COALESCE(CAST(SUM(CASE WHEN finished_at IS NULL THEN 1 ELSE 0 END) AS BIGINT), 0) AS open
        FROM dossier WHERE workflow = $1 AND workflow_version = $2)", code, version);
    return {uses.open, uses.all};
}

std::vector<DossierId> DossierStore::open_with_due_date(DossierId after, int limit)
{
    return db::query<DossierId>(m_db, R"(
        SELECT id FROM dossier WHERE id > $1 AND finished_at IS NULL AND due_at IS NOT NULL ORDER BY id LIMIT $2)", after, limit);
}

}  // namespace motcua::dossiers
