#include "reports/profit.h"

#include <algorithm>

namespace daybook {

namespace {

struct Earned {
    Quantity quantity;
    Money revenue, cogs;
    Money fees;     // what platforms kept
    Money postage;  // that buyers paid, less what the shop paid
    bool any = false;

    Money gross() const { return revenue - cogs; }
    Money net() const { return gross() + postage - fees; }
    void add(const Earned& other) {
        quantity += other.quantity;
        revenue += other.revenue;
        cogs += other.cogs;
        fees += other.fees;
        postage += other.postage;
    }
};

bool belongs_to_a_sale(Kind kind) {
    return kind == Kind::sell || kind == Kind::order || kind == Kind::ship || kind == Kind::confirm || kind == Kind::sale_return ||
           kind == Kind::refund || kind == Kind::collect;
}

class ProfitObserver : public Observer {
  public:
    ProfitObserver(const Question& question, const Books& books, ProfitBy by) : question_(question), books_(books), by_(by) {}

    void booked(const Booked& booked) override {
        if (!question_.period.contains(booked.entry.date)) return;
        for (const Step& step : booked.steps) {
            if (!step.sold && !step.revenue && !step.cogs) continue;
            Earned& row = at(key(booked.entry, step));
            row.any = true;
            row.quantity += step.sold;
            row.revenue += step.revenue;
            row.cogs += step.cogs;
        }
        if (!by_item()) add_charges(booked);
    }

    bool by_item() const { return by_ == ProfitBy::item || by_ == ProfitBy::category; }
    std::vector<Earned>& rows() { return rows_; }

  private:
    // Fees and postage belong to a document, not to its items.
    void add_charges(const Booked& booked) {
        if (booked.postings.empty() || !belongs_to_a_sale(booked.entry.kind)) return;
        Money fees, postage;
        for (const Detail& detail : question_.entries.details_of(booked.entry))
            if (detail.key == Key::fee)
                fees += detail.money();
            else if (detail.key == Key::cost)
                postage -= detail.money();
        for (const Posting& posting : booked.postings)
            if (posting.account.cls == AccountClass::postage_charged) postage -= posting.amount;
        if (!fees && !postage) return;
        Step none;
        none.document = booked.index;
        Earned& row = at(key(booked.entry, none));
        row.any = true;
        row.fees += fees;
        row.postage += postage;
    }

    uint32_t key(const Entry& entry, const Step& step) const {
        if (by_ == ProfitBy::item) return index_of(step.item);
        if (by_ == ProfitBy::category) return index_of(books_.masters().of(step.item).category);
        if (by_ == ProfitBy::month) {
            const Civil day = to_civil(entry.date);
            return static_cast<uint32_t>(day.year * 12 + day.month - 1) - first_month;
        }
        const Entry& sale = sale_of(question_.entries, question_.entries.entries[step.document]);
        if (by_ == ProfitBy::customer) return index_of(entry.party != PartyId::none ? entry.party : sale.party);
        if (by_ == ProfitBy::channel) return index_of(sale.channel);
        return index_of(sale.staff);
    }

    Earned& at(uint32_t row) {
        if (row >= rows_.size()) rows_.resize(row + 64);
        return rows_[row];
    }

  public:
    static constexpr uint32_t first_month = 1000 * 12;  // no date lies before the year 1000

