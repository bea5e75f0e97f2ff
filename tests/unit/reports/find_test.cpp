// What words find, and what they do not.
#include <doctest/doctest.h>

#include "journal/journal.h"
#include "reports/finder.h"
#include "reports/goods_text.h"

using namespace daybook;

namespace {

const std::string shop =
    "2026-11-01 item LJ-50 龙井\n    barcode 6901234567892\n"
    "2026-11-01 customer 王芳\n    phone 138-0013-8000\n    also fang\n"
    "2026-11-01 purchase P1 from 杭州茶行 ; 明前\n    + LJ-50 20 @ 40.00 lot:A1 ; 春茶 \"第一批\"\n"
    "2026-11-03 sell S1 to fang via TaoBao ; 急件\n    - LJ-50 2 @ 68.00\n    discount 12.00\n    received 124.00 alipay\n"
    "2026-11-05 order O1 to 李雷\n    - LJ-50 1 @@ 1200\n"
    "2026-11-06 ship D1 of O1\n    courier 顺丰 \"SF 12-34\"\n"
    "2026-11-07 tag T1 of S1\n    tag urgent\n"
    "2026-11-08 tag T2 of S1\n    untag urgent\n    tag gift\n";

// The refs of the documents that all words fit.
std::string found(const std::vector<std::string>& words, const std::string& text = shop) {
    Journal journal{BookSettings()};
    journal.read_draft("x", text);
    REQUIRE(journal.errors().empty());
    Books books(journal.entries(), BookSettings());
    books.replay(nullptr, first_date);
    const std::vector<Comment> comments = journal.comments().value();
    const Finder finder(books, words, comments);
    std::vector<Hit> hits;
    std::string refs;
    for (uint32_t i = 0; i < journal.entries().entries.size(); ++i)
        if (const Entry& entry = journal.entries().entries[i]; !spec(entry.kind).declares && finder.fits(i, hits))
            refs.append(refs.empty() ? "" : " ").append(journal.entries().refs.text(entry.ref));
    return refs;
}

}  // namespace

TEST_CASE("words find goods by code, name and barcode") {
    CHECK(found({"lj-5"}) == "P1 S1 O1");
    CHECK(found({"龙"}) == "P1 S1 O1");
    CHECK(found({"ＬＪ－５０"}) == "P1 S1 O1");
    CHECK(found({"567892"}) == "P1 S1 O1");
    CHECK(found({"67 8"}).empty());  // too short to be part of a number
    CHECK(found({"a1"}) == "P1");
}

TEST_CASE("words find parties by any of their names and by phone") {
    CHECK(found({"王"}) == "S1 T1 T2");
    CHECK(found({"FANG"}) == "S1 T1 T2");
    CHECK(found({"13800138000"}) == "S1 T1 T2");
    CHECK(found({"138 0013"}) == "S1 T1 T2");
    CHECK(found({"李雷"}) == "O1 D1");
    CHECK(found({"王", "龙井"}) == "S1");
    CHECK(found({"王", "李雷"}).empty());
}

TEST_CASE("numbers find amounts, however they are written") {
    for (const char* price : {"68", "68.00", "¥68", "￥６８", "68元"}) CHECK(found({price}) == "S1");
    CHECK(found({"124"}) == "S1");
    CHECK(found({"136"}) == "S1");  // the line, before the discount
    CHECK(found({"12"}) == "S1");   // the discount; not the 12 in a tracking number
    CHECK(found({"1,200.00"}) == "O1");
    CHECK(found({"800"}) == "P1");
    CHECK(found({"8000"}) == "S1 T1 T2");  // the end of a phone
    CHECK(found({"68.01"}).empty());
}

TEST_CASE("comments, tracking numbers, channels and tags are found") {
    CHECK(found({"急"}) == "S1");
    CHECK(found({"第一批"}) == "P1");
    CHECK(found({"sf1234"}) == "D1");
    CHECK(found({"sf-12 34"}) == "D1");
    CHECK(found({"taobao"}) == "S1 T1 T2");
    CHECK(found({"gift"}) == "S1");  // what the tag entries say is said of the sale
    CHECK(found({"urgent"}).empty());
    CHECK(found({"o1"}) == "O1");
}

TEST_CASE("what followed a document finds it") {
    Journal journal{BookSettings()};
    journal.read_draft("x", shop);
    Books books(journal.entries(), BookSettings());
    books.replay(nullptr, first_date);
    const std::vector<std::string> words = {"sf1234"};
    const std::vector<bool> documents = Finder(books, words, {}).documents();
    std::string refs;
    for (uint32_t i = 0; i < documents.size(); ++i)
        if (documents[i]) refs.append(journal.entries().refs.text(journal.entries().entries[i].ref)).append(" ");
    CHECK(refs == "O1 D1 ");
}

TEST_CASE("comments are those of entries' own lines, without line ends") {
    Journal journal{BookSettings()};
    journal.read_draft("x",
                       "; of none\n2026-11-01 item A ; first\r\n    price 1 ; second\r\n; at the margin\n\n2026-11-02 item B \"a;b\" ;\n");
    const std::vector<Comment> comments = journal.comments().value();
    REQUIRE(comments.size() == 2);
    CHECK(comments[0].entry == 0);
    CHECK(comments[0].text == "first");
    CHECK(comments[1].text == "second");
}

TEST_CASE("a column of goods holds as many as fit, the first however long") {
    CHECK(short_goods("TEA×2, CUP×1") == "TEA×2, CUP×1");
    CHECK(short_goods("TEA×2, CUP×1, POT×3, BOWL×4") == "TEA×2, CUP×1 +2");
    CHECK(short_goods("A-VERY-LONG-CODE-INDEED×2, CUP×1") == "A-VERY-LONG-CODE-INDEED×2 +1");
    CHECK(short_goods("A-VERY-LONG-CODE-INDEED×2") == "A-VERY-LONG-CODE-INDEED×2");
    CHECK(short_goods("").empty());
}
