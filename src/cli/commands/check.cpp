// daybook check: everything that is wrong, not the first thing only.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/locked_file.h"
#include "books/doubts.h"
#include "cli/check_rights.h"
#include "cli/command.h"
#include "cli/device.h"
#include "cli/git.h"
#include "cli/session.h"
#include "journal/changes.h"
#include "journal/revision.h"
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
    entries.details.each([&](const Detail& detail) {
        const KeySpec& key = spec(detail.key);
        if (key.values[1] == Value::account) used[detail.a] = true;
        if (key.values[2] == Value::account) used[detail.b] = true;
    });
    for (uint32_t i = 1; i < used.size(); ++i)
        if (used[i] && !books.masters().accounts[i].declared && static_cast<WordId>(i) != entries.deposit)
            found.push_back({Text::strict_account, {entries.words.text(static_cast<WordId>(i))}});
    return found;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (size_t at = 0, end = 0; at < text.size(); at = end + 1) {
        end = std::min(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
    }
    return lines;
}

// The lines of one text that the other lacks, each as often as it lacks it.
void say_lines(const Session& session, Text how, const std::string& text, const std::string& other) {
    std::vector<std::string> lines = lines_of(other);
    for (const std::string& line : lines_of(text)) {
        const auto same = std::find(lines.begin(), lines.end(), line);
        if (same == lines.end())
            session.warn_line({how, {line}});
        else
            lines.erase(same);
    }
}

// Entries that are not what they were at a revision. Their words are compared: layout and comments may change, a place too.
Result<bool> is_append_only(const Session& session, const Journal& now, const std::string& revision) {
    const std::string &settings = session.settings_path(), &journal = session.journal_path();
    Result<Repository> git = Repository::find(ledger_folder(settings, journal));
    if (!git) return tl::unexpected<Error>(git.error());
    const Result<LedgerAt> then = ledger_at(*git, revision, settings, journal, session.settings());
    if (!then) return tl::unexpected<Error>(then.error());
    const Result<Changes> changes = changes_between(*then->journal, now);
    if (!changes) return tl::unexpected<Error>(changes.error());
    size_t wrong = 0;
    for (const EntryChange& change : changes->entries) {
        if (!change.before) continue;
        ++wrong;
        const EntryText& before = *change.before;
        const std::string place = fmt::format("{}:{}", before.file, before.line);
        const std::string name = before.unit.name.empty() ? before.unit.text.substr(0, before.unit.text.find('\n')) : before.unit.name;
        Error error({change.now ? Text::err_entry_changed : Text::err_entry_removed, {name, revision, place}});
        if (change.now) error.place = {change.now->file, change.now->line, 0};
        session.say_error(error);
        const std::string now_says = change.now ? change.now->unit.tell : "";
        say_lines(session, Text::append_only_then, before.unit.tell, now_says);
        say_lines(session, Text::append_only_now, now_says, before.unit.tell);
    }
    if (wrong)
        session.warn_line({Text::append_only_failed, {revision, std::to_string(wrong)}});
    else
        session.say_line({Text::append_only_passed, {revision, std::to_string(changes->before), std::to_string(changes->added)}});
    return wrong == 0;
}

int check(Session& session, const Args& args) {
    constexpr size_t all = 100'000;
    if (args.has("rights")) return check_rights(session, args);
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
    bool whole = true;  // said first: what was taken out may be why the rest does not stand
    if (args.has("append-only")) {
        const Result<bool> audited = is_append_only(session, journal, args.get("append-only"));
        if (!audited) return session.say_error(audited.error());
        whole = *audited;
    }
    Errors errors = journal.errors();
    for (Error& error : journal.tail_errors(Journal::Writers::may_be_at_work)) errors.push_back(std::move(error));
    if (!errors.empty()) {
        session.say_errors(errors, all);
        session.warn_line({Text::check_failed, {std::to_string(errors.size())}});
        return refused;
    }
    Books books(journal.entries(), session.settings().books);
    Doubts doubts(books, session.today());
    books.replay(&doubts);
    if (!books.problems().empty()) {
        session.say_problems(journal, books.problems(), all);
        session.warn_line({Text::check_failed, {std::to_string(books.problems().size())}});
        return refused;
    }
    const std::vector<Doubt> found = doubts.take();
    for (const Doubt& doubt : found) session.say_warning(journal, doubt.problem);
    if (args.has("strict")) {
        const std::vector<Message> names = undeclared(books);
        for (const Message& message : names) session.warn_line(message);
        if (!names.empty()) {
            session.warn_line({Text::strict_failed, {std::to_string(names.size())}});
            return refused;
        }
    }
    const std::filesystem::path folder = std::filesystem::path(session.journal_path()).parent_path();
    if (lacks_merge_driver(folder.string())) session.warn_line(Text::git_no_driver);
    if (shares_device(session)) session.warn_line({Text::device_shared, {session.settings().device}});
    if (!whole) return refused;
    session.say_line(
        {Text::check_passed, {std::to_string(journal.entries().entries.size()), std::to_string(journal.entries().goods.size())}});
    if (!found.empty()) session.warn_line({Text::check_warnings, {std::to_string(found.size())}});
    return done;
}

Command check_command() {
    return {"check,检查",
            Text::cmd_check,
            {},
            {{"--strict,--严格", "", Text::opt_strict},
             {"--fix-tail,--修复末尾", "", Text::opt_fix_tail},
             {"--append-only,--只增不改", "REV", Text::opt_append_only},
             {"--rights,--权限", "REV", Text::opt_rights}},
            check,
            {"daybook check", "daybook check --strict", "daybook check --fix-tail", "daybook check --append-only origin/main"},
            {}};
}

const Listed listed(130, check_command);

}  // namespace

}  // namespace daybook
