#include "cli/basket.h"

#include <doctest/doctest.h>

#include <set>

using namespace daybook;
using What = TillLine::What;

namespace {

const std::set<std::string> codes = {"TEA", "T 3", "6901234567892", "7", "A:B"};
bool is_item(const std::string& word) { return codes.count(word) > 0; }

TillLine read(const std::string& typed, size_t choices = 0) {
    const Result<TillLine> line = read_till_line(typed, choices, is_item);
    REQUIRE_MESSAGE(line.has_value(), typed);
    return *line;
}

std::string words_after(const std::vector<std::string>& typed) {
    Basket basket;
    for (const std::string& line : typed) {
        const TillLine meant = read(line);
        Result<void> changed;
        if (meant.what == What::add) changed = basket.add(meant.goods);
        if (meant.what == What::take_back) changed = basket.take_back(meant.goods);
        if (meant.what == What::reprice) changed = basket.reprice(meant.goods.price);
        if (meant.what == What::set_quantity) changed = basket.set_quantity(meant.goods.quantity, meant.goods.unit);
        if (!changed) return say(changed.error().what, Lang::en);
    }
    std::string all;
    for (const std::string& word : basket.words()) all += (all.empty() ? "" : " ") + word;
    return all;
}

}  // namespace

TEST_CASE("what is typed at a till") {
    const struct {
        const char *typed, *item, *quantity, *unit, *price;
    } added[] = {{"TEA", "TEA", "1", "", ""},
                 {" TEA ", "TEA", "1", "", ""},
                 {"6901234567892", "6901234567892", "1", "", ""},
                 {"7", "7", "1", "", ""},
                 {"TEA:3", "TEA", "3", "", ""},
                 {"TEA 3", "TEA", "3", "", ""},
                 {"TEA 0.5", "TEA", "0.5", "", ""},
                 {"TEA:2箱@50", "TEA", "2", "箱", "@50"},
                 {"TEA 2箱 @ 50", "TEA", "2", "箱", "@50"},
                 {"TEA@55", "TEA", "1", "", "@55"},
                 {"TEA:3@@100", "TEA", "3", "", "@@100"},
                 {"T 3", "T 3", "1", "", ""},
                 {"T 3 2", "T 3", "2", "", ""},
                 {"A:B", "A:B", "1", "", ""},
                 {"A:B:2", "A:B", "2", "", ""},
                 {"龙井 50克", "龙井 50克", "1", "", ""},
                 {"ＴＥＡ：２＠５５", "TEA", "2", "", "@55"}};
    for (const auto& one : added) {
        const TillLine line = read(one.typed);
        CAPTURE(one.typed);
        CHECK(line.what == What::add);
        if (std::string(one.typed) != "龙井 50克") CHECK(line.goods.item == one.item);
        if (std::string(one.typed) != "龙井 50克") CHECK(line.goods.quantity == one.quantity);
        if (std::string(one.typed) != "龙井 50克") CHECK(line.goods.unit == one.unit);
        CHECK(line.goods.price == one.price);
    }
    CHECK(read("").what == What::nothing);
    CHECK(read("　").what == What::nothing);
    CHECK(read("？").what == What::help);
    CHECK(read("-1").what == What::take_back);
    CHECK(read("-1").goods.item.empty());
    CHECK(read("-TEA").goods.item == "TEA");
    CHECK(read("-TEA:2").goods.quantity == "2");
    CHECK(read("-6901234567892").goods.item == "6901234567892");
    CHECK(read("@55").goods.price == "@55");
    CHECK(read(":3").goods.quantity == "3");
    CHECK(read("2", 3).number == 2);
    CHECK(read("7", 3).what == What::add);
    CHECK_FALSE(read_till_line("TEA:0", 0, is_item));
    CHECK_FALSE(read_till_line("TEA:x", 0, is_item));
    CHECK_FALSE(read_till_line(":x", 0, is_item));
}

TEST_CASE("what is in the basket") {
    CHECK(words_after({"TEA", "TEA", "6901234567892"}) == "TEA:2 6901234567892:1");
    CHECK(words_after({"TEA", "7", "TEA:3"}) == "TEA:4 7:1");
    CHECK(words_after({"TEA", "@55", "TEA"}) == "TEA:2@55");  // the third of a cheap one is cheap too
    CHECK(words_after({"TEA", "TEA@55"}) == "TEA:1 TEA:1@55");
    CHECK(words_after({"TEA:3@@100", "TEA"}) == "TEA:3@@100 TEA:1");
    CHECK(words_after({"TEA", "7", "-TEA"}) == "7:1");
    CHECK(words_after({"TEA:3", "-1"}) == "TEA:2");
    CHECK(words_after({"TEA", "7", "-1", "-1"}) == "");
    CHECK(words_after({"TEA", ":12", "@@100"}) == "TEA:12@@100");
    CHECK(words_after({"TEA", "-2"}) == "There are only 1 of TEA among the goods.");
    CHECK(words_after({"TEA", "-7"}) == "There is no 7 among the goods.");
    CHECK(words_after({"-1"}) == "There is no line yet that `-` could change.");
    CHECK(words_after({"TEA", "@x"}) == "`@x` is not an amount above 0.");
}
