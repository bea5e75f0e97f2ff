// Names as they are typed, looked up. An item is found by its code, barcode, other names and display name; a party by its name, other
// names, phone and display name; an account by its code, display name and its usual name in the other language; all of them by a part that
// fits only one. What fits whole goes before a part, and the kinds of names in that order. Nothing is looked through unless the first of
// them fails.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "model/entry.h"

namespace daybook {

class Session;

// What may be meant by what is typed.
enum class Meant : uint8_t {
    known,    // one that is there: any part will do
    any,      // or a new one: a part that could be a whole name is asked about
    exactly,  // no part is taken for the whole, since a new one is declared
};

// None where there is no such. An error where several fit, or it is not clear whether a new one is meant. What was taken for what is said
// on standard error where a part was taken for the whole.
Result<ItemId> find_item(const Session& session, const Entries& entries, const std::string& typed, Meant meant);
Result<PartyId> find_party(const Session& session, const Entries& entries, const std::string& typed, Meant meant);
Result<WordId> find_account(const Session& session, const Entries& entries, const std::string& typed, Meant meant);

// The name under which the journal has it; what was typed where there is no such.
Result<std::string> named_item(const Session& session, const Entries& entries, const std::string& typed, Meant meant);
Result<std::string> named_party(const Session& session, const Entries& entries, const std::string& typed, Meant meant);
Result<std::string> named_account(const Session& session, const Entries& entries, const std::string& typed, Meant meant);

// The errors for names that nothing is called by, with what was likely meant.
Error unknown_item(const Entries& entries, const std::string& typed);
Error unknown_party(const Entries& entries, const std::string& typed);
Error unknown_account(const Entries& entries, const std::string& typed);

// Codes by exact names, for an import with its many rows: the same name always means the same item. Looks through the entries once.
std::function<std::string(std::string_view)> item_codes(const Entries& entries);

}  // namespace daybook
