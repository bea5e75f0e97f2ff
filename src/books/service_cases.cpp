#include "books/service_cases.h"

#include <unordered_map>

namespace daybook {

namespace {

// A complaint or a repair waits for an answer; so does whatever has a day by which it is due.
void begin(const Entries& entries, const Entry& entry, ServiceCase& one) {
    one.party = entries.party_of(entry);
    if (const PurposeSpec* purpose = find_purpose(entries.words.text(entry.purpose))) one.purpose = purpose->purpose;
    one.open = one.purpose == Purpose::complaint || one.purpose == Purpose::repair;
}

void go_on(const Entries& entries, const Entry& entry, ServiceCase& one) {
    for (const Detail& detail : entries.details_of(entry)) {
        if (detail.key != Key::due) continue;
        one.due = Date{static_cast<int32_t>(detail.number)};
        one.open = true;
    }
    for (const Detail& detail : entries.details_of(entry))
        if (detail.key == Key::status) one.open = entries.words.text(detail.word()) == "open";
}

}  // namespace

std::vector<ServiceCase> service_cases(const Books& books, Date end) {
    const Entries& entries = books.entries();
    std::vector<ServiceCase> cases;
    std::unordered_map<uint32_t, size_t> case_of;  // by entry
    for (uint32_t index : books.sequence()) {
        const Entry& entry = entries.entries[index];
        if (entry.date >= end) break;
        if (entry.kind != Kind::service || books.is_out(index)) continue;
        const auto before = case_of.find(entries.find(entry.of));
        const size_t at = before == case_of.end() ? cases.size() : before->second;
        if (at == cases.size()) begin(entries, entry, cases.emplace_back());
        go_on(entries, entry, cases[at]);
        cases[at].entries.push_back(index);
        case_of[index] = at;
    }
    return cases;
}

}  // namespace daybook
