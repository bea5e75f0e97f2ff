// The replay: entries, in the order of their dates and places, into stock, cost, parties, accounts. Refusals accumulate as problems.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "books/accounts.h"
#include "books/masters.h"
#include "books/pool.h"
#include "model/entry.h"
#include "model/settings.h"

namespace daybook {

// One step of an item: how it moved, at which cost, what it earned.
struct Step {
    ItemId item = ItemId::none;
    uint32_t goods = 0;  // the goods line that says so
    uint32_t sale = 0;   // the entry whose customer and channel it counts for
    Quantity quantity;   // into stock; out of it where negative
    Money value;         // the change of the stock's value
    Quantity sold;       // what counts as sold; back where negative
    Money revenue;       // net of tax
    Money cogs;
    Quantity on_hand;  // after the step
    Money held_value;  // after the step
};

// What an entry did to the books. The spans live until the next entry.
struct Booked {
    uint32_t index = 0;
    const Entry& entry;
    std::span<const Step> steps;
    std::span<const Posting> postings;
};

// Reports look on as the entries are booked, and keep only what they need.
class Observer {
  public:
    virtual ~Observer() = default;
    virtual void booked(const Booked& booked) = 0;
};

// One goods line of a sale or purchase that later entries may take back.
struct TradedLine {
    uint32_t goods = 0;
    ItemId item = ItemId::none;
    Quantity traded;  // as it was
    Quantity left;    // not taken back yet; so the amounts
    Money net, tax, cost;
};

class Books {
  public:
    Books(const Entries& entries, const BookSettings& settings);
    Books(const Books&) = delete;
    Books& operator=(const Books&) = delete;

    // Books every entry before `end`. Once only.
    void replay(Observer* observer = nullptr, Date end = last_date);

    const std::vector<Problem>& problems() const { return problems_; }
    const Entries& entries() const { return entries_; }
    const BookSettings& settings() const { return settings_; }
    const Masters& masters() const { return masters_; }
    const Pool& pool(ItemId item) const { return pools_[index_of(item)]; }
    Quantity reserved(ItemId item) const { return reserved_[index_of(item)]; }
    Quantity incoming(ItemId item) const { return incoming_[index_of(item)]; }
    const Balances& balances() const { return balances_; }
    // Entry indexes in the order of the replay.
    std::span<const uint32_t> order() const { return order_; }
    // The void that takes the entry out, or no_entry.
    uint32_t voided_by(uint32_t entry) const;
    // What of a sale's (or purchase's) lines is not taken back yet; empty where no later entry speaks of it.
    std::span<const TradedLine> lines_of(uint32_t entry) const;

  private:
    // A goods line of the entry being booked, priced.
    struct Priced {
        uint32_t goods = 0;
        Money amount;  // as written: quantity × price
        Money net;     // after discount, without tax
        Money tax;
        Money landed;  // freight and duty on it
    };

    // replay.cpp: order, voids, the loop
    void put_in_order();
    void link();
    void apply_voids();
    void declare_services();
    void book(uint32_t index);
    bool book_kind(const Entry& entry);
    void close_entry();
    void check_conservation() const;
    uint32_t target_of(const Entry& entry, std::initializer_list<Kind> kinds);

    // masters.cpp
    bool declare_item(const Entry& entry);
    bool declare_party(const Entry& entry);
    bool declare_account(const Entry& entry);

    // pricing.cpp: amounts, discount, tax, spreading
    bool price_lines(const Entry& entry, char sign);
    bool price_line(const Entry& entry, uint32_t goods_index, Money& amount);
    bool take_discount(const Entry& entry);
    void split_tax(uint32_t goods_index, Money amount, Money& net, Money& tax) const;
    bool spread(const Entry& entry, Money total, const Detail& how);
    Money sum(const Entry& entry, Key key) const;
    // Money lines as postings: received into its account, paid out of it; returns received − paid.
    Money move_cash(const Entry& entry);
    WordId money_account(const Entry& entry) const;

