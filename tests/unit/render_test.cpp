#include "render/render.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

using namespace daybook;

namespace {

const std::string replaced = "\xef\xbf\xbd";
const std::string right_to_left = "\xe2\x80\xae";

Cell name(std::string text) { return text; }
Cell money(int64_t cents) { return Money(cents); }
Cell units(int64_t n) { return Quantity(n * one_unit); }
Cell label(Text id) { return Message(id); }

// A report with every sort of column; labels are borrowed from the catalogue's kinds.
Report stock() {
    Table table;
    table.key = "stock";
    table.columns = {{"item", Text::kind_item},
                     {"name", Text::key_name},
                     {"on_hand", Text::kind_count},
                     {"unit_cost", Text::key_price, Shown::data_only},
                     {"value", Text::kind_balance},
                     {"margin", Text::kind_points},
                     {"bar", Text::kind_bill, Shown::screen_only}};
    table.rows = {{name("TSHIRT-M"), name("红色T恤M码"), units(18), UnitPrice(36'000000), money(648'00), Percent{445}, Bar{1, 1}},
                  {name("CUP"), name("cup"), Quantity(-500'000), UnitPrice(333'333), money(-17), Percent{-5}, Bar{1, 8}}};
    table.total = {{{}, {}, {}, {}, money(647'83), {}, {}}};
    table.when_empty = Message(Text::kind_void);
    Report report;
    report.name = "stock";
    report.title = Message(Text::kind_open);
    report.as_of = from_civil({2026, 11, 30});
    report.tables = {table};
    return report;
}

// One name in one column.
Report holding(std::string text) {
    Report report;
    report.name = "names";
    Table table;
    table.columns = {{"item", Text::kind_item}};
    table.rows = {{name(std::move(text))}};
    report.tables = {table};
    return report;
}

Table accounts() {
    Table table;
    table.key = "accounts";
    table.columns = {{"account", Text::kind_account}, {"entries", Text::kind_count}};
    table.rows = {{label(Text::kind_sell), int64_t{3}}, {name("现金"), int64_t{-2}}};
    table.total = {{{}, int64_t{1}}};
    table.title = Message(Text::kind_account);
    return table;
}

std::string shown(const Report& report, Format format, Look look = {}) { return render(report, format, look); }
std::string txt(const std::string& text) { return shown(holding(text), Format::txt); }
std::string csv(const std::string& text) { return shown(holding(text), Format::csv).substr(5); }
std::string md(const std::string& text) { return shown(holding(text), Format::md).substr(17); }

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("formats go by their names and by a file's ending") {
    for (std::string_view known : format_names()) CHECK(format_named(known));
    CHECK(format_named("txt") == Format::txt);
    CHECK(format_named("csv") == Format::csv);
    CHECK(format_named("json") == Format::json);
    CHECK(format_named("html") == Format::html);
    CHECK(format_named("md") == Format::md);
    CHECK_FALSE(format_named("xml"));
    CHECK_FALSE(format_named(""));
    CHECK(format_of_file("out/报表.csv") == Format::csv);
    CHECK(format_of_file("OUT.HTML") == Format::html);
    CHECK(format_of_file("a.htm") == Format::html);
    CHECK(format_of_file("a.csv.json") == Format::json);
    CHECK(format_of_file("README.markdown") == Format::md);
    CHECK_FALSE(format_of_file("csv"));
    CHECK_FALSE(format_of_file("a.csv "));
}

TEST_CASE("txt: columns line up with Chinese, figures to the right, no space at a line's end") {
    CHECK(shown(stock(), Format::txt) == R"(opening
item      the name to show  count  balance  points  bill
────────────────────────────────────────────────────────────────
TSHIRT-M  红色T恤M码           18   648.00   44.5%  ████████████
CUP       cup                -0.5    -0.17   -0.5%  █▌
────────────────────────────────────────────────────────────────
total                               647.83
)");
}

TEST_CASE("txt: in Chinese") {
    CHECK(shown(stock(), Format::txt, {Lang::zh}) == R"(期初
商品      显示名称    盘点    对账   积分  费用单
───────────────────────────────────────────────────────
TSHIRT-M  红色T恤M码    18  648.00  44.5%  ████████████
CUP       cup         -0.5   -0.17  -0.5%  █▌
───────────────────────────────────────────────────────
合计                        647.83
)");
}

TEST_CASE("txt: colour on") {
    CHECK(shown(stock(), Format::txt, {Lang::en, true}) ==
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
    for (Format format : {Format::txt, Format::csv, Format::json, Format::html, Format::md})
        CHECK_FALSE(has(shown(report, format), "\x1b"));
    CHECK(has(shown(report, Format::txt, {Lang::en, true}), "\x1b[31m-0.5\x1b[0m"));
    report.tables[0].columns[2].signal = false;
    CHECK_FALSE(has(shown(report, Format::txt, {Lang::en, true}), "\x1b[31m-0.5\x1b"));
}

TEST_CASE("txt: long names are cut where the terminal is too narrow, figures never") {
    Report report = stock();
    report.tables[0].rows[0][1] = name("红色纯棉短袖圆领T恤M码");
    CHECK(shown(report, Format::txt, {Lang::en, false, 70}) == R"(opening
item      the name to show        count  balance  points  bill
──────────────────────────────────────────────────────────────────────
TSHIRT-M  红色纯棉短袖圆领T恤M码     18   648.00   44.5%  ████████████
CUP       cup                      -0.5    -0.17   -0.5%  █▌
──────────────────────────────────────────────────────────────────────
total                                     647.83
)");
    CHECK(shown(report, Format::txt, {Lang::en, false, 10}) == R"(opening
item      the nam…  count  balance  points  bill
────────────────────────────────────────────────────────
TSHIRT-M  红色纯…      18   648.00   44.5%  ████████████
CUP       cup        -0.5    -0.17   -0.5%  █▌
────────────────────────────────────────────────────────
total                       647.83
)");
    CHECK(has(shown(report, Format::txt), "红色纯棉短袖圆领T恤M码"));
}

TEST_CASE("txt: several tables, one of them empty, and notes") {
    Report report = stock();
    report.tables[0].rows.clear();
    report.tables.push_back(accounts());
    report.notes = {Message(Text::help_void), Message(Text::help_count)};
    CHECK(shown(report, Format::txt) == R"(opening
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
        const std::string out = shown(report, Format::txt), rule = "─\n";
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
    CHECK_FALSE(has(shown(holding("\x1b]0;x\x07"), Format::txt, {Lang::en, true}), "\x1b]"));
}

TEST_CASE("csv: keys as heads, all that is data, neither total nor bars") {
    CHECK(shown(stock(), Format::csv, {Lang::zh, true, 20}) ==
          "item,name,on_hand,unit_cost,value,margin\n"
          "TSHIRT-M,红色T恤M码,18,36.00,648.00,44.5\n"
          "CUP,cup,-0.5,0.333333,-0.17,-0.5\n");
}

TEST_CASE("csv: only the main table, words in English, empty cells empty") {
    Report report = stock();
    report.tables = {accounts(), stock().tables[0]};
    report.tables[0].rows.push_back({{}, {}});
    CHECK(shown(report, Format::csv, {Lang::zh}) == "account,entries\nsale,3\n现金,-2\n,\n");
    report.tables.clear();
    CHECK(shown(report, Format::csv).empty());
}

TEST_CASE("csv: quoting by RFC 4180") {
    CHECK(csv("a,b") == "\"a,b\"\n");
    CHECK(csv("5\" pipe") == "\"5\"\" pipe\"\n");
    CHECK(csv("two\nlines") == "\"two\nlines\"\n");
    CHECK(csv("a|b <c>") == "a|b <c>\n");
}

TEST_CASE("csv: a name is never a formula, a figure never text") {
    CHECK(csv("=cmd()|' /C calc'!A0") == "'=cmd()|' /C calc'!A0\n");
    CHECK(csv("+1") == "'+1\n");
    CHECK(csv("-1") == "'-1\n");
    CHECK(csv("@SUM(A1,A2)") == "\"'@SUM(A1,A2)\"\n");
    CHECK(csv("\t=1") == "'\t=1\n");
    CHECK(csv("\r=1") == "\"'\r=1\"\n");
    CHECK(csv("a=1") == "a=1\n");
    CHECK(csv("\x1b[31m" + right_to_left) == replaced + "[31m" + replaced + "\n");
}

TEST_CASE("json: decimals as strings, keys in the order of the columns, no empty cells") {
    CHECK(shown(stock(), Format::json, {Lang::zh, true, 20}) == R"({
  "report": "stock",
  "as_of": "2026-11-30",
  "currency": "CNY",
  "rows": [
    {
      "item": "TSHIRT-M",
      "name": "红色T恤M码",
      "on_hand": "18",
      "unit_cost": "36.00",
      "value": "648.00",
      "margin": "44.5"
    },
    {
      "item": "CUP",
      "name": "cup",
      "on_hand": "-0.5",
      "unit_cost": "0.333333",
      "value": "-0.17",
      "margin": "-0.5"
    }
  ],
  "total": {
    "value": "647.83"
  }
}
)");
}

TEST_CASE("json: further tables by key, words in English, counts as numbers, an open period without its end") {
    Report report = stock();
    report.tables[0].rows.clear();
    report.tables[0].total.reset();
    report.tables.push_back(accounts());
    report.as_of.reset();
    report.period = Period{from_civil({2026, 11, 1}), last_date};
    CHECK(shown(report, Format::json, {Lang::zh}) == R"({
  "report": "stock",
  "begin": "2026-11-01",
  "currency": "CNY",
  "rows": [],
  "tables": {
    "accounts": {
      "rows": [
        {
          "account": "sale",
          "entries": 3
        },
        {
          "account": "现金",
          "entries": -2
        }
      ],
      "total": {
        "entries": 1
      }
    }
  }
}
)");
    report.period = Period{first_date, from_civil({2026, 12, 1})};
    CHECK(has(shown(report, Format::json), "\"report\": \"stock\",\n  \"end\": \"2026-12-01\",\n"));
    report.tables.clear();
    CHECK(has(shown(report, Format::json), "\"rows\": []\n}\n"));
}

TEST_CASE("json: names come back as they are stored, and print nothing that a terminal acts on") {
    for (const std::string& text : {std::string("\x1b[31m"), right_to_left + "x", std::string("a\"\\\n\t|<b>"), std::string("\x7f\xc2\x9b"),
                                    std::string("红色T恤 👩‍👧 é"), std::string("=cmd()")}) {
        const std::string out = shown(holding(text), Format::json);
        CHECK(nlohmann::json::parse(out)["rows"][0]["item"] == text);
        for (const std::string& bad : {std::string("\x1b"), right_to_left, std::string("\x7f"), std::string("\xc2\x9b")})
            CHECK_FALSE(has(out, bad));
    }
    CHECK(has(shown(holding("红色T恤"), Format::json), "红色T恤"));
    CHECK(has(shown(holding("bad \xff byte"), Format::json), "bad " + replaced + " byte"));
}

TEST_CASE("html: one page with all in it") {
    Report report = stock();
    report.tables.push_back(accounts());
    report.tables.push_back(stock().tables[0]);
    report.tables[2].rows.clear();
    report.notes = {Message(Text::help_void)};
    const std::string out = shown(report, Format::html, {Lang::zh});
    CHECK(out.substr(0, out.find("<style>")) == R"(<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>期初</title>
)");
    CHECK(out.substr(out.find("</head>")) == R"(</head>
<body>
<h1>期初</h1>
<table>
<thead>
<tr><th scope="col">商品</th><th scope="col">显示名称</th><th scope="col" class="n">盘点</th><th scope="col" class="n">对账</th><th scope="col" class="n">积分</th><th scope="col">费用单</th></tr>
</thead>
<tbody>
<tr><td>TSHIRT-M</td><td>红色T恤M码</td><td class="n">18</td><td class="n">648.00</td><td class="n">44.5%</td><td class="track"><div class="bar" style="width:100.0%"></div></td></tr>
<tr><td>CUP</td><td>cup</td><td class="n minus">-0.5</td><td class="n minus">-0.17</td><td class="n minus">-0.5%</td><td class="track"><div class="bar" style="width:12.5%"></div></td></tr>
</tbody>
<tfoot>
<tr><td>合计</td><td></td><td></td><td class="n">647.83</td><td></td><td></td></tr>
</tfoot>
</table>
<h2>账户</h2>
<table>
<thead>
<tr><th scope="col">账户</th><th scope="col" class="n">盘点</th></tr>
</thead>
<tbody>
<tr><td>销售</td><td class="n">3</td></tr>
<tr><td>现金</td><td class="n minus">-2</td></tr>
</tbody>
<tfoot>
<tr><td>合计</td><td class="n">1</td></tr>
</tfoot>
</table>
<p class="none">作废</p>
<p class="note">作废一笔单据及其后续</p>
</body>
</html>
)");
    CHECK_FALSE(has(out, "<script"));
    CHECK_FALSE(has(out, "http"));
    CHECK_FALSE(has(out, "src="));
}

TEST_CASE("html: nothing in a name is markup") {
    const std::string out = shown(holding("<script>alert('1')</script>&\"" + right_to_left + "\x1b"), Format::html);
    CHECK(has(out, "<td>&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;&quot;" + replaced + replaced + "</td>"));
    CHECK_FALSE(has(out, "<script"));
}

TEST_CASE("md: GitHub tables") {
    Report report = stock();
    report.tables.push_back(accounts());
    report.tables.push_back(stock().tables[0]);
    report.tables[2].rows.clear();
    report.notes = {Message(Text::help_void)};
    CHECK(shown(report, Format::md) == R"(# opening

| item | the name to show | count | balance | points | bill |
| --- | --- | ---: | ---: | ---: | --- |
| TSHIRT-M | 红色T恤M码 | 18 | 648.00 | 44.5% | ████████████ |
| CUP | cup | -0.5 | -0.17 | -0.5% | █▌ |
| **total** | | | **647.83** | | |

## account

| account | count |
| --- | ---: |
| sale | 3 |
| 现金 | -2 |
| **total** | **1** |

void

takes an entry, with what follows it, out of the books
)");
}

TEST_CASE("md: nothing in a name is markup") {
    CHECK(md("a|b") == "| a\\|b |\n");
    CHECK(md("two\nlines") == "| two lines |\n");
    CHECK(md("<script>&") == "| &lt;script&gt;&amp; |\n");
    CHECK(md("[x](y) *b* _i_ `c` ~s~ \\") == "| \\[x\\](y) \\*b\\* \\_i\\_ \\`c\\` \\~s\\~ \\\\ |\n");
    CHECK(md("\x1b[1m" + right_to_left) == "| " + replaced + "\\[1m" + replaced + " |\n");
    CHECK(md("") == "| |\n");
}

TEST_CASE("a currency without decimals") {
    Report report = stock();
    report.money_decimals = 0;
    report.currency = "JPY";
    CHECK(has(shown(report, Format::csv), "TSHIRT-M,红色T恤M码,18,36,64800,44.5\n"));
    CHECK(has(shown(report, Format::json), "\"currency\": \"JPY\""));
}

TEST_CASE("the head of a column of figures stands over their end, even where the first is missing") {
    Report report;
    report.name = "x";
    Table table;
    table.columns = {{"n", Text::kind_item}, {"s", Text::kind_sell}};
    table.rows = {{{}, name("a")}, {int64_t{123456}, {}}};
    report.tables = {table};
    CHECK(shown(report, Format::txt) == "  item  sale\n────────────\n        a\n123456\n");
}
