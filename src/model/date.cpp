#include "model/date.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <vector>

#include "base/half_width.h"

namespace daybook {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<int32_t> number(std::string_view text) {
    int32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || text.empty() || !is_digit(text[0])) return std::nullopt;
    return value;
}

Date first_of_quarter(Date date) {
    const Civil c = to_civil(date);
    return from_civil({c.year, (c.month - 1) / 3 * 3 + 1, 1});
}

Date first_of_year(Date date) { return from_civil({to_civil(date).year, 1, 1}); }

// Months from `start` on; n months long.
Period months_from(Date start, int32_t n) { return {start, add_months(start, n)}; }

bool take_off_end(std::string_view& text, std::string_view what) {
    if (text.size() <= what.size() || !text.ends_with(what)) return false;
    text.remove_suffix(what.size());
    return true;
}

bool take_off_start(std::string_view& text, std::string_view what) {
    if (text.size() <= what.size() || !text.starts_with(what)) return false;
    text.remove_prefix(what.size());
    return true;
}

void replace(std::string& text, std::string_view what, std::string_view by) {
    for (size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size()) text.replace(at, what.size(), by);
}

// The parts of a day or month that were typed; 0 stands for what was not.
struct Parts {
    int32_t year = 0, month = 0, day = 0;

    bool is_day() const { return month > 0 && day > 0; }
    bool is_month() const { return month > 0 && day == 0; }
    // Whether there is such a month, or day, in that year.
    bool exist_in(int32_t in) const { return in >= 1000 && month <= 12 && (day == 0 || day <= days_in_month(in, month)); }
};

// 2026-11-3, 2026/11/3, 2026.11.3, 2026年11月3日, 2026年11月, 11-3, 11/3, 11月3日, 11月. Nothing where it is none of these.
std::optional<Parts> parse_parts(std::string_view plain) {
    std::string text(plain);
    replace(text, "月份", "月");
    const bool ends_in_month = text.ends_with("月");
    for (std::string_view sign : {"年", "月", "/", "."}) replace(text, sign, "-");
    std::string_view rest = text;
    const bool ends_in_day = take_off_end(rest, "日") || take_off_end(rest, "号");
    if (ends_in_month) rest.remove_suffix(1);
    std::vector<int32_t> numbers;
    while (true) {
        const size_t dash = std::min(rest.find('-'), rest.size());
        const auto one = dash <= 2 || dash == 4 ? number(rest.substr(0, dash)) : std::nullopt;
        if (!one || *one < 1 || numbers.size() == 3) return std::nullopt;
        numbers.push_back(*one);
        if (dash == rest.size()) break;
        rest.remove_prefix(dash + 1);
    }
    if (numbers.size() == 3 && !ends_in_month) return Parts{numbers[0], numbers[1], numbers[2]};
    if (numbers.size() == 2 && numbers[0] >= 1000 && !ends_in_day) return Parts{numbers[0], numbers[1], 0};
    if (numbers.size() == 2 && numbers[0] <= 12 && !ends_in_month) return Parts{0, numbers[0], numbers[1]};
    if (numbers.size() == 1 && ends_in_month) return Parts{0, numbers[0], 0};
    return std::nullopt;
}

// -3d, +3d, 3天前, 3天后: days from today.
std::optional<int32_t> parse_days_away(std::string_view t) {
    bool before = take_off_end(t, "天前");
    if (!before && !take_off_end(t, "天后")) {
        before = t.starts_with('-');
        if (!before && !t.starts_with('+')) return std::nullopt;
        t.remove_prefix(1);
        if (!take_off_end(t, "d") && !take_off_end(t, "天")) return std::nullopt;
    }
    const auto n = number(t);
    if (!n || *n >= 100'000) return std::nullopt;
    return before ? -*n : *n;
}

}  // namespace

// Howard Hinnant's days_from_civil and civil_from_days.
Date from_civil(Civil c) {
    const int32_t y = c.month <= 2 ? c.year - 1 : c.year;
    const int32_t era = (y >= 0 ? y : y - 399) / 400;
    const int32_t year_of_era = y - era * 400;
    const int32_t day_of_year = (153 * (c.month + (c.month > 2 ? -3 : 9)) + 2) / 5 + c.day - 1;
    const int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return Date{era * 146097 + day_of_era - 719468};
}

