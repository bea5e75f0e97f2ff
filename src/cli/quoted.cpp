#include "cli/quoted.h"

#include <algorithm>

namespace daybook {

namespace {

TypedGoods typed_line(const Entries& entries, uint32_t goods_index, int decimals) {
    const GoodsLine& line = entries.goods[goods_index];
    TypedGoods typed;
    typed.sign = line.sign;
    typed.item = entries.items.text(line.item);
    typed.quantity = to_text(line.quantity);
    if (line.form == PriceForm::unit) typed.price = "@" + to_text(line.unit_price(), decimals);
    if (line.form == PriceForm::total) typed.price = "@@" + to_text(line.total(), decimals);
    const Marks* marks = entries.marks_of(goods_index);
    if (!marks) return typed;
    typed.unit = entries.words.text(marks->unit);
    if (marks->lot != WordId::none) typed.marks.push_back("lot:" + std::string(entries.words.text(marks->lot)));
    if (marks->tax) typed.marks.push_back("tax:" + format_decimal(*marks->tax, 4, true) + "%");
    return typed;
}

// The unit price at which the quote offers the item in that unit; empty where it does not, or its total is no exact multiple of one.
std::string price_in(const Entries& entries, const Entry& quote, const TypedGoods& line, int decimals) {
    for (uint32_t i = quote.first_goods; i < quote.first_goods + quote.goods_count; ++i) {
        const GoodsLine& offer = entries.goods[i];
        const Marks* marks = entries.marks_of(i);
        const std::string_view unit = marks ? entries.words.text(marks->unit) : std::string_view();
        if (entries.items.text(offer.item) != line.item || unit != line.unit || offer.form == PriceForm::none) continue;
        if (offer.form == PriceForm::unit) return "@" + to_text(offer.unit_price(), decimals);
        const UnitPrice each = unit_cost(offer.total(), offer.quantity, decimals);
        if (line_amount(offer.quantity, each, decimals) == offer.total()) return "@" + to_text(each, decimals);
    }
    return {};
}

void take_clause(const Args& args, Draft& draft, Clause clause, std::string_view name) {
    if (!name.empty() && !args.has(std::string(spec(clause).name))) draft.clauses[clause] = name;
}

// Its discounts with their reasons, its postage and its tags.
void take_details(const Entries& entries, const Args& args, const Entry& quote, int decimals, Draft& draft) {
    for (const Detail& detail : entries.details_of(quote)) {
        if (detail.key == Key::due || args.has(std::string(spec(detail.key).name))) continue;
        std::vector<std::string> words;
        if (detail.key != Key::tag) words.push_back(to_text(detail.money(), decimals));
        if (detail.a) words.emplace_back(entries.words.text(detail.word()));
        draft.details[detail.key].push_back(words);
    }
}

}  // namespace

Result<Message> follow_quote(const Session& session, const Args& args, const Journal& journal, const std::string& ref, Draft& draft) {
    const Entries& entries = journal.entries();
    const Result<uint32_t> index = session.entry(journal, ref);
    if (!index) return tl::unexpected<Error>(index.error());
    const Entry& quote = entries.entries[entries.replacements.last(*index)];
    if (quote.kind != Kind::quote)
        return fail({Text::err_wrong_target, {ref, spec(quote.kind).name, spec(draft.kind).name}},
                    {Text::hint_wrong_target, {spec(draft.kind).name, spec(Kind::quote).name}});
    const int decimals = session.settings().books.currency.decimals;
    const bool whole = draft.goods.empty();
    for (uint32_t i = quote.first_goods; whole && i < quote.first_goods + quote.goods_count; ++i)
        draft.goods.push_back(typed_line(entries, i, decimals));
    for (TypedGoods& line : draft.goods)
        if (line.price.empty()) line.price = price_in(entries, quote, line, decimals);
    take_clause(args, draft, Clause::to, entries.parties.text(quote.party));
    take_clause(args, draft, Clause::via, entries.words.text(quote.channel));
    take_clause(args, draft, Clause::in, entries.words.text(quote.warehouse));
    // a discount was offered for all of it
    if (whole) take_details(entries, args, quote, decimals, draft);
    for (const Entry& entry : entries.entries)
        if (entry.of == quote.ref && (entry.kind == Kind::order || entry.kind == Kind::sell))
            return Message(Text::note_quote_taken, {ref, entries.refs.text(entry.ref), to_text(entry.date)});
    return Message();
}

}  // namespace daybook
