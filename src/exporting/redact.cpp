#include "exporting/redact.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "base/utf8.h"
#include "journal/printer.h"

namespace daybook {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_word_character(char c) { return is_ascii_letter(c) || is_digit(c); }

// All that names a person, or says where one is to be found.
class People {
  public:
    void add(std::string_view name) {
        if (characters(name) < 2) return names_.insert(std::string(name)), void();
        if (names_.insert(std::string(name)).second) lengths_.insert(name.size());
    }
    // Whether the text is one of them or has one in it; Li is not in Libra.
    bool are_in(std::string_view text) const {
        if (names_.contains(std::string(text))) return true;
        for (const size_t length : lengths_)
            for (size_t at = 0; at + length <= text.size(); ++at)
                if (stands_alone(text, at, length) && names_.contains(std::string(text.substr(at, length)))) return true;
        return false;
    }

  private:
    static bool stands_alone(std::string_view text, size_t at, size_t length) {
        const size_t end = at + length;
        return !(at > 0 && is_word_character(text[at - 1]) && is_word_character(text[at])) &&
               !(end < text.size() && is_word_character(text[end - 1]) && is_word_character(text[end]));
    }

    std::unordered_set<std::string> names_;
    std::set<size_t> lengths_;  // of those long enough to be looked for within other names
};

bool is_goods(Kind kind) { return kind == Kind::item || kind == Kind::kit; }

// Goods have names too, and these tell of nobody.
Personal personal(const Entry& entry, Key key) { return key == Key::name && is_goods(entry.kind) ? Personal::no : spec(key).personal; }

WordId last_name(const Detail& detail) { return detail.b ? detail.second_word() : detail.word(); }

People people_of(const Entries& entries) {
    People people;
    for (uint32_t i = 1; i < entries.parties.size(); ++i) people.add(entries.parties.text(static_cast<PartyId>(i)));
    for (const Entry& entry : entries.entries) {
        if (entry.staff != WordId::none) people.add(entries.words.text(entry.staff));
        for (const Detail& detail : entries.details_of(entry))
            if (personal(entry, detail.key) == Personal::identifies) people.add(entries.words.text(last_name(detail)));
    }
    return people;
}

// S261103-1, S261103-a1: made by a command, and so of nobody.
bool is_own_ref(std::string_view ref) {
    const auto skip = [&](auto is) {
        size_t n = 0;
        while (n < ref.size() && is(ref[n])) ++n;
        ref.remove_prefix(n);
        return n;
    };
    if (const size_t letters = skip([](char c) { return c >= 'A' && c <= 'Z'; }); letters < 1 || letters > 2) return false;
    if (skip(is_digit) != 6 || !ref.starts_with('-')) return false;
    ref.remove_prefix(1);
    if (skip([](char c) { return is_ascii_letter(c); }) > 1) return false;
    const size_t counter = skip(is_digit);
    return counter > 0 && counter <= 6 && ref.empty();
}

class Redactor : public Spelling {
  public:
    Redactor(const Entries& entries, Lang lang) : Spelling(entries), people_(people_of(entries)), lang_(lang) {}

    std::string item(ItemId id) override { return kept(entries_.items.text(id)); }
    std::string party(PartyId id, const Entry& entry, const Detail* detail) override {
        const bool supplies = detail ? detail->key == Key::preferred_supplier || detail->key == Key::payable : with_supplier(entry.kind);
        return stand_in(text(supplies ? Text::stand_in_supplier : Text::stand_in_customer, lang_), entries_.parties.text(id));
    }
    std::string ref(RefId id) override {
        const std::string_view ref = entries_.refs.text(id);
        const uint32_t entry = entries_.find(id);
        if (is_own_ref(ref) && !people_.are_in(ref)) return std::string(ref);
        return stand_in(entry == no_entry ? "REF" : spec(entries_.entries[entry].kind).letter, ref);
    }
    std::string clause(WordId id, ClauseUse use) override {
        return use == ClauseUse::staff ? stand_in(text(Text::stand_in_staff, lang_), entries_.words.text(id)) : mark(id);
    }
    std::string value(WordId id, const Entry& entry, const Detail& detail, bool last) override {
        if (!last || personal(entry, detail.key) == Personal::no) return mark(id);
        return stand_in(spec(detail.key).name, entries_.words.text(id));
    }
    std::string mark(WordId id) override { return kept(entries_.words.text(id)); }
    bool keeps(const Entry& entry, const Detail& detail) override { return personal(entry, detail.key) != Personal::left_out; }

  private:
    // The shop's own names stay, unless there is a person in them.
    std::string kept(std::string_view name) {
        return people_.are_in(name) ? stand_in(text(Text::stand_in_name, lang_), name) : std::string(name);
    }
    bool taken(std::string_view name) const {
        return entries_.items.find(name) != ItemId::none || entries_.parties.find(name) != PartyId::none ||
               entries_.refs.find(name) != RefId::none || entries_.words.find(name) != WordId::none;
    }
    // LABEL-1, LABEL-2 … by first appearance: always the same for the same text, and never what another name is called already.
    std::string stand_in(std::string_view label, std::string_view original) {
        std::string& found = stand_ins_[std::string(original)];
        while (found.empty()) {
            const std::string next = fmt::format("{}-{}", label, ++counts_[std::string(label)]);
            if (!taken(next)) found = next;
        }
        return found;
    }

    People people_;
    Lang lang_;
    std::unordered_map<std::string, std::string> stand_ins_;
    std::unordered_map<std::string, uint32_t> counts_;  // by label
};

}  // namespace

std::string redacted(const Entries& entries, int money_decimals, Lang lang) {
    Redactor spelling(entries, lang);
    std::string out = fmt::format("; {}\n; {}\n", text(Text::redacted_head, lang), text(Text::redacted_settings, lang));
    if (!entries.entries.empty()) out += '\n';
    return out + printed(entries, money_decimals, spelling);
}

}  // namespace daybook
