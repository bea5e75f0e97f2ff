// Three versions of a journal, parted by lines of dashes: what one side alone wrote is in the result, whole; sides that agree give what
// they agree on.
#include "journal/merge.h"

#include <algorithm>
#include <set>

#include "journal/blocks.h"
#include "property.h"

using namespace daybook;

namespace {

std::vector<std::string> parts_of(std::string_view text) {
    std::vector<std::string> parts;
    for (size_t bar = 0; parts.size() < 2 && (bar = text.find("----\n")) != std::string_view::npos;) {
        parts.emplace_back(text.substr(0, bar));
        text.remove_prefix(bar + 5);
    }
    parts.emplace_back(text);
    return parts;
}

std::set<std::string> refs_of(std::string_view text) {
    std::set<std::string> refs;
    for (const Block& block : blocks_of(text))
        if (block.is_entry) refs.insert(block.ref);
    return refs;
}

// The words of a text, whatever white space stands between them.
std::string words_of(std::string_view text) {
    std::string out;
    for (char c : text)
        if (c != ' ' && c != '\t' && c != '\r' && c != '\n')
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

void has_what_is_new(const Merged& merged, std::string_view base, std::string_view side, const char* whose) {
    const std::set<std::string> known = refs_of(base);
    const std::string all = words_of(merged.text);
    for (const Block& block : blocks_of(side))
        if (block.is_entry && !known.contains(block.ref))
            fuzz::property(all.find(words_of(block.text)) != std::string::npos, whose, std::string(block.text) + "----\n" + merged.text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    if (size > 8 * 1024) return 0;
    const std::vector<std::string> parts = parts_of({reinterpret_cast<const char*>(data), size});
    if (parts.size() < 3) return 0;
    const std::string &base = parts[0], &ours = parts[1], &theirs = parts[2];
    const Merged merged = merge_journals(base, ours, theirs);
    for (const Error& error : merged.conflicts) fuzz::can_be_shown(error);
    has_what_is_new(merged, base, ours, "what is new on our side is there");
    has_what_is_new(merged, base, theirs, "what is new on their side is there");
    const Merged same = merge_journals(base, ours, ours);
    fuzz::property(same.conflicts.empty() && same.text == ours, "sides that agree give what they agree on", same.text);
    const Merged only_ours = merge_journals(base, ours, base);
    fuzz::property(only_ours.conflicts.empty() && only_ours.text == ours, "what only we changed is as we changed it", only_ours.text);
    const Merged only_theirs = merge_journals(base, base, theirs);
    fuzz::property(only_theirs.conflicts.empty(), "what only they changed is no conflict", only_theirs.text);
    return 0;
}
