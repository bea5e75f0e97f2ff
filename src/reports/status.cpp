#include "reports/status.h"

#include <algorithm>

namespace daybook {

namespace {

bool brings_goods_back(const Entries& entries, const Entry& entry) {
    const std::span<const GoodsLine> goods = entries.goods_of(entry);
    return entry.kind == Kind::sale_return &&
           std::any_of(goods.begin(), goods.end(), [](const GoodsLine& line) { return line.sign == '+'; });
}

bool has_open(const Order& order) {
    return std::any_of(order.lines.begin(), order.lines.end(), [](const OrderLine& line) { return line.open.raw > 0; });
}

}  // namespace

Text status_text(Status status) {
    switch (status) {
        case Status::quoted: return Text::sale_quoted;
        case Status::to_ship: return Text::sale_to_ship;
        case Status::partly_shipped: return Text::status_partly_shipped;
        case Status::shipped: return Text::status_shipped;
        case Status::partly_returned: return Text::status_partly_returned;
        case Status::returned: return Text::sale_returned;
        case Status::cancelled: return Text::status_cancelled;
        case Status::done: return Text::status_done;
        case Status::expected: return Text::status_expected;
        case Status::partly_received: return Text::status_partly_received;
        case Status::none: break;
    }
    return Text::nothing;
}

std::vector<Status> sale_statuses() {
    return {Status::quoted,          Status::to_ship,  Status::partly_shipped, Status::shipped,
            Status::partly_returned, Status::returned, Status::cancelled,      Status::done};
}

Statuses::Statuses(const Books& books, Date end)
    : books_(books), taken_up_(books.entries().entries.size()), came_back_(books.entries().entries.size()) {
    const Entries& entries = books.entries();
    for (uint32_t index : books.sequence()) {
        const Entry& entry = entries.entries[index];
        if (entry.date >= end) break;
        const uint32_t followed = entries.find(entry.of);
        if (followed == no_entry || books.is_out(index)) continue;
        if (entry.kind == Kind::order || entry.kind == Kind::sell || entry.kind == Kind::purchase) taken_up_[followed] = 1;
        if (brings_goods_back(entries, entry)) came_back_[followed] = 1;
    }
}

Status Statuses::of(uint32_t entry) const {
    if (books_.is_out(entry)) return Status::none;
    const Kind kind = books_.entries().entries[entry].kind;
    if (kind == Kind::quote) return taken_up_[entry] ? Status::done : Status::quoted;
    if (kind == Kind::sell) return of_sale(entry);
    const Order* order = books_.order_of(entry);
    if (!order) return Status::none;
    return kind == Kind::order ? of_order(entry, *order) : of_purchase_order(entry, *order);
}

bool Statuses::kept_any(uint32_t sale) const {
    const std::span<const TradedLine> lines = books_.lines_of(sale);
    return std::any_of(lines.begin(), lines.end(), [](const TradedLine& line) { return line.left.raw > 0; });
}

Status Statuses::of_sale(uint32_t entry) const {
    if (!came_back_[entry]) return Status::done;
    return kept_any(entry) ? Status::partly_returned : Status::returned;
}

Status Statuses::of_order(uint32_t entry, const Order& order) const {
    if (has_open(order)) return order.shipped ? Status::partly_shipped : Status::to_ship;
    if (!order.waiting.empty()) return Status::shipped;
    if (came_back_[entry]) return kept_any(entry) ? Status::partly_returned : Status::returned;
    return order.shipped ? Status::done : Status::cancelled;
}

Status Statuses::of_purchase_order(uint32_t entry, const Order& order) const {
    if (has_open(order)) return taken_up_[entry] ? Status::partly_received : Status::expected;
    return taken_up_[entry] ? Status::done : Status::cancelled;
}

}  // namespace daybook
