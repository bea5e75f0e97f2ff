// What the reports of buying and selling reckon: rates of sale, plans, on time or late, ABC, turnover, where a sale stands.
#include <doctest/doctest.h>

#include <functional>

#include "journal/journal.h"
#include "render/render.h"
#include "reports/deliveries.h"
#include "reports/parcels.h"
#include "reports/plan.h"
#include "reports/prices.h"
#include "reports/sales.h"
#include "reports/turning.h"

using namespace daybook;

namespace {

constexpr Date first_of_november = Date{20758};  // 2026-11-01

// The columns of a report's main table that are named, row by row: "a,b; a,b".
std::string rows_of(const std::string& text, std::initializer_list<std::string_view> wanted,
                    const std::function<Answer(const Question&)>& ask, Date today = first_of_november + 29) {
    Journal journal{BookSettings()};
    journal.read_draft("x", text);
    for (const Error& error : journal.errors()) MESSAGE(render_error(error, Lang::en, false));
    REQUIRE(journal.errors().empty());
    const BookSettings settings;
    const Answer answer = ask(Question{journal.entries(), settings, {}, today});
    if (!answer) return "refused: " + say(answer.error().front().what, Lang::en);
    Report report = *answer;
    Table& table = report.tables.front();
    std::string out;
    for (const std::vector<Cell>& row : table.rows) {
        std::string line;
        for (std::string_view key : wanted) {
            Report one;
            one.tables.push_back({table.key, {}, {}, {}, {}, {}});
            for (size_t i = 0; i < row.size(); ++i) {
                if (table.columns[i].key != key) continue;
                one.tables[0].columns.push_back(table.columns[i]);
                one.tables[0].rows.push_back({row[i]});
            }
            std::string csv = render(one, Format::csv, {});
            csv = csv.substr(csv.find('\n') + 1);
            while (csv.ends_with('\n') || csv.ends_with('\r')) csv.pop_back();
            line.append(line.empty() ? "" : ",").append(csv);
        }
        out.append(out.empty() ? "" : "; ").append(line);
    }
    return out;
}

std::string plan_of(const std::string& text, const PlanSettings& settings = {}) {
    return rows_of(text, {"item", "buy", "sold", "days_with_stock", "days_left", "due"},
                   [&](const Question& question) { return plan_report(question, settings); });
}

const std::string bought = "2026-11-01 purchase P1 from X\n    + A 40 @ 5\n\n";

}  // namespace

TEST_CASE("plan: what lasts longer than a delivery takes is not bought") {
    // 30 of 40 sold in 30 days: 1 a day; 10 left last 10 days, delivery takes 7
    CHECK(plan_of(bought + "2026-11-10 sell S1 to Y\n    - A 30 @ 9\n").empty());
}

TEST_CASE("plan: enough to be back at the reorder point when it comes, and to last from then on") {
    // 1.1 a day; 7 left < 7.7; 7.7 + 15.4 - 7 = 16.1, rounded up
    CHECK(plan_of(bought + "2026-11-10 sell S1 to Y\n    - A 33 @ 9\n") == "A,17,33,30,6,2026-12-07");
    // a reorder level above what goes meanwhile: 20 + 14 - 10
    CHECK(plan_of("2026-11-01 item A\n    reorder 20\n\n" + bought + "2026-11-10 sell S1 to Y\n    - A 30 @ 9\n") ==
          "A,24,30,30,10,2026-12-07");
    // nothing sold: up to the level; at the level there is nothing to buy
    CHECK(plan_of("2026-11-01 item A\n    reorder 45\n\n" + bought) == "A,5,0,30,,2026-12-07");
    CHECK(plan_of("2026-11-01 item A\n    reorder 40\n\n" + bought).empty());
}

TEST_CASE("plan: days out of stock do not count, a new item counts as a week old") {
    // 40 sold out on the 10th: 4 a day over ten days
    CHECK(plan_of(bought + "2026-11-10 sell S1 to Y\n    - A 40 @ 9\n") == "A,84,40,10,0,2026-12-07");
    // came two days ago, all sold at once: over seven days, not over one
    CHECK(plan_of("2026-11-29 purchase P1 from X\n    + A 7 @ 5\n\n2026-11-29 sell S1 to Y\n    - A 7 @ 9\n") == "A,21,7,7,0,2026-12-07");
    // out and in again on one day is one day
    CHECK(plan_of(bought + "2026-11-10 sell S1 to Y\n    - A 40 @ 9\n\n2026-11-10 purchase P2 from X\n    + A 2 @ 5\n") ==
          "A,26,40,30,1,2026-12-07");
}

TEST_CASE("plan: what is promised is not there, what is ordered will be") {
    const std::string order = "2026-11-20 order O1 to Y\n    - A 45 @ 9\n\n";
    CHECK(plan_of(bought + order) == "A,5,0,30,,2026-12-07");
    CHECK(plan_of(bought + order + "2026-11-21 purchase-order PO1 from X\n    + A 5 @ 5\n").empty());
}

