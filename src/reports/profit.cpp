#include "reports/profit.h"

#include <algorithm>

#include "reports/matrix.h"

namespace daybook {

namespace {

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
        case ProfitBy::style: return {"style", Text::col_style, Text::nothing};
        default: return {"item", Text::col_item, Text::nothing};
    }
}

// Whether the rows are goods, which have a name beside their code.
bool of_goods(ProfitBy by) { return by == ProfitBy::item || by == ProfitBy::style; }

std::string name_of(const Entries& entries, ProfitBy by, uint32_t row) {
    switch (by) {
        case ProfitBy::item:
        case ProfitBy::style: return item_code(entries, static_cast<ItemId>(row));
        case ProfitBy::customer: return party_name(entries, static_cast<PartyId>(row));
        case ProfitBy::month: {
            const uint32_t month = row + Earnings::first_month;
            return month_text(from_civil({static_cast<int32_t>(month / 12), static_cast<int32_t>(month % 12 + 1), 1}));
        }
        default: return word(entries, static_cast<WordId>(row));
    }
}

std::vector<Column> columns_of(ProfitBy by, const ByText& texts) {
    std::vector<Column> columns = {{texts.key, texts.label}};
    columns[0].blank = texts.nobody;
    if (of_goods(by)) columns.push_back({"name", Text::col_name});
    for (const Column& column :
         {Column{"quantity", Text::col_quantity, Summed::quantity}, Column{"revenue", Text::col_revenue, Summed::money},
          Column{"cogs", Text::col_cogs, Summed::money}, Column{"gross_profit", Text::col_gross_profit, Summed::money},
          Column{"margin", Text::col_margin}, Column{"fees", Text::col_fees, Summed::money},
          Column{"postage", Text::col_postage, Summed::money}, Column{"expenses", Text::col_expenses, Summed::money},
          Column{"other", Text::col_other, Summed::money}, Column{"net_profit", Text::col_net_profit, Summed::money},
          Column{"bar", Text::nothing, Shown::screen_only}})
        columns.push_back(column);
    return columns;
}

void add_figures(std::vector<Cell>& row, const Earned& earned, Money largest) {
    row.insert(row.end(), {earned.quantity, earned.revenue, earned.cogs, earned.gross(), margin(earned.gross(), earned.revenue)});
    for (Money amount : {earned.fees, earned.postage, earned.expenses, earned.other, earned.net()}) row.emplace_back(amount);
    row.emplace_back(Bar{std::max<int64_t>(earned.net().raw, 0), largest.raw});
}

// On a screen, what a shop has none of only gets in the way.
void hide_empty(Table& table) {
    for (Column& column : table.columns) {
        const bool may_go = column.key == "fees" || column.key == "postage" || column.key == "expenses" || column.key == "other";
        if (!may_go) continue;
        const auto at = static_cast<size_t>(&column - table.columns.data());
        if (std::all_of(table.rows.begin(), table.rows.end(), [&](const std::vector<Cell>& row) { return !std::get<Money>(row[at]); }))
            column.shown = Shown::data_only;
    }
}

}  // namespace

Answer profit_report(const Question& question, ProfitBy by, size_t top) {
    Books books(question.entries, question.settings);
    Earnings earnings(question, books, by);
    if (const auto done = replay_for(question, books, &earnings); !done) return tl::unexpected<Problems>(done.error());
    const ByText texts = text_of(by);
    Report report = new_report(question, "profit", {Text::title_profit, {texts.label}}, false);
    Table table;
    table.key = "profit";
    table.columns = columns_of(by, texts);
    table.when_empty = Text::no_sales;
    const std::vector<Earned>& all = earnings.rows();
    std::vector<uint32_t> rows;
    Money largest;
    for (uint32_t i = 0; i < all.size(); ++i) {
        if (!all[i].any) continue;
        rows.push_back(i);
        largest = std::max(largest, all[i].net());
    }
    if (by != ProfitBy::month)
        std::stable_sort(rows.begin(), rows.end(), [&](uint32_t a, uint32_t b) { return all[a].net() > all[b].net(); });
    for (uint32_t row : rows) {
        std::vector<Cell> line{name_of(question.entries, by, row)};
        if (of_goods(by)) line.emplace_back(word(question.entries, books.masters().of(static_cast<ItemId>(row)).name));
        add_figures(line, all[row], largest);
        table.rows.push_back(std::move(line));
    }
    if (earnings.rest().any) {
        std::vector<Cell> line(of_goods(by) ? 2 : 1);
        line[0] = Message(Text::row_not_assigned);
        add_figures(line, earnings.rest(), Money());
        table.rows.push_back(std::move(line));
    }
    add_total(table);
    total_of(table, "margin") = margin(total_money(table, "gross_profit"), total_money(table, "revenue"));
    hide_empty(table);
    if (top && rows.size() > top) {
        report.notes.push_back({Text::note_top, {std::to_string(top), std::to_string(rows.size())}});
        table.rows.erase(table.rows.begin() + static_cast<std::ptrdiff_t>(top),
                         table.rows.begin() + static_cast<std::ptrdiff_t>(rows.size()));
    }
    report.tables.push_back(std::move(table));
    return report;
}

Answer style_profit_report(const Question& question, const Styles::Style& style, std::span<const std::string_view> figures, Text title) {
    Answer answer = profit_report(question, ProfitBy::item, 0);
    if (!answer) return answer;
    answer->title = {title, {question.entries.items.text(style.code)}};
    keep_items_of(*answer, style, question.entries);
    Table& table = answer->tables.front();
    total_of(table, "margin") = margin(total_money(table, "gross_profit"), total_money(table, "revenue"));
    if (!figures.empty()) add_matrix(*answer, style, question.entries, figures);
    return answer;
}

}  // namespace daybook
