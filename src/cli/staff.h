// Who enters: where daybook.toml names staff, a writing command says `by` of itself.
#pragma once

#include <string>

#include "base/error.h"
#include "cli/session.h"

namespace daybook {

// DAYBOOK_STAFF, else the member of the staff whose email, or else whose name, is that of git's user here; empty where there is none, or
// daybook.toml names no staff. Git is asked only where it does.
std::string who_enters(const Session& session);

}  // namespace daybook
