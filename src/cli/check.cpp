// daybook check: everything that is wrong, not the first thing only.
#include <fmt/format.h>

#include "base/locked_file.h"
#include "books/books.h"
#include "cli/commands.h"
#include "cli/session.h"
#include "journal/tail.h"

namespace daybook {

namespace {

// Items, parties and accounts that entries name and none declares: allowed, but a place where slips hide.
std::vector<Message> undeclared(const Books& books) {
    const Entries& entries = books.entries();
    std::vector<Message> found;
    for (uint32_t i = 1; i < entries.items.size(); ++i)
        if (!books.masters().items[i].declared) found.push_back({Text::strict_item, {entries.items.text(static_cast<ItemId>(i))}});
    for (uint32_t i = 1; i < entries.parties.size(); ++i)
        if (!books.masters().parties[i].declared && entries.other_names.resolve(static_cast<PartyId>(i)) == static_cast<PartyId>(i))
            found.push_back({Text::strict_party, {entries.parties.text(static_cast<PartyId>(i))}});
    std::vector<bool> used(entries.words.size());
    for (const Detail& detail : entries.details) {
        const KeySpec& key = spec(detail.key);
        if (key.values[1] == Value::account) used[detail.a] = true;
        if (key.values[2] == Value::account) used[detail.b] = true;
    }
    for (uint32_t i = 1; i < used.size(); ++i)
        if (used[i] && !books.masters().accounts[i] && static_cast<WordId>(i) != entries.deposit)
            found.push_back({Text::strict_account, {entries.words.text(static_cast<WordId>(i))}});
    return found;
}

int check(Session& session, const Args& args) {
    constexpr size_t all = 100'000;
    if (!session.find_ledger(args)) return refused;
    if (args.has("fix-tail")) {
        const std::string& path = session.journal_path();
        const Result<SetAside> aside = fix_tail(path);
        if (!aside) return session.say_error(aside.error());
        session.say_line(aside->file.empty() ? Message(Text::fix_tail_not_needed, {path})
                                             : Message(Text::fix_tail_done,
                                                       {aside->file, std::to_string(aside->lines), std::to_string(aside->line), path}));
    }
    Journal journal(session.settings().books);
    Result<TextFile> file = TextFile::open(session.journal_path());
    if (!file) return session.say_error(file.error());
    journal.read_main(session.journal_path(), std::move(*file));
    Errors errors = journal.errors();
    for (Error& error : journal.tail_errors(Journal::Writers::may_be_at_work)) errors.push_back(std::move(error));
    if (!errors.empty()) {
        session.say_errors(errors, all);
        session.warn_line({Text::check_failed, {std::to_string(errors.size())}});
        return refused;
    }
    Books books(journal.entries(), session.settings().books);
    books.replay();
    if (!books.problems().empty()) {
        session.say_problems(journal, books.problems(), all);
        session.warn_line({Text::check_failed, {std::to_string(books.problems().size())}});
        return refused;
    }
    if (args.has("strict")) {
        const std::vector<Message> found = undeclared(books);
        for (const Message& message : found) session.warn_line(message);
        if (!found.empty()) {
            session.warn_line({Text::strict_failed, {std::to_string(found.size())}});
            return refused;
        }
    }
    session.say_line(
        {Text::check_passed, {std::to_string(journal.entries().entries.size()), std::to_string(journal.entries().goods.size())}});
    return done;
}

}  // namespace

Command check_command() {
    return {"check", Text::cmd_check,
            {},      {{"--strict", "", Text::opt_strict}, {"--fix-tail", "", Text::opt_fix_tail}},
            check,   {"daybook check", "daybook check --strict", "daybook check --fix-tail"},
            {}};
}

}  // namespace daybook
