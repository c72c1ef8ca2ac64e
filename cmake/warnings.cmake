# Linked privately by our own targets; never part of what users get.
add_library(servanda_warnings INTERFACE)
target_compile_options(servanda_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow
    $<$<BOOL:${SERVANDA_WERROR}>:-Werror>)

# g++ 12 warns about std::string's own operator+ once it inlines it (GCC bug 105651).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    target_compile_options(servanda_warnings INTERFACE -Wno-restrict)
endif()
