// What may stand in a place of the command line: names that the ledger knows, and refs that fit the command.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/session.h"
#include "cli/typed_place.h"

namespace daybook {

struct Fitting {
    std::string word;
    std::string help;                // what tells it from others: a name, a price, a date
    std::vector<std::string> names;  // by which it is found too
};

// Whether the ledger has something to put in the place of such a word.
bool has_values(std::string_view name, bool of_option);

// Everything that fits, the likeliest first; the ledger's entries are read, and only replayed where it takes their status.
std::vector<Fitting> values_for(const Session& session, const Journal& journal, const TypedPlace& place);

}  // namespace daybook
