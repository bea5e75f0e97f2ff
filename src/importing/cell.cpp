#include "importing/cell.h"

#include <algorithm>
#include <array>
#include <optional>

namespace daybook {

namespace {

constexpr std::array<std::string_view, 12> months = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

std::string_view trim(std::string_view s) {
    while (!s.empty() && is_blank(s.front())) s.remove_prefix(1);
    while (!s.empty() && is_blank(s.back())) s.remove_suffix(1);
    return s;
}

// Takes up to `most` digits off the front.
bool take_number(std::string_view& s, size_t most, int32_t& value) {
    size_t n = 0;
    value = 0;
    while (n < s.size() && n < most && is_digit(s[n])) value = value * 10 + (s[n++] - '0');
    s.remove_prefix(n);
    return n > 0;
}

// The English name of a month, short or long.
bool take_month(std::string_view& s, int32_t& month) {
    if (s.size() < 3) return false;
    std::string head;
    for (char c : s.substr(0, 3)) head += static_cast<char>(c | 0x20);
    const auto found = std::find(months.begin(), months.end(), head);
    if (found == months.end()) return false;
    month = static_cast<int32_t>(found - months.begin()) + 1;
    while (!s.empty() && ((s[0] | 0x20) >= 'a' && (s[0] | 0x20) <= 'z')) s.remove_prefix(1);
    return true;
}

bool take_field(char what, std::string_view& s, Civil& civil) {
    int32_t ignored = 0;
    switch (what) {
        case 'Y': return s.size() >= 4 && is_digit(s[3]) && take_number(s, 4, civil.year) && civil.year >= 1000;
        case 'y':
            if (!take_number(s, 2, civil.year)) return false;
            civil.year += 2000;
            return true;
        case 'm': return take_number(s, 2, civil.month);
        case 'd': return take_number(s, 2, civil.day);
        case 'b': return take_month(s, civil.month);
        default: return take_number(s, 2, ignored);
    }
}

bool take_format(std::string_view s, std::string_view format, Civil& civil) {
    while (!format.empty()) {
        if (format[0] == '%' && format.size() > 1) {
            if (!take_field(format[1], s, civil)) return false;
            format.remove_prefix(2);
        } else {
            if (s.empty() || s[0] != format[0]) return false;
            s.remove_prefix(1);
            format.remove_prefix(1);
        }
    }
    // a time that the format does not speak of
    return s.empty() || s[0] == ' ' || s[0] == 'T';
}

bool take_plain(std::string_view s, Civil& civil) {
    if (!take_number(s, 4, civil.year) || s.empty()) return false;
    const char parted_by = s[0];
    if (parted_by != '-' && parted_by != '/' && parted_by != '.') return false;
    s.remove_prefix(1);
    if (!take_number(s, 2, civil.month) || s.empty() || s[0] != parted_by) return false;
    s.remove_prefix(1);
    return take_number(s, 2, civil.day) && (s.empty() || s[0] == ' ' || s[0] == 'T');
}

bool take_off_front(std::string_view& s, std::string_view what) {
    if (s.substr(0, what.size()) != what) return false;
    s.remove_prefix(what.size());
    return true;
}

// With a point before decimals and nothing between thousands. Nothing where a mark stands where it cannot (1,5 is not 15, nor 0,500 500),
// or may be either of both and the rules do not say which: one mark before three digits at the end.
std::optional<std::string> plain_number(std::string_view s, const NumberMarks& marks) {
    const char thousands = marks.thousands ? marks.thousands : marks.decimal == '.' ? ',' : '.';
    const size_t point = std::min(s.find(marks.decimal), s.size());
    std::string out;
    int parted = 0;
    for (size_t i = 0; i < s.size(); ++i) {
        if (s[i] != thousands) {
            out += s[i] == marks.decimal ? '.' : s[i];
            continue;
        }
        if (i == 0 || i > point || (point - i) % 4 != 0 || !is_digit(s[i - 1])) return std::nullopt;
        ++parted;
    }
    const bool either = !marks.thousands && parted == 1 && point == s.size();
    if (either || (parted > 0 && s[0] == '0')) return std::nullopt;
    return out;
}

// What numbers bear, and the currencies that it may stand for; $ stands for many.
struct CurrencySign {
    std::string_view sign, currencies;
};
constexpr std::array<CurrencySign, 11> currency_signs = {{{"¥", "CNY JPY"},
                                                          {"￥", "CNY JPY"},
                                                          {"£", "GBP"},
                                                          {"€", "EUR"},
                                                          {"$", "USD CAD AUD NZD SGD HKD TWD MXN BRL ARS CLP COP"},
                                                          {"RMB", "CNY"},
                                                          {"US $", "USD"},
                                                          {"AU $", "AUD"},
                                                          {"C $", "CAD"},
                                                          {"US$", "USD"},
                                                          {"元", "CNY"}}};

bool is_code(std::string_view s) {
    return s.size() == 3 && std::all_of(s.begin(), s.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// Takes a currency's sign or code off either end, and says which currencies it may stand for; empty where there is none.
std::string_view take_sign(std::string_view& s) {
    for (const CurrencySign& one : currency_signs) {
        if (s.size() <= one.sign.size()) continue;
        if (s.starts_with(one.sign))
            s.remove_prefix(one.sign.size());
        else if (s.ends_with(one.sign))
            s.remove_suffix(one.sign.size());
        else
            continue;
        s = trim(s);
        return one.currencies;
    }
    if (s.size() < 4) return {};
    const std::string_view head = s.substr(0, 3), tail = s.substr(s.size() - 3);
    if (!is_code(head) && !is_code(tail)) return {};
    s = trim(is_code(head) ? s.substr(3) : s.substr(0, s.size() - 3));
    return is_code(head) ? head : tail;
}

bool is_minus_mark(std::string_view s, const std::string& mark) { return !mark.empty() && s.size() > mark.size() && s.ends_with(mark); }

// Takes every sign of a minus off, (1.00), -1.00, 1.00-, 1.00 CR; whether there was one.
bool take_minus(std::string_view& s, const NumberMarks& marks) {
    constexpr std::string_view true_minus = "−";
    if (s.size() > 2 && s.front() == '(' && s.back() == ')') {
        s = trim(s.substr(1, s.size() - 2));
        return true;
    }
    const bool minus = take_off_front(s, "-") || take_off_front(s, true_minus);
    if (!minus) take_off_front(s, "+");
    if (minus || s.empty()) return minus;
    if (s.size() > 1 && s.back() == '-') {
        s.remove_suffix(1);
        return true;
    }
    if (!is_minus_mark(s, marks.minus)) return false;
    s = trim(s.substr(0, s.size() - marks.minus.size()));
    return true;
}

// Spaces that do not break stand between thousands in many files.
std::string with_plain_spaces(std::string_view s) {
    std::string out(s);
    for (std::string_view space : {"\u00a0", "\u202f"})
        for (size_t at = 0; (at = out.find(space, at)) != std::string::npos;) out.replace(at, space.size(), " ");
    return out;
}

}  // namespace

std::string_view trim_cell(std::string_view cell) {
    cell = trim(cell);
    if (cell.size() >= 3 && cell[0] == '=' && cell[1] == '"' && cell.back() == '"') return trim(cell.substr(2, cell.size() - 3));
    if (cell.size() >= 2 && cell[0] == '\'' && is_digit(cell[1])) cell.remove_prefix(1);
    return cell;
}

BadNumber parse_amount(std::string_view cell, int decimals, int64_t& value, const NumberMarks& marks) {
    if (marks.decimal == '.') {
        const BadNumber plain = parse_decimal(cell, decimals, value);
        if (plain != BadNumber::not_a_number && plain != BadNumber::thousands_separator) return plain;
    }
    std::string spaced;
    if (cell.find('\xc2') != std::string_view::npos || cell.find('\xe2') != std::string_view::npos) cell = spaced = with_plain_spaces(cell);
    bool minus = take_minus(cell, marks);
    if (const std::string_view currencies = take_sign(cell); !currencies.empty()) {
        if (!marks.currency.empty() && currencies.find(marks.currency) == std::string_view::npos) return BadNumber::not_a_number;
        take_sign(cell);                              // ￥1010元
        if (!minus) minus = take_minus(cell, marks);  // $-1.00
    }
    const auto digits = plain_number(trim(cell), marks);
    if (!digits) return BadNumber::thousands_separator;
    if (minus && digits->substr(0, 1) == "-") return BadNumber::not_a_number;
    return parse_decimal(minus ? "-" + *digits : *digits, decimals, value);
}

bool has_foreign_sign(std::string_view cell, std::string_view currency) {
    take_minus(cell, {});
    const std::string_view currencies = take_sign(cell);
    const bool a_number = !cell.empty() && is_digit(cell.back());
    return a_number && !currencies.empty() && !currency.empty() && currencies.find(currency) == std::string_view::npos;
}

std::string_view first_number(std::string_view text) {
    size_t from = 0;
    while (from < text.size() && !is_digit(text[from])) ++from;
    size_t to = from;
    while (to < text.size() &&
           (is_digit(text[to]) || ((text[to] == '.' || text[to] == ',') && to + 1 < text.size() && is_digit(text[to + 1]))))
        ++to;
    if (from > 0 && from < to && text[from - 1] == '-' && (from == 1 || !is_digit(text[from - 2]))) --from;
    return text.substr(std::min(from, text.size()), to - from);
}

BadDate parse_cell_date(std::string_view cell, std::string_view format, Date& date) {
    Civil c{0, 0, 0};
    if (!(format.empty() ? take_plain(cell, c) : take_format(cell, format, c))) return BadDate::not_a_date;
    if (c.year < 1000 || c.month < 1 || c.month > 12 || c.day < 1 || c.day > days_in_month(c.year, c.month)) return BadDate::no_such_day;
    date = from_civil(c);
    return BadDate::none;
}

size_t bad_date_format(std::string_view format) {
    bool year = false, month = false, day = false;
    for (size_t i = 0; i < format.size(); ++i) {
        if (format[i] != '%') continue;
        if (i + 1 == format.size() || std::string_view("YymdbHMS").find(format[i + 1]) == std::string_view::npos) return i;
        const char what = format[++i];
        year |= what == 'Y' || what == 'y';
        month |= what == 'm' || what == 'b';
        day |= what == 'd';
    }
    return year && month && day ? std::string_view::npos : 0;
}

bool glob(std::string_view pattern, std::string_view text) {
    size_t p = 0, t = 0, star = std::string_view::npos, mark = 0;
    const auto next_character = [&](size_t at) {
        ++at;
        while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80) ++at;
        return at;
    };
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            mark = t;
        } else if (p < pattern.size() && pattern[p] == '?') {
            t = next_character(t);
            ++p;
        } else if (p < pattern.size() && pattern[p] == text[t]) {
            ++p;
            ++t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++mark;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*') ++p;
    return p == pattern.size();
}

bool looks_shortened(std::string_view id) {
    if (id.size() < 5 || !is_digit(id[0])) return false;
    size_t i = 1;
    if (id[i] == '.')
        for (++i; i < id.size() && is_digit(id[i]);) ++i;
    if (i + 2 >= id.size() || (id[i] != 'E' && id[i] != 'e') || id[i + 1] != '+') return false;
    return std::all_of(id.begin() + static_cast<std::ptrdiff_t>(i) + 2, id.end(), is_digit);
}

}  // namespace daybook
