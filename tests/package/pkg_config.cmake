# Compiles and runs the consumer of the core with what pkg-config says, without CMake.

cmake_minimum_required(VERSION 3.25)

include("${CMAKE_CURRENT_LIST_DIR}/install.cmake")
file(GLOB_RECURSE pc "${installed}/*/servanda.pc")
execute_process(
    COMMAND "${PKG_CONFIG}" --cflags "${pc}"
    OUTPUT_VARIABLE flags
    OUTPUT_STRIP_TRAILING_WHITESPACE
    COMMAND_ERROR_IS_FATAL ANY)
separate_arguments(flags)

set(program "${WORK}/consumer_pkg_config")
execute_process(
    COMMAND "${COMPILER}" -std=c++20 ${flags} "${CONSUMER}/core.cpp" -o "${program}"
    COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND "${program}" COMMAND_ERROR_IS_FATAL ANY)
