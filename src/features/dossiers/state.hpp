#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "domain/ids.hpp"
#include "domain/legal_clock.hpp"
#include "domain/permission.hpp"
#include "domain/vnd.hpp"
#include "features/catalogue/catalogue.hpp"

namespace motcua {
BOOST_DESCRIBE_ENUM(LimitUnit, immediate, hour, day, working_day)
BOOST_DESCRIBE_ENUM(PausePolicy, pause, reset)
BOOST_DESCRIBE_ENUM(Timeliness, early, on_time, late)
}  // namespace motcua

namespace motcua::dossiers {

// Trạng thái hồ sơ, in the order of the national portal's codes 1–10 (TrangThaiHoSo).
enum class State { registered, received, rejected, processing, supplementing, awaiting_payment, withdrawn, stopped, resolved, returned };
BOOST_DESCRIBE_ENUM(State, registered, received, rejected, processing, supplementing, awaiting_payment, withdrawn, stopped, resolved, returned)

int national_code(State);                        // 1…10
std::string_view vietnamese_name(State);         // "Mới đăng ký"
bool is_terminal(State);                         // rejected, withdrawn, stopped, returned
bool may_follow(State from, State to);           // law.md 2.6

// By what right somebody files for another: as parent or guardian by law (BLDS 2015 Đ136), or by written authority (Đ138).
enum class RepresentativeKind { guardian, authorised };
BOOST_DESCRIBE_ENUM(RepresentativeKind, guardian, authorised)
enum class ReturnMethod { at_centre, post, online };
BOOST_DESCRIBE_ENUM(ReturnMethod, at_centre, post, online)

enum class Outcome { granted, denied };          // Đồng ý, từ chối giải quyết
BOOST_DESCRIBE_ENUM(Outcome, granted, denied)

enum class TaskKind { accept, forward, step, consultation, record_result };
BOOST_DESCRIBE_ENUM(TaskKind, accept, forward, step, consultation, record_result)

// Việc: open until somebody closes it. `number` counts within the dossier.
struct Task {
    std::int64_t number = 0;
    TaskKind kind = TaskKind::step;
    int position = -1;                           // Of a step
    AgencyId agency_id;
    std::string permission;                      // Name of the Permission that may do it
    std::optional<AgencyId> from_agency_id;
    std::optional<OfficerId> officer_id;
    Instant opened_at{};
    std::optional<Instant> taken_at;
    std::optional<Instant> due_at;
    std::optional<std::string> subject;

    bool operator==(const Task&) const = default;
};
BOOST_DESCRIBE_STRUCT(Task, (), (number, kind, position, agency_id, permission, from_agency_id, officer_id, opened_at, taken_at, due_at, subject))

struct PauseSpan {
    Instant from{};
    std::optional<Instant> to;

    bool operator==(const PauseSpan&) const = default;
};
BOOST_DESCRIBE_STRUCT(PauseSpan, (), (from, to))

// Hồ sơ: what its journal adds up to.
struct Dossier {
    DossierId id;
    std::string code;
    std::int64_t version = 0;                    // Number of journal entries
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
    std::optional<Instant> extended_from;        // The due date before an apology: what lateness is measured against
    std::optional<Instant> decided_at;
    std::optional<Outcome> outcome;
    std::optional<Instant> finished_at;
    std::optional<Instant> returned_at;
    std::optional<Timeliness> timeliness;
    std::optional<LimitUnit> limit_unit;
    int limit_hundredths = 0;
    PausePolicy pause_policy = PausePolicy::pause;
    std::vector<PauseSpan> pauses;
    int position = -1;
    std::int64_t next_task = 1;
    int supplement_count = 0;
    int extension_count = 0;
    Vnd fee_vnd;
    Vnd fee_paid_vnd;                            // So far
    std::optional<Instant> fee_paid_at;          // When the last of it was; empty while something is owed
    int result_version = 0;
    int content_version = 1;
    std::vector<Task> tasks;                     // The open ones

    bool operator==(const Dossier&) const = default;

    Vnd owed() const { return fee_vnd - fee_paid_vnd; }
    bool is_open() const { return !finished_at.has_value(); }
    bool is_paused() const { return !pauses.empty() && !pauses.back().to; }
    const Task* task(std::int64_t number) const;
    // The one task in which the dossier's own way goes on; not a consultation.
    const Task* main_task() const;
};

}  // namespace motcua::dossiers
