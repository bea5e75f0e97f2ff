// A sheet of a workbook as records: a row is one, with the sheet's own number for its line, and as a line of CSV where its raw text is
// asked.
#pragma once

#include <memory>
#include <optional>

#include "importing/records.h"
#include "importing/xlsx/sheet_rows.h"

namespace daybook {

// How its rows are to be spelt.
struct SheetForm {
    char delimiter = ',';  // of the raw text
    char decimal = '.';    // before the decimals of numbers, as the rules have it for texts
};

class SheetReader final : public Records {
  public:
    // The sheet of that number.
    static Result<std::unique_ptr<SheetReader>> open(std::shared_ptr<Workbook> book, size_t sheet, size_t bytes, SheetForm form);

    // The same sheet from its start; this reader is of no use any more.
    Result<std::unique_ptr<SheetReader>> again();

    // What was wrong with it, for whom looked at it only to see what it is.
    const std::optional<Error>& failed() const { return failed_; }

    // Blank rows are passed over; all others are as wide as the widest up to there.
    Result<bool> next() override;
    std::string_view head() const override { return store_.first(); }
    bool iso_days() const override { return true; }

  private:
    SheetReader(std::shared_ptr<Workbook> book, ZipPart part, std::vector<Merge> merges, size_t bytes, SheetForm form);
    Result<bool> read();
    bool take(const SheetRow& row);  // false where it is blank
    void take_faults(const SheetRow& row);
    void fill_merges(uint32_t row);
    void put_record();

    std::shared_ptr<Workbook> book_;
    SheetRows rows_;
    XmlPart xml_;
    std::vector<Merge> merges_;  // in order of rows; those before next_merge_ have begun
    size_t next_merge_ = 0;
    std::vector<size_t> open_merges_;
    uint64_t work_ = 0;  // cells gone through, blank ones too
    size_t bytes_;
    SheetForm form_;
    bool ended_ = false;
    std::optional<Error> failed_;
    std::vector<std::string_view> cells_;  // of the row, by column
    size_t widest_ = 0;
    std::string record_;
    std::vector<size_t> places_;  // of the fields in it; npos for one that is not there as it stands
    TextStore store_;
};

}  // namespace daybook
