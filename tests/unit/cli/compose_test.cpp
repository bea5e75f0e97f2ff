#include "cli/compose.h"

#include <doctest/doctest.h>

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
    for (const char* wrong : {"", "TEA", ":2", "TEA:", "TEA:@5", "TEA:2@", "TEA:2@@", "TEA：2", "@"}) {
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
    CHECK(composed(draft, args_of({{"discount", {"8", "2 件 9 折"}}})).find("8.00 \"2 件 9 折\"") != std::string::npos);
    CHECK(composed(draft, args_of({{"received", {"118", "招商银行 尾号 1234"}}})).find("118.00 \"招商银行 尾号 1234\"") !=
          std::string::npos);
}

TEST_CASE("compose: +3d counts from the entry's day") {
    Draft draft;
    draft.kind = Kind::purchase;
    draft.goods = {*parse_goods("TEA:2@59", '+')};
    CHECK(composed(draft, args_of({{"due", {"+3d"}}})).find("2026-11-06") != std::string::npos);
}
