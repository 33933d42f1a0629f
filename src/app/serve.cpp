#include <csignal>
#include <cstdio>
#include <filesystem>
#include <thread>

#include <malloc.h>
#include <sys/resource.h>

#include "app/commands.hpp"
#include "app/program.hpp"
#include "features/keeping/keeping.hpp"
#include "features/citizens/http.hpp"
#include "features/reports/jobs.hpp"
#include "features/simulation/city.hpp"
#include "features/simulation/simulation.hpp"
#include "features/staff/http.hpp"
#include "platform/http/dispatch.hpp"
#include "platform/http/idempotency.hpp"
#include "platform/http/server.hpp"
#include "platform/http/static.hpp"
#include "platform/jobs/queue.hpp"
#include "platform/json/openapi.hpp"
#include "platform/log.hpp"
#include "platform/pdf/pdf.hpp"

namespace motcua::app {

namespace {

// The web applications: officers under /noi-bo/, citizens everywhere else.
class Site {
public:
    explicit Site(const std::string& folder)
    {
        if (folder.empty()) return;
        add(folder, "staff", "/noi-bo");
        add(folder, "citizen", "/");
    }

    std::optional<http::Response> answer(const http::Request& request) const
    {
        for (const auto& files : m_applications)
            if (auto response = files->answer(request)) return response;
        return std::nullopt;
    }

private:
    void add(const std::string& folder, const std::string& name, const std::string& mount)
    {
        auto built = std::filesystem::path(folder) / name / "dist";
        if (!std::filesystem::exists(built)) built = std::filesystem::path(folder) / name;
        if (std::filesystem::exists(built / "index.html"))
            m_applications.push_back(std::make_unique<http::StaticFiles>(http::StaticOptions{.folder = built.string(), .mount = mount}));
        else
            log::warning("the web application is not built", {{"name", name}});
    }

