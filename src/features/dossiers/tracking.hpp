#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "features/dossiers/dossiers.hpp"

// Tra cứu hồ sơ: what the public may know of a dossier, and what its applicant may.
namespace motcua::dossiers {

// Without proving anything: no name, no place, no file (TT 01/2018 Đ16.2d).
struct PublicStatus {
    std::string code;
    State state = State::registered;
    std::string state_name;
    int percent = 0;
};
BOOST_DESCRIBE_STRUCT(PublicStatus, (), (code, state, state_name, percent))
// Refusal unknown_dossier.
PublicStatus public_status(const Services&, std::string_view code);

// Sends a one-time code of six digits to the applicant's phone, good for ten minutes and five attempts. The answer does not tell
// whether there is a phone. Refusals: unknown_dossier, too_many_codes{seconds} (one a minute, five an hour).
Instant send_one_time_code(const Services&, std::string_view code);

struct PublicEvent {
    Instant at{};
    std::string what;
    std::optional<std::string> where;
};
BOOST_DESCRIBE_STRUCT(PublicEvent, (), (at, what, where))

struct PublicDetail {
    std::string code;
    std::string procedure_name;
    State state = State::registered;
    std::string state_name;
    int percent = 0;
    Instant submitted_at{};
    std::optional<Instant> received_at;
    std::optional<Instant> due_at;
    bool provisional = false;
    bool late = false;
    std::optional<std::string> holder;          // The part of the agency that has it now
    std::optional<std::string> return_place;
    std::optional<std::string> supplement;      // What is asked for, while it is awaited
    Vnd fee_vnd;
    bool fee_paid = false;
    std::vector<PublicEvent> timeline;
};
BOOST_DESCRIBE_STRUCT(PublicDetail, (), (code, procedure_name, state, state_name, percent, submitted_at, received_at, due_at, provisional, late,
    holder, return_place, supplement, fee_vnd, fee_paid, timeline))
// Refusals: unknown_dossier, wrong_code (also when it has expired or was tried too often).
PublicDetail public_detail(const Services&, std::string_view code, std::string_view one_time_code);

}  // namespace motcua::dossiers
