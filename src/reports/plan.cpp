#include "reports/plan.h"

#include <algorithm>

#include "reports/deliveries.h"
#include "reports/prices.h"

namespace daybook {

namespace {

// Up to a whole number of something that holds so much.
Quantity rounded_up(Quantity q, Quantity holds) {
    const Quantity whole(mul_div(q.raw, 1, holds.raw) * one_unit);
    const bool enough = mul_div(whole.raw, holds.raw, one_unit) >= q.raw;
    return enough ? whole : whole + Quantity(one_unit);
}

// To two decimals, for a reason in words.
std::string rate_text(Quantity rate) {
    constexpr int64_t hundredth = one_unit / 100;
    return to_text(Quantity(mul_div(rate.raw, 1, hundredth) * hundredth));
}

class Planner : public Observer {
  public:
    Planner(const Question& question, const PlanSettings& settings)
        : question_(question),
          settings_(settings),
          books_(question.entries, question.settings),
          evening_(evening_of(question)),
          demand_(question.entries, evening_, settings.sales_days),
          prices_(question.settings.currency.decimals) {
        prices_.look_at(question.entries);
    }

    void booked(const Booked& booked) override {
        demand_.booked(booked);
        prices_.booked(booked);
    }

    tl::expected<std::vector<PlanLine>, Problems> lines() {
        if (const auto done = replay_for(question_, books_, this); !done) return tl::unexpected<Problems>(done.error());
        std::vector<PlanLine> lines;
        for (uint32_t i = 1; i < question_.entries.items.size(); ++i) {
            const auto item = static_cast<ItemId>(i);
            const ItemFacts& facts = books_.masters().of(item);
            if (!facts.is_held()) continue;
            if (auto line = line_of(item, facts)) lines.push_back(std::move(*line));
        }
        const Names<PartyId>& parties = question_.entries.parties;
        const Names<ItemId>& items = question_.entries.items;
        std::stable_sort(lines.begin(), lines.end(), [&](const PlanLine& a, const PlanLine& b) {
            return a.supplier == b.supplier ? items.text(a.item) < items.text(b.item) : parties.text(a.supplier) < parties.text(b.supplier);
        });
        return lines;
    }

    const Books& books() const { return books_; }

  private:
    std::optional<PlanLine> line_of(ItemId item, const ItemFacts& facts) const {
        PlanLine line;
        line.item = item;
        line.demand = demand_.of(item);
        line.on_hand = books_.pool(item).quantity();
        line.reserved = books_.reserved(item);
        line.incoming = books_.incoming(item);
        const Bought* last = prices_.last(item, facts.supplier);
        line.supplier = facts.supplier != PartyId::none || !last ? facts.supplier : last->supplier;
        line.lead_time = lead_time_of(books_.masters(), item, line.supplier).value_or(settings_.lead_time);
        const Quantity have = line.on_hand - line.reserved + line.incoming;
        const Quantity meanwhile = line.demand.in(line.lead_time);  // what goes until a delivery is there
        const Quantity point = std::max(facts.reorder.value_or(Quantity()), meanwhile);
        const Quantity need = point + line.demand.in(settings_.cover_days) - have;
        if (need.raw <= 0 || (have.raw >= 0 && (have > point || !point))) return std::nullopt;
        price(line, facts, last, need);
        line.due = evening_ + line.lead_time;
        line.reason = reason_of(line, facts, have, meanwhile);
        return line;
    }

    void price(PlanLine& line, const ItemFacts& facts, const Bought* last, Quantity need) const {
        Quantity holds(one_unit);
        if (last)
            for (const LargerUnit& larger : facts.larger_units)
                if (larger.name == last->unit) {
                    line.unit = larger.name;
                    holds = larger.holds;
                }
        line.buy = rounded_up(need, holds);
        if (!last) return;
        line.price = line.unit == WordId::none ? last->price : last->written;
        line.amount = line_amount(line.buy, *line.price, question_.settings.currency.decimals);
    }

