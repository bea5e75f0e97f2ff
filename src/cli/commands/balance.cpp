// daybook balance: what an account really holds, or somebody owes. Where the books differ, it is an error until they are put right.
#include "cli/command.h"
#include "cli/write.h"

namespace daybook {

namespace {

int balance(Session& session, const Args& args) {
    return write_entry(session, args, [&](const Journal& journal) -> Result<Draft> {
        Draft draft;
        draft.kind = Kind::balance;
        if (args.words.size() == 1 || (args.words.empty() && says_nothing(args, draft)))
            return fail(Text::err_balance_nothing, Text::hint_balance_nothing);
        if (args.words.empty()) return draft;
        const Result<WordId> account = session.account(journal, args.words[0]);
        if (!account) return tl::unexpected<Error>(account.error());
        draft.details[Key::cash] = {{args.words[1], args.words[0]}};
        return draft;
    });
}

Command balance_command() {
    return {"balance,对账",
            Text::cmd_balance,
            {{"ACCOUNT", Text::arg_account, 0, 1}, {"AMOUNT", Text::arg_held, 0, 1}},
            writing_options(Kind::balance),
            balance,
            {"daybook balance bank 1234.50", "daybook balance --receivable 120 王芳 --payable 900 杭州梅坞"},
            {}};
}

const Listed listed(94, balance_command);

}  // namespace

}  // namespace daybook
