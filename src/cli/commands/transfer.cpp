// daybook transfer: money from one account to another.
#include "cli/command.h"
#include "cli/write.h"

namespace daybook {

namespace {

int transfer(Session& session, const Args& args) {
    return write_entry(session, args, [&](const Journal&) -> Result<Draft> {
        Draft draft;
        draft.kind = Kind::transfer;
        draft.details[Key::paid].push_back({args.words[0], args.words[1]});
        draft.details[Key::received].push_back({args.has("arrived") ? args.get("arrived") : args.words[0], args.words[2]});
        return draft;
    });
}

Command transfer_command() {
    return {"transfer,转账",
            Text::cmd_transfer,
            {{"AMOUNT", Text::arg_amount, 1, 1}, {"FROM", Text::arg_from_account, 1, 1}, {"TO", Text::arg_to_account, 1, 1}},
            std::vector<Option>{{"--arrived,--到账", "AMOUNT", Text::opt_arrived}} +
                options_without(Kind::transfer, {"--paid", "--received", "--with"}),
            transfer,
            {"daybook transfer 500 alipay bank", "daybook transfer 500 alipay bank --arrived 499.50"},
            {}};
}

const Listed listed(90, transfer_command);

}  // namespace

}  // namespace daybook
