#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <boost/describe.hpp>

#include "features/dossiers/state.hpp"

// What can happen to a dossier. Each is one journal entry: its name is the act, its members are the body. Nothing here
// names a person or holds a number of one: that lies sealed in the dossier's content, of which the digest stands here.
namespace motcua::dossiers {

// A task that an event opens; the number is given by the dossier's counter.
struct OpenTask {
    TaskKind kind = TaskKind::step;
    int position = -1;
    std::int64_t agency = 0;
    std::string permission;
    std::optional<std::int64_t> from_agency;
    std::optional<std::int64_t> officer;
    std::optional<Instant> due_at;
    std::optional<std::string> subject;
};
BOOST_DESCRIBE_STRUCT(OpenTask, (), (kind, position, agency, permission, from_agency, officer, due_at, subject))

struct CloseTask {
    std::int64_t number = 0;
    std::optional<Timeliness> timeliness;
};
BOOST_DESCRIBE_STRUCT(CloseTask, (), (number, timeliness))

// The due date of an open task changes with the dossier's.
struct MoveTask {
    std::int64_t number = 0;
    std::optional<Instant> due_at;
};
BOOST_DESCRIBE_STRUCT(MoveTask, (), (number, due_at))

struct TaskChanges {
    std::vector<CloseTask> close;
    std::vector<OpenTask> open;
    std::vector<MoveTask> move;
};
BOOST_DESCRIBE_STRUCT(TaskChanges, (), (close, open, move))

struct SubmittedPaper {
    std::string code;
    int originals = 0;
    int copies = 0;
    std::vector<std::string> files;              // Digests
    std::optional<bool> reused = {};             // Data that the state already has
};
BOOST_DESCRIBE_STRUCT(SubmittedPaper, (), (code, originals, copies, files, reused))

// Nộp: the first entry of every dossier.
struct Filed {
    std::string code;
    std::string procedure_id;
    int procedure_version = 0;
    std::string workflow;
    int workflow_version = 1;
    catalogue::Channel channel = catalogue::Channel::counter;
    std::int64_t intake_agency = 0;
    std::int64_t deciding_agency = 0;
    std::int64_t division_agency = 0;
    std::int64_t return_agency = 0;
    ReturnMethod return_method = ReturnMethod::at_centre;
    std::optional<LimitUnit> limit_unit;
    int limit_hundredths = 0;
    PausePolicy pause_policy = PausePolicy::pause;
    Vnd fee_vnd;
    bool fee_collected = false;
    std::vector<SubmittedPaper> papers;
    std::string content_digest;                  // SHA-256 of the sealed content
    std::optional<std::string> assisted;         // How the citizen confirmed what an officer typed
    std::optional<std::string> typed;            // Which officer typed what
    std::optional<std::string> mandate;          // By what right somebody else filed it online
    TaskChanges tasks;
};
BOOST_DESCRIBE_STRUCT(Filed, (), (code, procedure_id, procedure_version, workflow, workflow_version, channel, intake_agency, deciding_agency,
    division_agency, return_agency, return_method, limit_unit, limit_hundredths, pause_policy, fee_vnd, fee_collected, papers, content_digest, assisted, typed, mandate, tasks))

// Tiếp nhận: complete and correct; Mẫu 01.
struct Received {
    std::optional<Instant> clock_started_at;     // Empty: starts when the competent agency has it
    std::optional<Instant> due_at;
    bool provisional = false;
    TaskChanges tasks;
};
BOOST_DESCRIBE_STRUCT(Received, (), (clock_started_at, due_at, provisional, tasks))

// Từ chối tiếp nhận; Mẫu 03.
struct Rejected {
    std::string reason;
    TaskChanges tasks;
};
BOOST_DESCRIBE_STRUCT(Rejected, (), (reason, tasks))

// Yêu cầu bổ sung; Mẫu 02.
struct SupplementRequested {
    std::vector<std::string> items;
    std::string reason;
    std::optional<std::string> guidance;
    bool at_intake = false;                      // Before it was received, or during examination
    std::optional<std::string> exception_reason; // Of the leader, from the second request on
    TaskChanges tasks;
};
BOOST_DESCRIBE_STRUCT(SupplementRequested, (), (items, reason, guidance, at_intake, exception_reason, tasks))

// Đã bổ sung: the clock goes on.
struct Supplemented {
    std::vector<SubmittedPaper> papers;
    std::optional<std::string> content_digest;   // When answers changed: a new version of the content
    std::optional<Instant> due_at;
    bool provisional = false;
    TaskChanges tasks;
};
BOOST_DESCRIBE_STRUCT(Supplemented, (), (papers, content_digest, due_at, provisional, tasks))

// Chuyển: to the next step, or back to an earlier one (trả lại) with a reason.
struct Forwarded {
    int position = 0;
    std::optional<std::string> note;
    bool back = false;
    TaskChanges tasks;
};
BOOST_DESCRIBE_STRUCT(Forwarded, (), (position, note, back, tasks))

// Nhận việc. The first taking at the competent agency starts the clock of a dossier taken elsewhere.
struct Taken {
    std::int64_t task = 0;
    std::int64_t officer = 0;
    std::optional<Instant> clock_started_at;
    std::optional<Instant> due_at;
    bool provisional = false;
    TaskChanges tasks;
};
BOOST_DESCRIBE_STRUCT(Taken, (), (task, officer, clock_started_at, due_at, provisional, tasks))

// Giao lại cho người khác, or back to everybody of the agency.
struct Reassigned {
    std::int64_t task = 0;
    std::optional<std::int64_t> officer;
    std::optional<std::int64_t> agency;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(Reassigned, (), (task, officer, agency, reason))

// Thu hồi: what was handed on and not yet taken comes back.
struct Recalled {
    std::string reason;
    int position = 0;
    TaskChanges tasks;
};
BOOST_DESCRIBE_STRUCT(Recalled, (), (reason, position, tasks))

// Lấy ý kiến: a child deadline; the clock goes on.
struct ConsultationAsked {
    std::string subject;
    TaskChanges tasks;
};
BOOST_DESCRIBE_STRUCT(ConsultationAsked, (), (subject, tasks))
struct ConsultationAnswered {
    std::string opinion;
    bool agrees = true;
    TaskChanges tasks;
};
BOOST_DESCRIBE_STRUCT(ConsultationAnswered, (), (opinion, agrees, tasks))

// Thông báo nghĩa vụ tài chính: the clock stands until it is met.
struct PaymentRequested {
    Vnd amount_vnd;
    std::string reason;
    TaskChanges tasks;
};
BOOST_DESCRIBE_STRUCT(PaymentRequested, (), (amount_vnd, reason, tasks))
struct PaymentConfirmed {
    Vnd amount_vnd;
    std::string receipt;                         // Number of the receipt or of the bank's transaction
    std::optional<Instant> due_at;
    bool provisional = false;
    TaskChanges tasks;
};
BOOST_DESCRIBE_STRUCT(PaymentConfirmed, (), (amount_vnd, receipt, due_at, provisional, tasks))

// Phê duyệt, ký.
struct Approved {
    Outcome outcome = Outcome::granted;
    std::optional<std::string> note;
    int position = 0;                            // The step that follows
    TaskChanges tasks;
};
BOOST_DESCRIBE_STRUCT(Approved, (), (outcome, note, position, tasks))

// Có kết quả: what was issued. Resolves the dossier.
struct ResultRecorded {
    std::string number;
    std::string name;
    Day issued_on{};
    std::vector<std::string> files;
    bool electronic = false;
    std::optional<Timeliness> timeliness;
    int position = 0;
    TaskChanges tasks;
};
BOOST_DESCRIBE_STRUCT(ResultRecorded, (), (number, name, issued_on, files, electronic, timeliness, position, tasks))

// Trả kết quả.
struct HandedOver {
    bool to_representative = false;
    std::string checked;                         // receipt, identity_card, authorisation, post, online
    std::optional<std::string> note;
    TaskChanges tasks;
};
BOOST_DESCRIBE_STRUCT(HandedOver, (), (to_representative, checked, note, tasks))

// Rút hồ sơ, at the citizen's wish; Mẫu 05.
struct Withdrawn {
    std::string reason;
    std::optional<Timeliness> timeliness;
    TaskChanges tasks;
};
BOOST_DESCRIBE_STRUCT(Withdrawn, (), (reason, timeliness, tasks))

// Dừng giải quyết; Mẫu 05.
struct Stopped {
    std::string reason;
    std::optional<Timeliness> timeliness;
    TaskChanges tasks;
};
BOOST_DESCRIBE_STRUCT(Stopped, (), (reason, timeliness, tasks))

// Xin lỗi và đề nghị gia hạn; Mẫu 04, once.
struct Extended {
    Instant due_at{};
    std::string reason;
    std::optional<std::string> legal_basis;      // Of the chair who overrides a rule
    TaskChanges tasks;
};
BOOST_DESCRIBE_STRUCT(Extended, (), (due_at, reason, legal_basis, tasks))

// Đính chính kết quả: an error of the office, at its cost.
struct Corrected {
    std::string reason;
    std::string number;
    std::string name;
    Day issued_on{};
    std::vector<std::string> files;
};
BOOST_DESCRIBE_STRUCT(Corrected, (), (reason, number, name, issued_on, files))

// The calendar became known or changed: only a promise that was not printed moves.
struct DueRevised {
    std::optional<Instant> due_at;
    bool provisional = false;
    std::string reason;
    TaskChanges tasks;
};
BOOST_DESCRIBE_STRUCT(DueRevised, (), (due_at, provisional, reason, tasks))

// Giấy tờ thêm vào, bản chính trả lại.
struct PapersAdded {
    std::vector<SubmittedPaper> papers;
};
BOOST_DESCRIBE_STRUCT(PapersAdded, (), (papers))
struct OriginalsReturned {
    std::string code;
    int originals = 0;
};
BOOST_DESCRIBE_STRUCT(OriginalsReturned, (), (code, originals))

using Event = std::variant<Filed, Received, Rejected, SupplementRequested, Supplemented, Forwarded, Taken, Reassigned, Recalled,
                           ConsultationAsked, ConsultationAnswered, PaymentRequested, PaymentConfirmed, Approved, ResultRecorded,
                           HandedOver, Withdrawn, Stopped, Extended, Corrected, DueRevised, PapersAdded, OriginalsReturned>;

std::string_view act_of(const Event&);           // "filed", "received", …: the journal's act
std::string body_of(const Event&);               // JSON
// Throws std::runtime_error when the act is unknown or the body does not fit.
Event event_from(std::string_view act, std::string_view body);

// The dossier after the event. Pure: live use and replay run the same function.
void apply(Dossier&, const Event&, Instant at);

}  // namespace motcua::dossiers
