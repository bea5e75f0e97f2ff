// daybook purchase: goods bought, sent back, paid for.
#include "cli/commands.h"
#include "cli/write.h"
#include "reports/documents.h"

namespace daybook {

namespace {

int purchase(Session& session, const Args& args) {
    return write_entry(session, args, [&](const Journal&) { return goods_draft(args, Kind::purchase, '+', 0); });
}

int order(Session& session, const Args& args) {
    return write_entry(session, args, [&](const Journal&) { return goods_draft(args, Kind::purchase_order, '+', 0); });
}

int send_back(Session& session, const Args& args) {
    return write_entry(session, args, [&](const Journal&) { return goods_draft(args, Kind::purchase_return, '-', 1, args.words[0]); });
}

int following(Session& session, const Args& args, Kind kind) {
    return write_entry(session, args, [&](const Journal&) { return goods_draft(args, kind, '+', 1, args.words[0]); });
}

int bill(Session& session, const Args& args) { return following(session, args, Kind::bill); }
int cancel(Session& session, const Args& args) { return following(session, args, Kind::cancel); }

int orders(Session& session, const Args& args) {
    return session.answer(args, [](const Question& question) { return orders_report(question, true); });
}

int pay(Session& session, const Args& args) {
    return write_entry(session, args, [&](const Journal& journal) -> Result<Draft> {
        Draft draft;
        draft.kind = Kind::pay;
        const Result<PartyId> supplier = session.party(journal, args.words[0]);
        if (!supplier) return tl::unexpected<Error>(supplier.error());
        draft.clauses[Clause::to] = args.words[0];
        return draft;
    });
}

int list(Session& session, const Args& args) {
    if (!session.find_ledger(args)) return refused;
    Journal journal(session.settings().books);
    if (!session.read_journal(journal)) return refused;
    DocumentFilter filter;
    if (args.has("from")) {
        const Result<PartyId> supplier = session.party(journal, args.get("from"));
        if (!supplier) return session.say_error(supplier.error());
        filter.party = *supplier;
    }
    return session.answer(args, journal, [&](const Question& question) { return purchases_list(question, filter); });
}

}  // namespace

Command purchase_command() {
    const Positional goods{"GOODS", Text::arg_goods, 1, -1};
    Command command{"purchase",
                    Text::cmd_purchase,
                    {goods},
                    writing_options(Kind::purchase),
                    purchase,
                    {"daybook purchase TSHIRT-M:20@35 TSHIRT-L:10@35 --from 义乌华美 --freight 60 --paid 500 --with alipay",
                     "daybook purchase return P261102-1 TSHIRT-M:2", "daybook purchase pay 义乌华美 --paid 610 --with bank"},
                    {}};
    command.commands = {
        {"return",
         Text::cmd_purchase_return,
         {{"REF", Text::arg_purchase, 1, 1}, goods},
         writing_options(Kind::purchase_return),
         send_back,
         {},
         {}},
        {"bill",
         Text::cmd_bill,
         {{"REF", Text::arg_purchase, 1, 1}},
         writing_options(Kind::bill),
         bill,
         {"daybook purchase bill P261102-1 --from 顺丰 --freight 30"},
         {}},
        {"order",
         Text::cmd_purchase_order,
         {goods},
         writing_options(Kind::purchase_order),
         order,
         {"daybook purchase order TEA:50@30 --from 义乌华美 --due 2026-12-01"},
         {}},
        {"orders", Text::cmd_purchase_orders, {}, reading_options(), orders, {}, {}},
        {"cancel", Text::cmd_purchase_cancel, {{"REF", Text::arg_purchase_order, 1, 1}}, writing_options(Kind::cancel), cancel, {}, {}},
        {"pay", Text::cmd_pay, {{"SUPPLIER", Text::arg_supplier, 1, 1}}, writing_options(Kind::pay), pay, {}, {}},
        {"list",
         Text::cmd_purchase_list,
         {},
         std::vector<Option>{{"--from", "SUPPLIER", Text::opt_of_supplier}} + reading_options(),
         list,
         {},
         {}},
        show_command(),
    };
    return command;
}

}  // namespace daybook
