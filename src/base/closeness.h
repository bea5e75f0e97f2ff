// Whether names are so close that one may be meant where the other stands: by the letters, and, of Chinese, by the sound.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace daybook {

// Whether two Chinese characters are read alike, tones apart: an input method by sound offers one for the other. Each sounds like itself.
bool sound_alike(int32_t a, int32_t b);

// Whether they are the same by sound, character by character (王芳 and 王方, not 王强), have two neighbouring characters in each other's
// place, or are a slip of the keyboard away from one another (likely_slip).
bool close_names(std::string_view a, std::string_view b);

// Whether a new party is likely a slip for a known one: one letter of a long name. People's Chinese names are short: 王芳 is not 王强, nor
// need 王方 be she.
bool likely_same_party(std::string_view fresh, std::string_view known);

// The first of them that is close to the name; empty where none is.
std::string_view a_close_name(std::string_view name, std::span<const std::string_view> known);

}  // namespace daybook
