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
    return word_to(stop, *fault == '"' ? WordForm::quote_inside : *fault == ';' ? WordForm::semicolon_inside : WordForm::control_character);
}

Word WordCursor::quoted_word() {
    WordForm form = WordForm::quoted;
    const char* p = at_ + 1;
    for (; p < end_ && *p != '"'; ++p) {
        if (is_control(*p)) form = WordForm::control_character;
        if (*p != '\\') continue;
        const bool known = p + 1 < end_ && (p[1] == '"' || p[1] == '\\');
        if (!known) form = WordForm::bad_escape;
        if (known && form == WordForm::quoted) form = WordForm::escaped;
        if (known) ++p;
    }
    if (p == end_) return word_to(p, WordForm::unclosed_quote);
    ++p;
    if (parts_words(p)) return word_to(p, form);
    while (p < end_ && !is_space(*p)) ++p;  // a word ends at white space: "a"b is one broken word
    return word_to(p, WordForm::quote_inside);
}

}  // namespace daybook
