// The replay: entries, in the order of their dates and places, into stock, cost, parties, accounts. Refusals accumulate as problems.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "books/booking.h"
#include "books/links.h"
#include "books/masters.h"
#include "books/members.h"
#include "books/stock.h"
#include "books/trades.h"
#include "model/entry.h"
#include "model/settings.h"

namespace daybook {

// What an entry did to the books. The spans live until the next entry.
struct Booked {
    uint32_t index = 0;
    const Entry& entry;
    std::span<const Step> steps;
    std::span<const Posting> postings;
    std::span<const TaxStep> taxes;
    bool is_void = false;  // or replaced: it does nothing
    Points points;         // what its customer has more by it; less where negative
};

// Reports look on as the entries are booked, and keep only what they need.
class Observer {
  public:
    virtual ~Observer() = default;
    virtual void booked(const Booked& booked) = 0;
    // Whether it looks at steps: without them a replay is quicker.
    virtual bool wants_steps() const { return true; }
};

class Books {
  public:
    Books(const Entries& entries, const BookSettings& settings);
    Books(const Books&) = delete;
    Books& operator=(const Books&) = delete;

    // Books every entry before `end`. Once only.
    void replay(Observer* observer = nullptr, Date end = last_date);

    const std::vector<Problem>& problems() const { return refusals_.problems(); }
    const Entries& entries() const { return entries_; }
    const BookSettings& settings() const { return settings_; }
    const Masters& masters() const { return masters_; }
    const Pool& pool(ItemId item) const { return stock_.pool(item); }
    Quantity reserved(ItemId item) const { return trades_.reserved(item); }
    Quantity incoming(ItemId item) const { return trades_.incoming(item); }
    const Balances& balances() const { return balances_; }
    Points points(PartyId party) const { return members_.of(party); }
    // What the shop owes the party as stored value: not negative.
    Money stored_value(PartyId party) const { return -balances_.of({AccountClass::stored_value, party}); }
    // Opening + purchases + landed costs − returned to suppliers: what the stock and all that went must add up to.
    Money goods_in() const { return goods_in_; }
    // Entry indexes in the order of the replay.
    std::span<const uint32_t> sequence() const { return links_.sequence(); }
    // Whether it is out of the books: void, or replaced by another.
    bool is_out(uint32_t entry) const { return links_.is_out(entry); }
    // The void that takes the entry out, or no_entry.
    uint32_t voided_by(uint32_t entry) const { return links_.voided_by(entry); }
    // What of a sale's (or purchase's) lines is not taken back yet; empty where no later entry speaks of it.
    std::span<const TradedLine> lines_of(uint32_t entry) const { return trades_.lines_of(entry); }
    // How far an order or purchase order has come, or what a quote offers; null where the entry is none.
    const Order* order_of(uint32_t entry) const { return trades_.order_of(entry); }
    // What a warehouse holds of an item (WordId::none: the one without a name). Only where a journal names any.
    Quantity held_in(ItemId item, WordId warehouse) const { return stock_.held_in(item, warehouse); }
    bool uses_warehouses() const { return stock_.uses_warehouses(); }
    // Goods moved out of a warehouse that have not arrived.
    static constexpr WordId in_transit = Stock::in_transit;
    // The warehouses that ever held the item.
    std::vector<WordId> warehouses_of(ItemId item) const { return stock_.warehouses_of(item); }

  private:
    // replay.cpp: the one look, the loop
    void survey();
    void declare_service(const Entry& entry);
    void survey_styles();
    void declare_class(const Entry& entry);
    void book(uint32_t index);
    bool book_kind(const Entry& entry);
    void refuse_replacement(uint32_t follower);
    void check_conservation() const;

    bool target_of(const Entry& entry, std::initializer_list<Kind> kinds, uint32_t& target) {
        return links_.target_of(entry, kinds, refusals_, target);
    }

