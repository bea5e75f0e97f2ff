// daybook sell: goods sold, returned, refunded, money collected.
#include <algorithm>

#include "base/shell_word.h"
#include "cli/asking.h"
#include "cli/axes.h"
#include "cli/command.h"
#include "cli/known.h"
#include "cli/offered.h"
#include "cli/parcels.h"
#include "cli/quoted.h"
#include "cli/show.h"
#include "cli/style_goods.h"
#include "cli/typed_find.h"
#include "cli/write.h"
#include "reports/profit.h"
#include "reports/sales.h"

namespace daybook {

namespace {

// Goods that go out in exchange and were typed without a price go at their list price.
Result<void> fill_prices(const Session& session, const Args& args, const Journal& journal, std::vector<TypedGoods>& goods) {
    const Result<Date> day = session.day(args);
    if (!day) return tl::unexpected<Error>(day.error());
    if (const auto ok = spread_lists(journal.entries(), goods); !ok) return ok;
    for (TypedGoods& line : goods) {
        if (!line.price.empty()) continue;
        const Result<ItemId> item = session.item(journal, line.item);
        if (!item) return tl::unexpected<Error>(item.error());
        const auto price = list_price(journal.entries(), *item, *day, WordId::none);
        if (!price) return tl::unexpected<Error>(no_list_price(session, journal.entries(), line, *item, *day));
        line.price = "@" + to_text(*price, session.settings().books.currency.decimals);
    }
    return {};
}

Result<Draft> priced_draft(Session& session, const Args& args, const Journal& journal, Kind kind) {
    Result<Draft> draft = goods_draft(args, kind, '-', 0);
    if (!draft) return draft;
    if (const auto ok = find_goods(session, args, journal.entries(), kind, draft->goods); !ok) return tl::unexpected<Error>(ok.error());
    if (args.has("of")) {
        const Result<Message> note = follow_quote(session, args, journal, args.get("of"), *draft);
        if (!note) return tl::unexpected<Error>(note.error());
        if (*note) session.warn_line(*note);
    }
    if (const auto ok = offer(session, args, journal, *draft); !ok) return tl::unexpected<Error>(ok.error());
    return draft;
}

int priced_goods(Session& session, const Args& args, Kind kind) {
    if (args.words.empty() && !args.has("of")) {
        const std::string command = kind == Kind::order ? "daybook sell order" : "daybook sell";
        return session.say_error(
            Error({Text::err_word_missing, {command, "GOODS", Text::arg_goods}}, {Text::hint_help, {command + " --help"}}), bad_usage);
    }
    return write_entry(session, args, [&](const Journal& journal) { return priced_draft(session, args, journal, kind); });
}

Dialogue sale_questions() {
    return {Kind::sell,
            {{Wanted::warehouse, "in"}, {Wanted::goods}, {Wanted::customer, "to"}, {Wanted::received, "received"}},
            [](Session& session, const Args& args, const Journal& journal) { return priced_draft(session, args, journal, Kind::sell); },
            [](Session& session, const Args& args) { return priced_goods(session, args, Kind::sell); }};
}

int sell(Session& session, const Args& args) {
    if (asks(args) && !args.has("of")) return ask(session, args, sale_questions());
    if (args.has("loop")) return session.say_error(Error(Text::err_loop_no_terminal, Text::hint_loop_no_terminal), bad_usage);
    return priced_goods(session, args, Kind::sell);
}
int quote(Session& session, const Args& args) { return priced_goods(session, args, Kind::quote); }
int order(Session& session, const Args& args) { return priced_goods(session, args, Kind::order); }

int following(Session& session, const Args& args, Kind kind) {
    return write_entry(session, args, [&](const Journal&) { return goods_draft(args, kind, '-', 1, args.words[0]); });
}

int confirm(Session& session, const Args& args) { return following(session, args, Kind::confirm); }
int cancel(Session& session, const Args& args) { return following(session, args, Kind::cancel); }
int refund(Session& session, const Args& args) { return following(session, args, Kind::refund); }

// A return without goods: the example is of goods that were sold.
Error no_goods_back(const Session& session, const Journal& journal, const std::string& ref) {
    const Result<uint32_t> sale = session.entry(journal, ref);
    if (!sale) return sale.error();
    const Entries& entries = journal.entries();
    const std::span<const GoodsLine> goods = entries.goods_of(entries.document_of(entries.entries[*sale]));
    const Message hint = goods.empty() ? Message(Text::hint_show_entry, {shell_word(ref)})
                                       : Message(Text::hint_goods_back, {shell_word(ref), shell_word(entries.items.text(goods[0].item))});
    return Error({Text::err_word_missing, {"daybook sell return", "GOODS", Text::arg_goods_back}}, hint);
}

int take_back(Session& session, const Args& args) {
    return write_entry(session, args, [&](const Journal& journal) -> Result<Draft> {
        if (args.words.size() == 1 && !are_goods(args.words[0]) && !args.has("exchange"))
            return tl::unexpected<Error>(no_goods_back(session, journal, args.words[0]));
        if (const auto ok = check_entry_first(session, journal, args.words, "daybook sell return"); !ok)
            return tl::unexpected<Error>(ok.error());
        Draft draft;
        draft.kind = Kind::sale_return;
        size_t first = 0;
        // the first word is the sale, unless it is goods: then the return is of nothing
        if (!are_goods(args.words[0])) {
            draft.clauses[Clause::of] = args.words[0];
            first = 1;
        }
        Result<std::vector<TypedGoods>> goods = parse_goods(args.words, first, '+');
        if (!goods) return tl::unexpected<Error>(goods.error());
        Result<std::vector<TypedGoods>> exchange = parse_goods(args.all("exchange"), 0, '-');
        if (!exchange) return tl::unexpected<Error>(exchange.error());
        if (const auto ok = fill_prices(session, args, journal, *exchange); !ok) return tl::unexpected<Error>(ok.error());
        draft.goods = std::move(*goods);
        draft.goods.insert(draft.goods.end(), exchange->begin(), exchange->end());
        return draft;
    });
}

int collect(Session& session, const Args& args) {
    return write_entry(session, args, [&](const Journal& journal) -> Result<Draft> {
        Draft draft;
        draft.kind = Kind::collect;
        const Result<PartyId> customer = session.party(journal, args.words[0]);
        if (!customer) return tl::unexpected<Error>(customer.error());
        draft.clauses[Clause::from] = args.words[0];
        return draft;
    });
}

std::vector<Choice> statuses() {
    std::vector<Choice> words = {{"unpaid", Text::word_unpaid}};
    for (Status status : sale_statuses()) words.emplace_back(text(status_text(status), Lang::en), status_text(status));
    return words;
}

// What of the options is a filter.
Result<SalesFilter> sales_filter(const Session& session, const Args& args, const Journal& journal) {
    SalesFilter filter;
    filter.lines = args.has("lines");
    if (const auto ok = find_in_list(session, args, journal, filter); !ok) return tl::unexpected<Error>(ok.error());
    const std::vector<std::string>& wanted = args.all("status");
    const auto is_wanted = [&](std::string_view word) { return std::find(wanted.begin(), wanted.end(), word) != wanted.end(); };
    filter.unpaid = is_wanted("unpaid");
    for (Status status : sale_statuses())
        if (is_wanted(text(status_text(status), Lang::en))) filter.statuses.push_back(status);
    if (args.has("to")) {
        const Result<PartyId> customer = session.party(journal, args.get("to"));
        if (!customer) return tl::unexpected<Error>(customer.error());
        filter.customer = *customer;
    }
    const struct {
        const char* option;
        Result<WordId> (*known)(const Entries&, const std::string&);
        WordId& into;
    } words[] = {{"via", known_channel, filter.channel}, {"tag", known_tag, filter.tag}, {"by", known_staff, filter.staff}};
    for (const auto& word : words) {
        if (!args.has(word.option)) continue;
        const Result<WordId> found = word.known(journal.entries(), args.get(word.option));
        if (!found) return tl::unexpected<Error>(found.error());
        word.into = *found;
    }
    if (args.has("older-than")) {
        const Result<int32_t> days = parse_age(args.get("older-than"));
        if (!days) return tl::unexpected<Error>(days.error());
        filter.older_than = *days;
    }
    return filter;
}

int list(Session& session, const Args& args) {
    if (!session.find_ledger(args)) return refused;
    Journal journal(session.settings().books);
    if (!session.read_journal(journal)) return refused;
    if (args.has("style") || args.has("matrix"))
        return answer_of_style(session, args, journal, [&](const Question& question, const Styles::Style& style) {
            constexpr std::string_view figures[] = {"quantity"};
            return style_profit_report(question, style, std::span(figures, args.has("matrix") ? 1 : 0), Text::title_sold_of);
        });
    const Result<SalesFilter> filter = sales_filter(session, args, journal);
    if (!filter) {
        const Text what = filter.error().what.id;
        return session.say_error(filter.error(), what == Text::err_not_an_age || what == Text::err_find_nothing ? bad_usage : refused);
    }
    return session.answer(args, journal, [&](const Question& question) { return sales_list(question, *filter); });
}

Command sell_command() {
    const Positional goods{"GOODS", Text::arg_goods, 1, -1}, goods_or_quote{"GOODS", Text::arg_goods, 0, -1};
    Command command{
        "sell,销售",
        Text::cmd_sell,
        {goods_or_quote},
        std::vector<Option>{{"--loop,--连续", "", Text::opt_loop}} + offer_options(Kind::sell) + writing_options(Kind::sell),
        sell,
        {"daybook sell TSHIRT-M:2 --to 王芳 --via taobao --received 118 --with alipay",
         "daybook sell TSHIRT-M:1@55 --received 55 --with cash", "daybook sell return S261103-1 TSHIRT-M:1 --paid 59 --with alipay",
         "daybook sell collect 王芳 --received 59 --with wechat"},
        {}};
    command.asks = true;
    command.commands = {
        {"return,退货",
         Text::cmd_sell_return,
         {{"REF", Text::arg_sale, 1, 1}, {"GOODS", Text::arg_goods_back, 0, -1}},
         std::vector<Option>{{"--exchange,--换货", "GOODS", Text::opt_exchange, 1, 1, true}} + writing_options(Kind::sale_return),
         take_back,
         {"daybook sell return S261103-1 TSHIRT-M:1 --exchange TSHIRT-L:1"},
         {}},
        {"quote,报价", Text::cmd_quote, {goods}, offer_options(Kind::quote) + writing_options(Kind::quote), quote, {}, {}},
        {"order,订单",
         Text::cmd_order,
         {goods_or_quote},
         offer_options(Kind::order) + writing_options(Kind::order),
         order,
         {"daybook sell order TEA:3@20 --to 王芳 --via taobao --received 60 --with taobao", "daybook sell order --of Q261103-1"},
         {}},
        ship_command(),
        track_command(),
        {"confirm,确认",
         Text::cmd_confirm,
         {{"REF", Text::arg_shipped, 1, 1}},
         writing_options(Kind::confirm),
         confirm,
         {"daybook sell confirm O261103-1 --fee 3 commission"},
         {}},
        {"cancel,取消", Text::cmd_cancel, {{"REF", Text::arg_order, 1, 1}}, writing_options(Kind::cancel), cancel, {}, {}},
        {"refund,退款",
         Text::cmd_refund,
         {{"REF", Text::arg_sale, 1, 1}},
         writing_options(Kind::refund),
         refund,
         {"daybook sell refund S261103-1 --paid 5 --with alipay"},
         {}},
        {"collect,收款", Text::cmd_collect, {{"CUSTOMER", Text::arg_customer, 1, 1}}, writing_options(Kind::collect), collect, {}, {}},
        {"list,列表",
         Text::cmd_sell_list,
         {},
         std::vector<Option>{{"--status,--状态", "STATUS", Text::opt_status, 1, -1, true, statuses()},
                             {"--to,--客户", "CUSTOMER", Text::opt_of_customer},
                             {"--via,--渠道", "CHANNEL", Text::opt_of_channel},
                             {"--by,--经手人", "STAFF", Text::opt_of_staff},
                             {"--tag,--标签", "TAG", Text::opt_of_tag},
                             {"--older-than,--超过", "AGE", Text::opt_older_than},
                             {"--lines,--逐行", "", Text::opt_lines}} +
             list_options() + style_options() + reading_options(),
         list,
         {"daybook sell list --status to-ship --older-than 3d", "daybook sell list --status unpaid --to 王芳",
          "daybook sell list --item TEA --find 急件"},
         {}},
        show_command(),
    };
    return command;
}

const Listed listed(20, sell_command);

}  // namespace

}  // namespace daybook
