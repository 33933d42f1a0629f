#include "features/dossiers/http.hpp"

#include "features/dossiers/detail.hpp"
#include "features/dossiers/listing.hpp"
#include "features/dossiers/rules.hpp"
#include "platform/json/json.hpp"

namespace motcua::dossiers {

namespace {

// The officers' page shows a scan in a frame beside the form, and prints a slip from one.

struct DossierRow {
    std::string code;
    std::int64_t version = 0;
    std::string procedure_id;
    std::string procedure_name;
    std::string applicant_name;
    State state = State::registered;
    std::string state_name;
    Instant submitted_at{};
    std::optional<Instant> received_at;
    std::optional<Instant> due_at;
    bool provisional = false;
    bool late = false;
    std::optional<Timeliness> timeliness;
    std::string deciding_agency;
    std::optional<std::int64_t> task_number;
    std::optional<TaskKind> task_kind;
    std::optional<std::string> step_name;
    std::optional<Instant> step_due_at;
    std::optional<std::string> holder;
    bool taken = false;
};
BOOST_DESCRIBE_STRUCT(DossierRow, (), (code, version, procedure_id, procedure_name, applicant_name, state, state_name, submitted_at, received_at,
    due_at, provisional, late, timeliness, deciding_agency, task_number, task_kind, step_name, step_due_at, holder, taken))

struct DossierList {
    std::vector<DossierRow> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(DossierList, (), (items, next))

template <class T>
std::optional<T> choice_parameter(const http::Request& request, std::string_view name)
{
    auto text = request.parameter(name);
    if (!text || text->empty()) return std::nullopt;
    auto value = json::choice<T>(*text);
    if (!value) throw bad_field(std::string(name), "unknown_choice");
    return value;
}

DossierRow to_row(const ListRow& r, const catalogue::Snapshot& catalogue, const staff::Directory& directory, Instant now)
{
    const auto* procedure = catalogue.procedure_version(r.procedure_id, r.procedure_version);
    Dossier d;
    d.due_at = r.due_at;
    d.extended_from = r.extended_from;
    d.finished_at = r.finished_at;
    d.timeliness = r.timeliness;
    DossierRow row{r.code, r.version, r.procedure_id, procedure ? procedure->name : r.procedure_id, r.applicant_name, r.state,
                   std::string(vietnamese_name(r.state)), r.submitted_at, r.received_at, r.due_at, r.provisional, is_late(d, now), r.timeliness,
                   directory.at(r.deciding_agency_id).name, r.task_number, r.task_kind, std::nullopt, r.task_due_at, std::nullopt,
                   r.task_officer_id.has_value()};
    const auto* workflow = catalogue.workflow_version(r.workflow, r.workflow_version);
    if (workflow && r.task_kind == TaskKind::step && r.task_position && *r.task_position >= 0)
        row.step_name = workflow->steps.at(static_cast<std::size_t>(*r.task_position)).name;
    if (r.task_agency_id) row.holder = directory.at(*r.task_agency_id).name;
    return row;
}

http::Response list_dossiers(const http::Request& request, const Services& services)
{
    ListQuestion question;
    question.q = request.parameter("q").value_or("");
    question.box = choice_parameter<Box>(request, "box").value_or(question.q.empty() ? Box::inbox : Box::all);
    question.state = choice_parameter<State>(request, "state");
    question.procedure = request.parameter("procedure");
    if (question.procedure && question.procedure->empty()) question.procedure.reset();
    question.work = request.parameter("work");
    if (question.work && question.work->empty()) question.work.reset();
    question.late = request.parameter("late") == "true";
    question.limit = std::atoi(request.parameter("limit").value_or("50").c_str());
    question.after = request.parameter("after").value_or("");
    auto page = list(services, request.actor, question);
    auto catalogue = services.catalogue.now();
    auto directory = services.staff.directory();
    DossierList answer;
    for (const auto& row : page.rows) answer.items.push_back(to_row(row, *catalogue, *directory, services.clock.now()));
    answer.next = page.next;
    return http::ok(answer);
}

// A slip that our own pages may frame.
http::Response slip(std::string bytes, std::string_view name)
{
    auto response = http::pdf(std::move(bytes), name);
    response.headers.emplace_back("Content-Security-Policy", http::framed_by_us);
    return response;
}

http::Response send_file(const http::Request& request, const Services& services, documents::Documents& documents)
{
    auto row = file_of(services, request.actor, request.parameters.at(0), request.parameters.at(1));
    return http::stored_file(documents.read(row.digest), row.media_type, row.name);
}

http::Response upload(const http::Request& request, documents::Documents& documents)
{
    auto file = documents.store(request.actor, http::uploaded_name(request), request.body);
    return http::created("/api/files/" + file.digest, file);
}

void add_reading_routes(http::Routes& routes, const Services& services)
{
    routes.add({.method = "GET", .path = "/api/dossiers", .permission = Permission::signed_in,
                .handler = [&services](const http::Request& r) { return list_dossiers(r, services); },
                .summary = "Inbox, own work, or the dossiers of the officer's agencies", .answer = &json::type_of<DossierList>(),
                .query = {"box", "q", "state", "procedure", "work", "late:boolean", "limit:integer", "after"}});
    routes.add({.method = "GET", .path = "/api/dossiers/{code}", .permission = Permission::read_dossiers,
                .handler = [&services](const http::Request& r) { return http::ok(detail(services, r.actor, r.parameters.at(0))); },
                .summary = "Everything about one dossier", .answer = &json::type_of<Detail>()});
    routes.add({.method = "GET", .path = "/api/dossiers/{code}/readings", .permission = Permission::read_access_log,
                .handler = [&services](const http::Request& r) {
                    auto limit = std::atoi(r.parameter("limit").value_or("50").c_str());
                    return http::ok(readings(services, r.actor, r.parameters.at(0), limit, r.parameter("after").value_or("")));
                },
                .summary = "Who opened the data of the applicant", .answer = &json::type_of<ReadingPage>(), .query = {"limit:integer", "after"}});
    routes.add({.method = "GET", .path = "/api/inbox-counts", .permission = Permission::signed_in,
                .handler = [&services](const http::Request& r) { return http::ok(inbox_counts(services, r.actor)); },
                .summary = "How much work is open, late and due today", .answer = &json::type_of<InboxCounts>()});
    routes.add({.method = "GET", .path = "/api/dossiers/{code}/letters/{number}.pdf", .permission = Permission::read_dossiers,
                .handler = [&services](const http::Request& r) {
                    const auto& number = r.parameters.at(1);
                    return slip(letter_pdf(services, r.actor, r.parameters.at(0), std::atoll(number.c_str())), r.parameters.at(0) + "-" + number);
                },
                .summary = "An issued slip as PDF", .answer_type = "application/pdf"});
    routes.add({.method = "GET", .path = "/api/dossiers/{code}/routing-slip.pdf", .permission = Permission::read_dossiers,
                .handler = [&services](const http::Request& r) {
                    return slip(routing_slip_pdf(services, r.actor, r.parameters.at(0)), r.parameters.at(0) + "-phieu-kiem-soat");
                },
                .summary = "The routing slip (Mẫu 06) as it stands now", .answer_type = "application/pdf"});
}

}  // namespace

void add_routes(http::Routes& routes, Dossiers& dossiers, documents::Documents& documents)
{
    const auto& services = dossiers.services();
    routes.add({.method = "POST", .path = "/api/dossiers", .permission = Permission::receive_dossiers,
                .handler = [&dossiers](const http::Request& r) {
                    auto summary = dossiers.file(r.actor, json::read<Filing>(r.body));
                    return http::created("/api/dossiers/" + summary.code, summary);
                },
                .summary = "Take a dossier at the counter: receipt, supplement request or refusal", .body = &json::type_of<Filing>(),
                .answer = &json::type_of<Summary>(), .replay = http::Replay::keyed});
    add_reading_routes(routes, services);
    routes.add({.method = "GET", .path = "/api/dossiers/{code}/files/{digest}", .permission = Permission::read_dossiers,
                .handler = [&services, &documents](const http::Request& r) { return send_file(r, services, documents); },
                .summary = "A file of the dossier", .answer_type = "*/*"});
    routes.add({.method = "POST", .path = "/api/files", .permission = Permission::signed_in,
                .handler = [&documents](const http::Request& r) { return upload(r, documents); },
                .summary = "Store a file; its name percent-encoded in X-File-Name", .answer = &json::type_of<documents::StoredFile>(),
                .body_limit = documents.settings().largest + 1024});
    add_act_routes(routes, dossiers);
}

}  // namespace motcua::dossiers
