// What is allowed and likely a slip: of which entries it is said, and of which it is not.
#include "books/doubts.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "books/telling_words.h"
#include "journal/journal.h"

using namespace daybook;

namespace {

// "LINE:COLUMN what; …" of the text behind what stood before, on 2026-11-30.
std::string doubts_of(const std::string& before, const std::string& text) {
    Journal journal{BookSettings()};
    journal.read_draft("before", before);
    const auto first = static_cast<uint32_t>(journal.entries().entries.size());
    journal.read_draft("x", text);
    REQUIRE(journal.errors().empty());
    Books books(journal.entries(), BookSettings());
    Doubts doubts(books, from_civil({2026, 11, 30}), first);
    books.replay(&doubts);
    REQUIRE(books.problems().empty());
    std::string out;
    for (const Doubt& doubt : doubts.take()) {
        const Error error = journal.locate(doubt.problem);
        out += fmt::format("{}{}:{}{} {}", out.empty() ? "" : "; ", error.place.line, error.place.column, doubt.refused ? "!" : "",
                           say(error.what, Lang::en));
    }
    return out;
}

const std::string opened = "2026-11-01 open OB\n    cash 100.00 cash\n\n";

}  // namespace

TEST_CASE("doubts: money that falls below zero, in the evening, by the entry that took it there") {
    CHECK(doubts_of(opened, "2026-11-03 expense X1 for rent\n    paid 100.00 cash\n") == "");
    CHECK(doubts_of(opened, "2026-11-03 expense X1 for rent\n    paid 100.01 cash\n") == "2:17 cash falls below zero on 2026-11-03: -0.01");
    // the sale of the day was typed after it
    CHECK(doubts_of(opened,
                    "2026-11-03 expense X1 for rent\n    paid 110.00 cash\n\n2026-11-03 income I1 for x\n    received 10.00 cash\n") == "");
    // dated before: a later day is short
    CHECK(doubts_of(opened + "2026-11-09 expense X0 for rent\n    paid 60.00 cash\n\n",
                    "2026-11-03 expense X1 for rent\n    paid 60.00 cash\n") == "2:16 cash falls below zero on 2026-11-09: -20.00");
    // what was short before is not said again
    CHECK(doubts_of("2026-11-02 expense X0 for rent\n    paid 5.00 cash\n\n", "2026-11-03 expense X1 for rent\n    paid 5.00 cash\n") ==
          "");
    // of a whole journal, once for each account
    CHECK(doubts_of("", "2026-11-02 expense X0 for rent\n    paid 5.00 cash\n\n2026-11-03 expense X1 for rent\n    paid 5.00 cash\n") ==
          "2:15 cash falls below zero on 2026-11-02: -5.00");
    CHECK(doubts_of(opened, "2026-11-03 transfer T1\n    paid 300.00 bank\n    received 300.00 cash\n") ==
          "2:17 bank falls below zero on 2026-11-03: -300.00");
}

TEST_CASE("doubts: ten times what is owed") {
    const std::string goods = opened + "2026-11-01 purchase P1 from X\n    + A 10 @ 10\n\n2026-11-02 sell S1 to Y\n    - A 1 @ 20\n\n";
    CHECK(doubts_of(goods, "2026-11-03 collect C1 from Y\n    received 199.99 bank\n") == "");
    CHECK(doubts_of(goods, "2026-11-03 collect C1 from Y\n    received 200 bank\n") == "2:14 200.00 was received, but only 20.00 was owed");
    CHECK(doubts_of(goods, "2026-11-03 sell S2 to Y\n    - A 1 @ 20\n    received 200 bank\n") == "");  // 40 are owed by then
    CHECK(doubts_of(goods, "2026-11-03 sell S2 to Z\n    - A 1 @ 20\n    received 120 bank\n    received 80 alipay\n") ==
          "3:14 200.00 was received, but only 20.00 was owed");
    CHECK(doubts_of(goods, "2026-11-03 order O1 to Z\n    - A 1 @ 20\n    received 200 bank\n") ==
          "3:14 200.00 was received, but only 20.00 was owed");
    CHECK(doubts_of(goods, "2026-11-03 order O1 to Z\n    - A 1 @ 20\n\n2026-11-04 collect C1 of O1\n    received 200 bank\n") ==
          "5:14 200.00 was received, but only 20.00 was owed");
    CHECK(doubts_of(goods, "2026-11-03 collect C1 from Z\n    received 500 bank\n") == "");  // an advance
    CHECK(doubts_of(goods + "2026-11-03 income I1 for x\n    received 9000 bank\n\n", "2026-11-04 pay Y1 to X\n    paid 1000 bank\n") ==
          "2:10 1000.00 was paid, but only 100.00 was owed");
}

