// Reads CSV as RFC 4180 has it, one record at a time: quotes, doubled quotes, line ends inside quotes, CRLF or LF. Lenient where platforms
// are: blanks around a quoted field, and a quote in the middle of a bare one, which is text.
#pragma once

#include <deque>
#include <string>
#include <string_view>

#include "importing/records.h"

namespace daybook {

class CsvReader final : public Records {
  public:
    // Fields are views of `text`, which must outlive the reader; a field with doubled quotes is a view of the reader's own store.
    CsvReader(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {}

    // An unclosed quote is an Error.
    Result<bool> next() override;
    std::string_view head() const override { return text_.substr(0, at_); }

  private:
    bool quoted_field();
    void bare_field();
    std::string_view rest_behind_quote(std::string_view inside);

    std::string_view text_;
    char delimiter_;
    uint32_t next_line_ = 1;
    std::deque<std::string> unescaped_;
};

}  // namespace daybook
