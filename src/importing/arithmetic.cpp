#include "importing/arithmetic.h"

#include <algorithm>
#include <vector>

#include "base/wide.h"

namespace daybook {

namespace {

constexpr int factor_decimals = 8;  // of what is multiplied or divided: a rate, a number of pieces
constexpr std::string_view operators = "+-*/()";

struct Token {
    char op = 0;  // 0: a term
    std::string text;
};

// A value that is exact: over / under, under above 0.
struct Fraction {
    Wide over = 0, under = 1;
    bool blank = true;
};

Wide common_divisor(Wide a, Wide b) {
    if (a < 0) a = -a;
    while (b != 0) {
        const Wide rest = a % b;
        a = b;
        b = rest;
    }
    return a == 0 ? 1 : a;
}

class Arithmetic {
  public:
    Arithmetic(const Template& with, std::span<const std::string_view> cells, int decimals, const NumberMarks& marks)
        : decimals_(decimals), marks_(marks) {
        for (const Template::Part& part : with.parts) {
            if (part.is_column) {
                term_ += value_of(part, cells);
                in_term_ = true;
                continue;
            }
            for (char c : part.text) {
                if (operators.find(c) == std::string_view::npos) {
                    term_ += c;
                    continue;
                }
                end_term();
                tokens_.push_back({c, {}});
                multiplies_ |= c == '*' || c == '/';
            }
        }
        end_term();
    }

    Amount run() {
        if (tokens_.empty()) return amount_;
        const Fraction result = sum();
        if (at_ < tokens_.size()) fault(BadNumber::not_a_number);
        amount_.blank = result.blank;
        if (amount_.bad == BadNumber::none && !amount_.by_zero) round(result);
        return amount_;
    }

  private:
    void end_term() {
        if (in_term_ || !trim_cell(term_).empty()) tokens_.push_back({0, std::string(trim_cell(term_))});
        term_.clear();
        in_term_ = false;
    }

    bool next_is(char op) const { return at_ < tokens_.size() && tokens_[at_].op == op; }
    bool take(char op) {
        if (!next_is(op)) return false;
        ++at_;
        return true;
    }
    void fault(BadNumber bad) {
        if (amount_.bad == BadNumber::none) amount_.bad = bad;
    }

    Fraction sum() {
        Fraction left = product();
        while (next_is('+') || next_is('-')) {
            const bool minus = tokens_[at_++].op == '-';
            add(left, product(), minus);
        }
        return left;
    }

    Fraction product() {
        Fraction left = factor();
        for (;;) {
            if (take('*'))
                multiply(left, factor());
            else if (take('/'))
                divide(left, factor());
            else
                return left;
        }
    }

    Fraction factor() {
        if (take('-')) {
            Fraction inner = factor();
            inner.over = -inner.over;
            return inner;
        }
        if (take('+')) return factor();
        if (take('(')) {
            const Fraction inner = sum();
            if (!take(')')) fault(BadNumber::not_a_number);
            return inner;
        }
        if (at_ == tokens_.size() || tokens_[at_].op) {
            fault(BadNumber::not_a_number);
            return {};
        }
        return number(tokens_[at_++].text);
    }

    Fraction number(const std::string& text) {
        Fraction out;
        if (text.empty()) return out;
        const int decimals = multiplies_ ? factor_decimals : decimals_;
        int64_t value = 0;
        if (const BadNumber bad = parse_amount(text, decimals, value, marks_); bad != BadNumber::none) fault(bad);
        out.over = value;
        out.under = powers_of_ten[decimals];
        out.blank = false;
        reduce(out);
        return out;
    }

    static void reduce(Fraction& value) {
        const Wide divisor = common_divisor(value.over, value.under);
        value.over /= divisor;
        value.under /= divisor;
    }

    void checked_multiply(Wide a, Wide b, Wide& product) {
        if (__builtin_mul_overflow(a, b, &product)) {
            fault(BadNumber::too_large);
            product = 1;
        }
    }

    void add(Fraction& left, const Fraction& right, bool minus) {
        Wide a = 0, b = 0;
        checked_multiply(left.over, right.under, a);
        checked_multiply(right.over, left.under, b);
        checked_multiply(left.under, right.under, left.under);
        if (minus ? __builtin_sub_overflow(a, b, &left.over) : __builtin_add_overflow(a, b, &left.over)) fault(BadNumber::too_large);
        left.blank = left.blank && right.blank;
        reduce(left);
    }

    void multiply(Fraction& left, const Fraction& right) {
        checked_multiply(left.over, right.over, left.over);
        checked_multiply(left.under, right.under, left.under);
        left.blank = left.blank || right.blank;
        if (left.blank) left = {};
        reduce(left);
    }

    void divide(Fraction& left, Fraction right) {
        if (left.blank) return;
        if (right.blank || right.over == 0) {
            amount_.by_zero = true;
            return;
        }
        if (right.over < 0) {
            right.over = -right.over;
            left.over = -left.over;
        }
        std::swap(right.over, right.under);
        multiply(left, right);
    }

    // Half away from zero, once.
    void round(const Fraction& result) {
        Wide scaled = 0;
        checked_multiply(result.over, powers_of_ten[decimals_], scaled);
        Wide whole = scaled / result.under;
        Wide rest = scaled % result.under;
        if (rest < 0) rest = -rest;
        if (rest >= result.under - rest) whole += scaled < 0 ? -1 : 1;
        amount_.value = static_cast<int64_t>(whole);
        if (amount_.value != whole || amount_.value == INT64_MIN) fault(BadNumber::too_large);
    }

    int decimals_;
    const NumberMarks& marks_;
    std::vector<Token> tokens_;
    size_t at_ = 0;
    std::string term_;
    bool in_term_ = false, multiplies_ = false;
    Amount amount_;
};

}  // namespace

Amount fill_amount(const Template& with, std::span<const std::string_view> cells, int decimals, const NumberMarks& marks) {
    if (with.parts.size() != 1) return Arithmetic(with, cells, decimals, marks).run();
    Amount one;
    const std::string_view text = value_of(with.parts[0], cells);
    if (!with.parts[0].is_column && text.find_first_of("*/") != std::string_view::npos)
        return Arithmetic(with, cells, decimals, marks).run();
    one.blank = text.empty();
    if (!one.blank) one.bad = parse_amount(text, decimals, one.value, marks);
    return one;
}

}  // namespace daybook
