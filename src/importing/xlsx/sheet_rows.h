// The rows of a sheet as they come out of its part, with cells as they mean.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "importing/xlsx/merges.h"
#include "importing/xlsx/workbook.h"
#include "importing/xlsx/xml_part.h"

namespace daybook {

enum class CellFault : uint8_t { none, error, no_value };

struct SheetRow {
    struct Cell {
        uint32_t column = 0;
        uint32_t size = 0;  // of its text
        CellFault fault = CellFault::none;
    };
    uint32_t number = 0;
    std::vector<Cell> cells;  // that hold something, from left to right
    std::string text;         // of all of them, one behind the other

    void clear() {
        cells.clear();
        text.clear();
    }
};

class SheetRows : public XmlSink {
  public:
    SheetRows(const Workbook& book, std::string part, char decimal) : book_(book), part_(std::move(part)), decimal_(decimal), rows_(1) {}

    // Rows that are whole, and not taken yet; null where more of the part must be read first. Valid until more of it is.
    const SheetRow* take();

    void start(std::string_view name, const XmlAttributes& of) override;
    void end(std::string_view name) override;
    void text(std::string_view more) override;

  private:
    void start_row(const XmlAttributes& of);
    void start_cell(const XmlAttributes& of);
    void end_cell();
    std::string number() const;
    void add_cell(std::string_view text, CellFault found = CellFault::none);
    void break_off() { fault = {Text::import_part_broken, {part_}}; }

    const Workbook& book_;
    const std::string part_;
    const char decimal_;
    std::vector<SheetRow> rows_;  // whole ones, and the one under way behind them; kept for their memory
    size_t whole_ = 0, taken_ = 0;
    size_t waiting_ = 0;  // bytes of text in them
    uint32_t last_row_ = 0;
    bool in_rows_ = false, in_row_ = false, in_cell_ = false;

    // of the cell under way
    CellPlace place_;
    enum class Holds : uint8_t { number, shared, plain, truth, error, day } holds_ = Holds::number;
    uint32_t style_ = 0;
    uint32_t next_column_ = 0;
    bool has_formula_ = false, takes_text_ = false, is_said_ = false;
    std::string value_;
};

}  // namespace daybook
