// What matters after an entry: who owes what now, what goes back to whom, what fell to its reorder level, what goes under its cost. Facts
// for whoever has just entered it, so a short list, and none where all is as usual; what is likely a slip is a doubt (books/doubts).
#pragma once

#include <vector>

#include "reports/settlement.h"

namespace daybook {

// Looks on while the books are replayed with new entries, from `first_new` on.
class Afterwards : public Observer {
  public:
    // `next` looks on too; null for none.
    Afterwards(const Books& books, uint32_t first_new, Observer* next)
        : books_(books),
          entries_(books.entries()),
          first_new_(first_new),
          next_(next),
          receivable_(books, AccountClass::receivable),
          payable_(books, AccountClass::payable) {}

    void booked(const Booked& booked) override;
    bool wants_steps() const override { return next_ && next_->wants_steps(); }

    // Once the books are replayed; what goods cost only to those who may know.
    std::vector<Message> lines(Date today, bool costs) const;

  private:
    // A party whose account the new entries moved, or set free what stands on it.
    struct Touched {
        PartyId party = PartyId::none;
        AccountClass side = AccountClass::receivable;
        Money moved = {};        // debits less credits
        bool goes_back = false;  // goods came back, or will not come: money over is to be given back
    };

    void look_at(const Booked& booked);
    Touched& touch(PartyId party, AccountClass side);
    Message standing(const Touched& touched, Date today) const;
    void add_low(std::vector<Message>& lines) const;
    void add_under_cost(std::vector<Message>& lines, const Entry& entry) const;
    std::string money(Money amount) const { return to_text(amount, books_.settings().currency.decimals); }

    const Books& books_;
    const Entries& entries_;
    uint32_t first_new_;
    Observer* next_;
    Debts receivable_, payable_;
    std::vector<Touched> touched_;
};

}  // namespace daybook
