// Knows a table of an opening by its header row.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "importing/opening.h"

namespace daybook {

struct OpeningHeader {
    OpeningTable table = OpeningTable::items;
    std::vector<std::optional<OpeningField>> fields;  // by column
};

// Nothing where the row is none: it must name what is listed, and something more of it.
std::optional<OpeningHeader> opening_header(std::span<const std::string_view> cells);

}  // namespace daybook
