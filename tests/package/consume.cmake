# Configures, builds and runs the consumer, getting servanda in the given WAY.

cmake_minimum_required(VERSION 3.25)

set(get_servanda "-DSERVANDA_SOURCE=${SERVANDA_SOURCE}")
if(WAY STREQUAL "find_package")
    include("${CMAKE_CURRENT_LIST_DIR}/install.cmake")
    set(get_servanda "-DCMAKE_PREFIX_PATH=${installed}")
endif()

set(build "${WORK}/${WAY}")
execute_process(
    COMMAND "${CMAKE_COMMAND}" -S "${CONSUMER}" -B "${build}" -G "${GENERATOR}"
        -DWAY=${WAY}
        "${get_servanda}"
        "-DWITH_MPI=${WITH_MPI}"
        "-DCMAKE_CXX_COMPILER=${COMPILER}"
        "-DCMAKE_CXX_COMPILER_LAUNCHER=${LAUNCHER}"
    OUTPUT_QUIET
    COMMAND_ERROR_IS_FATAL ANY)
execute_process(
    COMMAND "${CMAKE_COMMAND}" --build "${build}" --parallel 2
    COMMAND_ERROR_IS_FATAL ANY)

execute_process(COMMAND "${build}/consumer_core" COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND "${build}/consumer_io" COMMAND_ERROR_IS_FATAL ANY)

# The installed command works where it was put.
if(WAY STREQUAL "find_package" AND EXISTS "${installed}/bin/servanda")
    execute_process(
        COMMAND "${installed}/bin/servanda" --help
        OUTPUT_QUIET
        COMMAND_ERROR_IS_FATAL ANY)
endif()
