#include <algorithm>

#include "base/check.h"
#include "base/utf8.h"
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
    put_in_order();
    link();
    apply_voids();
    declare_services();
    for (uint32_t index : order_) {
        if (entries_.entries[index].date >= end) break;
        book(index);
        if (observer) observer->booked({index, entries_.entries[index], steps_, postings_});
    }
    if (problems_.empty()) check_conservation();
}

// By (date, place in the files): stable, and free where the files are in order already.
void Books::put_in_order() {
    order_.resize(entries_.entries.size());
    bool sorted = true;
    for (uint32_t i = 0; i < order_.size(); ++i) {
        order_[i] = i;
        if (i > 0 && entries_.entries[i].date < entries_.entries[i - 1].date) sorted = false;
    }
    if (sorted) return;
    std::stable_sort(order_.begin(), order_.end(),
                     [&](uint32_t a, uint32_t b) { return entries_.entries[a].date < entries_.entries[b].date; });
}

// Which entries later ones speak of, and which bills belong to a purchase: all files are known before the first is booked.
void Books::link() {
    spoken_of_.resize(entries_.entries.size());
    for (uint32_t index : order_) {
        const Entry& entry = entries_.entries[index];
        if (entry.of == RefId::none) continue;
        const uint32_t target = entries_.find(entry.of);
        if (target == no_entry) continue;
        spoken_of_[target] = 1;
        if (entry.kind == Kind::bill) bills_[target].push_back(index);
    }
}

namespace {

// What a void takes along, since it means nothing without what it follows.
bool follows_into_void(Kind kind) {
    return kind == Kind::ship || kind == Kind::confirm || kind == Kind::cancel || kind == Kind::arrive || kind == Kind::bill;
}

// What must be voided first: goods or money came back, and a void would make that a lie.
bool blocks_void(Kind kind) { return kind == Kind::sale_return || kind == Kind::refund || kind == Kind::purchase_return; }

}  // namespace

void Books::apply_voids() {
    std::vector<uint32_t> voids;
    for (uint32_t index : order_)
        if (entries_.entries[index].kind == Kind::void_entry) voids.push_back(index);
    if (voids.empty()) return;
    std::unordered_map<uint32_t, std::vector<uint32_t>> followers;
    for (uint32_t index : order_)
        if (const uint32_t target = entries_.find(entries_.entries[index].of); target != no_entry) followers[target].push_back(index);
    for (uint32_t index : voids) {
        const Entry& entry = entries_.entries[index];
        const uint32_t target = target_of(entry, {});
        if (target == no_entry) continue;
        const Entry& voided = entries_.entries[target];
        if (voided.kind == Kind::void_entry) {
            refuse_clause(entry, Clause::of, {Text::err_void_of_void, {ref_of(voided)}}, Text::hint_void_of_void);
            continue;
        }
        if (voids_.count(target)) {
            refuse_clause(entry, Clause::of, {Text::err_void_twice, {ref_of(voided), ref_of(entries_.entries[voids_[target]])}},
                          Text::hint_void_twice);
            continue;
        }
        std::vector<uint32_t> gone = {target};
        for (size_t i = 0; i < gone.size(); ++i)
            for (uint32_t follower : followers[gone[i]])
                if (follows_into_void(entries_.entries[follower].kind) && !voids_.count(follower)) gone.push_back(follower);
        const auto blocked = [&]() -> const Entry* {
            for (uint32_t one : gone)
                for (uint32_t follower : followers[one])
                    if (blocks_void(entries_.entries[follower].kind) && !voids_.count(follower) &&
                        entries_.entries[follower].date <= entry.date)
                        return &entries_.entries[follower];
            return nullptr;
        }();
        if (blocked) {
            refuse_clause(entry, Clause::of, {Text::err_void_blocked, {ref_of(voided), ref_of(*blocked), to_text(blocked->date)}},
                          {Text::hint_void_blocked, {ref_of(*blocked)}});
            continue;
        }
        for (uint32_t one : gone) voids_.emplace(one, index);
    }
}

// The one thing of an item that holds from the first day on, whenever it is declared: a service never was in stock.
void Books::declare_services() {
    for (const Entry& entry : entries_.entries) {
        if (entry.kind != Kind::item && entry.kind != Kind::kit) continue;
        for (const Detail& detail : entries_.details_of(entry))
            if (detail.key == Key::service) masters_.items[entry.subject].service = detail.number != 0;
    }
}

