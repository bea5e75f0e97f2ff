// Days and periods. A Date is a count of days, so that comparing and sorting cost nothing.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace daybook {

struct Date {
    int32_t days = 0;  // since 1970-01-01

    constexpr auto operator<=>(const Date&) const = default;
    constexpr Date operator+(int32_t n) const { return Date{days + n}; }
    constexpr Date operator-(int32_t n) const { return Date{days - n}; }
};

constexpr Date first_date{INT32_MIN / 2};
constexpr Date last_date{INT32_MAX / 2};

struct Civil {
    int32_t year = 1970;
    int32_t month = 1;  // 1–12
    int32_t day = 1;
};

Date from_civil(Civil civil);  // the civil date must exist
Civil to_civil(Date date);
int32_t days_in_month(int32_t year, int32_t month);

enum class BadDate { none, not_a_date, no_such_day };

// ISO only: 2026-11-03. Years 1000 to 9999.
BadDate parse_date(std::string_view text, Date& date);

// A day of the year, with or without the year.
struct Birthday {
    int32_t year = 0;  // 0 where none is given
    int32_t month = 1, day = 1;

    int64_t number() const { return year * 10'000 + month * 100 + day; }  // its digits: 19900520, or 520
    static Birthday of(int64_t number);
};

// 1990-05-20, or 05-20.
BadDate parse_birthday(std::string_view text, Birthday& birthday);

std::string to_text(Birthday birthday);
std::string to_text(Date date);       // 2026-11-03
std::string month_text(Date date);    // 2026-11
std::string compact_text(Date date);  // 261103
Date first_of_month(Date date);
Date add_months(Date date, int32_t n);  // the last day where the day does not exist there
int32_t weekday(Date date);             // 0 = Monday

// From begin on, up to and without end.
struct Period {
    Date begin = first_date;
    Date end = last_date;

    bool contains(Date date) const { return begin <= date && date < end; }
    bool has_begin() const { return begin != first_date; }
    bool has_end() const { return end != last_date; }
};

// What a person types for a day, in half or full width: ISO, 2026/11/3, 2026.11.3, 2026年11月3日; 11-03, 11/3, 11月3日 (of today's year); 3
// days ago as -3d or 3天前; today, yesterday, tomorrow, 今天, 昨天, 前天, 明天, 后天.
std::optional<Date> parse_day(std::string_view text, Date today);

// Likewise, but that a day without its year is last year's where it would lie more than half a year ahead: what happened on 12-31 is
// entered in January. Next year's where it would lie so far back: what is due on 01-15 is entered in December.
std::optional<Date> parse_past_day(std::string_view text, Date today);
std::optional<Date> parse_coming_day(std::string_view text, Date today);

// Likewise of a day with its year, which is the same on every day: 2026/11/3.
std::optional<Date> parse_full_date(std::string_view text);

// Likewise for a birthday, with or without the year.
std::optional<Birthday> parse_typed_birthday(std::string_view text);

// What a person types for a period: 2026, 2026-11, 2026年11月, 11月, 2026q4, any word for a day, this-/last-week, -month, -quarter, -year,
// next-week, -month (and 本月, 上月, 上个月 …), next-7d: today and the six days after it, last-7d (近7天): today and the six days before
// it.
std::optional<Period> parse_period(std::string_view text, Date today);

}  // namespace daybook
