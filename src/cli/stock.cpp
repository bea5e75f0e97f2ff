// daybook stock: what is held, and what changes it beside buying and selling.
#include "reports/stock.h"

#include "cli/commands.h"
#include "cli/write.h"

namespace daybook {

namespace {

int stock(Session& session, const Args& args) {
    if (!session.find_ledger(args)) return refused;
    Journal journal(session.settings().books);
    if (!session.read_journal(journal)) return refused;
    StockFilter filter;
    filter.held_only = args.has("held");
    filter.category = args.get("category");
    for (const std::string& word : args.words) {
        const Result<ItemId> item = session.item(journal, word);
        if (!item) return session.say_error(item.error());
        filter.items.push_back(*item);
    }
    return session.answer(args, journal, [&](const Question& question) { return stock_report(question, filter); });
}

int card(Session& session, const Args& args) {
    if (!session.find_ledger(args)) return refused;
    Journal journal(session.settings().books);
    if (!session.read_journal(journal)) return refused;
    const Result<ItemId> item = session.item(journal, args.words[0]);
    if (!item) return session.say_error(item.error());
    return session.answer(args, journal, [&](const Question& question) { return stock_card(question, *item); });
}

int declare_item(Session& session, const Args& args) {
    return write_entry(session, args, [&](const Journal&) -> Result<Draft> {
        Draft draft;
        draft.kind = Kind::item;
        draft.subject = args.words[0];
        if (args.words.size() > 1) draft.display_name = args.words[1];
        return draft;
    });
}

int goods_entry(Session& session, const Args& args, Kind kind, char sign) {
    return write_entry(session, args, [&](const Journal& journal) -> Result<Draft> {
        Draft draft;
        draft.kind = kind;
        Result<std::vector<TypedGoods>> goods = parse_goods(args.words, 0, sign);
        if (!goods) return tl::unexpected<Error>(goods.error());
        for (const TypedGoods& line : *goods)
            if (const Result<ItemId> item = session.item(journal, line.item); !item) return tl::unexpected<Error>(item.error());
        draft.goods = std::move(*goods);
        return draft;
    });
}

int count(Session& session, const Args& args) { return goods_entry(session, args, Kind::count, '='); }
int write_off(Session& session, const Args& args) { return goods_entry(session, args, Kind::write_off, '-'); }

}  // namespace

Command stock_command() {
    const Positional goods{"GOODS", Text::arg_goods_only, 1, -1};
    Command command{"stock",
                    Text::cmd_stock,
                    {{"ITEM", Text::arg_items, 0, -1}},
                    std::vector<Option>{{"--held", "", Text::opt_held}, {"--category", "CATEGORY", Text::opt_category}} + reading_options(),
                    stock,
                    {"daybook stock", "daybook stock item TEA 龙井 --unit 盒 --price 59", "daybook stock card TEA",
                     "daybook stock count TEA:17 CUP:3", "daybook stock write-off CUP:1 --for 破损"},
                    {}};
    command.commands = {
        {"item",
         Text::cmd_stock_item,
         {{"CODE", Text::arg_code, 1, 1}, {"NAME", Text::arg_display_name, 0, 1}},
         writing_options(Kind::item),
         declare_item,
         {},
         {}},
        {"card", Text::cmd_stock_card, {{"ITEM", Text::arg_item, 1, 1}}, reading_options(), card, {}, {}},
        {"count", Text::cmd_stock_count, {goods}, writing_options(Kind::count), count, {}, {}},
        {"write-off", Text::cmd_stock_write_off, {goods}, writing_options(Kind::write_off), write_off, {}, {}},
    };
    return command;
}

}  // namespace daybook
