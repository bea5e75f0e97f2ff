// daybook diff: which months' figures moved since a revision of git, by how much, and through which entries.
#include "reports/diff.h"

#include "cli/command.h"
#include "cli/session.h"
#include "journal/revision.h"

namespace daybook {

namespace {

// The ledger as it was at a revision, or as it stands. False after saying what is wrong.
bool read_ledger(Session& session, Repository& git, const std::string& revision, LedgerAt& out) {
    if (revision.empty()) {
        out.settings = session.settings();
        out.settings_text = session.settings_text();
        out.journal = std::make_unique<Journal>(out.settings.books);
        return session.read_journal(*out.journal);
    }
    Result<LedgerAt> ledger = ledger_at(git, revision, session.settings_path(), session.journal_path(), session.settings());
    if (!ledger) {
        session.say_error(ledger.error());
        return false;
    }
    out = std::move(*ledger);
    if (!out.journal->errors().empty()) session.say_errors(out.journal->errors());
    return out.journal->errors().empty();
}

int diff(Session& session, const Args& args) {
    if (!session.find_ledger(args)) return refused;
    const Result<Period> period = session.period(args);
    if (!period) return session.say_error(period.error(), bad_usage);
    Result<Repository> git = Repository::find(ledger_folder(session.settings_path(), session.journal_path()));
    if (!git) return session.say_error(git.error());
    const std::string from = args.words[0], to = args.words.size() > 1 ? args.words[1] : "";
    LedgerAt before, now;
    if (!read_ledger(session, *git, from, before) || !read_ledger(session, *git, to, now)) return refused;
    const Currency &old_currency = before.settings.books.currency, &currency = now.settings.books.currency;
    if (old_currency.code != currency.code)
        return session.say_error(Error({Text::err_other_currency, {from, old_currency.code, currency.code}}, Text::hint_other_currency));
    const Result<Changes> changes = changes_between(*before.journal, *now.journal);
    if (!changes) return session.say_error(changes.error());
    const Question then{before.journal->entries(), before.settings.books, *period, session.today()},
        today{now.journal->entries(), now.settings.books, *period, session.today()};
    const Message title = to.empty() ? Message(Text::title_diff, {from}) : Message(Text::title_diff_between, {from, to});
    auto report = diff_report(then, today, *changes, title);
    if (!report) {
        const DiffProblems& wrong = report.error();
        return session.say_problems(wrong.of_before ? *before.journal : *now.journal, wrong.problems);
    }
    if (before.settings_text != now.settings_text) report->notes.push_back(Text::note_settings_changed);
    return session.show(args, *report);
}

Command diff_command() {
    return {"diff,对比",
            Text::cmd_diff,
            {{"REV", Text::arg_revision, 1, 1}, {"REV", Text::arg_revision_to, 0, 1}},
            reading_options(),
            diff,
            {"daybook diff HEAD~1", "daybook diff month-end -O csv", "daybook diff v2026-10 v2026-11"},
            {}};
}

const Listed listed(120, diff_command);

}  // namespace

}  // namespace daybook
