#include "reports/earnings.h"

#include <algorithm>

namespace daybook {

namespace {

bool is_sale(Kind kind) { return kind == Kind::sell || kind == Kind::order || kind == Kind::sale_return; }

// Whose party is a customer; that of an expense is whoever was paid.
bool is_of_customer(Kind kind) { return is_sale(kind) || kind == Kind::collect || kind == Kind::refund || kind == Kind::deposit; }

// Everything of an entry that is neither revenue of goods nor their cost: the steps say those.
Earned charges_of(const Booked& booked, const Entries& entries) {
    const Kind kind = booked.entry.kind;
    const bool spent = kind == Kind::expense || kind == Kind::purchase || kind == Kind::purchase_return || kind == Kind::deposit;
    Earned charges;
    for (const Posting& posting : booked.postings) {
        const Account account = posting.account;
        if (!is_income_account(account.cls)) continue;
        switch (account.cls) {
            case AccountClass::sales:
            case AccountClass::cogs: break;
            case AccountClass::postage_charged: charges.postage -= posting.amount; break;
            case AccountClass::expense:
                if (spent)
                    charges.expenses += posting.amount;
                else if (account.name == index_of(entries.postage))
                    charges.postage -= posting.amount;
                else
                    charges.fees += posting.amount;
                break;
            default: charges.other -= posting.amount;
        }
    }
    return charges;
}

}  // namespace

void Earned::add(const Earned& one) {
    any = true;
    quantity += one.quantity;
    revenue += one.revenue;
    cogs += one.cogs;
    fees += one.fees;
    postage += one.postage;
    expenses += one.expenses;
    other += one.other;
}

Earnings::Earnings(const Question& question, const Books& books, ProfitBy by)
    : question_(question),
      entries_(question.entries),
      books_(books),
      by_(by),
      categories_(question.entries, by == ProfitBy::category ? question.entries.items.size() : 0) {}

void Earnings::booked(const Booked& booked) {
    const Entry& entry = booked.entry;
    if (by_ == ProfitBy::category && (entry.kind == Kind::item || entry.kind == Kind::kit)) note_categories(booked);
    if (!question_.period.contains(entry.date)) return;
    for (const Step& step : booked.steps) {
        if (!step.sold && !step.revenue && !step.cogs) continue;
        Earned& row = sold_row(booked, step);
        row.any = true;
        row.quantity += step.sold;
        row.revenue += step.revenue;
        row.cogs += step.cogs;
    }
    const Earned charges = charges_of(booked, entries_);
    if (!charges.charged()) return;
    const Entry& root = sale_of(entries_, entry);
    if (by_goods())
        spread(booked, root, charges);
    else
        charged_row(entry, root).add(charges);
}

// Of goods sold.
Earned& Earnings::sold_row(const Booked& booked, const Step& step) {
    if (by_goods()) return at(item_row(step.item, step.document));
    if (by_ == ProfitBy::month) return charged_row(booked.entry, booked.entry);
    const Entry& sale = sale_of(entries_, entries_.entries[step.document]);
    if (!is_sale(sale.kind)) return rest_;  // what was written off, say, has its true cost now
    if (by_ == ProfitBy::customer) return at(index_of(sale.party));
    return at(index_of(by_ == ProfitBy::channel ? sale.channel : sale.staff));
}

uint32_t Earnings::item_row(ItemId item, uint32_t sale) const {
    if (by_ == ProfitBy::category) return index_of(categories_.at(index_of(item), sale));
    const Styles::Style* style = by_ == ProfitBy::style ? entries_.styles.of(item) : nullptr;
    return index_of(style ? style->code : item);
}

// Of an item that was declared, and of the items of a style that was.
void Earnings::note_categories(const Booked& booked) {
    const auto note = [&](ItemId item) { categories_.note(index_of(item), booked.index, books_.masters().of(item).category); };
    const auto item = static_cast<ItemId>(booked.entry.subject);
    note(item);
    if (const Styles::Style* style = entries_.styles.find(item))
        for (const Styles::Member& member : style->members) note(member.item);
}

// Of what is charged by document, or spent.
Earned& Earnings::charged_row(const Entry& entry, const Entry& root) {
    if (by_ == ProfitBy::month) {
        const Civil day = to_civil(entry.date);
        return at(static_cast<uint32_t>(day.year * 12 + day.month - 1) - first_month);
    }
    if (by_ == ProfitBy::customer) {
        if (is_of_customer(entry.kind) && entry.party != PartyId::none) return at(index_of(entry.party));
        return is_of_customer(root.kind) ? at(index_of(root.party)) : rest_;
    }
    if (by_ == ProfitBy::staff) return is_sale(root.kind) ? at(index_of(root.staff)) : rest_;
    const bool says = entry.kind == Kind::expense || entry.kind == Kind::income;
    if (says && entry.channel != WordId::none) return at(index_of(entry.channel));
    return is_sale(root.kind) || root.channel != WordId::none ? at(index_of(root.channel)) : rest_;
}

// Over the lines of the sale, by value; of a return, over what came back.
void Earnings::spread(const Booked& booked, const Entry& root, const Earned& charges) {
    lines_.clear();
    weights_.clear();
    if (is_sale(root.kind)) weigh(booked, root);
    if (lines_.empty()) return rest_.add(charges);
    parts_.resize(lines_.size());
    for (Money Earned::*const amount : {&Earned::fees, &Earned::postage, &Earned::expenses, &Earned::other}) {
        if (!(charges.*amount)) continue;
        allocate(charges.*amount, weights_, parts_);
        for (size_t i = 0; i < lines_.size(); ++i) at(lines_[i]).*amount += parts_[i];
    }
    for (uint32_t line : lines_) at(line).any = true;
}

void Earnings::weigh(const Booked& booked, const Entry& root) {
    const auto add = [&](ItemId item, uint32_t sale, int64_t weight) {
        lines_.push_back(item_row(item, sale));
        weights_.push_back(weight);
    };
    const auto worthless = [&] { return std::all_of(weights_.begin(), weights_.end(), [](int64_t weight) { return weight == 0; }); };
    if (booked.entry.kind == Kind::sale_return)
        for (const Step& step : booked.steps)
            if (step.revenue) add(step.item, step.document, std::abs(step.revenue.raw));
    if (!lines_.empty()) return;
    const Entry& sale = booked.entry.kind == Kind::sale_return ? booked.entry : root;
    const auto index = static_cast<uint32_t>(&sale - entries_.entries.data());
    const int decimals = question_.settings.currency.decimals;
    for (const GoodsLine& goods : entries_.goods_of(sale)) {
        const bool unit = goods.form == PriceForm::unit;
        add(goods.item, index,
            unit                             ? line_amount(goods.quantity, goods.unit_price(), decimals).raw
            : goods.form == PriceForm::total ? goods.price
                                             : 0);
    }
    if (!worthless()) return;
    size_t i = 0;
    for (const GoodsLine& goods : entries_.goods_of(sale)) weights_[i++] = goods.quantity.raw;
}

Earned& Earnings::at(uint32_t row) {
    if (row >= rows_.size()) rows_.resize(row + 64);
    return rows_[row];
}

}  // namespace daybook