Civil to_civil(Date date) {
    const int32_t z = date.days + 719468;
    const int32_t era = (z >= 0 ? z : z - 146096) / 146097;
    const int32_t day_of_era = z - era * 146097;
    const int32_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const int32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const int32_t shifted_month = (5 * day_of_year + 2) / 153;
    const int32_t month = shifted_month + (shifted_month < 10 ? 3 : -9);
    return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day_of_year - (153 * shifted_month + 2) / 5 + 1};
}

int32_t days_in_month(int32_t year, int32_t month) {
    constexpr int32_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap ? 1 : 0);
}

BadDate parse_date(std::string_view t, Date& date) {
    if (t.size() != 10 || t[4] != '-' || t[7] != '-') return BadDate::not_a_date;
    for (const size_t i : {0u, 1u, 2u, 3u, 5u, 6u, 8u, 9u})
        if (!is_digit(t[i])) return BadDate::not_a_date;
    const auto digit = [&](size_t i) { return t[i] - '0'; };
    const Civil c{digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3), digit(5) * 10 + digit(6), digit(8) * 10 + digit(9)};
    if (c.year < 1000 || c.month < 1 || c.month > 12 || c.day < 1 || c.day > days_in_month(c.year, c.month)) return BadDate::no_such_day;
    date = from_civil(c);
    return BadDate::none;
}

std::string to_text(Date date) {
    const Civil c = to_civil(date);
    return fmt::format("{:04}-{:02}-{:02}", c.year, c.month, c.day);
}

std::string month_text(Date date) {
    const Civil c = to_civil(date);
    return fmt::format("{:04}-{:02}", c.year, c.month);
}

std::string compact_text(Date date) {
    const Civil c = to_civil(date);
    return fmt::format("{:02}{:02}{:02}", c.year % 100, c.month, c.day);
}

Date first_of_month(Date date) {
    const Civil c = to_civil(date);
    return from_civil({c.year, c.month, 1});
}

