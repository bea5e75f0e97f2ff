// What is owed, document by document. An entry's own money settles that entry first; a payment settles the document that it names, then
// those of the same sale, order or purchase in due order; whatever is left settles the oldest due (design: Receivable and payable). Card,
// list, due, ageing and reminders all read it here, so they agree.
#pragma once

#include <unordered_map>
#include <vector>

#include "reports/report.h"

namespace daybook {

// A document that a party owes (or, negative, is owed) by, and what of it is open on an evening.
struct OpenDocument {
    uint32_t entry = 0;
    PartyId party = PartyId::none;
    Date due;
    Money amount;   // what it charges; of money that came or went without a charge, that
    Money open;     // not settled yet; negative where a credit is not used
    Money ahead;    // of a credit: kept for goods of its order that are still to come. Σ open − Σ ahead is the party's balance
    Money overdue;  // of what is open; of a credit nothing
};

// Gathers the charges and credits of one side as entries are booked: receivable (what customers owe) or payable (what suppliers are owed).
class Debts : public Observer {
  public:
    Debts(const Books& books, AccountClass side) : books_(books), side_(side) {}

    void booked(const Booked& booked) override;
    // Every charge and credit, also where nothing of it is open any more: by party name, the first due first.
    // Of one party, or (none) of all.
    std::vector<OpenDocument> open_documents(Date evening, PartyId only = PartyId::none) const;
    // What is open (less what is kept ahead) by the document of a list that it counts for: a sale, an order, a purchase, a bill, a return.
    std::unordered_map<uint32_t, Money> open_by_document(Date evening) const;

  private:
    void add(const Booked& booked, PartyId party, Money owed);

    const Books& books_;
    AccountClass side_;
    std::vector<OpenDocument> documents_;
};

// What an entry brings to its party's account at once: received less paid for a customer, paid less received for a supplier.
Money own_money(const Entries& entries, const Entry& entry, AccountClass side);

// What the buyer is charged by an entry, tax and postage included; given back where negative.
Money charged_by(const Booked& booked);
// What a supplier is owed for an entry, whatever of it was paid at once; he owes it where negative.
Money supplied_by(const Entries& entries, const Booked& booked);

// What an order (or purchase order) will still come to: not recognised yet, not received yet. Without prices there is no telling: all that
// was paid ahead is kept for it.
Money still_to_come(const Books& books, uint32_t order);

}  // namespace daybook
