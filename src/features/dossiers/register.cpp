#include "features/dossiers/register.hpp"

#include <charconv>

#include "features/dossiers/work.hpp"
#include "platform/json/json.hpp"

namespace motcua::dossiers {

namespace {

constexpr int batch = 500;

struct Row {
    DossierId id;
    std::string code;
    std::string procedure_id;
    int procedure_version = 0;
    std::string applicant_name;
    AgencyId deciding_agency_id;
    Instant received_at{};
    std::optional<Instant> due_at;
    std::optional<Instant> first_due_at;
    std::optional<Instant> returned_at;
    ReturnMethod return_method = ReturnMethod::at_centre;
    State state = State::received;
    std::optional<Timeliness> timeliness;
    db::Bytes sealed;
};
BOOST_DESCRIBE_STRUCT(Row, (), (id, code, procedure_id, procedure_version, applicant_name, deciding_agency_id, received_at, due_at, first_due_at,
    returned_at, return_method, state, timeliness, sealed))

// Where a page ends.
struct Position {
    Instant received_at{};
    DossierId id;
};

std::string to_text(const Position& p)
{
    return std::to_string(p.received_at.time_since_epoch().count()) + "." + std::to_string(p.id.number);
}

Position parse(std::string_view text)
{
    std::int64_t at = 0, id = 0;
    auto dot = text.find('.');
    bool good = dot != std::string_view::npos;
    if (good) {
        good = std::from_chars(text.data(), text.data() + dot, at).ptr == text.data() + dot &&
               std::from_chars(text.data() + dot + 1, text.data() + text.size(), id).ptr == text.data() + text.size();
    }
    if (!good) throw bad_field("after", "bad_cursor");
    return {Instant(std::chrono::milliseconds(at)), {id}};
}

class Reader {
public:
    Reader(Work& work, const RegisterQuestion& question, AgencyId centre, Position start)
        : m_work(work), m_question(question), m_centre(centre), m_at(start), m_end(instant_in_vietnam(question.to + std::chrono::days(1), MinuteOfDay(0)))
    {
    }

    // The next row of the subject asked for, or nothing.
    const Row* next()
    {
        for (;;) {
            if (m_index == m_rows.size() && !fetch()) return nullptr;
            const auto& row = m_rows[m_index++];
            m_at = {row.received_at, row.id};
            if (m_question.subject.empty() || procedure(row).subject == m_question.subject) return &row;
        }
    }

    const catalogue::Procedure& procedure(const Row& row) const
    {
        Dossier d;
        d.procedure_id = row.procedure_id;
        d.procedure_version = row.procedure_version;
        return m_work.procedure(d);
    }

    Content content(const Row& row) const
    {
        return json::read<Content>(m_work.services().vault.open(row.sealed.data, content_purpose));
    }

    Position position() const { return m_at; }

private:
    bool fetch()
    {
        if (m_done) return false;
        m_rows = db::query<Row>(m_work.db(), R"(
            SELECT d.id, d.code, d.procedure_id, d.procedure_version, d.applicant_name, d.deciding_agency_id, d.received_at, d.due_at,
                   d.first_due_at, d.returned_at, d.return_method, d.state, d.timeliness, c.sealed
            FROM dossier d JOIN dossier_content c ON c.dossier_id = d.id AND c.version = d.content_version
            WHERE d.intake_agency_id = $1 AND (d.received_at, d.id) > ($2, $3) AND d.received_at < $4
            ORDER BY d.received_at, d.id LIMIT $5)", m_centre, m_at.received_at, m_at.id, m_end, batch);
        m_index = 0;
        m_done = static_cast<int>(m_rows.size()) < batch;
        return !m_rows.empty();
    }

