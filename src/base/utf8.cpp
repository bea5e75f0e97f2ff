#include "base/utf8.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <limits>

#include "base/bytes.h"

namespace daybook {

namespace {

// Decodes one character at the start of text; length 0 where it is no UTF-8.
struct Decoded {
    int32_t code = -1;
    size_t length = 0;
};

Decoded decode(std::string_view text) {
    Decoded d;
    const auto n =
        utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()), &d.code);
    if (n > 0) d.length = static_cast<size_t>(n);
    return d;
}

// Whether eight bytes are all ASCII and no control characters; most are.
bool eight_plain(const char* p) {
    constexpr uint64_t ones = 0x0101010101010101ULL, tops = ones << 7;
    const auto bytes = load<uint64_t>(p);
    const uint64_t low = (bytes - ones * 0x20) & ~bytes, del = bytes ^ ones * 0x7f;
    return ((bytes | low | ((del - ones) & ~del)) & tops) == 0;
}

bool is_plain(char c) { return c >= ' ' && c < 0x7f; }

// How many plain characters the text starts with: they need no decoding.
size_t plain_start(std::string_view text) {
    size_t n = 0;
    while (text.size() - n >= 8 && eight_plain(text.data() + n)) n += 8;
    while (n < text.size() && is_plain(text[n])) ++n;
    return n;
}

bool is_control(int32_t c) { return (c < 0x20 && c != '\t') || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029; }

// Embeddings, overrides, isolates and direction marks: text that would be shown in another order than it is stored.
bool is_bidi_control(int32_t c) {
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f || c == 0x061c;
}

// Joiners are not among them: scripts and emoji are spelt with those.
bool is_hidden(int32_t c) {
    return is_bidi_control(c) || c == 0x200b || (c >= 0x2060 && c <= 0x2065) || (c >= 0x206a && c <= 0x206f) || c == 0xfeff ||
           (c >= 0xfff9 && c <= 0xfffb);
}

// Whether two texts of one length are the same but for two neighbouring Latin letters that changed places.
bool letters_swapped(const std::vector<int32_t>& a, const std::vector<int32_t>& b) {
    const auto is_letter = [](int32_t c) { return c >= 'a' && c <= 'z'; };
    const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    if (a.size() != b.size() || x == a.end() || x + 1 == a.end()) return false;
    return is_letter(x[0]) && is_letter(x[1]) && x[0] == y[1] && x[1] == y[0] && std::equal(x + 2, a.end(), y + 2);
}

bool has_digit(std::string_view s) {
    return std::any_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<std::string_view> tokens(std::string_view s) {
    std::vector<std::string_view> out;
    size_t from = 0;
    for (size_t i = 0; i <= s.size(); ++i) {
        if (i < s.size() && s[i] != '-' && s[i] != '_' && s[i] != '/' && s[i] != '.' && s[i] != ' ') continue;
        out.push_back(s.substr(from, i - from));
        from = i + 1;
    }
    return out;
}

// Text in which nothing can be composed: ASCII, Latin letters that are whole (to U+017F), the common Chinese characters (U+4000 to U+9FFF).
bool composed_already(std::string_view text) {
    for (size_t i = plain_start(text); i < text.size();) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c >= 0x80 && (c < 0xc2 || c > 0xc5) && (c < 0xe4 || c > 0xe9)) return false;
        i += c < 0x80 ? 1 : c < 0xe0 ? 2 : 3;
    }
    return true;
}

}  // namespace

TextFault find_fault(std::string_view text) {
    size_t i = 0;
    while (i < text.size()) {
        i += plain_start(text.substr(i));
        if (i == text.size()) break;
        const auto c = static_cast<unsigned char>(text[i]);
        if (c < 0x80) {
            if ((c < 0x20 && c != '\t') || c == 0x7f) return {BadText::control_character, i};
            ++i;
            continue;
        }
        const Decoded d = decode(text.substr(i));
        if (d.length == 0) return {BadText::invalid_utf8, i};
        if (is_control(d.code)) return {BadText::control_character, i};
        if (is_hidden(d.code)) return {BadText::hidden_character, i};
        i += d.length;
    }
    return {};
}

uint32_t width(std::string_view text) {
    uint32_t cells = 0;
    while (!text.empty()) {
        if (const size_t plain = plain_start(text)) {
            cells += static_cast<uint32_t>(plain);
            text.remove_prefix(plain);
            continue;
        }
        const Decoded d = decode(text);
        if (d.length == 0) {
            ++cells;
            text.remove_prefix(1);
            continue;
        }
        cells += static_cast<uint32_t>(std::max(0, utf8proc_charwidth(d.code)));
        text.remove_prefix(d.length);
    }
    return cells;
}

