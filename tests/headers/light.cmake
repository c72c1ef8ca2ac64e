# Asks the compiler which files SOURCE includes, and fails if a heavy library is among them.

cmake_minimum_required(VERSION 3.25)

list(TRANSFORM INCLUDE_DIRS PREPEND "-I")
execute_process(
    COMMAND "${COMPILER}" -std=c++20 -M ${INCLUDE_DIRS} "${SOURCE}"
    OUTPUT_VARIABLE files
    COMMAND_ERROR_IS_FATAL ANY)

set(guests "")
foreach(heavy IN ITEMS toml\\+\\+/ nlohmann/ boost/graph/ boost/mpi/ CLI/ fmt/ catch2/ Random123/)
    string(REGEX MATCH "[^ \n]*/${heavy}[^ \n]*" guest "${files}")
    if(guest)
        list(APPEND guests "${guest}")
    endif()
endforeach()
if(guests)
    list(JOIN guests "\n  " guests)
    message(FATAL_ERROR "<servanda/servanda.hpp> brings in\n  ${guests}")
endif()
