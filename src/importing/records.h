// A table from outside, one record at a time: of a CSV, or of a sheet of a workbook.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace daybook {

class Records {
  public:
    virtual ~Records() = default;

    // False at the end. An Error has its line; it has no file name.
    virtual Result<bool> next() = 0;

    // Views that stay valid for the reader's life, and that of the text it reads, not only until the next record.
    const std::vector<std::string_view>& fields() const { return fields_; }
    std::string_view raw() const { return raw_; }    // the record as it stands, without its line end
    uint32_t line() const { return line_; }          // where the record starts
    size_t offset() const { return at_; }            // bytes read so far
    virtual std::string_view head() const = 0;       // what was read so far, as text, or the beginning of it: line by line
    virtual bool iso_days() const { return false; }  // days are days, whatever the rules say of how dates are written

    // A field without the value that it should have: an error of a spreadsheet, a formula without its result.
    struct Fault {
        size_t field = 0;
        Text why = Text::nothing;
        std::string place, holds;
    };
    const std::vector<Fault>& faults() const { return faults_; }  // of the record

  protected:
    Records() = default;
    Records(const Records&) = default;
    Records(Records&&) = default;
    Records& operator=(const Records&) = default;
    Records& operator=(Records&&) = default;

    std::vector<std::string_view> fields_;
    std::vector<Fault> faults_;
    std::string_view raw_;
    uint32_t line_ = 0;
    size_t at_ = 0;
};

}  // namespace daybook