TEST_CASE("plan: in the larger unit it was bought in last, with the item's lead time") {
    const std::string box = "2026-11-01 item A\n    unit 只\n    unit 箱 = 24 只\n    lead-time 10\n\n";
    const std::string text = box + "2026-11-01 purchase P1 from X\n    + A 2 箱 @ 100\n\n2026-11-10 sell S1 to Y\n    - A 45 @ 9\n";
    // 1.5 a day; 3 left; 15 + 21 - 3 = 33: two boxes
    CHECK(rows_of(text, {"item", "buy", "unit", "price", "amount", "due"}, [](const Question& q) { return plan_report(q, {}); }) ==
          "A,2,箱,100.00,200.00,2026-12-10");
}

TEST_CASE("plan: a return lessens the demand, an assembly is one") {
    CHECK(plan_of(bought + "2026-11-10 sell S1 to Y\n    - A 36 @ 9\n\n2026-11-11 return R1 of S1\n    + A 3\n") ==
          "A,17,33,30,6,2026-12-07");
    CHECK(plan_of(bought + "2026-11-10 assemble A1\n    - A 33\n    + B 1\n") == "A,17,33,30,6,2026-12-07");
}

TEST_CASE("suppliers: on time by the order's due date, else by lead time, else not counted") {
    const std::string orders =
        "2026-11-01 supplier Y\n    lead-time 5\n\n"
        "2026-11-01 purchase-order PO1 from X\n    + A 4 @ 5\n    due 2026-11-05\n\n"
        "2026-11-01 purchase-order PO2 from Y\n    + A 4 @ 5\n\n"
        "2026-11-01 purchase-order PO3 from Z\n    + A 4 @ 5\n\n";
    const std::string came =
        "2026-11-05 purchase P1 of PO1\n    + A 3 @ 5\n\n2026-11-06 purchase P2 of PO1\n    + A 1 @ 5\n\n"
        "2026-11-07 purchase P3 of PO2\n    + A 4 @ 5\n\n2026-11-20 purchase P4 of PO3\n    + A 4 @ 5\n\n"
        "2026-11-21 purchase-return PR1 of P3\n    - A 1\n";
    CHECK(rows_of(orders + came, {"supplier", "on_time", "late", "amount", "returned_amount", "returned_share", "owed"},
                  suppliers_report) == "Y,0,1,20.00,5.00,25.0,15.00; X,1,1,20.00,0.00,0.0,20.00; Z,0,0,20.00,0.00,0.0,20.00");
}

TEST_CASE("prices: a change is against the same supplier's last price, else anyone's; gifts are none") {
    const auto changes = [](const std::string& text, uint32_t first_new) {
        Journal journal{BookSettings()};
        journal.read_draft("x", text);
        REQUIRE(journal.errors().empty());
        Books books(journal.entries(), {});
        PricesObserver prices(2);
        prices.look_at(journal.entries());
        books.replay(&prices);
        REQUIRE(books.problems().empty());
        std::string out;
        for (const Message& message : price_changes(prices, journal.entries(), first_new, 2)) out += say(message, Lang::en);
        return out;
    };
    const std::string before = "2026-11-01 purchase P1 from X\n    + A 1 @ 35\n\n2026-11-02 purchase P2 from Y\n    + A 1 @ 30\n\n";
    CHECK(changes(before + "2026-11-03 purchase P3 from X\n    + A 1 @ 38\n", 2) ==
          "note: A: 35.00 → 38.00 (+8.6%), last bought by P1 of 2026-11-01 from X");
    CHECK(changes(before + "2026-11-03 purchase P3 from Z\n    + A 2 @@ 50\n", 2) ==
          "note: A: 30.00 → 25.00 (-16.7%), last bought by P2 of 2026-11-02 from Y");
    CHECK(changes(before + "2026-11-03 purchase P3 from X\n    + A 1 @ 35\n", 2).empty());
    CHECK(changes(before + "2026-11-03 purchase P3 from X\n    + A 1 @ 0\n", 2).empty());
}

TEST_CASE("abc: the one that passes 80 % is an A, the one that passes 95 % a B") {
    const auto classes = [](const std::string& quantities) {
        return rows_of("2026-11-01 open OB1\n    + A 100 @ 1\n    + B 100 @ 1\n    + C 100 @ 1\n    + D 100 @ 1\n\n" + quantities,
                       {"item", "class", "share", "cumulative"}, [](const Question& q) { return abc_report(q, AbcBy::revenue); });
    };
    CHECK(classes("2026-11-02 sell S1 to Y\n    - A 80 @ 1\n    - B 15 @ 1\n    - C 4 @ 1\n    - D 1 @ 1\n") ==
          "A,A,80.0,80.0; B,B,15.0,95.0; C,C,4.0,99.0; D,C,1.0,100.0");
    CHECK(classes("2026-11-02 sell S1 to Y\n    - A 79 @ 1\n    - B 15 @ 1\n    - C 6 @ 1\n") ==
          "A,A,79.0,79.0; B,A,15.0,94.0; C,B,6.0,100.0");
    CHECK(classes("2026-11-02 sell S1 to Y\n    - A 100 @ 1\n") == "A,A,100.0,100.0");
    CHECK(classes("").empty());
}

