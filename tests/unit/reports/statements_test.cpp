// What was earned and by whom, what the statements say, and that an opening is an opening.
#include "reports/statements.h"

#include <doctest/doctest.h>

#include <functional>

#include "journal/journal.h"
#include "render/render.h"
#include "reports/daily.h"
#include "reports/profit.h"
#include "reports/returns.h"
#include "reports/stock.h"
#include "reports/turning.h"

using namespace daybook;

namespace {

Date day(int month, int of_month) { return from_civil({2026, month, of_month}); }
const Period november{from_civil({2026, 11, 1}), from_civil({2026, 12, 1})};

std::string shown(const std::string& text, const std::function<Answer(const Question&)>& ask, std::string_view format = "csv",
                  const Period& period = november, Lang lang = Lang::en) {
    Journal journal{BookSettings()};
    journal.read_draft("x", text);
    for (const Error& error : journal.errors()) MESSAGE(render_error(error, Lang::en, false));
    REQUIRE(journal.errors().empty());
    const BookSettings settings;
    const Answer answer = ask(Question{journal.entries(), settings, period, day(11, 30)});
    if (!answer) return "refused: " + say(answer.error().front().what, Lang::en);
    return render(*answer, *format_named(format), {lang, false, 0});
}

std::string profit(const std::string& text, ProfitBy by, size_t top = 0) {
    return shown(text, [&](const Question& question) { return profit_report(question, by, top); });
}

const std::string head = ",quantity,revenue,cogs,gross_profit,margin,fees,postage,expenses,other,net_profit\n";

const std::string bought = "2026-10-01 purchase P1 from X\n    + TEA 20 @ 10\n    + CUP 20 @ 5\n\n";

}  // namespace

TEST_CASE("profit: an expense of a sale, or via a channel, lowers what they earned; what belongs to none stands below") {
    const std::string text = bought +
                             "2026-11-02 sell S1 to 王芳 via taobao by 小陈\n    - TEA 5 @ 30\n    received 150 alipay\n\n"
                             "2026-11-03 expense E1 of S1 for 平台佣金\n    paid 7.50 alipay\n\n"
                             "2026-11-04 expense E2 via taobao for 广告费\n    paid 30 alipay\n\n"
                             "2026-11-05 income I1 via etsy for 补贴\n    received 4 alipay\n\n"
                             "2026-11-06 expense E3 to 王芳 for 房租\n    paid 20 cash\n\n"
                             "2026-11-07 count C1\n    = TEA 14\n";
    CHECK(profit(text, ProfitBy::channel) == "channel" + head +
                                                 "taobao,5,150.00,50.00,100.00,66.7,0.00,0.00,37.50,0.00,62.50\n"
                                                 "etsy,0,0.00,0.00,0.00,,0.00,0.00,0.00,4.00,4.00\n"
                                                 "(not assigned),0,0.00,0.00,0.00,,0.00,0.00,20.00,-10.00,-30.00\n");
    CHECK(profit(text, ProfitBy::customer) == "customer" + head +
                                                  "王芳,5,150.00,50.00,100.00,66.7,0.00,0.00,7.50,0.00,92.50\n"
                                                  "(not assigned),0,0.00,0.00,0.00,,0.00,0.00,50.00,-6.00,-56.00\n");
    CHECK(profit(text, ProfitBy::staff) == "staff" + head +
                                               "小陈,5,150.00,50.00,100.00,66.7,0.00,0.00,7.50,0.00,92.50\n"
                                               "(not assigned),0,0.00,0.00,0.00,,0.00,0.00,50.00,-6.00,-56.00\n");
    CHECK(profit(text, ProfitBy::item) == "item,name" + head +
                                              "TEA,,5,150.00,50.00,100.00,66.7,0.00,0.00,7.50,0.00,92.50\n"
                                              "(not assigned),,0,0.00,0.00,0.00,,0.00,0.00,50.00,-6.00,-56.00\n");
    CHECK(profit(text, ProfitBy::month) == "month" + head + "2026-11,5,150.00,50.00,100.00,66.7,0.00,0.00,57.50,-6.00,36.50\n");
}

