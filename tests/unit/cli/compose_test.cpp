#include "cli/compose.h"

#include <doctest/doctest.h>

#include "base/shell_word.h"
#include "journal/journal.h"

using namespace daybook;

namespace {

Args args_of(std::initializer_list<std::pair<const char*, std::vector<std::string>>> options) {
    Args args;
    args.set("date", {"2026-11-03"});
    for (const auto& [name, values] : options) args.set(name, values);
    return args;
}

std::string composed(const Draft& draft, const Args& args, const Entries& entries = {}) {
    const Session session;
    std::vector<std::string> refs;
    const auto text = compose(session, args, entries, draft, refs);
    if (!text) return "error: " + say(text.error().what, Lang::en);
    Journal journal{BookSettings()};
    journal.read_draft("x", *text);
    for (const Error& error : journal.errors()) MESSAGE(render_error(error, Lang::en, false));
    CHECK(journal.errors().empty());
    return *text;
}

std::string goods_of(const std::string& word) {
    const auto goods = parse_goods(word, '-');
    return goods ? goods->item + "|" + goods->quantity + "|" + goods->price : "error";
}

}  // namespace

TEST_CASE("compose: goods as typed") {
    CHECK(goods_of("TEA:2") == "TEA|2|");
    CHECK(goods_of("TEA:2@59") == "TEA|2|@59");
    CHECK(goods_of("TEA:2@@100") == "TEA|2|@@100");
    CHECK(goods_of("a:b:2@5") == "a:b|2|@5");
    CHECK(goods_of("红 茶:0.5@1") == "红 茶|0.5|@1");
    CHECK(goods_of("TEA：２＠６８") == "TEA|2|@68");
    CHECK(goods_of("龙井：２盒＠￥68") == "龙井|2|@¥68");
    CHECK(goods_of("ＴＥＡ:1") == "ＴＥＡ|1|");  // which is an item's code, or TEA: the ledger knows
    CHECK(goods_of("茶：红:2") == "茶：红|2|");
    for (const char* wrong : {"", "TEA", ":2", "TEA:", "TEA:@5", "TEA:2@", "TEA:2@@", "：2", "to:王芳", "@"}) {
        CAPTURE(wrong);
        CHECK(goods_of(wrong) == "error");
    }
}

TEST_CASE("compose: clauses and keys are options of their names; money goes with the accounts in turn") {
    Draft draft;
    draft.kind = Kind::sell;
    draft.goods = {*parse_goods("TEA:2@59", '-'), *parse_goods("CUP:1@@5", '-')};
    CHECK(composed(draft, args_of({{"to", {"王 芳"}},
                                   {"discount", {"3"}},
                                   {"received", {"100", "20.5"}},
                                   {"with", {"alipay", "cash"}},
                                   {"note", {"a;b"}}})) ==
          "2026-11-03 sell S261103-1 to \"王 芳\" ; a;b\n"
          "    - TEA      2 @ 59.00\n"
          "    - CUP      1 @@ 5.00\n"
          "    discount   3.00\n"
          "    received 100.00 alipay\n"
          "    received  20.50 cash\n");
}

TEST_CASE("compose: the next ref is the first that is free; a given one is taken as it is") {
    Journal journal{BookSettings()};
    journal.read_draft("x", "2026-11-03 sell S261103-1\n    - A 1 @ 1\n\n2026-11-03 sell S261103-3\n    - A 1 @ 1\n");
    Draft draft;
    draft.kind = Kind::sell;
    draft.goods = {*parse_goods("TEA:1@1", '-')};
    CHECK(composed(draft, args_of({}), journal.entries()).starts_with("2026-11-03 sell S261103-2\n"));
    CHECK(composed(draft, args_of({{"ref", {"my ref"}}}), journal.entries()).starts_with("2026-11-03 sell \"my ref\"\n"));
}

TEST_CASE("compose: master data, with the name to show") {
    Draft draft;
    draft.kind = Kind::item;
    draft.subject = "TEA;1";
    draft.display_name = "龙 井";
    CHECK(composed(draft, args_of({{"price", {"59"}}, {"unit", {"盒"}}})) ==
          "2026-11-03 item \"TEA;1\" \"龙 井\"\n    unit  盒\n    price 59.00\n");
}

TEST_CASE("compose: a larger unit is one, quoted or not") {
    Draft draft;
    draft.kind = Kind::item;
    draft.subject = "TEA";
    const std::string entry = "2026-11-03 item TEA\n    unit 盒\n    unit 箱 = 24 盒\n";
    CHECK(composed(draft, args_of({{"unit", {"盒", "箱", "=", "24", "盒"}}})) == entry);
    CHECK(composed(draft, args_of({{"unit", {"盒", "箱 = 24 盒"}}})) == entry);
    CHECK(composed(draft, args_of({{"unit", {"盒", "箱=24盒"}}})) == entry);
    CHECK(composed(draft, args_of({{"unit", {"fl oz"}}})) == "2026-11-03 item TEA\n    unit \"fl oz\"\n");
    for (const char* wrong : {"箱 = 盒", "= 24 盒", "箱 = 24", "箱 = 24 盒 多"})
        CHECK(composed(draft, args_of({{"unit", {wrong}}})).starts_with("error"));
}

