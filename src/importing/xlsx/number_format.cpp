#include "importing/xlsx/number_format.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "model/date.h"

namespace daybook {

namespace {

constexpr int kept_digits = 15;  // of what a spreadsheet calculates with
constexpr int longest = 20;      // zeros, before or behind the point, that are written out

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// 0.DIGITS × 10^point; neither begins nor ends in 0, and is empty for 0.
struct Decimal {
    bool minus = false, scientific = false;
    std::string digits;
    int point = 0;

    // What is left once digits beyond the kept ones, if some are decimals, are rounded off.
    void round() {
        const int end = std::max(kept_digits, point);
        if (static_cast<int>(digits.size()) <= end) return;
        const bool up = digits[static_cast<size_t>(end)] >= '5';
        digits.resize(static_cast<size_t>(end));
        for (size_t i = digits.size(); up;) {
            if (i == 0) {
                digits.insert(digits.begin(), '1');
                ++point;
                break;
            }
            if (digits[--i] != '9') {
                ++digits[i];
                break;
            }
            digits[i] = '0';
        }
        trim();
    }
    void trim() {
        while (!digits.empty() && digits.back() == '0') digits.pop_back();
        if (digits.empty()) point = 0;
    }
    std::string whole() const {
        if (point <= 0) return "0";
        std::string out = digits.substr(0, static_cast<size_t>(point));
        out.resize(static_cast<size_t>(point), '0');
        return out;
    }
    std::string behind_point() const {
        if (point >= static_cast<int>(digits.size())) return {};
        return point > 0 ? digits.substr(static_cast<size_t>(point)) : std::string(static_cast<size_t>(-point), '0') + digits;
    }
};

std::optional<Decimal> read_decimal(std::string_view text) {
    Decimal out;
    size_t i = 0;
    if (i < text.size() && (text[i] == '-' || text[i] == '+')) out.minus = text[i++] == '-';
    bool any = false, behind = false;
    for (; i < text.size() && (is_digit(text[i]) || (text[i] == '.' && !behind)); ++i) {
        if (text[i] == '.') {
            behind = true;
            continue;
        }
        any = true;
        if (text[i] == '0' && out.digits.empty()) {
            out.point -= behind;
            continue;
        }
        out.digits += text[i];
        out.point += !behind;
    }
    if (!any || text.size() > 400) return std::nullopt;
    if (i < text.size() && (text[i] == 'E' || text[i] == 'e')) {
        int exponent = 0;
        if (++i < text.size() && text[i] == '+') ++i;
        const auto [end, error] = std::from_chars(text.data() + i, text.data() + text.size(), exponent);
        if (error != std::errc() || exponent < -400 || exponent > 400) return std::nullopt;
        out.scientific = true;
        out.point += exponent;
        i = static_cast<size_t>(end - text.data());
    }
    if (i != text.size()) return std::nullopt;
    out.trim();
    return out;
}

// No digits beyond those that are kept: any others were lost on the way, and were not all 0.
std::string shortened(const Decimal& number) {
    std::string out = number.minus ? "-" : "";
    out += number.digits[0];
    if (number.digits.size() > 1) out.append(".").append(number.digits, 1, std::string::npos);
    return out + fmt::format("E+{:02}", number.point - 1);
}

std::string plain(const Decimal& number, size_t least_digits) {
    std::string out = number.whole();
    if (out.size() < least_digits) out.insert(0, least_digits - out.size(), '0');
    if (number.minus && !number.digits.empty()) out.insert(0, "-");
    if (const std::string behind = number.behind_point(); !behind.empty()) out.append(".").append(behind);
    return out;
}

std::string clock_text(int64_t seconds) { return fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60); }

// Of days since the workbook's first; empty where there is no such day.
std::string day_text(const Decimal& number, NumberFormat format, bool from_1904) {
    constexpr int64_t day = 86400, part = 1'000'000'000'000;
    if (number.minus || number.point > 7) return {};
    int64_t days = 0, parts = 0;
    const std::string whole = number.whole(), behind = (number.behind_point() + std::string(12, '0')).substr(0, 12);
    std::from_chars(whole.data(), whole.data() + whole.size(), days);
    std::from_chars(behind.data(), behind.data() + behind.size(), parts);
    int64_t seconds = days * day + (parts * day + part / 2) / part;
    if (format.shows == NumberFormat::Shows::duration || (format.shows == NumberFormat::Shows::time && seconds < day))
        return clock_text(seconds);
    const int64_t serial = seconds / day;
    seconds %= day;
    // Workbooks that count from 1900 have a 29th of February in it, as number 60.
    if (serial > 2'958'465 || (!from_1904 && (serial == 0 || serial == 60))) return {};
    const Date date = from_1904 ? from_civil({1904, 1, 1}) : from_civil({1899, 12, serial < 60 ? 31 : 30});
    std::string out = to_text(date + static_cast<int32_t>(serial));
    if (format.with_time || format.shows == NumberFormat::Shows::time || seconds != 0) out.append(" ").append(clock_text(seconds));
    return out;
}

// What of a code says what is shown: its first section without quoted and escaped text, colours, conditions and currencies; in lower case.
std::string bare_code(std::string_view code, bool& duration) {
    std::string out;
    for (size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
        const char c = code[i];
        if (c == '"') {
            i = std::min(code.find('"', i + 1), code.size());
        } else if (c == '\\' || c == '_' || c == '*') {
            ++i;
        } else if (c == '[') {
            const size_t end = std::min(code.find(']', i), code.size());
            const std::string_view inside = code.substr(i + 1, end - i - 1);
            duration |= !inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos;
            i = end;
        } else {
            out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 0x20) : c;
        }
    }
    for (std::string_view word : {"general", "am/pm", "a/p", "e+", "e-"})
        for (size_t at; (at = out.find(word)) != std::string::npos;) out.erase(at, word.size());
    return out;
}

