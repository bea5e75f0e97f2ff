// The books as journals of other plain-text accounting programs: money only, one transaction for each entry that moves money, cost of goods
// sold included. They read them without a complaint, and their balances are ours.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "model/entry.h"
#include "model/settings.h"

namespace daybook {

enum class Bookkeeper { hledger, ledger, beancount };

// The text of the whole books, or why they do not stand. Void entries, and those that move no money, are left out.
tl::expected<std::string, std::vector<Problem>> export_books(Bookkeeper program, const Entries& entries, const Settings& settings);

}  // namespace daybook