TEST_CASE("compose: an amount and a name in one word are refused") {
    Draft draft;
    draft.kind = Kind::sell;
    draft.goods = {*parse_goods("TEA:2@59", '-')};
    const std::string refused = "error: `2 积分` is an amount and a name in one word";
    CHECK(composed(draft, args_of({{"received", {"2 积分"}}})) == refused);
    CHECK(composed(draft, args_of({{"received", {"116", "alipay", "2 积分"}}})) == refused);
    CHECK(composed(draft, args_of({{"received", {"116", "2 积分"}}})) == refused);
    CHECK(composed(draft, args_of({{"discount", {"8", "满减", "2 积分"}}})) == refused);
    CHECK(composed(draft, args_of({{"discount", {"8", "2 件 9 折"}}})).find(" 8.00 \"2 件 9 折\"") != std::string::npos);
    CHECK(composed(draft, args_of({{"received", {"118", "招商银行 尾号 1234"}}})).find("118.00 \"招商银行 尾号 1234\"") !=
          std::string::npos);
}

TEST_CASE("compose: +3d counts from the entry's day") {
    Draft draft;
    draft.kind = Kind::purchase;
    draft.goods = {*parse_goods("TEA:2@59", '+')};
    CHECK(composed(draft, args_of({{"due", {"+3d"}}})).find(" 2026-11-06") != std::string::npos);
}

namespace {

std::string price_line(const std::string& word) {
    Draft draft;
    draft.kind = Kind::sell;
    draft.goods = {*parse_goods(word, '-')};
    const std::string text = composed(draft, args_of({{"to", {"王芳"}}}));
    return text.substr(text.find('\n') + 1);
}

}  // namespace

TEST_CASE("compose: prices, units and marks in full width or with the currency's marks stand plain in the journal") {
    CHECK(price_line("TEA：２＠68元") == "    - TEA 2 @ 68.00\n");
    CHECK(price_line("ＴＥＡ：２盒＠￥６８．５") == "    - TEA 2 盒 @ 68.50\n");
    CHECK(price_line("茶（大）:1ｋｇ@@¥5") == "    - 茶（大） 1 kg @@ 5.00\n");
    CHECK(price_line("TEA:1@5，批次：Ａ１，到期：2027年1月2日") == "    - TEA 1 @ 5.00 lot:A1 expires:2027-01-02\n");
}

TEST_CASE("compose: values as typed in full width or in Chinese; what is said stays as it is") {
    Draft draft;
    draft.kind = Kind::purchase;
    draft.goods = {*parse_goods("TEA:2@59", '+')};
    CHECK(composed(draft, args_of({{"from", {"ＡＢＣ商行"}},
                                   {"freight", {"６０元", "按", "数量"}},
                                   {"paid", {"￥100", "ｃａｓｈ", "18"}},
                                   {"with", {"bank", "bank"}},
                                   {"due", {"2026年12月1日"}},
                                   {"tag", {"急（！）"}},
                                   {"note", {"２箱"}}})) ==
          "2026-11-03 purchase P261103-1 from ＡＢＣ商行 ; ２箱\n"
          "    + TEA     2 @ 59.00\n"
          "    tag     急（！）\n"
          "    freight  60.00 by quantity\n"
          "    paid    100.00 cash\n"
          "    paid     18.00 bank\n"
          "    due     2026-12-01\n");
    Draft customer;
    customer.kind = Kind::customer;
    customer.subject = "ＡＬＩＣＥ";
    CHECK(composed(customer, args_of({{"phone", {"１３８０００００００１"}}, {"birthday", {"5月20日"}}, {"opt-out", {"是"}}})) ==
          "2026-11-03 customer ＡＬＩＣＥ\n    phone    13800000001\n    birthday 05-20\n    opt-out  yes\n");
}

TEST_CASE("shell_word: a hint works as it stands in a shell, and in the journal where that can be") {
    for (const auto& [word, typed] : std::initializer_list<std::pair<const char*, const char*>>{{"TEA:2@59", "TEA:2@59"},
                                                                                                {"龙井", "龙井"},
                                                                                                {"红 茶:2", "\"红 茶:2\""},
                                                                                                {"a;b", "\"a;b\""},
                                                                                                {"it's $5", "'it'\\''s $5'"},
                                                                                                {"", "''"}})
        CHECK(shell_word(word) == typed);
}
