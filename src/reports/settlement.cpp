#include "reports/settlement.h"

#include <algorithm>
#include <iterator>
#include <limits>

namespace daybook {

namespace {

bool is_money_alone(Kind kind) { return kind == Kind::collect || kind == Kind::pay || kind == Kind::cancel || kind == Kind::refund; }

// In the lists of sales and purchases; what is paid of it or shipped for it counts there.
bool has_own_row(Kind kind) {
    switch (kind) {
        case Kind::order:
        case Kind::sell:
        case Kind::sale_return:
        case Kind::refund:
        case Kind::purchase:
        case Kind::purchase_return:
        case Kind::bill: return true;
        default: return false;
    }
}

bool is_order(Kind kind) { return kind == Kind::order || kind == Kind::purchase_order; }

// Without tax where prices include it; discount and freight by value.
Money purchase_to_come(const Books& books, const Entry& entry, const Order& order) {
    const Entries& entries = books.entries();
    const BookSettings& settings = books.settings();
    Money whole, open;
    for (const OrderLine& line : order.lines) {
        const GoodsLine& goods = entries.goods[line.goods];
        if (goods.form == PriceForm::none && line.open) return Money(std::numeric_limits<int64_t>::max());
        Money amount =
            goods.form == PriceForm::total ? goods.total() : line_amount(goods.quantity, goods.unit_price(), settings.currency.decimals);
        if (settings.tax.regime != TaxRegime::none && !settings.tax.prices_include_tax) {
            const Marks* marks = entries.marks_of(line.goods);
            const std::optional<int32_t> rate = marks && marks->tax ? marks->tax : books.masters().of(line.item).tax;
            amount += Money(mul_div(amount.raw, rate.value_or(settings.tax.rate), 1'000'000));
        }
        whole += amount;
        open += share(amount, line.open, line.ordered);
    }
    if (!whole) return open;
    for (const Detail& detail : entries.details_of(entry)) {
        if (detail.key != Key::discount && detail.key != Key::freight) continue;
        const Money part(mul_div(detail.number, open.raw, whole.raw));
        open += detail.key == Key::freight ? part : -part;
    }
    return open;
}

}  // namespace

Money own_money(const Entries& entries, const Entry& entry, AccountClass side) {
    Money received;
    for (const Detail& detail : entries.details_of(entry)) {
        if (detail.key == Key::received) received += detail.money();
        if (detail.key == Key::paid) received -= detail.money();
    }
    return side == AccountClass::receivable ? received : -received;
}

Money charged_by(const Booked& booked) {
    Money amount;
    for (const Posting& posting : booked.postings) switch (posting.account.cls) {
            case AccountClass::sales:
            case AccountClass::postage_charged:
            case AccountClass::tax_output: amount -= posting.amount; break;
            default: break;
        }
    return amount;
}

Money supplied_by(const Entries& entries, const Booked& booked) {
    if (booked.is_void) return {};
    Money owed = own_money(entries, booked.entry, AccountClass::payable);
    for (const Posting& posting : booked.postings)
        if (posting.account.cls == AccountClass::payable) owed -= posting.amount;
    return owed;
}

Money still_to_come(const Books& books, uint32_t index) {
    const Order* order = books.order_of(index);
    if (!order) return {};
    const Entry& entry = books.entries().entries[index];
    if (entry.kind == Kind::purchase_order) return purchase_to_come(books, entry, *order);
    Money amount = order->postage.gross();
    for (const OrderLine& line : order->lines) amount += line.price.gross();
    return amount;
}

void Debts::booked(const Booked& booked) {
    const bool by_line = booked.entry.kind == Kind::open;  // several parties in one entry
    PartyId party = PartyId::none;
    Money owed;
    for (const Posting& posting : booked.postings) {
        if (posting.account.cls != side_) continue;
        const Money amount = side_ == AccountClass::receivable ? posting.amount : -posting.amount;
        party = static_cast<PartyId>(posting.account.name);
        if (by_line)
            add(booked, party, amount);
        else
            owed += amount;
    }
    if (owed) add(booked, party, owed);
}

void Debts::add(const Booked& booked, PartyId party, Money owed) {
    const Entry& entry = booked.entry;
    Date due = entry.date;
    if (const auto terms = books_.masters().of(party).terms; terms && owed.raw > 0 && !is_money_alone(entry.kind)) due = due + *terms;
    for (const Detail& detail : books_.entries().details_of(entry))
        if (detail.key == Key::due) due = Date{static_cast<int32_t>(detail.number)};
    const Money charge = entry.kind == Kind::open ? owed : owed + own_money(books_.entries(), entry, side_);
    documents_.push_back({booked.index, party, due, charge ? charge : owed, owed, {}, {}});
}

namespace {

// The settlement of one party's documents, which stand by due date.
class Settler {
  public:
    Settler(const Books& books, std::span<OpenDocument> documents, std::unordered_map<uint32_t, Money>& to_come)
        : books_(books), entries_(books.entries()), documents_(documents), to_come_(to_come) {}

