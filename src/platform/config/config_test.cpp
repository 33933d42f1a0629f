#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include <unistd.h>

#include "platform/config/config.hpp"
#include "platform/config/toml.hpp"

namespace motcua::config {

namespace {

enum class ExampleMode { demo, production };
BOOST_DESCRIBE_ENUM(ExampleMode, demo, production)

struct ExampleMail {
    std::string host = "localhost";
    int port = 25;
};
BOOST_DESCRIBE_STRUCT(ExampleMail, (), (host, port))

struct ExampleSettings {
    std::string listen = "127.0.0.1:8080";
    int workers = 4;
    bool verbose = false;
    double ratio = 0.5;
    ExampleMode mode = ExampleMode::production;
    std::vector<std::string> trusted_proxies = {"127.0.0.1"};
    std::optional<std::int64_t> memory_limit;
    std::string secret_key;
    ExampleMail mail;
};
BOOST_DESCRIBE_STRUCT(ExampleSettings, (), (listen, workers, verbose, ratio, mode, trusted_proxies, memory_limit, secret_key, mail))

struct ExampleClash {
    std::string mail_host;
    ExampleMail mail;
};
BOOST_DESCRIBE_STRUCT(ExampleClash, (), (mail_host, mail))

const std::vector<Setting> table = {
    {"listen", "Address and port to listen on.", address_and_port()},
    {"workers", "How many requests are worked on at once.", between(1, 64)},
    {"verbose", "Log every statement."},
    {"ratio", "A number."},
    {"mode", "What this server is for."},
    {"trusted_proxies", "Whose X-Forwarded-For is believed.", not_empty()},
    {"memory_limit", "In bytes.", between(1'000'000, 1'000'000'000'000)},
    {"secret_key", "Seals personal numbers.", empty_or(at_least_characters(8)), true},
    {"mail.host", "The mail server."},
    {"mail.port", "Its port.", between(1, 65535)},
};

// A file that is there as long as this lives.
struct WrittenFile {
    explicit WrittenFile(std::string_view content)
    {
        static int number = 0;
        path = (std::filesystem::temp_directory_path() / ("config_test." + std::to_string(getpid()) + "." + std::to_string(++number))).string();
        std::ofstream(path) << content;
    }
    ~WrittenFile() { std::filesystem::remove(path); }
    WrittenFile(const WrittenFile&) = delete;

    std::string path;
};

struct Loading {
    ExampleSettings settings;
    Outcome outcome;

