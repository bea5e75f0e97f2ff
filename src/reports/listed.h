// The table of reports: each stands in its own file under `daybook report`, and the command, help, manual, completion and tests are made
// from the table. Reports that a command of its own asks for (stock, profit …) are not in it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/listing.h"
#include "base/options.h"
#include "model/settings.h"
#include "reports/report.h"

namespace daybook {

// What was typed, and the shop's settings, which are read by the time that the report is asked.
struct Asked {
    const Args& args;
    const Settings& settings;
};

using Ask = std::function<Answer(const Question&)>;

struct ListedReport {
    std::string name;  // daybook report NAME
    Text help;
    Result<Ask> (*ask)(const Asked&);  // an error where an option makes no sense
    std::vector<Option> options = {};  // beside those of all that reads
    std::vector<std::string> examples = {};
    bool of_a_day = false;  // where no period is said it is of one day: --date, else today
};

// Reports stand in the order of their places; the first is what `daybook report` alone prints.
using ReportListing = Listing<ListedReport (*)()>;

// Of a report that has no options.
template <Answer (*report)(const Question&)>
Result<Ask> plain(const Asked&) {
    return Ask(report);
}

}  // namespace daybook
