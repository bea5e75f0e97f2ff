// What a subcommand is: declared once, and parsing, help, man page and completion are made from that.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"

namespace daybook {

class Session;

struct Option {
    std::string names;  // "-b,--begin"
    std::string value;  // how help calls its value: "DATE"; empty for a flag
    Text help;
    int least = 1;  // words it takes
    int most = 1;   // -1: all that follow
    bool repeats = false;
    std::vector<std::string> choices = {};  // where there are any, the only values it takes
    std::vector<Text> named = {};           // likewise, but called so in each language: the command itself reads them
};

struct Positional {
    std::string name;  // "GOODS"
    Text help;
    int least = 1;
    int most = 1;  // -1: any number
    std::vector<std::string> choices = {};
};

// What was typed for one command.
class Args {
  public:
    std::vector<std::string> words;  // positionals

    bool has(const std::string& option) const { return options_.count(option) > 0; }
    // The last value given; empty where none was.
    std::string get(const std::string& option) const;
    const std::vector<std::string>& all(const std::string& option) const;
    // Every word and value, but those of one option.
    std::vector<std::string_view> all_but(const std::string& option) const;
    void set(const std::string& option, std::vector<std::string> values) { options_[option] = std::move(values); }

  private:
    std::map<std::string, std::vector<std::string>> options_;  // by long name, without dashes
};

struct Command {
    std::string name;
    Text summary;
    std::vector<Positional> positionals;
    std::vector<Option> options;
    int (*run)(Session&, const Args&) = nullptr;
    std::vector<std::string> examples;
    std::vector<Command> commands;
};

// The whole program: its global options and its subcommands.
const Command& program();

// A file of cli/commands/ puts its subcommand on the program's list, which help, manual, completion and tests are printed from. They stand
// there in the order of their places: at first what is typed daily.
struct Listed {
    Listed(int place, Command (*make)());
};

// "--begin" of "-b,--begin", without dashes.
std::string long_name(const Option& option);

}  // namespace daybook
