#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/actor.hpp"
#include "domain/refusal.hpp"
#include "features/catalogue/catalogue.hpp"
#include "features/dossiers/events.hpp"
#include "features/staff/staff.hpp"

// Pure decisions: from a dossier, who acts and what is asked for, to the event that happens or the Refusal that says why not.
namespace motcua::dossiers {

// What a decision needs to know beyond the dossier.
struct Context {
    Instant now{};
    const Actor& actor;
    const staff::Directory& directory;
    const catalogue::Procedure& procedure;   // The version the dossier keeps
    const catalogue::Workflow& workflow;     // likewise
    ClockRules clock;                        // Of the deciding unit
    ClockRules intake_clock;                 // Of the centre that took it
};

// The agency that a step means for this dossier: "centre" is the deciding commune's for work, the one the citizen chose for the
// result. Throws Refusal(step_without_agency) when the city has no such agency.
AgencyId agency_of(const catalogue::Step&, const Dossier&, const staff::Directory&);

// The due instant from a start of the clock with the dossier's limit and pauses; empty without a limit or while paused.
std::optional<Deadline> reckon(const Dossier&, Instant start, const Context&);
// Due instants of the workflow's legs, in order; empty when there is no due date.
std::vector<Instant> legs(const Dossier&, const Context&);
// Trước hạn, đúng hạn, quá hạn if it were finished now; empty without a due date.
std::optional<Timeliness> timeliness_now(const Dossier&, const Context&);
bool is_late(const Dossier&, Instant now);
// How far it is, in hundredths: what the public may know (law.md 2.8).
int percent_done(const Dossier&, const catalogue::Workflow&);

// Deciding about a dossier that has been filed.
Event receive(const Dossier&, const Context&);
Event reject(const Dossier&, const Context&, std::string reason);
struct SupplementWish {
    std::vector<std::string> items;
    std::string reason;
    std::optional<std::string> guidance;
    std::optional<std::string> exception_reason;
};
Event request_supplement(const Dossier&, const Context&, SupplementWish);
Event supplement(const Dossier&, const Context&, std::vector<SubmittedPaper>, std::optional<std::string> content_digest);

// On its way.
Event take(const Dossier&, const Context&, std::int64_t task);
Event forward(const Dossier&, const Context&, std::optional<std::string> note);
Event return_back(const Dossier&, const Context&, std::string reason);
Event recall(const Dossier&, const Context&, std::string reason);
Event reassign(const Dossier&, const Context&, std::int64_t task, std::optional<OfficerId>, std::optional<AgencyId>, std::string reason);
Event consult(const Dossier&, const Context&, AgencyId, std::string subject, int working_days);
Event answer_consultation(const Dossier&, const Context&, std::int64_t task, std::string opinion, bool agrees);
Event request_payment(const Dossier&, const Context&, Vnd, std::string reason);
Event confirm_payment(const Dossier&, const Context&, Vnd, std::string receipt);

// To its end.
Event approve(const Dossier&, const Context&, Outcome, std::optional<std::string> note);
struct ResultFacts {
    std::string number;
    std::string name;
    Day issued_on{};
    std::vector<std::string> files;
    bool electronic = false;
};
Event record_result(const Dossier&, const Context&, ResultFacts);
Event hand_over(const Dossier&, const Context&, bool to_representative, std::string checked, std::optional<std::string> note,
    RepresentativeKind = RepresentativeKind::authorised);
Event withdraw(const Dossier&, const Context&, std::string reason);
Event stop(const Dossier&, const Context&, std::string reason);
Event extend(const Dossier&, const Context&, Instant due_at, std::string reason, std::optional<std::string> legal_basis);
Event correct(const Dossier&, const Context&, std::string reason, ResultFacts);
// The calendar changed. Nothing when the due date stays; a printed promise is not moved: `needs_notice` says that it would be.
struct Revision {
    std::optional<Event> event;
    bool needs_notice = false;
};
Revision revise_due(const Dossier&, const Context&, std::string reason);

// The acts of the dossier page: which the actor may do now, and for the others the code that says why not.
struct Availability {
    std::string act;                         // "forward", "approve", …: the last part of the route
    bool allowed = false;
    std::optional<std::string> refusal_code;
    std::map<std::string, std::string> values;   // For its sentence
};
std::vector<Availability> availability(const Dossier&, const Context&);

}  // namespace motcua::dossiers
