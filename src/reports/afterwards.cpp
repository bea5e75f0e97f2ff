#include "reports/afterwards.h"

#include <algorithm>
#include <map>

#include "base/shell_word.h"
#include "model/stated.h"

namespace daybook {

namespace {

constexpr size_t most_lines = 4;

// Entries after which money that is over is to go back.
bool gives_back(Kind kind) {
    return kind == Kind::sale_return || kind == Kind::refund || kind == Kind::cancel || kind == Kind::purchase_return;
}

bool sells(Kind kind) { return kind == Kind::sell || kind == Kind::order || kind == Kind::quote || kind == Kind::sale_return; }

// How much less of an item is there to sell by a goods line: what is shipped of an order was reserved for it.
Quantity taken(const Entry& entry, const GoodsLine& line, Quantity q) {
    const bool moves = entry.kind != Kind::ship && entry.kind != Kind::move && entry.kind != Kind::quote && line.sign == '-';
    return moves ? q : Quantity();
}

}  // namespace

void Afterwards::booked(const Booked& booked) {
    if (next_) next_->booked(booked);
    try {
        receivable_.booked(booked);
        payable_.booked(booked);
        if (booked.index >= first_new_ && !booked.is_void && booked.entry.kind != Kind::open) look_at(booked);
    } catch (const Overflow&) {  // which the books refuse
    }
}

void Afterwards::look_at(const Booked& booked) {
    const Entry& entry = booked.entry;
    for (const Posting& posting : booked.postings)
        if (posting.account.cls == AccountClass::receivable || posting.account.cls == AccountClass::payable)
            touch(static_cast<PartyId>(posting.account.name), posting.account.cls).moved += posting.amount;
    const PartyId party = entries_.party_of(entry);
    if (!gives_back(entry.kind) || party == PartyId::none) return;
    const bool bought = with_supplier(entries_.document_of(entry).kind);
    touch(party, bought ? AccountClass::payable : AccountClass::receivable).goes_back = true;
}

Afterwards::Touched& Afterwards::touch(PartyId party, AccountClass side) {
    const auto found =
        std::find_if(touched_.begin(), touched_.end(), [&](const Touched& one) { return one.party == party && one.side == side; });
    if (found != touched_.end()) return *found;
    touched_.push_back({party, side});
    return touched_.back();
}

std::vector<Message> Afterwards::lines(Date today, bool costs) const {
    std::vector<Message> lines;
    try {
        for (const Touched& touched : touched_)
            if (Message line = standing(touched, today)) lines.push_back(std::move(line));
        for (uint32_t i = first_new_; i < entries_.entries.size(); ++i)
            if (costs && sells(entries_.entries[i].kind)) add_under_cost(lines, entries_.entries[i]);
        add_low(lines);
    } catch (const Overflow&) {  // too large to be said is no reason to fail once it is written
        return {};
    }
    if (lines.size() <= most_lines) return lines;
    const size_t more = lines.size() - (most_lines - 1);
    lines.resize(most_lines - 1);
    lines.push_back({Text::after_more, {std::to_string(more)}});
    return lines;
}

// Nothing where the party and the shop are even, or stand as they stood.
Message Afterwards::standing(const Touched& touched, Date today) const {
    const bool customer = touched.side == AccountClass::receivable;
    Money owed, over;
    for (const OpenDocument& document : (customer ? receivable_ : payable_).open_documents(today, touched.party))
        (document.open.raw > 0 ? owed : over) += document.open;
    const std::string_view name = entries_.parties.text(touched.party);
    if (!touched.moved && (owed || !touched.goes_back)) return {};
    if (owed) return {customer ? Text::after_owes : Text::after_owed_to, {name, money(owed)}};
    if (!over) return {};
    if (touched.goes_back) return {customer ? Text::after_give_back : Text::after_get_back, {name, money(-over), shell_word(name)}};
    return {customer ? Text::after_credit : Text::after_paid_ahead, {name, money(-over)}};
}

// Items that the new entries brought down to their reorder level, not those that were there before.
void Afterwards::add_low(std::vector<Message>& lines) const {
    std::map<ItemId, Quantity> all;
    std::vector<ItemId> order;
    const auto take = [&](ItemId item, Quantity q) {
        if (!q) return;
        if (!all.count(item)) order.push_back(item);
        all[item] += q;
    };
    for (uint32_t i = first_new_; i < entries_.entries.size(); ++i) {
        const Entry& entry = entries_.entries[i];
        if (books_.is_out(i)) continue;
        for (uint32_t g = entry.first_goods; g < entry.first_goods + entry.goods_count; ++g) {
            const GoodsLine& line = entries_.goods[g];
            const Quantity q = taken(entry, line, in_own_unit(entries_, books_.masters(), g));
            const uint32_t kit = books_.masters().of(line.item).kit;
            if (kit == no_entry) {
                take(line.item, q);
                continue;
            }
            for (const GoodsLine& part : entries_.goods_of(entries_.entries[kit]))
                take(part.item, Quantity(mul_div(part.quantity.raw, q.raw, one_unit)));
        }
    }
    for (ItemId item : order) {
        const ItemFacts& facts = books_.masters().of(item);
        const Quantity left = books_.pool(item).quantity() - books_.reserved(item);
        if (!facts.reorder || left > *facts.reorder || left + all[item] <= *facts.reorder) continue;
        lines.push_back({Text::after_low, {entries_.items.text(item), to_text(left), to_text(*facts.reorder)}});
    }
}

// At its price less its share of the discount, without the tax in it, against today's cost. What is given away is meant to be.
void Afterwards::add_under_cost(std::vector<Message>& lines, const Entry& entry) const {
    const BookSettings& settings = books_.settings();
    const int decimals = settings.currency.decimals;
    Money whole, discount;
    for (const GoodsLine& line : entries_.goods_of(entry))
        if (line.sign == '-') whole += stated_amount(line, decimals);
    for (const Detail& detail : entries_.details_of(entry))
        if (detail.key == Key::discount) discount += detail.money();
    for (uint32_t g = entry.first_goods; g < entry.first_goods + entry.goods_count; ++g) {
        const GoodsLine& line = entries_.goods[g];
        const ItemFacts& facts = books_.masters().of(line.item);
        Money amount = stated_amount(line, decimals);
        if (line.sign != '-' || !amount || facts.service || facts.kit != no_entry) continue;
        amount -= Money(mul_div(discount.raw, amount.raw, whole.raw));
        const Marks* marks = entries_.marks_of(g);
        const int32_t rate = marks && marks->tax ? *marks->tax : facts.tax.value_or(settings.tax.rate);
        const bool taxed = settings.tax.regime != TaxRegime::none && settings.tax.prices_include_tax && rate;
        if (taxed) amount = Money(mul_div(amount.raw, 1'000'000, 1'000'000 + rate));
        const Quantity q = in_own_unit(entries_, books_.masters(), g);
        const Money cost = books_.pool(line.item).todays_cost(settings.costing, q);
        if (amount >= cost) continue;
        const auto each = [&](Money sum) { return money(line_amount(Quantity(one_unit), unit_cost(sum, q, decimals), decimals)); };
        if (each(amount) == each(cost)) continue;  // by a part of the smallest coin
        lines.push_back(
            {taxed ? Text::after_under_cost_net : Text::after_under_cost, {entries_.items.text(line.item), each(amount), each(cost)}});
    }
}

}  // namespace daybook
