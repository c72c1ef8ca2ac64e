#include <servanda/servanda.hpp>
