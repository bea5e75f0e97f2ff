// An Excel workbook (.xlsx: ECMA-376), as far as all of its sheets share it: which sheets there are, texts, formats.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "importing/xlsx/number_format.h"
#include "importing/xlsx/text_store.h"
#include "importing/xlsx/zip_part.h"

namespace daybook {

// The bytes that all of a workbook's texts may come to: what a cell of ten bytes can stand for must not fill the memory.
constexpr size_t most_text = size_t{512} << 20;
constexpr size_t longest_text = 128 * 1024;  // of a cell: 32,767 characters

struct WorkbookSheet {
    std::string name, part;
    bool hidden = false;
};

// What a workbook without its own says.
struct WorkbookSettings {
    bool from_1904 = false;             // days are counted from
    bool stale = false;                 // whoever wrote it did not work its formulas out
    std::vector<WorkbookSheet> sheets;  // in order; no charts
    std::vector<NumberFormat> formats;  // by style
};

class Workbook {
  public:
    // The bytes must outlive it, and all that reads its sheets. An Error has no file name.
    static Result<Workbook> open(std::string_view bytes);

    const WorkbookSettings& settings() const { return settings_; }
    // Null where there is no such text.
    const std::string_view* text(uint32_t number) const { return number < texts_.size() ? &texts_[number] : nullptr; }
    NumberFormat format(uint32_t style) const { return style < settings_.formats.size() ? settings_.formats[style] : NumberFormat(); }
    Result<ZipPart> part(const std::string& name) { return ZipPart::open(bytes_, name, budget_); }

  private:
    explicit Workbook(std::string_view bytes) : bytes_(bytes) {}
    Result<void> read();
    Result<void> read_texts(const std::string& part);

    std::string_view bytes_;
    UnpackBudget budget_;
    WorkbookSettings settings_;
    std::vector<std::string_view> texts_;  // those that cells share
    TextStore store_;
};

// A text of a workbook as the import has texts: _x000D_ is what it stands for, and what phones leave in it unseen is gone.
std::string plain_text(std::string text);

}  // namespace daybook
