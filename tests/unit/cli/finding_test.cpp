// Names as they are typed, looked up in a small ledger.
#include "cli/finding.h"

#include <doctest/doctest.h>

#include "cli/session.h"
#include "journal/journal.h"

using namespace daybook;

namespace {

struct Shop {
    explicit Shop(const std::string& text) {
        journal.read_draft("x", text);
        for (const Error& error : journal.errors()) MESSAGE(render_error(error, Lang::en, false));
        CHECK(journal.errors().empty());
    }
    // Its code; "–" for none, "several" or "doubt" for an error.
    std::string item(const std::string& typed, Meant meant = Meant::known) const {
        const Result<ItemId> found = find_item(session, journal.entries(), typed, meant);
        if (!found) return found.error().what.id == Text::err_fits_items ? "several" : "doubt";
        return *found == ItemId::none ? "–" : std::string(journal.entries().items.text(*found));
    }
    std::string party(const std::string& typed, Meant meant = Meant::known) const {
        const Result<PartyId> found = find_party(session, journal.entries(), typed, meant);
        if (!found) return "several";
        return *found == PartyId::none ? "–" : std::string(journal.entries().parties.text(*found));
    }
    std::string account(const std::string& typed, Meant meant = Meant::known) const {
        const Result<WordId> found = find_account(session, journal.entries(), typed, meant);
        if (!found) return "several";
        return *found == WordId::none ? "–" : std::string(journal.entries().words.text(*found));
    }

    Session session;
    Journal journal{BookSettings()};
};

const Shop& shop() {
    static const Shop one(
        "2026-11-01 item LJ-50 龙井茶叶\n    barcode 6901\n    also 西湖绿\n\n"
        "2026-11-01 item LJ-250 \"龙井 礼盒\"\n    barcode 6902\n\n"
        "2026-11-02 item LJ-250\n    barcode 6903\n\n"  // from now on
        "2026-11-01 item 西湖 6901\n\n"
        "2026-11-01 item A10\n\n"
        "2026-11-01 item CAFÉ 🙂咖啡\n\n"
        "2026-11-01 item TEA-BAG \"tea for two\"\n\n"
        "2026-11-01 customer 王芳\n    phone 138-0000-0001\n    also 小芳\n\n"
        "2026-11-01 customer 李明华 \"李 老师\"\n    phone +8613900001234\n\n"
        "2026-11-01 customer Anna\n    phone 13700000001\n\n"
        "2026-11-01 supplier 义乌华美服饰\n\n"
        "2026-11-01 account icbc 工商银行\n\n"
        "2026-11-01 open OB1\n    cash 5.00 wechat\n    cash 6.00 icbc\n    receivable 7.00 Li4\n");
    return one;
}

}  // namespace

TEST_CASE("finding: an item by each kind of its names, the whole of one before a part, and the kinds in order") {
    CHECK(shop().item("LJ-50") == "LJ-50");
    CHECK(shop().item("lj-50") == "LJ-50");
    CHECK(shop().item("ＬＪ－５０") == "LJ-50");
    CHECK(shop().item("6901") == "LJ-50");  // a barcode; the display name of another
    CHECK(shop().item("6902") == "–");      // not its barcode any more
    CHECK(shop().item("6903") == "LJ-250");
    CHECK(shop().item("西湖绿") == "LJ-50");
    CHECK(shop().item("西湖") == "西湖");  // a code, and a part of another name
    CHECK(shop().item("龙井茶叶") == "LJ-50");
    CHECK(shop().item("礼盒") == "LJ-250");
    CHECK(shop().item("龙井") == "several");
    CHECK(shop().item("690") == "西湖");  // a part of its name; of barcodes no part counts
    CHECK(shop().item("903") == "–");
    CHECK(shop().item("cafe\u0301") == "CAFÉ");
    CHECK(shop().item("🙂") == "CAFÉ");
    CHECK(shop().item("乌龙") == "–");
    CHECK(shop().item("A1") == "A10");
}

TEST_CASE("finding: where a new item may be meant, a part is taken only of a name, and of a code it is asked") {
    CHECK(shop().item("茶叶", Meant::any) == "LJ-50");
    CHECK(shop().item("龙井", Meant::any) == "several");
    CHECK(shop().item("TEA", Meant::any) == "doubt");
    CHECK(shop().item("two", Meant::any) == "doubt");
    CHECK(shop().item("A1", Meant::any) == "–");
    CHECK(shop().item("EA", Meant::any) == "–");
    CHECK(shop().item("茶叶", Meant::exactly) == "–");
    CHECK(shop().item("西湖绿", Meant::exactly) == "LJ-50");
}

TEST_CASE("finding: a party by name, other name, phone or its end, or a part of the name") {
    CHECK(shop().party("王芳") == "王芳");
    CHECK(shop().party("小芳") == "王芳");
    CHECK(shop().party("13800000001") == "王芳");
    CHECK(shop().party("139 0000 1234") == "李明华");
    CHECK(shop().party("1234") == "李明华");
    CHECK(shop().party("234") == "–");
    CHECK(shop().party("0001") == "several");
    CHECK(shop().party("800000001") == "王芳");
    CHECK(shop().party("李 老师") == "李明华");
    CHECK(shop().party("华美") == "义乌华美服饰");
    CHECK(shop().party("华") == "several");
    CHECK(shop().party("anna") == "Anna");
}

TEST_CASE("finding: what may be the whole name of somebody else is no part, where a new party may be meant") {
    CHECK(shop().party("李明") == "李明华");
    CHECK(shop().party("明华", Meant::any) == "李明华");
    CHECK(shop().party("义乌华美", Meant::any) == "义乌华美服饰");
    CHECK(shop().party("1234", Meant::any) == "李明华");
    const Shop fresh("2026-11-01 customer 李明华\n\n2026-11-01 customer Anna\n");
    CHECK(fresh.party("李明", Meant::any) == "–");
    CHECK(fresh.party("Ann", Meant::any) == "–");
    CHECK(fresh.party("华", Meant::any) == "李明华");
    CHECK(fresh.party("华", Meant::exactly) == "–");
}

TEST_CASE("finding: an account by code, display name, usual name or a part") {
    CHECK(shop().account("icbc") == "icbc");
    CHECK(shop().account("工商银行") == "icbc");
    CHECK(shop().account("工商", Meant::any) == "icbc");
    CHECK(shop().account("微信", Meant::any) == "wechat");
    CHECK(shop().account("储值", Meant::any) == "deposit");
    CHECK(shop().account("银行", Meant::any) == "–");  // a usual one, though it is a part of another's name
    CHECK(shop().account("ic", Meant::any) == "–");
    CHECK(shop().account("招行") == "–");
}

TEST_CASE("finding: items of an import by whole names only, and by a name of two by none") {
    const Shop one("2026-11-01 item A 茶\n    barcode 1\n    also 绿\n\n2026-11-01 item B 茶\n    also 红\n\n2026-11-01 item 1\n");
    const auto code = item_codes(one.journal.entries());
    CHECK(code("绿") == "A");
    CHECK(code("红") == "B");
    CHECK(code("茶") == "茶");
    CHECK(code("1") == "1");
    CHECK(code("A") == "A");
    CHECK(code("C") == "C");
}
