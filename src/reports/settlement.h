// What is owed, document by document: payments settle what they name, else the oldest due first (design: Receivable and payable). Every
// report that speaks of what is open reads it here.
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
    Money amount;
    Money open;
    Money overdue;  // of what is open; of a credit nothing
};

// Gathers the charges of one side as entries are booked: receivable (what customers owe) or payable (what suppliers are owed).
class Debts : public Observer {
  public:
    Debts(const Books& books, AccountClass side) : books_(books), side_(side) {}

    void booked(const Booked& booked) override;
    // Every charge and credit, also where nothing of it is open any more: by party name, the first due first.
    std::vector<OpenDocument> open_documents(Date evening) const;
    // What is open by the document that it counts for: of a sale, an order, a return.
    std::unordered_map<uint32_t, Money> open_by_document(Date evening) const;
    // The document that an entry goes back to: its order or sale, by way of shipments.
    uint32_t root_of(uint32_t entry) const;

  private:
    using Documents = std::vector<OpenDocument>;
    void add(const Booked& booked, PartyId party, Money owed);
    void settle_named(Documents::iterator first, Documents::iterator last) const;

    const Books& books_;
    AccountClass side_;
    Documents documents_;
};

}  // namespace daybook
