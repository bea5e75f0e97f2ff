// daybook report: the statements.
#include "cli/commands.h"
#include "cli/session.h"
#include "reports/accounts.h"
#include "reports/daily.h"
#include "reports/documents.h"
#include "reports/parties.h"
#include "reports/stock.h"

namespace daybook {

namespace {

int daily(Session& session, const Args& args) {
    Args of_day = args;
    const Result<Date> day = session.day(args);
    if (!day) return session.say_error(day.error(), bad_usage);
    if (!args.has("period") && !args.has("begin") && !args.has("end")) of_day.set("period", {to_text(*day)});
    return session.answer(of_day, daily_report);
}

int income(Session& session, const Args& args) { return session.answer(args, income_report); }
int balance(Session& session, const Args& args) { return session.answer(args, balance_report); }

int cashflow(Session& session, const Args& args) { return session.answer(args, cashflow_report); }
int tax(Session& session, const Args& args) { return session.answer(args, tax_report); }
int ageing(Session& session, const Args& args) { return session.answer(args, ageing_report); }
int movement(Session& session, const Args& args) { return session.answer(args, movement_report); }
int orders(Session& session, const Args& args) {
    return session.answer(args, [](const Question& question) { return orders_report(question, false); });
}
int purchases(Session& session, const Args& args) {
    return session.answer(args, [](const Question& question) { return purchases_list(question, {}); });
}

}  // namespace

Command report_command() {
    const std::vector<Option> of_day = std::vector<Option>{{"--date", "DATE", Text::opt_report_date}} + reading_options();
    Command command{"report",
                    Text::cmd_report,
                    {},
                    of_day,
                    daily,
                    {"daybook report", "daybook report daily --date yesterday", "daybook report income -p this-month",
                     "daybook report balance -e 2026-12-01 -o balance.csv"},
                    {}};
    command.commands = {
        {"daily", Text::cmd_report_daily, {}, of_day, daily, {}, {}},
        {"income", Text::cmd_report_income, {}, reading_options(), income, {}, {}},
        {"balance", Text::cmd_report_balance, {}, reading_options(), balance, {}, {}},
        {"cashflow", Text::cmd_report_cashflow, {}, reading_options(), cashflow, {}, {}},
        {"tax", Text::cmd_report_tax, {}, reading_options(), tax, {}, {}},
        {"ageing", Text::cmd_report_ageing, {}, reading_options(), ageing, {}, {}},
        {"movement", Text::cmd_report_movement, {}, reading_options(), movement, {}, {}},
        {"orders", Text::cmd_report_orders, {}, reading_options(), orders, {}, {}},
        {"purchases", Text::cmd_report_purchases, {}, reading_options(), purchases, {}, {}},
    };
    return command;
}

}  // namespace daybook
