// Entries that were read apart from others, put behind them as if they had been read on.
#pragma once

#include <cstdint>
#include <vector>

#include "model/entry.h"

namespace daybook {

// For several parts, one after the other, read into the same Entries: what a part's names are called in the whole is kept for the next.
class Joiner {
  public:
    // Puts the part, whose lines are counted from 1, behind the whole, `lines` of whose file stand before it. Of the part are left its
    // names, but no refs. False, and nothing is put, where an entry of the part has a ref that an entry of the whole has.
    bool join(Entries& whole, Entries& part, uint32_t lines);

  private:
    struct Before {
        uint32_t entries, goods, details, lines;
    };
    void rename_lines(Entries& part, const Before& before) const;
    bool name_refs(Entries& whole, Entries& part, uint32_t entries);
    void put(Entry& entry, const Before& before) const;

    // By a name's number in the part, its number in the whole.
    std::vector<uint32_t> items_, parties_, words_, refs_;
};

}  // namespace daybook
