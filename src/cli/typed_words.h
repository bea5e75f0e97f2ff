// What was typed for an option that is a key of the journal: words that shells hand over one by one, or several in one.
#pragma once

#include <string>
#include <vector>

#include "base/error.h"
#include "model/kinds.h"

namespace daybook {

// The words of each line that the option makes: it may be given more than once, with an amount, or more, each time. Numbers are in their
// plain form, without the currency's marks. Refused is what cannot be meant: `--received "2 积分"`.
Result<std::vector<std::vector<std::string>>> words_of_lines(const KeySpec& key, const std::vector<std::string>& typed,
                                                             std::string_view currency);

// The key's value as the journal has it, of what was typed in full width or in Chinese; a name, and what is said, stay as they are.
std::string plain_value(const KeySpec& key, size_t value, const std::string& typed, std::string_view currency);

}  // namespace daybook