TEST_CASE("profit: fees and postage of a document are spread over its lines by value, to the cent") {
    const std::string text =
        bought +
        "2026-11-02 order O1 to 王芳\n    - TEA 1 @ 20\n    - CUP 1 @ 10\n    - CUP 1 @ 10\n    postage 1.01\n    received 41.01 alipay\n"
        "    fee 0.10 commission\n\n"
        "2026-11-03 ship D1 of O1\n    cost 4 cash\n\n"
        "2026-11-04 confirm CF1 of O1\n    fee 0.07 commission\n\n"
        "2026-11-05 collect K1 from 王芳\n    received 1 cash\n    fee 0.50 bank\n";
    // TEA: fees 0.05 + 0.03, for each CUP has the larger rest of 0.07; postage 0.51 - 2.00. CUP: 0.03 + 0.02 and twice 0.02; 0.50 - 2.00
    CHECK(profit(text, ProfitBy::item) == "item,name" + head +
                                              "TEA,,1,20.00,10.00,10.00,50.0,0.08,-1.49,0.00,0.00,8.43\n"
                                              "CUP,,2,20.00,10.00,10.00,50.0,0.09,-1.50,0.00,0.00,8.41\n"
                                              "(not assigned),,0,0.00,0.00,0.00,,0.50,0.00,0.00,0.00,-0.50\n");
    CHECK(profit(text, ProfitBy::customer) == "customer" + head + "王芳,3,40.00,20.00,20.00,50.0,0.67,-2.99,0.00,0.00,16.34\n");
    CHECK(profit(text, ProfitBy::channel) == "channel" + head +
                                                 ",3,40.00,20.00,20.00,50.0,0.17,-2.99,0.00,0.00,16.84\n"
                                                 "(not assigned),0,0.00,0.00,0.00,,0.50,0.00,0.00,0.00,-0.50\n");
}

TEST_CASE("profit: what a receipt settles of a sale counts for the sale's customer, not for the supplier") {
    BookSettings settings;
    settings.negative_stock = NegativeStock::allow;
    Journal journal{settings};
    journal.read_draft("x", bought + "2026-11-02 sell S1 to 王芳\n    - TEA 30 @ 20\n\n2026-11-03 purchase P2 from X\n    + TEA 20 @ 12\n");
    REQUIRE(journal.errors().empty());
    const Answer answer = profit_report(Question{journal.entries(), settings, november, day(11, 30)}, ProfitBy::customer, 0);
    REQUIRE(answer);
    CHECK(render(*answer, *format_named("csv"), {}) ==
          "customer" + head + "王芳,30,600.00,320.00,280.00,46.7,0.00,0.00,0.00,0.00,280.00\n");
}

TEST_CASE("profit: what comes back is of the category that its sale was of") {
    const std::string text = "2026-10-01 item TEA\n    category A\n\n" + bought +
                             "2026-11-02 sell S1\n    - TEA 2 @ 30\n    received 60 cash\n\n"
                             "2026-11-05 item TEA\n    category B\n\n"
                             "2026-11-06 return R1 of S1\n    + TEA 1\n    paid 30 cash\n\n"
                             "2026-11-07 sell S2\n    - TEA 1 @ 40\n    received 40 cash\n";
    CHECK(profit(text, ProfitBy::category) == "category" + head +
                                                  "B,1,40.00,10.00,30.00,75.0,0.00,0.00,0.00,0.00,30.00\n"
                                                  "A,1,30.00,10.00,20.00,66.7,0.00,0.00,0.00,0.00,20.00\n");
}

TEST_CASE("profit: the first rows of many, with all that is not assigned below them") {
    const std::string text = bought + "2026-11-02 sell S1 to 王芳\n    - TEA 2 @ 30\n\n2026-11-02 sell S2 to 李雷\n    - CUP 1 @ 6\n\n" +
                             "2026-11-03 expense E1 for 房租\n    paid 5 cash\n";
    CHECK(profit(text, ProfitBy::customer, 1) == "customer" + head +
                                                     "王芳,2,60.00,20.00,40.00,66.7,0.00,0.00,0.00,0.00,40.00\n"
                                                     "(not assigned),0,0.00,0.00,0.00,,0.00,0.00,5.00,0.00,-5.00\n");
}

