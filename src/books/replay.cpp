#include <algorithm>

#include "base/check.h"
#include "books/books.h"

namespace daybook {

Books::Books(const Entries& entries, const BookSettings& settings) : entries_(entries), settings_(settings) {
    masters_.items.resize(entries.items.size());
    masters_.parties.resize(entries.parties.size());
    masters_.accounts.resize(entries.words.size());
    pools_.resize(entries.items.size());
    reserved_.resize(entries.items.size());
    incoming_.resize(entries.items.size());
    short_.resize(entries.items.size());
}

void Books::replay(Observer* observer, Date end) {
    survey();
    watched_ = observer != nullptr;
    for (uint32_t index : order_) {
        if (entries_.entries[index].date >= end) break;
        book(index);
        if (observer)
            observer->booked(
                {index, entries_.entries[index], steps_, postings_, taxes_, !voids_.empty() && voids_.count(index) > 0, moved_points_});
    }
    if (problems_.empty()) check_conservation();
}

// One look at every entry before the first is booked; all files are known by now. Entries are booked by (date, place in the files).
void Books::survey() {
    const std::vector<Entry>& entries = entries_.entries;
    order_.resize(entries.size());
    spoken_of_.resize(entries.size());
    std::vector<uint32_t> followers;  // what is `of` something
    bool sorted = true;
    for (uint32_t i = 0; i < entries.size(); ++i) {
        const Entry& entry = entries[i];
        order_[i] = i;
        if (i > 0 && entry.date < entries[i - 1].date) sorted = false;
        if (entry.warehouse != WordId::none || entry.warehouse_to != WordId::none) uses_warehouses_ = true;
        if (entry.kind == Kind::item || entry.kind == Kind::kit) declare_service(entry);
        if (entry.of != RefId::none || entry.kind == Kind::void_entry) followers.push_back(i);
    }
    if (!sorted) {
        const auto earlier = [&](uint32_t a, uint32_t b) { return entries[a].date < entries[b].date; };
        std::stable_sort(order_.begin(), order_.end(), earlier);
        std::stable_sort(followers.begin(), followers.end(), earlier);
    }
    link(followers);
    apply_voids(followers);
}

// Which entries later ones speak of, and which bills belong to a purchase.
void Books::link(std::span<const uint32_t> followers) {
    for (uint32_t index : followers) {
        const Entry& entry = entries_.entries[index];
        const uint32_t target = entries_.find(entry.of);
        if (target == no_entry) continue;
        spoken_of_[target] = 1;
        if (entry.kind == Kind::bill) bills_[target].push_back(index);
    }
}

// The one thing of an item that holds from the first day on, whenever it is declared: a service never was in stock.
void Books::declare_service(const Entry& entry) {
    for (const Detail& detail : entries_.details_of(entry))
        if (detail.key == Key::service) masters_.items[entry.subject].service = detail.number != 0;
}

void Books::book(uint32_t index) {
    const Entry& entry = entries_.entries[index];
    index_ = index;
    steps_.clear();
    postings_.clear();
    taxes_.clear();
    moved_points_ = Points();
    if (!voids_.empty() && voids_.count(index)) return;
    try {
        if (check_units(entry) && book_kind(entry)) close_entry();
    } catch (const Overflow&) {
        refuse(entry, Text::err_overflow, Text::hint_overflow, 0);
    }
}

bool Books::book_kind(const Entry& entry) {
    switch (entry.kind) {
        case Kind::item:
        case Kind::kit: return declare_item(entry);
        case Kind::customer:
        case Kind::supplier: return declare_party(entry);
        case Kind::account: return declare_account(entry);
        case Kind::open: return book_open(entry);
        case Kind::purchase: return book_purchase(entry);
        case Kind::purchase_return: return book_purchase_return(entry);
        case Kind::bill: return book_bill(entry);
        case Kind::pay: return book_pay(entry);
        case Kind::purchase_order: return book_purchase_order(entry);
        case Kind::quote: return book_quote(entry);
        case Kind::order: return book_order(entry);
        case Kind::ship: return book_ship(entry);
        case Kind::confirm: return book_confirm(entry);
        case Kind::cancel: return book_cancel(entry);
        case Kind::sell: return book_sell(entry);
        case Kind::sale_return: return book_return(entry);
        case Kind::refund: return book_refund(entry);
        case Kind::collect: return book_collect(entry);
        case Kind::expense: return book_expense(entry);
        case Kind::income: return book_income(entry);
        case Kind::transfer: return book_transfer(entry);
        case Kind::balance: return book_balance(entry);
        case Kind::count: return book_count(entry);
        case Kind::write_off: return book_write_off(entry);
        case Kind::move: return book_move(entry);
        case Kind::arrive: return book_arrive(entry);
        case Kind::assemble: return book_assemble(entry);
        case Kind::service: return book_service(entry);
        case Kind::points: return book_points(entry);
        case Kind::deposit: return book_deposit(entry);
        case Kind::tag: return book_tag(entry);
        case Kind::void_entry:
        case Kind::count_of_kinds: break;
    }
    return true;
}

void Books::close_entry() {
    Money sum;
    for (const Posting& posting : postings_) {
        balances_.add(posting.account, posting.amount);
        sum += posting.amount;
    }
    CHECK_INVARIANT(!sum);
}

// Nothing is lost or made (design: principle 4): what came in is what is there and what went, to the cent.
void Books::check_conservation() const {
    Money stock;
    for (const Pool& pool : pools_) stock += pool.value();
    CHECK_INVARIANT(stock == balances_.of(AccountClass::inventory));
    const Money went = balances_.of(AccountClass::goods_shipped) + balances_.of(AccountClass::cogs) +
                       balances_.of(AccountClass::write_off) + balances_.of(AccountClass::count_difference) +
                       balances_.of(AccountClass::price_variance);
    CHECK_INVARIANT(goods_in_ == stock + went);
}

uint32_t Books::voided_by(uint32_t entry) const {
    const auto found = voids_.find(entry);
    return found == voids_.end() ? no_entry : found->second;
}

std::span<const TradedLine> Books::lines_of(uint32_t entry) const {
    const auto found = traded_.find(entry);
    if (found == traded_.end()) return {};
    return found->second;
}

const Order* Books::order_of(uint32_t entry) const {
    const auto found = orders_.find(entry);
    return found == orders_.end() ? nullptr : &found->second;
}

std::string Books::ref_of(const Entry& entry) const {
    return entry.ref == RefId::none ? std::string(spec(entry.kind).name) : std::string(entries_.refs.text(entry.ref));
}

bool Books::refuse(const Entry& entry, Message what, Message hint, uint32_t word) {
    return refuse_at(entry, 0, word, std::move(what), std::move(hint));
}

bool Books::refuse_clause(const Entry& entry, Clause clause, Message what, Message hint) {
    problems_.push_back({std::move(what), std::move(hint), {entry.file, entry.line, 0, clause}});
    return false;
}

bool Books::refuse_goods(const Entry& entry, uint32_t goods_index, uint32_t word, Message what, Message hint) {
    const bool own = goods_index - entry.first_goods < entry.goods_count;
    const uint32_t carried_out = own ? no_entry : entries_.find(entry.of);
    CHECK_INVARIANT(own || carried_out != no_entry);
    return refuse_at(own ? entry : entries_.entries[carried_out], entries_.goods[goods_index].below, word, std::move(what),
                     std::move(hint));
}

bool Books::refuse_at(const Entry& entry, uint32_t below, uint32_t word, Message what, Message hint) {
    problems_.push_back({std::move(what), std::move(hint), {entry.file, entry.line + below, word, Clause::count_of_clauses}});
    return false;
}

}  // namespace daybook
