#include "cli/finding.h"

#include <algorithm>
#include <unordered_map>

#include "base/closeness.h"
#include "base/utf8.h"
#include "books/books.h"
#include "cli/called.h"
#include "cli/new_names.h"
#include "cli/session.h"

namespace daybook {

namespace {

constexpr size_t most_shown = 8;
constexpr size_t shortest_phone_end = 4;

// How well a name fits, the best first. The whole of a name of the first kind, of the second …, the same letters' case and width apart;
// else the end of a phone, else a part.
constexpr uint32_t kinds_of_names = 4, phone_end = 2 * kinds_of_names, a_part = phone_end + 1, no_fit = a_part + 1;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_ascii(std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}
bool is_chinese(std::string_view text) {  // all of it
    for (size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c < 0x80 || (c >= 0xc0 && (c < 0xe4 || c > 0xe9))) return false;
    }
    return !text.empty();
}

// Whether the part ends, on both sides, where a word or a number does: TEA in TEA-BAG, not A1 in A10.
bool stands_alone(std::string_view name, size_t at, size_t length) {
    const auto joins = [](char a, char b) { return (is_letter(a) && is_letter(b)) || (is_digit(a) && is_digit(b)); };
    return !(at > 0 && joins(name[at - 1], name[at])) && !(at + length < name.size() && joins(name[at + length - 1], name[at + length]));
}

// Whether what was typed may well be the whole name of somebody else, and so is not taken for a part: 李明 of 李明华, Ann of Anna. Then a
// new one it is, and the line behind the entry says who is called alike.
bool may_be_whole(std::string_view typed, std::string_view name) {
    if (is_chinese(typed) && is_chinese(name)) return name.starts_with(typed) && characters(typed) >= 2 && characters(name) <= 4;
    const size_t at = name.find(typed);
    return at != std::string_view::npos && !stands_alone(name, at, typed.size());
}

// What was typed, and what fits it best so far.
class Search {
  public:
    explicit Search(std::string_view typed) : typed_(typed), folded_(folded_name(typed)) {
        for (char c : typed) {
            if (is_digit(c)) digits_ += c;
            if (!is_digit(c) && c != ' ' && c != '-' && c != '+') is_number_ = false;
        }
        if (digits_.starts_with("86") && digits_.size() == 13) digits_.erase(0, 2);
    }

    // A name of one, of that kind.
    void look_at(uint32_t id, uint32_t kind, std::string_view name, bool parts) {
        if (name.empty()) return;
        if (name == typed_) return take(id, kind, kind, name);
        if (best_ < kinds_of_names) return;
        const std::string folded = folded_name(name);
        if (folded == folded_) return take(id, kinds_of_names + kind, kind, name);
        if (parts && typed_.size() >= 2 && folded.find(folded_) != std::string::npos) take(id, a_part, kind, name);
    }
    void look_at_phone(uint32_t id, uint32_t kind, std::string_view phone, bool parts) {
        if (!is_number_ || digits_.size() < shortest_phone_end) return;
        std::string digits;
        for (char c : phone)
            if (is_digit(c)) digits += c;
        if (digits.starts_with("86") && digits.size() == 13) digits.erase(0, 2);
        if (digits == digits_) take(id, kind, kind, phone);
        if (parts && digits.ends_with(digits_)) take(id, phone_end, kind, phone);
    }

    const std::string& folded() const { return folded_; }
    bool is_number() const { return is_number_; }
    bool by_part() const { return best_ >= phone_end && !fits_.empty(); }
    struct Fit {
        uint32_t id = 0, kind = 0;
        std::string_view name;  // of that kind
    };
    std::vector<Fit>& fits() { return fits_; }

  private:
    void take(uint32_t id, uint32_t rank, uint32_t kind, std::string_view name) {
        if (rank > best_) return;
        if (rank < best_) fits_.clear();
        best_ = rank;
        if (std::none_of(fits_.begin(), fits_.end(), [&](const Fit& fit) { return fit.id == id; })) fits_.push_back({id, kind, name});
    }