    // The faults, one a line; the file is called FILE.
    std::string faults(const std::string& file = "") const
    {
        std::string lines;
        for (auto line : outcome.faults) {
            if (!file.empty() && line.starts_with(file)) line.replace(0, file.size(), "FILE");
            lines += line + "\n";
        }
        return lines;
    }
};

Loading loaded(std::vector<std::string> arguments, std::map<std::string, std::string> environment = {}, std::string default_file = "")
{
    Loading loading;
    loading.outcome = load_into(loading.settings, table, {std::move(arguments), std::move(environment), std::move(default_file)});
    return loading;
}

}  // namespace

TEST_CASE("without any source the struct's defaults hold")
{
    auto loading = loaded({});
    CHECK(loading.faults() == "");
    CHECK(loading.settings.listen == "127.0.0.1:8080");
    CHECK(loading.settings.trusted_proxies == std::vector<std::string>{"127.0.0.1"});
    CHECK_FALSE(loading.settings.memory_limit);
    CHECK(loading.outcome.words.empty());
    CHECK_FALSE(loading.outcome.help);
}

TEST_CASE("a flag wins over a variable, a variable over the file, the file over the default")
{
    WrittenFile file("workers = 5\nratio = 0.25\nverbose = true\n[mail]\nhost = \"a\"\nport = 26\n");
    auto loading = loaded({"--workers=7", "--config", file.path}, {{"MOTCUA_WORKERS", "6"}, {"MOTCUA_MAIL_HOST", "b"}});
    CHECK(loading.faults() == "");
    CHECK(loading.settings.workers == 7);
    CHECK(loading.settings.ratio == 0.25);
    CHECK(loading.settings.verbose);
    CHECK(loading.settings.mail.host == "b");
    CHECK(loading.settings.mail.port == 26);
    CHECK(loading.settings.mode == ExampleMode::production);
    CHECK(loading.outcome.file == file.path);
}

TEST_CASE("the file is named by flag, by variable, or is the usual one if it is there")
{
    WrittenFile one("workers = 1"), two("workers = 2"), three("workers = 3");
    CHECK(loaded({"--config=" + one.path}, {{"MOTCUA_CONFIG", two.path}}, three.path).settings.workers == 1);
    CHECK(loaded({}, {{"MOTCUA_CONFIG", two.path}}, three.path).settings.workers == 2);
    CHECK(loaded({}, {}, three.path).settings.workers == 3);
    CHECK(loaded({}, {}, "/nonexistent.toml").faults() == "");
    CHECK(loaded({"--config=/nonexistent.toml"}).faults() == "/nonexistent.toml: the file cannot be read: No such file or directory\n");
}

TEST_CASE("every kind of value is read from a variable and from a flag")
{
    auto loading = loaded({"--listen", "[::1]:80", "--trusted-proxies=10.0.0.1, 10.0.0.2", "--verbose", "--mode=demo"},
                          {{"MOTCUA_RATIO", "0.75"}, {"MOTCUA_MEMORY_LIMIT", "2000000"}, {"MOTCUA_MAIL_PORT", "587"}, {"HOME", "/"}});
    CHECK(loading.faults() == "");
    CHECK(loading.settings.listen == "[::1]:80");
    CHECK(loading.settings.trusted_proxies == std::vector<std::string>{"10.0.0.1", "10.0.0.2"});
    CHECK(loading.settings.verbose);
    CHECK(loading.settings.mode == ExampleMode::demo);
    CHECK(loading.settings.ratio == 0.75);
    CHECK(loading.settings.memory_limit == 2'000'000);
    CHECK(loading.settings.mail.port == 587);
    CHECK_FALSE(loaded({"--verbose=false"}, {{"MOTCUA_VERBOSE", "true"}}).settings.verbose);
    CHECK(loaded({"--trusted-proxies="}).settings.trusted_proxies.empty());
}

TEST_CASE("an empty variable counts as not set")
{
    CHECK(loaded({}, {{"MOTCUA_WORKERS", ""}, {"MOTCUA_LISTEN", ""}}).settings.listen == "127.0.0.1:8080");
}

TEST_CASE("words beside flags are the command")
{
    using Words = std::vector<std::string>;
    CHECK(loaded({"serve", "--workers", "5", "now"}).outcome.words == Words{"serve", "now"});
    CHECK(loaded({"--verbose", "serve"}).outcome.words == Words{"serve"});
    CHECK(loaded({"import", "-", "--", "--workers", "-x"}).outcome.words == Words{"import", "-", "--workers", "-x"});
    CHECK(loaded({"serve", "--help", "--nonsense"}).outcome.help);
    CHECK(loaded({"-h"}).outcome.help);
}

TEST_CASE("every fault is named at once, with its place and what is expected")
{
    WrittenFile file("listne = \"x\"\nworkers = \"many\"\n[mail]\nport = 70000\n");
    auto loading = loaded({"--config=" + file.path, "--ratio=half", "--workesr=3", "--mode"},
                          {{"MOTCUA_VERBOSE", "yes"}, {"MOTCUA_LISTEN", "8080"}, {"MOTCUA_WORKER", "2"}});
    CHECK(loading.faults(file.path) ==
          "--workesr: unknown flag; did you mean \"--workers\"?\n"
          "--mode: a value is expected\n"
          "FILE:1:1: listne: unknown key; did you mean \"listen\"?\n"
          "FILE:2:11: workers: a whole number is expected, found \"many\"\n"
          "MOTCUA_VERBOSE: true or false is expected, found \"yes\"\n"
          "MOTCUA_WORKER: unknown variable; did you mean \"MOTCUA_WORKERS\"?\n"
          "--ratio: a number is expected, found \"half\"\n"
          "MOTCUA_LISTEN: an address and a port such as 127.0.0.1:8080 is expected, found \"8080\"\n"
          "FILE:4:8: mail.port: a number from 1 to 65535 is expected, found \"70000\"\n");
}

TEST_CASE("a value of a wrong type is named once, and the check looks at the value that counts")
{
    CHECK(loaded({"--workers=2"}, {{"MOTCUA_WORKERS", "500"}}).faults() == "");
    CHECK(loaded({"--workers=1.5"}).faults() == "--workers: a whole number is expected, found \"1.5\"\n");
    CHECK(loaded({"--workers=99999999999"}).faults() == "--workers: 99999999999 is out of range\n");
    CHECK(loaded({"--workers=0"}).faults() == "--workers: a number from 1 to 64 is expected, found \"0\"\n");
    CHECK(loaded({"--mode=test"}).faults() == "--mode: one of demo, production is expected, found \"test\"\n");
    CHECK(loaded({"--memory-limit=5"}).faults() == "--memory-limit: a number from 1000000 to 1000000000000 is expected, found \"5\"\n");
    CHECK(loaded({"--trusted-proxies=a,,b"}).faults() == "--trusted-proxies: a text that is not empty is expected, found \"\"\n");
    CHECK(loaded({"--listen", "--verbose"}).faults() == "--listen: a value is expected\n");
    CHECK(loaded({}, {{"MOTCUA_LISTEN", "\xFF"}}).faults() == "MOTCUA_LISTEN: this is no UTF-8\n");
    CHECK(loaded({"--mail"}).faults() == "--mail: unknown flag\n");
}

TEST_CASE("the file that is no TOML is one fault")
{
    WrittenFile file("workers = \n");
    CHECK(loaded({"--config=" + file.path}).faults(file.path).starts_with("FILE:1:11: "));
}

TEST_CASE("a secret is taken from a variable, from a file it names, and from the settings, but not from a flag")
{
    WrittenFile secret("hunter2hunter2\n"), short_secret("hunter2"), file("secret_key = \"from-the-file\"");
    CHECK(loaded({}, {{"MOTCUA_SECRET_KEY", "hunter2hunter2"}}).settings.secret_key == "hunter2hunter2");
    CHECK(loaded({}, {{"MOTCUA_SECRET_KEY_FILE", secret.path}}).settings.secret_key == "hunter2hunter2");
    CHECK(loaded({"--config=" + file.path}).settings.secret_key == "from-the-file");
    CHECK(loaded({"--secret-key=hunter2hunter2"}).faults() ==
          "--secret-key: others on this machine can read the command line; give a secret as MOTCUA_SECRET_KEY or in the file\n");
    CHECK(loaded({}, {{"MOTCUA_SECRET_KEY_FILE", "/nonexistent"}}).faults() == "MOTCUA_SECRET_KEY_FILE: the file \"/nonexistent\" cannot be read or is empty\n");
    CHECK(loaded({}, {{"MOTCUA_LISTEN_FILE", secret.path}}).faults() == "MOTCUA_LISTEN_FILE: unknown variable\n");
    CHECK(loaded({}, {{"MOTCUA_SECRET_KEY_FILE", short_secret.path}}).faults() == "MOTCUA_SECRET_KEY_FILE: at least 8 characters, or nothing is expected\n");
}

TEST_CASE("no message quotes a secret")
{
    WrittenFile file("secret_key = 12345");
    CHECK(loaded({"--config=" + file.path}).faults(file.path) == "FILE:1:14: secret_key: this value does not fit\n");
    CHECK(loaded({}, {{"MOTCUA_SECRET_KEY", "short"}}).faults().find("short") == std::string::npos);

    ExampleSettings settings;
    settings.secret_key = "do-not-print-me";
    CHECK(help(&settings, json::type_of<ExampleSettings>(), table).find("do-not-print-me") == std::string::npos);
    CHECK(example_file(&settings, json::type_of<ExampleSettings>(), table).find("do-not-print-me") == std::string::npos);
}

TEST_CASE("a default that does not pass its check must be replaced")
{
    auto strict = table;
    strict[7].check = not_empty();
    ExampleSettings settings;
    auto outcome = load_into(settings, strict, {});
    REQUIRE(outcome.faults.size() == 1);
    CHECK(outcome.faults[0] == "secret_key: a text that is not empty is expected; give it as MOTCUA_SECRET_KEY or MOTCUA_SECRET_KEY_FILE or in the file");
}

TEST_CASE("a value of a wrong type is not blamed again for the default that it leaves")
{
    WrittenFile file("secret_key = 5");
    auto strict = table;
    strict[7].check = not_empty();
    ExampleSettings settings;
    auto outcome = load_into(settings, strict, {{"--config=" + file.path}, {}, ""});
    CHECK(outcome.faults == std::vector<std::string>{file.path + ":1:14: secret_key: this value does not fit"});
}

TEST_CASE("two members that would share a flag are a mistake of ours")
{
    ExampleClash settings;
    const std::vector<Setting> rows = {{"mail_host", "One."}, {"mail.host", "Another."}, {"mail.port", "A third."}};
    CHECK_THROWS_AS(load_into(settings, rows, {}), std::logic_error);
}

TEST_CASE("help names every setting with its spellings, its default and what is expected")
{
    auto text = help<ExampleSettings>(table);
    CHECK(text.find("\n  --listen, MOTCUA_LISTEN, listen in the file; 127.0.0.1:8080 by default\n"
                    "      Address and port to listen on. Expected: an address and a port such as 127.0.0.1:8080.\n") != std::string::npos);
    CHECK(text.find("  --mode, MOTCUA_MODE, mode in the file; production by default\n      What this server is for. One of demo, production.\n") != std::string::npos);
    CHECK(text.find("  --memory-limit, MOTCUA_MEMORY_LIMIT, memory_limit in the file; empty by default\n") != std::string::npos);
    CHECK(text.find("  MOTCUA_SECRET_KEY, MOTCUA_SECRET_KEY_FILE, secret_key in the file; no default\n") != std::string::npos);
    CHECK(text.find("  --mail-host, MOTCUA_MAIL_HOST, mail.host in the file; localhost by default\n") != std::string::npos);
}

TEST_CASE("the example file, uncommented, says what the defaults say")
{
    auto text = example_file<ExampleSettings>(table);
    std::vector<toml::Fault> faults;
    ExampleSettings settings;
    settings.workers = 1;
    settings.mail.host = "";
    CHECK(toml::read_into(settings, *toml::parse(text, faults), faults, toml::Missing::allow));
    CHECK(settings.workers == 1);

    for (std::size_t at = 0; (at = text.find("\n#", at)) != std::string::npos; ++at)
        if (text[at + 2] != ' ') text.erase(at + 1, 1);
    auto node = toml::parse(text, faults);
    REQUIRE(node);
    CHECK(toml::read_into(settings, *node, faults, toml::Missing::refuse));
    CHECK(settings.workers == 4);
    CHECK(settings.mail.host == "localhost");
}

TEST_CASE("a table that differs from the struct is a mistake of ours")
{
    auto load_with = [](std::vector<Setting> rows) {
        ExampleSettings settings;
        load_into(settings, rows, {});
    };
    auto short_table = table;
    short_table.pop_back();
    CHECK_THROWS_AS(load_with(short_table), std::logic_error);
    auto long_table = table;
    long_table.push_back({"other", "Not there."});
    CHECK_THROWS_AS(load_with(long_table), std::logic_error);
}

TEST_CASE("checks take what they promise and nothing else")
{
    auto takes = [](const Check& check, std::vector<std::string> texts) {
        std::string refused;
        for (const auto& text : texts)
            if (!check.holds(text)) refused += "<" + text + ">";
        return refused;
    };
    CHECK(takes(between(1, 3), {"1", "3", "0", "4", "x", "", "2 "}) == "<0><4><x><><2 >");
    CHECK(takes(address_and_port(), {"127.0.0.1:0", "localhost:65535", "[::1]:80", "a.vn:1", ":80", "80", "a:65536", "::1:80", "a b:1", "a:", "a:x", "http://a:1"}) ==
          "<:80><80><a:65536><::1:80><a b:1><a:><a:x><http://a:1>");
    CHECK(takes(url({"http", "https"}), {"http://a", "https://a.vn/b?c", "ftp://a", "https:///a", "https://", "a", "https://a b", ""}) == "<ftp://a><https:///a><https://><a><https://a b><>");
    CHECK(url({"http", "https"}).expected == "an address that begins with http:// or https://");
    CHECK(takes(at_least_characters(3), {"ễễễ", "ab", "abc"}) == "<ab>");
    CHECK(takes(existing_folder(), {"/", "/nonexistent", ""}) == "</nonexistent><>");
    WrittenFile file("x");
    CHECK(takes(existing_file(), {file.path, "/", "/nonexistent"}) == "</></nonexistent>");
    CHECK(takes(empty_or(between(1, 3)), {"", "2", "5"}) == "<5>");
}

TEST_CASE("arguments and environment of a process become sources")
{
    const char* arguments[] = {"motcua", "serve", "--verbose"};
    const char* environment[] = {"A=1", "B=x=y", "broken", nullptr};
    auto sources = sources_of(3, arguments, environment, "/etc/x.toml");
    CHECK(sources.arguments == std::vector<std::string>{"serve", "--verbose"});
    CHECK(sources.environment == std::map<std::string, std::string>{{"A", "1"}, {"B", "x=y"}});
    CHECK(sources.default_file == "/etc/x.toml");
}

}  // namespace motcua::config
