#pragma once

#include <span>

#include "platform/db/db.hpp"

namespace motcua::db {

// Every migration of the program, in order. cmake/embed_migrations.cmake makes it from the files.
std::span<const Migration> all_migrations();

}  // namespace motcua::db
