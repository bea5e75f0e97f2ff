// The device: what tells the refs that are made in this clone of a ledger from those of every other, so that two tills never make the same
// one. git would take two equal entries of one ref for one, and a sale were lost.
#pragma once

#include "cli/session.h"

namespace daybook {

// Before something is written, by the books as they stand. Where neither DAYBOOK_DEVICE nor daybook.toml names a device, a clone draws a
// name that nobody has and keeps it in git's configuration; so does a copy of the folder, and a clone that finds its name with another.
// Where .gitattributes asks for the merge driver, it is set. Says in one line what it did. Not `for_good`: nothing is kept, nor said.
// False after saying what is wrong.
bool settle_device(Session& session, const Entries& entries, bool for_good);

// Keeps in mind which refs are made here, before the entries from `first` on are written.
void remember_refs(Session& session, const Entries& entries, size_t first);

// Whether daybook.toml, which all clones share, gives them one device.
bool shares_device(const Session& session);

}  // namespace daybook
