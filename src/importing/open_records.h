// A file's bytes as records: the one place that knows which kinds of file there are.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <string_view>

#include "base/error.h"
#include "importing/records.h"

namespace daybook {

// The text that the fields are views of is put behind `texts`. An Error has no file name.
Result<std::unique_ptr<Records>> open_records(const std::string& bytes, std::string_view encoding, char delimiter,
                                              std::deque<std::string>& texts);

}  // namespace daybook
