#pragma once

#include <boost/describe.hpp>

#include "features/reports/tallies.hpp"

// What a period comes to besides II.06a: fees, what was online, what is electronic.
namespace motcua::reports {

struct PeriodSummary {
    std::int64_t received = 0;                   // In the period; with the next two, what was filed
    std::int64_t refused = 0;                    // Ended in the period without having been taken: refused, withdrawn before
    std::int64_t waiting = 0;                    // Neither yet
    std::int64_t payments = 0;
    Vnd paid_vnd;                                // Phí, lệ phí đã thu
    Fraction online;                             // Of the received
    Fraction electronic_results;                 // Of those with a result
    Fraction digitised;                          // Of the received that came with papers
    Fraction reused;
    Instant counted_at{};
};
BOOST_DESCRIBE_STRUCT(PeriodSummary, (), (received, refused, waiting, payments, paid_vnd, online, electronic_results, digitised, reused, counted_at))
// Refusal to/too_early.
PeriodSummary summary(const Services&, const Scope&, const Period&);

}  // namespace motcua::reports
