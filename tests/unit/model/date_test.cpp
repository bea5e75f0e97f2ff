#include "model/date.h"

#include <doctest/doctest.h>

#include <random>

using namespace daybook;

namespace {

const Date today = from_civil({2026, 11, 3});  // a Tuesday

std::string day(std::string_view text, Date now = today) {
    const auto date = parse_day(text, now);
    return date ? to_text(*date) : "none";
}

std::string period(std::string_view text, Date now = today) {
    const auto p = parse_period(text, now);
    return p ? to_text(p->begin) + " " + to_text(p->end) : "none";
}

BadDate bad(std::string_view text) {
    Date date;
    return parse_date(text, date);
}

}  // namespace

TEST_CASE("days are counted from 1970") {
    CHECK(from_civil({1970, 1, 1}).days == 0);
    CHECK(from_civil({2000, 3, 1}).days == 11017);
    CHECK(from_civil({1969, 12, 31}).days == -1);
    CHECK(weekday(from_civil({1970, 1, 1})) == 3);
    CHECK(weekday(from_civil({1969, 12, 28})) == 6);
    CHECK(weekday(today) == 1);
}

TEST_CASE("leap years") {
    CHECK(days_in_month(2024, 2) == 29);
    CHECK(days_in_month(2026, 2) == 28);
    CHECK(days_in_month(2000, 2) == 29);
    CHECK(days_in_month(1900, 2) == 28);
    CHECK(days_in_month(2026, 4) == 30);
    CHECK(days_in_month(2026, 12) == 31);
    CHECK(bad("2024-02-29") == BadDate::none);
    CHECK(bad("2026-02-29") == BadDate::no_such_day);
    CHECK(bad("1900-02-29") == BadDate::no_such_day);
    CHECK(bad("2000-02-29") == BadDate::none);
}

TEST_CASE("dates that are none") {
    for (const char* text : {"", "2026", "2026-11", "2026-1-3", "2026/11/03", "2026-11-3", "2026-11-03 ", " 2026-11-03", "26-11-03",
                             "2026-11-0a", "-026-11-03", "2026-11-+3", "20261103", "２０２６-11-03"})
        CHECK_MESSAGE(bad(text) == BadDate::not_a_date, text);
    for (const char* text : {"2026-00-01", "2026-13-01", "2026-11-00", "2026-11-31", "2026-01-32", "0999-12-31", "0000-00-00"})
        CHECK_MESSAGE(bad(text) == BadDate::no_such_day, text);
}

TEST_CASE("every day from 1000 to 9999 comes back from its text") {
    std::mt19937 random(3);
    const Date first = from_civil({1000, 1, 1}), last = from_civil({9999, 12, 31});
    for (Date date = first; date <= last; date = date + static_cast<int32_t>(1 + random() % 97)) {
        Date back;
        REQUIRE(parse_date(to_text(date), back) == BadDate::none);
        REQUIRE(back == date);
        const Civil c = to_civil(date);
        REQUIRE(from_civil(c) == date);
        REQUIRE((c.day >= 1 && c.day <= days_in_month(c.year, c.month)));
    }
    CHECK(to_text(first) == "1000-01-01");
    CHECK(to_text(last) == "9999-12-31");
}

TEST_CASE("other spellings and steps of a date") {
    CHECK(to_text(today) == "2026-11-03");
    CHECK(month_text(today) == "2026-11");
    CHECK(compact_text(from_civil({2005, 1, 9})) == "050109");
    CHECK(to_text(first_of_month(today)) == "2026-11-01");
    CHECK(to_text(add_months(from_civil({2026, 1, 31}), 1)) == "2026-02-28");
    CHECK(to_text(add_months(from_civil({2024, 3, 31}), -1)) == "2024-02-29");
    CHECK(to_text(add_months(today, 2)) == "2027-01-03");
    CHECK(to_text(add_months(today, -11)) == "2025-12-03");
    CHECK(to_text(add_months(today, 0)) == "2026-11-03");
}

TEST_CASE("words for a day") {
    CHECK(day("2025-02-28") == "2025-02-28");
    CHECK(day("today") == "2026-11-03");
    CHECK(day("今天") == "2026-11-03");
    CHECK(day("yesterday") == "2026-11-02");
    CHECK(day("昨天") == "2026-11-02");
    CHECK(day("tomorrow") == "2026-11-04");
    CHECK(day("明天") == "2026-11-04");
    CHECK(day("-3d") == "2026-10-31");
    CHECK(day("+28d") == "2026-12-01");
    CHECK(day("-0d") == "2026-11-03");
    CHECK(day("11-03") == "2026-11-03");
    CHECK(day("1-9") == "2026-01-09");
    CHECK(day("02-29", from_civil({2024, 5, 1})) == "2024-02-29");
}

