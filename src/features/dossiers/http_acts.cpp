#include "features/dossiers/http.hpp"
#include "platform/json/json.hpp"

// The acts of the dossier page, one route each.
namespace motcua::dossiers {

namespace {

struct VersionBody {
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(VersionBody, (), (version))
struct NoteBody {
    std::int64_t version = 0;
    std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(NoteBody, (), (version, note))
struct ReasonBody {
    std::int64_t version = 0;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(ReasonBody, (), (version, reason))
struct RejectBody {
    std::int64_t version = 0;
    std::string reason;
    std::optional<std::string> guidance;
};
BOOST_DESCRIBE_STRUCT(RejectBody, (), (version, reason, guidance))
struct SupplementBody {
    std::int64_t version = 0;
    std::vector<std::string> items;
    std::string reason;
    std::optional<std::string> guidance;
    std::optional<std::string> exception_reason;
};
BOOST_DESCRIBE_STRUCT(SupplementBody, (), (version, items, reason, guidance, exception_reason))
struct SupplementedBody {
    std::int64_t version = 0;
    std::vector<FiledPaper> documents;
    json::Value answers;
};
BOOST_DESCRIBE_STRUCT(SupplementedBody, (), (version, documents, answers))
struct TakeBody {
    std::int64_t version = 0;
    std::optional<std::int64_t> task;
};
BOOST_DESCRIBE_STRUCT(TakeBody, (), (version, task))
struct ReassignBody {
    std::int64_t version = 0;
    std::optional<std::string> username;
    std::optional<std::string> agency_code;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(ReassignBody, (), (version, username, agency_code, reason))
struct ConsultBody {
    std::int64_t version = 0;
    std::string agency_code;
    std::string subject;
    int working_days = 0;
};
BOOST_DESCRIBE_STRUCT(ConsultBody, (), (version, agency_code, subject, working_days))
struct OpinionBody {
    std::int64_t version = 0;
    std::optional<std::int64_t> task;
    std::string opinion;
    bool agrees = true;
};
BOOST_DESCRIBE_STRUCT(OpinionBody, (), (version, task, opinion, agrees))
struct PaymentBody {
    std::int64_t version = 0;
    Vnd amount_vnd;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(PaymentBody, (), (version, amount_vnd, reason))
struct PaidBody {
    std::int64_t version = 0;
    Vnd amount_vnd;
    std::string receipt;
};
BOOST_DESCRIBE_STRUCT(PaidBody, (), (version, amount_vnd, receipt))
struct ApproveBody {
    std::int64_t version = 0;
    Outcome outcome = Outcome::granted;
    std::optional<std::string> note;
    std::optional<ResultInput> result;
};
BOOST_DESCRIBE_STRUCT(ApproveBody, (), (version, outcome, note, result))
struct ResultBody {
    std::int64_t version = 0;
    ResultInput result;
};
BOOST_DESCRIBE_STRUCT(ResultBody, (), (version, result))
struct HandOverBody {
    std::int64_t version = 0;
    std::optional<bool> to_representative;
    std::string checked;
    std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(HandOverBody, (), (version, to_representative, checked, note))
struct ExtendBody {
    std::int64_t version = 0;
    Instant due_at{};
    std::string reason;
    std::optional<std::string> legal_basis;
};
BOOST_DESCRIBE_STRUCT(ExtendBody, (), (version, due_at, reason, legal_basis))
struct CorrectBody {
    std::int64_t version = 0;
    std::string reason;
    ResultInput result;
};
BOOST_DESCRIBE_STRUCT(CorrectBody, (), (version, reason, result))
struct OriginalsBody {
    std::int64_t version = 0;
    std::string code;
    int originals = 0;
};
BOOST_DESCRIBE_STRUCT(OriginalsBody, (), (version, code, originals))
struct PapersBody {
    std::int64_t version = 0;
    std::vector<FiledPaper> documents;
};
BOOST_DESCRIBE_STRUCT(PapersBody, (), (version, documents))

// A route whose body is `Body`; `run` gets the actor, the dossier's code and the body.
template <class Body, class Run>
void add(http::Routes& routes, std::string act, Permission permission, std::string summary, Run run)
{
    routes.add({.method = "POST", .path = "/api/dossiers/{code}/" + act, .permission = permission,
                .handler = [run](const http::Request& r) { return http::ok(run(r.actor, r.parameters.at(0), json::read<Body>(r.body))); },
                .summary = std::move(summary), .body = &json::type_of<Body>(), .answer = &json::type_of<Summary>(),
                .replay = http::Replay::keyed});
}

using Code = const std::string&;

void add_intake_acts(http::Routes& routes, Dossiers& dossiers)
{
    add<VersionBody>(routes, "receive", Permission::receive_dossiers, "Take a registered dossier: receipt (Mẫu 01)",
        [&dossiers](const Actor& a, Code code, const VersionBody& b) { return dossiers.receive(a, code, b.version); });
    add<RejectBody>(routes, "reject", Permission::receive_dossiers, "Refuse a registered dossier (Mẫu 03)",
        [&dossiers](const Actor& a, Code code, const RejectBody& b) { return dossiers.reject(a, code, b.version, b.reason, b.guidance.value_or("")); });
    add<SupplementBody>(routes, "request-supplement", Permission::signed_in, "Ask once for what is missing (Mẫu 02)",
        [&dossiers](const Actor& a, Code code, const SupplementBody& b) {
            return dossiers.request_supplement(a, code, b.version, {b.items, b.reason, b.guidance, b.exception_reason});
        });
    add<SupplementedBody>(routes, "receive-supplement", Permission::receive_dossiers, "Take what was asked for: the clock goes on",
        [&dossiers](const Actor& a, Code code, const SupplementedBody& b) {
            return dossiers.receive_supplement(a, code, b.version, b.documents, &b.answers);
        });
    add<PapersBody>(routes, "add-documents", Permission::signed_in, "Add papers or scans to a dossier",
        [&dossiers](const Actor& a, Code code, const PapersBody& b) { return dossiers.add_papers(a, code, b.version, b.documents); });
    add<OriginalsBody>(routes, "return-documents", Permission::signed_in, "Give original papers back",
        [&dossiers](const Actor& a, Code code, const OriginalsBody& b) { return dossiers.return_originals(a, code, b.version, b.code, b.originals); });
    add<PaymentBody>(routes, "request-payment", Permission::process_dossiers, "Ask for a payment: the clock stands until it is made",
        [&dossiers](const Actor& a, Code code, const PaymentBody& b) { return dossiers.request_payment(a, code, b.version, b.amount_vnd, b.reason); });
    add<PaidBody>(routes, "confirm-payment", Permission::receive_dossiers, "Record that the fee was paid",
        [&dossiers](const Actor& a, Code code, const PaidBody& b) { return dossiers.confirm_payment(a, code, b.version, b.amount_vnd, b.receipt); });
}

void add_progress_acts(http::Routes& routes, Dossiers& dossiers)
{
    add<TakeBody>(routes, "take", Permission::signed_in, "Take a task on",
        [&dossiers](const Actor& a, Code code, const TakeBody& b) { return dossiers.take(a, code, b.version, b.task); });
    add<NoteBody>(routes, "forward", Permission::signed_in, "Hand on to the next step",
        [&dossiers](const Actor& a, Code code, const NoteBody& b) { return dossiers.forward(a, code, b.version, b.note); });
    add<ReasonBody>(routes, "return-back", Permission::signed_in, "Hand back to the step before",
        [&dossiers](const Actor& a, Code code, const ReasonBody& b) { return dossiers.return_back(a, code, b.version, b.reason); });
    add<ReasonBody>(routes, "recall", Permission::signed_in, "Fetch back what was handed on and not yet taken",
        [&dossiers](const Actor& a, Code code, const ReasonBody& b) { return dossiers.recall(a, code, b.version, b.reason); });
    add<ReassignBody>(routes, "reassign", Permission::coordinate_dossiers, "Give the open task to another officer or agency",
        [&dossiers](const Actor& a, Code code, const ReassignBody& b) {
            return dossiers.reassign(a, code, b.version, b.username.value_or(""), b.agency_code.value_or(""), b.reason);
        });
    add<ConsultBody>(routes, "consult", Permission::process_dossiers, "Ask another agency's opinion, with a deadline of its own",
        [&dossiers](const Actor& a, Code code, const ConsultBody& b) {
            return dossiers.consult(a, code, b.version, b.agency_code, b.subject, b.working_days);
        });
    add<OpinionBody>(routes, "answer-consultation", Permission::process_dossiers, "Give the opinion that was asked for",
        [&dossiers](const Actor& a, Code code, const OpinionBody& b) {
            return dossiers.answer_consultation(a, code, b.version, b.task, b.opinion, b.agrees);
        });
}

void add_ending_acts(http::Routes& routes, Dossiers& dossiers)
{
    auto approve = [&dossiers](const Actor& a, Code code, const ApproveBody& b) {
        return dossiers.approve(a, code, b.version, b.outcome, b.note, b.result);
    };
    add<ApproveBody>(routes, "approve", Permission::approve_dossiers, "Approve and sign, or deny", approve);
    add<ResultBody>(routes, "record-result", Permission::process_dossiers, "Record the result that was issued",
        [&dossiers](const Actor& a, Code code, const ResultBody& b) { return dossiers.record_result(a, code, b.version, b.result); });
    add<HandOverBody>(routes, "hand-over", Permission::hand_over_results, "Hand the result over",
        [&dossiers](const Actor& a, Code code, const HandOverBody& b) {
            return dossiers.hand_over(a, code, b.version, b.to_representative.value_or(false), b.checked, b.note);
        });
    add<ReasonBody>(routes, "withdraw", Permission::receive_dossiers, "Stop at the citizen's wish (Mẫu 05)",
        [&dossiers](const Actor& a, Code code, const ReasonBody& b) { return dossiers.withdraw(a, code, b.version, b.reason); });
    add<ReasonBody>(routes, "stop", Permission::approve_dossiers, "Stop the examination (Mẫu 05)",
        [&dossiers](const Actor& a, Code code, const ReasonBody& b) { return dossiers.stop(a, code, b.version, b.reason); });
    add<ExtendBody>(routes, "extend", Permission::approve_dossiers, "Apologise and set a new date, once (Mẫu 04)",
        [&dossiers](const Actor& a, Code code, const ExtendBody& b) {
            return dossiers.extend(a, code, b.version, b.due_at, b.reason, b.legal_basis);
        });
    add<CorrectBody>(routes, "correct", Permission::approve_dossiers, "Correct an issued result",
        [&dossiers](const Actor& a, Code code, const CorrectBody& b) { return dossiers.correct(a, code, b.version, b.reason, b.result); });
}

}  // namespace

void add_act_routes(http::Routes& routes, Dossiers& dossiers)
{
    add_intake_acts(routes, dossiers);
    add_progress_acts(routes, dossiers);
    add_ending_acts(routes, dossiers);
}

}  // namespace motcua::dossiers
