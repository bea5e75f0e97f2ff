// Amounts of money as somebody types them: ￥68, 68元, ６８．５０.
#pragma once

#include <string>
#include <string_view>

namespace daybook {

// The number as the journal writes it: in half width, without the marks of that currency (¥ and 元 of CNY), in front or behind. Marks of
// another currency, and whatever else is no number, are left for the parser to refuse.
std::string plain_amount(std::string_view typed, std::string_view currency);

}  // namespace daybook
