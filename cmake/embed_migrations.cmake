# The library `migrations`: every <room>/schema/NNN_name.sql below src/ as text inside the program, in the order of NNN.
# src/schema_head.txt holds the name of the last one, so that two branches that both add one conflict in git.
function(embed_migrations)
  set(root ${CMAKE_SOURCE_DIR}/src)
  file(GLOB files CONFIGURE_DEPENDS ${root}/*/*/schema/*.sql)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${files} ${root}/schema_head.txt)

  set(names "")
  foreach(file ${files})
    get_filename_component(name ${file} NAME_WE)
    if(NOT file MATCHES "/[0-9][0-9][0-9]_[a-z0-9_]+\\.sql$")
      message(FATAL_ERROR "${file}: a migration is called NNN_name.sql, in lower case")
    endif()
    string(SUBSTRING ${name} 0 3 number)
    if(DEFINED file_${number})
      message(FATAL_ERROR "${file} and ${file_${number}} have the same number; the numbers are those of the whole program")
    endif()
    set(file_${number} ${file})
    list(APPEND names ${name})
  endforeach()
  list(SORT names)

  file(STRINGS ${root}/schema_head.txt head LIMIT_COUNT 1)
  list(GET names -1 last)
  if(NOT head STREQUAL last)
    message(FATAL_ERROR "src/schema_head.txt names ${head}, but the last migration is ${last}: write ${last} into it, and if "
                        "another branch has taken the number, take the next")
  endif()

  set(rows "")
  foreach(name ${names})
    string(SUBSTRING ${name} 0 3 number)
    file(READ ${file_${number}} sql)
    string(REGEX REPLACE "^0+" "" number ${number})
    string(APPEND rows "    {${number}, \"${name}\", R\"migration(${sql})migration\"},\n")
  endforeach()
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/migrations.cpp @ONLY CONTENT
"#include \"platform/db/migrations.hpp\"

namespace motcua::db {

std::span<const Migration> all_migrations()
{
    static const Migration list[] = {
@rows@    };
    return list;
}

}  // namespace motcua::db
")
  add_library(migrations STATIC ${CMAKE_BINARY_DIR}/generated/migrations.cpp)
  target_link_libraries(migrations PUBLIC platform)
  if(MOTCUA_PCH)
    target_precompile_headers(migrations REUSE_FROM domain)
  endif()
endfunction()
