#include "reports/matrix.h"

#include <algorithm>
#include <unordered_map>

#include "base/check.h"

namespace daybook {

namespace {

bool has_column(const Table& table, std::string_view key) {
    return std::any_of(table.columns.begin(), table.columns.end(), [&](const Column& column) { return column.key == key; });
}

size_t column_at(const Table& table, std::string_view key) {
    const auto found = std::find_if(table.columns.begin(), table.columns.end(), [&](const Column& column) { return column.key == key; });
    CHECK_INVARIANT(found != table.columns.end());
    return static_cast<size_t>(found - table.columns.begin());
}

// The rows by their items.
std::unordered_map<uint32_t, size_t> rows_of(const Table& table, const Entries& entries) {
    const size_t item = column_at(table, "item");
    std::unordered_map<uint32_t, size_t> rows;
    for (size_t row = 0; row < table.rows.size(); ++row)
        if (const auto* code = std::get_if<std::string>(&table.rows[row][item])) rows.emplace(index_of(entries.items.find(*code)), row);
    return rows;
}

// Figures of one kind, one by one.
void add_to(Cell& sum, const Cell& figure) {
    if (std::holds_alternative<std::monostate>(figure)) return;
    if (std::holds_alternative<std::monostate>(sum)) {
        sum = figure;
    } else if (auto* money = std::get_if<Money>(&sum)) {
        *money += std::get<Money>(figure);
    } else if (auto* quantity = std::get_if<Quantity>(&sum)) {
        *quantity += std::get<Quantity>(figure);
    }
}

Message named(std::string_view name) { return {Text::as_it_is, {name}}; }

class Grid {
  public:
    Grid(const Entries& entries, const Styles::Style& style, const Table& from, std::string_view figure)
        : entries_(entries), style_(style), from_(from), figure_(column_at(from, figure)) {}

    // `others`: of the axes behind the second, one value each.
    Table laid_out(std::span<const WordId> others, bool says_figure) const {
        Table grid;
        grid.key = from_.columns[figure_].key;
        grid.shown = Shown::screen_only;
        std::string title;
        for (WordId value : others) title.append(title.empty() ? "" : " ").append(entries_.words.text(value));
        if (!title.empty() && says_figure)
            grid.title = {Text::title_document, {from_.columns[figure_].label.id, title}};
        else if (!title.empty())
            grid.title = named(title);
        else if (says_figure)
            grid.title = from_.columns[figure_].label;
        const Summed sum = from_.columns[figure_].sum == Summed::no ? Summed::quantity : from_.columns[figure_].sum;
        const bool rows = style_.axes.size() > 1;
        grid.columns.push_back({"", rows ? named(entries_.words.text(style_.axes[0].name)) : Message()});
        for (WordId value : columns().values) {
            const std::string_view text = entries_.words.text(value);
            grid.columns.emplace_back(std::string(text), named(text), sum);
        }
        grid.columns.emplace_back("total", Text::col_total, sum);
        const auto rows_by_item = rows_of(from_, entries_);
        for (WordId value : rows ? style_.axes[0].values : Values{WordId::none}) add_row(grid, value, others, rows_by_item);
        if (rows) add_total(grid);
        return grid;
    }

  private:
    using Values = std::vector<WordId>;

    // Of an item that the report does not speak of.
    Cell nothing() const { return from_.columns[figure_].sum == Summed::money ? Cell(Money()) : Cell(Quantity()); }
    const Styles::Axis& columns() const { return style_.axes.size() > 1 ? style_.axes[1] : style_.axes[0]; }

    void add_row(Table& table, WordId value, std::span<const WordId> others, const std::unordered_map<uint32_t, size_t>& rows) const {
        std::vector<Cell> row{value == WordId::none ? Cell(from_.columns[figure_].label) : Cell(std::string(entries_.words.text(value)))};
        Cell total;
        for (WordId second : columns().values) {
            Values values;
            if (value != WordId::none) values.push_back(value);
            values.push_back(second);
            values.insert(values.end(), others.begin(), others.end());
            const Styles::Member* member = style_.with(values);
            const auto at = member ? rows.find(index_of(member->item)) : rows.end();
            row.push_back(!member ? Cell() : at == rows.end() ? nothing() : from_.rows[at->second][figure_]);
            add_to(total, row.back());
        }
        row.push_back(total);
        table.rows.push_back(std::move(row));
    }

    const Entries& entries_;
    const Styles::Style& style_;
    const Table& from_;
    const size_t figure_;
};

// One value of each axis behind the second: all combinations.
std::vector<std::vector<WordId>> others_of(const Styles::Style& style) {
    std::vector<std::vector<WordId>> all = {{}};
    for (size_t axis = 2; axis < style.axes.size(); ++axis) {
        std::vector<std::vector<WordId>> longer;
        for (const std::vector<WordId>& values : all)
            for (WordId value : style.axes[axis].values) {
                longer.push_back(values);
                longer.back().push_back(value);
            }
        all = std::move(longer);
    }
    return all;
}

void add_axis_columns(Table& table, const Styles::Style& style, const Entries& entries) {
    const size_t at = column_at(table, "item") + 1;
    for (size_t axis = style.axes.size(); axis-- > 0;) {
        std::string key(entries.words.text(style.axes[axis].name));
        const Message label = named(key);
        while (has_column(table, key)) key += '_';  // an axis called "name"
        table.columns.insert(table.columns.begin() + static_cast<std::ptrdiff_t>(at), {key, label});
        for (std::vector<Cell>& row : table.rows) {
            const Styles::Member* member = entries.styles.member(entries.items.find(std::get<std::string>(row[at - 1])));
            row.insert(row.begin() + static_cast<std::ptrdiff_t>(at), std::string(entries.words.text(member->values[axis])));
        }
        if (table.total) table.total->insert(table.total->begin() + static_cast<std::ptrdiff_t>(at), Cell());
    }
}

}  // namespace

void keep_items_of(Report& report, const Styles::Style& style, const Entries& entries) {
    Table& table = report.tables.front();
    const auto rows = rows_of(table, entries);
    std::vector<std::vector<Cell>> kept;
    for (const Styles::Member& member : style.members)
        if (const auto at = rows.find(index_of(member.item)); at != rows.end()) kept.push_back(std::move(table.rows[at->second]));
    table.rows = std::move(kept);
    add_total(table);
}

void add_matrix(Report& report, const Styles::Style& style, const Entries& entries, std::span<const std::string_view> figures) {
    std::vector<Table> grids;
    const Table rows = report.tables.front();
    for (std::string_view figure : figures)
        for (const std::vector<WordId>& others : others_of(style))
            grids.push_back(Grid(entries, style, rows, figure).laid_out(others, figures.size() > 1 && style.axes.size() > 1));
    Table& data = report.tables.front();
    add_axis_columns(data, style, entries);
    data.shown = Shown::data_only;
    report.tables.insert(report.tables.end(), grids.begin(), grids.end());
}

}  // namespace daybook
