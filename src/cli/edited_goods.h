// Goods typed behind `daybook edit REF`, put into the lines of the entry: TEA:3, TEA@68, TEA:0.
#pragma once

#include <string>
#include <vector>

#include "cli/compose.h"
#include "cli/edited.h"

namespace daybook {

// Lines of an item that is there keep what is not typed: price, unit, lot. Other goods become new lines.
Result<void> change_goods(const Session& session, const Args& args, const Journal& journal, const Edited& old,
                          const std::vector<std::string>& typed, std::vector<TypedGoods>& lines);

// Whether a word of the command line says goods, and not a ref.
bool says_goods(const std::string& word);

}  // namespace daybook
