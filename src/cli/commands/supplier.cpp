// daybook supplier: who goods are bought from, and what is owed to them.
#include "cli/command.h"
#include "cli/known.h"
#include "cli/write.h"
#include "reports/customer.h"
#include "reports/deliveries.h"

namespace daybook {

namespace {

// Whether the name is already one that goods are sold to, or that owes money.
bool is_customer(const Journal& journal, const BookSettings& settings, std::string_view name) {
    const PartyId party = journal.entries().party(name);
    if (party == PartyId::none) return false;
    Books books(journal.entries(), settings);
    books.replay();
    return books.masters().of(party).is_customer;
}

int add(Session& session, const Args& args) {
    bool both = false;
    const auto make = [&](const Journal& journal) -> Result<std::vector<Draft>> {
        Draft draft;
        draft.kind = Kind::supplier;
        draft.subject = args.words[0];
        if (args.words.size() > 1) draft.display_name = args.words[1];
        if (says_nothing(args, draft) && is_declared(journal.entries(), Kind::supplier, draft.subject))
            return fail({Text::err_nothing_said, {draft.subject}}, {Text::hint_change_supplier, {draft.subject}});
        both = is_customer(journal, session.settings().books, draft.subject);
        return std::vector<Draft>{std::move(draft)};
    };
    const auto say_both = [&](const Entries&, uint32_t) {
        if (both) session.warn_line({Text::note_customer_too, {args.words[0]}});
    };
    return write_entries(session, args, make, {nullptr, say_both});
}

int show(Session& session, const Args& args) {
    if (!session.find_ledger(args)) return refused;
    Journal journal(session.settings().books);
    if (!session.read_journal(journal)) return refused;
    const Result<PartyId> supplier = session.party(journal, args.words[0]);
    if (!supplier) return session.say_error(supplier.error());
    return session.answer(args, journal, [&](const Question& question) { return supplier_report(question, *supplier); });
}

int list(Session& session, const Args& args) { return session.answer(args, suppliers_report); }

Command supplier_command() {
    const Positional supplier{"SUPPLIER", Text::arg_supplier, 1, 1};
    Command command{"supplier,供应商",
                    Text::cmd_supplier,
                    {},
                    reading_options(),
                    list,
                    {"daybook supplier", "daybook supplier add 杭州梅坞 --phone 13800000005 --terms 30", "daybook supplier show 杭州梅坞"},
                    {}};
    command.commands = {
        {"add,登记",
         Text::cmd_supplier_add,
         {supplier, {"NAME", Text::arg_display_name, 0, 1}},
         options_without(Kind::supplier, {"--birthday", "--source", "--level", "--opt-out"}),
         add,
         {"daybook supplier add 杭州梅坞 --phone 13800000005 --terms 30 --lead-time 4"},
         {}},
        {"show,查看", Text::cmd_supplier_show, {supplier}, reading_options(), show, {}, {}},
    };
    return command;
}

const Listed listed(47, supplier_command);

}  // namespace

}  // namespace daybook
