#include "base/fold.h"

#include <utf8proc.h>

#include <algorithm>
#include <iterator>

namespace daybook {

namespace {

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Of a character that is no ASCII.
int32_t fold_character(int32_t code) {
    constexpr int32_t first_wide = 0xff01, last_wide = 0xff5e, wide_space = 0x3000, wide_yen = 0xffe5;
    if (code == wide_space) return ' ';
    if (code == wide_yen) return 0xa5;
    if (code >= first_wide && code <= last_wide) code -= first_wide - '!';
    return utf8proc_tolower(code);
}

}  // namespace

void fold(std::string_view text, std::string& into) {
    // most names are ASCII all through, and short work
    const auto ascii_end = std::find_if(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    into.assign(text.begin(), ascii_end);
    for (char& c : into) c = small(c);
    for (size_t i = into.size(); i < text.size();) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool chinese = byte >= 0xe4 && byte <= 0xe9 && i + 3 <= text.size();  // has neither case nor width
        if (byte < 0x80 || chinese) {
            if (chinese)
                into.append(text.substr(i, 3));
            else
                into += small(text[i]);
            i += chinese ? 3 : 1;
            continue;
        }
        int32_t code = -1;
        const auto n = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + i),
                                        static_cast<utf8proc_ssize_t>(text.size() - i), &code);
        if (n <= 0) {
            into += text[i++];
            continue;
        }
        utf8proc_uint8_t bytes[4];
        const auto length = utf8proc_encode_char(fold_character(code), bytes);
        into.append(reinterpret_cast<const char*>(bytes), static_cast<size_t>(length));
        i += static_cast<size_t>(n);
    }
}

std::string folded(std::string_view text) {
    std::string out;
    fold(text, out);
    return out;
}

std::string without_blanks_and_dashes(std::string_view text) {
    std::string out;
    std::copy_if(text.begin(), text.end(), std::back_inserter(out), [](char c) { return c != ' ' && c != '\t' && c != '-'; });
    return out;
}

}  // namespace daybook
