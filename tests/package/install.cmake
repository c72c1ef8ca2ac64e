# Installs what has been built into a fresh tree, `installed`.
set(installed "${WORK}/installed")
file(REMOVE_RECURSE "${installed}")
execute_process(
    COMMAND "${CMAKE_COMMAND}" --install "${SERVANDA_BUILD}" --prefix "${installed}"
    OUTPUT_QUIET
    COMMAND_ERROR_IS_FATAL ANY)
