// Words of a command line into the command meant and what was typed for it. CLI11 does the splitting.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "base/error.h"
#include "cli/command.h"

namespace daybook {

struct Parsed {
    std::vector<const Command*> path;  // from the program down to the command meant
    Args args;                         // global options among them
};

// An error of usage, or what was meant. Options stand anywhere; `-3d` is a value, not an option.
Result<Parsed> parse_command_line(const Command& root, const std::vector<std::string>& words);

// Of words that make no sense: the language to say so in, and the ledger, whose language it may be.
Args likely_globals(const Command& root, const std::vector<std::string>& words);

// "daybook sell return"
std::string path_text(const std::vector<const Command*>& path);
// "销售 退货", without the program's name.
std::string chinese_path_text(const std::vector<const Command*>& path);

}  // namespace daybook
