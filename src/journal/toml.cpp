// toml++, compiled once: the others see its declarations.
#define TOML_IMPLEMENTATION
#include <toml++/toml.h>