TEST_CASE("words that are no day") {
    for (const char* text : {"",    "-",     "-d",    "3d",    "--3d",   "-+3d",   "-3",    "-100000d", "-99999999999d", "11",        "11-",
                             "-11", "13-01", "11-31", "02-29", "11-003", "11-03-", "1-1-1", "Today",    "monday",        "2026-02-30"})
        CHECK_MESSAGE(day(text) == "none", text);
}

TEST_CASE("words for a period") {
    const char* const spoken[][3] = {{"this-week", "本周", "2026-11-02 2026-11-09"},    {"last-week", "上周", "2026-10-26 2026-11-02"},
                                     {"next-week", "下周", "2026-11-09 2026-11-16"},    {"next-month", "下月", "2026-12-01 2027-01-01"},
                                     {"this-month", "本月", "2026-11-01 2026-12-01"},   {"last-month", "上月", "2026-10-01 2026-11-01"},
                                     {"this-quarter", "本季", "2026-10-01 2027-01-01"}, {"last-quarter", "上季", "2026-07-01 2026-10-01"},
                                     {"this-year", "今年", "2026-01-01 2027-01-01"},    {"last-year", "去年", "2025-01-01 2026-01-01"},
                                     {"yesterday", "昨天", "2026-11-02 2026-11-03"},    {"today", "今天", "2026-11-03 2026-11-04"}};
    for (const auto& [en, zh, days] : spoken) {
        CHECK(period(en) == days);
        CHECK(period(zh) == days);
    }
    CHECK(period("2026") == "2026-01-01 2027-01-01");
    CHECK(period("2026-11") == "2026-11-01 2026-12-01");
    CHECK(period("2026-1") == "2026-01-01 2026-02-01");
    CHECK(period("2026-12") == "2026-12-01 2027-01-01");
    CHECK(period("2026q1") == "2026-01-01 2026-04-01");
    CHECK(period("2026Q4") == "2026-10-01 2027-01-01");
    CHECK(period("2026-11-03") == "2026-11-03 2026-11-04");
    CHECK(period("next-7d") == "2026-11-03 2026-11-10");
    CHECK(period("last-7d") == "2026-10-28 2026-11-04");
    CHECK(period("next-1d") == period("today"));
    CHECK(period("last-1d") == period("today"));
    CHECK(period("-3d") == "2026-10-31 2026-11-01");
    CHECK(period("last-month", from_civil({2026, 1, 31})) == "2025-12-01 2026-01-01");
    CHECK(period("this-week", from_civil({2026, 11, 1})) == "2026-10-26 2026-11-02");  // a Sunday ends its week
}

TEST_CASE("words that are no period") {
    for (const char* text :
         {"",      "26",      "0999",       "202",       "20266",   "2026-",  "2026-0", "2026-13",  "2026-00",  "2026q0", "2026q5",
          "2026q", "2026-q1", "2026-11-31", "next-year", "next-0d", "last-7", "last-d", "next--1d", "2026-11-", "-2026"})
        CHECK_MESSAGE(period(text) == "none", text);
}

TEST_CASE("a period has its first day and not its last") {
    const Period november = *parse_period("2026-11", today);
    CHECK(november.contains(from_civil({2026, 11, 1})));
    CHECK(november.contains(from_civil({2026, 11, 30})));
    CHECK_FALSE(november.contains(from_civil({2026, 12, 1})));
    CHECK_FALSE(november.contains(from_civil({2026, 10, 31})));
    CHECK((november.has_begin() && november.has_end()));
    for (const char* word : {"all", "全部"}) {
        const Period all = *parse_period(word, today);
        CHECK_FALSE(all.has_begin());
        CHECK_FALSE(all.has_end());
        CHECK(all.contains(today));
    }
}

