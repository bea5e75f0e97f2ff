// Cells as text: for data formats as they are, for screens as a sheet that terminal, HTML and Markdown draw each in its way.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "model/table.h"

namespace daybook {

// One line, safe for a terminal: line ends and tabs become spaces, then printable().
std::string one_line(std::string_view text);
std::string one_line(const Message& message, Lang lang);

// In a data format: dates ISO, money with all its decimals, words in English, bars and empty cells as nothing. Names as they are stored.
std::string data_text(const Cell& cell, int money_decimals);

bool is_words(const Cell& cell);  // a name or a text of the catalogue, not a figure

// The columns that data formats show.
std::vector<size_t> data_columns(const Table& table);

// A cell as a person sees it.
struct Shape {
    std::string text;     // one line; a bar is drawn in blocks
    uint32_t cells = 0;   // its width()
    bool right = false;   // a figure
    bool alarm = false;   // a negative figure that is to stand out
    int32_t filled = -1;  // of a bar: thousandths; -1 for all else
};

// A table as a person sees it: only the columns for screens.
struct Sheet {
    std::vector<std::string> heads;
    std::vector<bool> right;  // by column: it holds figures, so its head stands over their end
    std::vector<std::vector<Shape>> rows;
    std::vector<Band> bands;                  // by row, or empty; plain rows of a table that has them are indented
    std::optional<std::vector<Shape>> total;  // with the word "total" where its first cell is empty
};

// Whose it is, which days it covers, in which currency, and when it was made: a line under the title. Empty where the report does not say.
std::string origin_of(const Report& report, Lang lang);

// The tables for screens, and those for data.
std::vector<const Table*> tables_without(const Report& report, Shown left_out);

Sheet sheet_of(const Table& table, int money_decimals, Lang lang);

}  // namespace daybook
