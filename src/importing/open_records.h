// A file's bytes as records: the one place that knows which kinds of file there are. By what is in them: names and endings lie.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/error.h"
#include "importing/records.h"

namespace daybook {

// What the rules say of it.
struct FileForm {
    std::string_view encoding;
    char delimiter = ',';
    std::string_view sheet = {};  // of a workbook, by name; empty: the first that is wanted
    char decimal = '.';           // its numbers are spelt with, as its texts are
};

// Whether the records are those that are looked for; reads of them what it needs.
using Wanted = std::function<bool(Records&)>;

// The text that the fields are views of is put behind `texts`, or is the reader's own. Where no sheet is wanted, it is the first that is
// not hidden. An Error has no file name.
Result<std::unique_ptr<Records>> open_records(const std::string& bytes, const FileForm& form, const Wanted& wanted,
                                              std::deque<std::string>& texts);

bool is_workbook(std::string_view bytes);

// Has each sheet of a workbook that is not hidden looked at, until one is wanted; its name, or an empty one.
Result<std::string> find_sheet(std::string_view bytes, const Wanted& wanted);

// An Error where the bytes are something else than a table: an old workbook, one with a password, a web page.
Result<void> check_table(std::string_view bytes);

}  // namespace daybook
