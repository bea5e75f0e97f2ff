// What moved between two states of a ledger: each month's figures, and the entries through which.
#pragma once

#include "journal/changes.h"
#include "reports/report.h"

namespace daybook {

// `before` and `now` are asked for the same period, and kept in the same currency. `changes` says what became of the entries' text; which
// entries only follow from these (sales whose cost moved) the books tell themselves.
// For each month its rows of entries add up to what moved in it; what moved stock, to what its closing stock moved by since the month
// before.
struct DiffProblems {
    bool of_before = false;  // else of now
    Problems problems;
};
tl::expected<Report, DiffProblems> diff_report(const Question& before, const Question& now, const Changes& changes, Message title);

}  // namespace daybook
