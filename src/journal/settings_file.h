// daybook.toml into settings. Every wrong type, value or name is an error with its place.
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"
#include "model/settings.h"

namespace daybook {

// `path` is what errors call the file; `text` is what it holds. Errors are appended; settings hold what could be read.
Settings parse_settings(const std::string& path, std::string_view text, Errors& errors);

// What may tell a machine's refs from those of others: one to three letters or digits.
bool is_device(std::string_view name);

}  // namespace daybook
