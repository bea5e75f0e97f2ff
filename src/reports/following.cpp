#include "reports/following.h"

#include <algorithm>
#include <limits>
#include <map>

#include "reports/goods_text.h"
#include "reports/status.h"

namespace daybook {

namespace {

bool is_order(Kind kind) { return kind == Kind::order || kind == Kind::purchase_order; }

// Whether it is a row of a list, for which money may be owed.
bool has_money_left(Kind kind) {
    switch (kind) {
        case Kind::order:
        case Kind::sell:
        case Kind::sale_return:
        case Kind::purchase_order:
        case Kind::purchase:
        case Kind::purchase_return:
        case Kind::bill: return true;
        default: return false;
    }
}

AccountClass side_of(Kind kind) { return with_supplier(kind) ? AccountClass::payable : AccountClass::receivable; }

}  // namespace

Following::Following(const Question& question, const Books& books, uint32_t document)
    : question_(question),
      books_(books),
      entry_(question.entries.entries[document]),
      document_(document),
      follows_(question.entries.entries.size()),
      debts_(books, side_of(entry_.kind)) {
    const std::vector<Entry>& entries = question.entries.entries;
    std::multimap<uint32_t, uint32_t> followers;
    for (uint32_t i = 0; i < entries.size(); ++i)
        if (const uint32_t of = question.entries.find(entries[i].of); of != no_entry) followers.emplace(of, i);
    std::vector<uint32_t> look_at = {document};
    follows_[document] = 1;
    while (!look_at.empty()) {
        const auto [first, last] = followers.equal_range(look_at.back());
        look_at.pop_back();
        for (auto it = first; it != last; ++it)
            if (!std::exchange(follows_[it->second], uint8_t{1})) look_at.push_back(it->second);
    }
    table_.key = "following";
    table_.title = Text::title_following;
    table_.columns = {{"date", Text::col_date},     {"ref", Text::col_ref},
                      {"kind", Text::col_kind},     {"goods", Text::col_goods},
                      {"amount", Text::col_amount}, {"money", on_sales_side() ? Text::col_received : Text::col_paid}};
    table_.columns[4].signal = table_.columns[5].signal = false;  // money that goes back is no alarm
}

bool Following::on_sales_side() const { return side_of(entry_.kind) == AccountClass::receivable; }

void Following::booked(const Booked& booked) {
    debts_.booked(booked);
    const Entry& entry = booked.entry;
    if (!follows_[booked.index] || booked.index == document_ || entry.kind == Kind::void_entry || entry.kind == Kind::tag) return;
    followers_.push_back(booked.index);
    const Money amount = on_sales_side() ? charged_by(booked) : supplied_by(question_.entries, booked);
    const Money money = booked.is_void ? Money() : own_money(question_.entries, entry, side_of(entry_.kind));
    const Text kind = booked.is_void ? why_out(question_.entries, booked.index) : spec(entry.kind).label;
    table_.rows.push_back({entry.date, ref_text(question_.entries, entry), Message(kind), goods_of(booked), amount ? Cell(amount) : Cell(),
                           money ? Cell(money) : Cell()});
}

// As the entry lists them; of a confirmation, or a shipment of all that is left, as they were booked.
std::string Following::goods_of(const Booked& booked) const {
    if (booked.entry.goods_count) return goods_text(question_.entries, booked.entry);
    GoodsText text(question_.entries);
    for (const Step& step : booked.steps) {
        const Quantity q = step.sold ? step.sold : -step.quantity;
        if (q) text.add(step.item, q);
    }
    return text.text();
}

void Following::add_goods_left(Table& table) const {
    const Order* order = books_.order_of(document_);
    if (!order || !is_order(entry_.kind)) return;
    const auto row = [&](Text what, ItemId item, Quantity q) {
        table.rows.push_back({Message(what), std::string(), item_code(question_.entries, item),
                              word(question_.entries, books_.masters().of(item).name), q, Cell()});
    };
    for (const OrderLine& line : order->lines)
        if (line.open.raw > 0) row(entry_.kind == Kind::order ? Text::col_to_ship : Text::col_to_receive, line.item, line.open);
    for (uint32_t i = 0; i < order->lines.size(); ++i) {
        Quantity waiting;
        for (const ShippedLine& line : order->waiting)
            if (line.line == i) waiting += line.quantity;
        if (waiting) row(Text::col_waiting, order->lines[i].item, waiting);
    }
}

// Of the document and of all that followed it, goods that are still to come included; each with whom it is owed by or to, since who bills
// freight need not be who sold the goods.
void Following::add_money_left(Table& table) const {
    if (!has_money_left(entry_.kind)) return;
    const Money to_come = still_to_come(books_, document_);
    if (to_come == Money(std::numeric_limits<int64_t>::max())) return;  // without prices there is no telling
    const std::unordered_map<uint32_t, Money> open = debts_.open_by_document(evening_of(question_));
    std::vector<std::pair<PartyId, Money>> left = {{question_.entries.party_of(entry_), to_come}};
    const auto add = [&](uint32_t index) {
        const auto found = open.find(index);
        if (found == open.end()) return;
        const PartyId party = question_.entries.party_of(question_.entries.entries[index]);
        const auto known = std::find_if(left.begin(), left.end(), [&](const auto& one) { return one.first == party; });
        if (known == left.end())
            left.emplace_back(party, found->second);
        else
            known->second += found->second;
    };
    add(document_);
    for (uint32_t follower : followers_) add(follower);
    for (const auto& [party, amount] : left) {
        if (!amount) continue;
        const Text sales = amount.raw > 0 ? Text::remains_owed : Text::remains_give_back;
        const Text purchases = amount.raw > 0 ? Text::remains_owing : Text::remains_get_back;
        table.rows.push_back({Message(on_sales_side() ? sales : purchases), party_name(question_.entries, party), std::string(),
                              std::string(), Cell(), amount.raw > 0 ? amount : -amount});
    }
}

void Following::add_tables(Report& report) {
    if (!table_.rows.empty()) report.tables.push_back(std::move(table_));
    if (books_.is_out(document_)) return;
    Table table;
    table.key = "remains";
    table.title = Text::title_remains;
    table.columns = {{"what", Text::nothing},  {"party", Text::col_party},       {"item", Text::col_item},
                     {"name", Text::col_name}, {"quantity", Text::col_quantity}, {"amount", Text::col_amount}};
    add_goods_left(table);
    add_money_left(table);
    if (is_order(entry_.kind)) {
        const Statuses statuses(books_, question_.period.end);
        table.when_empty = {Text::remains_nothing, {status_text(statuses.of(document_))}};
    }
    if (!table.rows.empty() || table.when_empty) report.tables.push_back(std::move(table));
}

}  // namespace daybook
