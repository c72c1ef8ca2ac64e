# The core leans on headers only, and its users need the same three packages.
find_package(Boost 1.74 CONFIG REQUIRED)
find_package(range-v3 REQUIRED)
find_package(Threads REQUIRED)

# servanda_find_headers(<target> <header> [<definition>...])
#
# A library used through its headers alone, inside our own sources alone. The packages' own targets
# say too much: Debian's toml++ forces its shared library, which has no build without exceptions,
# and any linked target would surface in the link interface of our static library.
function(servanda_find_headers target header)
    find_path(${target}_INCLUDE_DIR ${header} REQUIRED)
    mark_as_advanced(${target}_INCLUDE_DIR)
    add_library(${target} INTERFACE)
    target_include_directories(${target} SYSTEM INTERFACE "${${target}_INCLUDE_DIR}")
    target_compile_definitions(${target} INTERFACE ${ARGN})
endfunction()

# Random numbers of ensembles: study/random_draws.hpp, which nothing of the core includes but the
# headers of ensembles. Who uses those needs it on the include path.
if(SERVANDA_BUILD_IO OR SERVANDA_BUILD_TESTS OR SERVANDA_BUILD_BENCHMARKS)
    servanda_find_headers(servanda_random123 Random123/philox.h)
endif()
if(SERVANDA_BUILD_IO)
    servanda_find_headers(servanda_toml toml++/toml.h TOML_HEADER_ONLY=1)
    servanda_find_headers(servanda_json nlohmann/json.hpp)
    servanda_find_headers(servanda_fmt fmt/format.h FMT_HEADER_ONLY=1)
endif()
if(SERVANDA_BUILD_IO AND SERVANDA_BUILD_EXAMPLES)
    servanda_find_headers(servanda_cli CLI/CLI.hpp)
endif()
