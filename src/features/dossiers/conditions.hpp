#pragma once

#include "features/dossiers/rules.hpp"

// What each act requires. Every function returns quietly or throws the Refusal that says why the act cannot be done now; the
// rules call them before they decide, and availability() calls them to tell a person beforehand.
namespace motcua::dossiers::require {

// The open task that the dossier's way stands at, when the actor may do it.
const Task& own_main_task(const Dossier&, const Context&);
const Task& own_task(const Dossier&, const Context&, std::int64_t number);
// The permission at the deciding agency or one above it.
void at_deciding(const Dossier&, const Context&, Permission);
void transition(const Dossier&, State to);
// Something is there, of at most 2,000 characters.
void text(const std::string& value, const std::string& field);
// The same of what may be left out.
void optional_text(const std::optional<std::string>& value, const std::string& field);

void to_take(const Dossier&, const Context&);
void to_answer_consultation(const Dossier&, const Context&);
void to_add_documents(const Dossier&, const Context&);
void to_return_documents(const Dossier&, const Context&);
void to_receive(const Dossier&, const Context&);
void to_reject(const Dossier&, const Context&);
void to_request_supplement(const Dossier&, const Context&);
void to_supplement(const Dossier&, const Context&);
void to_forward(const Dossier&, const Context&);
void to_return_back(const Dossier&, const Context&);
void to_recall(const Dossier&, const Context&);
void to_reassign(const Dossier&, const Context&);
void to_consult(const Dossier&, const Context&);
void to_request_payment(const Dossier&, const Context&);
void to_confirm_payment(const Dossier&, const Context&);
void to_approve(const Dossier&, const Context&);
void to_record_result(const Dossier&, const Context&);
void to_hand_over(const Dossier&, const Context&);
void to_withdraw(const Dossier&, const Context&);
void to_stop(const Dossier&, const Context&);
void to_extend(const Dossier&, const Context&);
void to_correct(const Dossier&, const Context&);

const catalogue::Step* current_step(const Dossier&, const Context&);   // nullptr before the first
// The centre that took it or hands the result over, for the citizen who comes there; or the citizen: Work found no other's dossier.
void at_centre(const Dossier&, const Context&);
bool may_at_or_above(const Actor&, Permission, AgencyId, const staff::Directory&);

}  // namespace motcua::dossiers::require
