// Expenses, and other income: entry by entry, or what they come to by category, account or month.
#pragma once

#include <functional>
#include <string>

#include "reports/report.h"

namespace daybook {

enum class SpendingBy { entry, category, account, month };

struct SpendingFilter {
    WordId category = WordId::none, account = WordId::none;  // none: all
};

using NoteOf = std::function<std::string(const Entry&)>;

// Of entries of that kind, expense or income. `note` reads what stands behind an entry's header.
Answer spending_report(const Question& question, Kind kind, SpendingBy by, const SpendingFilter& filter, const NoteOf& note);

}  // namespace daybook
