#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/json/type.hpp"

// Settings of a program: a described struct whose members have their defaults, filled from a TOML file, then from variables
// of the environment, then from flags; each of them wins over the one before. The member `mail.host` of a nested struct is
//   host = "…" under [mail] in the file, the variable MOTCUA_MAIL_HOST and the flag --mail-host.
namespace motcua::config {

// What a value must fulfil beyond its type. Called with the value as text; of a list, with each item.
struct Check {
    std::string expected;   // "a number from 1 to 65535"
    std::function<bool(const std::string&)> holds;
};

Check between(std::int64_t least, std::int64_t most);
Check not_empty();
Check at_least_characters(std::size_t least);
Check address_and_port();                            // "127.0.0.1:8080", "[::1]:8080", "localhost:8080"
Check url(std::vector<std::string> schemes);         // url({"https"}): "https://host…"
Check existing_file();
Check existing_folder();
Check empty_or(Check);

struct Setting {
    std::string name;                    // Of the member: "listen", "mail.host".
    std::string help;                    // One English line: "Address and port to listen on."
    std::optional<Check> check = {};
    // Never printed and never taken from a flag. MOTCUA_…_FILE may name a file that holds it, as systemd and containers hand
    // out secrets; a line feed at its end is cut.
    bool secret = false;
};

// Where values come from.
struct Sources {
    std::vector<std::string> arguments;               // Without the program's own name.
    std::map<std::string, std::string> environment;   // Every variable; an empty one counts as not set.
    std::string default_file;                         // Read when it is there and neither --config nor MOTCUA_CONFIG names one.
};
Sources sources_of(int argc, const char* const* argv, const char* const* environment, std::string default_file = "");

struct Outcome {
    bool help = false;                 // --help or -h was given: print `help` and do nothing else.
    std::vector<std::string> words;    // The arguments that are no flags: the command and its objects.
    std::string file;                  // That was read; "" for none.
    std::vector<std::string> faults;   // Every one, as a sentence with its place: "motcua.toml:3:10: workers: …", "MOTCUA_WORKERS: …".
};

// Fills the struct. It may be used when there are no faults. Throws std::logic_error when the table and the struct do not
// name the same members: a mistake of ours.
Outcome load_into(void* settings, const json::Type&, std::span<const Setting>, const Sources&);
// What --help prints about the settings; `settings` holds the defaults.
std::string help(const void* settings, const json::Type&, std::span<const Setting>);
// A TOML file with every setting, its help and its default, all commented out.
std::string example_file(const void* settings, const json::Type&, std::span<const Setting>);

template <class T>
Outcome load_into(T& settings, std::span<const Setting> table, const Sources& sources)
{
    return load_into(&settings, json::type_of<T>(), table, sources);
}
template <class T>
std::string help(std::span<const Setting> table)
{
    const T defaults{};
    return help(&defaults, json::type_of<T>(), table);
}
template <class T>
std::string example_file(std::span<const Setting> table)
{
    const T defaults{};
    return example_file(&defaults, json::type_of<T>(), table);
}

}  // namespace motcua::config
