// toml++, compiled once: the others see its declarations. Without its assertions, of which one fails over what is merely typed wrongly
// (`[!x]`) and is then refused as it should be.
#ifndef NDEBUG
#define NDEBUG
#endif
#define TOML_IMPLEMENTATION
#include <toml++/toml.h>
