#include "reports/goods_text.h"

#include <algorithm>

#include "base/utf8.h"

namespace daybook {

namespace {

constexpr std::string_view between = ", ";
constexpr uint32_t column_cells = 18;

bool both_ways(std::span<const GoodsLine> lines) {
    return std::any_of(lines.begin(), lines.end(), [&](const GoodsLine& line) { return line.sign != lines.front().sign; });
}

}  // namespace

void GoodsText::add(ItemId item, Quantity q, WordId unit, std::string_view sign) {
    all_.append(all_.empty() ? "" : between).append(sign).append(entries_.items.text(item)).append("×").append(to_text(q));
    all_.append(entries_.words.text(unit));
}

std::string goods_text(const Entries& entries, const Entry& entry) {
    GoodsText text(entries);
    const bool signs = both_ways(entries.goods_of(entry));
    for (uint32_t i = entry.first_goods; i < entry.first_goods + entry.goods_count; ++i) {
        const GoodsLine& line = entries.goods[i];
        const Marks* marks = entries.marks_of(i);
        text.add(line.item, line.quantity, marks ? marks->unit : WordId::none, !signs ? "" : line.sign == '-' ? "-" : "+");
    }
    return text.text();
}

bool has_line_of(const Entries& entries, const Entry& entry, ItemId item) {
    const std::span<const GoodsLine> lines = entries.goods_of(entry);
    return std::any_of(lines.begin(), lines.end(), [&](const GoodsLine& line) { return line.item == item; });
}

std::string open_goods_text(const Entries& entries, const Order& order) {
    GoodsText text(entries);
    for (const OrderLine& line : order.lines)
        if (line.open.raw > 0) text.add(line.item, line.open);
    return text.text();
}

std::string short_goods(const std::string& goods) {
    if (width(goods) <= column_cells) return goods;
    const auto count = [](std::string_view text) {
        size_t n = 0;
        for (size_t at = 0; (at = text.find(between, at)) != std::string_view::npos; at += between.size()) ++n;
        return n;
    };
    // the first stands there, however long it is
    size_t end = goods.find(between);
    for (size_t next = end; next != std::string::npos; next = goods.find(between, next + 1)) {
        const std::string more = " +" + std::to_string(count(std::string_view(goods).substr(next)));
        if (width(goods.substr(0, next) + more) > column_cells) break;
        end = next;
    }
    if (end == std::string::npos) return goods;
    return goods.substr(0, end) + " +" + std::to_string(count(std::string_view(goods).substr(end)));
}

void add_goods_columns(Table& table, const std::string& key, Text label) {
    table.columns.push_back({key, label, Shown::data_only});
    table.columns.push_back({key, label, Shown::screen_only});
}

void add_goods_cells(std::vector<Cell>& row, const std::string& goods) {
    row.emplace_back(goods);
    row.emplace_back(short_goods(goods));
}

}  // namespace daybook
