// daybook stock: what is held, and what changes it beside buying and selling.
#include "reports/stock.h"

#include "base/shell_word.h"
#include "cli/asking.h"
#include "cli/axes.h"
#include "cli/command.h"
#include "cli/grid.h"
#include "cli/known.h"
#include "cli/write.h"

namespace daybook {

namespace {

int stock(Session& session, const Args& args) {
    if (!session.find_ledger(args)) return refused;
    Journal journal(session.settings().books);
    if (!session.read_journal(journal)) return refused;
    const Styles& styles = journal.entries().styles;
    StockFilter filter;
    filter.held_only = args.has("held");
    filter.category = args.get("category");
    filter.by_style = args.get("by") == "style";
    const Styles::Style* style = nullptr;
    for (const std::string& word : args.words) {
        const Result<ItemId> item = session.item(journal, word);
        if (!item) return session.say_error(item.error());
        style = styles.find(*item);
        if (!style) filter.items.push_back(*item);
        if (style)
            for (const Styles::Member& member : style->members) filter.items.push_back(member.item);
        if (args.has("matrix"))
            if (const auto known = known_style(journal.entries(), journal.entries().items.text(*item)); !known)
                return session.say_error(known.error());
    }
    const bool alone = style && args.words.size() == 1 && !filter.by_style && !args.has("warehouses");
    if (args.has("matrix") && !alone) return session.say_error(Error(Text::err_grid_one_style, Text::hint_matrix_stock), bad_usage);
    return session.answer(args, journal, [&](const Question& question) {
        if (alone) return style_stock_report(question, *style, args.has("matrix"));
        return args.has("warehouses") ? warehouse_report(question, filter) : stock_report(question, filter);
    });
}

int lots(Session& session, const Args& args) {
    std::optional<int32_t> within;
    if (args.has("expiring")) {
        const Result<int32_t> days = parse_age(args.get("expiring"));
        if (!days) return session.say_error(days.error(), bad_usage);
        within = *days;
    }
    return session.answer(args, [&](const Question& question) { return lots_report(question, within); });
}

int low(Session& session, const Args& args) {
    bool any = false;
    const int code = session.answer(args, [&](const Question& question) {
        Answer answer = low_report(question, session.settings().plan.sales_days);
        any = answer && !answer->tables.front().rows.empty();
        return answer;
    });
    return code == done && any && args.has("fail") ? refused : code;
}

int card(Session& session, const Args& args) {
    if (!session.find_ledger(args)) return refused;
    Journal journal(session.settings().books);
    if (!session.read_journal(journal)) return refused;
    const Result<ItemId> item = session.item(journal, args.words[0]);
    if (!item) return session.say_error(item.error());
    if (const Styles::Style* style = journal.entries().styles.find(*item))
        return session.say_error(
            Error({Text::err_style_goods, {args.words[0]}}, {Text::hint_style_goods, {item_codes(journal.entries(), *style)}}));
    return session.answer(args, journal, [&](const Question& question) { return stock_card(question, *item); });
}

// TSHIRT-红-S, TSHIRT-红-M … TSHIRT-蓝-L
std::string codes_of(const std::vector<Draft>& drafts) {
    constexpr size_t most = 6;
    std::string codes;
    for (size_t i = 1; i < drafts.size(); ++i) {
        if (i == most && drafts.size() > most + 2) codes += " …";
        if (i < most || i + 1 == drafts.size() || drafts.size() <= most + 2)
            codes.append(codes.empty() ? "" : codes.ends_with("…") ? " " : ", ").append(drafts[i].subject);
    }
    return codes;
}

std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const std::string& word : words) all.append(all.empty() ? "" : ", ").append(word);
    return all;
}

