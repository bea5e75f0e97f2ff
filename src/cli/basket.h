// Goods as they are typed at a till, line after line: what a line means, and what is in the basket after it. Knows no journal.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/compose.h"

namespace daybook {

// What a typed line asks for. `item` is as typed; empty means the line that was changed last.
struct TillLine {
    enum class What { nothing, help, pick, add, take_back, reprice, set_quantity };
    What what = What::nothing;
    TypedGoods goods;
    size_t number = 0;  // of `pick`
};

// A scanned code alone is one of it. `is_item` says whether somebody calls an item so: a code may hold blanks, colons, or be a number. With
// `choices` on offer a number up to that picks one.
Result<TillLine> read_till_line(const std::string& typed, size_t choices, const std::function<bool(const std::string&)>& is_item);

class Basket {
  public:
    const std::vector<TypedGoods>& lines() const { return lines_; }
    bool empty() const { return lines_.empty(); }
    // The line that was changed last. Not of an empty basket.
    const TypedGoods& last() const { return lines_[last_]; }
    size_t last_index() const { return last_; }

    // Goods that are there already are more of that line, unless another price was typed.
    Result<void> add(const TypedGoods& goods);
    // So much of the item, or of the last line where goods.item is empty; what is left of it, which may be nothing.
    Result<void> take_back(const TypedGoods& goods);
    Result<void> set_quantity(const std::string& quantity, const std::string& unit);
    Result<void> reprice(const std::string& price);
    // The last line goes, whatever it holds.
    void drop_last();

    // CODE:QUANTITY@PRICE of each, as they are typed behind a command.
    std::vector<std::string> words() const;

  private:
    std::vector<TypedGoods> lines_;
    size_t last_ = 0;
};

}  // namespace daybook