    std::vector<std::unique_ptr<http::StaticFiles>> m_applications;
};

http::DispatchOptions dispatch_options(Program& program, const Site& site)
{
    http::DispatchOptions options;
    // Citizens and officers may sit at the same browser: the address says whose session counts.
    options.authenticate = [&program](const http::Request& r, std::string& session) {
        return r.path.starts_with("/api/public/") ? citizens::authenticate(program.accounts, r, session) : staff::authenticate(program.staff, r, session);
    };
    options.messages = [&program](http::CodeKind kind, std::string_view code) {
        auto snapshot = program.catalogue.now();
        return std::string(kind == http::CodeKind::field ? snapshot->field_message(code) : snapshot->message(code));
    };
    options.site = [&site](const http::Request& r) { return site.answer(r); };
    options.trusted_proxies = program.settings.trusted_proxies;
    if (!program.settings.mini_app.app_id.empty()) options.foreign_origins = {program.settings.mini_app.origin};
    options.database = program.database.get();
    options.clock = &program.clock;
    return options;
}

void fill_with_sample(Program& program)
{
    if (!simulation::is_empty(*program.database)) return;
    if (program.settings.sample_password.empty()) throw std::runtime_error("--sample needs --sample-password for the officers of the sample city");
    auto facts = simulation::build_city(*program.database, program.clock, *program.catalogue.now(), program.settings.sample_password);
    program.staff.refresh();
    auto snapshot = program.catalogue.now();
    auto counting = [&](db::Connection& c, const dossiers::Recorded& act) { reports::count(program.reports, c, act); };
    auto report = simulation::run({*program.database, program.catalogue, program.vault, counting},
                                  simulation::sample_plan(*snapshot, program.clock.now()), {});
    for (const auto& [refusal, count] : report.refusals) log::warning("a sample dossier was refused", {{"act", refusal}, {"times", std::to_string(count)}});
    log::info("sample city", {{"agencies", std::to_string(facts.agencies)}, {"officers", std::to_string(facts.officers)}, {"dossiers", std::to_string(report.filed)}});
}

void add_openapi(http::Routes& routes)
{
    auto document = std::make_shared<std::string>();
    routes.add({.method = "GET", .path = "/api/openapi.json", .permission = Permission::anyone,
                .handler = [document](const http::Request&) { return http::json_answer(*document); },
                .summary = "This document", .answer = &json::type_of<json::Value>(), .quick = true});
    *document = json::print_openapi(routes.all(), MOTCUA_VERSION);
}

// As many connections as the machine allows: a shell's first limit is 1,024.
void open_as_many_as_allowed()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

// Signals are taken by one thread that waits for them: SIGTERM and SIGINT end, SIGHUP reads the catalogue anew.
sigset_t awaited_signals()
{
    sigset_t signals;
    sigemptyset(&signals);
    for (int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals, signal);
    return signals;
}

void reload_catalogue(Program& program)
{
    try {
        auto snapshot = load_catalogue(program.settings);
        auto report_settings = load_report_settings(program.settings);
        install_catalogue(*program.database, *snapshot, program.clock);
        program.catalogue.replace(std::move(snapshot));
        program.report_settings.replace(std::move(report_settings));
        log::info("catalogue read anew");
    } catch (const std::exception& error) {
        log::error("the catalogue stays as it was", {{"error", error.what()}});
    }
}

// Once an hour: kept answers older than two days, finished jobs and officers' unsent work older than a month, and what killed
// uploads have left.
void tidy(Program& program)
{
    auto now = program.clock.now();
    program.database->write([&](db::Connection& c) {
        http::forget_answers(c, now - std::chrono::hours(48));
        jobs::forget_done(c, now - std::chrono::days(30));
        staff::forget_old_work(c, now);
        assistant::forget_old_conversations(c, now);
        program.accounts.forget_expired(c, now);
        program.drafts.forget_expired(c, now);
    });
    keeping::remove_leftovers(program.settings.files, now);
}

void wait_for_end(Program& program, const sigset_t& signals)
{
    for (int round = 0;; ++round) {
        timespec few_seconds{5, 0};
        int signal = sigtimedwait(&signals, nullptr, &few_seconds);
        if (signal == SIGTERM || signal == SIGINT) return;
        if (signal == SIGHUP) reload_catalogue(program);
        try {
            program.staff.refresh();  // What another server has changed.
            if (round % 720 == 1) tidy(program);
        } catch (const std::exception& error) {
            log::warning("the database did not answer", {{"error", error.what()}});
        }
    }
}

}  // namespace

int serve(const Settings& settings)
{
    auto signals = awaited_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    open_as_many_as_allowed();
    mallopt(M_MMAP_THRESHOLD, 1024 * 1024);  // What a large file has taken goes back to the machine, whatever was freed before.

    SystemClock clock;
    Program program(settings, clock, open_database(settings), load_catalogue(settings));
    install_catalogue(*program.database, *program.catalogue.now(), clock);
    pdf::check_fonts();
    if (settings.sample) fill_with_sample(program);
    Site site(settings.web);
    auto routes = program.routes();
    add_openapi(routes);
    http::Dispatcher dispatcher(std::move(routes), dispatch_options(program, site));
    http::ServerOptions options;
    options.listen = settings.listen;
    options.workers = settings.workers;
    http::Server server(options, dispatcher);
    reports::schedule(program.reports);
    program.jobs.start();
    server.start();
    auto host = settings.listen.substr(0, settings.listen.rfind(':'));
    std::printf("Một Cửa: http://%s:%d/ (người dân)  http://%s:%d/noi-bo/ (cán bộ)\n", host.c_str(), server.port(), host.c_str(), server.port());
    std::fflush(stdout);

    wait_for_end(program, signals);
    log::info("stopping");
    server.stop();
    program.jobs.stop();
    return 0;
}

int print_openapi(const Settings& settings)
{
    // Routes need their features, and these a database: an empty one in memory, forgotten at the end.
    SystemClock clock;
    auto in_memory = settings;
    in_memory.database = "sqlite::memory:";
    auto folder = std::filesystem::temp_directory_path() / ("motcua-openapi-" + std::to_string(getpid()));
    in_memory.files = folder.string();
    in_memory.key_file = (folder / "key").string();
    {
        Program program(in_memory, clock, open_database(in_memory), load_catalogue(in_memory));
        auto routes = program.routes();
        add_openapi(routes);
        auto document = json::print_openapi(routes.all(), MOTCUA_VERSION);
        std::fwrite(document.data(), 1, document.size(), stdout);
    }
    std::filesystem::remove_all(folder);
    return 0;
}

}  // namespace motcua::app
