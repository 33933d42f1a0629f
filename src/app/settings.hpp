#pragma once

#include <span>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "features/assistant/model.hpp"
#include "features/assistant/zalo.hpp"
#include "features/citizens/citizens.hpp"
#include "platform/config/config.hpp"

namespace motcua::app {

// Of `motcua simulate` alone: there --simulate-from may be written --from.
struct SimulateSettings {
    std::string from = "2025-07-01";
    std::string to = "2025-09-30";
    int city = 126'173;                          // Hải Phòng, third quarter of 2025
    int communes = 317'048;
    int seed = 1;
};
BOOST_DESCRIBE_STRUCT(SimulateSettings, (), (from, to, city, communes, seed))

// Of `motcua backup`: there --backup-to may be written --to.
struct BackupSettings {
    std::string to;                              // "" = the command needs --to
    int keep = 0;
};
BOOST_DESCRIBE_STRUCT(BackupSettings, (), (to, keep))

// Of `motcua restore` and `motcua verify`: there --restore-from may be written --from.
struct RestoreSettings {
    std::string from;
    std::string backup;                          // "" = the newest
    bool only_files = false;
};
BOOST_DESCRIBE_STRUCT(RestoreSettings, (), (from, backup, only_files))

struct VerifySettings {
    std::string from;                            // "" = the database and the folder of files
    std::string backup;
};
BOOST_DESCRIBE_STRUCT(VerifySettings, (), (from, backup))

// What a keeper may set: in the file, in the environment or by flags (see docs/operating.md).
struct Settings {
    std::string listen = "127.0.0.1:8080";
    std::string database = "sqlite:data/motcua.db";
    std::string files = "data/files";
    std::string key_file;                        // "" = motcua.key in the folder of the files
    std::string catalogue;                       // "" = found beside the program
    std::string own_catalogue;                   // A centre's own files, layered over the city's
    std::string web;                             // "" = found beside the program
    std::string public_address;                  // "https://dichvu.example.vn": what QR codes lead to
    int workers = 48;                            // Most of them wait for the flush that they share
    int readers = 0;                             // 0 = 4 on SQLite, 16 on PostgreSQL
    int upload_mb = 20;
    std::string scanner;
    std::string messages_to;                     // "" = the console; else a file
    std::vector<std::string> trusted_proxies = {"127.0.0.1", "::1"};
    bool sample = false;
    std::string sample_password;
    std::string username;                        // Of `motcua new-password USERNAME`; no setting
    SimulateSettings simulate;
    BackupSettings backup;
    RestoreSettings restore;
    VerifySettings verify;
    citizens::IdentitySettings vneid;            // Providers of electronic identity
    citizens::IdentitySettings portal;
    citizens::MiniAppSettings mini_app;
    int least_identity_level = 2;
    assistant::zalo::Settings zalo;              // The Official Account
    assistant::ModelSettings model;              // That may say answers more smoothly
};
BOOST_DESCRIBE_STRUCT(Settings, (), (listen, database, files, key_file, catalogue, own_catalogue, web, public_address, workers, readers, upload_mb,
    scanner, messages_to, trusted_proxies, sample, sample_password, simulate, backup, restore, verify, vneid, portal, mini_app,
    least_identity_level, zalo, model))

std::span<const config::Setting> settings_table();

// Fills in what was left empty: the places of the catalogue and the web beside the program or under /usr/share/motcua.
// Throws std::runtime_error when the catalogue is in none of them.
void find_places(Settings&, const std::string& program_path);

}  // namespace motcua::app
