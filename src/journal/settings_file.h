// daybook.toml into settings. Every wrong type, value or name is an error with its place.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "model/settings.h"

namespace daybook {

// What is wrong with a word of [staff.NAME] may; nothing where it is a kind of entry or a command. Commands are known above: cli/rights.
using WrongRight = std::function<Error(std::string_view)>;

// `path` is what errors call the file; `text` is what it holds. Errors are appended; settings hold what could be read.
Settings parse_settings(const std::string& path, std::string_view text, Errors& errors, const WrongRight& wrong_right = {});

// What may tell a machine's refs from those of others: one to three letters or digits.
bool is_device(std::string_view name);

}  // namespace daybook
