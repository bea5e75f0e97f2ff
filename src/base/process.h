// Running another program by its argument vector: no shell, so that no name or text of the ledger can be taken for a command.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"

namespace daybook {

struct Ran {
    int status = 0;  // its exit status; 128 + the signal's number where one ended it
    std::string out, err;
};

struct Run {
    std::vector<std::string> words;                         // the program, looked for on the PATH, and its arguments
    std::string folder;                                     // where it runs; empty: here
    std::string input;                                      // what it reads
    std::vector<std::string> without;                       // names of variables that it does not inherit
    std::vector<std::pair<std::string, std::string>> with;  // variables that it gets
};

// Runs it to its end. An error only where it could not be started; what it says and how it ends is the caller's to judge.
Result<Ran> run_program(const Run& run);

// Where the program stands that a shell would start by that name; empty where there is none.
std::string program_on_path(std::string_view name);

}  // namespace daybook
