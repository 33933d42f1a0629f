#include "features/reports/store.hpp"

namespace motcua::reports {

namespace {

constexpr std::string_view columns = R"(
    dossier_id, version, code, unit_id, division_id, intake_unit_id, procedure_id, channel, state, submitted_day, received_day, due_at, late_day,
    late_before_pause, finished_day, ending, supplements, marks, received_by, handled_by, holder_id, held_by, leg, late_agency_id, fee_vnd, paid_vnd)";

struct LatenessRow : Lateness {
    DossierId dossier_id;
};
BOOST_DESCRIBE_STRUCT(LatenessRow, (Lateness), (dossier_id))

struct PaymentRow : Payment {
    DossierId dossier_id;
};
BOOST_DESCRIBE_STRUCT(PaymentRow, (Payment), (dossier_id))

}  // namespace

bool CountStore::write(const Change& change)
{
    if (change.is_new) insert(change.now);
    else if (!update(change)) return false;
    add(change.now, change.payments);
    return true;
}

void CountStore::insert(const Counted& c)
{
    static const auto sql = "INSERT INTO counted_dossier (" + std::string(columns) +
                            ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26)";
    db::submit(m_db, sql, c.dossier_id, c.version, c.code, c.unit_id, c.division_id, c.intake_unit_id, c.procedure_id, c.channel, c.state,
                c.submitted_day, c.received_day, c.due_at, c.late_day, c.late_before_pause, c.finished_day, c.ending, c.supplements, c.marks,
                c.received_by, c.handled_by, c.holder_id, c.held_by, c.leg, c.late_agency_id, c.fee_vnd, c.paid_vnd);
}

bool CountStore::update(const Change& change)
{
    const auto& c = change.now;
    if (change.promise_changed && change.was_late)
        db::submit(m_db, R"(
            INSERT INTO counted_lateness (dossier_id, from_day, to_day, unit_id)
            SELECT dossier_id, late_day, CAST($1 AS BIGINT), unit_id FROM counted_dossier WHERE dossier_id = $2 AND late_day < $1)", change.day, c.dossier_id);
    return db::execute(m_db, R"(
        UPDATE counted_dossier SET version = $1, state = $2, received_day = $3, due_at = COALESCE($4, due_at),
            late_day = CASE WHEN $5 THEN $6 ELSE late_day END, late_before_pause = CASE WHEN $7 THEN $8 ELSE late_before_pause END,
            finished_day = $9, ending = $10, supplements = $11, marks = marks | $12, received_by = COALESCE($13, received_by),
            handled_by = COALESCE($14, handled_by, $15), holder_id = $16, held_by = $17, leg = $18,
            late_agency_id = COALESCE(late_agency_id, $19), fee_vnd = $20, paid_vnd = paid_vnd + $21
        WHERE dossier_id = $22)",
        c.version, c.state, c.received_day, c.due_at, change.promise_changed, c.late_day, change.pause_changed, c.late_before_pause, c.finished_day,
        c.ending, c.supplements, c.marks, c.received_by, c.handled_by, change.handled_alone, c.holder_id, c.held_by, c.leg, c.late_agency_id,
        c.fee_vnd, c.paid_vnd, c.dossier_id) == 1;
}

void CountStore::add(const Counted& c, const std::vector<Payment>& payments)
{
    for (const auto& payment : payments)
        db::submit(m_db, "INSERT INTO counted_payment (dossier_id, seq, day, unit_id, vnd) VALUES ($1, $2, $3, $4, $5)", c.dossier_id, payment.seq,
                    payment.day, c.unit_id, payment.vnd);
}

void CountStore::replace(const Ledger& ledger)
{
    const auto& row = ledger.row;
    for (const auto* table : {"counted_dossier", "counted_lateness", "counted_payment"})
        db::submit(m_db, "DELETE FROM " + std::string(table) + " WHERE dossier_id = $1", row.dossier_id);
    insert(row);
    for (const auto& late : ledger.late)
        db::submit(m_db, "INSERT INTO counted_lateness (dossier_id, from_day, to_day, unit_id) VALUES ($1, $2, $3, $4)", row.dossier_id,
                    late.from_day, late.to_day, row.unit_id);
    add(row, ledger.payments);
}

void CountStore::remove_all()
{
    for (const auto* table : {"counted_dossier", "counted_lateness", "counted_payment"}) db::execute(m_db, "DELETE FROM " + std::string(table));
}

bool CountStore::is_empty()
{
    return !db::first<DossierId>(m_db, "SELECT dossier_id FROM counted_dossier WHERE dossier_id > 0 ORDER BY dossier_id LIMIT 1");
}

std::optional<Ledger> CountStore::find(DossierId id)
{
    auto found = between({id.number - 1}, id);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::vector<Ledger> CountStore::between(DossierId after, DossierId last)
{
    static const auto sql = "SELECT " + std::string(columns) + " FROM counted_dossier WHERE dossier_id > $1 AND dossier_id <= $2 ORDER BY dossier_id";
    std::vector<Ledger> list;
    for (auto& row : db::query<Counted>(m_db, sql, after, last)) list.push_back({std::move(row), {}, {}});
    auto place = [&](DossierId id) -> Ledger* {
        auto found = std::lower_bound(list.begin(), list.end(), id, [](const Ledger& l, DossierId wanted) { return l.row.dossier_id < wanted; });
        return found != list.end() && found->row.dossier_id == id ? &*found : nullptr;
    };
    for (const auto& row : db::query<LatenessRow>(m_db, R"(
            SELECT dossier_id, from_day, to_day FROM counted_lateness WHERE dossier_id > $1 AND dossier_id <= $2 ORDER BY dossier_id, from_day)",
            after, last))
        if (auto* ledger = place(row.dossier_id)) ledger->late.push_back({row.from_day, row.to_day});
    for (const auto& row : db::query<PaymentRow>(m_db, R"(
            SELECT dossier_id, seq, day, vnd FROM counted_payment WHERE dossier_id > $1 AND dossier_id <= $2 ORDER BY dossier_id, seq)", after, last))
        if (auto* ledger = place(row.dossier_id)) ledger->payments.push_back({row.seq, row.day, row.vnd});
    return list;
}

}  // namespace motcua::reports
