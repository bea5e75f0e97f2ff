// What is owed, document by document: payments settle what they name, else the oldest due first (design: Receivable and payable).
#pragma once

#include <vector>

#include "reports/report.h"

namespace daybook {

// A document that a party owes (or, negative, is owed) by, and what is still open of it.
struct Charge {
    uint32_t entry = 0;
    PartyId party = PartyId::none;
    Date due;
    Money amount;
    Money open;
};

// Gathers the charges of one side as entries are booked: receivable (what customers owe) or payable (what suppliers are owed).
class Charges {
  public:
    Charges(const Books& books, AccountClass side) : books_(books), side_(side) {}

    void booked(const Booked& booked);
    // Sets payments and returns against debts; sorted by party name, then by due date.
    std::vector<Charge>& settle();
    // The document that an entry goes back to: its order or sale, by way of shipments.
    uint32_t root_of(uint32_t entry) const;

  private:
    void add(const Booked& booked, PartyId party, Money owed);
    void settle_named(std::vector<Charge>::iterator first, std::vector<Charge>::iterator last);

    const Books& books_;
    AccountClass side_;
    std::vector<Charge> charges_;
};

}  // namespace daybook
