// daybook close: a month that nothing is entered into any more, and what it came to.
#include "cli/closing.h"
#include "cli/command.h"
#include "reports/closing.h"

namespace daybook {

namespace {

// What `daybook check` calls errors.
bool stands(const Session& session, const Journal& journal, const std::string& month) {
    Books books(journal.entries(), session.settings().books);
    books.replay();
    if (books.problems().empty()) return true;
    session.say_problems(journal, books.problems());
    session.say_error(Error({Text::err_close_broken, {month}}, Text::hint_close_broken));
    return false;
}

int close(Session& session, const Args& args) {
    const Result<Period> period = closing_period(session, args.words[0]);
    if (!period) return session.say_error(period.error(), bad_usage);
    WritableJournal ledger;
    if (!WritableJournal::open(session, args, ledger)) return refused;
    const std::string month = period_name(session, *period);
    const Date last = period->end - 1;
    const auto refuse = [&](const Error& error) { return session.say_error(error); };
    if (session.settings_path().empty()) return refuse(Error({Text::err_no_settings, {session.journal_path()}}, Text::hint_no_settings));
    if (last >= session.today()) return refuse(Error({Text::err_not_over, {month, to_text(last)}}, Text::hint_not_over));
    const std::optional<Date> closed = session.settings().books.closed_until;
    if (closed && *closed >= last)
        return refuse(Error({Text::err_closed_already, {month, to_text(*closed)}}, {Text::hint_closed_already, {month_text(last)}}));
    if (!stands(session, ledger.journal(), month)) return refused;
    Answer result = closing_report(Question{ledger.journal().entries(), session.settings().books, *period, session.today()});
    if (!result) return session.say_problems(ledger.journal(), result.error());
    if (!args.has("dry-run") && !set_closed_until(session, last, {}, {Text::git_commit_close, {month}})) return refused;
    session.show(args, std::move(*result));
    session.say_line(args.has("dry-run") ? Message(Text::dry_run) : Message(Text::closed_now, {month, to_text(last)}));
    return done;
}

Command close_command() {
    return {"close,结账",
            Text::cmd_close,
            {{"MONTH", Text::arg_month, 1, 1}},
            {{"--dry-run,--预览", "", Text::opt_dry_run}},
            close,
            {"daybook close 2026-10", "daybook close last-month --dry-run"},
            {}};
}

const Listed listed(136, close_command);

}  // namespace

}  // namespace daybook
