#include "render/cells.h"

#include <algorithm>
#include <type_traits>
#include <variant>

#include "base/utf8.h"
#include "model/period_text.h"

namespace daybook {

namespace {

constexpr int32_t bar_cells = 12;

// One spelling of every kind of cell; names and bars are the caller's.
std::string figure_text(const Cell& cell, int money_decimals) {
    return std::visit(
        [&](const auto& value) -> std::string {
            using T = std::decay_t<decltype(value)>;
            if constexpr (std::is_same_v<T, Money>) return to_text(value, money_decimals);
            if constexpr (std::is_same_v<T, UnitPrice>) return to_text(value, money_decimals);
            if constexpr (std::is_same_v<T, Quantity> || std::is_same_v<T, Date>) return to_text(value);
            if constexpr (std::is_same_v<T, Percent>) return format_decimal(value.tenths, 1);
            if constexpr (std::is_same_v<T, int64_t>) return std::to_string(value);
            return {};
        },
        cell);
}

bool is_figure(const Cell& cell) {
    return std::holds_alternative<Money>(cell) || std::holds_alternative<Quantity>(cell) || std::holds_alternative<UnitPrice>(cell) ||
           std::holds_alternative<Percent>(cell) || std::holds_alternative<int64_t>(cell);
}

int32_t filled_thousandths(Bar bar) {
    if (bar.part <= 0 || bar.whole <= 0) return 0;
    if (bar.part >= bar.whole) return 1000;
    return static_cast<int32_t>(std::max<int64_t>(1, mul_div(bar.part, 1000, bar.whole)));  // what is not nothing is seen
}

// A unit price on a screen: as many decimals in every row, so that the column lines up.
std::string screen_price(UnitPrice price, int money_decimals) {
    const int shown = std::min(money_decimals + 2, price_decimals);
    int64_t scale = 1;
    for (int i = shown; i < price_decimals; ++i) scale *= 10;
    return format_decimal(mul_div(price.raw, 1, scale), shown);
}

std::string blocks(int32_t filled) {
    constexpr std::string_view eighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    if (filled <= 0) return {};
    const int32_t length = std::max(1, (filled * bar_cells * 8 + 500) / 1000);
    std::string out;
    for (int32_t i = 0; i < length / 8; ++i) out += "█";
    return out.append(eighths[length % 8]);
}

Shape shape_of(const Cell& cell, const Column& column, int money_decimals, Lang lang) {
    Shape shape;
    if (const auto* bar = std::get_if<Bar>(&cell)) {
        shape.filled = filled_thousandths(*bar);
        shape.text = blocks(shape.filled);
    } else if (const auto* name = std::get_if<std::string>(&cell)) {
        shape.text = one_line(name->empty() ? text(column.blank, lang) : std::string_view(*name));
    } else if (const auto* message = std::get_if<Message>(&cell)) {
        shape.text = one_line(*message, lang);
    } else {
        const auto* price = std::get_if<UnitPrice>(&cell);
        shape.text = price ? screen_price(*price, money_decimals) : figure_text(cell, money_decimals);
        if (std::holds_alternative<Percent>(cell)) shape.text += '%';
        shape.right = is_figure(cell);
        shape.alarm = shape.right && column.signal && shape.text[0] == '-';
    }
    constexpr size_t bytes_of_block = 3;
    shape.cells = shape.filled >= 0 ? static_cast<uint32_t>(shape.text.size() / bytes_of_block) : width(shape.text);
    return shape;
}

std::vector<size_t> columns_without(const Table& table, Shown left_out) {
    std::vector<size_t> out;
    for (size_t i = 0; i < table.columns.size(); ++i)
        if (table.columns[i].shown != left_out) out.push_back(i);
    return out;
}

// What the first cell with something in it is.
bool holds_figures(const Table& table, size_t column) {
    for (const auto& row : table.rows)
        if (!std::holds_alternative<std::monostate>(row[column])) return is_figure(row[column]);
    return table.total && is_figure((*table.total)[column]);
}

// A column whose names are all empty, such as the units of a shop that declares none, only gets in the way on a screen.
bool says_nothing(const Table& table, size_t column) {
    if (table.rows.empty() || table.columns[column].blank != Text::nothing) return false;
    const auto empty = [&](const std::vector<Cell>& row) {
        const auto* name = std::get_if<std::string>(&row[column]);
        return std::holds_alternative<std::monostate>(row[column]) || (name && name->empty());
    };
    return std::all_of(table.rows.begin(), table.rows.end(), empty) && (!table.total || empty(*table.total));
}

}  // namespace

std::string one_line(std::string_view text) {
    std::string line(text);
    std::replace_if(
        line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    return printable(line);
}

std::string one_line(const Message& message, Lang lang) { return one_line(say(message, lang)); }

std::string data_text(const Cell& cell, int money_decimals) {
    if (const auto* name = std::get_if<std::string>(&cell)) return *name;
    if (const auto* message = std::get_if<Message>(&cell)) return say(*message, Lang::en);
    return figure_text(cell, money_decimals);
}

bool is_words(const Cell& cell) { return std::holds_alternative<std::string>(cell) || std::holds_alternative<Message>(cell); }

std::vector<size_t> data_columns(const Table& table) { return columns_without(table, Shown::screen_only); }

std::string origin_of(const Report& report, Lang lang) {
    if (!report.made) return {};
    std::string line = one_line(report.shop);
    const auto add = [&](const Message& part) { line.append(line.empty() ? "" : " · ").append(one_line(part, lang)); };
    if (report.period)
        add(period_text(*report.period));
    else if (report.as_of)
        add({Text::as_of, {to_text(*report.as_of)}});
    add({Text::period_plain, {report.currency}});
    add({Text::made_on, {to_text(*report.made)}});
    return line;
}

std::vector<const Table*> tables_without(const Report& report, Shown left_out) {
    std::vector<const Table*> tables;
    for (const Table& table : report.tables)
        if (table.shown != left_out) tables.push_back(&table);
    return tables;
}

Sheet sheet_of(const Table& table, int money_decimals, Lang lang) {
    Sheet sheet;
    std::vector<size_t> columns = columns_without(table, Shown::data_only);
    columns.erase(std::remove_if(columns.begin(), columns.end(), [&](size_t i) { return says_nothing(table, i); }), columns.end());
    const auto shapes_of = [&](const std::vector<Cell>& cells) {
        std::vector<Shape> shapes;
        shapes.reserve(columns.size());
        for (size_t i : columns) shapes.push_back(shape_of(cells[i], table.columns[i], money_decimals, lang));
        return shapes;
    };
    sheet.rows.reserve(table.rows.size());
    for (const auto& row : table.rows) sheet.rows.push_back(shapes_of(row));
    sheet.bands = table.bands;
    for (size_t i = 0; i < table.bands.size() && !columns.empty(); ++i) {
        if (table.bands[i] != Band::plain) continue;
        Shape& first = sheet.rows[i].front();
        first.text.insert(0, "  ");
        first.cells += 2;
    }
    for (size_t i : columns) {
        sheet.heads.push_back(one_line(table.columns[i].label, lang));
        sheet.right.push_back(holds_figures(table, i));
    }
    if (!table.total || columns.empty()) return sheet;
    sheet.total = shapes_of(*table.total);
    if (sheet.total->front().text.empty())
        sheet.total->front() = shape_of(Message(Text::render_total), table.columns[columns.front()], 0, lang);
    return sheet;
}

}  // namespace daybook
