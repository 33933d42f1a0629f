#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>
#include <stdexcept>
#include <string>
#include <string_view>

#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/commands.hpp"
#include "platform/log.hpp"

extern char** environ;

namespace {

using motcua::app::Settings;

struct Command {
    std::string_view name;
    std::string_view help;
    int (*run)(const Settings&);
    bool names_officer = false;                  // A user name follows
};

constexpr Command commands[] = {
    {"serve", "Answer requests until told to stop.", motcua::app::serve},
    {"begin", "Give an empty database the catalogue's agencies and the first account, and print its password.", motcua::app::begin},
    {"new-password", "Give an officer (new-password USERNAME) a new random password, end the sessions, and print the password once.",
     motcua::app::new_password, true},
    {"load-catalogue", "Check the catalogue's files and show which open dossiers a change touches.", motcua::app::check_catalogue},
    {"verify-journal", "Prove that no dossier was lost or changed; exit status 1 when one was.", motcua::app::verify_journal},
    {"verify", "Prove that every file of the database is whole, or, with --from DIR, that a backup is.", motcua::app::verify},
    {"backup", "Copy database and files into --to DIR while the server runs; the master key is not among them.", motcua::app::back_up},
    {"restore", "Put a backup from --from DIR where there is no database (--only-files: mend files).", motcua::app::restore},
    {"doctor", "Look at everything a server needs and say what to do; exit status 1 when something is broken.", motcua::app::doctor},
    {"simulate", "Fill an empty database with a quarter of invented dossiers (--from, --to, --city, --communes, --seed).", motcua::app::simulate},
    {"recount-reports", "Count every dossier anew from the journal, for the reports.", motcua::app::recount_reports},
    {"verify-reports", "Compare the figures of the reports with the journal; exit status 1 when they differ.", motcua::app::verify_reports},
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

// `motcua simulate --seed 7` for `motcua simulate --simulate-seed 7`: beside its name, a command's own settings need not repeat it.
void complete_flags(std::vector<std::string>& arguments)
{
    for (const auto& setting : motcua::app::settings_table()) {
        auto dot = setting.name.find('.');
        auto command = setting.name.substr(0, dot);
        if (dot == std::string::npos || std::find(arguments.begin(), arguments.end(), command) == arguments.end()) continue;
        auto flag = "--" + setting.name.substr(dot + 1);
        std::ranges::replace(flag, '_', '-');
        for (auto& argument : arguments)
            if (argument == flag || argument.starts_with(flag + "=")) argument.replace(0, 2, "--" + command + "-");
    }
}

// As root the program becomes the owner of its files: whatever root wrote, the service could not open.
void become_owner_of(const std::string& files)
{
    struct stat status {};
    if (::geteuid() != 0 || ::stat(files.c_str(), &status) != 0 || status.st_uid == 0) return;
    const auto* owner = ::getpwuid(status.st_uid);
    bool became = (owner ? ::initgroups(owner->pw_name, owner->pw_gid) : ::setgroups(0, nullptr)) == 0
                  && ::setgid(owner ? owner->pw_gid : status.st_gid) == 0 && ::setuid(status.st_uid) == 0;
    if (!became) throw std::runtime_error("the owner of " + files + " cannot be taken on: " + std::strerror(errno));
}

int run(int argc, char** argv)
{
    Settings settings;
    auto sources = motcua::config::sources_of(argc, argv, environ, "motcua.toml");
    complete_flags(sources.arguments);
    auto outcome = motcua::config::load_into(settings, motcua::app::settings_table(), sources);
    if (outcome.help || argc < 2) return print_help(), 0;
    for (const auto& fault : outcome.faults) std::fprintf(stderr, "%s\n", fault.c_str());
    if (!outcome.faults.empty()) return 2;
    auto name = outcome.words.empty() ? std::string_view() : std::string_view(outcome.words[0]);
    for (const auto& command : commands) {
        if (command.name != name || outcome.words.size() != (command.names_officer ? 2U : 1U)) continue;
        if (command.names_officer) settings.username = outcome.words[1];
        motcua::app::find_places(settings, argv[0]);
        become_owner_of(settings.files);
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
    std::fprintf(stderr, "motcua: %s\n", motcua::app::words_for(error).c_str());
    return 1;
}