TEST_CASE("days as they are typed in Chinese, or in full width") {
    Date today;
    REQUIRE(parse_date("2026-11-10", today) == BadDate::none);
    const struct {
        const char *typed, *day;
    } table[] = {{"2026/11/3", "2026-11-03"},     {"2026.11.3", "2026-11-03"},
                 {"2026-11-3", "2026-11-03"},     {"２０２６－１１－０３", "2026-11-03"},
                 {"2026年11月3日", "2026-11-03"}, {"2026年11月3号", "2026-11-03"},
                 {"11月3日", "2026-11-03"},       {"11/3", "2026-11-03"},
                 {"11.3", "2026-11-03"},          {"１１月３日", "2026-11-03"},
                 {"今天", "2026-11-10"},          {"昨日", "2026-11-09"},
                 {"前天", "2026-11-08"},          {"后天", "2026-11-12"},
                 {"3天前", "2026-11-07"},         {"-3天", "2026-11-07"},
                 {"－３ｄ", "2026-11-07"},        {"3天后", "2026-11-13"},
                 {"2024/2/29", "2024-02-29"}};
    for (const auto& row : table) {
        CAPTURE(row.typed);
        const auto day = parse_day(row.typed, today);
        REQUIRE(day);
        CHECK(to_text(*day) == row.day);
    }
    for (const char* wrong :
         {"2026/2/30", "13月1日", "11月", "11月31日", "2026/11", "26/11/3", "2026年", "月日", "11月3日4", "天前", "2026//3", "-天"}) {
        CAPTURE(wrong);
        CHECK_FALSE(parse_day(wrong, today));
    }
}

TEST_CASE("a day without its year is never half a year off on the wrong side") {
    const struct {
        const char *today, *typed, *past, *coming;
    } table[] = {{"2027-01-03", "12-31", "2026-12-31", "2027-12-31"},      {"2027-01-03", "12月31日", "2026-12-31", "2027-12-31"},
                 {"2026-11-30", "01-15", "2026-01-15", "2027-01-15"},      {"2026-11-30", "11-03", "2026-11-03", "2026-11-03"},
                 {"2026-11-30", "12.20", "2026-12-20", "2026-12-20"},      {"2026-03-01", "6/30", "2026-06-30", "2026-06-30"},
                 {"2027-01-03", "2027-12-31", "2027-12-31", "2027-12-31"}, {"2026-11-30", "2026-1-15", "2026-01-15", "2026-01-15"},
                 {"2026-11-30", "-300d", "2026-02-03", "2026-02-03"},      {"2026-11-30", "300天后", "2027-09-26", "2027-09-26"}};
    for (const auto& row : table) {
        CAPTURE(row.typed);
        Date today;
        REQUIRE(parse_date(row.today, today) == BadDate::none);
        const auto past = parse_past_day(row.typed, today), coming = parse_coming_day(row.typed, today);
        REQUIRE((past && coming));
        CHECK(to_text(*past) == row.past);
        CHECK(to_text(*coming) == row.coming);
    }
    Date march;
    REQUIRE(parse_date("2027-03-01", march) == BadDate::none);
    CHECK_FALSE(parse_past_day("02-29", march));  // of no year that is meant
}

TEST_CASE("periods as they are typed in Chinese, or in full width") {
    Date today;
    REQUIRE(parse_date("2026-11-10", today) == BadDate::none);
    const struct {
        const char *typed, *begin, *end;
    } table[] = {
        {"11月", "2026-11-01", "2026-12-01"},    {"11月份", "2026-11-01", "2026-12-01"},     {"2026年11月", "2026-11-01", "2026-12-01"},
        {"2026/11", "2026-11-01", "2026-12-01"}, {"２０２６年", "2026-01-01", "2027-01-01"}, {"上个月", "2026-10-01", "2026-11-01"},
        {"这个月", "2026-11-01", "2026-12-01"},  {"本季度", "2026-10-01", "2027-01-01"},     {"去年", "2025-01-01", "2026-01-01"},
        {"近7天", "2026-11-04", "2026-11-11"},   {"昨天", "2026-11-09", "2026-11-10"},       {"11月3日", "2026-11-03", "2026-11-04"},
        {"2026ｑ4", "2026-10-01", "2027-01-01"}};
    for (const auto& row : table) {
        CAPTURE(row.typed);
        const auto period = parse_period(row.typed, today);
        REQUIRE(period);
        CHECK(to_text(period->begin) == row.begin);
        CHECK(to_text(period->end) == row.end);
    }
    for (const char* wrong : {"13月", "年", "2026年13月", "月", "近天", "这"}) {
        CAPTURE(wrong);
        CHECK_FALSE(parse_period(wrong, today));
    }
}

TEST_CASE("birthdays as they are typed") {
    const struct {
        const char *typed, *day;
    } table[] = {{"5月20日", "05-20"}, {"1990年5月20日", "1990-05-20"}, {"1990/5/20", "1990-05-20"}, {"２月２９日", "02-29"}};
    for (const auto& row : table) {
        CAPTURE(row.typed);
        const auto read = parse_typed_birthday(row.typed);
        REQUIRE(read);
        CHECK(to_text(*read) == row.day);
    }
    for (const char* wrong : {"5月", "1990", "2月30日", "1990/2/29", ""}) CHECK_FALSE(parse_typed_birthday(wrong));
}
