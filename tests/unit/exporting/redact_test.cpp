#include "exporting/redact.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "unit/random_ledger.h"

using namespace daybook;

namespace {

std::string redacted_text(const std::string& text, Lang lang = Lang::en) {
    Journal journal{BookSettings()};
    journal.read_draft("shop.journal", text);
    for (const Error& error : journal.errors()) MESSAGE(render_error(error, Lang::en, false));
    REQUIRE(journal.errors().empty());
    const std::string out = redacted(journal.entries(), 2, lang);
    const size_t head = out.find("\n\n");  // two lines of comment
    return head == std::string::npos ? "" : out.substr(head + 2);
}

// The figures without the names of those whom they are of.
std::string figures_without_people(const Books& books) {
    const int decimals = books.settings().currency.decimals;
    std::vector<std::string> lines;
    for (const Posting& row : books.balances().all(books.entries()))
        lines.push_back(fmt::format("{} {}", static_cast<int>(row.account.cls), to_text(row.amount, decimals)));
    for (uint32_t i = 1; i < books.entries().items.size(); ++i) {
        const auto item = static_cast<ItemId>(i);
        std::string_view name = books.entries().items.text(item);
        if (name.starts_with("name-") || name.starts_with("名称-") || name.find("赵大海") != std::string_view::npos) name = "~";
        lines.push_back(fmt::format("{} {} {} {} {}", name, to_text(books.pool(item).quantity()),
                                    to_text(books.pool(item).value(), decimals), to_text(books.reserved(item)),
                                    to_text(books.incoming(item))));
    }
    std::sort(lines.begin(), lines.end());
    return fmt::format("{}", fmt::join(lines, "\n"));
}

// With people in every place that a person can be in; none of their names is in any other name of the ledger.
constexpr std::string_view people[] = {"赵大海",   "zhao@example.org", "13900001111",  "桂花路 9 号", "1966-08-08",
                                       "旧友引荐", "爱喝淡茶",         "赵先生的嘱托", "SF-赵-77",    "熟客让利",
                                       "周小娟",   "TB-5566-赵大海",   "腿脚不便"};
constexpr std::string_view peopled =
    "2026-01-01 customer 赵大海 赵大海\n    phone 13900001111\n    email zhao@example.org\n    address 桂花路 9 号\n    birthday "
    "1966-08-08\n"
    "    source 旧友引荐\n    tag 腿脚不便\n\n"
    "2026-01-01 open OB-1\n    + 赵大海定制茶 5 @ 3\n    cash 10.00 13900001111\n\n"
    "2026-01-02 sell TB-5566-赵大海 to 赵大海 by 周小娟 ; 赵先生的嘱托\n    - 赵大海定制茶 1 @ 9\n    discount 1.00 熟客让利\n"
    "    courier 顺丰 SF-赵-77\n    received 8.00 13900001111\n    tag 爱喝淡茶\n";

}  // namespace

TEST_CASE("redact: each person gets one stand-in, wherever the name stands; the shop's own names stay") {
    CHECK(redacted_text("2026-11-01 customer 王芳 王女士\n    phone 138 0000 0000\n    level vip\n    birthday 02-03\n\n"
                        "2026-11-01 supplier 茶行\n    address 杭州 1 号\n\n"
                        "2026-11-01 item TEA 龙井\n    price 59.00\n    supplier 茶行\n    category 茶叶\n\n"
                        "2026-11-02 purchase P261102-1 from 茶行 by 李四 ; 李四 drove\n    + TEA 3 @ 5.00 lot:A1\n    paid 15.00 王芳\n\n"
                        "2026-11-03 sell 7788 to 王芳 via taobao\n    - TEA 1 @ 59.00\n    discount 1.00 old friend\n"
                        "    courier SF 99\n    received 58.00 alipay\n\n"
                        "2026-11-04 return R1 of 7788\n    + TEA 1\n    paid 58.00 alipay\n    reason 王芳 changed her mind\n") ==
          "2026-11-01 customer customer-1 name-1\n    phone phone-1\n    level vip\n\n"
          "2026-11-01 supplier supplier-1\n    address address-1\n\n"
          "2026-11-01 item TEA 龙井\n    price    59.00\n    supplier supplier-1\n    category 茶叶\n\n"
          "2026-11-02 purchase P261102-1 from supplier-1 by staff-1\n    + TEA  3 @ 5.00 lot:A1\n    paid  15.00 customer-1\n\n"
          "2026-11-03 sell S-1 to customer-1 via taobao\n    - TEA     1 @ 59.00\n    discount  1.00 discount-1\n"
          "    courier  SF courier-1\n    received 58.00 alipay\n\n"
          "2026-11-04 return R-1 of S-1\n    + TEA   1\n    paid   58.00 alipay\n    reason reason-1\n");
}

