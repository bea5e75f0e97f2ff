#include "books/pool.h"

#include <algorithm>

#include "base/check.h"

namespace daybook {

void Pool::receive(Costing costing, Quantity q, Money cost, uint32_t entry, WordId lot, std::vector<Settlement>& settled) {
    last_quantity_ = q;
    last_cost_ = cost;
    quantity_ += q;
    value_ += cost;
    if (shortages_ && !shortages_->empty()) settle(q, cost, settled);
    if (costing == Costing::fifo && q) {
        if (!layers_) layers_ = std::make_unique<Layers>();
        layers_->all.push_back({q, cost, entry, lot});
    }
}

// The units that were missing take their part of this receipt's cost; what they were booked at comes back into the pool.
void Pool::settle(Quantity& q, Money& cost, std::vector<Settlement>& settled) {
    size_t done = 0;
    for (Shortage& shortage : *shortages_) {
        if (!q) break;
        const Quantity units = std::min(q, shortage.quantity);
        const Money true_cost = share(cost, units, q);
        const Money assumed = share(shortage.cost, units, shortage.quantity);
        const Money difference = true_cost - assumed;
        if (difference) settled.push_back({difference, shortage.entry, shortage.goods});
        value_ -= difference;
        q -= units;
        cost -= true_cost;
        shortage.quantity -= units;
        shortage.cost -= assumed;
        if (!shortage.quantity) ++done;
    }
    shortages_->erase(shortages_->begin(), shortages_->begin() + static_cast<std::ptrdiff_t>(done));
}

Money Pool::take(Layer& layer, Quantity q) {
    const Money cost = share(layer.value, q, layer.quantity);
    layer.quantity -= q;
    layer.value -= cost;
    return cost;
}

Money Pool::take_layers(Quantity q) {
    Money cost;
    Layers& layers = *layers_;
    while (q) {
        CHECK_INVARIANT(layers.head < layers.all.size());
        Layer& layer = layers.all[layers.head];
        const Quantity part = std::min(q, layer.quantity);
        cost += take(layer, part);
        q -= part;
        if (!layer.quantity) ++layers.head;
    }
    if (layers.head > 64 && layers.head * 2 > layers.all.size()) {
        layers.all.erase(layers.all.begin(), layers.all.begin() + static_cast<std::ptrdiff_t>(layers.head));
        layers.head = 0;
    }
    return cost;
}

Money Pool::go_short(Quantity missing, uint32_t entry, uint32_t goods) {
    const Money cost = last_quantity_ ? Money(mul_div(last_cost_.raw, missing.raw, last_quantity_.raw)) : Money();
    if (!shortages_) shortages_ = std::make_unique<std::vector<Shortage>>();
    shortages_->push_back({missing, cost, entry, goods});
    quantity_ -= missing;
    value_ -= cost;
    return cost;
}

Money Pool::issue(Costing costing, Quantity q, uint32_t entry, uint32_t goods) {
    const Quantity held = std::min(q, std::max(quantity_, Quantity(0)));
    Money cost;
    if (held) {
        cost = costing == Costing::fifo ? take_layers(held) : share(value_, held, quantity_);
        quantity_ -= held;
        value_ -= cost;
        last_quantity_ = held;
        last_cost_ = cost;
    }
    if (held != q) {
        cost += go_short(q - held, entry, goods);
        last_quantity_ = q;
        last_cost_ = cost;
    }
    return cost;
}

Money Pool::issue_from(Costing costing, Quantity q, uint32_t source, uint32_t entry, uint32_t goods) {
    if (costing == Costing::average || !layers_) return issue(costing, q, entry, goods);
    Money cost;
    Quantity left = q;
    std::vector<Layer>& all = layers_->all;
    for (size_t i = layers_->head; i < all.size() && left; ++i) {
        if (all[i].entry != source || !all[i].quantity) continue;
        const Quantity part = std::min(left, all[i].quantity);
        cost += take(all[i], part);
        left -= part;
    }
    all.erase(std::remove_if(all.begin() + static_cast<std::ptrdiff_t>(layers_->head), all.end(),
                             [](const Layer& layer) { return !layer.quantity; }),
              all.end());
    quantity_ -= q - left;
    value_ -= cost;
    if (left) cost += issue(costing, left, entry, goods);
    last_quantity_ = q;
    last_cost_ = cost;
    return cost;
}

Money Pool::todays_cost(Costing costing, Quantity q) const {
    if (quantity_.raw <= 0) return last_quantity_ ? Money(mul_div(last_cost_.raw, q.raw, last_quantity_.raw)) : Money();
    if (costing == Costing::average) return share(value_, q, quantity_);
    const Layer& oldest = layers_->all[layers_->head];
    return share(oldest.value, q, oldest.quantity);
}

}  // namespace daybook
