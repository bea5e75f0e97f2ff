// Text with {Column} in it, filled from a row's cells. {Column|服务费*} is what stands for the * in the cell: what lies between the two
// texts.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "importing/cell.h"

namespace daybook {

struct Template {
    struct Part {
        std::string text;     // plain text, where `column` is none
        uint32_t column = 0;  // index into the cells
        bool is_column = false;
        bool between = false;  // only what lies between `text` and `after`
        std::string after;
    };
    std::vector<Part> parts;
};

// {{ and }} are braces. Nothing where a brace has no partner.
std::optional<Template> parse_template(std::string_view text, const std::function<uint32_t(std::string_view)>& number_of_column);

// The words of a text, parted by blanks outside braces.
std::vector<std::string_view> split_words(std::string_view text);

// A view of a cell where that is all there is, else of `scratch`, valid until that changes.
std::string_view fill(const Template& with, std::span<const std::string_view> cells, std::string& scratch);

struct Amount {
    int64_t value = 0;
    bool blank = true;  // nothing but blank cells
    BadNumber bad = BadNumber::none;
};

// A number: plain + and - between columns add and subtract, and a blank cell counts nothing.
Amount fill_amount(const Template& with, std::span<const std::string_view> cells, int decimals, NumberMarks marks, std::string& scratch);

}  // namespace daybook
