#include "reports/stock.h"

#include <algorithm>

namespace daybook {

namespace {

bool in_category(std::string_view category, std::string_view wanted) {
    return category == wanted || (category.size() > wanted.size() && category.starts_with(wanted) && category[wanted.size()] == '/');
}

std::vector<ItemId> items_to_show(const Books& books, const StockFilter& filter) {
    const Entries& entries = books.entries();
    std::vector<ItemId> items;
    for (uint32_t i = 1; i < entries.items.size(); ++i) {
        const auto item = static_cast<ItemId>(i);
        const ItemFacts& facts = books.masters().of(item);
        if (facts.service || (!facts.declared && !books.pool(item).moved())) continue;
        if (filter.held_only && !books.pool(item).quantity()) continue;
        if (!filter.category.empty() && !in_category(entries.words.text(facts.category), filter.category)) continue;
        if (!filter.items.empty() && std::find(filter.items.begin(), filter.items.end(), item) == filter.items.end()) continue;
        items.push_back(item);
    }
    std::sort(items.begin(), items.end(), [&](ItemId a, ItemId b) { return entries.items.text(a) < entries.items.text(b); });
    return items;
}

class CardObserver : public Observer {
  public:
    CardObserver(Table& table, const Entries& entries, ItemId item, Date begin)
        : table_(table), entries_(entries), item_(item), begin_(begin) {}

    void booked(const Booked& booked) override {
        for (const Step& step : booked.steps) {
            if (step.item != item_) continue;
            if (booked.entry.date < begin_) continue;
            table_.rows.push_back({booked.entry.date, ref_text(entries_, booked.entry), Message(spec(booked.entry.kind).label),
                                   party_name(entries_, sale_of(entries_, booked.entry).party), step.quantity, step.value, step.on_hand,
                                   step.held_value});
        }
    }

  private:
    Table& table_;
    const Entries& entries_;
    ItemId item_;
    Date begin_;
};

}  // namespace

Answer stock_report(const Question& question, const StockFilter& filter) {
    Books books(question.entries, question.settings);
    if (const auto done = replay_for(question, books, nullptr); !done) return tl::unexpected<Problems>(done.error());
    Report report = new_report(question, "stock", Text::title_stock, true);
    Table table;
    table.key = "stock";
    table.columns = {{"item", Text::col_item},         {"name", Text::col_name},
                     {"unit", Text::col_unit},         {"on_hand", Text::col_on_hand},
                     {"reserved", Text::col_reserved}, {"available", Text::col_available},
                     {"incoming", Text::col_incoming}, {"unit_cost", Text::col_unit_cost},
                     {"value", Text::col_value},       {"bar", Text::nothing, Shown::screen_only}};
    table.when_empty = Text::no_stock;
    Money total, largest;
    const std::vector<ItemId> items = items_to_show(books, filter);
    for (ItemId item : items) {
        total += books.pool(item).value();
        largest = std::max(largest, books.pool(item).value());
    }
    bool reserved = false, incoming = false;
    for (ItemId item : items) {
        const Pool& pool = books.pool(item);
        const ItemFacts& facts = books.masters().of(item);
        reserved = reserved || books.reserved(item);
        incoming = incoming || books.incoming(item);
        table.rows.push_back({item_code(question.entries, item), word(question.entries, facts.name), word(question.entries, facts.unit),
                              pool.quantity(), books.reserved(item), pool.quantity() - books.reserved(item), books.incoming(item),
                              unit_cost(pool.value(), pool.quantity(), question.settings.currency.decimals), pool.value(),
                              Bar{std::max<int64_t>(pool.value().raw, 0), largest.raw}});
    }
    // on a screen, columns that say nothing only get in the way
    if (!reserved) table.columns[4].shown = table.columns[5].shown = Shown::data_only;
    if (!incoming) table.columns[6].shown = Shown::data_only;
    table.total = std::vector<Cell>(table.columns.size());
    (*table.total)[8] = total;
    report.tables.push_back(std::move(table));
    return report;
}

Answer stock_card(const Question& question, ItemId item) {
    Report report = new_report(question, "stock card", {Text::title_card, {question.entries.items.text(item)}}, false);
    Table table;
    table.key = "card";
    table.columns = {{"date", Text::col_date},       {"ref", Text::col_ref},           {"kind", Text::col_kind},
                     {"party", Text::col_party},     {"quantity", Text::col_quantity}, {"cost", Text::col_cost},
                     {"on_hand", Text::col_on_hand}, {"value", Text::col_value}};
    table.columns[4].signal = table.columns[5].signal = false;
    table.when_empty = Text::no_steps;
    Books books(question.entries, question.settings);
    CardObserver observer(table, question.entries, item, question.period.begin);
    if (const auto done = replay_for(question, books, &observer); !done) return tl::unexpected<Problems>(done.error());
    report.tables.push_back(std::move(table));
    return report;
}

}  // namespace daybook