    std::string_view typed_;
    std::string folded_, digits_;
    bool is_number_ = true;
    uint32_t best_ = no_fit;
    std::vector<Fit> fits_;
};

// One a line, some of them; "and 32 more".
std::string listed(const Session& session, std::vector<std::string> lines) {
    std::sort(lines.begin(), lines.end());
    const size_t more = lines.size() > most_shown ? lines.size() - most_shown : 0;
    lines.resize(lines.size() - more);
    if (more) lines.push_back(say({Text::fits_more, {std::to_string(more)}}, session.lang()));
    std::string out;
    for (const std::string& line : lines) out.append(out.empty() ? "" : "\n").append(printable(line));
    return out;
}

// With its price and what is in stock.
std::vector<std::string> described_items(const Session& session, const Entries& entries, const CalledItems& called, Search& search) {
    Books books(entries, session.settings().books);
    books.replay();
    std::vector<std::string> lines;
    for (const Search::Fit& fit : search.fits()) {
        const auto item = static_cast<ItemId>(fit.id);
        const ItemFacts& facts = books.masters().of(item);
        std::string line = item_text(entries, called, item);
        const auto add = [&](const Message& more) { line.append(" · ").append(say(more, session.lang())); };
        if (facts.price) add({Text::fits_price, {to_text(*facts.price, session.settings().books.currency.decimals)}});
        std::string held = to_text(books.pool(item).quantity());
        if (facts.unit != WordId::none) held.append(" ").append(entries.words.text(facts.unit));
        if (!facts.service && facts.kit == no_entry) add({Text::fits_stock, {held}});
        lines.push_back(std::move(line));
    }
    return lines;
}

// With the end of the phone, and the level.
std::vector<std::string> described_parties(const Session& session, const Entries& entries, const std::vector<PartyCalled>& called,
                                           Search& search) {
    std::vector<std::string> lines;
    for (const Search::Fit& fit : search.fits()) {
        const PartyCalled& party = called[fit.id];
        std::string line(entries.parties.text(static_cast<PartyId>(fit.id)));
        if (party.name != WordId::none) line.append(" ").append(entries.words.text(party.name));
        if (!party.phones.empty()) {
            const std::string_view phone = entries.words.text(party.phones.front());
            const bool cut = !search.is_number() && is_ascii(phone) && phone.size() > shortest_phone_end;
            line.append(" · ").append(cut ? say({Text::fits_phone, {phone.substr(phone.size() - shortest_phone_end)}}, session.lang())
                                          : std::string(phone));
        }
        if (party.level != WordId::none) line.append(" · ").append(entries.words.text(party.level));
        lines.push_back(std::move(line));
    }
    return lines;
}

Error several(const Session& session, Text what, Text hint, const std::string& typed, Meant meant, std::vector<std::string> lines) {
    const std::string count = std::to_string(lines.size());
    return Error({what, {typed, count}},
                 {meant == Meant::any ? Text::hint_fits_or_new : hint, {listed(session, std::move(lines)), printable(typed)}});
}

// It may be the one that was found, or new: refused, unless whoever sits at the terminal says that it is new.
Result<void> check_new(const Session& session, const std::string& typed, const std::string& found) {
    Error doubt({Text::err_part_or_new, {typed, found}}, {Text::hint_part_or_new, {found, typed}});
    if (is_said_to_be_new(session, doubt, typed, found)) return {};
    return tl::unexpected<Error>(std::move(doubt));
}

void look_at_items(const Entries& entries, const CalledItems& called, bool parts, Search& search) {
    for (uint32_t id = 1; id < entries.items.size(); ++id) {
        const ItemCalled& item = called.items[id];
        search.look_at(id, 0, entries.items.text(static_cast<ItemId>(id)), parts);
        search.look_at(id, 1, entries.words.text(item.barcode), false);
        search.look_at(id, 3, entries.words.text(item.name), parts);
    }
    for (const auto& [item, name] : called.others) search.look_at(index_of(item), 2, entries.words.text(name), parts);
}

constexpr uint32_t by_code = 0, by_phone = 2;  // kinds of names

}  // namespace

