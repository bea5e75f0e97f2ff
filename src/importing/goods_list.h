// Several goods in one cell: "Tea x 2, Cup x 1", by a pattern of the rules such as "{item} x {quantity}".
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "importing/import_rules.h"

namespace daybook {

// Nothing where `text` is no pattern: it must name {item} and {quantity}, with text between.
std::optional<GoodsList::Pattern> parse_goods_pattern(std::string_view text);

struct GoodsPiece {
    std::string_view item, quantity, price;
};

// Empty where the cell is not as the pattern has it. What parts the pieces may stand within a name too: a piece goes on till it fits.
std::vector<GoodsPiece> split_goods(const GoodsList& list, std::string_view cell, const NumberMarks& marks);

}  // namespace daybook
