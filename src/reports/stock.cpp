#include "reports/stock.h"

#include <algorithm>
#include <unordered_map>

#include "reports/deliveries.h"
#include "reports/listed.h"
#include "reports/matrix.h"

namespace daybook {

namespace {

bool in_category(std::string_view category, std::string_view wanted) {
    return category == wanted || (category.size() > wanted.size() && category.starts_with(wanted) && category[wanted.size()] == '/');
}

void sort_by_code(std::vector<ItemId>& items, const Entries& entries) {
    std::vector<std::pair<std::string_view, ItemId>> codes;
    codes.reserve(items.size());
    for (ItemId item : items) codes.emplace_back(entries.items.text(item), item);
    std::sort(codes.begin(), codes.end());
    std::transform(codes.begin(), codes.end(), items.begin(), [](const auto& code) { return code.second; });
}

std::vector<ItemId> items_to_show(const Books& books, const StockFilter& filter) {
    const Entries& entries = books.entries();
    std::vector<ItemId> items;
    for (uint32_t i = 1; i < entries.items.size(); ++i) {
        const auto item = static_cast<ItemId>(i);
        const ItemFacts& facts = books.masters().of(item);
        if (!facts.is_held() || (!facts.declared && !books.pool(item).moved())) continue;
        if (filter.held_only && !books.pool(item).quantity()) continue;
        if (!filter.category.empty() && !in_category(entries.words.text(facts.category), filter.category)) continue;
        if (!filter.items.empty() && std::find(filter.items.begin(), filter.items.end(), item) == filter.items.end()) continue;
        items.push_back(item);
    }
    sort_by_code(items, entries);
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

namespace {

// What there is of an item, or of all items of a style.
struct Held {
    ItemId of = ItemId::none;
    Quantity on_hand, reserved, incoming;
    Money value;
};

std::vector<Held> held_by_item(const Books& books, const StockFilter& filter) {
    std::vector<Held> rows;
    std::unordered_map<uint32_t, size_t> row_of;
    for (ItemId item : items_to_show(books, filter)) {
        const Styles::Style* style = filter.by_style ? books.entries().styles.of(item) : nullptr;
        const ItemId of = style ? style->code : item;
        const auto [at, fresh] = row_of.emplace(index_of(of), rows.size());
        if (fresh) rows.emplace_back().of = of;
        Held& held = rows[at->second];
        held.on_hand += books.pool(item).quantity();
        held.reserved += books.reserved(item);
        held.incoming += books.incoming(item);
        held.value += books.pool(item).value();
    }
    return rows;
}

}  // namespace

Answer stock_report(const Question& question, const StockFilter& filter) {
    Books books(question.entries, question.settings);
    if (const auto done = replay_for(question, books, nullptr); !done) return tl::unexpected<Problems>(done.error());
    Report report = new_report(question, "stock", filter.by_style ? Text::title_stock_styles : Text::title_stock, true);
    Table table;
    table.key = "stock";
    table.columns = {filter.by_style ? Column("style", Text::col_style) : Column("item", Text::col_item),
                     {"name", Text::col_name},
                     {"unit", Text::col_unit},
                     {"on_hand", Text::col_on_hand},
                     {"reserved", Text::col_reserved},
                     {"available", Text::col_available},
                     {"incoming", Text::col_incoming},
                     {"unit_cost", Text::col_unit_cost},
                     {"value", Text::col_value, Summed::money},
                     {"bar", Text::nothing, Shown::screen_only}};
    table.when_empty = Text::no_stock;
    Money largest;
    const std::vector<Held> rows = held_by_item(books, filter);
    for (const Held& held : rows) largest = std::max(largest, held.value);
    bool reserved = false, incoming = false;
    for (const Held& held : rows) {
        const ItemFacts& facts = books.masters().of(held.of);
        reserved = reserved || held.reserved;
        incoming = incoming || held.incoming;
        table.rows.push_back({item_code(question.entries, held.of), word(question.entries, facts.name), word(question.entries, facts.unit),
                              held.on_hand, held.reserved, held.on_hand - held.reserved, held.incoming,
                              unit_cost(held.value, held.on_hand, question.settings.currency.decimals), held.value,
                              Bar{std::max<int64_t>(held.value.raw, 0), largest.raw}});
    }
    // on a screen, columns that say nothing only get in the way
    if (!reserved) table.columns[4].shown = table.columns[5].shown = Shown::data_only;
    if (!incoming) table.columns[6].shown = Shown::data_only;
    add_total(table);
    report.tables.push_back(std::move(table));
    return report;
}

Answer style_stock_report(const Question& question, const Styles::Style& style, bool matrix) {
    StockFilter filter;
    for (const Styles::Member& member : style.members) filter.items.push_back(member.item);
    if (filter.items.empty()) filter.items = {style.code};  // which is never in stock
    Answer answer = stock_report(question, filter);
    if (!answer) return answer;
    answer->title = {Text::title_stock_of, {question.entries.items.text(style.code)}};
    for (Column& column : answer->tables.front().columns)
        if (column.key == "on_hand" || column.key == "reserved" || column.key == "available" || column.key == "incoming")
            column.sum = Summed::quantity;
    keep_items_of(*answer, style, question.entries);
    constexpr std::string_view figures[] = {"on_hand"};
    if (matrix) add_matrix(*answer, style, question.entries, figures);
    return answer;
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

Answer warehouse_report(const Question& question, const StockFilter& filter) {
    Books books(question.entries, question.settings);
    if (const auto done = replay_for(question, books, nullptr); !done) return tl::unexpected<Problems>(done.error());
    Report report = new_report(question, "stock warehouses", Text::title_warehouses, true);
    Table table;
    table.key = "warehouses";
    table.columns = {
        {"item", Text::col_item}, {"name", Text::col_name}, {"warehouse", Text::col_warehouse}, {"on_hand", Text::col_on_hand}};
    table.columns[2].blank = Text::unnamed;
    table.when_empty = Text::no_stock;
    for (ItemId item : items_to_show(books, filter)) {
        const std::string code = item_code(question.entries, item), name = word(question.entries, books.masters().of(item).name);
        if (!books.uses_warehouses()) {
            table.rows.push_back({code, name, std::string(), books.pool(item).quantity()});
            continue;
        }
        for (WordId warehouse : books.warehouses_of(item)) {
            const Quantity held = books.held_in(item, warehouse);
            if (!held && (filter.held_only || warehouse == Books::in_transit)) continue;
            if (warehouse == Books::in_transit)
                table.rows.push_back({code, name, Message(Text::in_transit), held});
            else
                table.rows.push_back({code, name, word(question.entries, warehouse), held});
        }
    }
    report.tables.push_back(std::move(table));
    return report;
}

Table lots_table(const Books& books, Date evening, std::optional<int32_t> within) {
    Table table;
    table.key = "lots";
    table.columns = {{"item", Text::col_item},
                     {"name", Text::col_name},
                     {"lot", Text::col_lot},
                     {"expires", Text::col_expires},
                     {"days", Text::col_days},
                     {"on_hand", Text::col_on_hand},
                     {"value", Text::col_value, Summed::money}};
    table.columns[2].blank = Text::no_lot;
    struct Row {
        ItemId item;
        Layer layer;
    };
    const Entries& entries = books.entries();
    std::vector<Row> rows;
    std::vector<Row> without;
    for (uint32_t i = 1; i < entries.items.size(); ++i) {
        const Pool& pool = books.pool(static_cast<ItemId>(i));
        Layer rest{pool.quantity(), pool.value(), 0, WordId::none, last_date};
        for (const Layer& layer : pool.layers()) {
            if (layer.lot == WordId::none) continue;
            rest.quantity -= layer.quantity;
            rest.value -= layer.value;
            if (!within || layer.expires <= evening + *within) rows.push_back({static_cast<ItemId>(i), layer});
        }
        if (rest.quantity || rest.value) without.push_back({static_cast<ItemId>(i), rest});
    }
    // so that they add up to the stock; but a shop without lots has nothing to list
    if (!within && !rows.empty()) rows.insert(rows.end(), without.begin(), without.end());
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.layer.expires < b.layer.expires; });
    for (const Row& row : rows) {
        const bool expires = row.layer.expires != last_date;
        table.rows.push_back({item_code(entries, row.item), word(entries, books.masters().of(row.item).name), word(entries, row.layer.lot),
                              expires ? Cell(row.layer.expires) : Cell(),
                              expires ? Cell(int64_t{row.layer.expires.days - evening.days}) : Cell(), row.layer.quantity,
                              row.layer.value});
    }
    return table;
}

Answer lots_report(const Question& question, std::optional<int32_t> within) {
    Books books(question.entries, question.settings);
    if (const auto done = replay_for(question, books, nullptr); !done) return tl::unexpected<Problems>(done.error());
    const Message title = within ? Message(Text::title_expiring, {std::to_string(*within)}) : Message(Text::title_lots);
    Report report = new_report(question, "stock lots", title, true);
    report.tables.push_back(lots_table(books, *report.as_of, within));
    report.tables.back().when_empty = Text::no_lots;
    add_total(report.tables.back());
    return report;
}

Answer low_report(const Question& question, int32_t sales_days) {
    Books books(question.entries, question.settings);
    DemandObserver demand(question.entries, evening_of(question), sales_days);
    if (const auto done = replay_for(question, books, &demand); !done) return tl::unexpected<Problems>(done.error());
    Report report = new_report(question, "stock low", Text::title_low, true);
    Table table = low_table(books, demand);
    table.title = {};  // the report bears it
    table.when_empty = Text::no_low;
    report.tables.push_back(std::move(table));
    return report;
}

namespace {

// Whether what is available will be gone before what is ordered today could be there; where it is said how long that takes.
bool runs_out(const Books& books, ItemId item, Quantity available, const Demand& demand) {
    const auto lead = lead_time_of(books.masters(), item, books.masters().of(item).supplier);
    return lead && demand.sold && available < demand.in(*lead);
}

}  // namespace

Table low_table(const Books& books, const DemandObserver& demand) {
    Table table;
    table.key = "low_stock";
    table.title = Text::title_low;
    table.columns = {{"item", Text::col_item},       {"name", Text::col_name},         {"available", Text::col_available},
                     {"reorder", Text::col_reorder}, {"incoming", Text::col_incoming}, {"days_left", Text::col_days_left}};
    for (uint32_t i = 1; i < books.entries().items.size(); ++i) {
        const auto item = static_cast<ItemId>(i);
        const ItemFacts& facts = books.masters().of(item);
        if (facts.is_style) continue;
        const Quantity available = books.pool(item).quantity() - books.reserved(item);
        const Demand sold = demand.of(item);
        const bool low = available.raw < 0 || (facts.reorder && available <= *facts.reorder);
        if (!low && !runs_out(books, item, available, sold)) continue;
        table.rows.push_back({item_code(books.entries(), item), word(books.entries(), facts.name), available,
                              facts.reorder ? Cell(*facts.reorder) : Cell(), books.incoming(item) ? Cell(books.incoming(item)) : Cell(),
                              sold.sold && available.raw >= 0 ? Cell(sold.lasts(available)) : Cell()});
    }
    return table;
}

Answer movement_report(const Question& question) {
    struct Sum {
        Quantity opening, in, out;
        Money opening_value, in_value, out_value;
        bool any = false;
    };
    struct Movements : Observer {
        explicit Movements(const Question& q) : question(q), sums(q.entries.items.size()) {}
        void booked(const Booked& booked) override {
            for (const Step& step : booked.steps) {
                if (!step.quantity && !step.value) continue;
                Sum& sum = sums[index_of(step.item)];
                sum.any = true;
                if (booked.entry.date < question.period.begin || booked.entry.kind == Kind::open) {
                    sum.opening += step.quantity;
                    sum.opening_value += step.value;
                } else if (step.quantity.raw > 0) {
                    sum.in += step.quantity;
                    sum.in_value += step.value;
                } else {
                    sum.out -= step.quantity;
                    sum.out_value -= step.value;
                }
            }
        }
        const Question& question;
        std::vector<Sum> sums;
    };
    Books books(question.entries, question.settings);
    Movements observer(question);
    if (const auto done = replay_for(question, books, &observer); !done) return tl::unexpected<Problems>(done.error());
    Report report = new_report(question, "movement", Text::title_movement, false);
    Table table;
    table.key = "movement";
    table.columns = {{"item", Text::col_item},       {"name", Text::col_name},
                     {"opening", Text::col_opening}, {"opening_value", Text::col_value, Summed::money},
                     {"in", Text::col_goods_in},     {"in_value", Text::col_value, Summed::money},
                     {"out", Text::col_goods_out},   {"out_value", Text::col_value, Summed::money},
                     {"closing", Text::col_closing}, {"closing_value", Text::col_value, Summed::money}};
    table.when_empty = Text::no_steps;
    std::vector<ItemId> items;
    for (uint32_t i = 1; i < observer.sums.size(); ++i)
        if (observer.sums[i].any) items.push_back(static_cast<ItemId>(i));
    sort_by_code(items, question.entries);
    for (ItemId item : items) {
        const Sum& sum = observer.sums[index_of(item)];
        table.rows.push_back({item_code(question.entries, item), word(question.entries, books.masters().of(item).name), sum.opening,
                              sum.opening_value, sum.in, sum.in_value, sum.out, sum.out_value, sum.opening + sum.in - sum.out,
                              sum.opening_value + sum.in_value - sum.out_value});
    }
    add_total(table);
    report.tables.push_back(std::move(table));
    return report;
}

namespace {

const ReportListing listed{70, [] { return ListedReport{"movement,收发存", Text::cmd_report_movement, plain<movement_report>}; }};

}  // namespace

}  // namespace daybook
