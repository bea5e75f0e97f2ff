// The goods of an entry in one line: "TEA×2, CUP×1".
#pragma once

#include <string>

#include "books/books.h"
#include "model/table.h"

namespace daybook {

// Goods put down one after the other, in the order in which they come.
class GoodsText {
  public:
    explicit GoodsText(const Entries& entries) : entries_(entries) {}

    void add(ItemId item, Quantity q, WordId unit = WordId::none, std::string_view sign = {});
    const std::string& text() const { return all_; }

  private:
    const Entries& entries_;
    std::string all_;
};

// As the entry lists them; with signs where some come and some go.
std::string goods_text(const Entries& entries, const Entry& entry);
bool has_line_of(const Entries& entries, const Entry& entry, ItemId item);
// What an order has still to ship, or a purchase order still to receive.
std::string open_goods_text(const Entries& entries, const Order& order);

// As many of them as fit in a column of a list, and how many more there are: "TEA×2, CUP×1 +3".
std::string short_goods(const std::string& goods);

// A column of goods: all of them for scripts, those that fit on a screen. Its cells.
void add_goods_columns(Table& table, const std::string& key, Text label);
void add_goods_cells(std::vector<Cell>& row, const std::string& goods);

}  // namespace daybook
