// daybook report: the reports of the table in reports/listed.h, each a subcommand.
#include "cli/command.h"
#include "cli/session.h"
#include "reports/listed.h"

namespace daybook {

namespace {

int answer(Session& session, const Args& args, const ListedReport& report) {
    Args of_days = args;
    if (report.of_a_day) {
        const Result<Date> day = session.day(args);
        if (!day) return session.say_error(day.error(), bad_usage);
        if (!args.has("period") && !args.has("begin") && !args.has("end")) of_days.set("period", {to_text(*day)});
    }
    const Result<Ask> ask = report.ask({args, session.settings()});
    if (!ask) return session.say_error(ask.error(), bad_usage);
    return session.answer(of_days, *ask);
}

Command subcommand(const ListedReport& report) {
    return {report.name,
            report.help,
            {},
            report.options + reading_options(),
            [report](Session& session, const Args& args) { return answer(session, args, report); },
            report.examples,
            {}};
}

Command report_command() {
    Command command{"report,报表", Text::cmd_report, {}, {}, {}, {}, {}};
    for (ListedReport (*make)() : ReportListing::rows()) command.commands.push_back(subcommand(make()));
    command.options = command.commands.front().options;
    command.run = command.commands.front().run;
    command.examples = {"daybook report", "daybook report daily --date yesterday", "daybook report income -p this-month",
                        "daybook report balance -e 2026-12-01 -o balance.csv"};
    return command;
}

const Listed listed(60, report_command);

}  // namespace

}  // namespace daybook
