// What the journal has of a document that a file speaks of again: the entry that stands for it now, and those that follow it.
#pragma once

#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/entry.h"

namespace daybook {

struct JournalDocument {
    const Entry* entry = nullptr;
    std::vector<const Entry*> followers;

    bool has(Kind kind) const;
};

class JournalDocuments {
  public:
    explicit JournalDocuments(const Entries& entries);

    // Nothing where there is no such entry, or it is void. Of a replaced one: what replaces it.
    std::optional<JournalDocument> find(std::string_view ref) const;

    const Entries& entries() const { return entries_; }
    Money sum(const Entry& entry, Key key) const;
    // What came in for it and did not go out again, of a sale; what was paid for it, of a purchase: with all that followed.
    Money money(const JournalDocument& document) const;
    // What was paid back, or came back from a supplier.
    Money given_back(const JournalDocument& document) const;

  private:
    const Entries& entries_;
    std::vector<bool> void_;                                         // by entry
    std::unordered_map<uint32_t, std::vector<uint32_t>> followers_;  // document → entries `of` it, directly or not
};

}  // namespace daybook