Result<ItemId> find_item(const Session& session, const Entries& entries, const std::string& typed, Meant meant) {
    if (const ItemId code = entries.items.find(typed); code != ItemId::none) return code;
    const CalledItems called = called_items(entries);
    const auto nfc = to_nfc(typed);
    Search search(nfc ? *nfc : typed);
    look_at_items(entries, called, meant != Meant::exactly, search);
    std::vector<Search::Fit>& fits = search.fits();
    if (meant == Meant::any && search.by_part())  // a part within a word is none where a new code may be meant
        std::erase_if(fits, [&](const Search::Fit& fit) {
            const std::string name = folded_name(fit.name);
            return !stands_alone(name, name.find(search.folded()), search.folded().size());
        });
    if (fits.empty()) return ItemId::none;
    if (fits.size() > 1)
        return tl::unexpected<Error>(several(session, Text::err_fits_items, Text::hint_fits_code, typed,
                                             search.by_part() ? meant : Meant::known, described_items(session, entries, called, search)));
    const auto item = static_cast<ItemId>(fits[0].id);
    if (!search.by_part()) return item;
    if (meant == Meant::any && !session.has_taken(typed) && (fits[0].kind == by_code || is_ascii(typed))) {
        const Result<void> fresh = check_new(session, typed, std::string(entries.items.text(item)));
        if (!fresh) return tl::unexpected<Error>(fresh.error());
        return ItemId::none;
    }
    session.say_taken(typed, item_text(entries, called, item));
    return item;
}

Result<PartyId> find_party(const Session& session, const Entries& entries, const std::string& typed, Meant meant) {
    if (const PartyId name = entries.party(typed); name != PartyId::none) return name;
    const std::vector<PartyCalled> called = called_parties(entries);
    const bool parts = meant != Meant::exactly;
    const auto nfc = to_nfc(typed);
    Search search(nfc ? *nfc : typed);
    for (uint32_t id = 1; id < entries.parties.size(); ++id) {
        const PartyId party = entries.other_names.resolve(static_cast<PartyId>(id));
        search.look_at(index_of(party), index_of(party) == id ? 0 : 1, entries.parties.text(static_cast<PartyId>(id)), parts);
        for (WordId phone : called[id].phones) search.look_at_phone(index_of(party), by_phone, entries.words.text(phone), parts);
        search.look_at(index_of(party), 3, entries.words.text(called[id].name), parts);
    }
    std::vector<Search::Fit>& fits = search.fits();
    if (meant == Meant::any && search.by_part() && !session.has_taken(typed))
        std::erase_if(fits,
                      [&](const Search::Fit& fit) { return fit.kind != by_phone && may_be_whole(search.folded(), folded_name(fit.name)); });
    if (fits.empty()) return PartyId::none;
    if (fits.size() > 1)
        return tl::unexpected<Error>(several(session, Text::err_fits_parties, Text::hint_fits_parties, typed,
                                             search.by_part() ? meant : Meant::known, described_parties(session, entries, called, search)));
    const auto party = static_cast<PartyId>(fits[0].id);
    if (!search.by_part()) return party;
    session.say_taken(typed, std::string(entries.parties.text(party)));
    return party;
}

Result<WordId> find_account(const Session& session, const Entries& entries, const std::string& typed, Meant meant) {
    const std::string code = account_code(entries, typed);
    const std::vector<WordId> accounts = accounts_of(entries, 0, entries.entries.size());
    const WordId exact = entries.words.find(code);
    if (exact != WordId::none && (exact == entries.deposit || std::find(accounts.begin(), accounts.end(), exact) != accounts.end()))
        return exact;
    const bool is_usual = std::any_of(usual_accounts().begin(), usual_accounts().end(),
                                      [&](const UsualAccount& one) { return code == one.code || code == one.chinese; });
    if (is_usual && meant != Meant::known) return WordId::none;
    Search search(typed);
    for (WordId account : accounts)
        for (std::string_view name : account_called(entries, account)) search.look_at(index_of(account), 0, name, meant != Meant::exactly);
    std::vector<Search::Fit>& fits = search.fits();
    if (meant == Meant::any && search.by_part())
        std::erase_if(fits, [&](const Search::Fit& fit) {
            const std::string name = folded_name(fit.name);
            return !stands_alone(name, name.find(search.folded()), search.folded().size());
        });
    if (fits.empty()) return WordId::none;
    const auto all_names = [&](uint32_t id) {
        std::string line;
        for (std::string_view name : account_called(entries, static_cast<WordId>(id))) line.append(line.empty() ? "" : " ").append(name);
        return line;
    };
    if (fits.size() > 1) {
        std::vector<std::string> lines;
        for (const Search::Fit& fit : fits) lines.push_back(all_names(fit.id));
        return tl::unexpected<Error>(several(session, Text::err_fits_accounts, Text::hint_fits_code, typed,
                                             search.by_part() ? meant : Meant::known, std::move(lines)));
    }
    if (search.by_part()) session.say_taken(typed, all_names(fits[0].id));
    return static_cast<WordId>(fits[0].id);
}

