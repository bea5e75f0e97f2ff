// The entry under way: what it does to the books so far, and what is worked out on the way. Its postings sum to zero when it is closed, and
// nothing of it is left when the next begins.
#pragma once

#include <span>
#include <vector>

#include "books/accounts.h"
#include "books/pool.h"
#include "books/traded.h"

namespace daybook {

// One step of an item: how it moved, at which cost, what it earned.
struct Step {
    ItemId item = ItemId::none;
    uint32_t goods = 0;     // the goods line that says so
    uint32_t document = 0;  // the sale, purchase or other entry whose party and channel it counts for
    Quantity quantity;      // into stock; out of it where negative
    Money value;            // the change of the stock's value
    Quantity sold;          // what counts as sold; back where negative
    Money revenue;          // net of tax
    Money cogs;
    Quantity on_hand;  // after the step
    Money held_value;  // after the step
};

// Tax on a line, for the tax report.
struct TaxStep {
    int32_t rate = 0;     // parts in a million
    bool bought = false;  // input tax; else output tax
    Money net, tax;       // given back where negative
};

// A goods line of the entry, priced.
struct Priced {
    uint32_t goods = 0;
    Money amount;      // as written: quantity × price
    Taxed price;       // after discount
    int32_t rate = 0;  // of its tax
    Money landed;      // freight and duty on it
};

struct Booking {
    uint32_t index = 0;
    bool watched = false;  // by an observer: steps are kept for it
    std::vector<Step> steps;
    std::vector<Posting> postings;
    std::vector<TaxStep> taxes;
    Points moved_points;  // what its customer has more by it
    std::vector<Priced> priced;
    std::vector<int64_t> weights;  // of what an amount is about to be spread over

    void begin(uint32_t entry);
    void post(Account account, Money amount) {
        if (amount) postings.push_back({account, amount});
    }
    // What it has posted to an account so far.
    Money posted(Account account) const;
    // Steps are kept for those who look on, and for nobody else. `pool` is the item's, after the step.
    void push(Step step, const Pool& pool);
    // The amount over `weights`, in whole cents that add up; until the next is spread.
    std::span<const Money> spread(Money amount);
    void close(Balances& balances) const;

  private:
    std::vector<Money> parts_;
};

}  // namespace daybook