TEST_CASE("doubts: days that are decades ahead") {
    CHECK(doubts_of(opened, "2036-11-30 expense X1 for rent\n    paid 1 cash\n") == "");
    CHECK(doubts_of(opened, "2062-11-03 expense X1 for rent\n    paid 1 cash\n") == "1:1 2062-11-03 is more than ten years ahead");
    CHECK(doubts_of(opened, "2026-11-03 purchase P1 from X\n    + A 1 @ 1\n    due 2062-12-03\n") ==
          "3:9 2062-12-03 is more than ten years ahead");
}

TEST_CASE("doubts: half of what is counted") {
    const std::string item =
        "2026-11-01 item A\n    unit 盒\n    unit 箱 = 24 盒\n\n2026-11-01 item B\n    unit kg\n\n2026-11-01 item C\n\n";
    CHECK(doubts_of(item, "2026-11-03 open O1\n    + A 0.5 @ 1\n") == "2:9 0.5 盒 of A: this unit is counted, not measured");
    CHECK(doubts_of(item, "2026-11-03 open O1\n    + A 0.5 箱 @ 1\n    + B 0.5 @ 1\n    + C 0.5 @ 1\n") == "");
    CHECK(doubts_of(item, "2026-11-03 open O1\n    + A 0.7 箱 @ 1\n") == "2:9 16.8 盒 of A: this unit is counted, not measured");
}

TEST_CASE("doubts: a barcode that another item has") {
    const std::string item = "2026-11-02 item A\n    barcode 690\n\n";
    CHECK(doubts_of(item, "2026-11-03 item B\n    barcode 690\n") == "2:13! the barcode 690 is already that of A");
    CHECK(doubts_of(item, "2026-11-01 item B\n    barcode 690\n") == "2:13! the barcode 690 is already that of A");
    CHECK(doubts_of(item, "2026-11-03 item A\n    barcode 690\n") == "");
    CHECK(doubts_of(item + "2026-11-03 item A\n    barcode 691\n\n", "2026-11-04 item B\n    barcode 690\n") == "");
    CHECK(doubts_of(item + "2026-11-03 item B\n    barcode 690\n\n", "2026-11-04 item C\n    barcode 691\n") == "");
}

TEST_CASE("doubts: an expense that sounds like a drawing, an income that sounds like a loan") {
    CHECK(doubts_of(opened, "2026-11-03 expense X1 for 提款\n    paid 50 cash\n") ==
          "1:27 `提款` sounds like the owner's money or a loan, which is no expense of the shop: this lowers its profit");
    CHECK(doubts_of(opened, "2026-11-03 income I1 for 银行借款\n    received 50 cash\n") ==
          "1:26 `银行借款` sounds like the owner's money or a loan, which is no income of the shop: this raises its profit");
    for (const char* word : {"取现", "提现", "owner", "Owner's draw", "drawing", "withdrawal", "还款", "借款", "loan repayment"})
        CHECK_MESSAGE(sounds_like_capital(word), word);
    for (const char* word : {"rent", "提现手续费", "贷款利息", "loan interest", "drawer", "广告费", "投资收益", "downer"})
        CHECK_MESSAGE(!sounds_like_capital(word), word);
    for (const char* word : {"盒", "件", "box", "Boxes", "pcs", "bottles"}) CHECK_MESSAGE(is_counted(word), word);
    for (const char* word : {"kg", "斤", "米", "小时", "", "portion"}) CHECK_MESSAGE(!is_counted(word), word);
}
