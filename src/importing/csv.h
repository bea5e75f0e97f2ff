// Reads CSV as RFC 4180 has it, one record at a time: quotes, doubled quotes, line ends inside quotes, CRLF or LF. Lenient where platforms
// are: blanks around a quoted field, and a quote in the middle of a bare one, which is text.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace daybook {

class CsvReader {
  public:
    // Fields are views of `text`, which must outlive the reader; a field with doubled quotes is a view of the reader's own store. Both stay
    // valid for the reader's life, not only until the next record.
    CsvReader(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {}

    // False at the end. An unclosed quote is an Error at its line; it has no file name.
    Result<bool> next();

    const std::vector<std::string_view>& fields() const { return fields_; }
    std::string_view raw() const { return raw_; }  // the record as it stands, without its line end
    uint32_t line() const { return line_; }        // where the record starts
    size_t offset() const { return at_; }          // bytes read so far

  private:
    bool quoted_field();
    void bare_field();
    std::string_view rest_behind_quote(std::string_view inside);

    std::string_view text_;
    char delimiter_;
    size_t at_ = 0;
    uint32_t line_ = 0, next_line_ = 1;
    std::string_view raw_;
    std::vector<std::string_view> fields_;
    std::deque<std::string> unescaped_;
};

}  // namespace daybook
