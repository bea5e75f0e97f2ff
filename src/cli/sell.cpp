// daybook sell: goods sold, returned, refunded, money collected.
#include <algorithm>

#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/write.h"
#include "reports/documents.h"

namespace daybook {

namespace {

// The list price of an item on a day: the last one declared by then.
std::optional<UnitPrice> list_price(const Entries& entries, ItemId item, Date day) {
    std::optional<UnitPrice> price;
    Date since = first_date;
    for (const Entry& entry : entries.entries) {
        if ((entry.kind != Kind::item && entry.kind != Kind::kit) || entry.subject != index_of(item) || entry.date > day ||
            entry.date < since)
            continue;
        for (const Detail& detail : entries.details_of(entry)) {
            if (detail.key != Key::price || detail.a) continue;
            price = UnitPrice(detail.number);
            since = entry.date;
        }
    }
    return price;
}

// Goods without a price go at their list price, written into the entry as a fact.
Result<void> fill_prices(const Session& session, const Args& args, const Journal& journal, std::vector<TypedGoods>& goods) {
    const Result<Date> day = session.day(args);
    if (!day) return tl::unexpected<Error>(day.error());
    for (TypedGoods& line : goods) {
        if (!line.price.empty()) continue;
        const Result<ItemId> item = session.item(journal, line.item);
        if (!item) return tl::unexpected<Error>(item.error());
        const auto price = list_price(journal.entries(), *item, *day);
        if (!price) return fail({Text::err_no_list_price, {line.item}}, {Text::hint_no_list_price, {line.item, line.quantity}});
        line.price = "@" + to_text(*price, session.settings().books.currency.decimals);
    }
    return {};
}

int priced_goods(Session& session, const Args& args, Kind kind) {
    return write_entry(session, args, [&](const Journal& journal) -> Result<Draft> {
        Result<Draft> draft = goods_draft(args, kind, '-', 0);
        if (!draft) return draft;
        if (const auto ok = fill_prices(session, args, journal, draft->goods); !ok) return tl::unexpected<Error>(ok.error());
        return draft;
    });
}

int sell(Session& session, const Args& args) { return priced_goods(session, args, Kind::sell); }
int quote(Session& session, const Args& args) { return priced_goods(session, args, Kind::quote); }
int order(Session& session, const Args& args) { return priced_goods(session, args, Kind::order); }

int following(Session& session, const Args& args, Kind kind) {
    return write_entry(session, args, [&](const Journal&) { return goods_draft(args, kind, '-', 1, args.words[0]); });
}

int ship(Session& session, const Args& args) { return following(session, args, Kind::ship); }
int confirm(Session& session, const Args& args) { return following(session, args, Kind::confirm); }
int cancel(Session& session, const Args& args) { return following(session, args, Kind::cancel); }
int refund(Session& session, const Args& args) { return following(session, args, Kind::refund); }

int take_back(Session& session, const Args& args) {
    if (args.words.size() == 1 && args.words[0].find(':') == std::string::npos && !args.has("exchange"))
        return session.say_error(Error({Text::err_word_missing, {"daybook sell return", "GOODS", Text::arg_goods_back}},
                                       {Text::hint_goods_back, {args.words[0]}}),
                                 bad_usage);
    return write_entry(session, args, [&](const Journal& journal) -> Result<Draft> {
        Draft draft;
        draft.kind = Kind::sale_return;
        size_t first = 0;
        // the first word is the sale, unless it is goods: then the return is of nothing
        if (args.words[0].find(':') == std::string::npos) {
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

// A channel that something was sold via, or an error with what was likely meant.
Result<WordId> known_channel(const Entries& entries, const std::string& name) {
    const WordId found = entries.words.find(name);
    std::vector<std::string_view> known;
    std::string all;
    for (const Entry& entry : entries.entries) {
        if (entry.channel == WordId::none) continue;
        if (entry.channel == found) return found;
        const std::string_view channel = entries.words.text(entry.channel);
        if (std::find(known.begin(), known.end(), channel) != known.end()) continue;
        known.push_back(channel);
        all.append(all.empty() ? "" : ", ").append(channel);
    }
    const std::string_view near = did_you_mean(name, known);
    const Message hint = !near.empty() ? Message(Text::hint_did_you_mean, {near})
                         : all.empty() ? Message()
                                       : Message(Text::hint_one_of, {all});
    return fail({Text::err_unknown_channel, {name}}, hint);
}

int list(Session& session, const Args& args) {
    if (!session.find_ledger(args)) return refused;
    Journal journal(session.settings().books);
    if (!session.read_journal(journal)) return refused;
    DocumentFilter filter;
    if (args.has("to")) {
        const Result<PartyId> customer = session.party(journal, args.get("to"));
        if (!customer) return session.say_error(customer.error());
        filter.party = *customer;
    }
    if (args.has("via")) {
        const Result<WordId> channel = known_channel(journal.entries(), args.get("via"));
        if (!channel) return session.say_error(channel.error());
        filter.channel = *channel;
    }
    return session.answer(args, journal, [&](const Question& question) { return sales_list(question, filter); });
}

}  // namespace

Command sell_command() {
    const Positional goods{"GOODS", Text::arg_goods, 1, -1};
    Command command{
        "sell",
        Text::cmd_sell,
        {goods},
        writing_options(Kind::sell),
        sell,
        {"daybook sell TSHIRT-M:2 --to 王芳 --via taobao --received 118 --with alipay",
         "daybook sell TSHIRT-M:1@55 --received 55 --with cash", "daybook sell return S261103-1 TSHIRT-M:1 --paid 59 --with alipay",
         "daybook sell collect 王芳 --received 59 --with wechat"},
        {}};
    command.commands = {
        {"return",
         Text::cmd_sell_return,
         {{"REF", Text::arg_sale, 1, 1}, {"GOODS", Text::arg_goods_back, 0, -1}},
         std::vector<Option>{{"--exchange", "GOODS", Text::opt_exchange, 1, 1, true}} + writing_options(Kind::sale_return),
         take_back,
         {"daybook sell return S261103-1 TSHIRT-M:1 --exchange TSHIRT-L:1"},
         {}},
        {"quote", Text::cmd_quote, {goods}, writing_options(Kind::quote), quote, {}, {}},
        {"order",
         Text::cmd_order,
         {goods},
         writing_options(Kind::order),
         order,
         {"daybook sell order TEA:3@20 --to 王芳 --via taobao --received 60 --with taobao"},
         {}},
        {"ship",
         Text::cmd_ship,
         {{"REF", Text::arg_order, 1, 1}, {"GOODS", Text::arg_ship_goods, 0, -1}},
         writing_options(Kind::ship),
         ship,
         {"daybook sell ship O261103-1 --courier 顺丰 SF1234567890 --cost 6 --with cash"},
         {}},
        {"confirm",
         Text::cmd_confirm,
         {{"REF", Text::arg_shipped, 1, 1}},
         writing_options(Kind::confirm),
         confirm,
         {"daybook sell confirm O261103-1 --fee 3 commission"},
         {}},
        {"cancel", Text::cmd_cancel, {{"REF", Text::arg_order, 1, 1}}, writing_options(Kind::cancel), cancel, {}, {}},
        {"refund",
         Text::cmd_refund,
         {{"REF", Text::arg_sale, 1, 1}},
         writing_options(Kind::refund),
         refund,
         {"daybook sell refund S261103-1 --paid 5 --with alipay"},
         {}},
        {"collect", Text::cmd_collect, {{"CUSTOMER", Text::arg_customer, 1, 1}}, writing_options(Kind::collect), collect, {}, {}},
        {"list",
         Text::cmd_sell_list,
         {},
         std::vector<Option>{{"--to", "CUSTOMER", Text::opt_of_customer}, {"--via", "CHANNEL", Text::opt_of_channel}} + reading_options(),
         list,
         {},
         {}},
        show_command(),
    };
    return command;
}

}  // namespace daybook
