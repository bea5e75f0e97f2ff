// Accounts by code and by display name; what somebody means who types one; replaced entries' names are put right alike.
#include "model/account_names.h"

#include <doctest/doctest.h>

#include "journal/journal.h"
#include "unit/booked_text.h"

using namespace daybook;

namespace {

void read(Journal& journal, const std::string& text) {
    journal.read_draft("x", text);
    REQUIRE(journal.errors().empty());
}

std::string code(const std::string& text, std::string_view typed) {
    Journal journal{BookSettings()};
    read(journal, text);
    return account_code(journal.entries(), typed);
}

const std::string declared = "2026-01-05 account alipay 支付宝\n2026-01-05 account 1001 现金\n";

}  // namespace

TEST_CASE("accounts: a line of money that has a display name is of the account, above its declaration too") {
    CHECK(balances_of("2026-01-01 open OB1\n    cash 5 支付宝\n\n2026-01-02 income I1 for 利息\n    received 2 alipay\n\n" + declared) ==
          "assets:cash:alipay 7.00, equity:opening -5.00, revenue:other:利息 -2.00");
    CHECK(balances_of(declared +
                      "2026-01-06 income I1 for 利息\n    received 2 1001\n\n2026-01-06 transfer T1\n    paid 1 现金\n    received 1 "
                      "支付宝\n") == "assets:cash:1001 1.00, assets:cash:alipay 1.00, revenue:other:利息 -2.00");
}

TEST_CASE("accounts: each is of its class from the first day on") {
    CHECK(balances_of("2026-01-01 transfer T1\n    paid 9 老板\n    received 9 bank\n\n2026-01-02 transfer T2\n    paid 4 loan\n    "
                      "received 4 bank\n\n"
                      "2026-01-02 transfer T3\n    paid 3 bank\n    received 3 押金\n\n2026-02-01 account owner 老板\n    class equity\n"
                      "2026-02-01 account loan\n    class liability\n2026-02-01 account 押金\n    class asset\n2026-02-01 account bank\n"
                      "    class money\n") == "assets:cash:bank 10.00, assets:押金 3.00, liabilities:loan -4.00, equity:owner -9.00");
}

TEST_CASE("accounts: what is typed means the account of that name, the usual one in the other language, or stored value") {
    CHECK(code(declared, "支付宝") == "alipay");
    CHECK(code(declared, "alipay") == "alipay");
    CHECK(code(declared, "现金") == "1001");
    CHECK(code(declared, "cash") == "1001");
    CHECK(code(declared, "微信") == "wechat");
    CHECK(code(declared, "wechat") == "wechat");
    CHECK(code("", "银行") == "bank");
    CHECK(code("2026-01-01 open OB1\n    cash 5 现金\n", "cash") == "现金");
    CHECK(code("2026-01-01 open OB1\n    cash 5 现金\n    cash 5 cash\n", "cash") == "cash");
    CHECK(code("2026-01-01 open OB1\n    cash 5 现金\n    cash 5 cash\n", "现金") == "现金");
    CHECK(code("", "工商银行") == "工商银行");
    for (const char* stored : {"deposit", "stored", "stored-value", "储值"}) CHECK(code(declared, stored) == "deposit");
}

TEST_CASE("accounts: a name is of one account") {
    CHECK(balances_of("2026-01-01 account a x\n2026-01-01 account b x\n") == "2:22 x already means the account a");
    CHECK(balances_of("2026-01-01 account a b\n2026-01-01 account b\n") ==
          "1:22 b is another account: it has been declared under that code");
    CHECK(balances_of(
              "2026-01-01 account a a\n2026-01-02 account a x\n2026-01-03 account a y\n\n2026-01-04 income I1 for z\n    received 1 x\n    "
              "received 1 y\n") == "assets:cash:a 2.00, revenue:other:z -2.00");
}
