#pragma once

#include <string>
#include <vector>

#include "app/settings.hpp"

// What `motcua <command>` does. Each returns the program's exit status.
namespace motcua::app {

int serve(const Settings&);                                              // Until SIGTERM or SIGINT
int check_catalogue(const Settings&);                                    // load-catalogue
int verify_journal(const Settings&);
int simulate(const Settings&);                                           // Invented dossiers into a database without any
int print_openapi(const Settings&);

}  // namespace motcua::app
