// Purchases, landed costs, bills, returns to suppliers, payments, opening: what each books.
#include <doctest/doctest.h>

#include "unit/booked_text.h"

using namespace daybook;

namespace {

// LINE:COLUMN of what was refused.
std::string place(const std::string& refused) { return refused.substr(0, refused.find(' ')); }

BookSettings fifo() {
    BookSettings settings;
    settings.costing = Costing::fifo;
    return settings;
}

BookSettings taxed(TaxRegime regime, bool included = true) {
    BookSettings settings;
    settings.tax = {regime, 130'000, included};
    return settings;
}

}  // namespace

TEST_CASE("buying: what is not paid is owed") {
    CHECK(postings_of("P1", "2026-01-01 purchase P1 from X\n    + A 2 @ 3.50\n    + B 1 @@ 4.00\n    paid 5 bank\n") ==
          "assets:cash:bank -5.00, assets:inventory 11.00, liabilities:payable:X -6.00");
    CHECK(postings_of("P1", "2026-01-01 purchase P1\n    + A 2 @ 3.50\n    paid 7 bank\n") ==
          "assets:cash:bank -7.00, assets:inventory 7.00");
    CHECK(place(postings_of("P1", "2026-01-01 purchase P1\n    + A 2 @ 3.50\n    paid 6 bank\n")) == "1:12");
    CHECK(place(postings_of("P1", "2026-01-01 purchase P1 from X\n    + A 2\n")) == "2:7");
}

TEST_CASE("buying: an amount is rounded half away from zero") {
    CHECK(stock_of("2026-01-01 purchase P1 from X\n    + A 0.5 @ 0.01\n    + B 0.1 @ 0.149999\n    + C 3 @ 0.333333\n") ==
          "A 0.5 0.01, B 0.1 0.01, C 3 1.00");
}

TEST_CASE("buying: a discount is spread by value, to the cent, the first of equals first") {
    CHECK(stock_of("2026-01-01 purchase P1 from X\n    + A 1 @ 10\n    + B 1 @ 10\n    + C 1 @ 10\n    discount 10\n") ==
          "A 1 6.66, B 1 6.67, C 1 6.67");
    CHECK(stock_of("2026-01-01 purchase P1 from X\n    + A 1 @ 90\n    + B 1 @ 10\n    discount 1\n") == "A 1 89.10, B 1 9.90");
    CHECK(place(stock_of("2026-01-01 purchase P1 from X\n    + A 1 @ 10\n    discount 11\n")) == "1:21");
}

TEST_CASE("buying: freight and duty are spread by value, quantity or weight, and are owed to the supplier") {
    const std::string weights = "2026-01-01 item A\n    weight 1\n\n2026-01-01 item B\n    weight 3\n\n";
    const std::string goods = "2026-01-01 purchase P1 from X\n    + A 1 @ 30\n    + B 3 @ 10\n";
    CHECK(stock_of(goods + "    freight 10\n") == "A 1 35.00, B 3 35.00");
    CHECK(stock_of(goods + "    freight 10 by quantity\n") == "A 1 32.50, B 3 37.50");
    CHECK(stock_of(weights + goods + "    freight 10 by weight\n") == "A 1 31.00, B 3 39.00");
    CHECK(stock_of(goods + "    freight 10\n    duty 4 by quantity\n") == "A 1 36.00, B 3 38.00");
    CHECK(postings_of("P1", goods + "    freight 10\n") == "assets:inventory 70.00, liabilities:payable:X -70.00");
    CHECK(place(stock_of(goods + "    freight 10 by weight\n")) == "2:7");
    // gifts: no value to go by, so by quantity
    CHECK(stock_of("2026-01-01 purchase P1 from X\n    + A 1 @ 0\n    + B 3 @ 0\n    freight 1\n") == "A 1 0.25, B 3 0.75");
    CHECK(place(stock_of("2026-01-01 item S\n    service yes\n\n2026-01-01 purchase P1 from X\n    + S 1 @ 5\n    freight 1\n")) == "4:21");
}

TEST_CASE("buying: bills reach their goods on the first day, add up, and are owed from their own date") {
    const std::string all =
        "2026-01-01 purchase P1 from X\n    + A 2 @ 10\n\n2026-01-02 sell S1\n    - A 1 @ 20\n    received 20 cash\n\n"
        "2026-02-01 bill B1 of P1 from Y\n    freight 4\n\n2026-02-02 bill B2 of P1 from Z\n    duty 2\n    paid 2 cash\n";
    CHECK(postings_of("P1", all) == "assets:inventory 26.00, liabilities:payable:X -20.00, liabilities:unbilled -6.00");
    CHECK(postings_of("S1", all) == "assets:cash:cash 20.00, assets:inventory -13.00, revenue:sales -20.00, expenses:cogs 13.00");
    CHECK(postings_of("B1", all) == "liabilities:payable:Y -4.00, liabilities:unbilled 4.00");
    CHECK(postings_of("B2", all) == "assets:cash:cash -2.00, liabilities:unbilled 2.00");
    CHECK(postings_of("P1", all + "\n2026-02-03 void V1 of B1\n") ==
          "assets:inventory 22.00, liabilities:payable:X -20.00, liabilities:unbilled -2.00");
    CHECK(place(stock_of("2026-01-01 open O\n    + A 1 @ 1\n\n2026-01-02 bill B1 of O from Y\n    freight 1\n")) == "4:23");
    CHECK(place(balances_of("2026-01-02 bill B1 from Y\n    freight 1\n")) == "1:17");
}

TEST_CASE("buying: tax is recoverable for a general taxpayer, cost for a small one, nothing for others") {
    const std::string bought = "2026-01-01 purchase P1 from X\n    + A 1 @ 113\n    + B 1 @ 103 tax:3%\n";
    CHECK(postings_of("P1", bought, taxed(TaxRegime::general)) ==
          "assets:inventory 200.00, assets:tax-input 16.00, liabilities:payable:X -216.00");
    CHECK(postings_of("P1", bought, taxed(TaxRegime::small)) == "assets:inventory 216.00, liabilities:payable:X -216.00");
    CHECK(postings_of("P1", bought, taxed(TaxRegime::none)) == "assets:inventory 216.00, liabilities:payable:X -216.00");
    const std::string net = "2026-01-01 purchase P1 from X\n    + A 1 @ 100\n    discount 10\n";
    CHECK(postings_of("P1", net, taxed(TaxRegime::general, false)) ==
          "assets:inventory 90.00, assets:tax-input 11.70, liabilities:payable:X -101.70");
    CHECK(postings_of("P1", net, taxed(TaxRegime::small, false)) == "assets:inventory 101.70, liabilities:payable:X -101.70");
    CHECK(postings_of("B1", bought + "\n2026-01-02 bill B1 of P1 from Y\n    freight 109\n    tax 9%\n", taxed(TaxRegime::general)) ==
          "assets:tax-input 9.00, liabilities:payable:Y -109.00, liabilities:unbilled 100.00");
}

TEST_CASE("buying: services bought are an expense of their category") {
    CHECK(postings_of("P1",
                      "2026-01-01 item S\n    service yes\n    category 维修\n\n2026-01-01 purchase P1 from X\n    + S 1 @ 5\n    + A 1 @ "
                      "5\n    freight 1\n") == "assets:inventory 6.00, liabilities:payable:X -11.00, expenses:维修 5.00");
    CHECK(postings_of("P1", "2026-01-01 item S\n    service yes\n\n2026-01-01 purchase P1 from X\n    + S 1 @ 5\n") ==
          "liabilities:payable:X -5.00, expenses:services 5.00");
}

TEST_CASE("buying: goods go back at today's average; what the supplier does not give back is price variance") {
    const std::string two =
        "2026-01-01 purchase P1 from X\n    + A 1 @ 10\n    freight 1\n\n2026-01-02 purchase P2 from X\n    + A 1 @ 20\n\n";
    CHECK(postings_of("R", two + "2026-01-03 purchase-return R of P1\n    - A 1\n") ==
          "assets:inventory -15.50, liabilities:payable:X 10.00, expenses:price-variance 5.50");
    CHECK(postings_of("R", two + "2026-01-03 purchase-return R of P1\n    - A 1\n", fifo()) ==
          "assets:inventory -11.00, liabilities:payable:X 10.00, expenses:price-variance 1.00");
    CHECK(postings_of("R", two + "2026-01-03 purchase-return R of P2\n    - A 1\n", fifo()) ==
          "assets:inventory -20.00, liabilities:payable:X 20.00");
    CHECK(postings_of("R", two + "2026-01-03 purchase-return R of P1\n    - A 1 @ 12\n    received 12 cash\n") ==
          "assets:cash:cash 12.00, assets:inventory -15.50, expenses:price-variance 3.50");
    CHECK(place(postings_of("R", two + "2026-01-03 purchase-return R of P1\n    - A 2\n")) == "9:9");
    CHECK(place(postings_of("R", two + "2026-01-03 purchase-return R of P1 to Y\n    - A 1\n")) == "8:39");
}

TEST_CASE("buying: payments, and openings") {
    CHECK(postings_of("V1", "2026-01-01 pay V1 to X\n    paid 5 bank\n    fee 0.50 fee\n") ==
          "assets:cash:bank -5.50, liabilities:payable:X 5.00, expenses:fee 0.50");
    CHECK(place(balances_of("2026-01-01 pay V1\n    paid 5 bank\n")) == "1:16");
    CHECK(postings_of("O", "2026-01-01 open O\n    + A 2 @ 3\n    cash -1 bank\n    receivable 5 C\n    payable 4 X\n") ==
          "assets:cash:bank -1.00, assets:receivable:C 5.00, assets:inventory 6.00, liabilities:payable:X -4.00, equity:opening -6.00");
}

TEST_CASE("buying: a purchase order moves nothing but money paid ahead, and its receipt settles it") {
    const std::string order = "2026-01-01 purchase-order O from X\n    + A 5 @ 2\n    paid 4 bank\n\n";
    CHECK(postings_of("O", order) == "assets:cash:bank -4.00, liabilities:payable:X 4.00");
    CHECK(balances_of(order + "2026-01-02 purchase P of O\n    + A 3 @ 2\n") ==
          "assets:cash:bank -4.00, assets:inventory 6.00, liabilities:payable:X -2.00");
}

TEST_CASE("buying: a supplier's credit comes back as money, never more than it") {
    const std::string credit =
        "2026-01-02 purchase P from X\n    + A 4 @ 10\n    paid 40 bank\n\n2026-01-03 purchase-return B of P\n    - A 1\n\n";
    CHECK(postings_of("Y", credit + "2026-01-04 pay Y to X\n    received 10 bank\n") ==
          "assets:cash:bank 10.00, liabilities:payable:X -10.00");
    CHECK(postings_of("Y", credit + "2026-01-04 pay Y to X\n    received 10.01 bank\n").starts_with("8:16"));
}
