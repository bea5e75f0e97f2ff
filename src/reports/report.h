// What every report starts from, and what it ends in. A report is a pure function: the entries replayed once, looked at, and put in a
// table.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "books/books.h"
#include "model/table.h"

namespace daybook {

struct Question {
    const Entries& entries;
    const BookSettings& settings;
    Period period;  // what was asked for; open ends where nothing was
    Date today;
};

using Problems = std::vector<Problem>;
using Answer = tl::expected<Report, Problems>;

// An empty report with its name, currency and period; `state` is one of an evening rather than of a period.
Report new_report(const Question& question, std::string name, Message title, bool state);

// Replays up to the period's end under the observer. The books' problems, where there are any.
tl::expected<void, Problems> replay_for(const Question& question, Books& books, Observer* observer);

// The evening that a state is asked for: of the period's last day, else of today.
Date evening_of(const Question& question);

// Names as a seller knows them.
std::string item_code(const Entries& entries, ItemId item);
std::string party_name(const Entries& entries, PartyId party);
std::string word(const Entries& entries, WordId id);
// Why an entry is out of the books: void, or replaced.
Text why_out(const Entries& entries, uint32_t index);
std::string account_label(const Entries& entries, WordId code);  // its display name
std::string ref_text(const Entries& entries, const Entry& entry);

// The sale (order, purchase) whose customer and channel an entry counts for.
inline const Entry& sale_of(const Entries& entries, const Entry& entry) { return entries.document_of(entry); }

// Gross profit in per cent of revenue; empty where there is no revenue.
Cell margin(Money gross_profit, Money revenue);

}  // namespace daybook
