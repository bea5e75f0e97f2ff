// daybook open: what was there when the books begin: typed, or from a file of another system.
#include <fmt/format.h>

#include "cli/command.h"
#include "cli/git.h"
#include "cli/opening.h"
#include "cli/staff.h"
#include "cli/write.h"

namespace daybook {

namespace {

// What of an opening was typed beside the file; empty where nothing was.
std::string typed_beside(const Args& args) {
    if (!args.words.empty()) return args.words[0];
    for (Key key : {Key::cash, Key::receivable, Key::payable, Key::stored_value})
        if (const std::string option(spec(key).name); args.has(option)) return "--" + option;
    for (const char* option : {"in", "replaces"})
        if (args.has(option)) return std::string("--") + option;
    return {};
}

int open_from_files(Session& session, const Args& args) {
    if (const std::string beside = typed_beside(args); !beside.empty())
        return session.say_error(Error({Text::err_open_from_and, {beside}}, Text::hint_open_from_and), bad_usage);
    const Result<Date> date = session.day(args);
    if (!date) return session.say_error(date.error(), bad_usage);
    WritableJournal ledger;
    if (!WritableJournal::open(session, args, ledger)) return refused;
    const int decimals = session.settings().books.currency.decimals;
    const std::optional<Opening> opening = read_opening_files(session, args.all("from"), decimals);
    if (!opening) {
        session.warn_line(Text::nothing_written);
        return refused;
    }
    const Entries& entries = ledger.journal().entries();
    const std::string ref = args.has("ref") ? args.get("ref") : next_ref(session, entries, Kind::open, *date, {});
    const std::string staff = args.has("by") ? args.get("by") : who_enters(session);
    const std::string text = opening_entries(*opening, entries, {to_text(*date), ref, args.get("note"), staff, {}, {}});
    if (text.empty()) {
        session.say_error(Error({Text::err_opening_empty, {args.get("from")}}, Text::hint_opening_empty));
        session.warn_line(Text::nothing_written);
        return refused;
    }
    Args sure = args;  // many new names, some of which are like known ones: no slips of the keyboard
    sure.set("new", {"yes"});
    if (!ledger.append(session, sure, text)) return refused;
    if (args.has("dry-run")) fmt::print("{}", text);
    say_opening(session, *opening, decimals);
    if (args.has("dry-run"))
        session.say_line(Text::dry_run);
    else if (entries.find(entries.refs.find(ref)) != no_entry)  // a file may declare, and no more
        session.say_line({Text::written, {ref}});
    if (!args.has("dry-run")) commit_written(session, ledger.journal(), ledger.first_new());
    ledger.say_doubts(session, 5);
    return done;
}

int open(Session& session, const Args& args) {
    if (args.has("from")) return open_from_files(session, args);
    return write_entry(session, args, [&](const Journal&) -> Result<Draft> {
        Result<Draft> draft = goods_draft(args, Kind::open, '+', 0);
        if (draft && says_nothing(args, *draft)) return fail(Text::err_open_nothing, Text::hint_open_nothing);
        return draft;
    });
}

Command open_command() {
    return {"open,期初",
            Text::cmd_open,
            {{"GOODS", Text::arg_open_goods, 0, -1}},
            std::vector<Option>{{"--from,--文件", "FILE", Text::opt_open_from, 1, 1, true}} + writing_options(Kind::open),
            open,
            {"daybook open TEA:20@30 --cash 500 bank --receivable 120 王芳 --date 2026-11-01",
             "daybook open --from items.csv --from customers.csv"},
            {}};
}

const Listed listed(91, open_command);

}  // namespace

}  // namespace daybook
