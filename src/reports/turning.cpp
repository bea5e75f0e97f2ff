#include "reports/turning.h"

#include <algorithm>

#include "reports/listed.h"

namespace daybook {

namespace {

bool sells(Kind kind) { return kind == Kind::sell || kind == Kind::ship; }

}  // namespace

void IdleObserver::booked(const Booked& booked) {
    const Date date = booked.entry.date;
    for (const Step& step : booked.steps) {
        if (!step.quantity) continue;
        Track& track = items_[index_of(step.item)];
        if (step.quantity.raw < 0 && (sells(booked.entry.kind) || booked.entry.kind == Kind::assemble)) track.last_sale = date;
        const bool held = step.on_hand.raw > 0;
        if (held && !track.held) track.since = date;
        track.held = held;
    }
}

std::vector<IdleObserver::Idle> IdleObserver::idle(const Books& books, Date evening, int32_t days) const {
    std::vector<Idle> found;
    for (uint32_t i = 1; i < items_.size(); ++i) {
        const Track& track = items_[i];
        if (!track.held) continue;
        const int32_t lies = evening.days - std::max(track.since, track.last_sale.value_or(track.since)).days;
        if (lies >= days) found.push_back({static_cast<ItemId>(i), track.last_sale, lies});
    }
    std::stable_sort(found.begin(), found.end(),
                     [&](const Idle& a, const Idle& b) { return books.pool(a.item).value() > books.pool(b.item).value(); });
    return found;
}

Answer slow_report(const Question& question, int32_t days) {
    const Entries& entries = question.entries;
    Books books(entries, question.settings);
    IdleObserver observer(entries);
    if (const auto done = replay_for(question, books, &observer); !done) return tl::unexpected<Problems>(done.error());
    Report report = new_report(question, "slow", {Text::title_slow, {std::to_string(days)}}, true);
    Table table;
    table.key = "slow";
    table.columns = {{"item", Text::col_item},
                     {"name", Text::col_name},
                     {"on_hand", Text::col_on_hand},
                     {"value", Text::col_value, Summed::money},
                     {"last_sale", Text::col_last_sale},
                     {"days", Text::col_days_unsold},
                     {"bar", Text::nothing, Shown::screen_only}};
    table.when_empty = Text::no_slow;
    Money largest;
    const std::vector<IdleObserver::Idle> idle = observer.idle(books, evening_of(question), days);
    if (!idle.empty()) largest = books.pool(idle.front().item).value();
    for (const IdleObserver::Idle& one : idle) {
        const Pool& pool = books.pool(one.item);
        table.rows.push_back({item_code(entries, one.item), word(entries, books.masters().of(one.item).name), pool.quantity(), pool.value(),
                              one.last_sale ? Cell(*one.last_sale) : Cell(Message(Text::never_sold)), int64_t{one.days},
                              Bar{pool.value().raw, largest.raw}});
    }
    add_total(table);
    report.tables.push_back(std::move(table));
    return report;
}

namespace {

struct Sold {
    Quantity quantity;
    Money revenue, cogs;
    bool any = false;

