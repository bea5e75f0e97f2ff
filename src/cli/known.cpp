#include "cli/known.h"

#include <algorithm>
#include <vector>

#include "base/utf8.h"

namespace daybook {

namespace {

// One of the words that `each` gives of the entries.
template <class Each>
Result<WordId> known_word(const Entries& entries, const std::string& name, Text what, const Each& each) {
    const WordId wanted = entries.words.find(name);
    std::vector<WordId> words;
    std::vector<bool> seen(entries.words.size());
    for (const Entry& entry : entries.entries)
        each(entry, [&](WordId word) {
            if (word == WordId::none || seen[index_of(word)]) return;
            seen[index_of(word)] = true;
            words.push_back(word);
        });
    if (wanted != WordId::none && seen[index_of(wanted)]) return wanted;
    std::vector<std::string_view> known;
    std::string all;
    for (WordId word : words) {
        known.push_back(entries.words.text(word));
        all.append(all.empty() ? "" : ", ").append(known.back());
    }
    const std::string_view near = did_you_mean(name, known);
    const Message hint = !near.empty() ? Message(Text::hint_did_you_mean, {near})
                         : all.empty() ? Message()
                                       : Message(Text::hint_one_of, {all});
    return fail({what, {name}}, hint);
}

bool is_sale(Kind kind) { return spec(kind).use(Clause::via) == ClauseUse::channel; }

}  // namespace

Result<WordId> known_channel(const Entries& entries, const std::string& name) {
    return known_word(entries, name, Text::err_unknown_channel, [](const Entry& entry, const auto& take) { take(entry.channel); });
}

Result<WordId> known_tag(const Entries& entries, const std::string& name) {
    return known_word(entries, name, Text::err_unknown_tag, [&](const Entry& entry, const auto& take) {
        const bool of_sale = is_sale(entry.kind) || is_sale(entries.document_of(entry).kind);  // a shipment's tag is its order's too
        for (const Detail& detail : entries.details_of(entry))
            if (of_sale && detail.key == Key::tag) take(detail.word());
    });
}

Result<WordId> known_staff(const Entries& entries, const std::string& name) {
    return known_word(entries, name, Text::err_nothing_by, [](const Entry& entry, const auto& take) {
        if (is_sale(entry.kind)) take(entry.staff);
    });
}

Result<int32_t> parse_age(const std::string& typed) {
    std::string number = typed;
    const bool weeks = number.ends_with('w');
    if (weeks || number.ends_with('d')) number.pop_back();
    const bool digits =
        !number.empty() && number.size() <= 5 && std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits) return fail({Text::err_not_an_age, {typed}}, Text::hint_age);
    return std::stoi(number) * (weeks ? 7 : 1);
}

}  // namespace daybook