  private:
    const Question& question_;
    const Books& books_;
    ProfitBy by_;
    std::vector<Earned> rows_;
};

struct ByText {
    const char* key;
    Text label;
    Text nobody;
};

ByText text_of(ProfitBy by) {
    switch (by) {
        case ProfitBy::customer: return {"customer", Text::col_customer, Text::walk_in};
        case ProfitBy::channel: return {"channel", Text::col_channel, Text::no_channel};
        case ProfitBy::category: return {"category", Text::col_category, Text::no_category};
        case ProfitBy::staff: return {"staff", Text::col_staff, Text::nobody};
        case ProfitBy::month: return {"month", Text::col_month, Text::nothing};
        default: return {"item", Text::col_item, Text::nothing};
    }
}

std::string name_of(const Entries& entries, ProfitBy by, uint32_t row) {
    switch (by) {
        case ProfitBy::item: return item_code(entries, static_cast<ItemId>(row));
        case ProfitBy::customer: return party_name(entries, static_cast<PartyId>(row));
        case ProfitBy::month: {
            const uint32_t month = row + ProfitObserver::first_month;
            return month_text(from_civil({static_cast<int32_t>(month / 12), static_cast<int32_t>(month % 12 + 1), 1}));
        }
        default: return word(entries, static_cast<WordId>(row));
    }
}

std::vector<Column> columns_of(ProfitBy by, const ByText& texts, bool by_item) {
    std::vector<Column> columns = {{texts.key, texts.label}};
    columns[0].blank = texts.nobody;
    if (by == ProfitBy::item) columns.push_back({"name", Text::col_name});
    for (const Column& column :
         {Column{"quantity", Text::col_quantity}, Column{"revenue", Text::col_revenue}, Column{"cogs", Text::col_cogs},
          Column{"gross_profit", Text::col_gross_profit}, Column{"margin", Text::col_margin}})
        columns.push_back(column);
    if (!by_item)
        for (const Column& column :
             {Column{"fees", Text::col_fees}, Column{"postage", Text::col_postage}, Column{"net_profit", Text::col_net_profit}})
            columns.push_back(column);
    columns.push_back({"bar", Text::nothing, Shown::screen_only});
    return columns;
}

void add_figures(std::vector<Cell>& row, const Earned& earned, bool by_item) {
    for (Cell cell :
         {Cell(earned.quantity), Cell(earned.revenue), Cell(earned.cogs), Cell(earned.gross()), margin(earned.gross(), earned.revenue)})
        row.push_back(cell);
    if (!by_item)
        for (Money amount : {earned.fees, earned.postage, earned.net()}) row.emplace_back(amount);
}

}  // namespace

Answer profit_report(const Question& question, ProfitBy by, size_t top) {
    Books books(question.entries, question.settings);
    ProfitObserver observer(question, books, by);
    if (const auto done = replay_for(question, books, &observer); !done) return tl::unexpected<Problems>(done.error());
    const ByText texts = text_of(by);
    Report report = new_report(question, "profit", {Text::title_profit, {texts.label}}, false);
    Table table;
    table.key = "profit";
    const bool by_item = observer.by_item();
    table.columns = columns_of(by, texts, by_item);
    table.when_empty = Text::no_sales;
    std::vector<uint32_t> rows;
    Earned all;
    for (uint32_t i = 0; i < observer.rows().size(); ++i) {
        if (!observer.rows()[i].any) continue;
        rows.push_back(i);
        all.add(observer.rows()[i]);
    }
    const auto earned = [&](uint32_t row) { return observer.by_item() ? observer.rows()[row].gross() : observer.rows()[row].net(); };
    if (by != ProfitBy::month) std::stable_sort(rows.begin(), rows.end(), [&](uint32_t a, uint32_t b) { return earned(a) > earned(b); });
    Money largest;
    for (uint32_t row : rows) largest = std::max(largest, earned(row));
    if (top && rows.size() > top) {
        report.notes.push_back({Text::note_top, {std::to_string(top), std::to_string(rows.size())}});
        rows.resize(top);
    }
    for (uint32_t row : rows) {
        std::vector<Cell> line{name_of(question.entries, by, row)};
        if (by == ProfitBy::item) line.emplace_back(word(question.entries, books.masters().of(static_cast<ItemId>(row)).name));
        add_figures(line, observer.rows()[row], by_item);
        line.emplace_back(Bar{std::max<int64_t>(earned(row).raw, 0), largest.raw});
        table.rows.push_back(std::move(line));
    }
    table.total.emplace(by == ProfitBy::item ? 2 : 1);
    add_figures(*table.total, all, by_item);
    table.total->emplace_back();
    report.tables.push_back(std::move(table));
    return report;
}

}  // namespace daybook
