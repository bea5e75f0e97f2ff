// Text as people see it: valid UTF-8, terminal width, one spelling per name, and the nearest of several words.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace daybook {

enum class BadText { none, invalid_utf8, control_character, hidden_character };

struct TextFault {
    BadText kind = BadText::none;
    size_t at = 0;  // byte offset of the first fault
};

// The first byte that is no UTF-8, a control character (C0 but TAB, DEL, C1, line separators), or a character that cannot be seen and makes
// a name pass for another: what turns the order of writing (bidirectional controls), spaces of no width, marks of byte order.
TextFault find_fault(std::string_view text);

// Terminal cells that the text takes; wide characters (Chinese) take two.
uint32_t width(std::string_view text);

// Number of characters (code points), as an editor counts columns.
uint32_t characters(std::string_view text);

// The longest start of text that fits in so many cells.
std::string_view cut_to_width(std::string_view text, uint32_t cells);

// NFC: the one spelling under which names are compared. Returns nothing where the text already is in it.
std::optional<std::string> to_nfc(std::string_view text);

// What may go to a terminal: all that find_fault finds becomes U+FFFD.
std::string printable(std::string_view text);

// The character that a text begins with; a byte that is no UTF-8 stands for itself.
struct Character {
    std::string_view bytes;
    bool letter = false, digit = false, space = false;  // by Unicode's categories; TAB is space
};
Character first_character(std::string_view text);  // not of an empty text

// As names are compared where they are looked for: in NFC, letters' case and width apart.
std::string folded_name(std::string_view text);

// Character by character, letters' case apart; a byte that is no UTF-8 stands for itself, as a number below 0.
std::vector<int32_t> lower_characters(std::string_view text);

// Edits (insert, delete, replace, swap of neighbours; by character, letter case apart) that turn one text into the other.
uint32_t edit_distance(std::string_view a, std::string_view b);

// The candidate that the writer of `word` most likely meant; empty where none is near.
std::string_view did_you_mean(std::string_view word, std::span<const std::string_view> candidates);

// Whether a new name is so near a known one that it is likely a slip: codes that differ only in a number or a short token are not, but for
// two letters that changed places.
bool likely_slip(std::string_view fresh, std::string_view known);

}  // namespace daybook
