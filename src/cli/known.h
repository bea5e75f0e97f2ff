// Names that filters take: known to the sales of the journal, or an error with what was likely meant.
#pragma once

#include <string>

#include "base/error.h"
#include "model/entry.h"

namespace daybook {

Result<WordId> known_channel(const Entries& entries, const std::string& name);
Result<WordId> known_tag(const Entries& entries, const std::string& name);
Result<WordId> known_staff(const Entries& entries, const std::string& name);

}  // namespace daybook
