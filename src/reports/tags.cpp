#include "reports/tags.h"

#include <algorithm>

namespace daybook {

Tags::Tags(const Books& books, Date end) : entries_(books.entries()) {
    for (uint32_t index : books.sequence()) {
        const Entry& entry = entries_.entries[index];
        if (entry.date >= end) break;
        if (spec(entry.kind).declares || books.is_out(index)) continue;
        const uint32_t of = entry.kind == Kind::tag ? entries_.find(entry.of) : index;
        if (of == no_entry) continue;
        const auto document = static_cast<uint32_t>(&entries_.document_of(entries_.entries[of]) - entries_.entries.data());
        for (const Detail& detail : entries_.details_of(entry)) {
            if (detail.key != Key::tag && detail.key != Key::untag) continue;
            amend(of, detail);
            if (document != of) amend(document, detail);
        }
    }
}

void Tags::amend(uint32_t entry, const Detail& detail) {
    std::vector<WordId>& tags = tags_[entry];
    const auto found = std::find(tags.begin(), tags.end(), detail.word());
    if (detail.key == Key::tag && found == tags.end()) tags.push_back(detail.word());
    if (detail.key == Key::untag && found != tags.end()) tags.erase(found);
}

bool Tags::bears(uint32_t entry, WordId tag) const {
    const auto found = tags_.find(entry);
    return found != tags_.end() && std::find(found->second.begin(), found->second.end(), tag) != found->second.end();
}

std::span<const WordId> Tags::of(uint32_t entry) const {
    const auto found = tags_.find(entry);
    return found == tags_.end() ? std::span<const WordId>() : std::span<const WordId>(found->second);
}

std::string Tags::text_of(uint32_t entry) const {
    std::string all;
    for (WordId tag : of(entry)) all.append(all.empty() ? "" : ", ").append(entries_.words.text(tag));
    return all;
}

}  // namespace daybook
