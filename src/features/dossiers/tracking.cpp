#include "features/dossiers/tracking.hpp"

#include "features/dossiers/views.hpp"
#include "features/notifications/notifications.hpp"

namespace motcua::dossiers {

namespace {

const Actor nobody;
constexpr std::chrono::minutes code_life{10};
constexpr int most_attempts = 5;
constexpr int most_an_hour = 5;

struct CodeRow {
    std::string code_digest;
    Instant expires_at{};
    int attempts = 0;
    Instant sent_at{};
    Instant sent_since{};
    int sent_count = 0;
};
BOOST_DESCRIBE_STRUCT(CodeRow, (), (code_digest, expires_at, attempts, sent_at, sent_since, sent_count))

// Guesses that come at once are counted one by one.
std::optional<CodeRow> code_row(db::Connection& c, DossierId id)
{
    return db::first<CodeRow>(c, R"(
        SELECT code_digest, expires_at, attempts, sent_at, sent_since, sent_count FROM one_time_code WHERE dossier_id = $1 FOR UPDATE)", id);
}

std::string digest_of(const Services& services, DossierId id, std::string_view code)
{
    return services.vault.blind_index(std::to_string(id.number) + "/" + std::string(code), "one-time-code");
}

// The dossier of a code, for the public: who asks has proven nothing.
StoredDossier known(Work& work, std::string_view code)
{
    auto stored = work.store().find(code);
    if (!stored) throw Refusal(Reason::not_found, "unknown_dossier");
    return std::move(*stored);
}

void wait_or_refuse(const CodeRow& row, Instant now)
{
    auto next = row.sent_at + std::chrono::minutes(1);
    if (row.sent_count >= most_an_hour) next = std::max(next, row.sent_since + std::chrono::hours(1));
    if (now >= next) return;
    auto seconds = std::chrono::ceil<std::chrono::seconds>(next - now).count();
    throw Refusal(Reason::too_many, "too_many_codes", {{"seconds", std::to_string(seconds)}, {"retry_after", std::to_string(seconds)}});
}

// The journal's acts that the applicant is told, without the officers' notes.
std::optional<PublicEvent> public_event(const journal::Entry& entry, const Event& event, const staff::Directory& directory)
{
    PublicEvent told{entry.at, "", std::nullopt};
    if (std::holds_alternative<Forwarded>(event)) {
        const auto& e = std::get<Forwarded>(event);
        told.what = e.back ? "Trả lại bước trước" : "Chuyển hồ sơ";
        if (!e.tasks.open.empty()) told.where = directory.at({e.tasks.open[0].agency}).name;
    } else if (std::holds_alternative<Approved>(event)) {
        told.what = "Đã ký duyệt";
    } else if (std::holds_alternative<ResultRecorded>(event)) {
        told.what = "Đã có kết quả";
    } else if (std::holds_alternative<HandedOver>(event)) {
        told.what = "Đã trả kết quả";
    } else if (std::holds_alternative<Filed>(event) || std::holds_alternative<Received>(event) || std::holds_alternative<Rejected>(event) ||
               std::holds_alternative<SupplementRequested>(event) || std::holds_alternative<Supplemented>(event) ||
               std::holds_alternative<PaymentRequested>(event) || std::holds_alternative<PaymentConfirmed>(event) ||
               std::holds_alternative<Withdrawn>(event) || std::holds_alternative<Stopped>(event) || std::holds_alternative<Extended>(event) ||
               std::holds_alternative<Corrected>(event) || std::holds_alternative<DueRevised>(event)) {
        told.what = describe(event, directory);
    } else {
        return std::nullopt;
    }
    return told;
}

}  // namespace

PublicDetail detail_for_applicant(Work& work, const StoredDossier& stored, const std::vector<journal::Entry>& entries)
{
    const auto& d = stored.dossier;
    const auto& directory = work.directory();
    PublicDetail view{d.code, work.procedure(d).name, d.state, std::string(vietnamese_name(d.state)), percent_done(d, work.workflow(d)),
                      d.submitted_at, d.received_at, d.due_at, d.provisional, is_late(d, work.now()), std::nullopt, std::nullopt, std::nullopt,
                      d.fee_vnd, d.fee_paid_at.has_value(), {}};
    if (const auto* task = d.main_task()) view.holder = directory.at(task->agency_id).name;
    if (d.return_method == ReturnMethod::at_centre) view.return_place = directory.at(d.return_agency_id).name;
    for (const auto& entry : entries) {
        auto event = event_from(entry.act, entry.body);
        if (const auto* asked = std::get_if<SupplementRequested>(&event); asked && d.state == State::supplementing) {
            std::string items;
            for (const auto& item : asked->items) items += (items.empty() ? "" : "; ") + item;
            view.supplement = items;
        }
        if (auto told = public_event(entry, event, directory)) view.timeline.push_back(std::move(*told));
    }
    return view;
}

PublicStatus public_status(const Services& services, std::string_view code)
{
    return services.db.read([&](db::Connection& c) {
        Work work(services, c, nobody);
        auto stored = known(work, code);
        const auto& d = stored.dossier;
        return PublicStatus{d.code, d.state, std::string(vietnamese_name(d.state)), percent_done(d, work.workflow(d))};
    });
}

Instant send_one_time_code(const Services& services, std::string_view code)
{
    auto one_time_code = crypto::random_digits(6);
    return services.db.write([&](db::Connection& c) {
        Work work(services, c, nobody);
        auto stored = known(work, code);
        auto now = work.now();
        auto row = code_row(c, stored.dossier.id).value_or(CodeRow{"", now, 0, Instant{}, now, 0});
        wait_or_refuse(row, now);
        if (now - row.sent_since >= std::chrono::hours(1)) row.sent_since = now, row.sent_count = 0;
        auto expires_at = now + code_life;
        db::execute(c, R"(
            INSERT INTO one_time_code (dossier_id, code_digest, expires_at, attempts, sent_at, sent_since, sent_count)
            VALUES ($1, $2, $3, 0, $4, $5, $6)
            ON CONFLICT (dossier_id) DO UPDATE SET code_digest = excluded.code_digest, expires_at = excluded.expires_at, attempts = 0,
                sent_at = excluded.sent_at, sent_since = excluded.sent_since, sent_count = excluded.sent_count)",
            stored.dossier.id, digest_of(services, stored.dossier.id, one_time_code), expires_at, now, row.sent_since, row.sent_count + 1);
        if (stored.applicant_phone)
            notifications::enqueue(c, {*stored.applicant_phone,
                "Mã xác thực để xem hồ sơ " + stored.dossier.code + ": " + one_time_code + ". Mã có hiệu lực 10 phút. Không đưa mã cho người khác.",
                "", true}, now);
        return expires_at;
    });
}

PublicDetail public_detail(const Services& services, std::string_view code, std::string_view one_time_code)
{
    bool right = services.db.write([&](db::Connection& c) {
        Work work(services, c, nobody);
        auto stored = known(work, code);
        auto row = code_row(c, stored.dossier.id);
        if (!row || row->expires_at <= work.now() || row->attempts >= most_attempts) return false;
        if (crypto::equal_in_constant_time(row->code_digest, digest_of(services, stored.dossier.id, one_time_code))) return true;
        db::execute(c, "UPDATE one_time_code SET attempts = attempts + 1 WHERE dossier_id = $1", stored.dossier.id);
        return false;
    });
    if (!right) throw bad_field("one_time_code", "wrong_code");
    return services.db.read([&](db::Connection& c) {
        Work work(services, c, nobody);
        auto stored = known(work, code);
        return detail_for_applicant(work, stored, journal::entries(work.db(), stored.dossier.id));
    });
}

}  // namespace motcua::dossiers
