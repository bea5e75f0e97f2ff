#include "reports/returns.h"

#include <algorithm>
#include <map>

#include "reports/history.h"
#include "reports/listed.h"

namespace daybook {

namespace {

struct Back {
    int64_t documents = 0;
    Quantity quantity, sold;
    Money value;
    uint32_t last = no_entry;  // the entry that was counted last
};

class ReturnsObserver : public Observer {
  public:
    ReturnsObserver(const Question& question, const Books& books, ReturnsBy by)
        : question_(question),
          books_(books),
          by_(by),
          suppliers_(question.entries, question.entries.items.size()),
          bought_(question.entries.items.size()) {}

    void booked(const Booked& booked) override {
        if (booked.is_void) return;
        if (by_ == ReturnsBy::supplier) note_supplier(booked.index, booked.entry);
        if (!question_.period.contains(booked.entry.date)) return;
        const bool back = booked.entry.kind == Kind::sale_return || booked.entry.kind == Kind::refund;
        for (const Step& step : booked.steps) {
            if (step.sold.raw > 0) {
                sold += step.sold;
                if (by_ != ReturnsBy::reason) rows[key(booked.entry, step)].sold += step.sold;
            } else if (back && (step.sold || step.revenue)) {
                Back& row = rows[key(booked.entry, step)];
                row.quantity -= step.sold;
                row.value -= step.revenue;
                if (std::exchange(row.last, booked.index) != booked.index) ++row.documents;
            }
        }
    }

    std::map<uint32_t, Back> rows;
    Quantity sold;

  private:
    void note_supplier(uint32_t index, const Entry& entry) {
        if (entry.kind == Kind::item) {
            const auto item = static_cast<ItemId>(entry.subject);
            note_preferred(index, item);
            if (const Styles::Style* style = question_.entries.styles.find(item))
                for (const Styles::Member& member : style->members) note_preferred(index, member.item);
        }
        if (entry.kind != Kind::purchase || entry.party == PartyId::none) return;
        for (const GoodsLine& goods : question_.entries.goods_of(entry)) {
            suppliers_.note(index_of(goods.item), index, entry.party);
            bought_[index_of(goods.item)] = true;
        }
    }

    void note_preferred(uint32_t index, ItemId item) {
        const PartyId supplier = books_.masters().of(item).supplier;
        if (supplier != PartyId::none && !bought_[index_of(item)]) suppliers_.note(index_of(item), index, supplier);
    }

    // What comes back came from the supplier of the day on which it was sold.
    uint32_t key(const Entry& entry, const Step& step) const {
        if (by_ == ReturnsBy::item) return index_of(step.item);
        if (by_ == ReturnsBy::supplier) return index_of(suppliers_.at(index_of(step.item), step.document));
        for (const Detail& detail : question_.entries.details_of(entry))
            if (detail.key == Key::reason) return detail.a;
        return 0;
    }

    const Question& question_;
    const Books& books_;
    ReturnsBy by_;
    History<PartyId> suppliers_;  // by ItemId
    std::vector<bool> bought_;
};

std::string name_of(const Entries& entries, ReturnsBy by, uint32_t row) {
    if (by == ReturnsBy::item) return item_code(entries, static_cast<ItemId>(row));
    if (by == ReturnsBy::supplier) return party_name(entries, static_cast<PartyId>(row));
    return word(entries, static_cast<WordId>(row));
}

Cell share_of(Quantity part, Quantity whole) {
    if (!whole) return {};
    return Percent{mul_div(part.raw, 1000, whole.raw)};
}

}  // namespace

Answer returns_report(const Question& question, ReturnsBy by) {
    Books books(question.entries, question.settings);
    ReturnsObserver observer(question, books, by);
    if (const auto done = replay_for(question, books, &observer); !done) return tl::unexpected<Problems>(done.error());
    const bool reasons = by == ReturnsBy::reason;
    Report report = new_report(question, "returns", Text::title_returns, false);
    Table table;
    table.key = "returns";
    if (by == ReturnsBy::item)
        table.columns = {{"item", Text::col_item}, {"name", Text::col_name}};
    else
        table.columns = {{reasons ? "reason" : "supplier", reasons ? Text::col_why : Text::col_supplier}};
    table.columns[0].blank = reasons ? Text::no_reason : Text::no_supplier;
    for (const Column& column :
         {Column{"documents", Text::col_documents}, Column{"quantity", Text::col_came_back, Summed::quantity},
          Column{"value", Text::col_value, Summed::money}, Column{"sold", Text::col_sold}, Column{"share", Text::col_share}})
        table.columns.push_back(column);
    table.when_empty = Text::no_returns;
    std::vector<std::pair<uint32_t, Back>> rows;
    for (const auto& row : observer.rows)
        if (row.second.documents) rows.push_back(row);
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.second.value > b.second.value; });
    for (const auto& [row, back] : rows) {
        std::vector<Cell> line{name_of(question.entries, by, row)};
        if (by == ReturnsBy::item) line.emplace_back(word(question.entries, books.masters().of(static_cast<ItemId>(row)).name));
        // of a reason the share is that of all that was sold
        const Quantity sold = reasons ? observer.sold : back.sold;
        line.insert(line.end(), {back.documents, back.quantity, back.value, sold, share_of(back.quantity, sold)});
        table.rows.push_back(std::move(line));
    }
    add_total(table);
    total_of(table, "sold") = observer.sold;
    total_of(table, "share") = share_of(std::get<Quantity>(total_of(table, "quantity")), observer.sold);
    report.tables.push_back(std::move(table));
    return report;
}

namespace {

Result<Ask> ask(const Asked& asked) {
    const std::string by = asked.args.get("by");
    const ReturnsBy rows = by == "reason" ? ReturnsBy::reason : by == "supplier" ? ReturnsBy::supplier : ReturnsBy::item;
    return [rows](const Question& question) { return returns_report(question, rows); };
}

ListedReport returns() {
    return {"returns,退货",
            Text::cmd_report_returns,
            ask,
            {{"--by,--按",
              "WHAT",
              Text::opt_returns_by,
              1,
              1,
              false,
              {{"item", Text::col_item}, {"reason", Text::col_reason}, {"supplier", Text::col_supplier}}}},
            {"daybook report returns --by supplier -p 2026q4"}};
}

const ReportListing listed(140, returns);

}  // namespace

}  // namespace daybook
