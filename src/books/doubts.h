// What the books allow, and is likely a slip: said once when it is entered, and listed by `check`. No figure goes by it.
#pragma once

#include <unordered_map>
#include <vector>

#include "books/books.h"

namespace daybook {

struct Doubt {
    Problem problem;
    bool refused = false;  // when it is entered: what stands in the journal already is let be
};

// Looks on as the books are replayed. Only of entries from `first` on is anything said.
class Doubts : public Observer {
  public:
    // `next` looks on too; null for none.
    Doubts(const Books& books, Date today, uint32_t first = 0, Observer* next = nullptr)
        : books_(books),
          entries_(books.entries()),
          today_(today),
          first_(first),
          next_(next),
          tills_(entries_.words.size()),
          barcode_of_(entries_.items.size()) {}

    void booked(const Booked& booked) override;
    bool wants_steps() const override { return next_ && next_->wants_steps(); }
    // Once the books are replayed.
    std::vector<Doubt> take();

  private:
    // The money of one account.
    struct Till {
        Money holds, added;              // added: by entries from `first_` on
        uint32_t lowered_by = no_entry;  // the last of these that took money out
        bool said = false;
    };
    struct Barcode {
        ItemId item = ItemId::none;
        uint32_t entry = 0, below = 0;  // where it is declared
    };

    void look_at(const Booked& booked);
    void watch_tills(const Booked& booked);
    void close_day();
    void watch_barcodes(const Booked& booked);
    void check_codes(const Booked& booked);
    void check_days(const Entry& entry);
    void check_units(const Entry& entry);
    void check_amount(const Booked& booked);
    void check_category(const Entry& entry);
    Spot spot_of_account(const Entry& entry, uint32_t account) const;
    void say(Spot spot, Message what, Message hint, bool refused = false);
    std::string money(Money amount) const { return to_text(amount, books_.settings().currency.decimals); }

    const Books& books_;
    const Entries& entries_;
    Date today_;
    uint32_t first_;
    Observer* next_;
    std::vector<Doubt> found_;
    Date day_ = first_date;
    std::vector<Till> tills_;      // by WordId
    std::vector<uint32_t> moved_;  // those that moved on that day
    std::unordered_map<uint32_t, Barcode> barcodes_;
    std::vector<uint32_t> barcode_of_;  // by ItemId
};

}  // namespace daybook
