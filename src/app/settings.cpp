#include "app/settings.hpp"

#include <filesystem>
#include <stdexcept>

#include "domain/time.hpp"

namespace motcua::app {

namespace {

std::string find_folder(const std::filesystem::path& program, const std::string& beside, const std::string& installed)
{
    std::error_code error;
    auto own = std::filesystem::canonical(program, error).parent_path();
    for (const auto& candidate : {own / ".." / ".." / beside, std::filesystem::path(beside), std::filesystem::path("/usr/share/motcua") / installed})
        if (std::filesystem::is_directory(candidate, error)) return candidate.lexically_normal().string();
    return "";
}

config::Check day()
{
    return {"a day such as 2025-07-01", [](const std::string& text) { return parse_day(text).has_value(); }};
}

// The same for each provider of electronic identity, of which there are two.
void add_identity(std::vector<config::Setting>& table, const std::string& provider, const std::string& whom)
{
    using namespace config;
    auto address = empty_or(url({"http", "https"}));
    const std::vector<Setting> settings{
        {"title", "What the sign-in button of " + whom + " says."},
        {"issuer", "Issuer of " + whom + ", byte for byte; empty to offer no sign-in with it.", address},
        {"authorize_url", "Where browsers are sent; empty, like the next four, to ask the issuer's discovery document.", address},
        {"token_url", "Where a code is exchanged.", address},
        {"keys_url", "Where the keys are (JWKS).", address},
        {"userinfo_url", "Where the person's data are.", address},
        {"logout_url", "Where browsers are sent to sign out.", address},
        {"client_id", "Our name there."},
        {"client_secret", "Our secret there.", std::nullopt, true},
        {"client_auth", "How we prove who we are."},
        {"private_key_file", "Our private key (PEM) for private_key_jwt.", empty_or(existing_file())},
        {"private_key_id", "Its name (kid)."},
        {"scope", "What is asked for.", not_empty()},
        {"acr_values", "Strength of sign-in that is asked for."},
        {"required_acr", "Strength that the answer must state; empty for any."},
        {"algorithm", "How its tokens are signed: RS256 or ES256.", {{"RS256 or ES256", [](const std::string& v) { return v == "RS256" || v == "ES256"; }}}},
        {"user_info", "How the person's data are asked for."},
        {"nonce_is_returned", "Whether its ID tokens carry the nonce."},
        {"claims", "Names of claims that differ from the national ones: personal_id=SoDinhDanh."},
        {"level_when_silent", "Level of identity when no claim says it.", between(0, 9)},
        {"authorities", "Trusted roots (PEM) for its addresses; empty for the machine's own.", empty_or(existing_file())}};
    for (auto setting : settings) {
        setting.name = provider + "." + setting.name;
        table.push_back(std::move(setting));
    }
}

void add_zalo(std::vector<config::Setting>& table)
{
    using namespace config;
    table.push_back({"zalo.app_id", "App id of the Official Account in Zalo that answers questions; empty for none."});
    table.push_back({"zalo.oa_secret_key", "The account's secret key, which signs what Zalo sends.", std::nullopt, true});
    table.push_back({"zalo.access_token_file", "File with the account's access token, read before every message."});
    table.push_back({"zalo.api_url", "Zalo's address for messages.", url({"http", "https"})});
    table.push_back({"zalo.authorities", "Trusted roots (PEM) for it; empty for the machine's own.", empty_or(existing_file())});
    table.push_back({"model.url", "Address of an OpenAI-compatible endpoint that may rephrase answers; empty for none.", empty_or(url({"http", "https"}))});
    table.push_back({"model.name", "Name of the model there."});
    table.push_back({"model.key_file", "File with its key; empty for none."});
    table.push_back({"model.authorities", "Trusted roots (PEM) for it; empty for the machine's own.", empty_or(existing_file())});
}

void add_mini_app(std::vector<config::Setting>& table)
{
    using namespace config;
    table.push_back({"mini_app.app_id", "App id of the Mini App in Zalo; empty for none."});
    table.push_back({"mini_app.app_secret", "Its secret.", std::nullopt, true});
    table.push_back({"mini_app.graph_url", "Zalo's address for who has signed in.", url({"http", "https"})});
    table.push_back({"mini_app.origin", "Origin of its pages.", url({"https", "http"})});
    table.push_back({"mini_app.authorities", "Trusted roots (PEM) for it; empty for the machine's own.", empty_or(existing_file())});
}

std::vector<config::Setting> all_settings()
{
    using namespace config;
    std::vector<Setting> table{
        {"listen", "Address and port to listen on.", address_and_port()},
        {"database", "sqlite:FILE or postgresql://USER@HOST/NAME.", not_empty()},
        {"files", "Folder for the files that are handed in and issued.", not_empty()},
        {"key_file", "File with the master key that seals personal data; made at the first start when it is not there."},
        {"catalogue", "Folder of the catalogue.", empty_or(existing_folder())},
        {"own_catalogue", "Folder with a centre's own catalogue files, layered over the catalogue.", empty_or(existing_folder())},
        {"web", "Folder with the built web applications.", empty_or(existing_folder())},
        {"public_address", "Address under which citizens reach the system; QR codes lead there.", empty_or(url({"http", "https"}))},
        {"workers", "Threads that answer requests.", between(1, 256)},
        {"readers", "Connections for reading (SQLite) or in all (PostgreSQL); 0: 4 and 16.", between(0, 64)},
        {"upload_mb", "Largest file that is taken, in megabytes.", between(1, 200)},
        {"scanner", "Virus scanner (clamd): HOST:PORT or unix:/PATH; empty for none."},
        {"messages_to", "File to which messages to citizens are written; empty prints them."},
        {"trusted_proxies", "Addresses of proxies whose X-Forwarded-For and -Proto are believed."},
        {"sample", "Fill an empty database with the sample city."},
        {"sample_password", "Password of the sample officers.", empty_or(at_least_characters(10))},
        {"simulate.from", "First day that `motcua simulate` replays.", day()},
        {"simulate.to", "Last day.", day()},
        {"simulate.city", "Dossiers that the city's departments decide.", between(0, 100'000'000)},
        {"simulate.communes", "Dossiers that communes decide.", between(0, 100'000'000)},
        {"simulate.seed", "The same number gives the same dossiers.", between(0, 2'000'000'000)},
        {"backup.to", "Folder of backups; best on another disk or machine."},
        {"backup.keep", "Backups that are kept; older ones are removed. 0 keeps all.", between(0, 10'000)},
        {"restore.from", "Folder of backups from which `motcua restore` takes one."},
        {"restore.backup", "Name of the backup; empty for the newest."},
        {"restore.only_files", "Put back only files that are missing or damaged; the database stays as it is."},
        {"verify.from", "Folder of backups that `motcua verify` checks; empty for the files of the database in use."},
        {"verify.backup", "Name of the backup; empty for the newest."},
        {"least_identity_level", "Level of electronic identity that filing online needs.", between(0, 9)},
    };
    add_identity(table, "vneid", "VNeID");
    add_identity(table, "portal", "the national public service portal");
    add_mini_app(table);
    add_zalo(table);
    return table;
}

}  // namespace

std::span<const config::Setting> settings_table()
{
    static const auto table = all_settings();
    return table;
}

void find_places(Settings& settings, const std::string& program_path)
{
    if (settings.key_file.empty()) settings.key_file = (std::filesystem::path(settings.files) / "motcua.key").string();
    if (settings.catalogue.empty()) settings.catalogue = find_folder(program_path, "catalogue", "catalogue");
    if (settings.catalogue.empty()) throw std::runtime_error("the catalogue was not found: name its folder with --catalogue");
    if (settings.web.empty()) settings.web = find_folder(program_path, "web/apps", "web");
}

}  // namespace motcua::app
