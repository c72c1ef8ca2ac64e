/// @file
/// The version of servanda; CMake reads it from here.
#ifndef SERVANDA_VERSION_HPP
#define SERVANDA_VERSION_HPP

#define SERVANDA_VERSION_MAJOR 0
#define SERVANDA_VERSION_MINOR 1
#define SERVANDA_VERSION_PATCH 0

#endif
