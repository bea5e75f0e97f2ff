// Sales, returns, refunds, orders, counts, money: what each books, and what is refused.
#include <doctest/doctest.h>

#include "unit/booked_text.h"

using namespace daybook;

namespace {

// LINE:COLUMN of what was refused.
std::string place(const std::string& refused) { return refused.substr(0, refused.find(' ')); }

const std::string stocked = "2026-01-01 open OB\n    + A 10 @ 3\n    + B 3 @@ 10\n\n";

BookSettings with(Costing costing, NegativeStock negative, RevenueAt revenue = RevenueAt::confirm) {
    BookSettings settings;
    settings.costing = costing;
    settings.negative_stock = negative;
    settings.revenue_at = revenue;
    return settings;
}

const BookSettings allow = with(Costing::average, NegativeStock::allow);

BookSettings taxed(bool included) {
    BookSettings settings;
    settings.tax = {TaxRegime::general, 130'000, included};
    return settings;
}

}  // namespace

TEST_CASE("selling: revenue, cost, postage, fees and what is owed") {
    CHECK(postings_of("S", stocked +
                               "2026-01-02 sell S to C\n    - A 2 @ 9\n    - B 1 @ 5\n    discount 3\n    postage 4\n    received 20 bank\n"
                               "    fee 1.50 commission\n    cost 6 cash\n") ==
          "assets:cash:bank 18.50, assets:cash:cash -6.00, assets:receivable:C 4.00, assets:inventory -9.33, revenue:sales -20.00, "
          "revenue:postage -4.00, expenses:cogs 9.33, expenses:commission 1.50, expenses:postage 6.00");
    CHECK(place(postings_of("S", stocked + "2026-01-02 sell S\n    - A 1 @ 9\n    received 8 bank\n")) == "5:12");
    CHECK(place(postings_of("S", stocked + "2026-01-02 sell S to C\n    - A 1 @ 9\n    fee 1 commission\n")) == "7:5");
    CHECK(place(postings_of("S", stocked + "2026-01-02 sell S to C\n    - A 1 @ 9\n    fee 1 cogs bank\n")) == "7:11");
}

TEST_CASE("selling: tax inside and outside the price, after the discount") {
    const std::string sold = stocked + "2026-01-02 sell S to C\n    - A 1 @ 123\n    discount 10\n";
    CHECK(postings_of("S", sold, taxed(true)) ==
          "assets:receivable:C 113.00, assets:inventory -3.00, liabilities:tax-output -13.00, revenue:sales -100.00, expenses:cogs 3.00");
    CHECK(postings_of("S", sold, taxed(false)) ==
          "assets:receivable:C 127.69, assets:inventory -3.00, liabilities:tax-output -14.69, revenue:sales -113.00, expenses:cogs 3.00");
}

TEST_CASE("selling: what comes back is taxed at the rate of its line, whatever the item's is by then") {
    const std::string rated = stocked +
                              "2026-01-02 sell S to C\n    - A 2 @ 109 tax:9%\n\n2026-01-02 order O to C\n    - A 1 @ 113\n\n"
                              "2026-01-03 item A\n    tax 6%\n\n";
    CHECK(taxes_of("R", rated + "2026-01-04 return R of S\n    + A 1\n", taxed(true)) == "9% -100.00 -9.00");
    CHECK(taxes_of("R", rated + "2026-01-04 return R of S\n    + A 1 @ 54.50\n", taxed(true)) == "9% -50.00 -4.50");
    CHECK(taxes_of("R", rated + "2026-01-04 refund R of S\n    paid 109 cash\n", taxed(true)) == "9% -100.00 -9.00");
    CHECK(taxes_of("R", rated + "2026-01-04 return R from C\n    + A 1 @ 106\n", taxed(true)) == "6% -100.00 -6.00");
    CHECK(taxes_of("K", rated + "2026-01-04 ship H of O\n\n2026-01-05 confirm K of O\n", taxed(true)) == "13% 100.00 13.00");
    CHECK(taxes_of("R", rated + "2026-01-04 ship H of O\n\n2026-01-05 return R of O\n    + A 1 @ 56.5\n", taxed(true)) ==
          "13% -50.00 -6.50");
    const std::string bought = "2026-01-02 purchase P from X\n    + A 4 @ 109 tax:9%\n\n2026-01-03 purchase-return B of P\n    - A 1";
    CHECK(taxes_of("B", bought + "\n", taxed(true)) == "9% -100.00 -9.00 bought");
    CHECK(taxes_of("B", bought + " @ 10.90\n", taxed(true)) == "9% -10.00 -0.90 bought");
}

TEST_CASE("selling: postage charged is taxed at the rate of its goods, of the line of most value") {
    const std::string lines = "    - A 1 @ 113\n    - B 1 @ 10.90 tax:9%\n    postage 11.30\n";
    const std::string sold = stocked + "2026-01-02 sell S to C\n" + lines + "\n";
    CHECK(postings_of("S", sold, taxed(true)) ==
          "assets:receivable:C 135.20, assets:inventory -6.33, liabilities:tax-output -15.20, revenue:sales -110.00, "
          "revenue:postage -10.00, expenses:cogs 6.33");
    CHECK(taxes_of("S", sold, taxed(true)) == "13% 100.00 13.00, 9% 10.00 0.90, 13% 10.00 1.30");
    CHECK(taxes_of("S", stocked + "2026-01-02 sell S to C\n    - B 1 @ 100 tax:9%\n    postage 10\n", taxed(false)) ==
          "9% 100.00 9.00, 9% 10.00 0.90");
    // given back at the rate of its sale's, though other goods come back
    CHECK(taxes_of("R", sold + "2026-01-03 return R of S\n    + B 1\n    postage 11.30\n", taxed(true)) ==
          "9% -10.00 -0.90, 13% -10.00 -1.30");
    CHECK(postings_of("R", sold + "2026-01-03 return R of S\n    + B 1\n    postage 11.30\n", taxed(true)) ==
          "assets:receivable:C -22.20, assets:inventory 3.33, liabilities:tax-output 2.20, revenue:sales 10.00, revenue:postage 10.00, "
          "expenses:cogs -3.33");
    // none was charged: that of what comes back
    CHECK(taxes_of("R",
                   stocked + "2026-01-02 sell S to C\n    - B 1 @ 10.90 tax:9%\n\n2026-01-03 return R of S\n    + B 1\n    postage 5.45\n",
                   taxed(true)) == "9% -10.00 -0.90, 9% -5.00 -0.45");
    // of an order, when it is recognised
    const std::string ordered = stocked + "2026-01-02 order O to C\n" + lines + "\n2026-01-03 ship H of O\n\n2026-01-04 confirm K of O\n";
    CHECK(postings_of("O", ordered, taxed(true)).empty());
    CHECK(postings_of("K", ordered, taxed(true)) ==
          "assets:receivable:C 135.20, assets:goods-shipped -6.33, liabilities:tax-output -15.20, revenue:sales -110.00, "
          "revenue:postage -10.00, expenses:cogs 6.33");
    CHECK(postings_of("S", sold).find("tax") == std::string::npos);
}

TEST_CASE("selling: a refund before confirmation comes off what is still to be recognised, by value; the cost stays whole") {
    const std::string waits =
        stocked + "2026-01-02 order O to C\n    - A 2 @ 30\n    - B 1 @ 20\n    received 80 bank\n\n2026-01-03 ship H of O\n\n";
    const std::string refunded = waits + "2026-01-04 refund F of O\n    paid 20 bank\n\n";
    CHECK(postings_of("F", refunded) == "assets:cash:bank -20.00, assets:receivable:C 20.00");
    CHECK(postings_of("K", refunded + "2026-01-05 confirm K of O\n") ==
          "assets:receivable:C 60.00, assets:goods-shipped -9.33, revenue:sales -60.00, expenses:cogs 9.33");
    CHECK(postings_of("R", refunded + "2026-01-05 confirm K of O\n\n2026-01-06 return R of O\n    + B 1\n") ==
          "assets:receivable:C -15.00, assets:inventory 3.33, revenue:sales 15.00, expenses:cogs -3.33");
    CHECK(place(balances_of(waits + "2026-01-04 refund F of O\n    paid 80.01 bank\n")) == "12:19");
    // part is recognised: off both, by value
    const std::string part = stocked +
                             "2026-01-02 order O to C\n    - A 2 @ 30\n    - B 1 @ 20\n\n2026-01-03 ship H of O\n    - A 2\n\n"
                             "2026-01-04 confirm K of O\n\n2026-01-05 refund F of O\n    paid 8 bank\n";
    CHECK(postings_of("F", part) == "assets:cash:bank -8.00, assets:receivable:C 2.00, revenue:sales 6.00");
}

TEST_CASE("selling: of two lots in a line, the one named comes back at its own cost; without a name, in reverse order, each into its own") {
    for (const Costing costing : {Costing::average, Costing::fifo}) {
        const BookSettings settings = with(costing, NegativeStock::refuse);
        const std::string sold =
            "2026-01-01 item M\n    first-expiry yes\n\n2026-01-01 purchase P from X\n    + M 15 @ 100 lot:A expires:2026-05-01\n"
            "    + M 5 @ 200 lot:B expires:2026-06-01\n\n2026-01-02 sell S to C\n    - M 20 @ 300\n\n";
        CHECK(postings_of("R", sold + "2026-01-03 return R of S\n    + M 10 lot:A\n", settings) ==
              "assets:receivable:C -3000.00, assets:inventory 1000.00, revenue:sales 3000.00, expenses:cogs -1000.00");
        const std::string back = sold + "2026-01-03 return R of S\n    + M 6\n\n";
        CHECK(postings_of("R", back, settings).ends_with("expenses:cogs -1100.00"));
        CHECK(postings_of("W", back + "2026-01-04 write-off W\n    - M 5 lot:B\n", settings) ==
              "assets:inventory -1000.00, expenses:write-off 1000.00");
        CHECK(place(balances_of(sold + "2026-01-03 return R of S\n    + M 6 lot:B\n", settings)) == "12:7");
        CHECK(postings_of("B",
                          "2026-01-01 purchase P from X\n    + M 15 @ 100 lot:A\n    + M 5 @ 200 lot:B\n\n"
                          "2026-01-03 purchase-return B of P\n    - M 1 lot:B\n",
                          settings) == "assets:inventory -200.00, liabilities:payable:X 200.00");
    }
}

TEST_CASE("selling: a credit is paid out, never more than it, and touches no revenue") {
    const std::string credit =
        stocked + "2026-01-02 sell S to C\n    - A 3 @ 30\n    received 90 bank\n\n2026-01-03 return R of S\n    + A 2\n\n";
    CHECK(postings_of("K", credit + "2026-01-05 collect K from C\n    paid 60 bank\n") ==
          "assets:cash:bank -60.00, assets:receivable:C 60.00");
    CHECK(place(balances_of(credit + "2026-01-05 collect K from C\n    paid 60.01 bank\n")) == "12:20");
    CHECK(place(balances_of(credit + "2026-01-02 collect K from C\n    paid 1 bank\n")) == "12:20");  // not yet
}

TEST_CASE("selling: the last unit takes the rest of the value") {
    const std::string thirds =
        stocked +
        "2026-01-02 sell S1 to C\n    - B 1 @ 5\n\n2026-01-02 sell S2 to C\n    - B 1 @ 5\n\n2026-01-02 sell S3 to C\n    - B 1 @ 5\n";
    CHECK(postings_of("S1", thirds).ends_with("expenses:cogs 3.33"));
    CHECK(postings_of("S2", thirds).ends_with("expenses:cogs 3.34"));  // half of 6.67, away from zero
    CHECK(postings_of("S3", thirds).ends_with("expenses:cogs 3.33"));
    CHECK(stock_of(thirds) == "A 10 30.00, B 0 0.00");
}

TEST_CASE("selling: a return gives back what its line sold for and cost, whatever the prices are by then") {
    const std::string sold =
        stocked + "2026-01-02 sell S to C\n    - A 3 @ 10\n    discount 1\n\n2026-01-03 purchase P from X\n    + A 5 @ 9\n\n";
    CHECK(postings_of("R1", sold + "2026-01-04 return R1 of S\n    + A 1\n") ==
          "assets:receivable:C -9.67, assets:inventory 3.00, revenue:sales 9.67, expenses:cogs -3.00");
    const std::string twice = sold + "2026-01-04 return R1 of S\n    + A 1\n\n2026-01-04 return R2 of S\n    + A 2\n    paid 19.33 cash\n";
    CHECK(postings_of("R2", twice) == "assets:cash:cash -19.33, assets:inventory 6.00, revenue:sales 19.33, expenses:cogs -6.00");
    CHECK(postings_of("R1", sold + "2026-01-04 return R1 of S\n    + A 1 @ 5\n") ==
          "assets:receivable:C -5.00, assets:inventory 3.00, revenue:sales 5.00, expenses:cogs -3.00");
    CHECK(place(balances_of(sold + "2026-01-04 return R1 of S\n    + A 4\n")) == "13:9");
    CHECK(place(balances_of(sold + "2026-01-04 return R1 of S\n    + B 1\n")) == "13:7");
    CHECK(place(balances_of(sold + "2026-01-04 return R1 of S\n    + A 1\n    paid 10 cash\n")) == "12:19");
    CHECK(place(balances_of(sold + "2026-01-01 return R1 of S\n    + A 1\n")) == "12:25");
}

TEST_CASE("selling: a return of no sale comes back at its stated cost, else at today's; an exchange is a sale") {
    CHECK(postings_of("R", stocked + "2026-01-02 return R from C\n    + A 1 @ 8 cost:2.5\n") ==
          "assets:receivable:C -8.00, assets:inventory 2.50, revenue:sales 8.00, expenses:cogs -2.50");
    CHECK(postings_of("R", stocked + "2026-01-02 return R from C\n    + A 1 @ 8\n    - B 3 @ 5\n    received 7 cash\n") ==
          "assets:cash:cash 7.00, assets:inventory -7.00, revenue:sales -7.00, expenses:cogs 7.00");
}

TEST_CASE("selling: a refund lowers the revenue of its lines, by value") {
    const std::string sold = stocked + "2026-01-02 sell S to C\n    - A 1 @ 113\n    - B 1 @ 226\n    received 339 bank\n\n";
    CHECK(postings_of("F", sold + "2026-01-03 refund F of S\n    paid 33.90 bank\n", taxed(true)) ==
          "assets:cash:bank -33.90, liabilities:tax-output 3.90, revenue:sales 30.00");
    CHECK(postings_of("R", sold + "2026-01-03 refund F of S\n    paid 33.90 bank\n\n2026-01-04 return R of S\n    + A 1\n", taxed(true)) ==
          "assets:receivable:C -101.70, assets:inventory 3.00, liabilities:tax-output 11.70, revenue:sales 90.00, expenses:cogs -3.00");
    CHECK(place(balances_of(sold + "2026-01-03 refund F of S\n    paid 340 bank\n")) == "10:19");
}

TEST_CASE("selling: a shortage goes out at the last known cost, and the next receipt settles the oldest first") {
    const std::string short_of = stocked +
                                 "2026-01-02 sell S to C\n    - A 12 @ 10\n\n2026-01-03 sell T to C\n    - A 1 @ 10\n\n2026-01-04 purchase "
                                 "P from X\n    + A 5 @ 4\n";
    CHECK(postings_of("S", short_of, allow) ==
          "assets:receivable:C 120.00, assets:inventory -36.00, revenue:sales -120.00, expenses:cogs 36.00");
    CHECK(postings_of("P", short_of, allow) == "assets:inventory 17.00, liabilities:payable:X -20.00, expenses:cogs 3.00");
    CHECK(stock_of(short_of, allow) == "A 2 8.00, B 3 10.00");
    CHECK(stock_of(short_of, with(Costing::fifo, NegativeStock::allow)) == "A 2 8.00, B 3 10.00");
    CHECK(place(stock_of(short_of)) == "6:9");
    // a return has what was settled in its cost
    CHECK(postings_of("R", short_of + "\n2026-01-05 return R of T\n    + A 1\n", allow).ends_with("expenses:cogs -4.00"));
}

TEST_CASE("selling: the oldest layer goes first under FIFO; what comes back is a layer of its own") {
    const BookSettings fifo = with(Costing::fifo, NegativeStock::refuse);
    const std::string sold =
        "2026-01-01 purchase P from X\n    + A 2 @ 10\n\n2026-01-02 purchase Q from X\n    + A 2 @ 20\n\n2026-01-03 sell S to C\n    - A 3 "
        "@ 50\n\n";
    CHECK(postings_of("S", sold, fifo).ends_with("expenses:cogs 40.00"));
    const std::string back =
        sold + "2026-01-04 return R of S\n    + A 2\n\n2026-01-05 sell T to C\n    - A 1 @ 50\n\n2026-01-06 sell U to C\n    - A 1 @ 50\n";
    CHECK(postings_of("R", back, fifo).ends_with("expenses:cogs -26.67"));
    CHECK(postings_of("T", back, fifo).ends_with("expenses:cogs 20.00"));
    CHECK(postings_of("U", back, fifo).ends_with("expenses:cogs 13.34"));
    CHECK(stock_of(back, fifo) == "A 1 13.33");
}

TEST_CASE("selling: an order's goods leave when shipped, and are sold when confirmed, or when shipped if so set") {
    const std::string ordered =
        stocked +
        "2026-01-02 order O to C\n    - A 2 @ 10\n    received 5 bank\n\n2026-01-03 ship D of O\n    - A 1\n    cost 2 bank\n\n"
        "2026-01-04 confirm K of D\n    fee 0.50 fee\n";
    CHECK(postings_of("O", ordered) == "assets:cash:bank 5.00, assets:receivable:C -5.00");
    CHECK(postings_of("D", ordered) == "assets:cash:bank -2.00, assets:inventory -3.00, assets:goods-shipped 3.00, expenses:postage 2.00");
    CHECK(postings_of("K", ordered) ==
          "assets:cash:bank -0.50, assets:receivable:C 10.00, assets:goods-shipped -3.00, revenue:sales -10.00, expenses:cogs 3.00, "
          "expenses:fee 0.50");
    CHECK(postings_of("D", ordered, with(Costing::average, NegativeStock::refuse, RevenueAt::ship)) ==
          "assets:cash:bank -2.00, assets:receivable:C 10.00, assets:inventory -3.00, revenue:sales -10.00, expenses:cogs 3.00, "
          "expenses:postage 2.00");
    CHECK(place(balances_of(ordered + "\n2026-01-05 ship D2 of O\n    - A 2\n")) == "17:9");
    CHECK(place(balances_of(ordered + "\n2026-01-05 confirm K2 of D\n")) == "16:26");
    CHECK(postings_of("R", ordered + "\n2026-01-05 return R of O\n    + A 1\n").ends_with("revenue:sales 10.00, expenses:cogs -3.00"));
}

TEST_CASE("selling: what was short of an order has its true cost when that is known, shipped or sold") {
    const std::string ordered =
        "2026-01-01 purchase P from X\n    + A 1 @ 10\n\n2026-01-02 order O to C\n    - A 2 @ 50\n\n2026-01-03 ship D of O\n\n";
    const std::string receipt = "2026-01-05 purchase Q from X\n    + A 1 @ 30\n\n";
    const std::string confirmed = "2026-01-04 confirm K of O\n\n", back = "2026-01-06 return R of O\n    + A 2\n";
    CHECK(postings_of("Q", ordered + receipt, allow) == "assets:inventory 10.00, assets:goods-shipped 20.00, liabilities:payable:X -30.00");
    CHECK(postings_of("Q", ordered + confirmed + receipt, allow) ==
          "assets:inventory 10.00, liabilities:payable:X -30.00, expenses:cogs 20.00");
    CHECK(stock_of(ordered + receipt + back, allow) == "A 2 40.00");
    CHECK(stock_of(ordered + confirmed + receipt + back, allow) == "A 2 40.00");
    CHECK(postings_of("K", ordered + receipt + "2026-01-07 confirm K of O\n", allow).ends_with("expenses:cogs 40.00"));
}

TEST_CASE("selling: what has expired is not sold in place of what is short") {
    const std::string lots =
        "2026-01-01 item A\n    first-expiry yes\n\n2026-01-01 purchase P from X\n    + A 5 @ 1 lot:L1 expires:2026-01-05\n"
        "    + A 2 @ 3 lot:L2 expires:2026-03-05\n\n";
    CHECK(postings_of("S", lots + "2026-02-01 sell S to C\n    - A 2 @ 9\n").ends_with("expenses:cogs 6.00"));
    CHECK(place(postings_of("S", lots + "2026-02-01 sell S to C\n    - A 3 @ 9\n")) == "9:9");
    CHECK(postings_of("W", lots + "2026-02-01 write-off W for 过期\n    - A 5\n") == "assets:inventory -5.00, expenses:write-off 5.00");
}

TEST_CASE("selling: a discount has something to be taken off") {
    const std::string sold = stocked + "2026-01-02 sell S to C\n    - A 1 @ 9\n\n";
    CHECK(place(balances_of(sold + "2026-01-03 return R of S\n    + A 1\n    discount 1\n")) == "8:19");
    CHECK(postings_of("R", sold + "2026-01-03 return R of S\n    + A 1\n    - B 1 @ 9\n    discount 1\n").find("revenue:sales 1.00") !=
          std::string::npos);
}

TEST_CASE("stock: counts, write-offs, assembly and kits") {
    CHECK(postings_of("C", stocked + "2026-01-02 count C\n    = A 8\n    = B 4\n") ==
          "assets:inventory -2.67, expenses:count-difference 2.67");
    CHECK(postings_of("W", stocked + "2026-01-02 write-off W for 破损\n    - B 2\n") == "assets:inventory -6.67, expenses:write-off 6.67");
    CHECK(stock_of(stocked + "2026-01-02 assemble M\n    - A 2\n    - B 1\n    + C 2 @ 3\n    + D 1 @ 1\n    paid 0.67 cash\n") ==
          "A 8 24.00, B 2 6.67, C 2 8.57, D 1 1.43");
    const std::string kit = stocked + "2026-01-01 kit K\n    + A 2\n    + B 1\n\n2026-01-02 sell S to C\n    - K 3 @ 20\n\n";
    CHECK(postings_of("S", kit) == "assets:receivable:C 60.00, assets:inventory -28.00, revenue:sales -60.00, expenses:cogs 28.00");
    CHECK(stock_of(kit) == "A 4 12.00, B 0 0.00, K 0 0.00");
    // a third of 10.00 and of 18.00, each rounded by itself
    CHECK(postings_of("R", kit + "2026-01-03 return R of S\n    + K 1\n").ends_with("expenses:cogs -9.33"));
    CHECK(stock_of(kit + "2026-01-03 return R of S\n    + K 1\n\n2026-01-03 return T of S\n    + K 2\n") ==
          "A 10 30.00, B 3 10.00, K 0 0.00");
}

TEST_CASE("money: expenses, income, transfers, collections and balances asserted") {
    CHECK(postings_of("E", "2026-01-01 expense E for 房租\n    paid 5 bank\n") == "assets:cash:bank -5.00, expenses:房租 5.00");
    CHECK(postings_of("I", "2026-01-01 income I for 课\n    received 5 bank\n") == "assets:cash:bank 5.00, revenue:other:课 -5.00");
    CHECK(postings_of("T", "2026-01-01 transfer T\n    paid 5 bank\n    received 4 cash\n") ==
          "assets:cash:bank -5.00, assets:cash:cash 4.00, expenses:fee 1.00");
    CHECK(postings_of("K", "2026-01-01 collect K from C\n    received 5 bank\n    fee 1 fee\n") ==
          "assets:cash:bank 4.00, assets:receivable:C -5.00, expenses:fee 1.00");
    CHECK(place(balances_of("2026-01-01 transfer T\n    paid 5 bank\n    received 6 cash\n")) == "1:21");
    CHECK(place(balances_of("2026-01-01 expense E for cogs\n    paid 5 bank\n")) == "1:26");
    CHECK(place(balances_of("2026-01-01 balance B\n    cash 1 bank\n")) == "2:10");
    CHECK(balances_of("2026-01-01 balance B\n    cash 0 bank\n    payable 0 X\n") == "");
}

TEST_CASE("voids: an entry and what follows it leave the books; what came back must be voided first") {
    const std::string ordered =
        stocked + "2026-01-02 order O to C\n    - A 2 @ 10\n\n2026-01-03 ship D of O\n\n2026-01-04 confirm K of O\n\n";
    CHECK(stock_of(ordered + "2026-01-05 void V of O\n") == "A 10 30.00, B 3 10.00");
    CHECK(stock_of(ordered + "2026-01-05 void V of K\n") == "A 8 24.00, B 3 10.00");
    CHECK(place(stock_of(ordered + "2026-01-05 void V of V\n")) == "12:22");
    CHECK(place(stock_of(ordered + "2026-01-05 void V of O\n\n2026-01-06 void W of O\n")) == "14:22");
    CHECK(place(stock_of(ordered + "2026-01-05 return R of O\n    + A 1\n\n2026-01-06 void V of O\n")) == "15:22");
    CHECK(stock_of(ordered + "2026-01-05 return R of O\n    + A 1\n\n2026-01-06 void W of R\n\n2026-01-06 void V of O\n") ==
          "A 10 30.00, B 3 10.00");
}

TEST_CASE("order: entries are booked by date, then by place; a late one takes its day") {
    const std::string late =
        "2026-01-03 sell S to C\n    - A 1 @ 9\n\n2026-01-02 purchase Q from X\n    + A 1 @ 6\n\n2026-01-01 purchase P from X\n    + A 1 @ "
        "2\n";
    CHECK(postings_of("S", late).ends_with("expenses:cogs 4.00"));
    CHECK(place(stock_of("2026-01-01 sell S to C\n    - A 1 @ 9\n\n2026-01-01 purchase P from X\n    + A 1 @ 2\n")) == "2:9");
    CHECK(place(stock_of(
              "2026-01-01 purchase P from X\n    + A 1 @@ 92233720368547758.07\n\n2026-01-02 purchase Q from X\n    + A 1 @ 1\n")) ==
          "4:1");
}
