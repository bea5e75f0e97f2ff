// Cells of a sheet that were merged to one. What the first of them holds stands in all of them: under a heading over two columns, beside an
// order's number over three rows.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "importing/xlsx/workbook.h"

namespace daybook {

// As the format has it.
constexpr uint32_t most_rows = 1'048'576, most_columns = 16'384;

struct CellPlace {
    uint32_t row = 0, column = 0;  // from 1, and from 0
};

// C5. False where it is no cell that a sheet can have.
bool read_place(std::string_view text, CellPlace& place);
std::string place_text(CellPlace place);

struct Merge {
    CellPlace first, last;
    std::string holds;  // once its first row was read
};

// They stand behind the rows, so that the part is read for them once before; by the way all of it is found sound. In order of rows.
Result<std::vector<Merge>> read_merges(Workbook& book, const std::string& part);

}  // namespace daybook
