// daybook report: the statements.
#include "cli/commands.h"
#include "cli/session.h"
#include "reports/accounts.h"
#include "reports/daily.h"

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
    };
    return command;
}

}  // namespace daybook
