// Any bytes as bodies and queries of the public API over the shipped catalogue, and as files of a catalogue.
#include <cstdint>
#include <cstdlib>

#include "domain/refusal.hpp"
#include "features/catalogue/collected.hpp"
#include "features/catalogue/public_http.hpp"
#include "features/catalogue/rules.hpp"
#include "platform/text/text.hpp"

namespace {

using namespace motcua;

const catalogue::Catalogue& shipped()
{
    static const catalogue::Catalogue instance = [] {
        const char* folder = std::getenv("MOTCUA_CATALOGUE");
        auto loaded = catalogue::load(std::string(folder ? folder : "catalogue"));
        if (!loaded.snapshot) std::abort();
        return catalogue::Catalogue(loaded.snapshot);
    }();
    return instance;
}

const http::Routes& routes()
{
    static const ManualClock clock{instant_in_vietnam(make_day(2026, 7, 2), MinuteOfDay(600))};
    static const http::Routes all = [] {
        http::Routes list;
        catalogue::add_public_routes(list, shipped(), clock);
        return list;
    }();
    return all;
}

// Answers or refuses: anything else is a fault of ours.
void ask(std::string_view method, std::string path, std::string_view query, std::string_view body)
{
    http::Request request;
    request.method = method;
    request.path = "/api/public/v1/" + std::move(path);
    request.query = query;
    request.body = body;
    bool path_known = false;
    const auto* route = routes().find(method, request.path, request.parameters, path_known);
    if (!route) std::abort();
    try {
        if (route->handler(request).body.empty()) std::abort();
    } catch (const Refusal&) {
    }
}

void read_as_files(std::string_view bytes)
{
    catalogue::FaultList faults;
    catalogue::Source source;
    source.name = source.path = "procedures/a/a.toml";
    source.text = bytes;
    std::vector<int> lines;
    catalogue::read_rows<catalogue::Predecessor>(source, faults, lines);
    if (!text::is_valid_utf8(bytes)) return;
    std::vector<toml::Fault> found;
    auto root = toml::parse(bytes, found);
    if (!root) return;
    source.root = std::move(*root);
    catalogue::Collected all;
    auto& document = all.procedures.emplace_back();
    document.source = source;
    document.sound = catalogue::read_file(document.value, document.source, faults);
    if (document.sound) catalogue::check_procedures(all, faults);
    auto& workflow = all.workflows.emplace_back();
    workflow.source = source;
    workflow.sound = catalogue::read_file(workflow.value, workflow.source, faults);
    if (workflow.sound) catalogue::check_workflows(all, faults);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0) return 0;
    std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    switch (data[0] % 6) {
    case 0: ask("POST", "deadlines", "", bytes); break;
    case 1: ask("POST", "procedures/2.000815/fees", "", bytes); break;
    case 2: ask("GET", "procedures", bytes, ""); break;
    case 3: ask("GET", "old-units", bytes, ""); break;
    case 4: ask("GET", "communes", bytes, ""); break;
    default: read_as_files(bytes); break;
    }
    return 0;
}
