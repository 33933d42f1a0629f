#include "features/citizens/ratings.hpp"

#include "platform/text/text.hpp"

namespace motcua::citizens {

namespace {

constexpr std::string_view comment_purpose = "citizen.rating";

struct RatingRow {
    Instant at{};
    int satisfaction = 0;
    std::optional<Waiting> waiting;
    std::optional<int> contacts;
    std::optional<int> agencies;
    std::optional<int> attitude;
    std::optional<int> information;
    std::optional<bool> extra_costs;
    std::optional<db::Bytes> comment_sealed;
};
BOOST_DESCRIBE_STRUCT(RatingRow, (), (at, satisfaction, waiting, contacts, agencies, attitude, information, extra_costs, comment_sealed))

std::optional<RatingRow> rating_row(db::Connection& c, DossierId dossier, PersonId rater)
{
    return db::first<RatingRow>(c, R"(
        SELECT at, satisfaction, waiting, contacts, agencies, attitude, information, extra_costs, comment_sealed
        FROM dossier_rating WHERE dossier_id = $1 AND rater_id = $2)", dossier, rater);
}

std::string refusal_of(db::Connection& c, const dossiers::OwnDossier& dossier, PersonId rater)
{
    if (dossier.state != dossiers::State::returned && dossier.state != dossiers::State::rejected) return "not_finished_yet";
    return rating_row(c, dossier.id, rater) ? "already_rated" : "";
}

}  // namespace

std::vector<FieldProblem> faults_of(const DossierRatingInput& rating)
{
    std::vector<FieldProblem> problems;
    auto within = [&](std::string_view field, std::optional<int> value, int from, int to) {
        if (value && (*value < from || *value > to))
            problems.push_back({std::string(field), "out_of_range", {{"min", std::to_string(from)}, {"max", std::to_string(to)}}});
    };
    within("satisfaction", rating.satisfaction, 1, 5);
    within("contacts", rating.contacts, 0, 99);
    within("agencies", rating.agencies, 0, 99);
    within("attitude", rating.attitude, 1, 5);
    within("information", rating.information, 1, 5);
    if (rating.comment && text::length(*rating.comment) > 2000) problems.push_back({"comment", "too_long", {{"max", "2000"}}});
    return problems;
}

DossierRating Ratings::rate(const Actor& actor, std::string_view code, const DossierRatingInput& input)
{
    require_identity(actor);
    if (auto problems = faults_of(input); !problems.empty()) throw Refusal(std::move(problems));
    return m_services.db.write([&](db::Connection& c) {
        auto dossier = dossiers::own_dossier(c, actor, code);
        if (auto refusal = refusal_of(c, dossier, actor.person); !refusal.empty()) throw Refusal(Reason::conflict, refusal);
        auto unit = m_services.staff.directory()->unit_of(dossier.intake_agency).id;
        auto now = m_services.clock.now();
        std::optional<db::Bytes> comment;
        if (input.comment && !input.comment->empty()) comment = db::Bytes{m_services.vault.seal(*input.comment, comment_purpose)};
        auto id = db::one<std::int64_t>(c, R"(
            INSERT INTO dossier_rating (dossier_id, rater_id, unit_id, at, satisfaction, waiting, contacts, agencies, attitude, information, extra_costs,
                                        comment_sealed)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id)",
            dossier.id, actor.person, unit, now, input.satisfaction, input.waiting, input.contacts, input.agencies, input.attitude, input.information,
            input.extra_costs, comment);
        for (const auto& part : dossiers::parts_in(c, dossier.id))
            db::execute(c, "INSERT INTO rated_officer (rating_id, officer_id, part) VALUES ($1, $2, $3)", id, part.officer, part.part);
        DossierRating rating;
        static_cast<DossierRatingInput&>(rating) = input;
        rating.at = now;
        return rating;
    });
}

std::optional<DossierRating> Ratings::of(const Actor& actor, std::string_view code)
{
    return m_services.db.read([&](db::Connection& c) -> std::optional<DossierRating> {
        auto row = rating_row(c, dossiers::own_dossier(c, actor, code).id, actor.person);
        if (!row) return std::nullopt;
        DossierRating rating;
        static_cast<DossierRatingInput&>(rating) = {row->satisfaction, row->waiting, row->contacts, row->agencies, row->attitude, row->information,
                                             row->extra_costs, std::nullopt};
        if (row->comment_sealed) rating.comment = m_services.vault.open(row->comment_sealed->data, comment_purpose);
        rating.at = row->at;
        return rating;
    });
}

std::string Ratings::refusal(const Actor& actor, std::string_view code)
{
    return m_services.db.read([&](db::Connection& c) { return refusal_of(c, dossiers::own_dossier(c, actor, code), actor.person); });
}

}  // namespace motcua::citizens
