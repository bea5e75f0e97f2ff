// All that items, parties and accounts are called today, one kind of name beside the other: what is looked through to find one
// (cli/finding), and to see what a new name is close to (cli/new_names).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/entry.h"

namespace daybook {

// Beside its code. None where there is none.
struct ItemCalled {
    WordId barcode = WordId::none, name = WordId::none, spec = WordId::none;
    Date barcode_since, name_since, spec_since;
};

struct CalledItems {
    std::vector<ItemCalled> items;                  // by ItemId
    std::vector<std::pair<ItemId, WordId>> others;  // other names
};

struct PartyCalled {
    WordId name = WordId::none, level = WordId::none;
    Date name_since, level_since, phones_since;
    std::vector<WordId> phones;
};

// As the latest entries say.
CalledItems called_items(const Entries& entries);
std::vector<PartyCalled> called_parties(const Entries& entries);  // by PartyId

// The accounts that are declared or that lines of money name, of the entries from `first` to before `last`; without `deposit`.
std::vector<WordId> accounts_of(const Entries& entries, size_t first, size_t last);
// All that an account is called: its code, display name, and its usual name in the other language.
std::vector<std::string_view> account_called(const Entries& entries, WordId account);

// LJ-50 龙井茶叶 50克
std::string item_text(const Entries& entries, const CalledItems& called, ItemId item);

}  // namespace daybook
