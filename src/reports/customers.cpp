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
struct Sum {
    int64_t orders = 0, all_orders = 0;  // in the period asked for; up to its end
    Money revenue, all_revenue;
    std::optional<Date> last_order;
};

class CustomerObserver : public Observer {
  public:
    CustomerObserver(const Question& question, Charges& charges)
        : sums(question.entries.parties.size()), question_(question), charges_(charges) {}

    void booked(const Booked& booked) override {
        charges_.booked(booked);
        if (booked.is_void) return;
        const Entries& entries = question_.entries;
        const Entry& entry = booked.entry;
        for (const Step& step : booked.steps) {
            const Entry& sale = sale_of(entries, entries.entries[step.document]);
            Sum& sum = sums[index_of(sale.party != PartyId::none ? sale.party : sale_of(entries, entry).party)];
            sum.all_revenue += step.revenue;
            if (question_.period.contains(entry.date)) sum.revenue += step.revenue;
        }
        const bool sells = entry.kind == Kind::sell || entry.kind == Kind::order || entry.kind == Kind::sale_return;
        if (sells) sales.push_back(booked.index);
    }

    std::vector<Sum> sums;        // by PartyId
    std::vector<uint32_t> sales;  // entries that sell, in the order of the replay

  private:
    const Question& question_;
    Charges& charges_;
};

// Nothing of the order was ever shipped, and nothing is left to ship: it counts as none.
bool is_cancelled(const Books& books, uint32_t index) {
    const Order* order = books.order_of(index);
    return order && !order->shipped &&
           std::all_of(order->lines.begin(), order->lines.end(), [](const OrderLine& line) { return !line.open; });
}

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

bool is_known(const PartyCard& card, CustomerField field) {
    switch (field) {
        case CustomerField::phone: return !card.phones.empty();
        case CustomerField::email: return !card.emails.empty();
        case CustomerField::address: return !card.addresses.empty();
        case CustomerField::birthday: return card.birthday.has_value();
        case CustomerField::level: return card.level != WordId::none;
        case CustomerField::tag: return !card.tags.empty();
        case CustomerField::source: return card.source != WordId::none;
    }
    return false;
}

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
    for (CustomerField field : filter.has)
        if (!is_known(card, field)) return false;
    for (CustomerField field : filter.lacks)
        if (is_known(card, field)) return false;
    if (filter.birthday && (!card.birthday || !is_birthday_in(*filter.birthday, *card.birthday))) return false;
    return filter.find.empty() || is_found(entries, customer, filter.find);
}

bool figures_fit(const Customer& customer, const CustomerFilter& filter) {
    const auto fits = [](const std::optional<Range>& range, int64_t value) { return !range || range->holds(value); };
    if (!filter.groups.empty() && !holds(filter.groups, customer.group)) return false;
    if (filter.since && !(customer.last_order && *customer.last_order >= *filter.since)) return false;
    if (filter.not_since && customer.last_order && *customer.last_order >= *filter.not_since) return false;
    if ((filter.owes && customer.receivable.raw <= 0) || (filter.overdue && customer.overdue.raw <= 0)) return false;
    return fits(filter.orders, customer.orders) && fits(filter.revenue, customer.revenue.raw) &&
           fits(filter.receivable, customer.receivable.raw) && fits(filter.points, customer.points) &&
           fits(filter.stored, customer.stored.raw);
}

// What is open of each customer's documents: they stand by party, the first due first.
void take_charges(const Question& question, Charges& charges, std::vector<Customer*>& by_party) {
    const Date evening = evening_of(question);
    for (const Charge& charge : charges.settle()) {
        Customer* customer = by_party[index_of(charge.party)];
        if (!customer || charge.open.raw <= 0) continue;
        if (!customer->due) customer->due = charge.due;
        if (charge.due < evening) customer->overdue += charge.open;
        customer->open.push_back(charge);
    }
}

void score(std::vector<Customer>& list, const std::vector<Sum>& sums, int32_t cycle_days) {
    int64_t buyers = 0;
    Money total;
    for (const Customer& customer : list) {
        const Sum& sum = sums[index_of(customer.id)];
        if (sum.all_orders == 0) continue;
        ++buyers;
        total += sum.all_revenue;
    }
    for (Customer& customer : list) {
        const Sum& sum = sums[index_of(customer.id)];
        if (sum.all_orders > 0)
            customer.scores = {recency_score(customer.days_since, cycle_days), frequency_score(sum.all_orders),
                               money_score(sum.all_revenue, total, buyers)};
        customer.group = group_of(customer.scores);
    }
}

}  // namespace

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
    const Entries& entries = question.entries;
    CustomerObserver observer(question, out.charges);
    if (const auto done = replay_for(question, out.books, &observer); !done) return done;
    Purchases purchases(out.books, filter);
    std::vector<bool> by_channel(filter.channels.empty() ? 0 : entries.parties.size());
    for (uint32_t index : observer.sales) {
        const Entry& entry = entries.entries[index];
        const PartyId party = sale_of(entries, entry).party;
        if (party == PartyId::none || out.books.is_out(index) || is_cancelled(out.books, index)) continue;
        const bool in_period = question.period.contains(entry.date);
        if (in_period && purchases.asked()) purchases.add(party, index);
        if (entry.kind == Kind::sale_return) continue;
        Sum& sum = observer.sums[index_of(party)];
        ++sum.all_orders;
        sum.last_order = entry.date;
        if (!in_period) continue;
        ++sum.orders;
        if (!by_channel.empty() && holds(filter.channels, entry.channel)) by_channel[index_of(party)] = true;
    }
    out.cards = party_cards(out.books, question.period.end);
    std::vector<Customer> all;
    for (uint32_t i = 1; i < entries.parties.size(); ++i) {
        const auto party = static_cast<PartyId>(i);
        if (!out.books.masters().of(party).is_customer) continue;
        const Sum& sum = observer.sums[i];
        Customer& customer = all.emplace_back();
        customer.id = party;
        customer.card = &out.cards[i];
        customer.orders = sum.orders;
        customer.revenue = sum.revenue;
        customer.last_order = sum.last_order;
        if (sum.last_order) customer.days_since = std::max(0, evening_of(question).days - sum.last_order->days);
        customer.receivable = out.books.balances().of({AccountClass::receivable, party});
        customer.points = out.books.points(party).raw;
        customer.stored = -out.books.balances().of({AccountClass::stored_value, party});
    }
    std::sort(all.begin(), all.end(),
              [&](const Customer& a, const Customer& b) { return entries.parties.text(a.id) < entries.parties.text(b.id); });
    out.any = !all.empty();
    std::vector<Customer*> by_party(entries.parties.size());
    for (Customer& customer : all) by_party[index_of(customer.id)] = &customer;
    take_charges(question, out.charges, by_party);
    score(all, observer.sums, cycle_days);
    for (Customer& customer : all) {
        const bool channel = by_channel.empty() || by_channel[index_of(customer.id)];
        if (channel && purchases.fits(customer.id) && facts_fit(entries, customer, filter) && figures_fit(customer, filter))
            out.list.push_back(std::move(customer));
    }
    return {};
}

}  // namespace daybook
