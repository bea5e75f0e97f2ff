// Entries that stand for others (clause `replaces`): the replaced are out of the books, and what was entered `of` them is `of` the entries
// that replace them.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "model/names.h"

namespace daybook {

struct Entries;
struct Problem;

class Replacements {
  public:
    bool empty() const { return by_.empty(); }
    // The entry that replaces this one; no_entry where none does. A replacement that is void replaces nothing.
    uint32_t by(uint32_t entry) const;
    // The one that stands for it in the end; itself where it is not replaced.
    uint32_t last(uint32_t entry) const;
    // What the entry was written `of`, where that is replaced; else none.
    RefId written_of(uint32_t entry) const;

  private:
    friend std::vector<Problem> resolve_replacements(Entries& entries);
    void restore(Entries& entries);
    void redirect(Entries& entries, std::vector<Problem>& problems);

    std::unordered_map<uint32_t, uint32_t> by_;    // replaced entry → its replacement
    std::unordered_map<uint32_t, RefId> written_;  // entry → what it was written `of`
};

// Puts replacements in place of what they replace in each entry's `of`, but for voids; once more whenever entries came. What is wrong with
// them, each said at its entry.
std::vector<Problem> resolve_replacements(Entries& entries);

}  // namespace daybook
