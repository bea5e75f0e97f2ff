#include "journal/lexer.h"

#include <array>

namespace daybook {

namespace {

enum Class : uint8_t { plain, space, quote, semicolon, control };

constexpr std::array<uint8_t, 256> make_classes() {
    std::array<uint8_t, 256> table{};
    for (size_t c = 0; c < 32; ++c) table[c] = control;
    table[127] = control;
    table[' '] = table['\t'] = space;
    table['"'] = quote;
    table[';'] = semicolon;
    return table;
}
constexpr std::array<uint8_t, 256> classes = make_classes();

Class class_of(char c) { return static_cast<Class>(classes[static_cast<unsigned char>(c)]); }

}  // namespace

std::string unescape(std::string_view text) {
    std::string out;
    for (size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size()) ++i;
        out += text[i];
    }
    return out;
}

void WordCursor::skip_space() {
    while (at_ < line_.size() && class_of(line_[at_]) == space) ++at_;
}

bool WordCursor::at_end() {
    skip_space();
    return at_ >= line_.size() || line_[at_] == ';';
}

Word WordCursor::next() {
    Word word;
    if (at_end()) return word;
    if (line_[at_] == '"') return quoted_word();
    word.at = at_;
    const char* const begin = line_.data();
    const char* const end = begin + line_.size();
    const char* p = begin + at_;
    while (p < end && class_of(*p) == plain) ++p;
    if (p < end && class_of(*p) != space) {
        const Class c = class_of(*p);
        word.fault = c == quote ? BadWord::quote_inside : c == semicolon ? BadWord::semicolon_inside : BadWord::control_character;
        while (p < end && class_of(*p) != space) ++p;
    }
    at_ = static_cast<uint32_t>(p - begin);
    word.length = at_ - word.at;
    word.text = line_.substr(word.at, word.length);
    return word;
}

Word WordCursor::quoted_word() {
    Word word;
    word.at = at_;
    word.quoted = true;
    size_t i = at_ + 1;
    for (; i < line_.size() && line_[i] != '"'; ++i) {
        if (class_of(line_[i]) == control) word.fault = BadWord::control_character;
        if (line_[i] != '\\') continue;
        word.escaped = true;
        if (i + 1 < line_.size() && (line_[i + 1] == '"' || line_[i + 1] == '\\'))
            ++i;
        else
            word.fault = BadWord::bad_escape;
    }
    const bool closed = i < line_.size();
    word.text = line_.substr(at_ + 1, i - at_ - 1);
    if (!closed) word.fault = BadWord::unclosed_quote;
    if (closed) ++i;
    // a word ends at white space: "a"b is one broken word
    if (closed && i < line_.size() && class_of(line_[i]) != space) {
        word.fault = BadWord::quote_inside;
        while (i < line_.size() && class_of(line_[i]) != space) ++i;
    }
    at_ = static_cast<uint32_t>(i);
    word.length = at_ - word.at;
    return word;
}

}  // namespace daybook
