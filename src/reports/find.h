// Documents, items and parties found by any words in them.
#pragma once

#include <string>

#include "journal/comment.h"
#include "reports/report.h"

namespace daybook {

struct FindFilter {
    std::vector<std::string> words;  // all of them fit
    std::vector<Kind> kinds;         // one of these; empty for all
    bool out = false;                // void and replaced entries too
};

// The books are not replayed for it: what an entry comes to is what it says itself.
Answer find_report(const Question& question, const FindFilter& filter, std::span<const Comment> comments);

}  // namespace daybook
