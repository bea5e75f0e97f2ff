#include "cli/called.h"

namespace daybook {

namespace {

// The latest word, by date; of one day the last.
void take(WordId& word, Date& since, const Detail& detail, Date date) {
    if (date < since) return;
    word = detail.word();
    since = date;
}

}  // namespace

CalledItems called_items(const Entries& entries) {
    CalledItems called;
    called.items.resize(entries.items.size(), {WordId::none, WordId::none, WordId::none, first_date, first_date, first_date});
    for (const Entry& entry : entries.entries) {
        if (entry.kind != Kind::item && entry.kind != Kind::kit) continue;
        ItemCalled& item = called.items[entry.subject];
        for (const Detail& detail : entries.details_of(entry)) {
            if (detail.key == Key::barcode) take(item.barcode, item.barcode_since, detail, entry.date);
            if (detail.key == Key::name) take(item.name, item.name_since, detail, entry.date);
            if (detail.key == Key::spec) take(item.spec, item.spec_since, detail, entry.date);
        }
    }
    for (const Styles::Style& style : entries.styles.all())  // T恤 红 S
        for (const Styles::Member& member : style.members) {
            WordId& name = called.items[index_of(member.item)].name;
            if (name == WordId::none) name = entries.styles.name_of(member.item, called.items[index_of(style.code)].name);
        }
    for (const auto& [name, said] : entries.item_names.all()) called.others.emplace_back(said.item, static_cast<WordId>(name));
    return called;
}

std::vector<PartyCalled> called_parties(const Entries& entries) {
    std::vector<PartyCalled> called(entries.parties.size(),
                                    {WordId::none, WordId::none, first_date, first_date, first_date, std::vector<WordId>()});
    for (const Entry& entry : entries.entries) {
        if (entry.kind != Kind::customer && entry.kind != Kind::supplier) continue;
        PartyCalled& party = called[entry.subject];
        std::vector<WordId> phones;
        for (const Detail& detail : entries.details_of(entry)) {
            if (detail.key == Key::name) take(party.name, party.name_since, detail, entry.date);
            if (detail.key == Key::level) take(party.level, party.level_since, detail, entry.date);
            if (detail.key == Key::phone) phones.push_back(detail.word());
        }
        if (phones.empty() || entry.date < party.phones_since) continue;
        party.phones = std::move(phones);
        party.phones_since = entry.date;
    }
    return called;
}

std::vector<WordId> accounts_of(const Entries& entries, size_t first, size_t last) {
    std::vector<WordId> found;
    std::vector<bool> seen(entries.words.size());
    const auto add = [&](WordId account) {
        if (account == WordId::none || account == entries.deposit || seen[index_of(account)]) return;
        seen[index_of(account)] = true;
        found.push_back(account);
    };
    for (size_t i = first; i < last; ++i) {
        const Entry& entry = entries.entries[i];
        if (entry.kind == Kind::account) add(static_cast<WordId>(entry.subject));
        for (const Detail& detail : entries.details_of(entry)) {
            const KeySpec& key = spec(detail.key);
            if (key.values[1] == Value::account) add(detail.word());
            if (key.values[2] == Value::account) add(detail.second_word());
        }
    }
    return found;
}

std::vector<std::string_view> account_called(const Entries& entries, WordId account) {
    std::vector<std::string_view> names = {entries.words.text(account)};
    if (const WordId display = entries.account_names.display(account); display != account) names.push_back(entries.words.text(display));
    for (const UsualAccount& usual : usual_accounts()) {
        if (names[0] == usual.code) names.push_back(usual.chinese);
        if (names[0] == usual.chinese) names.push_back(usual.code);
    }
    return names;
}

std::string item_text(const Entries& entries, const CalledItems& called, ItemId item) {
    std::string out(entries.items.text(item));
    const ItemCalled& more = called.items[index_of(item)];
    for (WordId word : {more.name, more.spec})
        if (const std::string_view said = entries.words.text(word); !said.empty() && out.find(said) == std::string::npos)
            out.append(" ").append(said);
    return out;
}

}  // namespace daybook