    // selling.cpp
    bool book_sell(const Entry& entry);
    bool sell_lines(const Entry& entry, Money& total);
    bool settle_with(const Entry& entry, PartyId party, Money owed);
    bool book_fees(const Entry& entry, WordId account);
    void book_costs(const Entry& entry);
    bool book_return(const Entry& entry);
    bool return_line(const Entry& entry, uint32_t goods_index, uint32_t sale, Money& credit);
    bool return_sold(const Entry& entry, uint32_t goods_index, uint32_t sale, Money& net, Money& tax, Money& cost);
    bool party_of(const Entry& entry, uint32_t target, PartyId& party);
    bool book_refund(const Entry& entry);
    bool book_collect(const Entry& entry);

    // buying.cpp
    bool book_purchase(const Entry& entry);
    bool buy_lines(const Entry& entry, Money& owed);
    bool land_bills(const Entry& entry);
    Money net_of_bill(const Entry& bill, Money amount) const;
    bool book_bill(const Entry& entry);
    bool book_purchase_return(const Entry& entry);
    bool send_back(const Entry& entry, uint32_t goods_index, uint32_t purchase, Money& credit);
    bool price_paid(const Entry& entry, uint32_t goods_index, uint32_t purchase, Money& net, Money& tax);
    bool book_pay(const Entry& entry);

    // stocktaking.cpp
    bool book_open(const Entry& entry);
    bool book_count(const Entry& entry);
    bool book_write_off(const Entry& entry);

    // money.cpp
    bool book_expense(const Entry& entry);
    bool book_income(const Entry& entry);
    bool book_transfer(const Entry& entry);
    bool book_balance(const Entry& entry);
    bool check_category(const Entry& entry, WordId category, uint32_t line);

    // stock: every movement passes through these two
    void receive(uint32_t goods_index, Quantity q, Money cost, Step step);
    bool issue(const Entry& entry, uint32_t goods_index, uint32_t source, Step step, Money& cost);
    void push(Step step);
    void post(Account account, Money amount) {
        if (amount) postings_.push_back({account, amount});
    }

    bool refuse(const Entry& entry, Message what, Message hint = {}, uint32_t word = 2);
    bool refuse_clause(const Entry& entry, Clause clause, Message what, Message hint = {});
    bool refuse_at(const Entry& entry, uint32_t line, uint32_t word, Message what, Message hint = {});
    bool is_known(ItemId item) const;
    bool unknown_item(const Entry& entry, const GoodsLine& goods);
    std::string money(Money amount) const { return to_text(amount, settings_.currency.decimals); }
    std::string item_name(ItemId item) const { return std::string(entries_.items.text(item)); }
    std::string ref_of(const Entry& entry) const;
    std::string word_text(WordId word) const { return std::string(entries_.words.text(word)); }

    const Entries& entries_;
    const BookSettings settings_;
    std::vector<uint32_t> order_;
    std::vector<uint8_t> spoken_of_;                             // by entry: a later one is `of` it
    std::unordered_map<uint32_t, uint32_t> voids_;               // voided entry → its void
    std::unordered_map<uint32_t, std::vector<uint32_t>> bills_;  // purchase → its bills
    std::unordered_map<uint32_t, std::vector<TradedLine>> traded_;
    std::vector<Problem> problems_;

    Masters masters_;
    std::vector<Pool> pools_;
    std::vector<Quantity> reserved_, incoming_;
    std::vector<uint8_t> short_;  // items whose shortage was refused already: one error each is enough
    Balances balances_;
    Money goods_in_;  // opening + purchases + landed costs − returned to suppliers: the left side of the conservation law

    uint32_t index_ = 0;  // the entry being booked, and what it does
    std::vector<Step> steps_;
    std::vector<Posting> postings_;
    std::vector<Priced> priced_;
    std::vector<Settlement> settled_;
    std::vector<int64_t> weights_;
    std::vector<Money> parts_;
};

}  // namespace daybook
