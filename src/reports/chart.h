// The chart of accounts as a reader knows it: in which section of a statement an account stands, and what it is called there.
#pragma once

#include "reports/report.h"

namespace daybook {

// In the order of the statements: the balance sheet's, then the income statement's.
enum class Section : uint8_t { assets, liabilities, equity, revenue, cost, other_revenue, expenses, stock_differences, count_of_sections };

Section section_of(Account account, const Entries& entries);
// Whether what is credited to it is shown as a positive amount.
bool is_credit(Section section);
// "Owed by customers", or the category as it was typed.
Cell account_words(Account account, const Entries& entries);

}  // namespace daybook
