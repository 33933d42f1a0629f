# Warnings, sanitizers, the fast linker and ccache: everything that holds for every target.
# Pango asks for -pthread; the precompiled header that every room shares must be compiled with it too.
add_compile_options(-pthread)
add_compile_options(-Wall -Wextra -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual)
if(MOTCUA_WERROR)
  add_compile_options(-Werror)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_BUILD_TYPE STREQUAL "Release")
  # g++ 12 sees overflows in inlined standard-library code that are none; the dev build warns of the rest.
  add_compile_options(-Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread -Wno-restrict -Wno-maybe-uninitialized
                      -Wno-dangling-pointer)
endif()
if(MOTCUA_SANITIZE)
  # Left out: what the address sanitizer or the processor tells as well, and what makes a third of the build's time.
  add_compile_options(-fsanitize=${MOTCUA_SANITIZE} -fno-sanitize=null,alignment,object-size,vptr -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${MOTCUA_SANITIZE})
endif()

if(MOTCUA_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)  # The parsers themselves must report which paths an input took.
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env
      CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      ${CCACHE})
  add_compile_options($<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
endif()

find_program(MOLD mold)
if(MOLD)
  add_link_options(-fuse-ld=mold)
endif()
