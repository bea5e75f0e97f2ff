// daybook customer: who they are, what they bought and owe.
#include "cli/commands.h"
#include "cli/customer_filter.h"
#include "cli/segments.h"
#include "cli/write.h"
#include "reports/parties.h"

namespace daybook {

namespace {

int add(Session& session, const Args& args) {
    return write_entry(session, args, [&](const Journal&) -> Result<Draft> {
        Draft draft;
        draft.kind = Kind::customer;
        draft.subject = args.words[0];
        if (args.words.size() > 1) draft.display_name = args.words[1];
        return draft;
    });
}

int of_one(Session& session, const Args& args, Answer (*ask)(const Question&, PartyId)) {
    if (!session.find_ledger(args)) return refused;
    Journal journal(session.settings().books);
    if (!session.read_journal(journal)) return refused;
    PartyId customer = PartyId::none;
    if (!args.words.empty()) {
        const Result<PartyId> found = session.party(journal, args.words[0]);
        if (!found) return session.say_error(found.error());
        customer = *found;
    }
    return session.answer(args, journal, [&](const Question& question) { return ask(question, customer); });
}

int show(Session& session, const Args& args) { return of_one(session, args, customer_report); }
int statement(Session& session, const Args& args) { return of_one(session, args, statement_report); }
int due(Session& session, const Args& args) { return of_one(session, args, due_report); }

}  // namespace

Command customer_command() {
    Command command{"customer",
                    Text::cmd_customer,
                    {},
                    customer_filter_options() + customer_line_options() + reading_options(),
                    list_customers,
                    {"daybook customer", "daybook customer add 王芳 --phone 13800000001 --level VIP", "daybook customer show 王芳",
                     "daybook customer due"},
                    {}};
    command.commands = {
        {"add",
         Text::cmd_customer_add,
         {{"CUSTOMER", Text::arg_customer, 1, 1}, {"NAME", Text::arg_display_name, 0, 1}},
         writing_options(Kind::customer),
         add,
         {},
         {}},
        {"show", Text::cmd_customer_show, {{"CUSTOMER", Text::arg_customer, 1, 1}}, reading_options(), show, {}, {}},
        {"statement",
         Text::cmd_statement,
         {{"NAME", Text::arg_party, 1, 1}},
         reading_options(),
         statement,
         {"daybook customer statement 王芳 -p 2026-11"},
         {}},
        {"due", Text::cmd_customer_due, {{"CUSTOMER", Text::arg_customer, 0, 1}}, reading_options(), due, {}, {}},
    };
    command.commands.push_back(segment_command());
    command.commands.push_back(mail_command());
    return command;
}

}  // namespace daybook