// The sign of a currency that a code shows, wherever it stands in it; $ is one too that only opens the name of a place: [$-804].
std::string_view sign_in(std::string_view code) {
    const std::string_view first = code.substr(0, code.find(';'));
    for (std::string_view sign : {"¥", "￥", "£", "€"})
        if (first.find(sign) != std::string_view::npos) return sign;
    for (size_t at = first.find('$'); at != std::string_view::npos; at = first.find('$', at + 1))
        if (at == 0 || first[at - 1] != '[' || first.substr(at + 1, 1) == "$") return "$";
    return {};
}

}  // namespace

NumberFormat built_in_format(uint32_t number) {
    using Shows = NumberFormat::Shows;
    const auto among = [&](uint32_t first, uint32_t last) { return number >= first && number <= last; };
    if (number == 9 || number == 10) return {Shows::per_cent};
    if (number == 22) return {Shows::date, true};
    if (number == 46) return {Shows::duration};
    // 27 to 36 and 50 to 58: of Chinese, Japanese and Korean; 32 and 33 are times in all of them
    if (among(18, 21) || number == 32 || number == 33 || number == 45 || number == 47) return {Shows::time};
    return {among(14, 17) || among(27, 36) || among(50, 58) ? Shows::date : Shows::number};
}

NumberFormat read_format(std::string_view code) {
    NumberFormat out;
    bool duration = false;
    const std::string bare = bare_code(code, duration);
    const auto has = [&](std::string_view letters) { return bare.find_first_of(letters) != std::string::npos; };
    const bool time = has("hs");
    if (duration)
        out.shows = NumberFormat::Shows::duration;
    else if (has("ydeg") || (has("m") && !time))
        out = {NumberFormat::Shows::date, time};
    else if (time)
        out.shows = NumberFormat::Shows::time;
    else if (has("%"))
        out.shows = NumberFormat::Shows::per_cent;
    else if (const std::string_view sign = sign_in(code); !sign.empty())
        out.sign = sign;
    else if (bare.size() > 1 && bare.size() < 20 && bare == code && bare.find_first_not_of('0') == std::string::npos)
        out.digits = static_cast<uint8_t>(bare.size());
    return out;
}

std::string number_text(std::string_view stored, NumberFormat format, bool from_1904) {
    auto number = read_decimal(stored);
    if (!number) return std::string(stored);
    number->round();
    const bool whole_is_long = number->point > kept_digits;
    if (whole_is_long && static_cast<int>(number->digits.size()) <= kept_digits) return shortened(*number);
    if ((whole_is_long && number->scientific) || number->point > longest || number->point < -longest) return std::string(stored);
    switch (format.shows) {
        case NumberFormat::Shows::number: return std::string(format.sign).append(plain(*number, format.digits));
        case NumberFormat::Shows::per_cent: number->point += number->digits.empty() ? 0 : 2; return plain(*number, 0) + "%";
        default: break;
    }
    const std::string day = day_text(*number, format, from_1904);
    return day.empty() ? plain(*number, 0) : day;
}

}  // namespace daybook