// A style's items are written with it.
int declare_item(Session& session, const Args& args) {
    std::vector<Message> afterwards;
    const auto make = [&](const Journal& journal) -> Result<std::vector<Draft>> {
        Draft draft;
        draft.kind = Kind::item;
        draft.subject = item_code(journal.entries(), args.words[0]);
        if (args.words.size() > 1) draft.display_name = args.words[1];
        if (says_nothing(args, draft)) {
            const bool known = journal.entries().items.find(draft.subject) != ItemId::none;
            return fail({Text::err_nothing_said, {draft.subject}},
                        {known ? Text::hint_change_item : Text::hint_new_item, {shell_word(draft.subject)}});
        }
        if (args.has("style")) {
            if (const auto ok = join_style(journal.entries(), draft, args.get("style"), args.all("axis")); !ok)
                return tl::unexpected<Error>(ok.error());
        } else if (args.has("axis")) {
            Result<StyleDrafts> made = with_items(journal.entries(), draft, args.all("axis"));
            if (!made) return tl::unexpected<Error>(made.error());
            if (const size_t items = made->drafts.size() - 1)
                afterwards.push_back({Text::with_items, {std::to_string(items), codes_of(made->drafts)}});
            if (!made->joined.empty()) afterwards.push_back({Text::joined_items, {draft.subject, joined(made->joined)}});
            return std::move(made->drafts);
        }
        return std::vector<Draft>{std::move(draft)};
    };
    return write_entries(session, args, make, {nullptr, [&](const Entries&, uint32_t) {
                                                   for (const Message& line : afterwards) session.say_line(line);
                                               }});
}

int goods_entry(Session& session, const Args& args, Kind kind, char sign) {
    return write_entry(session, args, [&](const Journal& journal) -> Result<Draft> {
        Draft draft;
        draft.kind = kind;
        Result<std::vector<TypedGoods>> goods = parse_goods(args.words, 0, sign);
        if (!goods) return tl::unexpected<Error>(goods.error());
        if (const auto ok = find_goods(session, args, journal.entries(), kind, *goods); !ok) return tl::unexpected<Error>(ok.error());
        draft.goods = std::move(*goods);
        return draft;
    });
}

int declare_kit(Session& session, const Args& args) {
    return write_entry(session, args, [&](const Journal& journal) -> Result<Draft> {
        if (!args.has("parts")) return fail(Text::err_no_part_typed, Text::hint_part_typed);
        Draft draft;
        draft.kind = Kind::kit;
        draft.subject = item_code(journal.entries(), args.words[0]);
        if (args.words.size() > 1) draft.display_name = args.words[1];
        Result<std::vector<TypedGoods>> parts = parse_goods(args.all("parts"), 0, '+');
        if (!parts) return tl::unexpected<Error>(parts.error());
        draft.goods = std::move(*parts);
        return draft;
    });
}

int assemble(Session& session, const Args& args) {
    return write_entry(session, args, [&](const Journal&) -> Result<Draft> {
        if (!args.has("parts")) return fail(Text::err_no_part_typed, Text::hint_part_typed);
        Result<Draft> draft = goods_draft(args, Kind::assemble, '+', 0);
        Result<std::vector<TypedGoods>> parts = parse_goods(args.all("parts"), 0, '-');
        if (!parts) return tl::unexpected<Error>(parts.error());
        if (draft) draft->goods.insert(draft->goods.begin(), parts->begin(), parts->end());
        return draft;
    });
}

int arrive(Session& session, const Args& args) {
    return write_entry(session, args, [&](const Journal&) { return goods_draft(args, Kind::arrive, '-', 1, args.words[0]); });
}

int move(Session& session, const Args& args) { return goods_entry(session, args, Kind::move, '-'); }
int write_count(Session& session, const Args& args) { return goods_entry(session, args, Kind::count, '='); }
int write_off(Session& session, const Args& args) { return goods_entry(session, args, Kind::write_off, '-'); }

Dialogue count_questions() {
    return {Kind::count,
            {{Wanted::warehouse, "in"}, {Wanted::goods}},
            [](Session&, const Args& args, const Journal&) { return goods_draft(args, Kind::count, '=', 0); },
            write_count};
}

int count(Session& session, const Args& args) {
    return asks(args) ? ask(session, args, count_questions()) : with_grid(session, args, "daybook stock count", write_count);
}

