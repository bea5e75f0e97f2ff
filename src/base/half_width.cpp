#include "base/half_width.h"

#include <algorithm>

#include "base/utf8.h"

namespace daybook {

namespace {

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Bytes that so many characters take.
size_t bytes_of(std::string_view text, uint32_t count) {
    size_t at = 0;
    for (; count > 0 && at < text.size(); --count) {
        ++at;
        while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80) ++at;
    }
    return at;
}

}  // namespace

std::string half_width(std::string_view typed) {
    std::string out;
    out.reserve(typed.size());
    for (size_t i = 0; i < typed.size();) {
        const std::string_view three = typed.substr(i, 3);
        if (three.size() == 3 && three.substr(0, 2) == "\xef\xbc" && static_cast<unsigned char>(three[2]) >= 0x81) {
            out += static_cast<char>(static_cast<unsigned char>(three[2]) - 0x80 + 0x20);  // U+FF01 to U+FF3F
        } else if (three.size() == 3 && three.substr(0, 2) == "\xef\xbd" && static_cast<unsigned char>(three[2]) <= 0x9e) {
            out += static_cast<char>(static_cast<unsigned char>(three[2]) - 0x80 + 0x60);  // U+FF40 to U+FF5E
        } else if (three == "　") {
            out += ' ';
        } else if (three == "￥") {
            out += "¥";
        } else {
            out += typed[i++];
            continue;
        }
        i += 3;
    }
    return out;
}

std::string plain_code(std::string_view typed) {
    std::string plain = half_width(typed);
    return is_ascii(plain) ? plain : std::string(typed);
}

std::string_view typed_part(std::string_view typed, std::string_view plain, size_t at, size_t length) {
    const size_t from = bytes_of(typed, characters(plain.substr(0, at)));
    return typed.substr(from, bytes_of(typed.substr(from), characters(plain.substr(at, length))));
}

}  // namespace daybook