    // masters.cpp
    bool declare_item(const Entry& entry);
    bool declare_party(const Entry& entry);
    bool declare_account(const Entry& entry);
    void hand_down(ItemId item);
    void inherit(ItemId item);
    bool check_goods(const Entry& entry);
    bool declare_larger_unit(const Entry& entry, const Detail& detail, ItemFacts& facts);
    bool check_units(const Entry& entry);
    // A line's quantity in the item's own unit.
    Quantity quantity_of(uint32_t goods_index) const {
        const GoodsLine& goods = entries_.goods[goods_index];
        return goods.has_marks ? in_own_unit(entries_, masters_, goods_index) : goods.quantity;
    }

    // pricing.cpp: amounts, discount, tax, spreading
    bool price_lines(const Entry& entry, char sign);
    bool price_line(const Entry& entry, uint32_t goods_index, Money& amount);
    bool take_discount(const Entry& entry);
    int32_t rate_of(uint32_t goods_index) const;
    Taxed split_tax(int32_t rate, Money amount) const;
    void note_tax(int32_t rate, bool bought, const Taxed& price);
    int32_t rate_of_most_value() const;
    int32_t rate_of_postage_back(uint32_t sale) const;
    Money post_postage(const Taxed& postage, int32_t rate);
    bool spread(const Entry& entry, Money total, const Detail& how);
    Money sum(const Entry& entry, Key key) const;
    // Money lines as postings: received into its account, paid out of it; `in` is received − paid. The account `deposit` is the party's
    // stored value; without a party it is refused.
    bool move_cash(const Entry& entry, PartyId party, Money& in);
    Account account_of(WordId code) const { return {masters_.accounts[index_of(code)].cls, code}; }
    bool check_account(const Entry& entry, const Detail& detail, WordId account);
    WordId money_account(const Entry& entry) const;

    // selling.cpp
    bool book_sell(const Entry& entry);
    bool sell_lines(const Entry& entry, Money& total);
    bool settle_with(const Entry& entry, PartyId party, Money owed);
    bool book_fees(const Entry& entry, WordId account);
    bool book_costs(const Entry& entry);
    bool book_return(const Entry& entry);
    bool party_of(const Entry& entry, uint32_t target, PartyId& party);
    bool book_collect(const Entry& entry);
    bool check_credit(const Entry& entry, Key key, PartyId party, Account account);

    // ordering.cpp: from order to confirmed delivery
    bool book_quote(const Entry& entry);
    bool book_order(const Entry& entry);
    bool book_ship(const Entry& entry);
    bool ship_goods(const Entry& entry, uint32_t goods_index, Order& order, uint32_t order_index);
    bool ship_line(const Entry& entry, Order& order, uint32_t line, Quantity q, uint32_t goods_index);
    bool book_confirm(const Entry& entry);
    Money recognise(uint32_t order_index, uint32_t shipment);
    bool book_cancel(const Entry& entry);

    // returning.cpp: goods and money back
    bool value_untraded(const Entry& entry, uint32_t goods_index, Money& cost);
    bool return_line(const Entry& entry, uint32_t goods_index, uint32_t sale, Money& credit, Money& unearned);
    bool return_traded(const Entry& entry, uint32_t goods_index, uint32_t sale, Returned& back);
    bool refuse_lot(const Entry& entry, uint32_t goods_index, uint32_t sale, WordId lot, Quantity left);
    void arrive_back(uint32_t goods_index, Quantity q, const Returned& back, const Step& step);
    bool book_refund(const Entry& entry);
    void refund_line(uint32_t sale, TradedLine& line, Money amount);

    // points.cpp: points and stored value
    bool member_of(const Entry& entry, uint32_t target, PartyId& party);
    bool book_points(const Entry& entry);
    bool book_deposit(const Entry& entry);
    bool move_points(const Entry& entry, PartyId party, Points undone);
    Points undo_points(uint32_t sale) { return members_.keeps(sale) ? members_.undo(sale, remaining_of(sale)) : Points(); }
    Remaining remaining_of(uint32_t sale) const;
    bool check_stored_value(const Entry& entry, const Detail& detail, PartyId party);