Result<std::string> named_item(const Session& session, const Entries& entries, const std::string& typed, Meant meant) {
    const Result<ItemId> item = find_item(session, entries, typed, meant);
    if (!item) return tl::unexpected<Error>(item.error());
    return *item == ItemId::none ? typed : std::string(entries.items.text(*item));
}

Result<std::string> named_party(const Session& session, const Entries& entries, const std::string& typed, Meant meant) {
    const Result<PartyId> party = find_party(session, entries, typed, meant);
    if (!party) return tl::unexpected<Error>(party.error());
    return *party == PartyId::none ? typed : std::string(entries.parties.text(*party));
}

Result<std::string> named_account(const Session& session, const Entries& entries, const std::string& typed, Meant meant) {
    const Result<WordId> account = find_account(session, entries, typed, meant);
    if (!account) return tl::unexpected<Error>(account.error());
    return *account == WordId::none ? account_code(entries, typed) : std::string(entries.words.text(*account));
}

namespace {

// Nothing is called so: with what may have been meant, by its letters or by its sound.
Error unknown(Message what, std::string_view typed, const std::vector<std::string_view>& known, Text otherwise) {
    std::string_view near = did_you_mean(typed, known);
    if (near.empty()) near = a_close_name(typed, known);
    return Error(std::move(what), near.empty() ? Message(otherwise) : Message(Text::hint_did_you_mean, {near}));
}

}  // namespace

Error unknown_item(const Entries& entries, const std::string& typed) {
    const CalledItems called = called_items(entries);
    std::vector<std::string_view> known;
    for (uint32_t id = 1; id < entries.items.size(); ++id) known.push_back(entries.items.text(static_cast<ItemId>(id)));
    for (const ItemCalled& item : called.items) known.push_back(entries.words.text(item.name));
    for (const auto& [item, name] : called.others) known.push_back(entries.words.text(name));
    return unknown(Message(Text::err_unknown_item, {typed}), typed, known, Text::hint_unknown_item);
}

Error unknown_party(const Entries& entries, const std::string& typed) {
    std::vector<std::string_view> known;
    for (uint32_t id = 1; id < entries.parties.size(); ++id) known.push_back(entries.parties.text(static_cast<PartyId>(id)));
    return unknown(Message(Text::err_unknown_party, {typed}), typed, known, Text::hint_unknown_party);
}

Error unknown_account(const Entries& entries, const std::string& typed) {
    std::vector<std::string_view> known;
    std::string all;
    for (WordId account : accounts_of(entries, 0, entries.entries.size())) {
        for (std::string_view name : account_called(entries, account)) known.push_back(name);
        all.append(all.empty() ? "" : ", ").append(entries.words.text(account));
    }
    Error error = unknown(Message(Text::err_new_name, {Text::col_account, typed}), typed, known, Text::nothing);
    if (!error.hint && !all.empty()) error.hint = {Text::hint_one_of, {all}};
    return error;
}

std::function<std::string(std::string_view)> item_codes(const Entries& entries) {
    // of the kinds of names the first that is anything's goes; a name of several is nobody's
    std::unordered_map<std::string_view, ItemId> items;
    const CalledItems called = called_items(entries);
    const auto add_all = [&](const std::vector<std::pair<ItemId, WordId>>& names) {
        std::unordered_map<std::string_view, ItemId> of_kind;
        for (const auto& [item, name] : names) {
            if (name == WordId::none) continue;
            const auto [found, fresh] = of_kind.try_emplace(entries.words.text(name), item);
            if (!fresh && found->second != item) found->second = ItemId::none;
        }
        items.insert(of_kind.begin(), of_kind.end());
    };
    std::vector<std::pair<ItemId, WordId>> barcodes, names;
    for (uint32_t id = 1; id < called.items.size(); ++id) {
        barcodes.emplace_back(static_cast<ItemId>(id), called.items[id].barcode);
        names.emplace_back(static_cast<ItemId>(id), called.items[id].name);
    }
    add_all(barcodes);
    add_all(called.others);
    add_all(names);
    return [&entries, items = std::move(items)](std::string_view name) {
        const auto found = entries.items.find(name) == ItemId::none ? items.find(name) : items.end();
        return std::string(found == items.end() || found->second == ItemId::none ? name : entries.items.text(found->second));
    };
}

}  // namespace daybook
