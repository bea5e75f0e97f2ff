#include "books/pool.h"

#include <algorithm>

#include "base/check.h"

namespace daybook {

void Pool::receive(Costing costing, const Layer& arriving, std::vector<Correction>& corrections) {
    const Quantity held_before = quantity_;
    const Money value_before = value_;
    Layer kept = arriving;
    last_quantity_ = arriving.quantity;
    last_cost_ = arriving.value;
    quantity_ += arriving.quantity;
    value_ += arriving.value;
    if (shortages_ && !shortages_->empty()) make_good(kept.quantity, kept.value, corrections);
    if (costing == Costing::fifo || arriving.lot != WordId::none || (layers_ && layers_->lotted))
        keep_layer(costing, kept, held_before, value_before);
}

// A lot's day of expiry is the earliest that was ever said of it.
void Pool::name_expiry(Layer& arriving) {
    Date& day = layers_->expiries.emplace(arriving.lot, last_date).first->second;
    if (arriving.expires < day) {
        day = arriving.expires;
        for (Layer& layer : layers_->all)
            if (layer.lot == arriving.lot) layer.expires = day;
    }
    arriving.expires = day;
}

void Pool::keep_layer(Costing costing, Layer arriving, Quantity held_before, Money value_before) {
    if (!layers_) layers_ = std::make_unique<Layers>();
    if (costing == Costing::average) {
        // the first lot of an item: what was there before stays together, without one
        if (!layers_->lotted && held_before.raw > 0) layers_->all.push_back({held_before, value_before, 0, WordId::none, last_date});
        layers_->lotted = true;
    }
    if (arriving.lot != WordId::none) name_expiry(arriving);
    if (!arriving.quantity) return;
    layers_->lotted = layers_->lotted || arriving.lot != WordId::none;
    if (costing == Costing::average) {
        for (size_t i = layers_->head; i < layers_->all.size(); ++i) {
            Layer& layer = layers_->all[i];
            if (layer.lot != arriving.lot) continue;
            layer.quantity += arriving.quantity;
            layer.value += arriving.value;
            return;
        }
    }
    layers_->all.push_back(arriving);
}

// The units that were missing take their part of this receipt's cost; what they were booked at comes back into the pool.
void Pool::make_good(Quantity& q, Money& cost, std::vector<Correction>& corrections) {
    size_t finished = 0;
    for (Shortage& shortage : *shortages_) {
        if (!q) break;
        const Quantity units = std::min(q, shortage.quantity);
        const Money true_cost = share(cost, units, q);
        const Money assumed = share(shortage.cost, units, shortage.quantity);
        const Money difference = true_cost - assumed;
        if (difference) corrections.push_back({difference, shortage.entry, shortage.goods});
        value_ -= difference;
        q -= units;
        cost -= true_cost;
        shortage.quantity -= units;
        shortage.cost -= assumed;
        if (!shortage.quantity) ++finished;
    }
    shortages_->erase(shortages_->begin(), shortages_->begin() + static_cast<std::ptrdiff_t>(finished));
}

namespace {

// Of the lot that is named; where none is, of any that has not expired.
bool may_leave(const Taking& taking, const Layer& layer) {
    if (!layer.quantity) return false;
    return taking.lot == WordId::none ? layer.expires >= taking.day : layer.lot == taking.lot;
}

// Whether `a` leaves before the older `b`: what the source brought, then the first to expire, then, under average, what is in no lot.
bool leaves_before(Costing costing, const Taking& taking, const Layer& a, const Layer& b) {
    if (costing == Costing::fifo && taking.source != no_entry && (a.entry == taking.source) != (b.entry == taking.source))
        return a.entry == taking.source;
    if (taking.first_expiry && a.expires != b.expires) return a.expires < b.expires;
    return costing == Costing::average && a.lot == WordId::none && b.lot != WordId::none;
}

}  // namespace

size_t Pool::next_layer(Costing costing, const Taking& taking) const {
    const std::vector<Layer>& all = layers_->all;
    const size_t oldest = layers_->head;
    const bool oldest_will_do = taking.lot == WordId::none && taking.source == no_entry && !layers_->lotted;
    if (oldest_will_do && oldest < all.size() && all[oldest].quantity) return oldest;
    size_t next = all.size();
    for (size_t i = oldest; i < all.size(); ++i)
        if (may_leave(taking, all[i]) && (next == all.size() || leaves_before(costing, taking, all[i], all[next]))) next = i;
    if (next < all.size()) return next;
    // only what has expired is left: those who must not take it were refused before
    for (size_t i = oldest; i < all.size(); ++i)
        if (all[i].quantity) return i;
    CHECK_INVARIANT(false);
    return 0;
}

Money Pool::take_layers(Costing costing, const Taking& taking, Quantity q, std::vector<LotOut>* lots) {
    Money cost;
    Layers& layers = *layers_;
    while (q) {
        Layer& layer = layers.all[next_layer(costing, taking)];
        const Quantity part = std::min(q, layer.quantity);
        const Money value = share(layer.value, part, layer.quantity);
        layer.quantity -= part;
        layer.value -= value;
        cost += value;
        q -= part;
        if (lots && layers.lotted) lots->push_back({layer.lot, part, value});
        while (layers.head < layers.all.size() && !layers.all[layers.head].quantity && costing == Costing::fifo) ++layers.head;
    }
    if (layers.head > 64 && layers.head * 2 > layers.all.size()) {
        layers.all.erase(layers.all.begin(), layers.all.begin() + static_cast<std::ptrdiff_t>(layers.head));
        layers.head = 0;
    }
    return cost;
}

Money Pool::go_short(Quantity missing, const Taking& taking) {
    const Money cost = last_quantity_ ? Money(mul_div(last_cost_.raw, missing.raw, last_quantity_.raw)) : Money();
    if (!shortages_) shortages_ = std::make_unique<std::vector<Shortage>>();
    shortages_->push_back({missing, cost, taking.entry, taking.goods});
    quantity_ -= missing;
    value_ -= cost;
    return cost;
}

Money Pool::issue(Costing costing, const Taking& taking, std::vector<LotOut>* lots) {
    const Quantity held = std::min(taking.quantity, std::max(quantity_, Quantity(0)));
    Money cost;
    if (held) {
        cost = layered(costing) ? take_layers(costing, taking, held, lots) : share(value_, held, quantity_);
        quantity_ -= held;
        value_ -= cost;
        last_quantity_ = held;
        last_cost_ = cost;
    }
    if (held != taking.quantity) {
        const Quantity missing = taking.quantity - held;
        const Money assumed = go_short(missing, taking);
        if (lots && layers_ && layers_->lotted) lots->push_back({WordId::none, missing, assumed});
        cost += assumed;
        last_quantity_ = taking.quantity;
        last_cost_ = cost;
    }
    return cost;
}

Money Pool::todays_cost(Costing costing, Quantity q) const {
    if (quantity_.raw <= 0) return last_quantity_ ? Money(mul_div(last_cost_.raw, q.raw, last_quantity_.raw)) : Money();
    if (!layered(costing)) return share(value_, q, quantity_);
    const Layer& next = layers_->all[next_layer(costing, {})];
    return share(next.value, q, next.quantity);
}

std::optional<Layer> Pool::lot(WordId lot) const {
    std::optional<Layer> found;
    if (!layers_) return found;
    for (const Layer& layer : layers_->all) {
        if (layer.lot != lot) continue;
        if (!found) found = Layer{{}, {}, layer.entry, lot, layer.expires};
        found->quantity += layer.quantity;
        found->value += layer.value;
        found->expires = std::min(found->expires, layer.expires);
    }
    return found;
}

std::vector<Layer> Pool::layers() const {
    std::vector<Layer> held;
    if (!layers_) return held;
    for (const Layer& layer : layers_->all)
        if (layer.quantity) held.push_back(layer);
    return held;
}

}  // namespace daybook
