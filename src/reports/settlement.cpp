#include "reports/settlement.h"

#include <algorithm>

namespace daybook {

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
    Date due = booked.entry.date;
    if (const auto terms = books_.masters().of(party).terms) due = due + *terms;
    for (const Detail& detail : books_.entries().details_of(booked.entry))
        if (detail.key == Key::due) due = Date{static_cast<int32_t>(detail.number)};
    documents_.push_back({booked.index, party, due, owed, owed, {}});
}

uint32_t Debts::root_of(uint32_t entry) const {
    for (int steps = 0; steps < 8; ++steps) {
        const Entry& at = books_.entries().entries[entry];
        if (at.kind == Kind::sell || at.kind == Kind::order) break;  // two orders of one quote are two debts
        const uint32_t before = books_.entries().find(at.of);
        if (before == no_entry) break;
        entry = before;
    }
    return entry;
}

namespace {

void settle_pair(OpenDocument& credit, OpenDocument& debt) {
    const Money part = std::min(-credit.open, debt.open);
    credit.open += part;
    debt.open -= part;
}

}  // namespace

// What a payment names, or goes back to the same order, it settles first.
void Debts::settle_named(Documents::iterator first, Documents::iterator last) const {
    std::unordered_multimap<uint32_t, OpenDocument*> debts;
    for (auto debt = first; debt != last; ++debt)
        if (debt->open.raw > 0) debts.emplace(root_of(debt->entry), &*debt);
    for (auto credit = first; credit != last; ++credit) {
        if (credit->open.raw >= 0) continue;
        const auto [from, to] = debts.equal_range(root_of(credit->entry));
        for (auto debt = from; debt != to && credit->open.raw < 0; ++debt)
            if (debt->second->open.raw > 0) settle_pair(*credit, *debt->second);
    }
}

std::vector<OpenDocument> Debts::open_documents(Date evening) const {
    const Names<PartyId>& names = books_.entries().parties;
    Documents all = documents_;
    std::stable_sort(all.begin(), all.end(), [&](const OpenDocument& a, const OpenDocument& b) {
        return a.party == b.party ? a.due < b.due : names.text(a.party) < names.text(b.party);
    });
    for (auto first = all.begin(); first != all.end();) {
        const auto last = std::find_if(first, all.end(), [&](const OpenDocument& d) { return d.party != first->party; });
        settle_named(first, last);
        auto debt = first;
        for (auto credit = first; credit != last; ++credit) {
            while (credit->open.raw < 0 && debt != last) {
                if (debt->open.raw > 0) settle_pair(*credit, *debt);
                if (debt->open.raw <= 0) ++debt;
            }
        }
        first = last;
    }
    for (OpenDocument& document : all)
        if (document.open.raw > 0 && document.due < evening) document.overdue = document.open;
    return all;
}

std::unordered_map<uint32_t, Money> Debts::open_by_document(Date evening) const {
    std::unordered_map<uint32_t, Money> open;
    for (const OpenDocument& document : open_documents(evening)) {
        const Kind kind = books_.entries().entries[document.entry].kind;
        const bool own_row = kind == Kind::sale_return || kind == Kind::refund;
        open[own_row ? document.entry : root_of(document.entry)] += document.open;
    }
    return open;
}

}  // namespace daybook
