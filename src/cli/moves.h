// What moves when an entry is changed or undone: stock, profit, accounts, who owes what; and which entries go with it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "books/books.h"
#include "cli/session.h"

namespace daybook {

// The figures of the books as they stand.
class Standing {
  public:
    Standing() = default;
    Standing(const Entries& entries, const BookSettings& settings);

    size_t entries = 0;
    std::vector<bool> out;  // by entry: out of the books
    std::vector<Quantity> stock, reserved, incoming;
    std::map<std::string, Money> profit;  // net, by month
    std::vector<Posting> balances;
};

// Says in a few lines what is other now than it was before; `told` are the refs of entries that the reader knows of already.
void say_moves(const Session& session, const Entries& entries, const Standing& before, const std::vector<std::string>& told);

}  // namespace daybook
