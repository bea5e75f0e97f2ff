#include "importing/csv.h"

#include <algorithm>

namespace daybook {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }

// Where the quote that opens a field stands, past blanks; npos for a bare field.
size_t opening_quote(std::string_view text, size_t at, char delimiter) {
    while (at < text.size() && is_blank(text[at]) && text[at] != delimiter) ++at;
    return at < text.size() && text[at] == '"' ? at : std::string_view::npos;
}

}  // namespace

Result<bool> CsvReader::next() {
    if (at_ >= text_.size()) return false;
    line_ = next_line_;
    fields_.clear();
    const size_t start = at_;
    for (;;) {
        if (at_ < text_.size() && (text_[at_] == '"' || is_blank(text_[at_]))) {
            const uint32_t line = next_line_;
            if (!quoted_field()) {
                Error error(Text::csv_unclosed_quote, Text::csv_close_quote);
                error.place.line = line;
                return tl::unexpected(std::move(error));
            }
        } else {
            bare_field();
        }
        if (at_ >= text_.size() || text_[at_] == '\n') break;
        ++at_;  // the delimiter
    }
    size_t end = at_;
    if (end > start && text_[end - 1] == '\r') --end;
    raw_ = text_.substr(start, end - start);
    if (at_ < text_.size()) ++at_;
    ++next_line_;
    return true;
}

void CsvReader::bare_field() {
    const char* const begin = text_.data() + at_;
    const char* const end = text_.data() + text_.size();
    const char* p = begin;
    while (p != end && *p != delimiter_ && *p != '\n') ++p;
    at_ += static_cast<size_t>(p - begin);
    const bool carriage_return = p != begin && p[-1] == '\r' && (p == end || *p == '\n');
    fields_.emplace_back(begin, static_cast<size_t>(p - begin) - (carriage_return ? 1 : 0));
}

bool CsvReader::quoted_field() {
    const size_t quote = opening_quote(text_, at_, delimiter_);
    if (quote == std::string_view::npos) {
        bare_field();
        return true;
    }
    size_t from = quote + 1, close = from;
    std::string* joined = nullptr;
    for (;;) {
        close = text_.find('"', close);
        if (close == std::string_view::npos) return false;
        if (close + 1 >= text_.size() || text_[close + 1] != '"') break;
        if (!joined) joined = &unescaped_.emplace_back();
        joined->append(text_, from, close + 1 - from);
        from = close += 2;
    }
    const std::string_view last = text_.substr(from, close - from);
    next_line_ += static_cast<uint32_t>(
        std::count(text_.begin() + static_cast<std::ptrdiff_t>(quote), text_.begin() + static_cast<std::ptrdiff_t>(close), '\n'));
    if (joined) joined->append(last);
    at_ = close + 1;
    fields_.push_back(rest_behind_quote(joined ? std::string_view(*joined) : last));
    return true;
}

// Blanks behind the closing quote are dropped; other text belongs to the field, as spreadsheets have it.
std::string_view CsvReader::rest_behind_quote(std::string_view inside) {
    const size_t quoted_fields = fields_.size();
    bare_field();
    const std::string_view behind = fields_.back();
    fields_.resize(quoted_fields);
    if (std::all_of(behind.begin(), behind.end(), is_blank)) return inside;
    return unescaped_.emplace_back(std::string(inside).append(behind));
}

}  // namespace daybook
