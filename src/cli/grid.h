// How many of each item of a style, typed into a grid in the editor: rows and columns are values of its axes.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/session.h"

namespace daybook {

// The grid with empty cells, as the editor opens it.
std::string empty_grid(const Entries& entries, const Styles::Style& style);

// What was typed into it, as goods are typed: CODE:QUANTITY[@PRICE].
Result<std::vector<std::string>> goods_of_grid(const Entries& entries, const Styles::Style& style, const std::string& text);

// Runs the command, as it is called ("daybook purchase"); where --grid is typed, with what is typed in the editor into the grid of the
// style that the words name. The ledger is not locked meanwhile.
int with_grid(Session& session, const Args& args, const std::string& command, const std::function<int(Session&, const Args&)>& run);

// Options of the commands that take goods in a grid.
std::vector<Option> grid_options();

}  // namespace daybook
