// daybook expense: money spent, by category.
#include "cli/asking.h"
#include "cli/command.h"
#include "cli/spending.h"
#include "cli/write.h"

namespace daybook {

namespace {

int write_expense(Session& session, const Args& args) { return write_by_category(session, args, Kind::expense, Key::paid); }

Dialogue expense_questions() {
    return {Kind::expense,
            {{Wanted::amount}, {Wanted::category}, {Wanted::account, "with"}, {Wanted::note, "note"}},
            {},  // it has neither goods nor prices
            write_expense};
}

int expense(Session& session, const Args& args) {
    return asks(args) ? ask(session, args, expense_questions()) : write_expense(session, args);
}

Command expense_command() {
    Command command{"expense,支出",
                    Text::cmd_expense,
                    {{"AMOUNT", Text::arg_amount, 1, 1}, {"CATEGORY", Text::arg_category, 1, 1}},
                    options_without(Kind::expense, {"--paid", "--for"}),
                    expense,
                    {"daybook expense 200 广告费 --with alipay"},
                    {},
                    true};
    command.commands = {spending_list(Kind::expense, Text::cmd_expense_list)};
    return command;
}

const Listed listed(70, expense_command);

}  // namespace

}  // namespace daybook
