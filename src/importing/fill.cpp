#include "importing/fill.h"

namespace daybook {

namespace {

std::string_view between(std::string_view cell, const Template::Part& part) {
    const size_t start = cell.find(part.text);
    if (start == std::string_view::npos) return {};
    cell.remove_prefix(start + part.text.size());
    if (part.after.empty()) return trim_cell(cell);
    const size_t end = cell.find(part.after);
    return end == std::string_view::npos ? std::string_view() : trim_cell(cell.substr(0, end));
}

std::string_view value_of(const Template::Part& part, std::span<const std::string_view> cells) {
    if (!part.is_column) return part.text;
    const std::string_view cell = cells[part.column];
    return part.between ? between(cell, part) : cell;
}

// What stands in the braces: Column, or Column|before*after.
std::optional<Template::Part> column_part(std::string_view inside, const std::function<uint32_t(std::string_view)>& number_of_column) {
    Template::Part part;
    part.is_column = true;
    const size_t bar = inside.find('|');
    if (bar != std::string_view::npos) {
        const std::string_view pattern = inside.substr(bar + 1);
        const size_t star = pattern.find('*');
        if (star == std::string_view::npos || pattern.find('*', star + 1) != std::string_view::npos) return std::nullopt;
        part.between = true;
        part.text = pattern.substr(0, star);
        part.after = pattern.substr(star + 1);
    }
    const std::string_view name = trim_cell(inside.substr(0, bar));
    if (name.empty()) return std::nullopt;
    part.column = number_of_column(name);
    return part;
}

// Adds the terms of a sum as they end.
class Sum {
  public:
    Sum(int decimals, NumberMarks marks) : decimals_(decimals), marks_(marks) {}

    void end_term(std::string& term) {
        const std::string_view text = trim_cell(term);
        if (!text.empty()) {
            int64_t value = 0;
            const BadNumber bad = parse_amount(text, decimals_, value, marks_);
            if (bad != BadNumber::none) amount_.bad = bad;
            const bool overflow = minus_ ? __builtin_sub_overflow(amount_.value, value, &amount_.value)
                                         : __builtin_add_overflow(amount_.value, value, &amount_.value);
            if (overflow || amount_.value == INT64_MIN) amount_.bad = BadNumber::too_large;
            amount_.blank = false;
        }
        term.clear();
    }
    void sign(bool minus) { minus_ = minus; }
    Amount amount() const { return amount_; }

  private:
    int decimals_;
    NumberMarks marks_;
    bool minus_ = false;
    Amount amount_;
};

}  // namespace

std::optional<Template> parse_template(std::string_view text, const std::function<uint32_t(std::string_view)>& number_of_column) {
    Template out;
    std::string plain;
    const auto end_plain = [&] {
        if (plain.empty()) return;
        out.parts.emplace_back().text = plain;
        plain.clear();
    };
    for (size_t i = 0; i < text.size(); ++i) {
        const bool doubled = i + 1 < text.size() && text[i + 1] == text[i];
        if ((text[i] == '{' || text[i] == '}') && doubled) {
            plain += text[i++];
        } else if (text[i] == '}') {
            return std::nullopt;
        } else if (text[i] == '{') {
            const size_t close = text.find('}', i);
            if (close == std::string_view::npos) return std::nullopt;
            auto part = column_part(text.substr(i + 1, close - i - 1), number_of_column);
            if (!part) return std::nullopt;
            end_plain();
            out.parts.push_back(std::move(*part));
            i = close;
        } else {
            plain += text[i];
        }
    }
    end_plain();
    return out;
}

std::vector<std::string_view> split_words(std::string_view text) {
    std::vector<std::string_view> words;
    size_t from = 0;
    bool in_braces = false;
    for (size_t i = 0; i <= text.size(); ++i) {
        if (i < text.size()) {
            if (text[i] == '{') in_braces = true;
            if (text[i] == '}') in_braces = false;
            if (in_braces || (text[i] != ' ' && text[i] != '\t')) continue;
        }
        if (i > from) words.push_back(text.substr(from, i - from));
        from = i + 1;
    }
    return words;
}

std::string_view fill(const Template& with, std::span<const std::string_view> cells, std::string& scratch) {
    if (with.parts.size() == 1) return value_of(with.parts[0], cells);
    scratch.clear();
    for (const Template::Part& part : with.parts) scratch += value_of(part, cells);
    return trim_cell(scratch);
}

Amount fill_amount(const Template& with, std::span<const std::string_view> cells, int decimals, NumberMarks marks, std::string& scratch) {
    Amount one;
    if (with.parts.size() == 1) {
        const std::string_view text = value_of(with.parts[0], cells);
        one.blank = text.empty();
        if (!one.blank) one.bad = parse_amount(text, decimals, one.value, marks);
        return one;
    }
    Sum sum(decimals, marks);
    scratch.clear();
    for (const Template::Part& part : with.parts) {
        if (part.is_column) {
            scratch += value_of(part, cells);
            continue;
        }
        for (char c : part.text) {
            if (c != '+' && c != '-') {
                scratch += c;
                continue;
            }
            sum.end_term(scratch);
            sum.sign(c == '-');
        }
    }
    sum.end_term(scratch);
    return sum.amount();
}

}  // namespace daybook
