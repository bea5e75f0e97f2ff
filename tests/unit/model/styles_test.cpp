// What an item has of its style, by date; which lists are read how.
#include "model/styles.h"

#include <doctest/doctest.h>

#include "books/books.h"
#include "cli/grid.h"
#include "cli/offered.h"
#include "cli/style_goods.h"
#include "journal/journal.h"
#include "journal/printer.h"

using namespace daybook;

namespace {

const std::string shirt =
    "2026-11-01 item T T恤\n    unit 件\n    price 59\n    price 50 VIP\n    tax 9%\n    axis 颜色 红 蓝\n    axis 尺码 S M 2XL 2\n\n"
    "2026-11-01 item T-红-S\n    style T 红 S\n\n2026-11-01 item T-红-M\n    style T 红 M\n    price 65\n\n"
    "2026-11-01 item T-蓝-2\n    style T 蓝 2\n\n2026-11-01 item T-蓝-2XL\n    style T 蓝 2XL\n\n";

struct Read {
    explicit Read(const std::string& text) : journal(BookSettings()) {
        journal.read_draft("x", text);
        for (const Error& error : journal.errors()) MESSAGE(render_error(error, Lang::en, false));
        REQUIRE(journal.errors().empty());
    }
    const Entries& entries() const { return journal.entries(); }
    ItemId item(const char* code) const { return entries().items.find(code); }
    // The price of an item on a day of November, for a level or (empty) for all.
    std::string price(const char* code, int day, const char* level = "") const {
        const auto found = list_price(entries(), item(code), from_civil({2026, 11, day}), entries().words.find(level));
        return found ? to_text(*found, 2) : "none";
    }
    // "name unit tax price" at the end of a day.
    std::string facts(const char* code, int day) const {
        Books books(entries(), BookSettings());
        books.replay(nullptr, from_civil({2026, 11, day + 1}));
        REQUIRE(books.problems().empty());
        const ItemFacts& facts = books.masters().of(item(code));
        const auto word = [&](WordId id) { return std::string(entries().words.text(id)); };
        return word(facts.name) + " " + word(facts.unit) + " " + (facts.tax ? std::to_string(*facts.tax / 10'000) : "-") + " " +
               (facts.price ? to_text(*facts.price, 2) : "-");
    }
    Journal journal;
};

// "ITEM:QUANTITY@PRICE …" of a typed word; the error where there is one.
std::string spread(const Read& read, const std::string& word) {
    Result<TypedGoods> typed = parse_goods(word, '+');
    if (!typed) return say(typed.error().what, Lang::en);
    std::vector<TypedGoods> goods = {*typed};
    if (const auto ok = spread_lists(read.entries(), goods); !ok) return say(ok.error().what, Lang::en);
    std::string out;
    for (const TypedGoods& line : goods)
        out.append(out.empty() ? "" : " ").append(line.item + ":" + line.quantity + line.unit + line.price);
    return out;
}

}  // namespace

TEST_CASE("styles: an item has of its style what it does not say itself, by date") {
    const Read read(shirt +
                    "2026-11-05 item T 短袖\n    price 62\n    tax 13%\n\n2026-11-07 item T-红-S\n    tax 6%\n\n"
                    "2026-11-09 item T\n    tax 0%\n    unit 条\n\n");
    CHECK(read.facts("T-红-S", 4) == "T恤 红 S 件 9 59.00");
    CHECK(read.facts("T-红-S", 5) == "短袖 红 S 件 13 62.00");
    CHECK(read.facts("T-红-S", 8) == "短袖 红 S 件 6 62.00");
    CHECK(read.facts("T-红-S", 9) == "短袖 红 S 条 6 62.00");
    CHECK(read.facts("T-红-M", 9) == "短袖 红 M 条 0 65.00");
    CHECK(read.price("T-红-S", 4) == "59.00");
    CHECK(read.price("T-红-S", 5) == "62.00");
    CHECK(read.price("T-红-S", 5, "VIP") == "50.00");
    CHECK(read.price("T-红-M", 5) == "65.00");
    CHECK(read.price("T-红-M", 5, "VIP") == "none");  // the style's is for another list price
}

TEST_CASE("styles: an item that joins later has nothing of the style before") {
    const Read read("2026-11-01 item OLD 旧款\n    price 40\n\n" + shirt + "2026-11-06 item OLD\n    style T 红 2\n\n");
    CHECK(read.facts("OLD", 5) == "旧款  - 40.00");
    CHECK(read.facts("OLD", 6) == "旧款 件 9 40.00");
    CHECK(read.price("OLD", 5, "VIP") == "none");
    const Styles::Style* style = read.entries().styles.of(read.item("OLD"));
    REQUIRE(style);
    CHECK(style->members.size() == 5);
    CHECK(style->members[2].item == read.item("OLD"));  // in the order of the values: 红 S, 红 M, 红 2
}

TEST_CASE("styles: a service is one from the first day on, and so are its items") {
    const Read read(
        "2026-11-01 sell S1\n    - FIX-A 1 @ 5\n    received 5 cash\n\n2026-11-02 item FIX\n    axis 种类 A B\n    service yes\n\n"
        "2026-11-02 item FIX-A\n    style FIX A\n\n");
    Books books(read.entries(), BookSettings());
    books.replay();
    CHECK(books.problems().empty());
    CHECK(books.masters().of(read.item("FIX-A")).service);
}

TEST_CASE("styles: are printed as they are read") {
    const Read read(shirt);
    const std::string once = printed(read.entries(), 2);
    CHECK(once.find("axis  尺码 S M 2XL 2\n") != std::string::npos);
    CHECK(once.find("style T 蓝 2XL\n") != std::string::npos);
    CHECK(printed(Read(once).entries(), 2) == once);
}

TEST_CASE("styles: lists") {
    const Read read(shirt);
    CHECK(spread(read, "T-红:S2,M3@35") == "T-红-S:2@35 T-红-M:3@35");
    CHECK(spread(read, "T-红:S2@34,M3@35") == "T-红-S:2@34 T-红-M:3@35");
    CHECK(spread(read, "T:红S2,蓝-2XL=3") == "T-红-S:2 T-蓝-2XL:3");
    CHECK(spread(read, "T-红-S:2@35") == "T-红-S:2@35");
    CHECK(spread(read, "T-蓝:2XL4") == "T-蓝-2XL:4");
    CHECK(spread(read, "T-蓝:2=2") == "T-蓝-2:2");
    CHECK(spread(read, "T-蓝:22") == "T-蓝-2:2");
    CHECK(spread(read, "T恤-红:S2") == "T-红-S:2");
    CHECK(spread(read, "T-S:红7") == "T-红-S:7");
    CHECK(spread(read, "T-红:3") == "cannot read `3`: it should be a 尺码 and a quantity");
    CHECK(spread(read, "T-红:X3") == "cannot read `X3`: it should be a 尺码 and a quantity");
    CHECK(spread(read, "T-蓝:S3") == "no item of T is 蓝 S");
    CHECK(spread(read, "TX:3") == "TX:3");
    const Read dashes(
        "2026-11-01 item JK-26\n    axis 颜色 深-红 红\n    axis 尺码 S-1 S\n\n2026-11-01 item JK-26-深-红-S-1\n    style JK-26 深-红 "
        "S-1\n\n"
        "2026-11-01 item X\n    style JK-26 红 S\n\n2026-11-01 item JK\n    axis 年 26\n\n2026-11-01 item JK-Y\n    style JK 26\n\n");
    CHECK(spread(dashes, "JK-26-深-红:S-1=2") == "JK-26-深-红-S-1:2");
    CHECK(spread(dashes, "JK-26-深-红:S-13") == "JK-26-深-红-S-1:3");
    CHECK(spread(dashes, "JK-26-红:S3") == "X:3");
    CHECK(spread(dashes, "JK:26=3") == "JK-Y:3");
    const Read sizes(
        "2026-11-01 item B\n    axis 码 3 38\n\n2026-11-01 item B-3\n    style B 3\n\n2026-11-01 item B-38\n    style B 38\n\n");
    CHECK(spread(sizes, "B:382") == "`382` can be read in two ways: 3 × 82 or 38 × 2");
    CHECK(spread(sizes, "B:38=2,3=4") == "B-38:2 B-3:4");
}

TEST_CASE("styles: a grid is read as it was opened, and says which cell is wrong") {
    const Read read(shirt);
    const Styles::Style& style = *read.entries().styles.find(read.item("T"));
    const std::string empty = empty_grid(read.entries(), style);
    const auto goods = [&](std::string text) {
        const auto read_goods = goods_of_grid(read.entries(), style, text);
        std::string out = read_goods ? "" : say(read_goods.error().what, Lang::en);
        if (read_goods)
            for (const std::string& word : *read_goods) out.append(out.empty() ? "" : " ").append(word);
        return out;
    };
    CHECK(goods(empty) == "");
    CHECK(goods("颜色 | S | M | 2XL | 2\n红 | 3 | 4@36 | - |\n蓝 | | | 1.5\n@ 35\n") == "T-红-S:3@35 T-红-M:4@36 T-蓝-2XL:1.5@35");
    CHECK(goods("红 | x\n") == "cannot read `x` as a quantity in the line `红 | x` of the grid");
    CHECK(goods("\n绿 | 2\n") == "`绿 | 2` is none of the lines of the grid");
    CHECK(goods("红 | | | 2\n") == "cannot read `2` as a quantity in the line `红 | | | 2` of the grid");  // no such item
    CHECK(goods("红 | | | | | 2\n") == "`红 | | | | | 2` is none of the lines of the grid");
}
