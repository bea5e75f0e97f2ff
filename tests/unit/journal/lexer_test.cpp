#include "journal/lexer.h"

#include <doctest/doctest.h>

#include "base/utf8.h"

using namespace daybook;

namespace {

// The words of a line, each in [], with its place and what is wrong with it; then the comment.
std::string words_of(std::string_view line) {
    const std::string padded = std::string(line) + std::string(line_padding, '\0');
    WordCursor cursor(std::string_view(padded).substr(0, line.size()));
    std::string out;
    while (const Word word = cursor.next()) {
        out += (word.form == WordForm::quoted || word.form == WordForm::escaped ? "q[" : "[") +
               (word.form == WordForm::escaped ? unescape(word.text()) : std::string(word.text())) + "]" +
               std::to_string(cursor.position_of(word)) + "+" + std::to_string(word.length);
        if (word.is_faulty()) out += "!" + std::to_string(static_cast<int>(word.form));
        out += ' ';
    }
    CHECK(cursor.at_end());
    return out + std::string(cursor.comment());
}

}  // namespace

TEST_CASE("lexer: words are parted by blanks and tabs; a comment begins at a ; behind white space or at the start") {
    CHECK(words_of("") == "");
    CHECK(words_of("  \t ") == "");
    CHECK(words_of("a  b\tc") == "[a]0+1 [b]3+1 [c]5+1 ");
    CHECK(words_of("; all of it") == "; all of it");
    CHECK(words_of("a ;b c") == "[a]0+1 ;b c");
    CHECK(words_of("a\t; b") == "[a]0+1 ; b");
    CHECK(words_of("茶 叶") == "[茶]0+3 [叶]4+3 ");
}

TEST_CASE("lexer: quotes hold white space, ; and escaped quotes and backslashes") {
    CHECK(words_of("\"a b\" c") == "q[a b]0+5 [c]6+1 ");
    CHECK(words_of("\"a;b\"") == "q[a;b]0+5 ");
    CHECK(words_of(R"("a\"b\\c")") == "q[a\"b\\c]0+9 ");
    CHECK(words_of("\"\" x") == "q[]0+2 [x]3+1 ");
    CHECK(words_of(R"(a\b)") == "[a\\b]0+3 ");  // no escape outside quotes
}

TEST_CASE("lexer: a broken word is one word with its fault, and the line goes on behind it") {
    CHECK(words_of("\"a b") == "[\"a b]0+4!3 ");
    CHECK(words_of("a\"b c") == "[a\"b]0+3!4 [c]4+1 ");
    CHECK(words_of("\"a\"b c") == "[\"a\"b]0+4!4 [c]5+1 ");
    CHECK(words_of("a;b c") == "[a;b]0+3!5 [c]4+1 ");
    CHECK(words_of(R"("a\n" b)") == R"(["a\n"]0+5!6 [b]6+1 )");
    CHECK(words_of("a\x01 b") == "[a\x01]0+2!7 [b]3+1 ");
    CHECK(words_of("\"a\x01\"") == "[\"a\x01\"]0+4!7 ");
    CHECK(words_of("\"a\\") == "[\"a\\]0+3!3 ");
}