    // service.cpp
    bool book_service(const Entry& entry);
    bool book_tag(const Entry& entry);

    // buying.cpp
    bool book_purchase_order(const Entry& entry);
    bool settle_with_supplier(const Entry& entry, PartyId party, Money owed);
    Account service_account(const ItemFacts& item) const;
    bool book_purchase(const Entry& entry);
    bool buy_lines(const Entry& entry, Money& owed);
    GoodsCost cost_of_line(const Priced& line, Quantity q) const;
    bool land_bills(const Entry& entry);
    Money net_of_bill(const Entry& bill, Money amount) const;
    bool book_bill(const Entry& entry);
    bool book_purchase_return(const Entry& entry);
    bool send_back(const Entry& entry, uint32_t goods_index, uint32_t purchase, Money& credit);
    bool book_pay(const Entry& entry);

    // stocktaking.cpp
    bool book_open(const Entry& entry);
    bool book_count(const Entry& entry);
    bool count_line(const Entry& entry, uint32_t goods_index);
    bool book_write_off(const Entry& entry);

    // moving.cpp: between warehouses, and into one another
    bool book_move(const Entry& entry);
    bool book_arrive(const Entry& entry);
    bool book_assemble(const Entry& entry);
    bool share_out(const Entry& entry, Money cost);

    // money.cpp
    bool book_expense(const Entry& entry);
    bool book_income(const Entry& entry);
    bool book_transfer(const Entry& entry);
    bool book_balance(const Entry& entry);
    Message since_when(const Entry& entry, const Detail& wrong) const;
    bool check_category(const Entry& entry, WordId category, uint32_t below);

    // movements.cpp: every movement passes through these
    // Into the lot that the line names, else into `lot`.
    void receive(uint32_t goods_index, ItemId item, Quantity q, Money cost, const Step& step, WordId lot = WordId::none);
    void book_correction(const Correction& correction, ItemId item);
    bool issue(const Entry& entry, uint32_t goods_index, ItemId item, Quantity q, uint32_t source, const Step& step, Money& cost,
               std::vector<LotOut>* lots = nullptr);
    bool issue_sold(const Entry& entry, uint32_t goods_index, Quantity q, const Step& step, GoodsCost& cost);
    void push(const Step& step) { booking_.push(step, stock_.pool(step.item)); }
    void push_moved(Step step, ItemId item, uint32_t goods_index, Quantity q, Money value);
    void post(Account account, Money amount) { booking_.post(account, amount); }

    bool refuse(const Entry& entry, Message what, Message hint = {}, uint32_t word = 2) {
        return refusals_.refuse(entry, std::move(what), std::move(hint), word);
    }
    bool refuse_clause(const Entry& entry, Clause clause, Message what, Message hint = {}) {
        return refusals_.refuse_clause(entry, clause, std::move(what), std::move(hint));
    }
    bool refuse_at(const Entry& entry, uint32_t below, uint32_t word, Message what, Message hint = {}) {
        return refusals_.refuse_at(entry, below, word, std::move(what), std::move(hint));
    }
    bool refuse_goods(const Entry& entry, uint32_t goods_index, uint32_t word, Message what, Message hint = {}) {
        return refusals_.refuse_goods(entry, goods_index, word, std::move(what), std::move(hint));
    }
    std::string money(Money amount) const { return to_text(amount, settings_.currency.decimals); }
    std::string item_name(ItemId item) const { return std::string(entries_.items.text(item)); }
    std::string ref_of(const Entry& entry) const { return daybook::ref_of(entries_, entry); }
    std::string word_text(WordId word) const { return std::string(entries_.words.text(word)); }

    const Entries& entries_;
    const BookSettings settings_;
    Refusals refusals_;
    Links links_;
    Members members_;

    Masters masters_;
    Stock stock_;
    Trades trades_;
    Booking booking_;
    Balances balances_;
    Money goods_in_;  // opening + purchases + landed costs − returned to suppliers: the left side of the conservation law
};

}  // namespace daybook
