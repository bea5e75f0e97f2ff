#include "reports/prices.h"

#include <algorithm>

#include "reports/deliveries.h"

namespace daybook {

Cell price_cell(UnitPrice price, int money_decimals) {
    const Money whole = line_amount(Quantity(one_unit), price, money_decimals);
    if (unit_cost(whole, Quantity(one_unit), money_decimals) == price) return whole;
    return price;
}

void PricesObserver::booked(const Booked& booked) {
    if (booked.entry.kind != Kind::purchase) return;
    const PartyId supplier = entries_->party_of(booked.entry);
    for (const Step& step : booked.steps) {
        const GoodsLine& line = entries_->goods[step.goods];
        if (line.form == PriceForm::none || !line.price || step.quantity.raw <= 0) continue;
        const bool unit = line.form == PriceForm::unit;
        const UnitPrice written = unit ? line.unit_price() : unit_cost(line.total(), line.quantity, decimals_);
        const UnitPrice price =
            unit ? UnitPrice(mul_div(line.price, line.quantity.raw, step.quantity.raw)) : unit_cost(line.total(), step.quantity, decimals_);
        const Marks* marks = entries_->marks_of(step.goods);
        if (index_of(step.item) >= by_item_.size()) by_item_.resize(index_of(step.item) + 16);
        by_item_[index_of(step.item)].push_back(
            {booked.index, step.item, supplier, marks ? marks->unit : WordId::none, step.quantity, price, written});
    }
}

const std::vector<Bought>& PricesObserver::of(ItemId item) const {
    static const std::vector<Bought> none;
    return index_of(item) < by_item_.size() ? by_item_[index_of(item)] : none;
}

const Bought* PricesObserver::last(ItemId item, PartyId supplier) const {
    const std::vector<Bought>& lines = of(item);
    const auto theirs = std::find_if(lines.rbegin(), lines.rend(), [&](const Bought& line) { return line.supplier == supplier; });
    if (theirs != lines.rend()) return &*theirs;
    return lines.empty() ? nullptr : &lines.back();
}

namespace {

// The line before `at` that its price is to be compared with.
const Bought* before(const std::vector<Bought>& lines, size_t at) {
    const Bought* any = nullptr;
    for (size_t i = at; i-- > 0;) {
        if (lines[i].entry == lines[at].entry) continue;
        if (lines[i].supplier == lines[at].supplier) return &lines[i];
        if (!any) any = &lines[i];
    }
    return any;
}

// +8.6%
std::string change_text(UnitPrice from, UnitPrice to) {
    const int64_t tenths = mul_div((to - from).raw, 1000, from.raw);
    return (to > from ? "+" : "") + format_decimal(tenths, 1) + "%";
}

Message changed(const Entries& entries, const Bought& now, const Bought& then, int decimals) {
    const Entry& entry = entries.entries[then.entry];
    Message message(Text::price_changed, {entries.items.text(now.item), to_text(then.price, decimals), to_text(now.price, decimals),
                                          change_text(then.price, now.price), ref_text(entries, entry), to_text(entry.date)});
    if (then.supplier == PartyId::none)
        message.id = Text::price_changed_somewhere;
    else
        message.args.emplace_back(entries.parties.text(then.supplier));
    return message;
}

}  // namespace

std::vector<Message> price_changes(const PricesObserver& prices, const Entries& entries, uint32_t first_new, int money_decimals) {
    std::vector<Message> changes;
    for (uint32_t i = 1; i < entries.items.size(); ++i) {
        const std::vector<Bought>& lines = prices.of(static_cast<ItemId>(i));
        for (size_t at = 0; at < lines.size(); ++at) {
            if (lines[at].entry < first_new) continue;
            const Bought* then = before(lines, at);
            if (then && then->price != lines[at].price) changes.push_back(changed(entries, lines[at], *then, money_decimals));
        }
    }
    return changes;
}

Answer item_prices_report(const Question& question, ItemId item) {
    const Entries& entries = question.entries;
    Books books(entries, question.settings);
    struct Both : Observer {
        Both(const Question& q, const Books& b) : prices(q.settings.currency.decimals), deliveries(q, b) { prices.look_at(q.entries); }
        void booked(const Booked& booked) override {
            prices.booked(booked);
            deliveries.booked(booked);
        }
        PricesObserver prices;
        DeliveriesObserver deliveries;
    };
    Both observer(question, books);
    if (const auto done = replay_for(question, books, &observer); !done) return tl::unexpected<Problems>(done.error());
    Report report = new_report(question, "purchase suppliers", {Text::title_item_prices, {entries.items.text(item)}}, true);
    Table table;
    table.key = "prices";
    table.columns = {{"supplier", Text::col_supplier},   {"date", Text::col_date},   {"ref", Text::col_ref},
                     {"quantity", Text::col_quantity},   {"price", Text::col_price}, {"before", Text::col_price_before},
                     {"lead_time", Text::col_lead_time}, {"took", Text::col_took}};
    table.columns[0].blank = Text::no_supplier;
    table.when_empty = Text::never_bought;
    std::vector<const Bought*> last;  // of each supplier, and the one before
    std::vector<const Bought*> earlier;
    const std::vector<Bought>& lines = observer.prices.of(item);
    for (size_t i = lines.size(); i-- > 0;) {
        if (!question.period.contains(entries.entries[lines[i].entry].date)) continue;
        const auto known = std::find_if(last.begin(), last.end(), [&](const Bought* b) { return b->supplier == lines[i].supplier; });
        if (known == last.end()) {
            last.push_back(&lines[i]);
            earlier.push_back(nullptr);
        } else if (auto& slot = earlier[static_cast<size_t>(known - last.begin())]; !slot) {
            slot = &lines[i];
        }
    }
    std::vector<size_t> order(last.size());
    for (size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return last[a]->price < last[b]->price; });
    for (size_t i : order) {
        const Bought& line = *last[i];
        const Entry& entry = entries.entries[line.entry];
        const auto lead = lead_time_of(books.masters(), item, line.supplier);
        const auto took = observer.deliveries.took(line.entry);
        table.rows.push_back({party_name(entries, line.supplier), entry.date, ref_text(entries, entry), line.quantity,
                              price_cell(line.price, report.money_decimals),
                              earlier[i] ? price_cell(earlier[i]->price, report.money_decimals) : Cell(),
                              lead ? Cell(int64_t{*lead}) : Cell(), took ? Cell(int64_t{*took}) : Cell()});
    }
    report.tables.push_back(std::move(table));
    return report;
}

}  // namespace daybook
