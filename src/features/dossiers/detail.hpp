#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "features/dossiers/dossiers.hpp"
#include "features/dossiers/store.hpp"

// Everything about one dossier, for the officer's page.
namespace motcua::dossiers {

struct AgencyName {
    std::string code;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(AgencyName, (), (code, name))

struct FileView {
    std::string digest;
    std::string name;
    std::int64_t size = 0;
    std::string media_type;
};
BOOST_DESCRIBE_STRUCT(FileView, (), (digest, name, size, media_type))

struct PaperView {
    std::string code;
    std::string name;
    int originals = 0;
    int copies = 0;
    int originals_returned = 0;
    std::optional<std::string> note;
    bool digitised = false;
    bool reused = false;
    std::vector<FileView> files;
};
BOOST_DESCRIBE_STRUCT(PaperView, (), (code, name, originals, copies, originals_returned, note, digitised, reused, files))

struct TaskView {
    std::int64_t number = 0;
    TaskKind kind = TaskKind::step;
    std::string name;
    AgencyName agency;
    std::optional<std::string> officer;
    Instant opened_at{};
    std::optional<Instant> due_at;
    std::optional<std::string> subject;
    bool mine = false;
};
BOOST_DESCRIBE_STRUCT(TaskView, (), (number, kind, name, agency, officer, opened_at, due_at, subject, mine))

struct TimelineView {
    std::int64_t seq = 0;
    Instant at{};
    std::string actor;
    std::string act;
    std::string text;                            // Vietnamese: "Chuyển đến Phòng Kinh tế"
};
BOOST_DESCRIBE_STRUCT(TimelineView, (), (seq, at, actor, act, text))

struct StepView {
    std::string code;
    std::string name;
    std::string agency;
    bool done = false;
    bool current = false;
    std::optional<Instant> due_at;
};
BOOST_DESCRIBE_STRUCT(StepView, (), (code, name, agency, done, current, due_at))

struct ActView {
    std::string act;
    bool allowed = false;
    std::optional<std::string> refusal_code;
    std::optional<std::string> refusal;          // Vietnamese
};
BOOST_DESCRIBE_STRUCT(ActView, (), (act, allowed, refusal_code, refusal))

struct ProcedureView {
    std::string id;
    int version = 0;
    std::string name;
    std::string subject;
};
BOOST_DESCRIBE_STRUCT(ProcedureView, (), (id, version, name, subject))

struct Detail {
    std::string code;
    std::int64_t version = 0;
    State state = State::registered;
    std::string state_name;
    int national_code = 0;
    int percent = 0;
    ProcedureView procedure;
    catalogue::Channel channel = catalogue::Channel::counter;
    AgencyName intake_agency;
    AgencyName deciding_agency;
    AgencyName division;
    AgencyName return_agency;
    ReturnMethod return_method = ReturnMethod::at_centre;
    std::optional<std::string> return_address;
    people::Person applicant;
    std::optional<Representative> representative;
    std::optional<std::string> summary;
    json::Value answers;
    std::vector<forms::ReadableAnswer> answers_readable;
    Instant submitted_at{};
    std::optional<Instant> received_at;
    std::optional<Instant> clock_started_at;
    std::optional<Instant> due_at;
    std::optional<Instant> first_due_at;
    bool provisional = false;
    std::optional<Instant> extended_from;
    std::optional<Instant> decided_at;
    std::optional<Outcome> outcome;
    std::optional<Instant> finished_at;
    std::optional<Instant> returned_at;
    std::optional<Timeliness> timeliness;
    bool late = false;
    std::vector<PauseSpan> pauses;
    int supplement_count = 0;
    int extension_count = 0;
    Vnd fee_vnd;
    Vnd fee_paid_vnd;
    std::optional<Instant> fee_paid_at;
    std::optional<std::string> fee_exemption;    // Claimed at filing
    std::vector<StepView> steps;
    std::vector<TaskView> tasks;
    std::vector<PaperView> documents;
    std::vector<FileView> result_files;
    std::vector<TimelineView> timeline;
    std::vector<IssuedLetter> letters;
    std::vector<ActView> acts;
};
BOOST_DESCRIBE_STRUCT(Detail, (), (code, version, state, state_name, national_code, percent, procedure, channel, intake_agency, deciding_agency,
    division, return_agency, return_method, return_address, applicant, representative, summary, answers, answers_readable, submitted_at,
    received_at, clock_started_at, due_at, first_due_at, provisional, extended_from, decided_at, outcome, finished_at, returned_at, timeliness,
    late, pauses, supplement_count, extension_count, fee_vnd, fee_paid_vnd, fee_paid_at,
    fee_exemption, steps, tasks, documents, result_files, timeline, letters, acts))

// Refusal unknown_dossier. The reading is recorded: who opened whose data.
Detail detail(const Services&, const Actor&, std::string_view code);

// Whose data was read, in which dossier.
struct Read {
    PersonId person;
    std::optional<DossierId> dossier;
};
// Notes who opened whose data; nothing when no officer did.
void record_reading(const Services&, const Actor&, const Read&, std::string_view purpose);

struct ReadingView {
    Instant at{};
    std::string officer;
    std::string title;
    std::string purpose;
};
BOOST_DESCRIBE_STRUCT(ReadingView, (), (at, officer, title, purpose))
struct ReadingPage {
    std::vector<ReadingView> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(ReadingPage, (), (items, next))
// Who opened the data of this dossier's applicant, newest first. Refusals: unknown_dossier, after/bad_cursor.
ReadingPage readings(const Services&, const Actor&, std::string_view code, int limit, std::string_view after);

// One line of the timeline in words for people.
std::string describe(const Event&, const staff::Directory&);

// The PDF of an issued slip. Refusals: unknown_dossier, unknown_letter.
std::string letter_pdf(const Services&, const Actor&, std::string_view code, std::int64_t number);
// The routing slip (Mẫu 06) as it stands now.
std::string routing_slip_pdf(const Services&, const Actor&, std::string_view code);
// A file of the dossier that the officer may see. Refusal unknown_file.
FileRow file_of(const Services&, const Actor&, std::string_view code, std::string_view digest);

}  // namespace motcua::dossiers
