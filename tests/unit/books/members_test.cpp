// Points, stored value, other names, service records: what each comes to, and what is refused.
#include <doctest/doctest.h>

#include <memory>

#include "books/party_cards.h"
#include "books/service_cases.h"
#include "unit/booked_text.h"
#include "unit/random_ledger.h"

using namespace daybook;

namespace {

const std::string stocked = "2026-01-01 open OB\n    + A 20 @ 3\n    + B 20 @ 1\n\n";

// The balance of points of C at the end, or what was refused.
std::string points_after(const std::string& entries) {
    Replayed replayed(BookSettings(), stocked + entries);
    replayed.replay();
    if (!replayed.stands()) return replayed.complaints();
    return std::to_string(replayed.books->points(replayed.journal.entries().party("C")).raw);
}

}  // namespace

TEST_CASE("points: a return undoes those of its sale by the share that is gone; all gone, all points") {
    const std::string sale =
        "2026-01-02 points PT to C\n    points 1000\n\n"
        "2026-01-02 sell S to C\n    - A 3 @ 10\n    - B 1 @ 5\n    points 35\n    points -100\n\n";
    CHECK(points_after(sale) == "935");
    // a third of 30 of 35: 10 of 35 granted are undone, and 29 (28.57 rounded) of 100 redeemed
    CHECK(points_after(sale + "2026-01-03 return R1 of S\n    + A 1\n\n") == "954");
    CHECK(points_after(sale + "2026-01-03 return R1 of S\n    + A 1\n\n2026-01-04 return R2 of S\n    + A 1\n\n") == "972");
    CHECK(points_after(sale + "2026-01-03 return R1 of S\n    + A 1\n\n2026-01-04 return R2 of S\n    + A 2\n    + B 1\n\n") == "1000");
    // money back without goods is value that is gone, too
    CHECK(points_after(sale + "2026-01-03 refund RF of S\n    paid 7 cash\n\n") == "948");
    CHECK(points_after(sale + "2026-01-05 void V of S\n\n") == "1000");
}

TEST_CASE("points: of an order, undone by what is cancelled and what comes back") {
    const std::string order = "2026-01-02 order O to C\n    - A 4 @ 10\n    points 40\n\n";
    CHECK(points_after(order) == "40");
    CHECK(points_after(order + "2026-01-03 ship D of O\n    - A 1\n\n2026-01-04 cancel CN of O\n\n") == "10");
    CHECK(points_after(order +
                       "2026-01-03 ship D of O\n    - A 1\n\n2026-01-04 cancel CN of O\n\n2026-01-05 return R of O\n    + A 1\n\n") == "0");
}

TEST_CASE("points: a sale that came to nothing counts by quantity") {
    const std::string gift = "2026-01-02 sell S to C\n    - A 4 @ 0\n    points 8\n\n";
    CHECK(points_after(gift + "2026-01-03 return R of S\n    + A 1\n\n") == "6");
    CHECK(points_after(gift + "2026-01-03 return R of S\n    + A 4\n\n") == "0");
}

TEST_CASE("points: never below 0, on the day they are taken") {
    CHECK(points_after("2026-01-03 points PT2 to C\n    points 10\n\n2026-01-02 points PT1 to C\n    points -1\n\n")
              .find("has 0 points on 2026-01-02") != std::string::npos);
    // what the entry itself grants cannot be redeemed by it
    CHECK(points_after("2026-01-02 sell S to C\n    - A 1 @ 9\n    points 9\n    points -9\n\n").find("has 0 points") != std::string::npos);
    CHECK(points_after("2026-01-02 sell S to C\n    - A 1 @ 9\n    points 9223372036854775807\n\n"
                       "2026-01-02 sell S2 to C\n    - A 1 @ 9\n    points 1\n\n")
              .find("are larger than the books can hold") != std::string::npos);
}

