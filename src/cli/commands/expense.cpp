// daybook expense: money spent, by category.
#include "cli/command.h"
#include "cli/write.h"

namespace daybook {

namespace {

int expense(Session& session, const Args& args) { return write_by_category(session, args, Kind::expense, Key::paid); }

Command expense_command() {
    return {"expense,支出",
            Text::cmd_expense,
            {{"AMOUNT", Text::arg_amount, 1, 1}, {"CATEGORY", Text::arg_category, 1, 1}},
            options_without(Kind::expense, {"--paid", "--for"}),
            expense,
            {"daybook expense 200 广告费 --with alipay"},
            {}};
}

const Listed listed(70, expense_command);

}  // namespace

}  // namespace daybook