    Message reason_of(const PlanLine& line, const ItemFacts& facts, Quantity have, Quantity meanwhile) const {
        if (have.raw < 0) return {Text::plan_short, {to_text(-have)}};
        const std::string reorder = to_text(facts.reorder.value_or(Quantity()));
        if (!line.demand.sold) return {Text::plan_low, {to_text(have), reorder, std::to_string(settings_.sales_days)}};
        const std::string rate = rate_text(line.demand.a_day()), sold = to_text(line.demand.sold);
        const std::string days = std::to_string(line.demand.days), lead = std::to_string(line.lead_time);
        if (have > meanwhile) return {Text::plan_reorder, {to_text(have), reorder, rate}};
        if (!have) return {Text::plan_out, {rate, sold, days, lead}};
        return {Text::plan_lasts, {rate, sold, days, to_text(have), std::to_string(line.demand.lasts(have)), lead}};
    }

    const Question& question_;
    const PlanSettings& settings_;
    Books books_;
    Date evening_;
    DemandObserver demand_;
    PricesObserver prices_;
};

std::vector<Cell> row_of(const Entries& entries, const Masters& masters, const PlanLine& line, int decimals) {
    const ItemFacts& facts = masters.of(line.item);
    const Quantity have = line.on_hand - line.reserved + line.incoming;
    const bool sells = static_cast<bool>(line.demand.sold);
    return {party_name(entries, line.supplier),
            item_code(entries, line.item),
            word(entries, facts.name),
            line.buy,
            word(entries, line.unit == WordId::none ? facts.unit : line.unit),
            line.price ? price_cell(*line.price, decimals) : Cell(),
            line.price ? Cell(line.amount) : Cell(),
            line.due,
            line.reason,
            line.on_hand,
            line.reserved,
            line.incoming,
            line.demand.sold,
            int64_t{line.demand.days},
            line.demand.a_day(),
            sells && have.raw >= 0 ? Cell(line.demand.lasts(have)) : Cell(),
            int64_t{line.lead_time}};
}

}  // namespace

tl::expected<std::vector<PlanLine>, Problems> purchase_plan(const Question& question, const PlanSettings& settings) {
    return Planner(question, settings).lines();
}

Answer plan_report(const Question& question, const PlanSettings& settings) {
    Planner planner(question, settings);
    const auto lines = planner.lines();
    if (!lines) return tl::unexpected<Problems>(lines.error());
    Report report = new_report(question, "purchase plan", Text::title_plan, true);
    Table table;
    table.key = "plan";
    table.columns = {{"supplier", Text::col_supplier},
                     {"item", Text::col_item},
                     {"name", Text::col_name},
                     {"buy", Text::col_buy},
                     {"unit", Text::col_unit},
                     {"price", Text::col_price},
                     {"amount", Text::col_amount, Summed::money},
                     {"due", Text::col_there_by},
                     {"reason", Text::col_reason},
                     {"on_hand", Text::col_on_hand, Shown::data_only},
                     {"reserved", Text::col_reserved, Shown::data_only},
                     {"incoming", Text::col_incoming, Shown::data_only},
                     {"sold", Text::col_sold, Shown::data_only},
                     {"days_with_stock", Text::col_days, Shown::data_only},
                     {"a_day", Text::col_per_day, Shown::data_only},
                     {"days_left", Text::col_days_left, Shown::data_only},
                     {"lead_time", Text::col_lead_time, Shown::data_only}};
    table.columns[0].blank = Text::no_supplier;
    table.when_empty = Text::nothing_to_buy;
    for (const PlanLine& line : *lines)
        table.rows.push_back(row_of(question.entries, planner.books().masters(), line, report.money_decimals));
    add_total(table);
    report.tables.push_back(std::move(table));
    return report;
}

}  // namespace daybook
