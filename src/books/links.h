// What entries say of one another: the sequence in which they are booked, what each is `of`, and what a void takes out. Built by one look
// at every entry, when all files are known, before the first is booked; it does not change from there on.
//
// The sequence holds every entry once, by date, and by place in the files where dates are equal. What a void takes out goes with all that
// means nothing without it, and is taken out once. What is replaced is out too; what was entered `of` it has its replacement there already
// (model/replacements.h).
#pragma once

#include <initializer_list>
#include <span>
#include <unordered_map>
#include <vector>

#include "books/refusals.h"

namespace daybook {

class Links {
  public:
    explicit Links(const Entries& entries);

    // The look: every entry, in the order of the files; then `close`, which refuses the voids that can't be.
    void look_at(uint32_t index) {
        const Entry& entry = entries_.entries[index];
        sequence_[index] = index;
        if (index > 0 && entry.date < entries_.entries[index - 1].date) by_date_ = false;
        if (entry.of != RefId::none || entry.kind == Kind::void_entry) followers_.push_back(index);
    }
    void close(Refusals& refusals);

    std::span<const uint32_t> sequence() const { return sequence_; }
    // Whether it is out of the books: void, or replaced by another.
    bool is_out(uint32_t entry) const { return is_void(entry) || (replaced_ && entries_.replacements.by(entry) != no_entry); }
    // The void that takes the entry out, or no_entry.
    uint32_t voided_by(uint32_t entry) const;
    // Whether a later entry is `of` it: what it traded is kept for that one.
    bool is_spoken_of(uint32_t entry) const { return spoken_of_[entry] != 0; }
    // The bills of a purchase that are not void, by date.
    std::span<const uint32_t> bills_of(uint32_t purchase) const;

    // The entry that this one is `of`: there, of a kind that makes sense, not void. no_entry where there is no `of` and none is needed.
    // False after a refusal.
    bool target_of(const Entry& entry, std::initializer_list<Kind> kinds, Refusals& refusals, uint32_t& target) const;

  private:
    using Followers = std::unordered_map<uint32_t, std::vector<uint32_t>>;  // by the entry that they are `of`

    bool is_void(uint32_t entry) const { return !voids_.empty() && voids_.count(entry) > 0; }
    bool goes_before(uint32_t a, uint32_t b) const;
    void put_replacements_in_place();
    void refuse_void_replaced(uint32_t index, std::span<const uint32_t> gone, const Followers& followers, Refusals& refusals);
    void apply_void(uint32_t index, const Followers& followers, Refusals& refusals);
    bool refuse_unknown(const Entry& entry, Refusals& refusals) const;
    std::string ref(uint32_t entry) const { return ref_of(entries_, entries_.entries[entry]); }

    const Entries& entries_;
    std::vector<uint32_t> sequence_;
    bool replaced_ = false;                         // any entry is
    bool by_date_ = true;                           // the files' order is that of the dates
    std::vector<uint32_t> followers_;               // what is `of` something
    std::vector<uint8_t> spoken_of_;                // by entry
    std::unordered_map<uint32_t, uint32_t> voids_;  // voided entry → its void
    std::unordered_map<uint32_t, std::vector<uint32_t>> bills_;
};

}  // namespace daybook
