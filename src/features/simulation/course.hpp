#pragma once

#include <array>
#include <cstdint>

#include "features/simulation/random.hpp"
#include "features/simulation/routes.hpp"
#include "features/simulation/simulation.hpp"

namespace motcua::simulation {

enum class Act : std::uint8_t {
    receive, forward, take, consult, answer, request_supplement, supplement, request_payment, pay, return_back, extend, approve,
    approve_with_result, record_result, collect_fee, hand_over, withdraw, stop
};

// Whether an officer does it when the work comes to it; the others wait for a citizen.
bool is_office_work(Act);

// The acts that follow the filing of a dossier, in order. A plain value: thousands of them are copied with the state of a run.
struct Course {
    static constexpr std::size_t longest = 30;

    std::array<Act, longest> acts{};
    std::uint8_t length = 0;
    std::uint8_t done = 0;

    bool is_finished() const { return done == length; }
    Act next() const { return acts[done]; }
    // How many acts of the office are left up to the result, the next one included.
    int left_to_result() const;
    void add(Act);                               // Throws std::length_error
};

// Whether this one of the route's consultations takes place: a required one does, of the others the first may.
bool is_asked(const Route&, const Fate&, std::size_t consultation);

Fate draw_fate(const Rates&, const Route&, Random&);
// `elsewhere`: taken by a centre of another unit than the deciding one; the competent agency starts the clock by taking it.
Course course_of(const Route&, const Fate&, bool elsewhere, Random&);

}  // namespace motcua::simulation
