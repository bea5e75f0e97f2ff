// Words that the journal uses, as filters take them: known, or an error with what was likely meant.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "cli/session.h"
#include "model/entry.h"

namespace daybook {

// What entries of these kinds have behind the key, each word once, in the order in which they come.
std::vector<WordId> words_used(const Entries& entries, std::initializer_list<Kind> kinds, Key key);
std::vector<std::string_view> texts_of(const Entries& entries, const std::vector<WordId>& words);

// The one of these words that is called so; else the error, with the one that was likely meant, or all, or what to do where there are none.
Result<WordId> find_word(const Entries& entries, const std::vector<WordId>& words, const std::string& name, Message unknown,
                         Message none_at_all = {});

// Goods that stand before the entry that they are of, `sell return TEA:1 S4`, are refused with the words in their order.
Result<void> check_entry_first(const Session& session, const Journal& journal, const std::vector<std::string>& words,
                               const std::string& command);

// Whether an entry of that kind declares the code or name.
bool is_declared(const Entries& entries, Kind kind, std::string_view name);

// The codes of the accounts that entries name or declare, in the order in which they come.
std::vector<WordId> accounts_used(const Entries& entries);

Result<WordId> known_channel(const Entries& entries, const std::string& name);
Result<WordId> known_tag(const Entries& entries, const std::string& name);
Result<WordId> known_staff(const Entries& entries, const std::string& name);

}  // namespace daybook