void Books::book(uint32_t index) {
    const Entry& entry = entries_.entries[index];
    index_ = index;
    steps_.clear();
    postings_.clear();
    if (!voids_.empty() && voids_.count(index)) return;
    try {
        if (book_kind(entry)) close_entry();
    } catch (const Overflow&) {
        refuse(entry, Text::err_overflow, Text::hint_overflow, 0);
    }
}

bool Books::book_kind(const Entry& entry) {
    switch (entry.kind) {
        case Kind::item: return declare_item(entry);
        case Kind::customer:
        case Kind::supplier: return declare_party(entry);
        case Kind::account: return declare_account(entry);
        case Kind::open: return book_open(entry);
        case Kind::purchase: return book_purchase(entry);
        case Kind::purchase_return: return book_purchase_return(entry);
        case Kind::bill: return book_bill(entry);
        case Kind::pay: return book_pay(entry);
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
        case Kind::void_entry: return true;
        default: return refuse(entry, {Text::err_not_booked_yet, {spec(entry.kind).name}}, Text::hint_not_booked_yet, 1);
    }
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

// The entry that this one is `of`: there, of a kind that makes sense, not void. no_entry after a refusal, or where there is no `of`.
uint32_t Books::target_of(const Entry& entry, std::initializer_list<Kind> kinds) {
    if (entry.of == RefId::none) {
        if (entry.kind == Kind::void_entry || entry.kind == Kind::bill)
            refuse(entry, {Text::err_of_missing, {spec(entry.kind).name}}, Text::hint_of_missing);
        return no_entry;
    }
    const std::string_view ref = entries_.refs.text(entry.of);
    const uint32_t target = entries_.find(entry.of);
    if (target == no_entry) {
        std::vector<std::string_view> refs;
        for (uint32_t i = 1; i < entries_.refs.size(); ++i)
            if (entries_.find(static_cast<RefId>(i)) != no_entry) refs.push_back(entries_.refs.text(static_cast<RefId>(i)));
        const std::string_view near = did_you_mean(ref, refs);
        refuse_clause(entry, Clause::of, {Text::err_no_entry, {ref}},
                      near.empty() ? Message(Text::hint_no_entry) : Message(Text::hint_did_you_mean, {near}));
        return no_entry;
    }
    const Entry& found = entries_.entries[target];
    if (kinds.size() > 0 && std::find(kinds.begin(), kinds.end(), found.kind) == kinds.end()) {
        std::string wanted;
        for (Kind kind : kinds) wanted.append(wanted.empty() ? "" : ", ").append(spec(kind).name);
        refuse_clause(entry, Clause::of, {Text::err_wrong_target, {ref, spec(found.kind).name, spec(entry.kind).name}},
                      {Text::hint_wrong_target, {spec(entry.kind).name, wanted}});
        return no_entry;
    }
    if (const auto gone = voids_.find(target); gone != voids_.end() && entry.kind != Kind::void_entry) {
        const Entry& by = entries_.entries[gone->second];
        refuse_clause(entry, Clause::of, {Text::err_target_void, {ref, ref_of(by), to_text(by.date)}}, Text::hint_target_void);
        return no_entry;
    }
    if (found.date > entry.date && entry.kind != Kind::bill) {
        refuse_clause(entry, Clause::of, {Text::err_target_later, {ref, to_text(found.date)}}, Text::hint_target_later);
        return no_entry;
    }
    return target;
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

std::string Books::ref_of(const Entry& entry) const {
    return entry.ref == RefId::none ? std::string(spec(entry.kind).name) : std::string(entries_.refs.text(entry.ref));
}

bool Books::refuse(const Entry& entry, Message what, Message hint, uint32_t word) {
    return refuse_at(entry, entry.line, word, std::move(what), std::move(hint));
}

bool Books::refuse_clause(const Entry& entry, Clause clause, Message what, Message hint) {
    problems_.push_back({std::move(what), std::move(hint), {entry.file, entry.line, 0, clause}});
    return false;
}

bool Books::refuse_at(const Entry& entry, uint32_t line, uint32_t word, Message what, Message hint) {
    problems_.push_back({std::move(what), std::move(hint), {entry.file, line, word, Clause::count_of_clauses}});
    return false;
}

}  // namespace daybook