TEST_CASE("returns: what comes back came from the supplier of the day on which it was sold") {
    const std::string text = bought +
                             "2026-11-02 sell S1 to 王芳\n    - TEA 2 @ 30\n\n2026-11-03 purchase P2 from Y\n    + TEA 5 @ 10\n\n"
                             "2026-11-04 return R1 of S1\n    + TEA 1\n";
    CHECK(shown(text, [](const Question& question) { return returns_report(question, ReturnsBy::supplier); }) ==
          "supplier,documents,quantity,value,sold,share\nX,1,1,30.00,2,50.0\n");
}

TEST_CASE("an expense is of an entry that there is; a circle of expenses ends nothing") {
    CHECK(shown("2026-11-01 expense E1 of NOBODY for x\n    paid 1 cash\n", income_report) == "refused: there is no entry NOBODY");
    CHECK(profit("2026-11-01 expense E1 of E2 for x\n    paid 1 cash\n\n2026-11-01 expense E2 of E1 for x\n    paid 2 cash\n",
                 ProfitBy::channel) == "channel" + head + "(not assigned),0,0.00,0.00,0.00,,0.00,0.00,3.00,0.00,-3.00\n");
}

TEST_CASE("an opening is no goods and no money that came in, on whichever day it is entered") {
    const std::string text =
        "2026-11-01 open OB1\n    + TEA 10 @ 30\n    cash 1000 bank\n\n"
        "2026-11-03 open OB2\n    + TEA 10 @ 30\n    cash 50 till\n\n"
        "2026-11-10 sell S1\n    - TEA 10 @ 59\n    received 590 till\n";
    for (const Period& period : {november, Period{day(10, 1), day(12, 1)}, Period()}) {
        const std::string turned = shown(text, turnover_report, "csv", period);
        CHECK(turned.substr(0, turned.rfind(',')) ==
              "item,name,opening,closing,average,cost,turnover,days_of_stock\nTEA,,600.00,300.00,450.00,300.00,0.67");
        CHECK(
            shown(text, movement_report, "csv", period) ==
            "item,name,opening,opening_value,in,in_value,out,out_value,closing,closing_value\nTEA,,20,600.00,0,0.00,10,300.00,10,300.00\n");
        CHECK(shown(text, cashflow_report, "csv", period) ==
              "activity,category,in,out,net\nopening,,,,1050.00\nsale,,590.00,0.00,590.00\n");
    }
}

TEST_CASE("lots: goods without one have a row, so that they add up to the stock") {
    const std::string text =
        "2026-11-01 purchase P1 from X\n    + TEA 5 @ 10\n    + CUP 3 @ 2\n\n"
        "2026-11-02 purchase P2 from X\n    + TEA 4 @ 12 lot:A expires:2027-01-01\n";
    CHECK(shown(
              text, [](const Question& question) { return lots_report(question, std::nullopt); }, "txt") ==
          "Lots\n"
          "item   lot       expires     days  on hand   value\n"
          "──────────────────────────────────────────────────\n"
          "TEA    A         2027-01-01    32        4   48.00\n"
          "TEA    (no lot)                          5   50.00\n"
          "CUP    (no lot)                          3    6.00\n"
          "──────────────────────────────────────────────────\n"
          "total                                       104.00\n");
}

TEST_CASE("daily: each line between gross and net profit") {
    const std::string text =
        bought +
        "2026-11-02 sell S1 to 王芳\n    - TEA 2 @ 30\n    postage 6\n    fee 1.50 commission cash\n    cost 4 cash\n\n"
        "2026-11-02 expense E1 for 房租\n    paid 65 cash\n\n2026-11-02 income I1 for 补贴\n    received 3 cash\n\n"
        "2026-11-02 count C1\n    = CUP 19\n\n2026-11-02 write-off W1\n    - CUP 1\n";
    const std::string said = shown(
        text,
        [](const Question& question) {
            return daily_report(question, {60, 30, 30});
        },
        "csv", Period{day(11, 2), day(11, 3)});
    CHECK(said ==
          "figure,documents,amount,cost\nSales,1,60.00,20.00\nNet revenue,,60.00,20.00\nGross profit,,40.00,\n"
          "Postage charged,,6.00,\n补贴,,3.00,\nCount differences,,-5.00,\nWritten off,,-5.00,\ncommission,,-1.50,\n"
          "Postage paid,,-4.00,\n房租,,-65.00,\nNet profit,,-31.50,\n");
}