Birthday Birthday::of(int64_t number) {
    return {static_cast<int32_t>(number / 10'000), static_cast<int32_t>(number / 100 % 100), static_cast<int32_t>(number % 100)};
}

BadDate parse_birthday(std::string_view text, Birthday& birthday) {
    const bool whole = text.size() != 5;
    Date date;
    const BadDate fault = parse_date(whole ? std::string(text) : "2000-" + std::string(text), date);  // a leap year: 02-29 is a day
    if (fault != BadDate::none) return fault;
    const Civil day = to_civil(date);
    birthday = {whole ? day.year : 0, day.month, day.day};
    return BadDate::none;
}

std::string to_text(Birthday birthday) {
    const std::string day = fmt::format("{:02}-{:02}", birthday.month, birthday.day);
    return birthday.year ? fmt::format("{:04}-{}", birthday.year, day) : day;
}

Date add_months(Date date, int32_t n) {
    const Civil c = to_civil(date);
    const int32_t months = c.year * 12 + (c.month - 1) + n;
    const int32_t year = months / 12, month = months % 12 + 1;
    return from_civil({year, month, std::min(c.day, days_in_month(year, month))});
}

int32_t weekday(Date date) { return ((date.days + 3) % 7 + 7) % 7; }

std::optional<Birthday> parse_typed_birthday(std::string_view text) {
    const auto parts = parse_parts(half_width(text));
    if (!parts || !parts->is_day() || !parts->exist_in(parts->year ? parts->year : 2000)) return std::nullopt;  // 02-29 is a day
    return Birthday{parts->year, parts->month, parts->day};
}

std::optional<Date> parse_full_date(std::string_view text) {
    Date date;
    if (parse_date(text, date) == BadDate::none) return date;
    const auto parts = parse_parts(half_width(text));
    if (!parts || !parts->is_day() || !parts->exist_in(parts->year)) return std::nullopt;
    return from_civil({parts->year, parts->month, parts->day});
}

namespace {

// `years_away` says, of a day that was typed without its year, by how many years it is another than today's.
template <class YearsAway>
std::optional<Date> read_day(std::string_view text, Date today, const YearsAway& years_away) {
    if (const auto date = parse_full_date(text)) return date;
    std::string plain = half_width(text);
    for (std::string_view written : {"今日", "昨日", "前日", "明日", "后日"})
        if (plain == written) replace(plain, "日", "天");
    const struct {
        std::string_view en, zh;
        int32_t away;
    } words[] = {{"today", "今天", 0}, {"yesterday", "昨天", -1}, {"tomorrow", "明天", 1}, {"", "前天", -2}, {"", "后天", 2}};
    for (const auto& word : words)
        if (plain == word.zh || (plain == word.en && !plain.empty())) return today + word.away;
    if (const auto away = parse_days_away(plain)) return today + *away;
    const auto parts = parse_parts(plain);
    if (!parts || parts->year || !parts->is_day()) return std::nullopt;
    int32_t year = to_civil(today).year;
    year += years_away(from_civil({year, parts->month, 1}).days - today.days);
    if (!parts->exist_in(year)) return std::nullopt;
    return from_civil({year, parts->month, parts->day});
}

constexpr int32_t half_a_year = 183;  // in days

}  // namespace

std::optional<Date> parse_day(std::string_view text, Date today) {
    return read_day(text, today, [](int32_t) { return 0; });
}

std::optional<Date> parse_past_day(std::string_view text, Date today) {
    return read_day(text, today, [](int32_t ahead) { return ahead > half_a_year ? -1 : 0; });
}

std::optional<Date> parse_coming_day(std::string_view text, Date today) {
    return read_day(text, today, [](int32_t ahead) { return ahead < -half_a_year ? 1 : 0; });
}

std::optional<Period> parse_period(std::string_view text, Date today) {
    if (const auto day = parse_day(text, today)) return Period{*day, *day + 1};
    std::string plain = half_width(text);
    if (const auto parts = parse_parts(plain); parts && parts->is_month()) {
        const int32_t its_year = parts->year ? parts->year : to_civil(today).year;
        if (!parts->exist_in(its_year)) return std::nullopt;
        return months_from(from_civil({its_year, parts->month, 1}), 1);
    }
    replace(plain, "个", "");  // 上个月
    std::string_view t = plain;
    take_off_end(t, "度");                                        // 本季度
    if (is_digit(t.empty() ? ' ' : t[0])) take_off_end(t, "年");  // 2026年
    if (take_off_start(t, "这")) t = plain.replace(0, plain.size(), "本" + std::string(t));
    const Date month = first_of_month(today), quarter = first_of_quarter(today), year = first_of_year(today);
    const Date week = today - weekday(today);
    struct Word {
        std::string_view en, zh;
        Period period;
    };
    const Word words[] = {{"this-week", "本周", {week, week + 7}},
                          {"last-week", "上周", {week - 7, week}},
                          {"next-week", "下周", {week + 7, week + 14}},
                          {"this-month", "本月", months_from(month, 1)},
                          {"last-month", "上月", months_from(add_months(month, -1), 1)},
                          {"next-month", "下月", months_from(add_months(month, 1), 1)},
                          {"this-quarter", "本季", months_from(quarter, 3)},
                          {"last-quarter", "上季", months_from(add_months(quarter, -3), 3)},
                          {"this-year", "今年", months_from(year, 12)},
                          {"last-year", "去年", months_from(add_months(year, -12), 12)},
                          {"all", "全部", {}}};
    for (const Word& word : words)
        if (t == word.en || t == word.zh) return word.period;
    if (std::string_view days = t; take_off_end(days, "天") && (take_off_start(days, "近") || take_off_start(days, "最近")))
        t = plain.replace(0, plain.size(), "last-" + std::string(days) + "d");
    for (const bool next : {true, false}) {  // today is the first, or the last, of so many days
        if (!t.starts_with(next ? "next-" : "last-") || !t.ends_with('d')) continue;
        const auto n = number(t.substr(5, t.size() - 6));
        if (!n || *n < 1 || *n >= 100'000) return std::nullopt;
        return next ? Period{today, today + *n} : Period{today - *n + 1, today + 1};
    }
    if (t.size() < 4) return std::nullopt;
    const auto y = number(t.substr(0, 4));
    if (!y || *y < 1000) return std::nullopt;
    const Date january = from_civil({*y, 1, 1});
    if (t.size() == 4) return months_from(january, 12);
    if (t.size() == 6 && (t[4] == 'q' || t[4] == 'Q') && t[5] >= '1' && t[5] <= '4')
        return months_from(add_months(january, (t[5] - '1') * 3), 3);
    return std::nullopt;
}

}  // namespace daybook
