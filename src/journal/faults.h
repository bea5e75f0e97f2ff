// What the parser says of a bad line: where it is, what was expected, and the way out.
#pragma once

#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/utf8.h"
#include "model/amounts.h"
#include "model/kinds.h"

namespace daybook {

// A word of a line as an error: place, excerpt and caret.
Error error_at(std::string_view file, uint32_t line_number, std::string_view line, uint32_t at, uint32_t length, Message what,
               Message hint = {});

// What may stand in a place, by name.
std::vector<std::string_view> kind_names();
std::vector<std::string_view> key_names(const KindSpec& kind);
std::vector<std::string_view> clause_names(const KindSpec& kind);

// "did you mean …?" where a name is near, else all that could stand here.
Message way_out(std::string_view word, const std::vector<std::string_view>& names, Text none_at_all);

// Full-width characters that an input method leaves behind.
bool has_full_width(std::string_view text);

// What is wrong with bytes, and the way out.
Text bad_text(const TextFault& fault);
Text bad_text_hint(const TextFault& fault);

Text sign_text(uint8_t signs);
Message number_fault(BadNumber fault, std::string_view text, int decimals);
Message number_hint(BadNumber fault, std::string_view text);

}  // namespace daybook
