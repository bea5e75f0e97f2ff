// Puts closed_until into the text of a daybook.toml, and leaves every other byte of it as it was.
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"
#include "model/date.h"

namespace daybook {

// `comment`, where it is not empty, becomes a line of its own above closed_until. An error where the file has no place for it, such as
// books = {…} on one line. `path` is what errors call the file.
Result<std::string> with_closed_until(const std::string& path, std::string_view text, Date until, std::string_view comment);

}  // namespace daybook
