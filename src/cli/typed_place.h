// Where in a command line one stands who types: which command is meant, and what may stand there. For completion: what was typed so far
// need not make sense.
#pragma once

#include <string>
#include <vector>

#include "cli/command.h"

namespace daybook {

// A word that is wanted: its name in the declaration ("CUSTOMER"), and whose it is.
struct WantedWord {
    std::string name;
    Text help = Text::nothing;
    std::string option;   // its long name; empty: a word of the command's own
    bool of_few = false;  // which the declaration names
};

struct TypedPlace {
    std::vector<const Command*> path;
    std::vector<WantedWord> wanted;
    std::string typed;  // of the word so far: of --to=王 what stands behind the =
    std::string file;   // of --file
};

// The words behind the program's name; the last is the one that is being typed, and may be empty.
TypedPlace place_of(const std::vector<std::string>& words);

// A line as bash would take it apart, up to where it ends.
struct TypedLine {
    std::vector<std::string> words;  // without quotes; the last is being typed
    char quote = 0;                  // the one that is open there: ' or "
    size_t behind_break = 0;         // how much of the last word stands before what bash takes for the word
};
TypedLine split_line(std::string_view line);

}  // namespace daybook
