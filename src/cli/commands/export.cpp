// daybook export: the whole double-entry books for another program.
#include "exporting/export.h"

#include <cstdio>

#include "books/books.h"
#include "cli/command.h"
#include "cli/session.h"
#include "exporting/redact.h"

namespace daybook {

namespace {

int put_out(const Session& session, const Args& args, const std::string& text) {
    if (args.has("output")) {
        if (const auto written = session.save(args.get("output"), text); !written) return session.say_error(written.error());
        return done;
    }
    std::fwrite(text.data(), 1, text.size(), stdout);
    return done;
}

int export_for(Session& session, const Args& args, Bookkeeper program) {
    if (!session.find_ledger(args)) return refused;
    Journal journal(session.settings().books);
    if (!session.read_journal(journal)) return refused;
    const auto text = export_books(program, journal.entries(), session.settings());
    if (!text) return session.say_problems(journal, text.error());
    return put_out(session, args, *text);
}

int export_redacted(Session& session, const Args& args) {
    if (!args.has("redact")) return session.say_error(Error(Text::err_export_what, Text::hint_export_what), bad_usage);
    if (!session.find_ledger(args)) return refused;
    Journal journal(session.settings().books);
    if (!session.read_journal(journal)) return refused;
    Books books(journal.entries(), session.settings().books);
    books.replay();
    if (!books.problems().empty()) return session.say_problems(journal, books.problems());
    return put_out(session, args, redacted(journal.entries(), session.settings().books.currency.decimals, session.lang()));
}

template <Bookkeeper program>
int export_to(Session& session, const Args& args) {
    return export_for(session, args, program);
}

Command export_command() {
    const std::vector<Option> options = {{"-o,--output,--输出", "FILE", Text::opt_export_output}};
    Command command{"export,导出",
                    Text::cmd_export,
                    {},
                    {{"--redact,--脱敏", "", Text::opt_redact}},
                    export_redacted,
                    {"daybook export --redact -o without-people.journal"},
                    {}};
    command.options.insert(command.options.end(), options.begin(), options.end());
    command.commands = {
        {"hledger", Text::cmd_export_hledger, {}, options, export_to<Bookkeeper::hledger>, {"daybook export hledger -o shop.hledger"}, {}},
        {"ledger", Text::cmd_export_ledger, {}, options, export_to<Bookkeeper::ledger>, {"daybook export ledger -o shop.ledger"}, {}},
        {"beancount",
         Text::cmd_export_beancount,
         {},
         options,
         export_to<Bookkeeper::beancount>,
         {"daybook export beancount -o shop.beancount"},
         {}},
    };
    return command;
}

const Listed listed(150, export_command);

}  // namespace

}  // namespace daybook
