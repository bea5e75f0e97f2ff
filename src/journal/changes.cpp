#include "journal/changes.h"

#include <algorithm>

#include "journal/blocks.h"

namespace daybook {

namespace {

std::vector<const Unit*> units(const std::vector<EntryText>& entries) {
    std::vector<const Unit*> out;
    for (const EntryText& entry : entries) out.push_back(&entry.unit);
    return out;
}

}  // namespace

Result<std::vector<EntryText>> entry_texts(const Journal& journal) {
    std::vector<EntryText> out;
    const std::vector<std::string> files = journal.files();
    for (size_t file = 0; file < files.size(); ++file) {
        const Result<std::string> text = journal.text_of_file(file);
        if (!text) return tl::unexpected<Error>(text.error());
        uint32_t line = 1;
        for (const Block& block : blocks_of(*text)) {
            if (block.is_entry) out.push_back({unit_of(block, Comments::note), files[file], line});
            line += static_cast<uint32_t>(std::count(block.text.begin(), block.text.end(), '\n'));
        }
    }
    return out;
}

Result<Changes> changes_between(const Journal& before, const Journal& now) {
    Result<std::vector<EntryText>> then = entry_texts(before), today = entry_texts(now);
    if (!then) return tl::unexpected<Error>(then.error());
    if (!today) return tl::unexpected<Error>(today.error());
    const std::vector<size_t> found = match_units(units(*then), units(*today), Match::descent);
    std::vector<size_t> became(then->size(), no_unit);
    Changes out;
    out.before = then->size();
    for (size_t i = 0; i < found.size(); ++i)
        if (found[i] != no_unit) became[found[i]] = i;
    for (size_t i = 0; i < then->size(); ++i) {
        EntryText& old = (*then)[i];
        if (became[i] == no_unit)
            out.entries.push_back({std::move(old), {}});
        else if (EntryText& same = (*today)[became[i]]; same.unit.tell != old.unit.tell)
            out.entries.push_back({std::move(old), std::move(same)});
    }
    for (size_t i = 0; i < today->size(); ++i) {
        if (found[i] != no_unit) continue;
        ++out.added;
        out.entries.push_back({{}, std::move((*today)[i])});
    }
    return out;
}

}  // namespace daybook
