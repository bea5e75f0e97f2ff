#include "model/date.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

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

std::optional<Date> parse_day(std::string_view t, Date today) {
    Date date;
    if (parse_date(t, date) == BadDate::none) return date;
    if (t == "today" || t == "今天") return today;
    if (t == "yesterday" || t == "昨天") return today - 1;
    if (t == "tomorrow" || t == "明天") return today + 1;
    if (t.size() >= 3 && (t[0] == '-' || t[0] == '+') && t.back() == 'd') {
        const auto n = number(t.substr(1, t.size() - 2));
        if (n && *n < 100'000) return t[0] == '-' ? today - *n : today + *n;
        return std::nullopt;
    }
    const size_t dash = t.find('-');
    if ((dash == 1 || dash == 2) && t.size() - dash <= 3) {
        const auto month = number(t.substr(0, dash)), day = number(t.substr(dash + 1));
        const int32_t year = to_civil(today).year;
        if (month && day && *month >= 1 && *month <= 12 && *day >= 1 && *day <= days_in_month(year, *month))
            return from_civil({year, *month, *day});
    }
    return std::nullopt;
}

std::optional<Period> parse_period(std::string_view t, Date today) {
    if (const auto day = parse_day(t, today)) return Period{*day, *day + 1};
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
    if ((t.size() == 7 || t.size() == 6) && t[4] == '-') {
        const auto m = number(t.substr(5));
        if (m && *m >= 1 && *m <= 12) return months_from(add_months(january, *m - 1), 1);
    }
    return std::nullopt;
}

}  // namespace daybook
