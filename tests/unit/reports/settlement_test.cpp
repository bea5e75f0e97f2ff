// Which document a payment settles.
#include "reports/settlement.h"

#include <doctest/doctest.h>

#include "journal/journal.h"

using namespace daybook;

namespace {

// Every document that is not settled: "S1 10.00 O1 -5.00+2.00": open, and what of a credit is kept ahead.
std::string open_of(const std::string& text, AccountClass side = AccountClass::receivable, BookSettings settings = {}) {
    Journal journal(settings);
    journal.read_draft("x", text);
    REQUIRE(journal.errors().empty());
    Books books(journal.entries(), settings);
    Debts debts(books, side);
    books.replay(&debts);
    if (!books.problems().empty()) return say(books.problems().front().what, Lang::en);
    std::string out;
    for (const OpenDocument& one : debts.open_documents(from_civil({2026, 12, 31}))) {
        if (!one.open && !one.ahead) continue;
        out.append(out.empty() ? "" : " ").append(journal.entries().refs.text(journal.entries().entries[one.entry].ref));
        out.append(" ").append(to_text(one.open, 2));
        if (one.ahead) out.append("+").append(to_text(one.ahead, 2));
    }
    return out;
}

std::string payable_of(const std::string& text) { return open_of(text, AccountClass::payable); }

const std::string tin = "2026-11-01 purchase P1 from X\n    + A 100 @ 1\n\n";
const std::string old_sale = tin + "2026-11-02 sell S1 to Y\n    - A 1 @ 64.60\n\n";
const std::string order = old_sale + "2026-11-05 order O1 to Y\n    - A 5 @ 11.40\n    received 60 cash\n\n";

}  // namespace

TEST_CASE("an order's advance is kept for the order; what is over settles the oldest") {
    CHECK(open_of(order) == "S1 61.60 O1 0.00+57.00");
    CHECK(open_of(order + "2026-11-06 ship D1 of O1\n\n2026-11-07 confirm CF1 of O1\n") == "S1 61.60");
    // once the order is cancelled, its money is free
    CHECK(open_of(order + "2026-11-06 cancel CN1 of O1\n") == "S1 4.60");
    CHECK(open_of(order + "2026-11-06 cancel CN1 of O1\n    paid 60 cash\n") == "S1 64.60");
    // half of it delivered: the advance pays that half, and stays for the other
    CHECK(open_of(order + "2026-11-06 ship D1 of O1\n    - A 2\n\n2026-11-07 confirm CF1 of O1\n") == "S1 61.60 O1 0.00+34.20");
}

TEST_CASE("a payment of an order settles its older part first, of a shipment its own") {
    const std::string parts = tin +
                              "2026-11-02 order O1 to Y\n    - A 2 @ 10\n\n2026-11-03 ship D1 of O1\n    - A 1\n\n"
                              "2026-11-04 ship D2 of O1\n    - A 1\n\n";
    const std::string confirmed = parts + "2026-11-05 confirm CF1 of D1\n\n2026-11-06 confirm CF2 of D2\n\n";
    CHECK(open_of(confirmed + "2026-11-07 collect K1 of O1\n    received 10 cash\n") == "CF2 10.00");
    CHECK(open_of(confirmed + "2026-11-07 collect K1 from Y\n    received 10 cash\n") == "CF2 10.00");
    CHECK(open_of(confirmed + "2026-11-07 collect K1 of D2\n    received 10 cash\n") == "CF1 10.00");
    CHECK(open_of(confirmed + "2026-11-07 collect K1 of CF2\n    received 12 cash\n") == "CF1 8.00");
    BookSettings at_ship;
    at_ship.revenue_at = RevenueAt::ship;
    CHECK(open_of(parts + "2026-11-07 collect K1 of D1\n    received 10 cash\n", AccountClass::receivable, at_ship) == "D2 10.00");
    CHECK(open_of(parts + "2026-11-07 collect K1 of D2\n    received 10 cash\n", AccountClass::receivable, at_ship) == "D1 10.00");
}

TEST_CASE("a payment of a purchase settles that one, not another of its order; an order's advance settles its receipts") {
    const std::string receipts =
        "2026-01-02 purchase P1 of PO1\n    + A 10 @ 10\n    due 2026-12-01\n\n2026-01-03 purchase P2 of PO1\n    + A 10 @ 10\n"
        "    due 2026-01-10\n\n";
    const std::string ordered = "2026-01-01 purchase-order PO1 from X\n    + A 20 @ 10\n";
    CHECK(payable_of(ordered + "\n" + receipts + "2026-01-04 pay Y1 of P1\n    paid 100 cash\n") == "P2 100.00");
    CHECK(payable_of(ordered + "\n" + receipts + "2026-01-04 pay Y1 of PO1\n    paid 100 cash\n") == "P1 100.00");
    CHECK(payable_of(ordered + "\n" + receipts + "2026-01-04 pay Y1 to X\n    paid 130 cash\n") == "P1 70.00");
    const std::string older = "2025-12-01 purchase P0 from X\n    + A 1 @ 50\n\n";
    CHECK(payable_of(older + ordered + "    paid 120 cash\n") == "P0 50.00 PO1 0.00+120.00");
    CHECK(payable_of(older + ordered + "    paid 230 cash\n") == "P0 20.00 PO1 0.00+200.00");
    CHECK(payable_of(older + ordered + "    paid 120 cash\n\n" + receipts) == "P0 50.00 P1 80.00");
    // without prices nobody knows what the order will come to
    CHECK(payable_of(older + "2026-01-01 purchase-order PO1 from X\n    + A 20\n    paid 500 cash\n") == "P0 50.00 PO1 0.00+500.00");
}

TEST_CASE("goods that come back settle their own sale first, then the oldest") {
    const std::string two = old_sale + "2026-11-03 sell S2 to Y\n    - A 2 @ 10\n\n";
    CHECK(open_of(two + "2026-11-04 return R1 of S2\n    + A 1\n") == "S1 64.60 S2 10.00");
    CHECK(open_of(two + "2026-11-04 collect K1 of S2\n    received 20 cash\n\n2026-11-05 return R1 of S2\n    + A 1\n") == "S1 54.60");
    CHECK(open_of(two + "2026-11-04 collect K1 from Y\n    received 90 cash\n") == "K1 -5.40");
}

TEST_CASE("what a document came to is its amount, whatever was paid with it") {
    Journal journal{BookSettings()};
    journal.read_draft("x", tin + "2026-11-02 sell S1 to Y\n    - A 1 @ 64.60\n    received 60 cash\n");
    Books books(journal.entries(), BookSettings());
    Debts debts(books, AccountClass::receivable);
    books.replay(&debts);
    const std::vector<OpenDocument> open = debts.open_documents(from_civil({2026, 11, 30}));
    REQUIRE(open.size() == 1);
    CHECK(open[0].amount == Money(6460));
    CHECK(open[0].open == Money(460));
    CHECK(open[0].overdue == Money(460));
}
