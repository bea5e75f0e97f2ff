#include "importing/journal_documents.h"

#include <algorithm>

namespace daybook {

namespace {

bool gives_back(Kind kind) {
    return kind == Kind::sale_return || kind == Kind::refund || kind == Kind::cancel || kind == Kind::purchase_return;
}

}  // namespace

bool JournalDocument::has(Kind kind) const {
    return std::any_of(followers.begin(), followers.end(), [&](const Entry* one) { return one->kind == kind; });
}

JournalDocuments::JournalDocuments(const Entries& entries) : entries_(entries), void_(entries.entries.size()) {
    // a void of a void stands before what it takes back, seen from the end
    for (auto i = static_cast<uint32_t>(entries.entries.size()); i-- > 0;) {
        const Entry& entry = entries.entries[i];
        if (entry.kind != Kind::void_entry || void_[i]) continue;
        if (const uint32_t target = entries.find(entry.of); target != no_entry) void_[target] = true;
    }
    for (uint32_t i = 0; i < entries.entries.size(); ++i) {
        const Entry& entry = entries.entries[i];
        if (entry.of == RefId::none || entry.kind == Kind::void_entry || void_[i]) continue;
        const Entry& document = entries.document_of(entry);
        if (&document != &entry) followers_[static_cast<uint32_t>(&document - entries.entries.data())].push_back(i);
    }
}

std::optional<JournalDocument> JournalDocuments::find(std::string_view ref) const {
    const uint32_t written = entries_.find(entries_.refs.find(ref));
    if (written == no_entry) return std::nullopt;
    const uint32_t last = entries_.replacements.last(written);
    if (void_[last]) return std::nullopt;
    JournalDocument out;
    out.entry = &entries_.entries[last];
    if (const auto found = followers_.find(last); found != followers_.end())
        for (uint32_t at : found->second) out.followers.push_back(&entries_.entries[at]);
    return out;
}

Money JournalDocuments::sum(const Entry& entry, Key key) const {
    Money out;
    for (const Detail& detail : entries_.details_of(entry))
        if (detail.key == key) out += detail.money();
    return out;
}

Money JournalDocuments::money(const JournalDocument& document) const {
    const bool sold = !with_supplier(document.entry->kind);
    const Key in = sold ? Key::received : Key::paid, out = sold ? Key::paid : Key::received;
    Money money = sum(*document.entry, in);
    for (const Entry* entry : document.followers)
        if (!gives_back(entry->kind) && entry->kind != Kind::expense && entry->kind != Kind::bill)
            money += sum(*entry, in) - sum(*entry, out);
    return money;
}

Money JournalDocuments::given_back(const JournalDocument& document) const {
    const bool sold = !with_supplier(document.entry->kind);
    Money money;
    for (const Entry* entry : document.followers)
        if (gives_back(entry->kind)) money += sum(*entry, sold ? Key::paid : Key::received) - sum(*entry, sold ? Key::received : Key::paid);
    return money;
}

}  // namespace daybook
