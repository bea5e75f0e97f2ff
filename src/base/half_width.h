// What an input method leaves behind: full-width letters, digits and signs, and the plain ones that they mean.
#pragma once

#include <string>
#include <string_view>

namespace daybook {

// The text with its full-width forms (Ａ ７ ： ＠ ． － ＝, the ideographic space) as plain ones, character by character; ￥ becomes ¥. For
// what is read as a number, a day, a code or an option: a name or a note stays as it was typed.
std::string half_width(std::string_view typed);

// A code, a ref, a unit: its plain form where all of it has one (ＴＥＡ－１ is TEA-1), else as it was typed: 茶（大） is a name.
std::string plain_code(std::string_view typed);

// The part of what was typed that stands where `plain`, its half-width form, has so many bytes from `at` on.
std::string_view typed_part(std::string_view typed, std::string_view plain, size_t at, size_t length = std::string_view::npos);

// The word by which something is known: as typed, else in its plain form; what is known by neither stays as typed.
template <class IsKnown>
std::string known_word(std::string_view typed, const IsKnown& is_known) {
    if (is_known(typed)) return std::string(typed);
    std::string plain = half_width(typed);
    return is_known(plain) ? plain : std::string(typed);
}

}  // namespace daybook
