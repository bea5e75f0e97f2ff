#include "journal/lexer.h"

namespace daybook {

namespace {

bool is_space(char c) { return c == ' ' || c == '\t'; }

bool is_control(char c) { return (static_cast<unsigned char>(c) < ' ' && c != '\t') || c == 127; }

}  // namespace

std::string unescape(std::string_view text) {
    std::string out;
    for (size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size()) ++i;
        out += text[i];
    }
    return out;
}

Word WordCursor::faulty_word(const char* fault) {
    const char* stop = fault;
    while (stop < end_ && !is_space(*stop)) ++stop;
    const BadWord what = *fault == '"' ? BadWord::quote_inside : *fault == ';' ? BadWord::semicolon_inside : BadWord::control_character;
    Word word = word_to(stop);
    word.fault = what;
    return word;
}

Word WordCursor::quoted_word() {
    const std::string_view rest = comment();  // from the quote on
    Word word;
    word.at = position();
    word.quoted = true;
    size_t i = 1;
    for (; i < rest.size() && rest[i] != '"'; ++i) {
        if (is_control(rest[i])) word.fault = BadWord::control_character;
        if (rest[i] != '\\') continue;
        word.escaped = true;
        if (i + 1 < rest.size() && (rest[i + 1] == '"' || rest[i + 1] == '\\'))
            ++i;
        else
            word.fault = BadWord::bad_escape;
    }
    const bool closed = i < rest.size();
    word.text = rest.substr(1, i - 1);
    if (!closed) word.fault = BadWord::unclosed_quote;
    if (closed) ++i;
    // a word ends at white space: "a"b is one broken word
    if (closed && i < rest.size() && !is_space(rest[i])) {
        word.fault = BadWord::quote_inside;
        while (i < rest.size() && !is_space(rest[i])) ++i;
    }
    word.length = static_cast<uint32_t>(i);
    at_ += i;
    return word;
}

}  // namespace daybook
