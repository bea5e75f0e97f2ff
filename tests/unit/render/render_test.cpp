#include <doctest/doctest.h>

#include "unit/render_samples.h"

using namespace daybook;
using namespace daybook::samples;

TEST_CASE("formats go by their names and by a file's ending") {
    for (std::string_view known : format_names()) CHECK(format_named(known));
    CHECK(format_named("txt")->name == "txt");
    CHECK(format_named("csv")->name == "csv");
    CHECK(format_named("json")->name == "json");
    CHECK(format_named("html")->name == "html");
    CHECK(format_named("md")->name == "md");
    CHECK_FALSE(format_named("xml"));
    CHECK_FALSE(format_named(""));
    CHECK(format_of_file("out/报表.csv")->name == "csv");
    CHECK(format_of_file("OUT.HTML")->name == "html");
    CHECK(format_of_file("a.htm")->name == "html");
    CHECK(format_of_file("a.csv.json")->name == "json");
    CHECK(format_of_file("README.markdown")->name == "md");
    CHECK_FALSE(format_of_file("csv"));
    CHECK_FALSE(format_of_file("a.csv "));
}

TEST_CASE("txt: columns line up with Chinese, figures to the right, no space at a line's end") {
    CHECK(shown(stock(), "txt") == R"(opening
item      the name to show  count  balance  points  bill
────────────────────────────────────────────────────────────────
TSHIRT-M  红色T恤M码           18   648.00   44.5%  ████████████
CUP       cup                -0.5    -0.17   -0.5%  █▌
────────────────────────────────────────────────────────────────
total                               647.83
)");
}

TEST_CASE("txt: in Chinese") {
    CHECK(shown(stock(), "txt", {Lang::zh}) == R"(期初
商品      显示名称    盘点    对账   积分  费用单
───────────────────────────────────────────────────────
TSHIRT-M  红色T恤M码    18  648.00  44.5%  ████████████
CUP       cup         -0.5   -0.17  -0.5%  █▌
───────────────────────────────────────────────────────
合计                        647.83
)");
}

TEST_CASE("txt: colour on") {
    CHECK(shown(stock(), "txt", {Lang::en, true}) ==
          "\x1b[1mopening\x1b[0m\n"
          "\x1b[1mitem\x1b[0m      \x1b[1mthe name to show\x1b[0m  \x1b[1mcount\x1b[0m  \x1b[1mbalance\x1b[0m  \x1b[1mpoints\x1b[0m  "
          "\x1b[1mbill\x1b[0m\n"
          "\x1b[2m────────────────────────────────────────────────────────────────\x1b[0m\n"
          "TSHIRT-M  红色T恤M码           18   648.00   44.5%  \x1b[36m████████████\x1b[0m\n"
          "CUP       cup                \x1b[31m-0.5\x1b[0m    \x1b[31m-0.17\x1b[0m   \x1b[31m-0.5%\x1b[0m  \x1b[36m█▌\x1b[0m\n"
          "\x1b[2m────────────────────────────────────────────────────────────────\x1b[0m\n"
          "total                               647.83\n");
}

TEST_CASE("txt: colour only where it was asked for, and a minus that is no alarm stays plain") {
    Report report = stock();
    for (const std::string& format : format_names()) CHECK_FALSE(has(shown(report, format), "\x1b"));
    CHECK(has(shown(report, "txt", {Lang::en, true}), "\x1b[31m-0.5\x1b[0m"));
    report.tables[0].columns[2].signal = false;
    CHECK_FALSE(has(shown(report, "txt", {Lang::en, true}), "\x1b[31m-0.5\x1b"));
}

TEST_CASE("txt: long names are cut where the terminal is too narrow, figures never") {
    Report report = stock();
    report.tables[0].rows[0][1] = name("红色纯棉短袖圆领T恤M码");
    CHECK(shown(report, "txt", {Lang::en, false, 70}) == R"(opening
item      the name to show        count  balance  points  bill
──────────────────────────────────────────────────────────────────────
TSHIRT-M  红色纯棉短袖圆领T恤M码     18   648.00   44.5%  ████████████
CUP       cup                      -0.5    -0.17   -0.5%  █▌
──────────────────────────────────────────────────────────────────────
total                                     647.83
)");
    CHECK(shown(report, "txt", {Lang::en, false, 10}) == R"(opening
item      the nam…  count  balance  points  bill
────────────────────────────────────────────────────────
TSHIRT-M  红色纯…      18   648.00   44.5%  ████████████
CUP       cup        -0.5    -0.17   -0.5%  █▌
────────────────────────────────────────────────────────
total                       647.83
)");
    CHECK(has(shown(report, "txt"), "红色纯棉短袖圆领T恤M码"));
}

TEST_CASE("txt: several tables, one of them empty, and notes") {
    Report report = stock();
    report.tables[0].rows.clear();
    report.tables.push_back(accounts());
    report.notes = {Message(Text::help_void), Message(Text::help_count)};
    CHECK(shown(report, "txt") == R"(opening
void

account
account  count
──────────────
sale         3
现金        -2
──────────────
total        1

takes an entry, with what follows it, out of the books
goods counted; the difference is worked out
)");
}

TEST_CASE("txt: bars of an eighth of a cell, never longer than twelve") {
    Report report = holding("");
    report.tables[0].columns[0].shown = Shown::screen_only;
    const auto bar = [&](int64_t part, int64_t whole) {
        report.tables[0].rows = {{Bar{part, whole}}};
        const std::string out = shown(report, "txt"), rule = "─\n";
        return out.substr(out.find(rule) + rule.size());
    };
    CHECK(bar(1, 2) == "██████\n");
    CHECK(bar(12, 12) == "████████████\n");
    CHECK(bar(99, 12) == "████████████\n");
    CHECK(bar(1, 96) == "▏\n");
    CHECK(bar(2, 96) == "▎\n");
    CHECK(bar(15, 96) == "█▉\n");
    CHECK(bar(1, 1'000'000) == "▏\n");
    CHECK(bar(0, 5) == "\n");
    CHECK(bar(-3, 5) == "\n");
    CHECK(bar(3, 0) == "\n");
    CHECK(bar(INT64_MAX - 1, INT64_MAX) == "████████████\n");
}

TEST_CASE("txt: a hostile name moves nothing on the terminal") {
    CHECK(has(txt("\x1b[31mred"), replaced + "[31mred\n"));
    CHECK(has(txt(right_to_left + "abc"), replaced + "abc\n"));
    CHECK(has(txt("two\nlines\tof\rtext"), "two lines of text\n"));
    CHECK(has(txt("bad \xff byte"), "bad " + replaced + " byte\n"));
    CHECK_FALSE(has(shown(holding("\x1b]0;x\x07"), "txt", {Lang::en, true}), "\x1b]"));
}

TEST_CASE("the head of a column of figures stands over their end, even where the first is missing") {
    Report report;
    report.name = "x";
    Table table;
    table.columns = {{"n", Text::kind_item}, {"s", Text::kind_sell}};
    table.rows = {{{}, name("a")}, {int64_t{123456}, {}}};
    report.tables = {table};
    CHECK(shown(report, "txt") == "  item  sale\n────────────\n        a\n123456\n");
}