    void settle() {
        for (OpenDocument& document : documents_)
            if (document.open.raw < 0) credits_.push_back(&document);
        if (credits_.empty()) return;
        std::stable_sort(credits_.begin(), credits_.end(), [&](const OpenDocument* a, const OpenDocument* b) {
            return entries_.entries[a->entry].date < entries_.entries[b->entry].date;
        });
        find_debts();
        for (OpenDocument* credit : credits_) settle_named(*credit);
        for (OpenDocument* credit : credits_) settle_below(*credit, named(*credit));
        for (OpenDocument* credit : credits_) settle_below(*credit, root(*credit));
        for (OpenDocument* credit : credits_) keep_ahead(*credit);
        settle_oldest();
        pay_out_of_advances();
    }

  private:
    // By every entry on a debt's way up along `of`, itself included, past its sale or purchase: `pay of` a purchase order finds its
    // receipts.
    void find_debts() {
        for (OpenDocument& debt : documents_) {
            if (debt.open.raw <= 0) continue;
            for (uint32_t at = debt.entry; at != no_entry; at = entries_.find(entries_.entries[at].of)) {
                std::vector<OpenDocument*>& below = below_[at];
                if (!below.empty() && below.back() == &debt) break;  // a circle
                below.push_back(&debt);
            }
        }
    }

    uint32_t document(uint32_t entry) const {
        return static_cast<uint32_t>(&entries_.document_of(entries_.entries[entry]) - entries_.entries.data());
    }

    // What a credit is for: money that comes with a sale, an order or a purchase, for that; else what the entry is `of`.
    uint32_t named(const OpenDocument& credit) const {
        const uint32_t of = entries_.find(entries_.entries[credit.entry].of);
        return of == no_entry || document(credit.entry) == credit.entry ? credit.entry : of;
    }

    // Payments stop at a purchase: its order's other receipts are other debts.
    uint32_t root(const OpenDocument& credit) const { return document(named(credit)); }

    void settle_pair(OpenDocument& credit, OpenDocument& debt) {
        const Money part = std::min(-credit.open, std::max(debt.open, Money()));
        credit.open += part;
        debt.open -= part;
    }

    void settle_named(OpenDocument& credit) {
        const uint32_t entry = named(credit);
        const auto found = below_.find(entry);
        if (found == below_.end()) return;
        for (OpenDocument* debt : found->second)
            if (debt->entry == entry) settle_pair(credit, *debt);
    }

    void settle_below(OpenDocument& credit, uint32_t entry) {
        const auto found = below_.find(entry);
        if (found == below_.end()) return;
        for (OpenDocument* debt : found->second) settle_pair(credit, *debt);
    }

    // An advance is no money for older debts as long as its order has goods to come.
    void keep_ahead(OpenDocument& credit) {
        const uint32_t order = root(credit);
        if (!credit.open || !is_order(entries_.entries[order].kind)) return;
        Money& left = to_come_.try_emplace(order, still_to_come(books_, order)).first->second;
        const Money part = std::min(-credit.open, std::max(left, Money()));
        credit.ahead = part;
        credit.open += part;
        left -= part;
    }

    void settle_oldest() {
        auto debt = documents_.begin();
        for (OpenDocument* credit : credits_) {
            while (credit->open.raw < 0 && debt != documents_.end()) {
                settle_pair(*credit, *debt);
                if (debt->open.raw <= 0) ++debt;
            }
        }
    }

    // Money given back without saying of what, where all there is was kept for orders.
    void pay_out_of_advances() {
        for (OpenDocument& debt : documents_) {
            if (!is_money_alone(entries_.entries[debt.entry].kind)) continue;
            for (OpenDocument* credit : credits_) {
                const Money part = std::min(credit->ahead, std::max(debt.open, Money()));
                credit->ahead -= part;
                debt.open -= part;
            }
        }
    }

    const Books& books_;
    const Entries& entries_;
    std::span<OpenDocument> documents_;
    std::unordered_map<uint32_t, Money>& to_come_;  // of orders, and not covered by an advance yet
    std::vector<OpenDocument*> credits_;            // by date
    std::unordered_map<uint32_t, std::vector<OpenDocument*>> below_;
};

}  // namespace

std::vector<OpenDocument> Debts::open_documents(Date evening, PartyId only) const {
    const Names<PartyId>& names = books_.entries().parties;
    std::vector<OpenDocument> all;
    std::copy_if(documents_.begin(), documents_.end(), std::back_inserter(all),
                 [&](const OpenDocument& document) { return only == PartyId::none || document.party == only; });
    std::stable_sort(all.begin(), all.end(), [&](const OpenDocument& a, const OpenDocument& b) {
        return a.party == b.party ? a.due < b.due : names.text(a.party) < names.text(b.party);
    });
    std::unordered_map<uint32_t, Money> to_come;
    for (auto first = all.begin(); first != all.end();) {
        const auto last = std::find_if(first, all.end(), [&](const OpenDocument& d) { return d.party != first->party; });
        Settler(books_, {first, last}, to_come).settle();
        first = last;
    }
    for (OpenDocument& document : all)
        if (document.open.raw > 0 && document.due < evening) document.overdue = document.open;
    return all;
}

std::unordered_map<uint32_t, Money> Debts::open_by_document(Date evening) const {
    const Entries& entries = books_.entries();
    std::unordered_map<uint32_t, Money> open;
    for (const OpenDocument& document : open_documents(evening)) {
        uint32_t row = document.entry;
        while (!has_own_row(entries.entries[row].kind)) {
            const uint32_t up = entries.find(entries.entries[row].of);
            if (up == no_entry) break;
            row = up;
        }
        open[row] += document.open - document.ahead;
    }
    return open;
}

}  // namespace daybook
