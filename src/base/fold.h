// Text made alike for searching: small letters for capitals, plain characters for full-width ones.
#pragma once

#include <string>
#include <string_view>

namespace daybook {

// Puts the text, folded, in place of what `into` holds. Bytes that are no UTF-8 stay as they are.
void fold(std::string_view text, std::string& into);
std::string folded(std::string_view text);

// What is left without blanks and dashes: phones and tracking numbers are written with them and without.
std::string without_blanks_and_dashes(std::string_view text);

}  // namespace daybook
