// Starting a program that goes on by itself, such as a browser: no shell, and nobody waits for it.
#pragma once

#include <string>
#include <vector>

#include "base/error.h"

namespace daybook {

// The program, looked for on the PATH, and its arguments. It has our terminal. An error only where it could not be started.
Result<void> launch_program(std::vector<std::string> words);

}  // namespace daybook
