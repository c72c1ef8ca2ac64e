include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/servanda")
set(rules_dir "${CMAKE_INSTALL_DATADIR}/servanda/rules")

set(libraries servanda)
if(TARGET servanda_io)
    list(APPEND libraries servanda_io)
endif()
install(TARGETS ${libraries} EXPORT servandaTargets
    ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
    FILE_SET HEADERS DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}"
    FILE_SET catch2_headers DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(EXPORT servandaTargets NAMESPACE servanda:: DESTINATION "${package_dir}")
# Read only by those who ask for the component, so that nobody else needs MPI.
if(TARGET servanda_mpi)
    install(TARGETS servanda_mpi EXPORT servandaMpiTargets
        FILE_SET HEADERS DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
    install(EXPORT servandaMpiTargets NAMESPACE servanda:: DESTINATION "${package_dir}")
endif()

configure_package_config_file(cmake/servandaConfig.cmake.in servandaConfig.cmake
    INSTALL_DESTINATION "${package_dir}"
    PATH_VARS rules_dir)
# While the version is 0.x a new minor version may break its users.
write_basic_package_version_file(servandaConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES
    "${PROJECT_BINARY_DIR}/servandaConfig.cmake"
    "${PROJECT_BINARY_DIR}/servandaConfigVersion.cmake"
    DESTINATION "${package_dir}")

install(DIRECTORY rules/ DESTINATION "${rules_dir}")
install(DIRECTORY docs/schema/ DESTINATION "${CMAKE_INSTALL_DATADIR}/servanda/schema")

if(TARGET servanda_command)
    install(TARGETS servanda_command RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
endif()

# The header-only core for those who do not use CMake. Paths are relative to the file, so that the
# installed tree can be moved.
set(pc_dir "${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig")
file(RELATIVE_PATH prefix_from_pc "${pc_dir}" "${CMAKE_INSTALL_PREFIX}")
file(RELATIVE_PATH include_from_pc "${pc_dir}" "${CMAKE_INSTALL_FULL_INCLUDEDIR}")
configure_file(cmake/servanda.pc.in servanda.pc @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/servanda.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
