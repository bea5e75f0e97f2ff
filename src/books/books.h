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

// Tax on a line, for the tax report.
struct TaxStep {
    int32_t rate = 0;     // parts in a million
    bool bought = false;  // input tax; else output tax
    Money net, tax;       // given back where negative
};

// What an entry did to the books. The spans live until the next entry.
struct Booked {
    uint32_t index = 0;
    const Entry& entry;
    std::span<const Step> steps;
    std::span<const Posting> postings;
    std::span<const TaxStep> taxes;
    bool is_void = false;
    Points points;  // what its customer has more by it; less where negative
};

// Reports look on as the entries are booked, and keep only what they need.
class Observer {
  public:
    virtual ~Observer() = default;
    virtual void booked(const Booked& booked) = 0;
};

// What a kit's part cost in a sale: it comes back with the kit.
struct PartOut {
    ItemId item = ItemId::none;
    Quantity quantity;
    Money cost;
};

// One goods line of a sale or purchase that later entries may take back.
struct TradedLine {
    uint32_t goods = 0;
    ItemId item = ItemId::none;
    Quantity traded;  // as it was
    Quantity left;    // not taken back yet; so the amounts
    Money net, tax, cost;
    std::vector<PartOut> parts;    // of a kit
    uint32_t shipment = no_entry;  // of an order: the entry that took it out
};

// One goods line of an order (or purchase order), and how far it has come.
struct OrderLine {
    uint32_t goods = 0;
    ItemId item = ItemId::none;
    Quantity ordered;
    Quantity open;      // neither shipped (received) nor cancelled
    Quantity unearned;  // not recognised as revenue, nor cancelled; so the amounts
    Money net, tax;
    uint32_t kit = no_entry;  // the kit as it was declared when ordered: its parts are reserved
};

// Goods shipped that wait for the buyer's confirmation.
struct ShippedLine {
    uint32_t line = 0;      // of the order
    uint32_t shipment = 0;  // the entry that shipped it
    Quantity quantity;
    Money cost;
    std::vector<PartOut> parts;
};

struct Order {
    std::vector<OrderLine> lines;
    std::vector<ShippedLine> waiting;
    Money postage;  // not yet recognised
    bool shipped = false;
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
    Points points(PartyId party) const { return index_of(party) < points_.size() ? points_[index_of(party)] : Points(); }
    // What the shop owes the party as stored value: not negative.
    Money stored_value(PartyId party) const { return -balances_.of({AccountClass::stored_value, party}); }
    // Opening + purchases + landed costs − returned to suppliers: what the stock and all that went must add up to.
    Money goods_in() const { return goods_in_; }
    // Entry indexes in the order of the replay.
    std::span<const uint32_t> order() const { return order_; }
    // The void that takes the entry out, or no_entry.
    uint32_t voided_by(uint32_t entry) const;
    // What of a sale's (or purchase's) lines is not taken back yet; empty where no later entry speaks of it.
    std::span<const TradedLine> lines_of(uint32_t entry) const;
    // How far an order or purchase order has come, or what a quote offers; null where the entry is none.
    const Order* order_of(uint32_t entry) const;
    // What a warehouse holds of an item (WordId::none: the one without a name). Only where a journal names any.
    Quantity held_in(ItemId item, WordId warehouse) const;
    bool uses_warehouses() const { return uses_warehouses_; }
    // Goods moved out of a warehouse that have not arrived.
    static constexpr WordId in_transit = static_cast<WordId>(UINT32_MAX);
    // The warehouses that ever held the item.
    std::vector<WordId> warehouses_of(ItemId item) const;

  private:
    // A goods line of the entry being booked, priced.
    struct Priced {
        uint32_t goods = 0;
        Money amount;  // as written: quantity × price
        Money net;     // after discount, without tax
        Money tax;
        Money landed;  // freight and duty on it
    };

    // replay.cpp: order, links, the loop
    void survey();
    void link(std::span<const uint32_t> followers);
    void declare_service(const Entry& entry);
    void book(uint32_t index);
    bool book_kind(const Entry& entry);
    void close_entry();
    void check_conservation() const;

    // links.cpp: what an entry is `of`, and voids
    uint32_t target_of(const Entry& entry, std::initializer_list<Kind> kinds);
    void apply_voids(std::span<const uint32_t> followers);
    void apply_void(uint32_t index, std::unordered_map<uint32_t, std::vector<uint32_t>>& followers_of);

    // masters.cpp
    bool declare_item(const Entry& entry);
    bool declare_party(const Entry& entry);
    bool declare_account(const Entry& entry);
    bool declare_larger_unit(const Entry& entry, const Detail& detail, ItemFacts& facts);
    bool check_units(const Entry& entry);
    // A line's quantity in the item's own unit.
    Quantity quantity_of(uint32_t goods_index) const {
        const GoodsLine& goods = entries_.goods[goods_index];
        return goods.has_marks ? in_own_unit(goods_index) : goods.quantity;
    }
    Quantity in_own_unit(uint32_t goods_index) const;

    // pricing.cpp: amounts, discount, tax, spreading
    bool price_lines(const Entry& entry, char sign);
    bool price_line(const Entry& entry, uint32_t goods_index, Money& amount);
    bool take_discount(const Entry& entry);
    int32_t rate_of(uint32_t goods_index) const;
    void split_tax(uint32_t goods_index, Money amount, Money& net, Money& tax) const;
    void note_tax(uint32_t goods_index, bool bought, Money net, Money tax);
    bool spread(const Entry& entry, Money total, const Detail& how);
    Money sum(const Entry& entry, Key key) const;
    // Money lines as postings: received into its account, paid out of it; `in` is received − paid. The account `deposit` is the party's
    // stored value; without a party it is refused.
    bool move_cash(const Entry& entry, PartyId party, Money& in);
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

