// daybook account: where the money is, what it is called, and the book of one account.
#include "cli/command.h"
#include "cli/known.h"
#include "cli/write.h"
#include "reports/account_book.h"

namespace daybook {

namespace {

// An entry has one name; the last is the one that is shown, so the first that was typed comes last.
int declare(Session& session, const Args& args) {
    return write_entries(session, args, [&](const Journal& journal) -> Result<std::vector<Draft>> {
        Draft draft;
        draft.kind = Kind::account;
        const Entries& entries = journal.entries();
        std::vector<std::string> names(args.words.begin() + 1, args.words.end());
        draft.subject = account_code(entries, args.words[0]);
        // 现金 is cash, and is to be called so
        const WordId typed = entries.words.find(args.words[0]);
        const bool is_known = typed != WordId::none && entries.account_names.code(typed) == entries.words.find(draft.subject);
        if (draft.subject != args.words[0] && !is_known) names.push_back(args.words[0]);
        if (names.empty() && says_nothing(args, draft) && is_declared(entries, Kind::account, draft.subject))
            return fail({Text::err_nothing_said, {args.words[0]}}, {Text::hint_change_account, {args.words[0]}});
        std::vector<Draft> drafts;
        for (size_t i = names.size(); i > 1; --i) {
            drafts.push_back(draft);
            drafts.back().display_name = names[i - 1];
            drafts.back().without = {Key::account_class, Key::tag};
        }
        if (!names.empty()) draft.display_name = names[0];
        drafts.push_back(std::move(draft));
        return drafts;
    });
}

int list(Session& session, const Args& args) { return session.answer(args, accounts_report); }

int card(Session& session, const Args& args) {
    if (!session.find_ledger(args)) return refused;
    Journal journal(session.settings().books);
    if (!session.read_journal(journal)) return refused;
    const Result<WordId> account = session.account(journal, args.words[0]);
    if (!account) return session.say_error(account.error());
    return session.answer(args, journal, [&](const Question& question) { return account_card(question, *account); });
}

Command account_command() {
    Command command{"account,账户",
                    Text::cmd_account,
                    {{"CODE", Text::arg_account_code, 1, 1}, {"NAME", Text::arg_account_names, 0, -1}},
                    writing_options(Kind::account),
                    declare,
                    {"daybook account bank 银行 工行卡", "daybook account 押金 --class asset"},
                    {}};
    command.commands = {
        {"list,列表", Text::cmd_account_list, {}, reading_options(), list, {}, {}},
        {"card,明细",
         Text::cmd_account_card,
         {{"ACCOUNT", Text::arg_account, 1, 1}},
         reading_options(),
         card,
         {"daybook account card bank -p this-month", "daybook account card 银行 -o bank.csv"},
         {}},
    };
    return command;
}

const Listed listed(92, account_command);

}  // namespace

}  // namespace daybook
