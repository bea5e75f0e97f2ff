// daybook income: money that comes in without a sale, by category.
#include "cli/command.h"
#include "cli/spending.h"
#include "cli/write.h"

namespace daybook {

namespace {

int income(Session& session, const Args& args) { return write_by_category(session, args, Kind::income, Key::received); }

Command income_command() {
    Command command{"income,收入",
                    Text::cmd_income,
                    {{"AMOUNT", Text::arg_amount, 1, 1}, {"CATEGORY", Text::arg_category, 1, 1}},
                    options_without(Kind::income, {"--received", "--for"}),
                    income,
                    {"daybook income 12.50 利息 --with bank"},
                    {}};
    command.commands = {spending_list(Kind::income, Text::cmd_income_list)};
    return command;
}

const Listed listed(80, income_command);

}  // namespace

}  // namespace daybook
