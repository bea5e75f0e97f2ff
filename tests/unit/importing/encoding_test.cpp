#include "importing/encoding.h"

#include <doctest/doctest.h>

using namespace daybook;
using namespace std::string_literals;

TEST_CASE("encoding: UTF-8 with and without a mark") {
    CHECK(to_utf8("茶,café", "utf-8").value() == "茶,café");
    CHECK(to_utf8("\xef\xbb\xbf茶", "utf-8").value() == "茶");
    CHECK(to_utf8("\xef\xbb\xbf茶", "gbk").value() == "茶");
    CHECK(to_utf8("", "utf-8").value().empty());
}

TEST_CASE("encoding: GBK, Latin-1 and UTF-16 become UTF-8") {
    CHECK(to_utf8("\xb6\xa9\xb5\xa5,1", "gbk").value() == "订单,1");
    CHECK(to_utf8("caf\xe9", "latin-1").value() == "café");
    CHECK(to_utf8("\xff\xfe\x36\x83,\0"s, "utf-16").value() == "茶,");
    CHECK(to_utf8("\xfe\xff\x83\x36\0,"s, "utf-8").value() == "茶,");
    CHECK(to_utf8(std::string(100'000, '\xe9'), "latin-1").value().size() == 200'000);
}

TEST_CASE("encoding: characters that cannot be seen are dropped; joiners are not") {
    CHECK(to_utf8("\u202a138 0000 0000\u202c,\u200b王\ufeff芳\u2060\n", "utf-8").value() == "138 0000 0000,王芳\n");
    CHECK(to_utf8("\xef\xbb\xbf\u200ea\u061c", "utf-8").value() == "a");
    CHECK(to_utf8("👨\u200d👩", "utf-8").value() == "👨\u200d👩");
    CHECK(to_utf8("\xff\xfe\x0e\x20\x36\x83"s, "utf-16").value() == "茶");
}

TEST_CASE("encoding: bytes that are not of the encoding are an error at their line and offset") {
    const auto utf8 = to_utf8("a plain line\nand \xb6\xa9", "utf-8");
    REQUIRE_FALSE(utf8);
    CHECK(utf8.error().place.line == 2);
    CHECK(say(utf8.error().what, Lang::en) == "byte 17 of the file is not utf-8");
    const auto gbk = to_utf8("\xb6\xa9\n\xb5\xa5\n\xff\xff", "gbk");
    REQUIRE_FALSE(gbk);
    CHECK(gbk.error().place.line == 3);
    CHECK(say(gbk.error().what, Lang::en) == "byte 6 of the file is not gbk");
    CHECK_FALSE(to_utf8("\xb6", "gbk"));
    CHECK_FALSE(to_utf8("a", "klingon"));
    // a line separator and a C1 control are valid here, what follows them is still looked at
    CHECK(to_utf8("a\xe2\x80\xa8\xc2\x85z", "utf-8"));
    CHECK_FALSE(to_utf8("a\xe2\x80\xa8\xc2\x85\xff", "utf-8"));
}
