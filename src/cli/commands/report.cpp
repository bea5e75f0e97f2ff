// daybook report: the statements.
#include "cli/command.h"
#include "cli/known.h"
#include "cli/session.h"
#include "reports/accounts.h"
#include "reports/daily.h"
#include "reports/documents.h"
#include "reports/parcels.h"
#include "reports/parties.h"
#include "reports/promotions.h"
#include "reports/returns.h"
#include "reports/staff.h"
#include "reports/statements.h"
#include "reports/stock.h"
#include "reports/turning.h"

namespace daybook {

namespace {

int daily(Session& session, const Args& args) {
    Args of_day = args;
    const Result<Date> day = session.day(args);
    if (!day) return session.say_error(day.error(), bad_usage);
    if (!args.has("period") && !args.has("begin") && !args.has("end")) of_day.set("period", {to_text(*day)});
    return session.answer(of_day, [&](const Question& question) {
        const Settings& settings = session.settings();
        return daily_report(question, {settings.warnings.slow_days, settings.warnings.expiring_days, settings.plan.sales_days});
    });
}

int income(Session& session, const Args& args) { return session.answer(args, income_report); }
int balance(Session& session, const Args& args) { return session.answer(args, balance_report); }

int cashflow(Session& session, const Args& args) { return session.answer(args, cashflow_report); }
int tax(Session& session, const Args& args) { return session.answer(args, tax_report); }
int ageing(Session& session, const Args& args) { return session.answer(args, ageing_report); }
int movement(Session& session, const Args& args) { return session.answer(args, movement_report); }
int couriers(Session& session, const Args& args) { return session.answer(args, couriers_report); }
int staff(Session& session, const Args& args) { return session.answer(args, staff_report); }
int slow(Session& session, const Args& args) {
    std::optional<int32_t> asked;
    if (args.has("days")) {
        const Result<int32_t> days = parse_age(args.get("days"));
        if (!days) return session.say_error(days.error(), bad_usage);
        asked = *days;
    }
    return session.answer(
        args, [&](const Question& question) { return slow_report(question, asked.value_or(session.settings().warnings.slow_days)); });
}

int abc(Session& session, const Args& args) {
    const std::string by = args.get("by");
    return session.answer(args, [&](const Question& question) {
        return abc_report(question, by == "profit" ? AbcBy::profit : by == "quantity" ? AbcBy::quantity : AbcBy::revenue);
    });
}

int promotions(Session& session, const Args& args) { return session.answer(args, promotions_report); }

int returns(Session& session, const Args& args) {
    const std::string by = args.get("by");
    return session.answer(args, [&](const Question& question) {
        return returns_report(question, by == "reason" ? ReturnsBy::reason : by == "supplier" ? ReturnsBy::supplier : ReturnsBy::item);
    });
}

int turnover(Session& session, const Args& args) { return session.answer(args, turnover_report); }
int orders(Session& session, const Args& args) {
    return session.answer(args, [](const Question& question) { return orders_report(question, false); });
}
int purchases(Session& session, const Args& args) {
    return session.answer(args, [](const Question& question) { return purchases_list(question, PartyId::none); });
}

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
        {"slow",
         Text::cmd_report_slow,
         {},
         std::vector<Option>{{"--days", "DAYS", Text::opt_slow_days}} + reading_options(),
         slow,
         {"daybook report slow --days 90"},
         {}},
        {"abc",
         Text::cmd_report_abc,
         {},
         std::vector<Option>{{"--by", "MEASURE", Text::opt_abc_by, 1, 1, false, {"revenue", "profit", "quantity"}}} + reading_options(),
         abc,
         {"daybook report abc --by profit -p 2026q4"},
         {}},
        {"turnover", Text::cmd_report_turnover, {}, reading_options(), turnover, {"daybook report turnover -p last-month"}, {}},
        {"promotions", Text::cmd_report_promotions, {}, reading_options(), promotions, {"daybook report promotions -p 2026-11"}, {}},
        {"returns",
         Text::cmd_report_returns,
         {},
         std::vector<Option>{{"--by", "WHAT", Text::opt_returns_by, 1, 1, false, {"item", "reason", "supplier"}}} + reading_options(),
         returns,
         {"daybook report returns --by supplier -p 2026q4"},
         {}},
        {"staff", Text::cmd_report_staff, {}, reading_options(), staff, {"daybook report staff -p this-month"}, {}},
        {"couriers", Text::cmd_report_couriers, {}, reading_options(), couriers, {"daybook report couriers -p last-month"}, {}},
    };
    return command;
}

const Listed listed(60, report_command);

}  // namespace

}  // namespace daybook
