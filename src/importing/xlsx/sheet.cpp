#include "importing/xlsx/sheet.h"

#include <algorithm>

namespace daybook {

namespace {

constexpr uint64_t most_work = uint64_t{1} << 27;

Error too_large(const std::string& part) {
    return Error({Text::import_book_too_large, {part, std::to_string(most_text >> 20)}}, Text::import_split_book);
}

}  // namespace

Result<std::unique_ptr<SheetReader>> SheetReader::open(std::shared_ptr<Workbook> book, size_t sheet, size_t bytes, SheetForm form) {
    const std::string& name = book->settings().sheets[sheet].part;
    auto merges = read_merges(*book, name);
    if (!merges) return tl::unexpected(std::move(merges.error()));
    auto part = book->part(name);
    if (!part) return tl::unexpected(std::move(part.error()));
    return std::unique_ptr<SheetReader>(new SheetReader(std::move(book), std::move(*part), std::move(*merges), bytes, form));
}

Result<std::unique_ptr<SheetReader>> SheetReader::again() {
    auto part = book_->part(xml_.part().name());
    if (!part) return tl::unexpected(std::move(part.error()));
    for (Merge& merge : merges_) merge.holds.clear();
    return std::unique_ptr<SheetReader>(new SheetReader(book_, std::move(*part), std::move(merges_), bytes_, form_));
}

SheetReader::SheetReader(std::shared_ptr<Workbook> book, ZipPart part, std::vector<Merge> merges, size_t bytes, SheetForm form)
    : book_(std::move(book)),
      rows_(*book_, part.name(), form.decimal),
      xml_(std::move(part), rows_),
      merges_(std::move(merges)),
      bytes_(bytes),
      form_(form) {}

Result<bool> SheetReader::next() {
    auto more = read();
    if (!more) failed_ = more.error();
    return more;
}

Result<bool> SheetReader::read() {
    for (;;) {
        while (const SheetRow* row = rows_.take()) {
            const bool any = take(*row);
            if (work_ > most_work || store_.bytes() > most_text) return tl::unexpected(too_large(xml_.part().name()));
            if (any) return true;
        }
        if (ended_) return false;
        const auto more = xml_.more();
        if (!more) return tl::unexpected(more.error());
        ended_ = !*more;
        at_ = xml_.part().share(bytes_);
    }
}

bool SheetReader::take(const SheetRow& row) {
    cells_.assign(row.cells.empty() ? 0 : widest_, {});
    size_t at = 0;
    for (const SheetRow::Cell& cell : row.cells) {
        if (cell.column >= cells_.size()) cells_.resize(cell.column + 1);
        cells_[cell.column] = std::string_view(row.text).substr(at, cell.size);
        at += cell.size;
    }
    fill_merges(row.number);
    take_faults(row);
    work_ += cells_.size() + 1;
    if (cells_.empty()) return false;
    widest_ = std::max(widest_, cells_.size());
    cells_.resize(widest_);
    line_ = row.number;
    put_record();
    return true;
}

void SheetReader::take_faults(const SheetRow& row) {
    faults_.clear();
    size_t at = 0;
    for (const SheetRow::Cell& cell : row.cells) {
        const std::string_view text = std::string_view(row.text).substr(at, cell.size);
        at += cell.size;
        if (cell.fault == CellFault::none) continue;
        const Text why = cell.fault == CellFault::error ? Text::import_cell_error : Text::import_cell_no_value;
        faults_.push_back({cell.column, why, place_text({row.number, cell.column}), std::string(text)});
    }
}

void SheetReader::fill_merges(uint32_t row) {
    for (; next_merge_ < merges_.size() && merges_[next_merge_].first.row <= row; ++next_merge_) {
        Merge& merge = merges_[next_merge_];
        if (merge.first.row == row && merge.first.column < cells_.size()) merge.holds = cells_[merge.first.column];
        if (!merge.holds.empty()) open_merges_.push_back(next_merge_);
    }
    std::erase_if(open_merges_, [&](size_t number) { return merges_[number].last.row < row; });
    for (size_t number : open_merges_) {
        const Merge& merge = merges_[number];
        work_ += merge.last.column - merge.first.column + 1;
        if (work_ > most_work) return;
        if (merge.last.column >= cells_.size()) cells_.resize(merge.last.column + 1);
        for (size_t column = merge.first.column; column <= merge.last.column; ++column)
            if (cells_[column].empty()) cells_[column] = merge.holds;
    }
}

// The row as a line of CSV, kept; its fields are views of that as far as they can be.
void SheetReader::put_record() {
    const char special[] = {form_.delimiter, '"', '\n', '\r'};
    record_.clear();
    places_.clear();
    for (size_t i = 0; i < cells_.size(); ++i) {
        const std::string_view cell = cells_[i];
        if (i > 0) record_ += form_.delimiter;
        if (cell.find_first_of(std::string_view(special, sizeof special)) == std::string_view::npos) {
            places_.push_back(record_.size());
            record_ += cell;
            continue;
        }
        record_ += '"';
        places_.push_back(cell.find('"') == std::string_view::npos ? record_.size() : std::string::npos);
        for (char c : cell) record_.append(c == '"' ? 2 : 1, c);
        record_ += '"';
    }
    const std::string_view kept = store_.add(record_ += '\n');
    raw_ = kept.substr(0, kept.size() - 1);
    fields_.clear();
    for (size_t i = 0; i < cells_.size(); ++i)
        fields_.push_back(places_[i] == std::string::npos ? store_.add(cells_[i]) : kept.substr(places_[i], cells_[i].size()));
}

}  // namespace daybook
