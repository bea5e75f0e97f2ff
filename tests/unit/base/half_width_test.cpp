#include "base/half_width.h"

#include <doctest/doctest.h>

using namespace daybook;

TEST_CASE("half_width: full-width forms and what they mean; all else stays") {
    const struct {
        const char *typed, *plain;
    } table[] = {{"", ""},
                 {"TEA:2@68", "TEA:2@68"},
                 {"ＴＥＡ：２＠６８", "TEA:2@68"},
                 {"ａｚＡＺ０９", "azAZ09"},
                 {"－－", "--"},
                 {"／．，＝％＋", "/.,=%+"},
                 {"！～", "!~"},
                 {"￥68", "¥68"},
                 {"¥68元", "¥68元"},
                 {"２　盒", "2 盒"},
                 {"龙井。、「」—", "龙井。、「」—"},
                 {"🍵ｘ", "🍵x"},
                 {"\xef\xbc", "\xef\xbc"},
                 {"\xef\xbd\xa1", "\xef\xbd\xa1"}};
    for (const auto& row : table) {
        CAPTURE(row.typed);
        CHECK(half_width(row.typed) == row.plain);
        CHECK(half_width(row.plain) == row.plain);
    }
}

TEST_CASE("half_width: a code is plain where all of it can be; what is known goes first") {
    CHECK(plain_code("ＴＥＡ－１") == "TEA-1");
    CHECK(plain_code("茶（大）") == "茶（大）");
    CHECK(typed_part("茶：２盒", "茶:2盒", 3, 1) == "：");
    CHECK(typed_part("茶：２盒", "茶:2盒", 4) == "２盒");
    const auto known = [](std::string_view word) { return word == "TEA" || word == "茶（大）" || word == "Ｂ"; };
    CHECK(known_word("ＴＥＡ", known) == "TEA");
    CHECK(known_word("茶（大）", known) == "茶（大）");
    CHECK(known_word("Ｂ", known) == "Ｂ");
    CHECK(known_word("Ｃ", known) == "Ｃ");
}
