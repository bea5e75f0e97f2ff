#include "reports/spending.h"

#include <algorithm>
#include <map>

namespace daybook {

namespace {

// Each line of money is a row: an expense may be paid from two accounts.
class Spending : public Observer {
  public:
    Spending(const Question& question, Kind kind, const SpendingFilter& filter)
        : question_(question), kind_(kind), key_(kind == Kind::expense ? Key::paid : Key::received), filter_(filter) {}

    struct Row {
        uint32_t entry = 0;
        WordId account = WordId::none;
        Money amount;
    };

    void booked(const Booked& booked) override {
        const Entry& entry = booked.entry;
        if (entry.kind != kind_ || booked.is_void || !question_.period.contains(entry.date)) return;
        if (filter_.category != WordId::none && entry.purpose != filter_.category) return;
        for (const Detail& detail : question_.entries.details_of(entry))
            if (detail.key == key_ && (filter_.account == WordId::none || detail.word() == filter_.account))
                rows.push_back({booked.index, detail.word(), detail.money()});
    }
    bool wants_steps() const override { return false; }

    std::vector<Row> rows;

  private:
    const Question& question_;
    const Kind kind_;
    const Key key_;
    const SpendingFilter filter_;
};

std::string name_of(const Entries& entries, const Spending::Row& row, SpendingBy by) {
    const Entry& entry = entries.entries[row.entry];
    if (by == SpendingBy::month) return month_text(entry.date);
    return by == SpendingBy::account ? account_label(entries, row.account) : word(entries, entry.purpose);
}

struct Sum {
    std::string name;
    Money amount;
    int64_t documents = 0;
    uint32_t last = no_entry;
};

// The months in their order, all else by its amount.
Table sums_table(const Entries& entries, const std::vector<Spending::Row>& rows, SpendingBy by, Column column) {
    std::map<std::string, Sum> sums;
    for (const Spending::Row& row : rows) {
        Sum& sum = sums[name_of(entries, row, by)];
        sum.amount += row.amount;
        if (sum.last != row.entry) ++sum.documents;
        sum.last = row.entry;
    }
    std::vector<Sum> order;
    for (auto& [name, sum] : sums) order.push_back({name, sum.amount, sum.documents, sum.last});
    if (by != SpendingBy::month)
        std::stable_sort(order.begin(), order.end(), [](const Sum& a, const Sum& b) { return a.amount > b.amount; });
    Money largest;
    for (const Sum& sum : order) largest = std::max(largest, sum.amount);
    Table table;
    table.columns = {std::move(column),
                     {"documents", Text::col_documents, Summed::count},
                     {"amount", Text::col_amount, Summed::money},
                     {"bar", Text::nothing, Shown::screen_only}};
    for (const Sum& sum : order) table.rows.push_back({sum.name, sum.documents, sum.amount, Bar{sum.amount.raw, largest.raw}});
    return table;
}

Table entries_table(const Entries& entries, const std::vector<Spending::Row>& rows, const NoteOf& note) {
    Table table;
    table.columns = {{"date", Text::col_date},         {"ref", Text::col_ref},
                     {"category", Text::col_category}, {"amount", Text::col_amount, Summed::money},
                     {"account", Text::col_account},   {"party", Text::col_party},
                     {"channel", Text::col_channel},   {"note", Text::col_note}};
    for (const Spending::Row& row : rows) {
        const Entry& entry = entries.entries[row.entry];
        table.rows.push_back({entry.date, ref_text(entries, entry), word(entries, entry.purpose), row.amount,
                              account_label(entries, row.account), party_name(entries, entries.party_of(entry)),
                              word(entries, entries.document_of(entry).channel), note(entry)});
    }
    // a shop that has none of these need not look at them
    for (size_t i = 5; i < table.columns.size(); ++i)
        if (std::all_of(table.rows.begin(), table.rows.end(), [i](const auto& row) { return std::get<std::string>(row[i]).empty(); }))
            table.columns[i].shown = Shown::data_only;
    return table;
}

}  // namespace

Answer spending_report(const Question& question, Kind kind, SpendingBy by, const SpendingFilter& filter, const NoteOf& note) {
    const bool spent = kind == Kind::expense;
    Books books(question.entries, question.settings);
    Spending observer(question, kind, filter);
    if (const auto done = replay_for(question, books, &observer); !done) return tl::unexpected<Problems>(done.error());
    const Column column = by == SpendingBy::month     ? Column{"month", Text::col_month}
                          : by == SpendingBy::account ? Column{"account", Text::col_account}
                                                      : Column{"category", Text::col_category};
    Message title(spent ? Text::title_spent : Text::title_earned);
    if (by != SpendingBy::entry) title = {spent ? Text::title_spent_by : Text::title_earned_by, {column.label.id}};
    Report report = new_report(question, spent ? "expense list" : "income list", title, false);
    Table table = by == SpendingBy::entry ? entries_table(question.entries, observer.rows, note)
                                          : sums_table(question.entries, observer.rows, by, column);
    table.key = spent ? "expenses" : "income";
    table.when_empty = spent ? Text::no_expenses : Text::no_income;
    add_total(table);
    report.tables.push_back(std::move(table));
    return report;
}

}  // namespace daybook
