#include "cli/entry_lines.h"

#include <doctest/doctest.h>

using namespace daybook;

TEST_CASE("a header gets another ref, and what it replaces") {
    CHECK(header_with("2026-11-03 sell S1 to 王芳", "S2", "S1") == "2026-11-03 sell S2 to 王芳 replaces S1");
    CHECK(header_with("2026-11-03 sell S2 to 王芳 replaces S1 ; late", "S3", "S2") == "2026-11-03 sell S3 to 王芳 replaces S2 ; late");
    CHECK(header_with("2026-11-03 sell S2 replaces S1 to 王芳", "S2", "") == "2026-11-03 sell S2 to 王芳");
    CHECK(header_with("2026-11-03 sell \"S 1\" to \"replaces\" ;x", "S2", "S 1") ==
          "2026-11-03 sell S2 to \"replaces\" replaces \"S 1\" ;x");
    CHECK(header_with("2026-11-03 sell S1 to replaces", "S2", "S1") == "2026-11-03 sell S2 to replaces replaces S1");
    CHECK(header_with("2026-11-03 sell", "S2", "S1") == "2026-11-03 sell");
    CHECK(header_with("2026-11-03 sell S1 to \"王", "S2", "S1") == "2026-11-03 sell S1 to \"王");
}

TEST_CASE("goods lines are read as they would be typed") {
    const TypedGoods goods = typed_goods(lines_of_entry("    - \"A B\" 2 \"x:y\" @@ 118.00 lot:A1 tax:3% ; c\n")[0]);
    CHECK(goods.item == "A B");
    CHECK(goods.quantity == "2");
    CHECK(goods.unit == "x:y");
    CHECK(goods.price == "@@118.00");
    CHECK(goods.marks == std::vector<std::string>{"lot:A1", "tax:3%"});
}

TEST_CASE("comments stay with the lines that they are of") {
    const std::string old = "2026-11-03 sell S1 ; n\n    ; own\n    - A 1 @ 2.00 ; a\n    - B 1 @ 2.00 ; b\n    postage 5.00 ; p\n";
    CHECK(with_comments("2026-11-03 sell S2 ; n\n    - B 1 @ 2.00\n    - A 3 @ 2.00\n", lines_of_entry(old)) ==
          "2026-11-03 sell S2 ; n\n    ; own\n    - B 1 @ 2.00 ; b\n    - A 3 @ 2.00 ; a\n");
}
