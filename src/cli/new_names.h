// Nothing new by accident: what an entry names for the first time is looked at before it is written.
#pragma once

#include <cstdint>
#include <string>

#include "base/error.h"
#include "base/options.h"
#include "model/entry.h"

namespace daybook {

class Session;

// What the journal knew before an entry: ids from there on are new.
struct KnownBefore {
    uint32_t items = 0, parties = 0;
    size_t entries = 0;
};

// False after saying which new name is to be confirmed: an account, channel, warehouse, courier or member of staff that neither the ledger
// nor daybook.toml names, but for the usual ones and the first of their sort; an item or party that is likely a slip.
bool check_new_names(const Session& session, const Entries& entries, const KnownBefore& before);

// "new customer 王方; there is a 王芳", on standard error.
void say_new_parties(const Session& session, const Entries& entries, const KnownBefore& before);

// On a terminal: says what is doubtful and asks whether the name is new, and not another that is near (empty where none is). False where
// nobody can be asked.
bool is_said_to_be_new(const Session& session, const Error& doubt, std::string_view name, std::string_view near);

}  // namespace daybook
