#include "reports/customers.h"

#include <algorithm>

#include "base/utf8.h"

namespace daybook {

namespace {

template <class List, class Value>
bool holds(const List& list, const Value& value) {
    return std::find(list.begin(), list.end(), value) != list.end();
}

bool is_category_in(std::string_view category, std::string_view wanted) {
    return category == wanted || (category.starts_with(wanted) && category.size() > wanted.size() && category[wanted.size()] == '/');
}

// What a customer did, gathered as the entries are booked.
struct Trade {
    int64_t orders = 0, all_orders = 0;  // in the period asked for; up to its end
    Money revenue, all_revenue;
    std::optional<Date> last_order;
};

class TradeObserver : public Observer {
  public:
    TradeObserver(const Question& question, const Books& books)
        : trades(question.entries.parties.size()), receivable(books, AccountClass::receivable), question_(question) {}

    void booked(const Booked& booked) override {
        receivable.booked(booked);
        if (booked.is_void) return;
        const Entries& entries = question_.entries;
        const Entry& entry = booked.entry;
        for (const Step& step : booked.steps) {
            const PartyId buyer = entries.party_of(entries.entries[step.document]);
            Trade& trade = trades[index_of(buyer != PartyId::none ? buyer : entries.party_of(entry))];
            trade.all_revenue += step.revenue;
            if (question_.period.contains(entry.date)) trade.revenue += step.revenue;
        }
        const bool sells = entry.kind == Kind::sell || entry.kind == Kind::order || entry.kind == Kind::sale_return;
        if (sells) sales.push_back(booked.index);
    }

    std::vector<Trade> trades;    // by PartyId
    std::vector<uint32_t> sales;  // entries that sell, in the order of the replay
    Debts receivable;

  private:
    const Question& question_;
};

// The items of a sale that were not all given back.
std::vector<ItemId> kept_items(const Books& books, uint32_t index) {
    std::vector<ItemId> kept;
    const std::span<const TradedLine> traded = books.lines_of(index);
    for (const TradedLine& line : traded)
        if (line.left) kept.push_back(line.item);
    if (const Order* order = books.order_of(index)) {
        for (const OrderLine& line : order->lines)
            if (line.unearned) kept.push_back(line.item);
        return kept;
    }
    if (!traded.empty()) return kept;
    for (const GoodsLine& goods : books.entries().goods_of(books.entries().entries[index]))
        if (goods.sign == '-') kept.push_back(goods.item);
    return kept;
}

// For each thing that the filter asks to have been bought: who did.
class Purchases {
  public:
    Purchases(const Books& books, const CustomerFilter& filter) : books_(books), parties_(books.entries().parties.size()) {
        for (ItemId item : filter.bought) wanted_.push_back(made([&](ItemId i) { return i == item; }));
        for (const std::string& category : filter.categories)
            wanted_.push_back(
                made([&](ItemId i) { return is_category_in(books.entries().words.text(books.masters().of(i).category), category); }));
        for (ItemId item : filter.not_bought) unwanted_.push_back(made([&](ItemId i) { return i == item; }));
    }

    bool asked() const { return !wanted_.empty() || !unwanted_.empty(); }

    void add(PartyId party, uint32_t sale) {
        for (ItemId item : kept_items(books_, sale))
            for (std::vector<Asked>* list : {&wanted_, &unwanted_})
                for (Asked& asked : *list)
                    if (asked.items[index_of(item)]) asked.buyers[index_of(party)] = true;
    }

    bool fits(PartyId party) const {
        const auto bought = [&](const Asked& asked) { return asked.buyers[index_of(party)]; };
        return std::all_of(wanted_.begin(), wanted_.end(), bought) && std::none_of(unwanted_.begin(), unwanted_.end(), bought);
    }

  private:
    struct Asked {
        std::vector<bool> items, buyers;
    };

    template <class IsOf>
    Asked made(const IsOf& is_of) const {
        Asked asked{std::vector<bool>(books_.entries().items.size()), std::vector<bool>(parties_)};
        for (uint32_t i = 1; i < asked.items.size(); ++i) asked.items[i] = is_of(static_cast<ItemId>(i));
        return asked;
    }

