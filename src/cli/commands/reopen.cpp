// daybook reopen: a closed month is opened again, and daybook.toml says why.
#include "base/utf8.h"
#include "cli/closing.h"
#include "cli/command.h"
#include "cli/staff.h"

namespace daybook {

namespace {

std::string comment_of(const Session& session, const std::string& month, const std::string& reason) {
    const std::string who = who_enters(session), today = to_text(session.today());
    const Message said = who.empty() ? Message(Text::reopened_comment, {today, month, reason})
                                     : Message(Text::reopened_comment_by, {today, month, reason, who});
    return say(said, session.settings().language.value_or(session.lang()));
}

int reopen(Session& session, const Args& args) {
    const Result<Period> period = closing_period(session, args.words[0]);
    if (!period) return session.say_error(period.error(), bad_usage);
    const std::string month = period_name(session, *period), reason = args.get("reason");
    if (reason.empty())
        return session.say_error(Error({Text::err_reopen_why, {month}}, {Text::hint_reopen_why, {args.words[0]}}), bad_usage);
    WritableJournal ledger;
    if (!WritableJournal::open(session, args, ledger)) return refused;
    const std::optional<Date> closed = session.settings().books.closed_until;
    if (!closed || *closed < period->begin)
        return session.say_error(Error({Text::err_not_closed, {month}},
                                       closed ? Message(Text::hint_not_closed, {to_text(*closed)}) : Message(Text::hint_nothing_closed)));
    const Date until = period->begin - 1;
    const std::string comment = comment_of(session, month, reason);
    if (find_fault(comment).kind != BadText::none) return session.say_error(Message(Text::err_word_control, {comment}));
    if (!set_closed_until(session, until, comment, {Text::git_commit_reopen, {month, reason}})) return refused;
    session.say_line(*closed < period->end ? Message(Text::reopened, {month}) : Message(Text::reopened_until, {month, to_text(*closed)}));
    session.say_line({Text::still_closed, {to_text(until)}});
    return done;
}

Command reopen_command() {
    return {"reopen,反结账",
            Text::cmd_reopen,
            {{"MONTH", Text::arg_reopened_month, 1, 1}},
            {{"--reason,--原因", "TEXT", Text::opt_reopen_reason}},
            reopen,
            {"daybook reopen 2026-10 --reason 补开发票"},
            {}};
}

const Listed listed(137, reopen_command);

}  // namespace

}  // namespace daybook
