#pragma once

#include <exception>
#include <string>

#include "app/settings.hpp"

// What `motcua <command>` does. Each returns the program's exit status.
namespace motcua::app {

int serve(const Settings&);                                              // Until SIGTERM or SIGINT
int begin(const Settings&);                                              // Agencies and the first account
int new_password(const Settings&);                                       // Of the officer settings.username
int check_catalogue(const Settings&);                                    // load-catalogue
int verify_journal(const Settings&);
int verify(const Settings&);                                             // Files of the database, or a backup
int back_up(const Settings&);
int restore(const Settings&);
int doctor(const Settings&);
int recount_reports(const Settings&);
int verify_reports(const Settings&);
int simulate(const Settings&);                                           // Invented dossiers into a database without any
int print_openapi(const Settings&);

// What ended a command, for its keeper: in Vietnamese, with what to do, and the engine's own words behind it.
std::string words_for(const std::exception&);

}  // namespace motcua::app