    Work& m_work;
    const RegisterQuestion& m_question;
    AgencyId m_centre;
    Position m_at;
    Instant m_end;
    std::vector<Row> m_rows;
    std::size_t m_index = 0;
    bool m_done = false;
};

const staff::Agency& centre_of(const staff::Directory& directory, const Actor& actor, const RegisterQuestion& question)
{
    const auto* centre = directory.centre_of(question.unit_code.empty() ? actor.unit_code : question.unit_code);
    if (!centre) throw bad_field("unit_code", "unknown_unit");
    auto chain = directory.with_ancestors(centre->id);
    bool may = std::any_of(chain.begin(), chain.end(), [&](AgencyId id) { return actor.may(Permission::read_registers, id); });
    if (!may) throw Refusal(Reason::not_allowed, "not_allowed");
    return *centre;
}

void check(const RegisterQuestion& question)
{
    if (question.to < question.from) throw bad_field("to", "too_early");
    if (question.to - question.from > std::chrono::days(366)) throw bad_field("to", "too_late");
}

Position start_of(const RegisterQuestion& question)
{
    return {instant_in_vietnam(question.from, MinuteOfDay(0)), {0}};
}

std::string name_of(ReturnMethod method)
{
    switch (method) {
    case ReturnMethod::at_centre: return "Trực tiếp";
    case ReturnMethod::post: return "Bưu chính công ích";
    case ReturnMethod::online: return "Trực tuyến";
    }
    return "";
}

}  // namespace

RegisterPage register_page(const Services& services, const Actor& actor, const RegisterQuestion& question, int limit, std::string_view after)
{
    check(question);
    limit = std::clamp(limit, 1, 200);
    auto page = services.db.read([&](db::Connection& c) {
        Work work(services, c, actor);
        const auto& centre = centre_of(work.directory(), actor, question);
        Reader reader(work, question, centre.id, after.empty() ? start_of(question) : parse(after));
        RegisterPage result;
        Position last;
        while (const auto* row = reader.next()) {
            if (static_cast<int>(result.lines.size()) == limit) {
                result.next = to_text(last);
                break;
            }
            last = reader.position();
            auto content = reader.content(*row);
            result.lines.push_back({row->code, reader.procedure(*row).name, row->applicant_name, content.applicant.address, content.applicant.phone,
                                    work.directory().at(row->deciding_agency_id).name, row->received_at, row->due_at ? row->due_at : row->first_due_at,
                                    row->returned_at, row->return_method, row->state, std::string(vietnamese_name(row->state)), row->timeliness});
        }
        return result;
    });
    services.staff.record(actor, "register_read", question.unit_code.empty() ? actor.unit_code : question.unit_code,
                          to_iso(question.from) + "/" + to_iso(question.to));
    return page;
}

letters::RegisterHead read_register(const Services& services, const Actor& actor, const RegisterQuestion& question,
                                    const std::function<void(letters::RegisterRow)>& each)
{
    check(question);
    auto head = services.db.read_consistent([&](db::Connection& c) {
        Work work(services, c, actor);
        const auto& centre = centre_of(work.directory(), actor, question);
        Reader reader(work, question, centre.id, start_of(question));
        while (const auto* row = reader.next()) {
            auto content = reader.content(*row);
            std::string signed_by = row->returned_at ? (content.representative ? content.representative->full_name : row->applicant_name) : "";
            each({row->code, reader.procedure(*row).name, row->applicant_name, content.applicant.address.value_or(""),
                  content.applicant.phone.value_or(""), work.directory().at(row->deciding_agency_id).name, row->received_at,
                  row->due_at ? row->due_at : row->first_due_at, row->returned_at, name_of(row->return_method), std::move(signed_by)});
        }
        return letters::RegisterHead{work.directory().unit_of(centre.id).name, centre.name, question.subject, "", question.from, question.to, 1,
                                     work.now()};
    });
    services.staff.record(actor, "register_exported", question.unit_code.empty() ? actor.unit_code : question.unit_code,
                          to_iso(question.from) + "/" + to_iso(question.to));
    return head;
}

}  // namespace motcua::dossiers
