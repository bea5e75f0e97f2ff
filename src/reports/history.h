// What was said of something, and from when on: asked as it was when an entry was made, whatever was said later.
#pragma once

#include <vector>

#include "books/books.h"

namespace daybook {

template <class Value>
class History {
  public:
    History(const Entries& entries, size_t count) : entries_(entries), changes_(count) {}

    // From this entry on. Entries come in the order of the replay.
    void note(size_t of, uint32_t entry, Value value) {
        std::vector<Change>& changes = changes_[of];
        if (changes.empty() || changes.back().value != value) changes.push_back({entries_.entries[entry].date, entry, value});
    }
    Value at(size_t of, uint32_t entry) const {
        const std::vector<Change>& changes = changes_[of];
        const Date date = entries_.entries[entry].date;
        for (size_t i = changes.size(); i-- > 0;)
            if (changes[i].date < date || (changes[i].date == date && changes[i].entry <= entry)) return changes[i].value;
        return Value{};
    }

  private:
    struct Change {
        Date date;
        uint32_t entry = 0;
        Value value;
    };
    const Entries& entries_;
    std::vector<std::vector<Change>> changes_;
};

}  // namespace daybook
