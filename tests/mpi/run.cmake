# Runs PROGRAM in each number of PROCESSES, and fails where one fails or prints other bytes than the
# first.

cmake_minimum_required(VERSION 3.25)

# More processes than cores, started by whomever, is what Open MPI must be told to allow.
execute_process(COMMAND "${MPIEXEC}" --version OUTPUT_VARIABLE version ERROR_VARIABLE version)
set(flags "")
if(version MATCHES "Open MPI|OpenRTE|PRRTE")
    set(flags --oversubscribe --allow-run-as-root)
    set(ENV{OMPI_MCA_btl_vader_single_copy_mechanism} none) # needs rights that containers lack
endif()

execute_process(
    COMMAND "${MPIEXEC}" ${COUNT_FLAG} 1 ${flags} "${CMAKE_COMMAND}" -E true
    RESULT_VARIABLE lacking OUTPUT_VARIABLE why ERROR_VARIABLE why)
if(lacking)
    message("${MPIEXEC}: no processes can be started here\n${why}")
    return()
endif()

unset(first)
foreach(count IN LISTS PROCESSES)
    execute_process(
        COMMAND "${MPIEXEC}" ${COUNT_FLAG} ${count} ${flags} "${PROGRAM}"
        OUTPUT_VARIABLE printed
        RESULT_VARIABLE status)
    if(NOT status EQUAL 0)
        message(FATAL_ERROR "${count} processes of ${PROGRAM}: status ${status}\n${printed}")
    endif()
    if(NOT DEFINED first)
        set(first "${printed}")
    elseif(NOT printed STREQUAL first)
        message(FATAL_ERROR "${count} processes print\n${printed}\nand not\n${first}")
    endif()
endforeach()
message("${first}")
