#include "exporting/export.h"

#include <doctest/doctest.h>

#include "exporting/export_names.h"
#include "journal/journal.h"

using namespace daybook;

namespace {

std::string exported(Bookkeeper program, const std::string& text, const Settings& settings = {}) {
    Journal journal(settings.books);
    journal.read_draft("x", text);
    REQUIRE(journal.errors().empty());
    const auto out = export_books(program, journal.entries(), settings);
    REQUIRE(out);
    return *out;
}

const std::string a_day =
    "2026-01-01 open OB\n    + A 1 @ 2\n\n2026-01-02 sell \"S(1)\" to \"王;芳\"\n    - A 1 @ 5\n    received 5 \"my  cash\"\n\n"
    "2026-01-02 expense E1 for x\n    paid 1 \"my  cash\"\n\n2026-01-03 void V1 of E1\n\n2026-01-03 count C1\n    = A 0\n";

}  // namespace

TEST_CASE("export: hledger: declarations, then each entry that moves money; void ones are left out") {
    CHECK(exported(Bookkeeper::hledger, a_day) ==
          "decimal-mark .\ncommodity 1000.00 CNY\n\n"
          "; name: assets:cash:my  cash\naccount assets:cash:my--cash\naccount assets:inventory\naccount equity:opening\n"
          "account revenue:sales\naccount expenses:cogs\n\n"
          "2026-01-01 (OB) open\n"
          "    assets:inventory                                      2.00 CNY\n"
          "    equity:opening                                       -2.00 CNY\n\n"
          "; ref: S(1)\n; name: 王;芳\n"
          "2026-01-02 (S-1-) sell 王-芳\n"
          "    assets:inventory                                     -2.00 CNY\n"
          "    revenue:sales                                        -5.00 CNY\n"
          "    expenses:cogs                                         2.00 CNY\n"
          "    assets:cash:my--cash                                  5.00 CNY\n\n");
}

TEST_CASE("export: ledger and beancount have their own heads and strings") {
    Settings settings;
    settings.shop_name = "the \"shop\"";
    settings.books.currency = {"JPY", 0};
    CHECK(exported(Bookkeeper::ledger, "2026-01-01 expense E for 租\n    paid 5 bank\n", settings) ==
          "commodity JPY\n    format 1000 JPY\n\naccount assets:cash:bank\naccount expenses:租\n\n"
          "2026-01-01 (E) expense 租\n"
          "    assets:cash:bank                                        -5 JPY\n"
          "    expenses:租                                              5 JPY\n\n");
    CHECK(exported(Bookkeeper::hledger, "", settings).starts_with("decimal-mark .\ncommodity 1000. JPY\n"));
    CHECK(exported(Bookkeeper::beancount, "2026-01-01 expense \"E\\\"\" for 租\n    paid 5 bank\n", settings) ==
          "option \"title\" \"the \\\"shop\\\"\"\noption \"operating_currency\" \"JPY\"\noption \"name_income\" \"Revenue\"\n\n"
          "2026-01-01 open Assets:Cash:Bank JPY\n  name: \"assets:cash:bank\"\n"
          "2026-01-01 open Expenses:X-租 JPY\n  name: \"expenses:租\"\n\n"
          "2026-01-01 * \"租\" \"expense\"\n  ref: \"E\\\"\"\n"
          "    Assets:Cash:Bank                                        -5 JPY\n"
          "    Expenses:X-租                                            5 JPY\n\n");
}

TEST_CASE("export: books that do not stand are not exported") {
    Journal journal{BookSettings()};
    journal.read_draft("x", "2026-01-01 sell S to C\n    - A 1 @ 1\n");
    const auto out = export_books(Bookkeeper::hledger, journal.entries(), Settings());
    REQUIRE_FALSE(out);
    CHECK(out.error().size() == 1);
}

TEST_CASE("export: names that another program can read") {
    CHECK(plain_name("王 芳") == "王 芳");
    CHECK(plain_name(" a  b\t") == "-a--b-");
    CHECK(plain_name("a\u3000b;c") == "a-b-c");
    CHECK(plain_name("a(b)|", "()|") == "a-b--");
    CHECK(plain_name("") == "-");
    const std::string cut = plain_name(std::string(400, 'a') + "茶");
    CHECK(cut.size() == 240);
    CHECK(plain_name(std::string(239, 'a') + "茶").size() == 239);  // never half a character
    CHECK(outside_account("assets:cash:a::b", NameRule::plain) == "assets:cash:a:-:b");
    CHECK(outside_account("assets:cash:alipay", NameRule::strict) == "Assets:Cash:Alipay");
    CHECK(outside_account("assets:cash:9 支付 (宝)", NameRule::strict) == "Assets:Cash:9-支付--宝-");
    CHECK(outside_account("expenses:租:-x:", NameRule::strict) == "Expenses:X-租:X--x:X");
}

TEST_CASE("export: no two accounts share a name, and each keeps its own") {
    Entries entries;
    OutsideAccounts accounts(entries, NameRule::strict);
    const auto outside = [&](const char* name) { return accounts.of({AccountClass::cash, entries.words.intern(name)}).outside; };
    CHECK(outside("a b") == "Assets:Cash:A-b");
    CHECK(outside("a;b") == "Assets:Cash:A-b-2");
    CHECK(outside("a-b") == "Assets:Cash:A-b-3");
    CHECK(outside("A-b-2") == "Assets:Cash:A-b-2-2");
    CHECK(outside("a b") == "Assets:Cash:A-b");
    CHECK(accounts.all().size() == 4);
}