TEST_CASE("turnover: cost of what was sold over the mean of opening and closing stock") {
    const std::string text =
        "2026-10-01 open OB1\n    + A 10 @ 10\n\n2026-11-05 sell S1 to Y\n    - A 6 @ 20\n\n2026-11-06 return R1 of S1\n    + A 1\n";
    const auto in_november = [](const Question& q) {
        return turnover_report({q.entries, q.settings, {first_of_november, first_of_november + 30}, q.today});
    };
    // (100 + 50) / 2 = 75; 50 / 75 = 0.67; 75 × 30 / 50 = 45
    CHECK(rows_of(text, {"opening", "closing", "average", "cost", "turnover", "days_of_stock"}, in_november) ==
          "100.00,50.00,75.00,50.00,0.67,45");
}

TEST_CASE("slow: since the last sale, or since it came where it came later") {
    const std::string text =
        "2026-09-01 open OB1\n    + A 10 @ 10\n    + B 10 @ 5\n    + C 1 @ 1\n\n"
        "2026-09-10 sell S1 to Y\n    - B 1 @ 9\n    - C 1 @ 9\n\n2026-11-20 purchase P1 from X\n    + C 1 @ 1\n";
    const auto idle = [&](int32_t days) {
        return rows_of(text, {"item", "value", "last_sale", "days"}, [days](const Question& q) { return slow_report(q, days); });
    };
    CHECK(idle(60) == "A,100.00,never,90; B,45.00,2026-09-10,81");
    CHECK(idle(82) == "A,100.00,never,90");
    CHECK(idle(10) == "A,100.00,never,90; B,45.00,2026-09-10,81; C,1.00,2026-09-10,10");
}

TEST_CASE("sales: where each stands, and what of it is open") {
    const std::string text =
        bought +
        "2026-11-02 quote Q1 to Y\n    - A 2 @ 9\n\n2026-11-03 order O1 to Y of Q1\n    - A 2 @ 9\n    postage 3\n    received 10 cash\n\n";
    const auto rows = [](const std::string& journal) {
        return rows_of(journal, {"ref", "status", "amount", "paid", "owed"}, [](const Question& q) { return sales_list(q, {}); });
    };
    const std::string quote = "Q1,done,18.00,,; ";
    CHECK(rows(text) == quote + "O1,to-ship,21.00,10.00,11.00");
    const std::string sent = text + "2026-11-04 ship D1 of O1\n\n";
    CHECK(rows(sent) == quote + "O1,shipped,21.00,10.00,11.00");
    const std::string confirmed = sent + "2026-11-05 confirm CF1 of O1\n\n";
    CHECK(rows(confirmed) == quote + "O1,done,21.00,10.00,11.00");
    CHECK(rows(confirmed + "2026-11-06 collect K1 from Y\n    received 11 cash\n") == quote + "O1,done,21.00,21.00,0.00");
    CHECK(rows(confirmed + "2026-11-06 return R1 of O1\n    + A 1\n") ==
          quote + "O1,partly-returned,21.00,19.00,2.00; R1,,-9.00,-9.00,0.00");
    CHECK(rows(text + "2026-11-04 cancel CN1 of O1\n    paid 10 cash\n") == quote + "O1,cancelled,0.00,0.00,0.00");
    CHECK(rows(text + "2026-11-04 ship D1 of O1\n    - A 1\n\n2026-11-05 cancel CN1 of O1\n") == quote + "O1,shipped,12.00,10.00,2.00");
}

TEST_CASE("parcels: the number is percent-encoded into the courier's address") {
    const std::vector<Courier> couriers = {{"sf", "https://example.com/?n={number}&m={number}"}, {"yto", ""}};
    CHECK(tracking_address(couriers, "sf", "SF1-a_b.c~") == "https://example.com/?n=SF1-a_b.c~&m=SF1-a_b.c~");
    CHECK(tracking_address(couriers, "sf", "a b&c/顺") == "https://example.com/?n=a%20b%26c%2F%E9%A1%BA&m=a%20b%26c%2F%E9%A1%BA");
    CHECK(tracking_address(couriers, "yto", "1").empty());
    CHECK(tracking_address(couriers, "zto", "1").empty());
    CHECK(tracking_address(couriers, "sf", "").empty());
}
