// What the accounts that entries name hold (money, and what is declared of another class), and the book of one of them.
#pragma once

#include "reports/report.h"

namespace daybook {

// Every account, with its names, class and balance. Debit positive, as `balance` and `open` have it.
Answer accounts_report(const Question& question);
// Each entry that moved the account, with the balance after it: the last one is that of `report balance`.
Answer account_card(const Question& question, WordId account);

}  // namespace daybook
