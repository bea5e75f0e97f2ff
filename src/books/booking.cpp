#include "books/booking.h"

#include "base/check.h"

namespace daybook {

void Booking::begin(uint32_t entry) {
    index = entry;
    steps.clear();
    postings.clear();
    taxes.clear();
    moved_points = Points();
}

Money Booking::posted(Account account) const {
    Money sum;
    for (const Posting& posting : postings)
        if (posting.account == account) sum += posting.amount;
    return sum;
}

void Booking::push(Step step, const Pool& pool) {
    if (!watched) return;
    step.on_hand = pool.quantity();
    step.held_value = pool.value();
    steps.push_back(step);
}

std::span<const Money> Booking::spread(Money amount) {
    parts_.resize(weights.size());
    allocate(amount, weights, parts_);
    return parts_;
}

void Booking::close(Balances& balances) const {
    Money sum;
    for (const Posting& posting : postings) {
        balances.add(posting.account, posting.amount);
        sum += posting.amount;
    }
    CHECK_INVARIANT(!sum);
}

}  // namespace daybook