uint32_t characters(std::string_view text) {
    return static_cast<uint32_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::string_view cut_to_width(std::string_view text, uint32_t cells) {
    size_t end = 0;
    uint32_t used = 0;
    while (end < text.size()) {
        if (is_plain(text[end])) {
            if (used == cells) break;
            ++used;
            ++end;
            continue;
        }
        const Decoded d = decode(text.substr(end));
        const size_t n = d.length ? d.length : 1;
        const uint32_t w = d.length ? static_cast<uint32_t>(std::max(0, utf8proc_charwidth(d.code))) : 1;
        if (used + w > cells) break;
        used += w;
        end += n;
    }
    return text.substr(0, end);
}

Character first_character(std::string_view text) {
    const Decoded d = decode(text);
    Character c;
    c.bytes = text.substr(0, std::max<size_t>(d.length, 1));
    if (d.length == 0) return c;
    const utf8proc_category_t category = utf8proc_category(d.code);
    c.letter = category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
    c.digit = category == UTF8PROC_CATEGORY_ND;
    c.space = d.code == '\t' || (category >= UTF8PROC_CATEGORY_ZS && category <= UTF8PROC_CATEGORY_ZP);
    return c;
}

std::optional<std::string> to_nfc(std::string_view text) {
    if (composed_already(text)) return std::nullopt;
    utf8proc_uint8_t* composed = nullptr;
    const auto n = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                                &composed, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    if (n < 0) return std::nullopt;
    std::string out(reinterpret_cast<char*>(composed), static_cast<size_t>(n));
    std::free(composed);
    if (out == text) return std::nullopt;
    return out;
}

std::string folded_name(std::string_view text) {
    std::string out(text);
    if (composed_already(text) && std::none_of(text.begin(), text.end(), [](char c) {
            const auto byte = static_cast<unsigned char>(c);
            return byte >= 0xc2 && byte <= 0xc5;
        })) {
        for (char& c : out)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        return out;
    }
    utf8proc_uint8_t* mapped = nullptr;
    const auto n = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()), &mapped,
                                static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD));
    if (n < 0) return out;
    out.assign(reinterpret_cast<char*>(mapped), static_cast<size_t>(n));
    std::free(mapped);
    return out;
}

std::vector<int32_t> lower_characters(std::string_view text) {
    std::vector<int32_t> out;
    while (!text.empty()) {
        const Decoded d = decode(text);
        if (d.length == 0) {
            out.push_back(-static_cast<unsigned char>(text[0]));
            text.remove_prefix(1);
            continue;
        }
        out.push_back(utf8proc_tolower(d.code));
        text.remove_prefix(d.length);
    }
    return out;
}

std::string printable(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        if (const size_t plain = plain_start(text)) {
            out += text.substr(0, plain);
            text.remove_prefix(plain);
            continue;
        }
        const Decoded d = decode(text);
        if (d.length == 0 || is_control(d.code) || is_hidden(d.code))
            out += "\xef\xbf\xbd";
        else
            out += text.substr(0, d.length);
        text.remove_prefix(d.length ? d.length : 1);
    }
    return out;
}

uint32_t edit_distance(std::string_view left, std::string_view right) {
    const std::vector<int32_t> a = lower_characters(left.substr(0, 256)), b = lower_characters(right.substr(0, 256));
    std::vector<uint32_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    for (size_t j = 0; j <= b.size(); ++j) last[j] = static_cast<uint32_t>(j);
    for (size_t i = 1; i <= a.size(); ++i) {
        row[0] = static_cast<uint32_t>(i);
        for (size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
        }
        std::swap(before, last);
        std::swap(last, row);
    }
    return last[b.size()];
}

std::string_view did_you_mean(std::string_view word, std::span<const std::string_view> candidates) {
    std::string_view best;
    uint32_t best_distance = std::numeric_limits<uint32_t>::max();
    const uint32_t length = characters(word);
    const uint32_t most = length <= 2 ? 1 : std::max<uint32_t>(2, length / 3);
    for (std::string_view candidate : candidates) {
        if (candidate.empty() || candidate == word) continue;
        // yaml is no slip for html: few slip on the first letter, and short words are all close to one another
        const uint32_t limit = length <= 4 && candidate[0] != word[0] ? 1 : most;
        uint32_t d = edit_distance(word, candidate);
        // a start of a longer word is a common way to mean it
        if (length >= 2 && candidate.size() > word.size() && candidate.substr(0, word.size()) == word) d = std::min(d, limit);
        const uint32_t shorter = std::min(length, characters(candidate));
        if (d > 0 && (d > limit || d >= shorter)) continue;
        if (d < best_distance) {
            best_distance = d;
            best = candidate;
        }
    }
    return best;
}

bool likely_slip(std::string_view fresh, std::string_view known) {
    if (fresh == known) return false;
    const auto shorter = std::min(fresh.size(), known.size()), bytes = std::max(fresh.size(), known.size()) - shorter;
    if (bytes > 8) return false;  // two characters at most: most names are told apart by this
    const std::vector<int32_t> a = lower_characters(fresh), b = lower_characters(known);
    if (a == b || (a.size() >= 3 && letters_swapped(a, b))) return true;
    const auto difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
    const auto longer = std::max(a.size(), b.size());
    if (difference > 2 || longer < 4) return false;  // TEA and PEA, 王小明 and 王小红
    const uint32_t allowed = longer >= 8 ? 2 : 1;
    if (edit_distance(fresh, known) > allowed) return false;
    const auto x = tokens(fresh), y = tokens(known);
    if (x.size() != y.size()) return true;
    for (size_t i = 0; i < x.size(); ++i) {
        if (x[i] == y[i]) continue;
        const bool size_or_number = has_digit(x[i]) || has_digit(y[i]) || (characters(x[i]) <= 3 && characters(y[i]) <= 3 && x.size() > 1);
        if (!size_or_number) return true;
    }
    return false;
}

}  // namespace daybook
