// What became of the entries from one state of a ledger to another. A move, within a file or to another, is no change; nor is layout, nor
// a comment, but for the note behind a header.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "journal/journal.h"
#include "journal/merge_units.h"

namespace daybook {

struct EntryText {
    Unit unit;
    std::string file;
    uint32_t line = 0;
};

// Every entry of every file, whether it can be read or not.
Result<std::vector<EntryText>> entry_texts(const Journal& journal);

struct EntryChange {
    std::optional<EntryText> before, now;  // one is missing where the entry was added or removed
};

struct Changes {
    std::vector<EntryChange> entries;  // in the order of the older state, then what was added
    size_t before = 0, added = 0;      // entries that there were, and were added
};

// Of all files of both; entries with errors count too. An error where a file cannot be read again.
Result<Changes> changes_between(const Journal& before, const Journal& now);

}  // namespace daybook
