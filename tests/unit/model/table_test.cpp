#include "model/table.h"

#include <doctest/doctest.h>

using namespace daybook;

namespace {

Table sample() {
    Table table;
    table.columns = {{"item", Text::col_item},
                     {"quantity", Text::col_quantity, Summed::quantity},
                     {"revenue", Text::col_revenue, Summed::money},
                     {"margin", Text::col_margin},
                     {"documents", Text::col_documents, Summed::count}};
    return table;
}

}  // namespace

TEST_CASE("a total sums the columns that say so, and no others; empty cells count for nothing") {
    Table table = sample();
    table.rows.push_back({std::string("TEA"), Quantity(2), Money(1000), Percent{10}, int64_t{1}});
    table.rows.push_back({std::string("CUP"), Quantity(3), Cell(), Percent{20}, int64_t{4}});
    add_total(table);
    REQUIRE(table.total->size() == 5);
    CHECK(std::holds_alternative<std::monostate>((*table.total)[0]));
    CHECK(std::get<Quantity>((*table.total)[1]) == Quantity(5));
    CHECK(total_money(table, "revenue") == Money(1000));
    CHECK(std::holds_alternative<std::monostate>(total_of(table, "margin")));
    CHECK(std::get<int64_t>(total_of(table, "documents")) == 5);
    total_of(table, "margin") = Percent{15};
    CHECK(std::get<Percent>((*table.total)[3]).tenths == 15);
}

TEST_CASE("the total of no rows is zero, of each column's kind; a subtotal begins where its section does") {
    Table table = sample();
    add_total(table);
    CHECK(total_money(table, "revenue") == Money());
    CHECK(std::get<int64_t>(total_of(table, "documents")) == 0);
    table.rows.push_back({std::string("TEA"), Quantity(2), Money(1000), Cell(), int64_t{1}});
    table.rows.push_back({std::string("CUP"), Quantity(3), Money(70), Cell(), int64_t{1}});
    CHECK(std::get<Money>(sums_of(table, 1)[2]) == Money(70));
}
