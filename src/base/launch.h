// Starting a program with our terminal: one that goes on by itself, such as a browser, or one that is waited for, such as an editor. No
// shell.
#pragma once

#include <string>
#include <vector>

#include "base/error.h"

namespace daybook {

// The program, looked for on the PATH, and its arguments. It has our terminal. An error only where it could not be started.
Result<void> launch_program(std::vector<std::string> words);

// The same, and waits for its end. Ctrl-C meanwhile is its affair, not ours. Its exit status; 128 + the signal's number where one ended it.
Result<int> run_on_terminal(std::vector<std::string> words);

}  // namespace daybook