TEST_CASE("redact: nothing of a person is left in any byte") {
    const std::string out = redacted_text(std::string(peopled));
    for (std::string_view one : people) CHECK_MESSAGE(out.find(one) == std::string::npos, one, "\n", out);
    const std::string chinese = redacted_text(std::string(peopled), Lang::zh);
    CHECK(chinese.find("to 客户-1 by 员工-1") != std::string::npos);
}

TEST_CASE("redact: a stand-in is never a name that the ledger has") {
    const std::string out = redacted_text(
        "2026-01-01 collect K1 from 王芳\n    received 1.00 customer-1\n\n2026-01-01 collect K2 from 李四\n    received 1.00 K-1\n");
    CHECK(out ==
          "2026-01-01 collect K-2 from customer-2\n    received 1.00 customer-1\n\n2026-01-01 collect K-3 from customer-3\n    received "
          "1.00 K-1\n");
}

TEST_CASE("redact: Li is not in Libra, and a name of one letter is in no other") {
    const std::string out = redacted_text(
        "2026-01-01 collect K261101-1 from Li\n    received 1.00 Libra\n    received 1.00 Li-box\n\n2026-01-01 collect K261101-2 from "
        "b\n    received 1.00 box\n");
    CHECK(out.find("Libra") != std::string::npos);
    CHECK(out.find("Li-box") == std::string::npos);
    CHECK(out.find(" box") != std::string::npos);
}

TEST_CASE("redact: random ledgers keep every figure, and lose every name") {
    const char* variable = std::getenv("DAYBOOK_LEDGERS");
    const uint64_t ledgers = variable ? std::strtoull(variable, nullptr, 10) / 4 : 500;
    uint64_t tried = 0, dropped = 0;
    for (uint64_t seed = 1; seed <= ledgers; ++seed) {
        RandomLedger ledger = make_ledger(seed);
        drop_refused(ledger, dropped);
        ledger.entries.push_back({Kind::customer, from_civil({2026, 1, 1}), std::string(peopled) + "\n"});
        Replayed before(ledger);
        before.replay();
        if (!before.stands()) continue;  // the last entries stand on the first day: some ledgers will not have them
        ++tried;
        const std::string text = redacted(before.journal.entries(), ledger.settings.currency.decimals, seed % 2 ? Lang::en : Lang::zh);
        Replayed after(ledger.settings, text);
        after.replay();
        CAPTURE(seed);
        CAPTURE(ledger.text());
        CAPTURE(text);
        REQUIRE_MESSAGE(after.stands(), after.complaints());
        CHECK(figures_without_people(*after.books) == figures_without_people(*before.books));
        const Entries& entries = before.journal.entries();
        for (uint32_t i = 1; i < entries.parties.size(); ++i) {
            const std::string name(entries.parties.text(static_cast<PartyId>(i)));
            if (name.size() > 1) CHECK_MESSAGE(text.find(name) == std::string::npos, name);  // c is in every word
        }
        for (std::string_view one : people) CHECK_MESSAGE(text.find(one) == std::string::npos, one);
    }
    CHECK(tried >= ledgers / 2);
}
