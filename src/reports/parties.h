// Customers: who they are, what they bought, what they owe and since when.
#pragma once

#include "reports/customers.h"
#include "reports/report.h"
#include "reports/settlement.h"

namespace daybook {

Answer customers_report(const Question& question, const CustomerFilter& filter, int32_t cycle_days);
// What is not paid yet, document by document: payments settle what they name, else the oldest due first.
Answer due_report(const Question& question, PartyId only);
// The same of documents that another report has picked out.
Table due_table(const Question& question, std::span<const OpenDocument> open);
// What one customer or supplier owes and is owed: opening, each document with its goods, each payment, closing (statement.cpp).
Answer statement_report(const Question& question, PartyId party);
// What customers owe and what suppliers are owed, by how long it is past due.
Answer ageing_report(const Question& question);

}  // namespace daybook
