#include <algorithm>
#include <utility>

#include "base/check.h"
#include "books/books.h"

namespace daybook {

Books::Books(const Entries& entries, const BookSettings& settings)
    : entries_(entries),
      settings_(settings),
      refusals_(entries),
      links_(entries),
      stock_(entries, settings_, masters_, refusals_),
      trades_(entries, masters_) {
    masters_.items.resize(entries.items.size());
    masters_.parties.resize(entries.parties.size());
    masters_.accounts.resize(entries.words.size());
    for (std::string_view word : stored_value_words()) masters_.accounts[index_of(entries.words.find(word))].like_stored_value = true;
    masters_.accounts[0].like_stored_value = false;
}

void Books::replay(Observer* observer, Date end) {
    survey();
    booking_.watched = observer && observer->wants_steps();
    for (uint32_t index : links_.sequence()) {
        if (entries_.entries[index].date >= end) break;
        book(index);
        if (observer)
            observer->booked({index, entries_.entries[index], booking_.steps, booking_.postings, booking_.taxes, links_.is_out(index),
                              booking_.moved_points});
    }
    if (problems().empty()) check_conservation();
}

// One look at every entry before the first is booked; all files are known by now.
void Books::survey() {
    const std::vector<Entry>& entries = entries_.entries;
    for (uint32_t i = 0; i < entries.size(); ++i) {
        const Entry& entry = entries[i];
        links_.look_at(i);
        if (entry.warehouse != WordId::none || entry.warehouse_to != WordId::none) stock_.use_warehouses();
        if (entry.kind == Kind::item || entry.kind == Kind::kit) declare_service(entry);
        if (entry.kind == Kind::account) declare_class(entry);
    }
    survey_styles();
    links_.close(refusals_);
}

// Which items are styles, and which are services since their style is one: these too hold from the first day on.
void Books::survey_styles() {
    for (const Styles::Style& style : entries_.styles.all()) {
        ItemFacts& facts = masters_.items[index_of(style.code)];
        facts.is_style = true;
        for (const Styles::Member& member : style.members)
            if (ItemFacts& item = masters_.items[index_of(member.item)]; !item.says(Key::service)) item.service = facts.service;
    }
}

// The one thing of an item that holds from the first day on, whenever it is declared: a service never was in stock.
void Books::declare_service(const Entry& entry) {
    for (const Detail& detail : entries_.details_of(entry))
        if (detail.key == Key::service) {
            masters_.items[entry.subject].service = detail.number != 0;
            masters_.items[entry.subject].note_own(Key::service);
        }
}

// Likewise the class of an account: what it holds would else be in two places. The first to say one is right.
void Books::declare_class(const Entry& entry) {
    AccountFacts& facts = masters_.accounts[entry.subject];
    for (const Detail& detail : entries_.details_of(entry))
        if (detail.key == Key::account_class && !std::exchange(facts.has_class, true))
            facts.cls = account_class(static_cast<DeclaredClass>(detail.number));
}

void Books::book(uint32_t index) {
    const Entry& entry = entries_.entries[index];
    booking_.begin(index);
    if (links_.is_out(index)) return;
    bool stands = false;
    try {
        stands = (entries_.styles.empty() || check_goods(entry)) && check_units(entry) && book_kind(entry);
        if (stands) booking_.close(balances_);
    } catch (const Overflow&) {
        refuse(entry, Text::err_overflow, Text::hint_overflow, 0);
    }
    if (!stands && entries_.replacements.written_of(index) != RefId::none) refuse_replacement(index);
}

// What followed the replaced entry cannot follow the one that replaces it. One such follower is named for each.
void Books::refuse_replacement(uint32_t follower) {
    const Entry& after = entries_.entries[follower];
    const Entry& replacement = entries_.entries[entries_.find(after.of)];
    for (const Problem& problem : problems())
        if (problem.spot.clause == Clause::replaces && problem.spot.file == replacement.file && problem.spot.line == replacement.line)
            return;
    const std::string ref = ref_of(replacement);
    refuse_clause(replacement, Clause::replaces,
                  {Text::err_replaced_follower,
                   {ref, entries_.refs.text(entries_.replacements.written_of(follower)), ref_of(after), to_text(after.date)}},
                  {Text::hint_replaced_follower, {ref, ref_of(after), to_text(after.date)}});
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

// Nothing is lost or made (design: principle 4): what came in is what is there and what went, to the cent.
void Books::check_conservation() const {
    const Money stock = stock_.value();
    CHECK_INVARIANT(stock == balances_.of(AccountClass::inventory));
    const Money went = balances_.of(AccountClass::goods_shipped) + balances_.of(AccountClass::cogs) +
                       balances_.of(AccountClass::write_off) + balances_.of(AccountClass::count_difference) +
                       balances_.of(AccountClass::price_variance);
    CHECK_INVARIANT(goods_in_ == stock + went);
}

}  // namespace daybook
