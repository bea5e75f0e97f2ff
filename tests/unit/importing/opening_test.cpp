#include "importing/opening.h"

#include <doctest/doctest.h>

#include "importing/opening_header.h"

using namespace daybook;

namespace {

std::optional<OpeningTable> table_of(std::vector<std::string_view> cells) {
    const auto header = opening_header(cells);
    return header ? std::optional(header->table) : std::nullopt;
}

Opening opening_of(const std::string& text) {
    const ImportFile file{"x.csv", text};
    auto opening = read_opening({&file, 1}, 2);
    if (!opening)
        for (const Error& error : opening.error()) MESSAGE(render_error(error, Lang::en, false));
    REQUIRE(opening);
    return *opening;
}

}  // namespace

TEST_CASE("opening: a table is known by its header row") {
    CHECK(table_of({"Code", "Name", "Qty"}) == OpeningTable::items);
    CHECK(table_of({"编码", "名称", "成本（元）"}) == OpeningTable::items);
    CHECK(table_of({"名称", "供应商", "库存"}) == OpeningTable::items);  // of whom it is bought, not a list of suppliers
    CHECK(table_of({"name", "phone", "level", "receivable"}) == OpeningTable::customers);
    CHECK(table_of({"姓名", "应收"}) == OpeningTable::customers);
    CHECK(table_of({"name", "phone", "payable"}) == OpeningTable::suppliers);
    CHECK(table_of({"供应商名称", "联系电话"}) == OpeningTable::suppliers);
    CHECK(table_of({"账户", "余额"}) == OpeningTable::accounts);
    CHECK_FALSE(table_of({"TEA", "龙井茶", "20"}));
    CHECK_FALSE(table_of({"name"}));
    CHECK_FALSE(table_of({"code", "name"}));  // tells nothing of them
    CHECK_FALSE(table_of({"", ""}));
}

TEST_CASE("opening: what it comes to") {
    const Opening opening = opening_of(
        "code\tcost\tquantity\tvalue\nA\t0.333333\t3\t\nB\t\t2\t10.01\nC\t0\t5\t\n\n"
        "customer\treceivable\tstored value\n王芳\t-20.00\t5\n\nsupplier\tpayable\nX\t7\n\naccount\tbalance\nbank\t¥1,234,567.80\n");
    CHECK(opening.stock == Money(100 + 1001));
    CHECK(opening.receivable == Money(-2000));
    CHECK(opening.stored_value == Money(500));
    CHECK(opening.payable == Money(700));
    CHECK(opening.held == Money(123456780));
    CHECK(opening.rows.size() == 6);
}

TEST_CASE("opening: the entries, without what is declared already") {
    const Opening opening = opening_of("code,name,price,cost,quantity\nTEA,龙井,68,34.5,2\nCUP,CUP,,1,0\n");
    OpeningWords words{"2026-11-01", "OB1", "", "", {}, [](const std::string& name) { return name; }};
    words.declared = [](Kind, const std::string&) { return false; };
    CHECK(opening_text(opening, words) ==
          "2026-11-01 item TEA 龙井\n    price 68.00\n\n2026-11-01 item CUP\n\n2026-11-01 open OB1\n    + TEA 2 @ 34.50\n");
    words.declared = [](Kind, const std::string& name) { return name == "TEA"; };
    CHECK(opening_text(opening, words) == "2026-11-01 item CUP\n\n2026-11-01 open OB1\n    + TEA 2 @ 34.50\n");
}
