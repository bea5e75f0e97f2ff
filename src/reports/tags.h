// The tags of documents: their own, those of what was entered `of` them (a shipment, a confirmation, a return …), and those that `tag`
// entries set or cleared later, the latest word of each tag.
#pragma once

#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "books/books.h"

namespace daybook {

class Tags {
  public:
    Tags(const Books& books, Date end);
    bool bears(uint32_t entry, WordId tag) const;
    std::span<const WordId> of(uint32_t entry) const;
    std::string text_of(uint32_t entry) const;  // "urgent, gift"

  private:
    void amend(uint32_t entry, const Detail& detail);

    const Entries& entries_;
    std::unordered_map<uint32_t, std::vector<WordId>> tags_;  // by entry
};

}  // namespace daybook
