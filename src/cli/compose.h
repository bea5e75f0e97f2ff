// A command line into the text of an entry: every clause and key of the kind is an option of the same name, read off the one table.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/error.h"
#include "cli/command.h"
#include "cli/session.h"
#include "model/entry.h"

namespace daybook {

// Options of a command that writes an entry of that kind: its clauses, its keys, and those that all writers have.
std::vector<Option> writing_options(Kind kind);

// Those but for the ones named: what the words of the command say already is no option of it.
std::vector<Option> options_without(Kind kind, std::initializer_list<std::string_view> names);

// The options that any command which writes may have: where the money is, day, ref, note …
std::vector<Option> common_writing_options();

// The option for a key, and for a clause that the kind has.
Option option_of(const KeySpec& key);
Option option_of(const KindSpec& kind, const ClauseSpec& clause);

// "AMOUNT CATEGORY [ACCOUNT]": how help and manual call the values of a key. `all_accounts`: as the journal has it, not the command line.
std::string values_text(const KeySpec& key, bool all_accounts);

// Goods as typed: CODE:QUANTITY[UNIT][@PRICE][,lot:A1][,expires:2027-01-01], or @@TOTAL for the price.
struct TypedGoods {
    char sign = '+';
    std::string item, quantity, unit, price;  // price with its @ or @@; empty where none was typed
    std::vector<std::string> marks;           // lot:A1
};
Result<TypedGoods> parse_goods(const std::string& word, char sign);
// Goods hold a colon; a ref or a name does not.
bool are_goods(const std::string& word);
// The code of the item that somebody means who types this in half or full width; of a new one, the plain form.
std::string item_code(const Entries& entries, const std::string& typed);
Result<std::vector<TypedGoods>> parse_goods(const std::vector<std::string>& words, size_t from, char sign);

// What a command adds to what its options say.
struct Draft {
    Kind kind = Kind::sell;
    std::string subject;  // of master data: the code or name
    std::string display_name;
    std::map<Clause, std::string> clauses;
    std::vector<TypedGoods> goods;
    std::map<Key, std::vector<std::vector<std::string>>> details;  // lines, each its values
    std::vector<Key> without;                                      // options that were typed for another entry
    bool in_tow = false;  // written with the draft before it: it takes none of the options but the day, and is counted, not shown
};

// Whether goods that arrive by an entry of that kind (+) may be new.
bool brings_new(Kind kind);

// Puts codes in place of what was typed for goods of an entry of that kind.
Result<void> find_goods(const Session& session, const Args& args, const Entries& entries, Kind kind, std::vector<TypedGoods>& goods);

// Whether neither the draft nor an option says anything beside the code or name that it declares.
bool says_nothing(const Args& args, const Draft& draft);

// A draft of that kind with goods from the words, from the first on; `of` is the entry that it follows, empty for none.
Result<Draft> goods_draft(const Args& args, Kind kind, char sign, size_t first, const std::string& of = {});

// The ref that a new entry of that kind and day gets; `taken` are those that are written with it.
std::string next_ref(const Session& session, const Entries& entries, Kind kind, Date date, const std::vector<std::string>& taken);

// "CHANNEL": how help, manual and completion call what stands behind a clause of that kind.
std::string value_name(const KindSpec& kind, Clause clause);

// The entry's text. `entries` is the journal as it stands, for the next free ref: its own ref is added to `refs`, those of entries that are
// written with it.
Result<std::string> compose(const Session& session, const Args& args, const Entries& entries, const Draft& draft,
                            std::vector<std::string>& refs);

}  // namespace daybook
