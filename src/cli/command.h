// What a subcommand is: declared once, and parsing, help, man page and completion are made from that.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/listing.h"
#include "base/options.h"

namespace daybook {

class Session;

struct Positional {
    std::string name;  // "GOODS"
    Text help;
    int least = 1;
    int most = 1;                      // -1: any number
    std::vector<Choice> choices = {};  // where there are any, the only words it takes
    bool others = false;               // and it takes others too
};

struct Command {
    std::string name;  // declared as "sell,销售"; the program parts the two
    Text summary;
    std::vector<Positional> positionals;
    std::vector<Option> options;
    std::function<int(Session&, const Args&)> run = {};
    std::vector<std::string> examples;
    std::vector<Command> commands;
    bool asks = false;    // alone on a terminal it asks for its words: cli/asking.h
    bool hidden = false;  // for programs: no help, manual or completion names it
    std::string chinese = {};
};

// Whether the word is the command's name, in either language.
bool is_called(const Command& command, const std::string& word);

// The whole program: its global options and its subcommands.
const Command& program();

// A file of cli/commands/ puts its subcommand on the program's list, which help, manual, completion and tests are printed from. They stand
// there in the order of their places: at first what is typed daily.
using Listed = Listing<Command (*)()>;

}  // namespace daybook
