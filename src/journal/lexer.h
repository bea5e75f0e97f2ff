// A line of the journal into words. The one place that knows white space, quotes and comments.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace daybook {

enum class BadWord { none, unclosed_quote, quote_inside, semicolon_inside, bad_escape, control_character };

struct Word {
    std::string_view text;  // as it stands, without quotes; escapes still in it where `escaped`
    uint32_t at = 0;        // byte offset in the line
    uint32_t length = 0;    // bytes in the line, quotes included
    bool quoted = false;
    bool escaped = false;  // holds \" or \\: use unescape
    BadWord fault = BadWord::none;

    bool is(std::string_view bare) const { return !quoted && text == bare; }
    explicit operator bool() const { return length > 0; }
};

std::string unescape(std::string_view text);

// Walks the words of one line. The line is without its line end.
class WordCursor {
  public:
    explicit WordCursor(std::string_view line) : line_(line) {}

    // The next word; false where the line or its comment begins. A faulty word has its fault set, and the cursor stands behind it.
    Word next();
    // Whether only white space or a comment is left.
    bool at_end();
    // The comment behind the words, from its ; on; empty where there is none. Valid once at_end() is true.
    std::string_view comment() const { return line_.substr(at_); }
    uint32_t position() const { return at_; }
    std::string_view line() const { return line_; }

  private:
    void skip_space();
    Word quoted_word();

    std::string_view line_;
    uint32_t at_ = 0;
};

}  // namespace daybook
