// daybook purchase: goods bought, sent back, paid for.
#include "cli/asking.h"
#include "cli/axes.h"
#include "cli/command.h"
#include "cli/grid.h"
#include "cli/known.h"
#include "cli/plan.h"
#include "cli/show.h"
#include "cli/typed_find.h"
#include "cli/write.h"
#include "reports/bought.h"
#include "reports/deliveries.h"
#include "reports/documents.h"
#include "reports/prices.h"

namespace daybook {

namespace {

// A purchase at another price than the last is worth a second look: the price list may have to follow.
int write_purchase(Session& session, const Args& args) {
    const int decimals = session.settings().books.currency.decimals;
    PricesObserver prices(decimals);
    const auto make = [&](const Journal& journal) -> Result<std::vector<Draft>> {
        prices.look_at(journal.entries());
        Result<Draft> draft = goods_draft(args, Kind::purchase, '+', 0);
        if (!draft) return tl::unexpected<Error>(draft.error());
        return std::vector<Draft>{std::move(*draft)};
    };
    const auto say_changes = [&](const Entries& entries, uint32_t first_new) {
        for (const Message& change : price_changes(prices, entries, first_new, decimals)) session.warn_line(change);
    };
    return write_entries(session, args, make, {&prices, say_changes});
}

Dialogue purchase_questions() {
    return {Kind::purchase,
            {{Wanted::warehouse, "in"}, {Wanted::goods}, {Wanted::supplier, "from"}, {Wanted::freight, "freight"}, {Wanted::paid, "paid"}},
            [](Session&, const Args& args, const Journal&) { return goods_draft(args, Kind::purchase, '+', 0); },
            write_purchase};
}

int purchase(Session& session, const Args& args) {
    return asks(args) ? ask(session, args, purchase_questions()) : with_grid(session, args, "daybook purchase", write_purchase);
}

int write_order(Session& session, const Args& args) {
    return write_entry(session, args, [&](const Journal&) { return goods_draft(args, Kind::purchase_order, '+', 0); });
}

int order(Session& session, const Args& args) { return with_grid(session, args, "daybook purchase order", write_order); }

int send_back(Session& session, const Args& args) {
    return write_entry(session, args, [&](const Journal& journal) -> Result<Draft> {
        if (const auto ok = check_entry_first(session, journal, args.words, "daybook purchase return"); !ok)
            return tl::unexpected<Error>(ok.error());
        return goods_draft(args, Kind::purchase_return, '-', 1, args.words[0]);
    });
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
    PurchasesFilter filter;
    if (const auto ok = find_in_list(session, args, journal, filter); !ok)
        return session.say_error(ok.error(), ok.error().what.id == Text::err_find_nothing ? bad_usage : refused);
    if (args.has("from")) {
        const Result<PartyId> found = session.party(journal, args.get("from"));
        if (!found) return session.say_error(found.error());
        filter.supplier = *found;
    }
    if (args.has("style") || args.has("matrix"))
        return answer_of_style(session, args, journal, [&](const Question& question, const Styles::Style& style) {
            return style_bought_report(question, style, args.has("matrix"));
        });
    return session.answer(args, journal, [&](const Question& question) { return purchases_list(question, filter); });
}

int suppliers(Session& session, const Args& args) {
    if (!session.find_ledger(args)) return refused;
    Journal journal(session.settings().books);
    if (!session.read_journal(journal)) return refused;
    if (args.words.empty()) return session.answer(args, journal, suppliers_report);
    const Result<ItemId> item = session.item(journal, args.words[0]);
    if (!item) return session.say_error(item.error());
    return session.answer(args, journal, [&](const Question& question) { return item_prices_report(question, *item); });
}

Command purchase_command() {
    const Positional goods{"GOODS", Text::arg_goods, 1, -1};
    Command command{"purchase,进货",
                    Text::cmd_purchase,
                    {goods},
                    grid_options() + writing_options(Kind::purchase),
                    purchase,
                    {"daybook purchase TSHIRT-M:20@35 TSHIRT-L:10@35 --from 义乌华美 --freight 60 --paid 500 --with alipay",
                     "daybook purchase TSHIRT-红:S2,M3,L1@35 --from 义乌华美", "daybook purchase return P261102-1 TSHIRT-M:2",
                     "daybook purchase pay 义乌华美 --paid 610 --with bank"},
                    {}};
    command.asks = true;
    command.commands = {
        {"return,退货",
         Text::cmd_purchase_return,
         {{"REF", Text::arg_purchase, 1, 1}, goods},
         writing_options(Kind::purchase_return),
         send_back,
         {},
         {}},
        {"bill,费用单",
         Text::cmd_bill,
         {{"REF", Text::arg_purchase, 1, 1}},
         writing_options(Kind::bill),
         bill,
         {"daybook purchase bill P261102-1 --from 顺丰 --freight 30"},
         {}},
        {"order,订货",
         Text::cmd_purchase_order,
         {goods},
         grid_options() + writing_options(Kind::purchase_order),
         order,
         {"daybook purchase order TEA:50@30 --from 义乌华美 --due 2026-12-01"},
         {}},
        {"orders,订货单", Text::cmd_purchase_orders, {}, reading_options(), orders, {}, {}},
        {"cancel,取消",
         Text::cmd_purchase_cancel,
         {{"REF", Text::arg_purchase_order, 1, 1}},
         writing_options(Kind::cancel),
         cancel,
         {},
         {}},
        {"pay,付款", Text::cmd_pay, {{"SUPPLIER", Text::arg_supplier, 1, 1}}, writing_options(Kind::pay), pay, {}, {}},
        {"list,列表",
         Text::cmd_purchase_list,
         {},
         std::vector<Option>{{"--from,--供应商", "SUPPLIER", Text::opt_of_supplier}} + style_options() + list_options() + reading_options(),
         list,
         {"daybook purchase list", "daybook purchase list --style TSHIRT --matrix -p 2026-11"},
         {}},
        {"suppliers,供应商",
         Text::cmd_suppliers,
         {{"ITEM", Text::arg_item_prices, 0, 1}},
         reading_options(),
         suppliers,
         {"daybook purchase suppliers", "daybook purchase suppliers TEA"},
         {}},
        plan_command(),
        show_command(),
    };
    return command;
}

const Listed listed(10, purchase_command);

}  // namespace

}  // namespace daybook
