// daybook customer segment: who the best customers are, who is new, and who is about to leave.
#include "reports/segment.h"

#include "cli/customer_filter.h"
#include "cli/segments.h"
#include "reports/parties.h"

namespace daybook {

namespace {

using Ask = Answer (*)(const Question&, const CustomerFilter&, int32_t);

int ask_filtered(Session& session, const Args& args, Ask ask) {
    if (!session.find_ledger(args)) return refused;
    Journal journal(session.settings().books);
    if (!session.read_journal(journal)) return refused;
    const Result<CustomerFilter> filter = read_customer_filter(session, args, journal);
    if (!filter) return session.say_error(filter.error());
    if (const auto shown = show_customer_lines(session, args, journal, *filter)) return *shown;
    return session.answer(args, journal, [&](const Question& question) { return ask(question, *filter, session.settings().cycle_days); });
}

int segment(Session& session, const Args& args) { return ask_filtered(session, args, segment_report); }

}  // namespace

int list_customers(Session& session, const Args& args) { return ask_filtered(session, args, customers_report); }

Command segment_command() {
    std::vector<Option> options = customer_filter_options() + customer_line_options();
    for (const Option& option : reading_options())  // scores are of all orders, so there is no begin
        if (long_name(option) != "begin" && long_name(option) != "period") options.push_back(option);
    return {"segment,分群",
            Text::cmd_segment,
            {},
            options,
            segment,
            {"daybook customer segment", "daybook customer segment --group at-risk --addresses",
             "daybook customer segment --level VIP --tag 茶友 --bought TEA --not-since 90d -O csv"},
            {}};
}

}  // namespace daybook
