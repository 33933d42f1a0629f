#pragma once

#include <array>
#include <string_view>

#include "domain/vnd.hpp"
#include "features/dossiers/state.hpp"
#include "features/simulation/course.hpp"
#include "features/simulation/crew.hpp"

namespace motcua::simulation {

// A dossier on its way, as far as the simulator must know it. Small and flat: all of them are copied at every commit.
struct Case {
    std::array<char, 40> code_text{};
    std::int64_t version = 0;
    std::uint32_t number = 0;
    std::uint16_t unit = 0;                      // Where it is decided, or where the applicant of a city's dossier lives
    std::uint16_t intake_unit = 0;
    const Route* route = nullptr;
    Fate fate;
    Course course;
    dossiers::ReturnMethod return_method = dossiers::ReturnMethod::at_centre;
    bool has_representative = false;
    std::int8_t position = -1;                   // Step of the workflow
    std::uint8_t consultation = 0;               // The one that is asked, or comes next
    Crew::Index reception = Crew::nobody;        // Took it in, and keeps it until it is handed on
    Crew::Index worker = Crew::nobody;           // Has taken the task
    Vnd fee;
    Vnd paid;
    std::optional<Instant> due_at;
    Instant target{};                            // When the result is to be there

    std::string_view code() const { return code_text.data(); }
};

}  // namespace motcua::simulation