    const Books& books_;
    size_t parties_;
    std::vector<Asked> wanted_, unwanted_;
};

constexpr CustomerField fields[] = {
    {Key::phone, [](const PartyCard& card) { return !card.phones.empty(); }},
    {Key::email, [](const PartyCard& card) { return !card.emails.empty(); }},
    {Key::address, [](const PartyCard& card) { return !card.addresses.empty(); }},
    {Key::birthday, [](const PartyCard& card) { return card.birthday.has_value(); }},
    {Key::level, [](const PartyCard& card) { return card.level != WordId::none; }},
    {Key::tag, [](const PartyCard& card) { return !card.tags.empty(); }},
    {Key::source, [](const PartyCard& card) { return card.source != WordId::none; }},
};

// Whether one of the customer's texts holds what is looked for.
bool is_found(const Entries& entries, const Customer& customer, std::string_view text) {
    if (entries.parties.text(customer.id).find(text) != std::string_view::npos) return true;
    const auto holds_it = [&](WordId word) { return entries.words.text(word).find(text) != std::string_view::npos; };
    const PartyCard& card = *customer.card;
    if (holds_it(card.name)) return true;
    for (const std::vector<WordId>* words : {&card.phones, &card.emails, &card.addresses})
        if (std::any_of(words->begin(), words->end(), holds_it)) return true;
    return false;
}

bool facts_fit(const Entries& entries, const Customer& customer, const CustomerFilter& filter) {
    const PartyCard& card = *customer.card;
    if (!filter.only.empty() && !holds(filter.only, customer.id)) return false;
    if (!filter.levels.empty() && !holds(filter.levels, card.level)) return false;
    if (!filter.sources.empty() && !holds(filter.sources, card.source)) return false;
    for (WordId tag : filter.tags)
        if (!holds(card.tags, tag)) return false;
    for (const CustomerField* field : filter.has)
        if (!field->is_known(card)) return false;
    for (const CustomerField* field : filter.lacks)
        if (field->is_known(card)) return false;
    if (filter.birthday && (!card.birthday || !is_birthday_in(*filter.birthday, *card.birthday))) return false;
    return filter.find.empty() || is_found(entries, customer, filter.find);
}

bool figures_fit(const Customer& customer, const CustomerFilter& filter) {
    const auto fits = [](const std::optional<Range>& range, int64_t value) { return !range || range->holds(value); };
    if (!filter.groups.empty() && !holds(filter.groups, customer.group)) return false;
    if (filter.since && !(customer.last_order && *customer.last_order >= *filter.since)) return false;
    if (filter.not_since && customer.last_order && *customer.last_order >= *filter.not_since) return false;
    if ((filter.owes && !customer.owed) || (filter.overdue && customer.overdue.raw <= 0)) return false;
    return fits(filter.orders, customer.orders) && fits(filter.revenue, customer.revenue.raw) &&
           fits(filter.receivable, customer.receivable.raw) && fits(filter.points, customer.points) &&
           fits(filter.stored, customer.stored.raw);
}

// Orders are counted once all is known: one that was cancelled later is none.
void count_orders(const Question& question, const Books& books, const CustomerFilter& filter, TradeObserver& observer, Purchases& purchases,
                  std::vector<bool>& by_channel) {
    const Entries& entries = question.entries;
    for (uint32_t index : observer.sales) {
        const Entry& entry = entries.entries[index];
        const PartyId party = entries.party_of(entry);
        if (party == PartyId::none || !is_order_that_counts(books, index)) continue;
        const bool in_period = question.period.contains(entry.date);
        if (in_period && purchases.asked()) purchases.add(party, index);
        if (entry.kind == Kind::sale_return) continue;
        Trade& trade = observer.trades[index_of(party)];
        ++trade.all_orders;
        trade.last_order = entry.date;
        if (!in_period) continue;
        ++trade.orders;
        if (holds(filter.channels, entry.channel)) by_channel[index_of(party)] = true;
    }
}

// All of them, by name.
std::vector<Customer> customers_of(const Question& question, const Customers& from, const std::vector<Trade>& trades) {
    const Books& books = from.books;
    std::vector<Customer> all;
    for (uint32_t i = 1; i < trades.size(); ++i) {
        const auto party = static_cast<PartyId>(i);
        if (!books.masters().of(party).is_customer) continue;
        const Trade& trade = trades[i];
        Customer& customer = all.emplace_back();
        customer.id = party;
        customer.card = &from.cards[i];
        customer.orders = trade.orders;
        customer.revenue = trade.revenue;
        customer.last_order = trade.last_order;
        if (trade.last_order) customer.days_since = std::max(0, evening_of(question).days - trade.last_order->days);
        customer.receivable = books.balances().of({AccountClass::receivable, party});
        customer.points = books.points(party).raw;
        customer.stored = books.stored_value(party);
    }
    std::sort(all.begin(), all.end(), [&](const Customer& a, const Customer& b) {
        return question.entries.parties.text(a.id) < question.entries.parties.text(b.id);
    });
    return all;
}

// What is open of each customer's documents.
void add_open(const Question& question, const Debts& receivable, std::vector<Customer>& all) {
    std::vector<Customer*> by_party(question.entries.parties.size());
    for (Customer& customer : all) by_party[index_of(customer.id)] = &customer;
    for (const OpenDocument& document : receivable.open_documents(evening_of(question))) {
        Customer* customer = by_party[index_of(document.party)];
        if (!customer || document.open.raw <= 0) continue;
        if (!customer->due) customer->due = document.due;
        customer->owed += document.open;
        customer->overdue += document.overdue;
        customer->open.push_back(document);
    }
}

void score(std::vector<Customer>& list, const std::vector<Trade>& trades, int32_t cycle_days) {
    int64_t buyers = 0;
    Money total;
    for (const Customer& customer : list) {
        const Trade& trade = trades[index_of(customer.id)];
        if (trade.all_orders == 0) continue;
        ++buyers;
        total += trade.all_revenue;
    }
    for (Customer& customer : list) {
        const Trade& trade = trades[index_of(customer.id)];
        if (trade.all_orders > 0)
            customer.scores = {recency_score(customer.days_since, cycle_days), frequency_score(trade.all_orders),
                               money_score(trade.all_revenue, total, buyers)};
        customer.group = group_of(customer.scores);
    }
}

}  // namespace

std::span<const CustomerField> customer_fields() { return fields; }

bool is_order_that_counts(const Books& books, uint32_t entry) {
    if (books.is_out(entry)) return false;
    const Order* order = books.order_of(entry);
    return !order || order->shipped ||
           std::any_of(order->lines.begin(), order->lines.end(), [](const OrderLine& line) { return line.open.raw > 0; });
}

bool is_birthday_in(const Period& period, Birthday birthday) {
    if (!period.has_begin() || !period.has_end()) return true;
    for (int32_t year = to_civil(period.begin).year; year <= to_civil(period.end - 1).year; ++year)
        if (period.contains(from_civil({year, birthday.month, std::min(birthday.day, days_in_month(year, birthday.month))}))) return true;
    return false;
}

std::string shown_name(const Entries& entries, const Customer& customer) {
    const std::string_view name = entries.words.text(customer.card->name);
    return std::string(name.empty() ? entries.parties.text(customer.id) : name);
}

tl::expected<void, Problems> find_customers(const Question& question, const CustomerFilter& filter, int32_t cycle_days, Customers& out) {
    TradeObserver observer(question, out.books);
    if (const auto done = replay_for(question, out.books, &observer); !done) return done;
    Purchases purchases(out.books, filter);
    std::vector<bool> by_channel(question.entries.parties.size(), filter.channels.empty());
    count_orders(question, out.books, filter, observer, purchases, by_channel);
    out.cards = party_cards(out.books, question.period.end);
    std::vector<Customer> all = customers_of(question, out, observer.trades);
    out.any = !all.empty();
    add_open(question, observer.receivable, all);
    score(all, observer.trades, cycle_days);
    for (Customer& customer : all)
        if (by_channel[index_of(customer.id)] && purchases.fits(customer.id) && facts_fit(question.entries, customer, filter) &&
            figures_fit(customer, filter))
            out.list.push_back(std::move(customer));
    return {};
}

}  // namespace daybook
