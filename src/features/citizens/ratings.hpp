#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <boost/describe.hpp>

#include "features/citizens/citizens.hpp"
#include "features/dossiers/own.hpp"

// Đánh giá việc giải quyết thủ tục (TT 01/2018/TT-VPCP Đ12–15): once for each dossier and rater, after the result or the refusal.
namespace motcua::citizens {

enum class Waiting { shorter, as_promised, longer };
BOOST_DESCRIBE_ENUM(Waiting, shorter, as_promised, longer)

struct DossierRatingInput {
    int satisfaction = 0;                            // 1 … 5
    std::optional<Waiting> waiting;
    std::optional<int> contacts;                     // Times the person came or called to complete the dossier
    std::optional<int> agencies;                     // Agencies the person had to go to
    std::optional<int> attitude;                     // 1 … 5
    std::optional<int> information;                  // 1 … 5
    std::optional<bool> extra_costs;                 // Asked for money beyond the rules
    std::optional<std::string> comment;              // Private
};
BOOST_DESCRIBE_STRUCT(DossierRatingInput, (), (satisfaction, waiting, contacts, agencies, attitude, information, extra_costs, comment))

struct DossierRating : DossierRatingInput {
    Instant at{};
};
BOOST_DESCRIBE_STRUCT(DossierRating, (DossierRatingInput), (at))

std::vector<FieldProblem> faults_of(const DossierRatingInput&);

class Ratings {
public:
    explicit Ratings(const Services& services) : m_services(services) {}

    // Refusals: identity_needed, unknown_dossier, not_finished_yet, already_rated, fields out_of_range and too_long.
    DossierRating rate(const Actor&, std::string_view code, const DossierRatingInput&);
    std::optional<DossierRating> of(const Actor&, std::string_view code);
    // Whether it could be rated now; "" or the code of the refusal.
    std::string refusal(const Actor&, std::string_view code);

private:
    Services m_services;
};

}  // namespace motcua::citizens