TEST_CASE("statements: sections and sums in the reader's language and with a reader's signs; codes and debits for scripts") {
    const std::string text =
        "2026-10-01 open OB1\n    + TEA 20 @ 10\n    cash 500 bank\n\n"
        "2026-10-05 sell S0 to 王芳\n    - TEA 1 @ 30\n\n"
        "2026-11-02 sell S1 to 李雷\n    - TEA 2 @ 30\n    postage 5\n    received 100 bank\n\n"
        "2026-11-03 expense E1 for 房租\n    paid 20 bank\n\n2026-11-04 count C1\n    = TEA 16\n";
    CHECK(shown(text, income_report) ==
          "account,balance\nrevenue:sales,-60.00\nrevenue:postage,-5.00\nexpenses:cogs,20.00\n"
          "expenses:count-difference,10.00\nexpenses:房租,20.00\n");
    CHECK(shown(text, income_report, "txt", november, Lang::zh) ==
          "利润表\n"
          "              2026-11  2026-10\n"
          "──────────────────────────────\n"
          "营业收入        60.00    30.00\n"
          "营业成本        20.00    10.00\n"
          "毛利            40.00    20.00\n"
          "\n"
          "其他收入\n"
          "  运费收入       5.00     0.00\n"
          "其他收入合计     5.00     0.00\n"
          "\n"
          "费用\n"
          "  房租          20.00     0.00\n"
          "费用合计        20.00     0.00\n"
          "\n"
          "存货损失\n"
          "  盘点差异      10.00     0.00\n"
          "存货损失合计    10.00     0.00\n"
          "\n"
          "净利            15.00    20.00\n");
    CHECK(shown(text, balance_report, "txt", november, Lang::zh) ==
          "资产负债表\n"
          "                      2026-11-30  2026-10-31\n"
          "────────────────────────────────────────────\n"
          "资产\n"
          "  bank                    580.00      500.00\n"
          "  应收账款                 30.00       30.00\n"
          "  库存商品                160.00      190.00\n"
          "资产合计                  770.00      720.00\n"
          "\n"
          "负债\n"
          "  预收账款                 35.00        0.00\n"
          "负债合计                   35.00        0.00\n"
          "\n"
          "所有者权益\n"
          "  期初权益                700.00      700.00\n"
          "  未分配利润               35.00       20.00\n"
          "所有者权益合计            735.00      720.00\n"
          "\n"
          "负债和所有者权益总计      770.00      720.00\n");
    CHECK(shown(text, balance_report) ==
          "account,balance\nassets:cash:bank,580.00\nassets:receivable:李雷,-35.00\n"
          "assets:receivable:王芳,30.00\nassets:inventory,160.00\nequity:opening,-700.00\n"
          "equity:retained-earnings,-35.00\n");
    CHECK(shown(text, cashflow_report, "txt") ==
          "Cash flow\n"
          "                 2026-11  2026-10\n"
          "─────────────────────────────────\n"
          "Opening balance   500.00   500.00\n"
          "\n"
          "Money in\n"
          "  sale            100.00     0.00\n"
          "Total in          100.00     0.00\n"
          "\n"
          "Money out\n"
          "  房租             20.00     0.00\n"
          "Total out          20.00     0.00\n"
          "\n"
          "Change             80.00     0.00\n"
          "Closing balance   580.00   500.00\n");
    const std::string page = shown(text, income_report, "html");
    CHECK(page.find("<tr class=\"part\"><td>  Postage charged</td><td class=\"n\">5.00</td><td class=\"n\">0.00</td></tr>") !=
          std::string::npos);
    CHECK(page.find("<tr class=\"result\"><td>Net profit</td><td class=\"n\">15.00</td>") != std::string::npos);
    CHECK(page.find("expenses:") == std::string::npos);
    CHECK(shown(text, income_report, "md").find("| **Total expenses** | **20.00** | **0.00** |\n") != std::string::npos);
    // without a period there is none before it
    CHECK(shown(text, income_report, "txt", Period()).find("Net profit              35.00\n") != std::string::npos);
}
