#include "app/program.hpp"

#include <chrono>
#include <filesystem>
#include <map>
#include <mutex>
#include <stdexcept>

#include "features/assistant/http.hpp"
#include "features/catalogue/public_http.hpp"
#include "features/catalogue/versions_http.hpp"
#include "features/citizens/http.hpp"
#include "features/dossiers/http.hpp"
#include "features/dossiers/own.hpp"
#include "features/keeping/keeping.hpp"
#include "features/reports/http.hpp"
#include "features/reports/jobs.hpp"
#include "features/staff/http.hpp"
#include "platform/db/migrations.hpp"
#include "platform/http/endpoints.hpp"
#include "platform/json/json.hpp"

namespace motcua::app {

namespace {

struct Touched {
    std::string code;
};
BOOST_DESCRIBE_STRUCT(Touched, (), (code))

dossiers::Services services_of(Program& program)
{
    dossiers::Services services{*program.database, program.clock, program.catalogue, program.staff, program.people, program.vault,
                                program.settings.public_address.empty() ? "" : program.settings.public_address + "/tra-cuu?ma=", {}};
    services.changed = [&program](const dossiers::Change& change) {
        auto data = json::write(Touched{change.code});
        for (auto agency : change.agencies) program.events.publish("inbox/" + std::to_string(agency.number), "inbox_changed", data);
    };
    services.recorded = [&program](db::Connection& c, const dossiers::Recorded& act) { reports::count(program.reports, c, act); };
    return services;
}

// Figures of an agency have changed. Told at most once a second of each agency: screens wait longer than that before they ask anew.
struct FiguresTouched {
    std::string agency;
};
BOOST_DESCRIBE_STRUCT(FiguresTouched, (), (agency))

class FiguresBell {
public:
    void ring(Program& program, AgencyId unit)
    {
        auto now = std::chrono::steady_clock::now();
        auto directory = program.staff.directory();
        for (auto agency : directory->with_ancestors(unit)) {
            {
                std::lock_guard lock(m_mutex);
                auto& last = m_rung[agency];
                if (now - last < std::chrono::seconds(1)) continue;
                last = now;
            }
            program.events.publish("figures/" + std::to_string(agency.number), "figures_changed", json::write(FiguresTouched{directory->at(agency).code}));
        }
    }

private:
    std::mutex m_mutex;
    std::map<AgencyId, std::chrono::steady_clock::time_point> m_rung;
};

// An event on its way to another server.
struct ForwardedEvent {
    std::string topic;
    std::string type;            // "": what it was is too long to be told
    std::string data;
};
BOOST_DESCRIBE_STRUCT(ForwardedEvent, (), (topic, type, data))

constexpr std::size_t longest_forwarded = 4000;

// Ties the hub of this server to those of the others.
std::unique_ptr<db::Channel> join_servers(const Settings& settings, http::EventHub& events)
{
    auto heard = [&events](std::string_view message) {
        ForwardedEvent event;
        try {
            event = json::read<ForwardedEvent>(message, json::UnknownFields::ignore);
        } catch (const Refusal&) {  // Of a server with another version.
        }
        if (event.type.empty()) events.tell_missed();
        else events.receive(event.topic, event.type, std::move(event.data));
    };
    auto channel = db::open_channel({.url = settings.database, .name = "events"}, {heard, [&events] { events.tell_missed(); }});
    if (channel)
        events.forward_to([&channel = *channel](std::string_view topic, std::string_view type, std::string_view data) {
            auto message = json::write(ForwardedEvent{std::string(topic), std::string(type), std::string(data)});
            channel.send(message.size() <= longest_forwarded ? std::move(message) : json::write(ForwardedEvent{}));
        });
    return channel;
}

// The city's, then the commune's own.
std::vector<std::string> folders_of(const Settings& settings)
{
    std::vector<std::string> folders{settings.catalogue};
    if (!settings.own_catalogue.empty()) folders.push_back(settings.own_catalogue);
    return folders;
}

citizens::Services services_of_citizens(Program& p)
{
    return {*p.database, p.clock, p.catalogue, p.staff, p.people, p.vault, p.documents, p.dossiers};
}

citizens::Options citizen_options(const Settings& settings)
{
    return {.providers = {{"vneid", settings.vneid}, {"portal", settings.portal}}, .mini_app = settings.mini_app,
            .public_address = settings.public_address, .least_level = settings.least_identity_level};
}

// The newest dossiers of a citizen who has signed in, for the assistant to speak of.
std::vector<assistant::OwnDossier> newest_of(const dossiers::Services& services, const Actor& actor)
{
    std::vector<assistant::OwnDossier> list;
    for (auto& own : dossiers::own_dossiers(services, actor, 5, "").items)
        list.push_back({std::move(own.code), std::move(own.procedure_name), std::move(own.state_name), own.due_at});
    return list;
}

assistant::Rephrase rephrase_of(const Settings& settings)
{
    if (settings.model.url.empty()) return {};
    net::Limits limits;
    limits.whole = std::chrono::milliseconds(3000);
    limits.authorities = settings.model.authorities;
    return assistant::rephraser(settings.model, net::sender(limits));
}

// Screens of officers: told when an inbox of theirs changes.
http::Response listen(const http::Request& request, http::EventHub& events)
{
    std::vector<std::string> topics;
    for (const auto& grant : request.actor.grants) {
        topics.push_back("inbox/" + std::to_string(grant.agency.number));
        if (grant.permission == Permission::read_reports) topics.push_back("figures/" + std::to_string(grant.agency.number));
    }
    http::Response response;
    std::string last_event_id(request.header("last-event-id"));
    response.stream = [&events, topics = std::move(topics), last_event_id](std::shared_ptr<http::EventSink> sink) {
        events.subscribe(topics, std::move(sink), last_event_id);
    };
    return response;
}

}  // namespace

std::shared_ptr<const catalogue::Snapshot> load_catalogue(const Settings& settings)
{
    auto loaded = catalogue::load(folders_of(settings));
    if (loaded.faults.empty()) return loaded.snapshot;
    std::string words = "the catalogue has faults:";
    for (const auto& fault : loaded.faults) words += "\n  " + catalogue::describe(fault);
    throw std::runtime_error(words);
}

std::shared_ptr<const reports::Settings> load_report_settings(const Settings& settings)
{
    return reports::load_settings(folders_of(settings));
}

std::unique_ptr<db::Database> open_database(const Settings& settings)
{
    constexpr std::string_view sqlite = "sqlite:";
    if (settings.database.starts_with(sqlite)) {
        auto folder = std::filesystem::path(settings.database.substr(sqlite.size())).parent_path();
        if (!folder.empty()) std::filesystem::create_directories(folder);
    }
    db::Options options;
    options.url = settings.database;
    auto usual = options.url.starts_with("sqlite:") ? 4 : 16;
    options.readers = settings.readers > 0 ? settings.readers : usual;
    auto database = db::open(options);
    db::migrate(*database, db::all_migrations());
    return database;
}

std::unique_ptr<db::Database> open_present_database(const Settings& settings)
{
    keeping::require_present(settings.database);
    return open_database(settings);
}

void install_catalogue(db::Database& database, const catalogue::Snapshot& snapshot, const Clock& clock)
{
    auto report = catalogue::install(database, snapshot, clock.now(), dossiers::uses_of);
    if (report.is_refused()) throw std::runtime_error(catalogue::describe(report));
}

Program::Program(const Settings& given, const Clock& time, std::unique_ptr<db::Database> opened, std::shared_ptr<const catalogue::Snapshot> snapshot)
    : settings(given), clock(time), database(std::move(opened)), catalogue(std::move(snapshot)),
      vault(keeping::open_vault(*database, given.key_file)),
      staff(*database, clock, catalogue, vault), kept_works(*database, clock, vault), people(vault),
      documents(*database, clock, {given.files, static_cast<std::size_t>(given.upload_mb) * 1024 * 1024, given.scanner}),
      channel(join_servers(settings, events)), report_settings(load_report_settings(given)),
      reports{*database, clock, catalogue, staff, report_settings}, dossiers(services_of(*this)),
      assistant({*database, clock, catalogue, staff, vault, dossiers.services(), folders_of(given),
                 [this](const Actor& actor) { return newest_of(dossiers.services(), actor); }, rephrase_of(given)}), desk(assistant),
      citizen_services(services_of_citizens(*this)), accounts(citizen_services, citizen_options(given)),
      drafts(citizen_services, citizen_options(given), accounts), ratings(citizen_services),
      gateway(given.messages_to.empty() ? notifications::console_gateway() : notifications::file_gateway(given.messages_to, clock)),
      jobs(*database, clock, {})
{
    reports.changed = [this, bell = std::make_shared<FiguresBell>()](const reports::FiguresChanged& change) { bell->ring(*this, change.unit); };
    notifications::deliver_with(jobs, *gateway);
    assistant::zalo::add_jobs(jobs, assistant, settings.zalo, net::sender({.authorities = settings.zalo.authorities}));
    reports::add_jobs(jobs, reports);
}

http::Routes Program::routes()
{
    http::Routes routes;
    catalogue::add_public_routes(routes, catalogue, clock);
    catalogue::add_version_routes(routes, catalogue, clock, *database, dossiers::uses_of);
    staff::add_routes(routes, staff, catalogue);
    staff::add_desk_routes(routes, staff, kept_works);
    dossiers::add_routes(routes, dossiers, documents);
    dossiers::add_register_routes(routes, dossiers);
    dossiers::add_oversight_routes(routes, dossiers);
    dossiers::add_public_routes(routes, dossiers);
    assistant::add_public_routes(routes, assistant);
    assistant::add_desk_routes(routes, assistant);
    assistant::add_officer_routes(routes, desk);
    assistant::zalo::add_routes(routes, assistant, settings.zalo);
    citizens::add_sign_in_routes(routes, accounts);
    reports::add_routes(routes, reports);
    citizens::add_draft_routes(routes, drafts, citizen_services);
    citizens::add_own_routes(routes, citizen_services, drafts, ratings);
    citizens::add_counter_routes(routes, drafts, citizen_services, settings.public_address);
    routes.add(http::health_route([this] { database->check(); }));
    routes.add(http::metrics_route());
    routes.add({.method = "GET", .path = "/api/events", .permission = Permission::signed_in,
                .handler = [this](const http::Request& r) { return listen(r, events); },
                .summary = "Server-sent events: an inbox of the officer has changed", .answer_type = "text/event-stream"});
    return routes;
}

}  // namespace motcua::app
