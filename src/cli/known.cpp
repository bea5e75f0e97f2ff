#include "cli/known.h"

#include <algorithm>

#include "base/half_width.h"
#include "base/shell_word.h"
#include "cli/compose.h"
#include "journal/faults.h"

namespace daybook {

namespace {

// The words that `each` gives of the entries, once each.
template <class Each>
std::vector<WordId> each_once(const Entries& entries, const Each& each) {
    std::vector<WordId> words;
    std::vector<bool> seen(entries.words.size());
    for (const Entry& entry : entries.entries)
        each(entry, [&](WordId word) {
            if (word == WordId::none || seen[index_of(word)]) return;
            seen[index_of(word)] = true;
            words.push_back(word);
        });
    return words;
}

bool is_sale(Kind kind) { return spec(kind).use(Clause::via) == ClauseUse::channel; }

template <class Kinds>
std::vector<WordId> behind_key(const Entries& entries, Key key, const Kinds& of_kind) {
    return each_once(entries, [&](const Entry& entry, const auto& take) {
        if (!of_kind(entry.kind)) return;
        for (const Detail& detail : entries.details_of(entry))
            if (detail.key == key) take(detail.word());
    });
}

}  // namespace

std::vector<WordId> words_used(const Entries& entries, std::initializer_list<Kind> kinds, Key key) {
    return behind_key(entries, key, [&](Kind kind) { return std::find(kinds.begin(), kinds.end(), kind) != kinds.end(); });
}

std::vector<std::string_view> texts_of(const Entries& entries, const std::vector<WordId>& words) {
    std::vector<std::string_view> texts;
    for (WordId word : words) texts.push_back(entries.words.text(word));
    return texts;
}

Result<WordId> find_word(const Entries& entries, const std::vector<WordId>& words, const std::string& name, Message unknown,
                         Message none_at_all) {
    const WordId wanted =
        entries.words.find(known_word(name, [&](std::string_view one) { return entries.words.find(one) != WordId::none; }));
    if (wanted != WordId::none && std::find(words.begin(), words.end(), wanted) != words.end()) return wanted;
    return fail(std::move(unknown), words.empty() ? std::move(none_at_all) : way_out(name, texts_of(entries, words), Text::nothing));
}

Result<void> check_entry_first(const Session& session, const Journal& journal, const std::vector<std::string>& words,
                               const std::string& command) {
    if (words.empty() || !are_goods(words[0]) || session.entry(journal, words[0])) return {};
    for (const std::string& ref : words) {
        if (are_goods(ref) || !session.entry(journal, ref)) continue;
        std::string meant = command + " " + shell_word(ref);
        for (const std::string& word : words)
            if (word != ref) meant += " " + shell_word(word);
        return fail({Text::err_goods_first, {ref}}, {Text::hint_did_you_mean, {meant}});
    }
    return {};
}

bool is_declared(const Entries& entries, Kind kind, std::string_view name) {
    const bool item = kind == Kind::item || kind == Kind::kit, account = kind == Kind::account;
    const uint32_t subject = item      ? index_of(entries.items.find(name))
                             : account ? index_of(entries.words.find(name))
                                       : index_of(entries.party(name));
    return subject != 0 && std::any_of(entries.entries.begin(), entries.entries.end(),
                                       [&](const Entry& entry) { return entry.kind == kind && entry.subject == subject; });
}

std::vector<WordId> accounts_used(const Entries& entries) {
    return each_once(entries, [&](const Entry& entry, const auto& take) {
        if (entry.kind == Kind::account) take(static_cast<WordId>(entry.subject));
        for (const Detail& detail : entries.details_of(entry)) {
            const KeySpec& key = spec(detail.key);
            if (key.values[1] == Value::account && detail.word() != entries.deposit) take(detail.word());
            if (key.values[2] == Value::account) take(detail.second_word());
        }
    });
}

Result<WordId> known_channel(const Entries& entries, const std::string& name) {
    const auto channels = each_once(entries, [](const Entry& entry, const auto& take) { take(entry.channel); });
    return find_word(entries, channels, name, {Text::err_unknown_channel, {name}});
}

Result<WordId> known_tag(const Entries& entries, const std::string& name) {
    const auto tags = each_once(entries, [&](const Entry& entry, const auto& take) {
        if (!is_sale(entry.kind) && !is_sale(entries.document_of(entry).kind)) return;  // a shipment's tag is its order's too
        for (const Detail& detail : entries.details_of(entry))
            if (detail.key == Key::tag) take(detail.word());
    });
    return find_word(entries, tags, name, {Text::err_unknown_tag, {name}});
}

Result<WordId> known_staff(const Entries& entries, const std::string& name) {
    const auto staff = each_once(entries, [](const Entry& entry, const auto& take) {
        if (is_sale(entry.kind)) take(entry.staff);
    });
    return find_word(entries, staff, name, {Text::err_nothing_by, {name}});
}

}  // namespace daybook