    int64_t measure(AbcBy by) const {
        switch (by) {
            case AbcBy::profit: return (revenue - cogs).raw;
            case AbcBy::quantity: return quantity.raw;
            case AbcBy::revenue: break;
        }
        return revenue.raw;
    }
};

struct SoldObserver : Observer {
    explicit SoldObserver(const Question& q) : question(q), sums(q.entries.items.size()) {}
    void booked(const Booked& booked) override {
        if (!question.period.contains(booked.entry.date)) return;
        for (const Step& step : booked.steps) {
            if (!step.sold && !step.revenue && !step.cogs) continue;
            Sold& sum = sums[index_of(step.item)];
            sum.any = true;
            sum.quantity += step.sold;
            sum.revenue += step.revenue;
            sum.cogs += step.cogs;
        }
    }
    const Question& question;
    std::vector<Sold> sums;  // by ItemId
};

// The class of an item, by what those before it make up of the total: the one that passes 80 % is still an A.
std::string class_of(int64_t measure, int64_t before, int64_t total) {
    if (measure <= 0) return "C";
    return before < mul_div(total, 80, 100) ? "A" : before < mul_div(total, 95, 100) ? "B" : "C";
}

Text label_of(AbcBy by) {
    return by == AbcBy::profit ? Text::col_gross_profit : by == AbcBy::quantity ? Text::col_quantity : Text::col_revenue;
}

Cell share_cell(int64_t part, int64_t whole) { return whole ? Cell(Percent{mul_div(part, 1000, whole)}) : Cell(); }

}  // namespace

Answer abc_report(const Question& question, AbcBy by) {
    const Entries& entries = question.entries;
    Books books(entries, question.settings);
    SoldObserver observer(question);
    if (const auto done = replay_for(question, books, &observer); !done) return tl::unexpected<Problems>(done.error());
    Report report = new_report(question, "abc", {Text::title_abc, {label_of(by)}}, false);
    Table table;
    table.key = "abc";
    table.columns = {{"item", Text::col_item},
                     {"name", Text::col_name},
                     {"class", Text::col_class},
                     {"quantity", Text::col_quantity, Summed::quantity},
                     {"revenue", Text::col_revenue, Summed::money},
                     {"gross_profit", Text::col_gross_profit, Summed::money},
                     {"share", Text::col_share},
                     {"cumulative", Text::col_cumulative}};
    table.when_empty = Text::no_sales;
    std::vector<uint32_t> rows;
    int64_t total = 0;
    for (uint32_t i = 1; i < observer.sums.size(); ++i) {
        if (!observer.sums[i].any) continue;
        rows.push_back(i);
        total += std::max<int64_t>(observer.sums[i].measure(by), 0);
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [&](uint32_t a, uint32_t b) { return observer.sums[a].measure(by) > observer.sums[b].measure(by); });
    int64_t before = 0;
    for (uint32_t i : rows) {
        const Sold& sum = observer.sums[i];
        const int64_t measure = sum.measure(by), with = before + std::max<int64_t>(measure, 0);
        const auto item = static_cast<ItemId>(i);
        table.rows.push_back({item_code(entries, item), word(entries, books.masters().of(item).name), class_of(measure, before, total),
                              sum.quantity, sum.revenue, sum.revenue - sum.cogs, share_cell(measure, total), share_cell(with, total)});
        before = with;
    }
    add_total(table);
    report.tables.push_back(std::move(table));
    return report;
}

namespace {

struct Turned {
    Money opening, closing, cost;
    bool any = false;

