// A table from outside, one record at a time: a CSV today, a sheet of a workbook as well as any.
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
    std::string_view raw() const { return raw_; }  // the record as it stands, without its line end
    uint32_t line() const { return line_; }        // where the record starts
    size_t offset() const { return at_; }          // bytes read so far

  protected:
    Records() = default;
    Records(const Records&) = default;
    Records(Records&&) = default;
    Records& operator=(const Records&) = default;
    Records& operator=(Records&&) = default;

    std::vector<std::string_view> fields_;
    std::string_view raw_;
    uint32_t line_ = 0;
    size_t at_ = 0;
};

}  // namespace daybook
