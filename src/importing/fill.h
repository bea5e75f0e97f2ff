// Text with {Column} in it, filled from a row's cells. {One or Other} is the first of them that is not blank; {Column|服务费*} what stands
// for the * in the cell, between the two texts; {Column|#} the first number in it.
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
        enum class Of { all, between, number };
        std::string text;     // plain text, where `column` is none
        uint32_t column = 0;  // index into the cells
        bool is_column = false;
        std::vector<uint32_t> others = {};  // columns that stand in where `column` is blank
        Of of = Of::all;                    // how much of the cell: between is what lies between `text` and `after`
        std::string after = {};
    };
    std::vector<Part> parts;

    std::vector<uint32_t> columns() const;
};

// {{ and }} are braces. Nothing where a brace has no partner.
std::optional<Template> parse_template(std::string_view text, const std::function<uint32_t(std::string_view)>& number_of_column);

// The words of a text, parted by blanks outside braces.
std::vector<std::string_view> split_words(std::string_view text);

// A view of a cell where that is all there is, else of `scratch`, valid until that changes.
std::string_view fill(const Template& with, std::span<const std::string_view> cells, std::string& scratch);

// What a part stands for: its text, or what it takes of the cell.
std::string_view value_of(const Template::Part& part, std::span<const std::string_view> cells);

}  // namespace daybook
