#include "journal/writer.h"

#include <doctest/doctest.h>

#include "journal/journal.h"

using namespace daybook;

TEST_CASE("writer: columns line up, numbers by their whole part, wide names by their cells") {
    EntryWriter sell("2026-11-03", "sell", "S1");
    sell.clause("to", "王芳").clause("via", "tao bao").note("two\nlines; and\ttabs");
    sell.goods('-', "TSHIRT-M", "2", "", "@ 59.00").goods('-', "杯", "100.5", "盒", "@@ 5.00", {"lot:1", "tax:3%"});
    sell.detail("discount", {"8.00"}).detail("received", {"1120.00", "ali pay"}).detail("reason", {"七 天"});
    CHECK(sell.text() ==
          "2026-11-03 sell S1 to 王芳 via \"tao bao\" ; two lines; and tabs\n"
          "    - TSHIRT-M    2 @ 59.00\n"
          "    - 杯        100.5 盒 @@ 5.00 lot:1 tax:3%\n"
          "    discount      8.00\n"
          "    received   1120.00 \"ali pay\"\n"
          "    reason     \"七 天\"\n");
    EntryWriter item("2026-11-01", "item", "A;1");
    item.display_name("红 茶").detail("price", {"59.00"}).detail("category", {"x"});
    CHECK(item.text() == "2026-11-01 item \"A;1\" \"红 茶\"\n    price    59.00\n    category x\n");
    CHECK(EntryWriter("2026-11-01", "void", "V1").clause("of", "S1").text() == "2026-11-01 void V1 of S1\n");
}

TEST_CASE("writer: a name in any spelling reads back as itself, wherever it stands") {
    for (const std::string name : {"a",     "a b",  " a", "a ",     "a  b", "a\tb", ";", "a;b", "\"", "a\"b",       "\\", "a\\",
                                   "\\\"",  "a\\b", "@",  "@@",     "+",    "-",    "=", "of",  "to", "include",    "1",  "1,000",
                                   "lot:x", "paid", "茶", "（茶）", "#",    "'",    "|", ":",   "🍵",  "2026-01-01", "by", "value"}) {
        CAPTURE(name);
        EntryWriter buy("2026-01-01", "purchase", name == "of" || name == "to" || name == "by" ? "P" : name);
        buy.clause("from", name).clause("in", name).clause("by", name);
        buy.goods('+', name, "1", "", "@ 1.00").detail("discount", {"0.00", name}).detail("paid", {"1.00", name}).detail("tag", {name});
        Journal journal{BookSettings()};
        journal.read_draft("x", buy.text());
        for (const Error& error : journal.errors()) MESSAGE(render_error(error, Lang::en, false));
        REQUIRE(journal.errors().empty());
        const Entries& entries = journal.entries();
        const Entry& entry = entries.entries.at(0);
        CHECK(entries.parties.text(entry.party) == name);
        CHECK(entries.words.text(entry.warehouse) == name);
        CHECK(entries.words.text(entry.staff) == name);
        REQUIRE(entries.goods.size() == 1);
        CHECK(entries.items.text(entries.goods[0].item) == name);
        entries.details.each([&](const Detail& detail) { CHECK(entries.words.text(detail.word()) == name); });
    }
}

TEST_CASE("writer: a ref or a code that is a clause's word reads back as itself") {
    for (const char* word : {"of", "to", "from", "via", "by", "in", "for", "include", ";"}) {
        CAPTURE(word);
        Journal journal{BookSettings()};
        journal.read_draft("x", EntryWriter("2026-01-01", "expense", word).clause("for", "x").detail("paid", {"1.00", "cash"}).text() +
                                    "\n" + EntryWriter("2026-01-01", "customer", word).display_name(word).text());
        for (const Error& error : journal.errors()) MESSAGE(render_error(error, Lang::en, false));
        CHECK(journal.errors().empty());
    }
}
