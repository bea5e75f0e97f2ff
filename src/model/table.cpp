#include "model/table.h"

#include <algorithm>

#include "base/check.h"

namespace daybook {

namespace {

template <class Figure>
Cell sum_of(const Table& table, size_t column, size_t first) {
    Figure sum{};
    for (size_t row = first; row < table.rows.size(); ++row)
        if (const auto* figure = std::get_if<Figure>(&table.rows[row][column])) sum += *figure;
    return sum;
}

size_t column_of(const Table& table, std::string_view key) {
    const auto column = std::find_if(table.columns.begin(), table.columns.end(), [&](const Column& c) { return c.key == key; });
    CHECK_INVARIANT(table.total && column != table.columns.end());
    return static_cast<size_t>(column - table.columns.begin());
}

}  // namespace

std::vector<Cell> sums_of(const Table& table, size_t first) {
    std::vector<Cell> sums(table.columns.size());
    for (size_t i = 0; i < sums.size(); ++i) switch (table.columns[i].sum) {
            case Summed::no: break;
            case Summed::money: sums[i] = sum_of<Money>(table, i, first); break;
            case Summed::quantity: sums[i] = sum_of<Quantity>(table, i, first); break;
            case Summed::count: sums[i] = sum_of<int64_t>(table, i, first); break;
        }
    return sums;
}

void add_total(Table& table) { table.total = sums_of(table); }

Cell& total_of(Table& table, std::string_view key) { return (*table.total)[column_of(table, key)]; }
Money total_money(const Table& table, std::string_view key) { return std::get<Money>((*table.total)[column_of(table, key)]); }

}  // namespace daybook
