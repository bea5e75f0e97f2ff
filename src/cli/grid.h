// How many of each item of a style, typed into a grid in the editor: rows and columns are values of its axes.
#pragma once

#include <string>
#include <vector>

#include "cli/session.h"

namespace daybook {

// The grid with empty cells, as the editor opens it.
std::string empty_grid(const Entries& entries, const Styles::Style& style, Lang lang);

// What was typed into it, as goods are typed: CODE:QUANTITY[@PRICE].
Result<std::vector<std::string>> goods_of_grid(const Entries& entries, const Styles::Style& style, const std::string& text);

// Where --grid is typed: opens the editor with the grid of the style that the words name, again and again with what is wrong on top until
// it can be read, and puts the goods in place of the words. False after saying why not. The ledger is not locked meanwhile.
bool ask_in_grid(Session& session, Args& args);

// Options of the commands that take goods in a grid.
Option grid_option();

}  // namespace daybook
