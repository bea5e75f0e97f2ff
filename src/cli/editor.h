// A text in the user's editor: $VISUAL, else $EDITOR, else vi.
#pragma once

#include <string>

#include "base/error.h"

namespace daybook {

// What the user made of the text. It lies in a file of its own, which ends in the suffix, until it is read; where the editor fails it stays
// there, and the error says where.
Result<std::string> edited(const std::string& text, const std::string& suffix);

// Puts the text in a new file beside these, where it stays: its path.
Result<std::string> kept_text(const std::string& text, const std::string& suffix);

}  // namespace daybook