Command stock_command() {
    const std::vector<Option> with_parts = {{"--parts,--部件", "GOODS", Text::opt_parts, 1, -1}};
    const Positional goods{"GOODS", Text::arg_goods_only, 1, -1};
    Command command{"stock,库存",
                    Text::cmd_stock,
                    {{"ITEM", Text::arg_items, 0, -1}},
                    std::vector<Option>{{"--held,--有货", "", Text::opt_held},
                                        {"--category,--类别", "CATEGORY", Text::opt_category},
                                        {"--warehouses,--分仓", "", Text::opt_warehouses},
                                        {"--by,--按", "WHAT", Text::opt_stock_by, 1, 1, false, {"item", "style"}},
                                        {"--matrix,--表格", "", Text::opt_matrix}} +
                        reading_options(),
                    stock,
                    {"daybook stock", "daybook stock item TEA 龙井 --unit 盒 --price 59", "daybook stock card TEA",
                     "daybook stock TSHIRT --matrix", "daybook stock count TEA:17 CUP:3", "daybook stock write-off CUP:1 --for 破损"},
                    {}};
    command.commands = {
        {"item,商品",
         Text::cmd_stock_item,
         {{"CODE", Text::arg_code, 1, 1}, {"NAME", Text::arg_display_name, 0, 1}},
         std::vector<Option>{{"--axis,--属性", "AXIS=VALUE,…", Text::opt_axis, 1, 1, true}, {"--style,--款", "CODE", Text::opt_style}} +
             options_without(Kind::item, {"--axis", "--style"}),
         declare_item,
         {"daybook stock item TEA 龙井 --unit 盒 --price 59",
          "daybook stock item TSHIRT T恤 --axis 颜色=红,蓝 --axis 尺码=S,M,L --price 59",
          "daybook stock item OLD-1 --style TSHIRT --axis 颜色=红 --axis 尺码=XL"},
         {}},
        {"card,库存卡", Text::cmd_stock_card, {{"ITEM", Text::arg_item, 1, 1}}, reading_options(), card, {}, {}},
        {"count,盘点", Text::cmd_stock_count, {goods}, grid_options() + writing_options(Kind::count), count, {}, {}, true},
        {"move,调拨",
         Text::cmd_stock_move,
         {goods},
         writing_options(Kind::move),
         move,
         {"daybook stock move TEA:5 --from 仓库 --to 门店"},
         {}},
        {"arrive,到货", Text::cmd_stock_arrive, {{"REF", Text::arg_move, 1, 1}}, writing_options(Kind::arrive), arrive, {}, {}},
        {"assemble,组装",
         Text::cmd_stock_assemble,
         {{"GOODS", Text::arg_products, 1, -1}},
         with_parts + writing_options(Kind::assemble),
         assemble,
         {"daybook stock assemble BOX:2 --parts TEA:4 CUP:2 --paid 6 --with cash"},
         {}},
        {"kit,组合",
         Text::cmd_stock_kit,
         {{"CODE", Text::arg_code, 1, 1}, {"NAME", Text::arg_display_name, 0, 1}},
         with_parts + writing_options(Kind::kit),
         declare_kit,
         {"daybook stock kit GIFT 礼盒 --price 128 --parts TEA:2 CUP:1"},
         {}},
        {"lots,批次",
         Text::cmd_stock_lots,
         {},
         std::vector<Option>{{"--expiring,--临期", "DAYS", Text::opt_expiring}} + reading_options(),
         lots,
         {"daybook stock lots --expiring 30d"},
         {}},
        {"low,不足",
         Text::cmd_stock_low,
         {},
         std::vector<Option>{{"--fail,--有则失败", "", Text::opt_fail}} + reading_options(),
         low,
         {},
         {}},
        {"write-off,报损", Text::cmd_stock_write_off, {goods}, writing_options(Kind::write_off), write_off, {}, {}},
    };
    return command;
}

const Listed listed(30, stock_command);

}  // namespace

}  // namespace daybook