TEST_CASE("stored value: paid in, spent, put back, paid out") {
    CHECK(postings_of("DP", "2026-01-02 deposit DP from C\n    received 500 alipay\n    bonus 50\n") ==
          "assets:cash:alipay 500.00, liabilities:stored-value:C -550.00, expenses:bonus 50.00");
    const std::string held = stocked + "2026-01-02 deposit DP from C\n    received 500 alipay\n\n";
    CHECK(postings_of("S", held + "2026-01-03 sell S to C\n    - A 1 @ 9\n    received 4 deposit\n    received 5 cash\n    fee 0.10 f\n") ==
          "assets:cash:cash 4.90, assets:inventory -3.00, liabilities:stored-value:C 4.00, revenue:sales -9.00, "
          "expenses:cogs 3.00, expenses:f 0.10");
    CHECK(postings_of("K", held + "2026-01-03 sell S to C\n    - A 1 @ 9\n\n2026-01-04 collect K from C\n    received 9 deposit\n") ==
          "assets:receivable:C -9.00, liabilities:stored-value:C 9.00");
    CHECK(postings_of("R", held + "2026-01-03 sell S to C\n    - A 1 @ 9\n    received 9 deposit\n\n"
                                  "2026-01-04 return R of S\n    + A 1\n    paid 9 deposit\n") ==
          "assets:inventory 3.00, liabilities:stored-value:C -9.00, revenue:sales 9.00, expenses:cogs -3.00");
    CHECK(postings_of("OB2", "2026-01-02 open OB2\n    stored-value 30 C\n\n2026-01-02 balance BL\n    stored-value 30 C\n") ==
          "liabilities:stored-value:C -30.00, equity:opening 30.00");
    CHECK(postings_of("DP2", held + "2026-01-03 deposit DP2 from C\n    paid 500.01 cash\n").starts_with("9:10"));
}

TEST_CASE("other names: one party in every figure, past ones included; chains hold, circles do not") {
    const std::string sales = stocked +
                              "2026-01-02 sell S1 to B\n    - A 1 @ 9\n\n2026-01-03 sell S2 to C\n    - A 1 @ 7\n\n"
                              "2026-01-03 sell S3 to D\n    - A 1 @ 1\n\n";
    CHECK(balances_of(sales + "2026-01-04 customer C\n    also B\n\n2026-01-04 customer D\n    also C\n")
              .starts_with("assets:receivable:D 17.00,"));
    CHECK(balances_of(sales + "2026-01-04 customer D\n    also C\n\n2026-01-04 customer C\n    also B\n")
              .starts_with("assets:receivable:D 17.00,"));
    CHECK(balances_of(sales + "2026-01-04 customer C\n    also B\n\n2026-01-05 customer B\n    also C\n").starts_with("18:10"));
    CHECK(
        balances_of(sales + "2026-01-04 customer C\n    also B\n\n2026-01-04 customer D\n    also C\n\n2026-01-05 customer B\n    also D\n")
            .starts_with("21:10"));
}

TEST_CASE("cards: a later entry that has a key takes the place of all its earlier values") {
    Replayed replayed(BookSettings(),
                      "2026-01-02 customer C Cc\n    phone 1\n    address X 1\n    address Y 2\n    tag a\n    birthday 02-29\n\n"
                      "2026-01-03 customer C\n    address Z 3\n    level VIP\n    opt-out yes\n\n2026-01-09 customer C\n    phone 2\n");
    replayed.replay();
    const Entries& entries = replayed.journal.entries();
    const std::vector<PartyCard> cards = party_cards(*replayed.books, from_civil({2026, 1, 9}));
    const PartyCard& card = cards[index_of(entries.party("C"))];
    REQUIRE(card.addresses.size() == 1);
    CHECK(entries.words.text(card.addresses[0]) == "Z 3");
    REQUIRE(card.phones.size() == 1);
    CHECK(entries.words.text(card.phones[0]) == "1");
    CHECK(entries.words.text(card.level) == "VIP");
    CHECK(to_text(*card.birthday) == "02-29");
    CHECK(card.opt_out);
    CHECK(to_text(*card.since) == "2026-01-02");
}

TEST_CASE("service: open until an entry says closed; what has a day by which it is due is open") {
    Replayed replayed(BookSettings(),
                      "2026-01-02 service V1 to C for complaint\n    text a\n\n2026-01-02 service V2 to C for enquiry\n    text b\n\n"
                      "2026-01-02 service V3 to C for 回访\n    text c\n    due 2026-01-09\n\n"
                      "2026-01-03 service V4 of V1\n    status closed\n\n2026-01-04 service V5 of V4\n    status open\n\n"
                      "2026-01-05 void X of V5\n");
    replayed.replay();
    REQUIRE(replayed.stands());
    const auto open = [&](Date end) {
        std::string all;
        for (const ServiceCase& one : service_cases(*replayed.books, end)) all += one.open ? "+" : "-";
        return all;
    };
    CHECK(open(from_civil({2026, 1, 3})) == "+-+");
    CHECK(open(from_civil({2026, 1, 5})) == "--+");  // the void counts, whenever it was entered
    CHECK(service_cases(*replayed.books, last_date)[0].entries.size() == 2);
}