    Money average() const { return Money(mul_div((opening + closing).raw, 1, 2)); }
};

struct TurnedObserver : Observer {
    explicit TurnedObserver(const Question& q) : question(q), sums(q.entries.items.size()) {}
    void booked(const Booked& booked) override {
        const Entry& entry = booked.entry;
        if (!question.period.has_begin() && !first && !booked.steps.empty()) first = entry.date;
        for (const Step& step : booked.steps) {
            if (!step.quantity && !step.value) continue;
            Turned& sum = sums[index_of(step.item)];
            sum.any = true;
            sum.closing += step.value;
            if (entry.date < question.period.begin || entry.kind == Kind::open)
                sum.opening += step.value;
            else if (sells(entry.kind) || entry.kind == Kind::sale_return)
                sum.cost -= step.value;
        }
    }
    const Question& question;
    std::vector<Turned> sums;  // by ItemId
    std::optional<Date> first;
};

// Times, to two decimals.
Cell turnover(const Turned& sum) {
    const int64_t average = sum.average().raw;
    return average > 0 ? Cell(Quantity(mul_div(sum.cost.raw, 100, average) * (one_unit / 100))) : Cell();
}

Cell days_of_stock(const Turned& sum, int64_t days) {
    return sum.cost.raw > 0 ? Cell(mul_div(sum.average().raw, days, sum.cost.raw)) : Cell();
}

}  // namespace

Answer turnover_report(const Question& question) {
    const Entries& entries = question.entries;
    Books books(entries, question.settings);
    TurnedObserver observer(question);
    if (const auto done = replay_for(question, books, &observer); !done) return tl::unexpected<Problems>(done.error());
    Report report = new_report(question, "turnover", Text::title_turnover, false);
    Table table;
    table.key = "turnover";
    table.columns = {{"item", Text::col_item},
                     {"name", Text::col_name},
                     {"opening", Text::col_opening, Summed::money},
                     {"closing", Text::col_closing, Summed::money},
                     {"average", Text::col_average_stock},
                     {"cost", Text::col_cogs, Summed::money},
                     {"turnover", Text::col_turnover},
                     {"days_of_stock", Text::col_days_of_stock}};
    table.when_empty = Text::no_steps;
    const Date begin = question.period.has_begin() ? question.period.begin : observer.first.value_or(question.today);
    const int64_t days = std::max(1, evening_of(question).days - begin.days + 1);
    std::vector<uint32_t> rows;
    for (uint32_t i = 1; i < observer.sums.size(); ++i)
        if (observer.sums[i].any) rows.push_back(i);
    std::stable_sort(rows.begin(), rows.end(), [&](uint32_t a, uint32_t b) { return observer.sums[a].cost > observer.sums[b].cost; });
    for (uint32_t i : rows) {
        const auto item = static_cast<ItemId>(i);
        const Turned& sum = observer.sums[i];
        table.rows.push_back({item_code(entries, item), word(entries, books.masters().of(item).name), sum.opening, sum.closing,
                              sum.average(), sum.cost, turnover(sum), days_of_stock(sum, days)});
    }
    add_total(table);
    const Turned all{total_money(table, "opening"), total_money(table, "closing"), total_money(table, "cost")};
    total_of(table, "average") = all.average();
    total_of(table, "turnover") = turnover(all);
    total_of(table, "days_of_stock") = days_of_stock(all, days);
    report.tables.push_back(std::move(table));
    return report;
}

namespace {

Result<Ask> ask_slow(const Asked& asked) {
    std::optional<int32_t> days;
    if (asked.args.has("days")) {
        const Result<int32_t> typed = parse_age(asked.args.get("days"));
        if (!typed) return tl::unexpected<Error>(typed.error());
        days = *typed;
    }
    return [asked, days](const Question& question) { return slow_report(question, days.value_or(asked.settings.warnings.slow_days)); };
}

Result<Ask> ask_abc(const Asked& asked) {
    const std::string by = asked.args.get("by");
    const AbcBy measure = by == "profit" ? AbcBy::profit : by == "quantity" ? AbcBy::quantity : AbcBy::revenue;
    return [measure](const Question& question) { return abc_report(question, measure); };
}

ListedReport slow() {
    return {
        "slow,滞销", Text::cmd_report_slow, ask_slow, {{"--days,--天数", "DAYS", Text::opt_slow_days}}, {"daybook report slow --days 90"}};
}

ListedReport abc() {
    return {"abc,ABC分析",
            Text::cmd_report_abc,
            ask_abc,
            {{"--by,--按",
              "MEASURE",
              Text::opt_abc_by,
              1,
              1,
              false,
              {{"revenue", Text::col_revenue}, {"profit", Text::col_gross_profit}, {"quantity", Text::col_quantity}}}},
            {"daybook report abc --by profit -p 2026q4"}};
}

ListedReport turnover() {
    return {"turnover,周转", Text::cmd_report_turnover, plain<turnover_report>, {}, {"daybook report turnover -p last-month"}};
}

const ReportListing listed[] = {{100, slow}, {110, abc}, {120, turnover}};

}  // namespace

}  // namespace daybook
