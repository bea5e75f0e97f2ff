#include "importing/xlsx/sheet_rows.h"

#include <algorithm>

namespace daybook {

namespace {

// A piece of a part has a few thousand cells at most; of shared texts of the longest kind they would fill the memory.
constexpr size_t most_waiting = size_t{64} << 20;

// 2026-11-03T12:30:00.000Z as the journal's readers have it.
std::string day_and_time(std::string_view iso) {
    std::string out(iso.substr(0, iso.find_first_of(".Z")));
    if (out.size() > 10 && out[10] == 'T') out[10] = ' ';
    return out;
}

}  // namespace

const SheetRow* SheetRows::take() {
    if (taken_ < whole_) return &rows_[taken_++];
    if (whole_ > 0) std::swap(rows_[0], rows_[whole_]);
    whole_ = taken_ = waiting_ = 0;
    return nullptr;
}

void SheetRows::start(std::string_view name, const XmlAttributes& of) {
    if (in_cell_) {
        if (name == "f") has_formula_ = true;
        if (name == "rPh") is_said_ = true;
        takes_text_ = name == "v" || (name == "t" && !is_said_);
    } else if (in_row_) {
        if (name == "c") start_cell(of);
    } else if (in_rows_) {
        if (name == "row") start_row(of);
    } else if (name == "sheetData") {
        in_rows_ = true;
    }
}

void SheetRows::end(std::string_view name) {
    if (in_cell_) {
        takes_text_ = false;
        if (name == "rPh") is_said_ = false;
        if (name == "c") end_cell();
    } else if (in_row_) {
        if (name != "row") return;
        in_row_ = false;
        if (rows_.size() == ++whole_) rows_.emplace_back();
    } else if (name == "sheetData") {
        in_rows_ = false;
    }
}

void SheetRows::text(std::string_view more) {
    if (!takes_text_) return;
    value_ += more;
    if (value_.size() > longest_text) break_off();
}

// A row or cell that does not say where it is stands behind the last one.
void SheetRows::start_row(const XmlAttributes& of) {
    uint32_t number = last_row_ + 1;
    if (const std::string_view said = of["r"]; !said.empty() && (!read_count(said, number) || number <= last_row_)) return break_off();
    if (number > most_rows) return break_off();
    last_row_ = number;
    next_column_ = 0;
    in_row_ = true;
    rows_[whole_].clear();
    rows_[whole_].number = number;
}

void SheetRows::start_cell(const XmlAttributes& of) {
    place_ = {last_row_, next_column_};
    const std::string_view said = of["r"], type = of["t"];
    if (!said.empty() && (!read_place(said, place_) || place_.row != last_row_ || place_.column < next_column_)) return break_off();
    if (place_.column >= most_columns) return break_off();
    next_column_ = place_.column + 1;
    in_cell_ = true;
    has_formula_ = is_said_ = false;
    value_.clear();
    if (!read_count(of["s"], style_)) style_ = 0;
    holds_ = type.empty() || type == "n" ? Holds::number
             : type == "s"               ? Holds::shared
             : type == "b"               ? Holds::truth
             : type == "e"               ? Holds::error
             : type == "d"               ? Holds::day
                                         : Holds::plain;
}

void SheetRows::end_cell() {
    in_cell_ = false;
    if (has_formula_ && (value_.empty() ? holds_ != Holds::plain : book_.settings().stale)) return add_cell({}, CellFault::no_value);
    if (value_.empty()) return;
    switch (holds_) {
        case Holds::number: return add_cell(number());
        case Holds::plain: return add_cell(plain_text(std::move(value_)));
        case Holds::truth: return add_cell(is_true(value_) ? "TRUE" : "FALSE");
        case Holds::error: return add_cell(value_, CellFault::error);
        case Holds::day: return add_cell(day_and_time(value_));
        case Holds::shared: break;
    }
    uint32_t number = 0;
    const std::string_view* shared = read_count(value_, number) ? book_.text(number) : nullptr;
    shared ? add_cell(*shared) : break_off();
}

std::string SheetRows::number() const {
    std::string out = number_text(value_, book_.format(style_), book_.settings().from_1904);
    if (decimal_ != '.' && out.find_first_of("Ee") == std::string::npos) std::replace(out.begin(), out.end(), '.', decimal_);
    return out;
}

void SheetRows::add_cell(std::string_view text, CellFault found) {
    if (text.empty() && found == CellFault::none) return;
    SheetRow& row = rows_[whole_];
    row.cells.push_back({place_.column, static_cast<uint32_t>(text.size()), found});
    row.text += text;
    waiting_ += text.size();
    if (waiting_ > most_waiting) fault = {Text::import_book_too_large, {part_, std::to_string(most_text >> 20)}};
}

}  // namespace daybook
