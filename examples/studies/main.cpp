// The main program of Catch2 2.13, where its package does not bring one. Catch2 3 always does.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
