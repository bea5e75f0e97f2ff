#include "books/doubts.h"

#include <algorithm>
#include <utility>

#include "base/shell_word.h"
#include "books/telling_words.h"
#include "model/stated.h"

namespace daybook {

namespace {

constexpr int32_t far_ahead = 3653;  // days: no shop enters what is ten years off
constexpr int64_t too_many = 10;     // times what is owed: a decimal point was lost

constexpr uint32_t no_word = 0;

Spot header_of(const Entry& entry, uint32_t word) { return {entry.file, entry.line, word, Clause::count_of_clauses}; }
Spot below_header(const Entry& entry, uint32_t below, uint32_t word) {
    return {entry.file, entry.line + below, word, Clause::count_of_clauses};
}

bool is_whole(Quantity q) { return q.raw % one_unit == 0; }

}  // namespace

void Doubts::booked(const Booked& booked) {
    if (next_) next_->booked(booked);
    if (booked.is_void) return;
    try {
        look_at(booked);
    } catch (const Overflow&) {  // which the books refuse
    }
}

void Doubts::look_at(const Booked& booked) {
    const Entry& entry = booked.entry;
    if (entry.date != day_) close_day();
    day_ = entry.date;
    watch_tills(booked);
    const bool declares_item = entry.kind == Kind::item || entry.kind == Kind::kit;
    if (declares_item) watch_barcodes(booked);
    if (booked.index < first_) return;
    if (declares_item) check_codes(booked);
    check_days(entry);
    check_units(entry);
    check_amount(booked);
    check_category(entry);
}

std::vector<Doubt> Doubts::take() {
    close_day();
    return std::move(found_);
}

void Doubts::say(Spot spot, Message what, Message hint, bool refused) {
    found_.push_back({{std::move(what), std::move(hint), spot}, refused});
}

void Doubts::watch_tills(const Booked& booked) {
    for (const Posting& posting : booked.postings) {
        if (posting.account.cls != AccountClass::cash) continue;
        Till& till = tills_[posting.account.name];
        till.holds += posting.amount;
        moved_.push_back(posting.account.name);
        if (booked.index < first_) continue;
        till.added += posting.amount;
        if (posting.amount.raw < 0) till.lowered_by = booked.index;
    }
}

// In the evening: what was paid in the morning may have come in at noon, but was typed later.
void Doubts::close_day() {
    for (uint32_t account : std::exchange(moved_, {})) {
        Till& till = tills_[account];
        const bool falls = till.holds.raw < 0 && (till.holds - till.added).raw >= 0;
        if (!falls || till.said || till.lowered_by == no_entry) continue;
        till.said = true;
        const auto code = static_cast<WordId>(account);
        const std::string_view name = entries_.words.text(entries_.account_names.display(code));
        say(spot_of_account(entries_.entries[till.lowered_by], account), {Text::warn_below_zero, {name, to_text(day_), money(till.holds)}},
            {Text::hint_below_zero, {name, shell_word(entries_.words.text(code)), to_text(day_)}});
    }
}

// The line of the entry that names the account, else its header.
Spot Doubts::spot_of_account(const Entry& entry, uint32_t account) const {
    for (const Detail& detail : entries_.details_of(entry)) {
        const KeySpec& key = spec(detail.key);
        if (key.values[1] == Value::account && detail.a == account) return below_header(entry, detail.below, 2);
        if (key.values[2] == Value::account && detail.b == account) return below_header(entry, detail.below, 3);
    }
    return header_of(entry, 2);
}

// No two items have one barcode at a time.
void Doubts::watch_barcodes(const Booked& booked) {
    const Entry& entry = booked.entry;
    const auto item = static_cast<ItemId>(entry.subject);
    for (const Detail& detail : entries_.details_of(entry)) {
        if (detail.key != Key::barcode) continue;
        const auto before = barcodes_.find(std::exchange(barcode_of_[entry.subject], detail.a));
        if (before != barcodes_.end() && before->second.item == item) barcodes_.erase(before);
        const auto [holder, is_free] = barcodes_.try_emplace(detail.a, Barcode{item, booked.index, detail.below});
        if (is_free || holder->second.item == item) continue;
        const bool is_new = booked.index >= first_;
        if (!is_new && holder->second.entry < first_) continue;  // the new one may be dated before
        const Entry& fresh = is_new ? entry : entries_.entries[holder->second.entry];
        const std::string_view other = entries_.items.text(is_new ? holder->second.item : item);
        say(below_header(fresh, is_new ? detail.below : holder->second.below, 1),
            {Text::err_barcode_twice, {entries_.words.text(detail.word()), other}}, {Text::hint_barcode_twice, {shell_word(other)}}, true);
    }
}

// A barcode or a name that is another item's code: who types it means that one. The other way round, where the code is the new one, only
// the barcode is known here.
void Doubts::check_codes(const Booked& booked) {
    const Entry& entry = booked.entry;
    const auto item = static_cast<ItemId>(entry.subject);
    const std::string_view own = entries_.items.text(item);
    for (const Detail& detail : entries_.details_of(entry)) {
        if (detail.key != Key::barcode && detail.key != Key::name) continue;
        const std::string_view said = entries_.words.text(detail.word());
        const ItemId other = entries_.items.find(said);
        if (other == ItemId::none || other == item) continue;
        const bool barcode = detail.key == Key::barcode;
        say(below_header(entry, detail.below, barcode || detail.below ? 1 : 3),
            barcode ? Message(Text::warn_barcode_is_code, {said, own}) : Message(Text::warn_name_is_code, {own, said}),
            {barcode ? Text::hint_barcode_is_code : Text::hint_name_is_code, {own}});
    }
    const auto held = barcodes_.find(index_of(entries_.words.find(own)));
    if (held == barcodes_.end() || held->second.item == item || held->second.entry >= first_) return;
    const std::string_view other = entries_.items.text(held->second.item);
    say(header_of(entry, 2), {Text::warn_barcode_is_code, {own, other}}, {Text::hint_barcode_is_code, {other}});
}

void Doubts::check_days(const Entry& entry) {
    const auto check = [&](Date day, Spot spot) {
        if (day > today_ + far_ahead) say(spot, {Text::warn_far_ahead, {to_text(day)}}, Text::hint_far_ahead);
    };
    check(entry.date, header_of(entry, no_word));
    for (const Detail& detail : entries_.details_of(entry))
        if (spec(detail.key).values[0] == Value::date)
            check(Date{static_cast<int32_t>(detail.number)}, below_header(entry, detail.below, 1));
}

// Half a box, where boxes are counted. 0.5 箱 of 24 盒 are twelve whole ones.
void Doubts::check_units(const Entry& entry) {
    for (uint32_t i = entry.first_goods; i < entry.first_goods + entry.goods_count; ++i) {
        const GoodsLine& goods = entries_.goods[i];
        if (is_whole(goods.quantity)) continue;
        const Quantity q = in_own_unit(entries_, books_.masters(), i);
        const std::string_view unit = entries_.words.text(books_.masters().of(goods.item).unit);
        if (is_whole(q) || !is_counted(unit)) continue;
        say(below_header(entry, goods.below, 2), {Text::warn_part_of_unit, {to_text(q), unit, entries_.items.text(goods.item)}},
            {Text::hint_part_of_unit, {shell_word(entries_.items.text(goods.item))}});
    }
}

// Ten times what is owed: 1180 for 118.0. Where nothing is owed, an advance may be anything.
void Doubts::check_amount(const Booked& booked) {
    const Entry& entry = booked.entry;
    const bool sells = entry.kind == Kind::sell || entry.kind == Kind::order || entry.kind == Kind::collect;
    const bool buys =
        entry.kind == Kind::purchase || entry.kind == Kind::purchase_order || entry.kind == Kind::bill || entry.kind == Kind::pay;
    const auto value = [&](const Entry& one) { return stated_value(entries_, one, books_.settings().currency.decimals); };
    const PartyId party = sells || buys ? entries_.party_of(entry) : PartyId::none;
    if (party == PartyId::none) return;
    const Account account(sells ? AccountClass::receivable : AccountClass::payable, party);
    Money owed = books_.balances().of(account);
    for (const Posting& posting : booked.postings)
        if (posting.account == account) owed -= posting.amount;
    if (buys) owed = -owed;
    if (owed.raw < 0) owed = Money();
    owed += value(entry);
    const uint32_t target = entries_.find(entry.of);
    const bool settles = entry.kind == Kind::collect || entry.kind == Kind::pay;
    if (settles && target != no_entry) {
        const Entry& followed = entries_.entries[target];
        if (followed.kind == Kind::order || followed.kind == Kind::purchase_order) owed += value(followed);
    }
    Money moved;
    const Detail* first = nullptr;
    for (const Detail& detail : entries_.details_of(entry)) {
        if (detail.key != (sells ? Key::received : Key::paid)) continue;
        moved += detail.money();
        if (!first) first = &detail;
    }
    if (!first || owed.raw <= 0 || moved.raw / too_many < owed.raw) return;
    say(below_header(entry, first->below, 1),
        {sells ? Text::warn_received_too_much : Text::warn_paid_too_much, {money(moved), money(owed)}},
        {Text::hint_too_much, {entries_.refs.text(entry.ref)}});
}

// 提款 is no cost, 借款 no income.
void Doubts::check_category(const Entry& entry) {
    const bool expense = entry.kind == Kind::expense;
    if (!expense && entry.kind != Kind::income) return;
    const std::string_view category = entries_.words.text(entry.purpose);
    if (!sounds_like_capital(category)) return;
    for (const Detail& detail : entries_.details_of(entry)) {
        if (detail.key != (expense ? Key::paid : Key::received)) continue;
        say({entry.file, entry.line, 0, Clause::for_purpose}, {expense ? Text::warn_drawing : Text::warn_capital, {category}},
            {expense ? Text::hint_drawing : Text::hint_capital,
             {entries_.refs.text(entry.ref), money(detail.money()), shell_word(entries_.words.text(detail.word()))}});
        return;
    }
}

}  // namespace daybook
