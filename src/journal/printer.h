// Parsed entries as text again: what the parser understood, by the table of kinds and through the writer that commands use. Comments and
// notes are no part of it.
#pragma once

#include <string>

#include "model/entry.h"

namespace daybook {

// How names are spelt: here as they stand. A printer that hides some of them overrides what it must.
class Spelling {
  public:
    explicit Spelling(const Entries& entries) : entries_(entries) {}
    virtual ~Spelling() = default;

    virtual std::string item(ItemId id) { return std::string(entries_.items.text(id)); }
    // `detail` is null where a header names it.
    virtual std::string party(PartyId id, const Entry&, const Detail* /*detail*/) { return std::string(entries_.parties.text(id)); }
    virtual std::string ref(RefId id) { return std::string(entries_.refs.text(id)); }
    virtual std::string clause(WordId id, ClauseUse) { return plain(id); }
    // A name behind a key, or a master's display name; `last` where it is the last that the key can have.
    virtual std::string value(WordId id, const Entry&, const Detail&, bool /*last*/) { return plain(id); }
    virtual std::string mark(WordId id) { return plain(id); }  // a unit or lot on a goods line
    // Whether the line is printed at all.
    virtual bool keeps(const Entry&, const Detail&) { return true; }

  protected:
    std::string plain(WordId id) const { return std::string(entries_.words.text(id)); }

    const Entries& entries_;
};

std::string printed(const Entries& entries, const Entry& entry, int money_decimals, Spelling& spelling);
std::string printed(const Entries& entries, const Entry& entry, int money_decimals);
// All of them, parted by blank lines.
std::string printed(const Entries& entries, int money_decimals, Spelling& spelling);
std::string printed(const Entries& entries, int money_decimals);

}  // namespace daybook
