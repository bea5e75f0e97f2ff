// Entries found by words typed: each word fits somewhere in the entry, in any letters' case and width.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "books/books.h"
#include "journal/comment.h"
#include "reports/tags.h"

namespace daybook {

// Where a word was found, and what it is part of where no list shows that.
struct Hit {
    Text where = Text::nothing;
    std::string_view text;
};

class Finder {
  public:
    // What the books say of voids and tags must be known: a replay, up to whatever day. Comments are in the order of the entries.
    Finder(const Books& books, std::span<const std::string> words, std::span<const Comment> comments);

    // Whether all words fit the entry; a hit for each of them.
    bool fits(uint32_t entry, std::vector<Hit>& hits) const;
    // By entry: those that fit, and the sales, orders and purchases that these count for.
    std::vector<bool> documents() const;

    // Items and parties that all words fit.
    std::vector<ItemId> items() const;
    std::vector<PartyId> parties() const;

  private:
    // One word as typed, and which names it is part of.
    struct Needle {
        std::string text;             // folded
        std::string bare;             // without blanks and dashes, where it can be part of a number; else empty
        std::optional<Money> amount;  // 68, 68.00, ¥68, 68元
        std::optional<UnitPrice> price;
        bool short_number = false;                   // 68: too short to tell refs and phones apart
        std::vector<uint8_t> items, words, numbers;  // by id
        std::vector<Hit> parties;                    // by id: where it fits; nowhere where that says nothing
    };

    void read_amount(Needle& needle) const;
    void mark_names(Needle& needle) const;
    void mark_masters(Needle& needle) const;
    void mark_party(const Needle& needle, Hit& hit, const Detail& detail) const;
    bool is_in(const Needle& needle, std::string_view text) const;

    std::optional<Hit> find(const Needle& needle, uint32_t entry) const;
    std::optional<Hit> in_goods(const Needle& needle, const Entry& entry) const;
    std::optional<Hit> in_party(const Needle& needle, PartyId party) const;
    std::optional<Hit> in_amounts(const Needle& needle, const Entry& entry) const;
    std::optional<Hit> in_comments(const Needle& needle, uint32_t entry) const;
    std::optional<Hit> in_clauses(const Needle& needle, uint32_t index) const;
    std::optional<Hit> in_details(const Needle& needle, const Entry& entry) const;

    const Entries& entries_;
    int decimals_;
    std::span<const Comment> comments_;
    Tags tags_;
    std::vector<Needle> needles_;
    mutable std::string folded_;  // kept, so that its room is asked for once
};

}  // namespace daybook
