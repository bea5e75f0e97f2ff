#include "journal/parser.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <memory>

#include "journal/journal.h"
#include "journal/printer.h"

using namespace daybook;

namespace {

std::unique_ptr<Journal> read(const std::string& text) {
    auto journal = std::make_unique<Journal>(BookSettings());
    journal->read_draft("x", text);
    return journal;
}

// LINE:COLUMN, the caret in terminal cells with its length, and the error, in English.
std::string errors_of(const std::string& text) {
    std::string out;
    const auto journal = read(text);
    for (const Error& error : journal->errors())
        out += fmt::format("{}:{} {}+{} {}\n", error.place.line, error.place.column, error.caret, error.width, say(error.what, Lang::en));
    return out;
}

// What is said of one wrong line of an entry of that kind: the error and its column.
struct WrongLine {
    const char* kind;
    const char* line;
    uint32_t column;
    Text what;
};

std::string printed_as(const std::string& text) {
    const auto journal = read(text);
    for (const Error& error : journal->errors()) MESSAGE(render_error(error, Lang::en, false));
    return printed(journal->entries(), 2);
}

}  // namespace

TEST_CASE("parser: each part of an entry is read as it is written") {
    const auto journal = read(
        "2026-11-03 sell S1 to 王芳 via 淘宝 by 小张 of Q1 in 仓库 ; note\n"
        "    - \"红 茶\" 2.5 盒 @ 59.123456 tax:13% lot:L1 expires:2027-01-02 cost:3.5\n"
        "    - CUP 1 @@ 10.00\n"
        "    discount 1.50 老 客户\n"
        "    received 100 alipay\n"
        "    fee -3.60 commission bank\n"
        "    due 2026-12-01\n"
        "    courier 顺丰 SF1\n");
    REQUIRE(journal->errors().empty());
    const Entries& entries = journal->entries();
    REQUIRE(entries.entries.size() == 1);
    const Entry& sell = entries.entries[0];
    CHECK(sell.kind == Kind::sell);
    CHECK(to_text(sell.date) == "2026-11-03");
    CHECK(sell.line == 1);
    CHECK(entries.refs.text(sell.ref) == "S1");
    CHECK(entries.refs.text(sell.of) == "Q1");
    CHECK(entries.parties.text(sell.party) == "王芳");
    CHECK(entries.words.text(sell.channel) == "淘宝");
    CHECK(entries.words.text(sell.staff) == "小张");
    CHECK(entries.words.text(sell.warehouse) == "仓库");
    REQUIRE(entries.goods_of(sell).size() == 2);
    const GoodsLine& tea = entries.goods[0];
    CHECK(entries.items.text(tea.item) == "红 茶");
    CHECK(tea.quantity.raw == 2'500'000);
    CHECK(tea.form == PriceForm::unit);
    CHECK(tea.unit_price().raw == 59'123'456);
    CHECK(tea.below == 1);
    const Marks* marks = entries.marks_of(0);
    REQUIRE(marks);
    CHECK(entries.words.text(marks->unit) == "盒");
    CHECK(entries.words.text(marks->lot) == "L1");
    CHECK(to_text(*marks->expires) == "2027-01-02");
    CHECK(*marks->tax == 130'000);
    CHECK(marks->cost->raw == 3'500'000);
    CHECK(entries.goods[1].form == PriceForm::total);
    CHECK(entries.goods[1].total().raw == 1000);
    CHECK(entries.marks_of(1) == nullptr);
    const auto details = entries.details_of(sell);
    REQUIRE(details.size() == 5);
    CHECK(details[0].money().raw == 150);
    CHECK(entries.words.text(details[0].word()) == "老 客户");
    CHECK(entries.words.text(details[1].word()) == "alipay");
    CHECK(details[2].money().raw == -360);
    CHECK(entries.words.text(details[2].second_word()) == "bank");
    CHECK(to_text(Date{static_cast<int32_t>(details[3].number)}) == "2026-12-01");
    CHECK(entries.words.text(details[4].second_word()) == "SF1");
}

TEST_CASE("parser: print, parse and print again is the identity, over every kind") {
    const std::string all =
        "2026-01-01 item TEA 红 茶\n    unit 盒\n    unit 箱 = 24 盒\n    price 59\n    price 50.5 VIP\n    barcode 690\n    category "
        "茶/红\n"
        "    reorder 10\n    supplier \"义 乌\"\n    weight 0.25\n    spec 大 号\n    tax 13%\n    service no\n    lead-time 7\n    "
        "first-expiry yes\n    tag a b\n\n"
        "2026-01-01 kit SET \"a \\\"set\\\"\"\n    + TEA 2\n    + CUP 0.5\n\n"
        "2026-01-01 customer 王芳\n    phone 138 0000\n    email a@b\n    address \"杭州 1; \"\n    birthday 05-20\n    source x y\n    "
        "level "
        "VIP\n    terms 30\n    opt-out yes\n\n"
        "2026-01-01 supplier \"义 乌\"\n    lead-time 3\n\n2026-01-01 account bank 银行 卡\n    tag t\n\n"
        "2026-01-02 open OB1 by a in b\n    + TEA 1 @ 5\n    cash -1.5 bank\n    receivable 2 王芳\n    payable 3 \"义 乌\"\n\n"
        "2026-01-03 purchase-order PO1 from x\n    + TEA 1\n    freight 1\n    due 2026-02-01\n    paid 1 bank\n\n"
        "2026-01-03 purchase P1 from x of PO1\n    + TEA 1 箱 @@ 5 lot:L expires:2027-01-01\n    discount 1 why not\n    freight 1 by "
        "weight\n    duty 2 by quantity\n    paid 1 bank\n\n"
        "2026-01-04 purchase-return PR1 to x of P1\n    - TEA 1 @ 1\n    received 1 bank\n    reason a b\n\n"
        "2026-01-04 bill B1 from y of P1\n    freight 1 by value\n    tax 9%\n    due 2026-03-01\n\n2026-01-04 pay PY1 to x\n    paid 1 "
        "bank\n    fee 0.1 fee bank\n\n"
        "2026-01-05 quote Q1 to c\n    - TEA 1 @ 9\n    postage 2\n\n2026-01-05 order O1 to c via v\n    - TEA 1 @ 9 tax:6.5%\n    "
        "received 1 bank\n\n"
        "2026-01-05 ship D1 of O1\n    - TEA 1\n    courier sf 123\n    cost 5 bank\n\n2026-01-05 confirm CF1 of D1\n    fee 1 "
        "x\n\n2026-01-05 cancel CN1 of O1\n    paid 1 bank\n\n"
        "2026-01-06 sell S1\n    - TEA 0.000001 @ 0.000001\n    tag x\n\n2026-01-06 return R1 of S1\n    + TEA 1 cost:1.5\n    - CUP 1 @ "
        "2\n    reason bad\n\n2026-01-06 refund RF1 of S1\n    paid 1 bank\n\n"
        "2026-01-06 collect K1 from c\n    received 1 bank\n\n2026-01-07 expense E1 for 房租\n    paid 1 bank\n\n2026-01-07 income I1 for "
        "\"a b\" from c\n    received 1 bank\n\n"
        "2026-01-07 transfer T1\n    paid 1 bank\n    received 1 cash\n\n2026-01-07 balance BL1\n    cash 0 bank\n\n2026-01-08 count C1 in "
        "w\n    = TEA 0\n\n"
        "2026-01-08 move M1 from a to b\n    - TEA 1\n    in-transit yes\n\n2026-01-08 arrive MA1 of M1\n\n2026-01-08 write-off W1 for x\n "
        "   - TEA 1 lot:L\n\n"
        "2026-01-08 assemble A1\n    - TEA 1\n    + CUP 1 @ 2\n    paid 1 bank\n\n2026-01-09 service SV1 to c\n    text one two\n    "
        "status open\n\n"
        "2026-01-09 points PT1 to c\n    points -5\n\n2026-01-09 deposit DP1 from c\n    received 5 bank\n\n2026-01-09 void V1 of S1\n    "
        "reason x\n\n2026-01-10 expense E2 for x replaces E1\n    paid 1 bank\n\n2026-01-10 account owner\n    class equity\n";
    const std::string once = printed_as(all);
    CHECK(printed_as(once) == once);
    for (const KindSpec& kind : all_kinds())
        CHECK_MESSAGE(once.find(fmt::format(" {} ", kind.name)) != std::string::npos, "no ", kind.name);
}

TEST_CASE("parser: every wrong line has its error, at its word") {
    const WrongLine lines[] = {
        {"sell", "    + TEA 1 @ 1", 5, Text::err_sign_not_here},
        {"sell", "    -", 6, Text::err_goods_without_item},
        {"sell", "    - TEA", 10, Text::err_goods_without_quantity},
        {"sell", "    - 红茶 0 @ 1", 10, Text::err_quantity_not_positive},
        {"sell", "    - 红茶 -1", 10, Text::err_quantity_not_positive},
        {"sell", "    - 红茶 1,000 @ 1", 10, Text::err_thousands},
        {"sell", "    - 红茶 1.1234567", 10, Text::err_decimals},
        {"sell", "    - 红茶 １", 10, Text::err_not_a_number},
        {"sell", "    - 红茶 99999999999999", 10, Text::err_number_too_large},
        {"sell", "    - 红茶 1 @", 13, Text::err_price_missing},
        {"sell", "    - 红茶 1 @ 1 @ 2", 16, Text::err_price_twice},
        {"sell", "    - 红茶 1 @ -1", 14, Text::err_negative_price},
        {"sell", "    - 红茶 1 @@ 1.234", 15, Text::err_decimals},
        {"sell", "    - 红茶 1 盒 包", 14, Text::err_goods_extra_word},
        {"sell", "    - 红茶 1 lot:", 12, Text::err_mark_without_value},
        {"sell", "    - 红茶 1 批:x", 12, Text::err_unknown_mark},
        {"sell", "    - 红茶 1 tax:130%", 16, Text::err_rate_out_of_range},
        {"sell", "    - 红茶 1 tax:13", 16, Text::err_not_a_rate},
        {"sell", "    - 红茶 1 expires:2026-02-30", 20, Text::err_no_such_day},
        {"sell", "    recieved 1 cash", 5, Text::err_unknown_key},
        {"sell", "    freight 1", 5, Text::err_key_not_here},
        {"sell", "    received 1", 15, Text::err_key_wants_more},
        {"sell", "    received -1 cash", 14, Text::err_negative_amount},
        {"sell", "    received 1 cash more", 21, Text::err_extra_word},
        {"sell", "    received 1 \"cash", 16, Text::err_unclosed_quote},
        {"sell", "    received 1 ca\"sh", 16, Text::err_quote_inside},
        {"sell", "    received 1 ca;sh", 16, Text::err_semicolon_inside},
        {"sell", "    received 1 \"ca\\sh\"", 16, Text::err_bad_escape},
        {"sell", "    received 1 \"\"", 16, Text::err_empty_name},
        {"sell", "    received 1 现\x01金", 17, Text::err_control_character},
        {"sell", "    received 1 现\xff", 17, Text::err_not_utf8},
        {"sell", "    received 1 cash ; 备\x02", 24, Text::err_control_character},
        {"sell", "    postage 1\n    postage 2", 5, Text::err_key_twice},
        {"sell", "    due 2026-13-01", 9, Text::err_no_such_day},
        {"purchase", "    freight 1 per value", 15, Text::err_expected_word},
        {"purchase", "    freight 1 by size", 18, Text::err_not_a_basis},
        {"purchase", "    freight 1 by", 17, Text::err_key_wants_more},
        {"sell", "    received 1 cash \u202e", 21, Text::err_hidden_character},
        {"sell", "    received 1 c\u200bash", 17, Text::err_hidden_character},
        {"item", "    spec \"\"", 10, Text::err_empty_name},
        {"item", "    unit 箱 =", 13, Text::err_key_wants_more},
        {"item", "    unit 箱 = 24", 16, Text::err_key_wants_more},
        {"item", "    service maybe", 13, Text::err_not_yes_no},
        {"item", "    unit 箱 : 24 件", 12, Text::err_expected_word},
        {"item", "    tax 13.00001%", 9, Text::err_not_a_rate},
        {"item", "    lead-time 36501", 15, Text::err_days},
        {"item", "    reorder -1", 13, Text::err_negative_amount},
    };
    for (const WrongLine& wrong : lines) {
        const bool goods = std::string_view(wrong.kind) != "item";
        const std::string good = !goods ? "" : std::string_view(wrong.kind) == "sell" ? "    - X 1 @ 1\n" : "    + X 1 @ 1\n";
        const auto journal = read(fmt::format("2026-01-01 {} N1\n{}{}\n", wrong.kind, good, wrong.line));
        CAPTURE(wrong.line);
        REQUIRE(journal->errors().size() == 1);
        CHECK_MESSAGE(journal->errors()[0].what.id == wrong.what, say(journal->errors()[0].what, Lang::en));
        CHECK(journal->errors()[0].place.column == wrong.column);
    }
}

TEST_CASE("parser: every wrong header has its error, at its word") {
    CHECK(errors_of("2026-01-32 sell S1\n    - A 1 @ 1\n").starts_with("1:1 0+10 "));
    CHECK(errors_of("03/11/2026 sell S1\n").starts_with("1:1 0+10 "));
    CHECK(errors_of("2026-01-01\n").starts_with("1:11 10+1 "));
    CHECK(errors_of("2026-01-01 sel S1\n").starts_with("1:12 11+3 "));
    CHECK(errors_of("2026-01-01 \"sell\" S1\n").starts_with("1:12 11+6 "));
    CHECK(errors_of("2026-01-01 expense\n").starts_with("1:19 18+1 "));
    CHECK(errors_of("2026-01-01 expense for 房租\n").starts_with("1:20 19+3 "));
    CHECK(errors_of("2026-01-01 expense 房租1 用于 房租\n").starts_with("1:24 25+4 "));
    CHECK(errors_of("2026-01-01 expense 房租1 via\n").starts_with("1:27 28+1 "));
    CHECK(errors_of("2026-01-01 expense E1 in 仓\n").starts_with("1:23 22+2 "));
    CHECK(errors_of("2026-01-01 expense E1 for 房租 for x\n").starts_with("1:30 31+3 "));
    CHECK(errors_of("2026-01-01 expense E1 for a\n\n2026-01-01 income E1 for b\n").starts_with("3:19 18+2 "));
    CHECK(errors_of("2026-01-01 sell S1\n").starts_with("1:1 0+18 "));
    CHECK(errors_of("    - TEA 1\n").starts_with("1:5 4+1 "));
    CHECK(errors_of("include\n").starts_with("1:8 7+1 "));
}

TEST_CASE("parser: errors accumulate, and what follows a broken entry is read") {
    const auto journal = read(
        "2026-01-01 sell S1\n    - A x @ 1\n    recieved 1 cash\n    - B 1 @ y\n\nnonsense\n    here too\n\n2026-01-02 account cash\n");
    REQUIRE(journal->errors().size() == 4);
    std::string lines;
    for (const Error& error : journal->errors()) lines += std::to_string(error.place.line) + " ";
    CHECK(lines == "2 3 4 6 ");
    CHECK(journal->entries().entries.back().kind == Kind::account);
    CHECK(journal->entries().goods.size() == 0);  // nothing of a broken entry is kept
}

TEST_CASE("parser: a byte order mark, CRLF, tabs, and a last line without an end") {
    const auto journal = read(
        "\xef\xbb\xbf"
        "2026-01-01 sell S1\r\n\t-\tTEA\t1\t@\t2\r\n\treceived 2 cash\r\n\r\n2026-01-02 account 现金");
    CHECK(journal->errors().empty());
    REQUIRE(journal->entries().entries.size() == 2);
    CHECK(journal->entries().words.text(static_cast<WordId>(journal->entries().entries[1].subject)) == "现金");
    CHECK(errors_of("\xef\xbb\xbf"
                    "2026-13-01 sell S1\r\n")
              .starts_with("1:1 0+10 "));
    CHECK(errors_of("2026-01-01 account a\r\r\n").find("control") != std::string::npos);
}

TEST_CASE("parser: comments part nothing, blank lines part entries") {
    const auto journal = read("2026-01-01 item A\n; within\n    price 1\n    ; within\n    unit x\n2026-01-01 item B\n");
    CHECK(journal->errors().empty());
    CHECK(journal->entries().details.size() == 2);
    CHECK(errors_of("2026-01-01 item A\n\n    price 1\n").starts_with("3:5 "));
    CHECK(errors_of("2026-01-01 item A\n   \n    price 1\n").starts_with("3:5 "));
}

TEST_CASE("parser: a long line is one error, shown short; a fault far to the right is shown from near it") {
    const std::string longest(longest_line, 'x');
    CHECK(errors_of("; " + longest + "\n").starts_with("1:1 "));
    CHECK(errors_of("; " + longest.substr(2) + "\n") == "");
    const auto journal = read("2026-01-01 item A " + std::string(500, 'y') + "\n    name " + std::string(300, 'z') + " a\"b\n");
    REQUIRE(journal->errors().size() == 1);
    CHECK(journal->errors()[0].place.column == 311);
    CHECK(journal->errors()[0].caret == 40);
    CHECK(journal->errors()[0].excerpt.size() <= 100);
}

TEST_CASE("parser: a detail remembers its line, however far below its header; an entry has an end") {
    std::string text = "2026-01-01 count C1\n";
    for (uint32_t i = 1; i < longest_entry; ++i) text += ";\n";
    const auto journal = read(text + "    = TEA 2\n");
    CHECK(journal->errors().empty());
    REQUIRE(journal->entries().goods.size() == 1);
    CHECK(journal->entries().goods[0].below == longest_entry);
    CHECK(journal->entries().goods[0].sign == '=');
    CHECK(errors_of(text + ";\n    = TEA 2\n    = CUP 2\n\n2026-01-01 item A\n") ==
          fmt::format("{}:5 4+1 an entry of more than 4194303 lines\n", longest_entry + 2));
}

TEST_CASE("parser: names are the same under NFC") {
    const auto journal = read("2026-01-01 customer Zoe\xcc\x88\n\n2026-01-01 customer Zo\xc3\xab\n");
    CHECK(journal->entries().parties.size() == 2);  // none, and the one
    CHECK(journal->entries().entries[0].subject == journal->entries().entries[1].subject);
}
