#include <cstdio>
#include <exception>
#include <string_view>

#include "app/commands.hpp"
#include "platform/log.hpp"

extern char** environ;

namespace {

using motcua::app::Settings;

struct Command {
    std::string_view name;
    std::string_view help;
    int (*run)(const Settings&);
};

constexpr Command commands[] = {
    {"serve", "Answer requests until told to stop.", motcua::app::serve},
    {"load-catalogue", "Check the catalogue's files and show which open dossiers a change touches.", motcua::app::check_catalogue},
    {"verify-journal", "Prove that no dossier was lost or changed; exit status 1 when one was.", motcua::app::verify_journal},
    {"print-openapi", "Print the OpenAPI document of the HTTP interface.", motcua::app::print_openapi},
};

void print_help()
{
    std::printf("motcua %s: one-stop public-service centres\n\nUsage: motcua COMMAND [--flags]\n\nCommands:\n", MOTCUA_VERSION);
    for (const auto& command : commands) std::printf("  %-16.*s %.*s\n", static_cast<int>(command.name.size()), command.name.data(),
                                                     static_cast<int>(command.help.size()), command.help.data());
    std::printf("\nSettings, as flags, MOTCUA_… variables or in a TOML file (--config FILE):\n%s",
                motcua::config::help<Settings>(motcua::app::settings_table()).c_str());
}

int run(int argc, char** argv)
{
    Settings settings;
    auto outcome = motcua::config::load_into(settings, motcua::app::settings_table(), motcua::config::sources_of(argc, argv, environ, "motcua.toml"));
    if (outcome.help || argc < 2) return print_help(), 0;
    for (const auto& fault : outcome.faults) std::fprintf(stderr, "%s\n", fault.c_str());
    if (!outcome.faults.empty()) return 2;
    auto name = outcome.words.empty() ? std::string_view() : std::string_view(outcome.words[0]);
    for (const auto& command : commands) {
        if (command.name != name || outcome.words.size() != 1) continue;
        motcua::app::find_places(settings, argv[0]);
        return command.run(settings);
    }
    std::fprintf(stderr, "motcua: no such command: %.*s (see motcua --help)\n", static_cast<int>(name.size()), name.data());
    return 2;
}

}  // namespace

int main(int argc, char** argv)
try {
    return run(argc, argv);
} catch (const std::exception& error) {
    std::fprintf(stderr, "motcua: %s\n", error.what());
    return 1;
}
