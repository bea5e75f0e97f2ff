#include "cli/edited.h"

#include <algorithm>

#include "base/utf8.h"
#include "books/books.h"
#include "cli/edited_goods.h"
#include "cli/entry_lines.h"
#include "cli/finding.h"
#include "cli/known.h"
#include "cli/typed_words.h"
#include "journal/blocks.h"
#include "journal/faults.h"

namespace daybook {

namespace {

// An entry that is in the books, and can have another in its place.
Result<Edited> standing_entry(const Session& session, const Journal& journal, uint32_t index) {
    const Entries& entries = journal.entries();
    const Entry& entry = entries.entries[index];
    const std::string ref(entries.refs.text(entry.ref));
    if (entry.kind == Kind::void_entry) return fail({Text::err_void_of_void, {ref}}, Text::hint_void_of_void);
    if (const uint32_t by = entries.replacements.by(index); by != no_entry) {
        const Entry &other = entries.entries[by], &last = entries.entries[entries.replacements.last(index)];
        return fail({Text::err_replaced_already, {ref, entries.refs.text(other.ref), to_text(other.date)}},
                    {Text::hint_edit_replaced, {entries.refs.text(last.ref)}});
    }
    Books books(entries, session.settings().books);
    books.replay(nullptr, first_date);  // only what entries say of one another
    if (const uint32_t by = books.voided_by(index); by != no_entry) {
        const Entry& gone = entries.entries[by];
        return fail({Text::err_target_void, {ref, entries.refs.text(gone.ref), to_text(gone.date)}}, Text::hint_target_void);
    }
    return Edited{index, entry.kind, ref};
}

Edited item_of(const Entries& entries, ItemId item) {
    Edited out{no_entry, Kind::item, std::string(entries.items.text(item))};
    for (const Entry& entry : entries.entries)
        if (entry.kind == Kind::kit && entry.subject == index_of(item)) out.kind = Kind::kit;
    return out;
}

// What was declared of it last; else what its entries make of it.
Edited party_of(const Entries& entries, PartyId party) {
    Edited out{no_entry, Kind::customer, std::string(entries.parties.text(party))};
    bool declared = false;
    for (const Entry& entry : entries.entries) {
        const bool master = entry.kind == Kind::customer || entry.kind == Kind::supplier;
        if (master && entry.subject == index_of(party)) {
            out.kind = entry.kind;
            declared = true;
        } else if (!declared && entry.party == party && with_supplier(entry.kind)) {
            out.kind = Kind::supplier;
        }
    }
    return out;
}

// Whether `--without` names it.
bool is_taken_out(const Args& args, std::string_view name) {
    const std::vector<std::string>& names = args.all("without");
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool takes_account(const KeySpec& key) { return key.values[0] == Value::money && key.values[1] == Value::account; }

// The options that an entry of that kind can have.
std::vector<std::string> names_of(const KindSpec& kind) {
    std::vector<std::string> names;
    for (const ClauseSpec& clause : all_clauses())
        if (kind.use(clause.clause) != ClauseUse::none && clause.clause != Clause::replaces) names.emplace_back(clause.name);
    for (const KeySpec& key : all_keys())
        if (kind.allows(key.key)) names.emplace_back(key.name);
    return names;
}

std::string listed_names(const std::vector<std::string>& names, std::string_view before = {}, std::string_view behind = {}) {
    std::string out;
    for (const std::string& name : names) out.append(out.empty() ? "" : ", ").append(before).append(name).append(behind);
    return out;
}

// Which lines of the old entry say it, and with which accounts.
class OldEntry {
  public:
    OldEntry(const Journal& journal, const Edited& old)
        : text(journal.text_of(journal.entries().entries[old.entry])),
          lines(lines_of_entry(text)),
          note(journal.note_of(journal.entries().entries[old.entry])) {
        for (size_t i = 3; i + 1 < lines[0].words.size(); i += 2) clauses.emplace_back(lines[0].words[i], lines[0].words[i + 1]);
    }

    std::vector<std::string> accounts(const KeySpec& key) const {
        std::vector<std::string> out;
        for (const EntryLine& line : lines)
            if (line.key() == &key && line.words.size() > 2) out.push_back(line.words[2]);
        return out;
    }
    bool says(std::string_view name) const {
        const std::vector<std::string> all = names();
        return std::find(all.begin(), all.end(), name) != all.end();
    }
    // All that it says, each once.
    std::vector<std::string> names() const {
        std::vector<std::string> out;
        for (const auto& [clause, name] : clauses)
            if (clause != spec(Clause::replaces).name) out.push_back(clause);
        for (const EntryLine& line : lines)
            if (const KeySpec* key = line.key(); key && std::find(out.begin(), out.end(), key->name) == out.end())
                out.emplace_back(key->name);
        if (!note.empty()) out.emplace_back("note");
        return out;
    }

    std::string text;
    std::vector<EntryLine> lines;
    std::string note;
    std::vector<std::pair<std::string, std::string>> clauses;
};

// Amounts that were typed without an account stay with the old entry's; --with alone changes the accounts of the old amounts.
void keep_accounts(Args& args, const OldEntry& old, const KeySpec& key, const std::string& currency) {
    const std::string name(key.name);
    if (!args.has(name) || args.has("with")) return;
    const std::vector<std::string> accounts = old.accounts(key);
    if (accounts.empty()) return;
    const auto lines = words_of_lines(key, args.all(name), currency);
    if (!lines) return;  // composing says what is wrong
    std::vector<std::string> words;
    for (size_t i = 0; i < lines->size(); ++i) {
        words.insert(words.end(), (*lines)[i].begin(), (*lines)[i].end());
        if ((*lines)[i].size() == 1) words.push_back(accounts[std::min(i, accounts.size() - 1)]);
    }
    args.set(name, words);
}

std::vector<std::string> with_account(std::vector<std::string> words, const KeySpec& key, const Args& args, size_t& with) {
    const std::vector<std::string>& accounts = args.all("with");
    if (accounts.empty() || !takes_account(key) || words.size() < 2) return words;
    words[1] = accounts[std::min(with++, accounts.size() - 1)];
    return words;
}

// What `--without` names, in the journal's words: an option of the kind may be named in Chinese.
std::vector<std::string> taken_out(const Args& args, const KindSpec& kind) {
    std::vector<std::string> names = args.all("without");
    const std::vector<Option> options = writing_options(kind.kind);
    for (std::string& name : names) {
        const auto meant =
            std::find_if(options.begin(), options.end(), [&](const Option& one) { return chinese_name(one) == "--" + name; });
        if (meant != options.end()) name = long_name(*meant);
    }
    return names;
}

Result<void> check_taken_out(const Args& args, const Edited& edited, const OldEntry& old) {
    for (const std::string& name : args.all("without"))
        if (!old.says(name))
            return fail({Text::err_edit_without, {edited.subject, name}}, {Text::hint_edit_without, {listed_names(old.names(), "`", "`")}});
    return {};
}

// The old entry as a draft, but for what was typed in its place.
Draft draft_of(const Args& args, const Edited& edited, const OldEntry& old) {
    Draft draft;
    draft.kind = edited.kind;
    draft.clauses[Clause::replaces] = edited.subject;
    for (const auto& [name, value] : old.clauses)
        if (const ClauseSpec* clause = find_clause(name);
            clause && clause->clause != Clause::replaces && !args.has(name) && !is_taken_out(args, name))
            draft.clauses[clause->clause] = value;
    size_t with = 0;
    for (const EntryLine& line : old.lines) {
        if (line.is_goods()) draft.goods.push_back(typed_goods(line));
        const KeySpec* key = line.key();
        if (!key || args.has(std::string(key->name)) || is_taken_out(args, key->name)) continue;
        draft.details[key->key].push_back(with_account({line.words.begin() + 1, line.words.end()}, *key, args, with));
    }
    return draft;
}

// The entry with the names by which the journal has what is named: they are found in the editor as everywhere else.
Result<std::string> with_names_found(const Session& session, const Args& args, const Entries& entries, const KindSpec& kind,
                                     const std::string& text) {
    const Meant any = args.has("new") ? Meant::exactly : Meant::any;
    Result<std::string> out;
    std::string clause;  // the word before, in the header
    for (size_t at = 0, end = 0; at < text.size() && out; at = end + 1) {
        end = std::min(text.find('\n', at), text.size());
        const std::string line = text.substr(at, end - at);
        const std::vector<EntryLine> taken_apart = lines_of_entry(line);
        const bool goods = !taken_apart.empty() && taken_apart[0].is_goods();
        const KeySpec* key = taken_apart.empty() ? nullptr : taken_apart[0].key();
        const auto found = [&](size_t i, const std::string& word) {
            Result<std::string> name = word;
            if (at == 0 && i > 3 && i % 2 == 0) {
                const ClauseSpec* of = find_clause(clause);
                if (of && kind.use(of->clause) == ClauseUse::party) name = named_party(session, entries, word, any);
            } else if (goods && i == 1) {
                name =
                    named_item(session, entries, word, brings_new(kind.kind) && line.find('+') != std::string::npos ? any : Meant::known);
            } else if (key && i > 0 && i <= key->values.size()) {
                if (key->values[i - 1] == Value::account) name = named_account(session, entries, word, any);
                if (key->values[i - 1] == Value::party && key->key != Key::also) name = named_party(session, entries, word, any);
            }
            clause = word;
            if (!name && out) out = tl::unexpected<Error>(name.error());
            return name ? *name : word;
        };
        const std::string fresh = with_words(line, found);
        if (out) out->append(fresh).append("\n");
    }
    return out;
}

// What an entry says, but for its ref and what it replaces.
std::string essence(const std::string& text) {
    const std::string header = text.substr(0, text.find('\n'));
    return spelled(header_with(header, "-", {}) + text.substr(header.size()), Comments::note);
}

}  // namespace

Result<Edited> find_edited(const Session& session, const Journal& journal, const std::string& typed) {
    const Entries& entries = journal.entries();
    if (const uint32_t found = entries.find(entries.refs.find(typed)); found != no_entry) return standing_entry(session, journal, found);
    if (const ItemId item = entries.items.find(typed); item != ItemId::none) return item_of(entries, item);
    if (const PartyId party = entries.party(typed); party != PartyId::none) return party_of(entries, party);
    const std::vector<WordId> accounts = accounts_used(entries);
    const WordId account = entries.words.find(account_code(entries, typed));
    if (account != WordId::none && std::find(accounts.begin(), accounts.end(), account) != accounts.end())
        return Edited{no_entry, Kind::account, std::string(entries.words.text(account))};
    // a part of a name, as far as the look-ups take one
    const Result<ItemId> item = session.item(journal, typed);
    if (item) return item_of(entries, *item);
    const Result<PartyId> party = session.party(journal, typed);
    if (party) return party_of(entries, *party);
    if (item.error().what.id != Text::err_unknown_item) return tl::unexpected<Error>(item.error());
    if (party.error().what.id != Text::err_unknown_party) return tl::unexpected<Error>(party.error());
    std::vector<std::string_view> known = entries.written_refs();
    for (uint32_t i = 1; i < entries.items.size(); ++i) known.push_back(entries.items.text(static_cast<ItemId>(i)));
    for (uint32_t i = 1; i < entries.parties.size(); ++i) known.push_back(entries.parties.text(static_cast<PartyId>(i)));
    const std::string_view near = did_you_mean(typed, known);
    return fail({Text::err_edit_unknown, {typed}}, near.empty() ? Message(Text::hint_no_entry) : Message(Text::hint_did_you_mean, {near}));
}

Result<void> check_options(const Args& args, const Edited& old) {
    const KindSpec& kind = spec(old.kind);
    const auto refuse = [&](std::string_view name) {
        return fail({Text::err_edit_option, {old.subject, kind.label, name}},
                    {Text::hint_edit_option, {listed_names(names_of(kind), "--")}});
    };
    for (const ClauseSpec& clause : all_clauses())
        if (args.has(std::string(clause.name)) && kind.use(clause.clause) == ClauseUse::none) return refuse(clause.name);
    for (const KeySpec& key : all_keys())
        if (args.has(std::string(key.name)) && !kind.allows(key.key)) return refuse(key.name);
    return {};
}

namespace {

// Of a clause that is one thing in some kinds of entry and another in others.
Option option_of_any(const ClauseSpec& clause) {
    Option option;
    for (const KindSpec& kind : all_kinds()) {
        if (kind.use(clause.clause) == ClauseUse::none) continue;
        if (option.names.empty())
            option = option_of(kind, clause);
        else if (option.value != value_name(kind, clause.clause))
            option.value = "NAME";
    }
    option.help = clause.help;
    // side by side here, where each kind of entry has but one of them
    if (clause.clause == Clause::from) option.names = "--from,--供应商";
    if (clause.clause == Clause::to) option.names = "--to,--客户";
    return option;
}

}  // namespace

std::vector<Option> edit_options() {
    std::vector<Option> options;
    for (const ClauseSpec& clause : all_clauses())
        if (clause.clause != Clause::replaces) options.push_back(option_of_any(clause));
    options.push_back({"--name,--名称", "TEXT", Text::key_name});
    for (const KeySpec& key : all_keys()) {
        if (key.key == Key::name || find_key(key.name) != &key) continue;  // `also` is of parties and of items
        options.push_back(option_of(key));
        if (key.key == Key::preferred_supplier) options.back().names = "--supplier,--常用供应商";
    }
    options.push_back({"--without,--去掉", "WORD", Text::opt_without, 1, 1, true});
    options.push_back({"--draft,--草稿", "FILE", Text::opt_draft});
    return options + common_writing_options();
}

std::string changing_options(const Args& args) {
    std::vector<std::string> typed;
    for (const Option& option : edit_options())
        for (const std::string& name : {long_name(option)})
            if (name != "draft" && name != "new" && name != "dry-run" && name != "ref" && args.has(name)) typed.push_back(name);
    return listed_names(typed, "--");
}

Result<Composed> changed_entry(const Session& session, const Args& args, const Journal& journal, const Edited& edited,
                               const std::vector<std::string>& goods, std::vector<std::string>& refs) {
    if (const auto ok = check_options(args, edited); !ok) return tl::unexpected<Error>(ok.error());
    const OldEntry old(journal, edited);
    Args changed = args;
    if (args.has("without")) changed.set("without", taken_out(args, spec(edited.kind)));
    if (const auto ok = check_taken_out(changed, edited, old); !ok) return tl::unexpected<Error>(ok.error());
    for (const KeySpec& key : all_keys())
        if (takes_account(key)) keep_accounts(changed, old, key, session.settings().books.currency.code);
    if (!args.has("date")) changed.set("date", {to_text(journal.entries().entries[edited.entry].date)});
    if (is_taken_out(changed, "note"))
        changed.set("note", {});
    else if (!args.has("note") && !old.note.empty())
        changed.set("note", {old.note});
    Draft draft = draft_of(changed, edited, old);
    if (!goods.empty())
        if (const auto ok = change_goods(session, changed, journal, edited, goods, draft.goods); !ok)
            return tl::unexpected<Error>(ok.error());
    const Result<std::string> text = compose(session, changed, journal.entries(), draft, refs);
    if (!text) return tl::unexpected<Error>(text.error());
    if (essence(*text) == essence(old.text)) return Composed{};
    return Composed{with_comments(*text, old.lines), refs.back()};
}

std::string shown_entry(const Journal& journal, const Edited& old) {
    const std::string text = journal.text_of(journal.entries().entries[old.entry]);
    const std::string header = text.substr(0, text.find('\n'));
    return header_with(header, old.subject, {}) + text.substr(header.size());
}

Result<std::string> only_entry(const Edited& old, const std::string& shown, const std::string& typed,
                               const std::vector<std::string>& also) {
    Block entry;
    size_t entries = 0;
    for (const Block& block : blocks_of(typed)) {
        if (!block.is_entry || block.date.find_first_of("0123456789") != 0) continue;
        ++entries;
        entry = block;
    }
    if (entries == 0) return fail(Text::err_draft_none, {Text::hint_draft_none, {old.subject, shown.substr(0, shown.find('\n'))}});
    if (entries > 1) return fail({Text::err_draft_many, {std::to_string(entries), old.subject}}, Text::hint_draft_many);
    const KindSpec *kind = find_kind(entry.kind), *old_kind = &spec(old.kind);
    if (kind && kind != old_kind)
        return fail({Text::err_draft_kind, {old.subject, old_kind->name, kind->name}},
                    {Text::hint_draft_kind, {old.subject, old_kind->name}});
    const std::string ref = to_nfc(entry.ref).value_or(entry.ref);
    if (ref != old.subject && std::find(also.begin(), also.end(), ref) == also.end())
        return fail({Text::err_draft_ref, {old.subject, entry.ref.empty() ? "-" : entry.ref}}, {Text::hint_draft_ref, {old.subject}});
    return std::string(entry.text);
}

Result<Composed> typed_entry(const Session& session, const Args& args, const Journal& journal, const Edited& old,
                             const std::string& typed) {
    // a draft may have been begun before what it changes was replaced
    const Entries& entries = journal.entries();
    std::vector<std::string> before;
    for (uint32_t at = old.entry; at != no_entry; at = entries.find(entries.entries[at].replaces()))
        before.emplace_back(entries.refs.text(entries.entries[at].ref));
    const Result<std::string> entry = only_entry(old, shown_entry(journal, old), typed, before);
    if (!entry) return tl::unexpected<Error>(entry.error());
    Date date = session.today();
    parse_date(std::string_view(*entry).substr(0, 10), date);  // what is none, the parser refuses
    const Result<std::string> named = with_names_found(session, args, entries, spec(old.kind), *entry);
    if (!named) return tl::unexpected<Error>(named.error());
    const std::string ref = args.has("ref") ? args.get("ref") : next_ref(session, journal.entries(), old.kind, date, {});
    const std::string header = named->substr(0, named->find('\n'));
    return Composed{header_with(header, ref, old.subject) + named->substr(header.size()), ref};
}

}  // namespace daybook