    // ordering.cpp: from order to confirmed delivery
    bool book_quote(const Entry& entry);
    bool book_order(const Entry& entry);
    bool book_ship(const Entry& entry);
    bool ship_goods(const Entry& entry, uint32_t goods_index, Order& order, uint32_t order_index);
    bool ship_line(const Entry& entry, Order& order, uint32_t line, Quantity q, uint32_t goods_index);
    bool book_confirm(const Entry& entry);
    Money recognise(uint32_t order_index, uint32_t shipment);
    bool book_cancel(const Entry& entry);
    void reserve(const OrderLine& line, Quantity q);

    // returning.cpp: goods and money back
    struct Back {
        Money net, tax, cost;  // of what was recognised as sold
        Quantity unearned;     // shipped, but not yet recognised
        Money unearned_amount, unearned_cost;
        std::vector<PartOut> parts;  // of a kit
    };
    bool return_line(const Entry& entry, uint32_t goods_index, uint32_t sale, Money& credit, Money& unearned);
    bool return_traded(const Entry& entry, uint32_t goods_index, uint32_t sale, Back& back);
    void return_waiting(ItemId item, uint32_t sale, Quantity q, Back& back);
    void arrive_back(uint32_t goods_index, Quantity q, const Back& back, const Step& step);
    bool book_refund(const Entry& entry);

    // members.cpp: points and stored value
    struct SalePoints {
        Points granted, redeemed;            // by the sale
        Points granted_back, redeemed_back;  // undone since
        int64_t whole = 0;                   // what the sale came to
        bool by_quantity = false;            // it came to nothing: quantities count
    };
    bool member_of(const Entry& entry, uint32_t target, PartyId& party);
    bool book_points(const Entry& entry);
    bool book_deposit(const Entry& entry);
    bool move_points(const Entry& entry, PartyId party, Points undone);
    Points undo_points(uint32_t sale);
    int64_t left_of(uint32_t sale, bool by_quantity) const;
    bool check_stored_value(const Entry& entry, const Detail& detail, PartyId party);

    // service.cpp
    bool book_service(const Entry& entry);
    bool book_tag(const Entry& entry);

    // buying.cpp
    bool book_purchase_order(const Entry& entry);
    bool settle_with_supplier(const Entry& entry, PartyId party, Money owed);
    Account service_account(const ItemFacts& item) const;
    void receive_ordered(uint32_t order_index, ItemId item, Quantity q);
    bool book_purchase(const Entry& entry);
    bool buy_lines(const Entry& entry, Money& owed);
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
    bool check_category(const Entry& entry, WordId category, uint32_t below);

    // stock.cpp: every movement passes through these
    void receive(uint32_t goods_index, ItemId item, Quantity q, Money cost, const Step& step);
    void book_settlement(const Settlement& settlement, ItemId item);
    bool settle_waiting(const Settlement& settlement, uint32_t order, ItemId item);
    bool issue(const Entry& entry, uint32_t goods_index, ItemId item, Quantity q, uint32_t source, const Step& step, Money& cost);
    bool issue_sold(const Entry& entry, uint32_t goods_index, Quantity q, const Step& step, Money& cost, std::vector<PartOut>& parts);
    bool check_held(const Entry& entry, uint32_t goods_index, ItemId item, Quantity q);
    bool check_lot(const Entry& entry, uint32_t goods_index, ItemId item, Quantity q);
    bool check_expired(const Entry& entry, uint32_t goods_index, ItemId item, Quantity q);
    bool check_stockable(const Entry& entry, uint32_t goods_index);
    void put_in(ItemId item, WordId warehouse, Quantity q);
    void push(Step step);
    void push_moved(Step step, ItemId item, uint32_t goods_index, Quantity q, Money value);
    void post(Account account, Money amount) {
        if (amount) postings_.push_back({account, amount});
    }

    bool refuse(const Entry& entry, Message what, Message hint = {}, uint32_t word = 2);
    bool refuse_clause(const Entry& entry, Clause clause, Message what, Message hint = {});
    bool refuse_at(const Entry& entry, uint32_t below, uint32_t word, Message what, Message hint = {});  // lines below the header
    bool is_known(ItemId item) const;
    // At a goods line: the entry's own, or one of the order or move that it carries out.
    bool refuse_goods(const Entry& entry, uint32_t goods_index, uint32_t word, Message what, Message hint = {});
    bool unknown_item(const Entry& entry, uint32_t goods_index);
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
    std::unordered_map<uint32_t, Order> orders_;
    std::unordered_map<uint64_t, Quantity> held_in_;        // by item and warehouse, where the journal names any
    std::unordered_map<uint32_t, bool> arrived_;            // moves in transit
    std::vector<Points> points_;                            // by PartyId, as far as any has points
    std::unordered_map<uint32_t, SalePoints> sale_points_;  // of sales that later entries speak of
    bool uses_warehouses_ = false;
    std::vector<Problem> problems_;

    Masters masters_;
    std::vector<Pool> pools_;
    std::vector<Quantity> reserved_, incoming_;
    std::vector<uint8_t> short_;  // items whose shortage was refused already: one error each is enough
    Balances balances_;
    Money goods_in_;  // opening + purchases + landed costs − returned to suppliers: the left side of the conservation law

    uint32_t index_ = 0;    // the entry being booked, and what it does
    bool watched_ = false;  // by an observer: steps are kept for it
    std::vector<Step> steps_;
    std::vector<Posting> postings_;
    std::vector<TaxStep> taxes_;
    Points moved_points_;
    std::vector<Priced> priced_;
    std::vector<Settlement> settled_;
    std::vector<int64_t> weights_;
    std::vector<Money> parts_;
};

}  // namespace daybook
