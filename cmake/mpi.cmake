# servanda::mpi, ensembles over several processes: an addition of which nothing else knows.
set(SERVANDA_MPI AUTO CACHE STRING
    "Offer servanda::mpi (needs MPI and Boost.MPI): ON, OFF, or AUTO where they are found")
set_property(CACHE SERVANDA_MPI PROPERTY STRINGS AUTO ON OFF)

# What is not our project's to decide is not looked for; and MPI's own libraries are not built to be
# watched by a sanitizer.
if(NOT SERVANDA_MPI OR (SERVANDA_MPI STREQUAL "AUTO" AND (NOT PROJECT_IS_TOP_LEVEL OR SERVANDA_SANITIZE)))
    return()
endif()

find_package(MPI QUIET COMPONENTS CXX)
find_package(boost_mpi 1.74 CONFIG QUIET)
find_package(boost_serialization 1.74 CONFIG QUIET)
if(NOT MPI_CXX_FOUND OR NOT TARGET Boost::mpi OR NOT TARGET Boost::serialization)
    if(NOT SERVANDA_MPI STREQUAL "AUTO")
        message(FATAL_ERROR "SERVANDA_MPI needs MPI and Boost.MPI (Debian: libboost-mpi-dev)")
    endif()
    message(STATUS "MPI or Boost.MPI was not found: no servanda::mpi")
    return()
endif()

add_library(servanda_mpi INTERFACE)
add_library(servanda::mpi ALIAS servanda_mpi)
set_target_properties(servanda_mpi PROPERTIES EXPORT_NAME mpi)
target_sources(servanda_mpi INTERFACE
    FILE_SET HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}/include" FILES ${mpi_headers})
target_link_libraries(servanda_mpi INTERFACE
    servanda
    Boost::mpi
    Boost::serialization
    MPI::MPI_CXX)
