#include <doctest/doctest.h>

#include "unit/render_samples.h"

using namespace daybook;
using namespace daybook::samples;

TEST_CASE("html: one page with all in it") {
    Report report = stock();
    report.tables.push_back(accounts());
    report.tables.push_back(stock().tables[0]);
    report.tables[2].rows.clear();
    report.notes = {Message(Text::help_void)};
    const std::string out = shown(report, "html", {Lang::zh});
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
    const std::string out = shown(holding("<script>alert('1')</script>&\"" + right_to_left + "\x1b"), "html");
    CHECK(has(out, "<td>&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;&quot;" + replaced + replaced + "</td>"));
    CHECK_FALSE(has(out, "<script"));
}

TEST_CASE("md: GitHub tables") {
    Report report = stock();
    report.tables.push_back(accounts());
    report.tables.push_back(stock().tables[0]);
    report.tables[2].rows.clear();
    report.notes = {Message(Text::help_void)};
    CHECK(shown(report, "md") == R"(# opening

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
}
