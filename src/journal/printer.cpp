#include "journal/printer.h"

#include <vector>

#include "journal/writer.h"

namespace daybook {

namespace {

class Printer {
  public:
    Printer(const Entries& entries, const Entry& entry, int decimals, Spelling& spelling)
        : entries_(entries), entry_(entry), kind_(spec(entry.kind)), decimals_(decimals), spelling_(spelling) {}

    std::string text() const {
        EntryWriter writer(to_text(entry_.date), kind_.name, name());
        for (const Detail& detail : entries_.details_of(entry_))
            if (is_display_name(detail) && spelling_.keeps(entry_, detail))
                writer.display_name(spelling_.value(detail.word(), entry_, detail, true));
        for (const ClauseSpec& clause : all_clauses())
            if (const std::string named = clause_name(clause.clause); !named.empty()) writer.clause(clause.name, named);
        for (uint32_t i = entry_.first_goods; i < entry_.first_goods + entry_.goods_count; ++i) print_goods(writer, i);
        for (const Detail& detail : entries_.details_of(entry_))
            if (!is_display_name(detail) && !is_one_more(detail) && spelling_.keeps(entry_, detail)) print_detail(writer, detail);
        return writer.text();
    }

  private:
    // Behind the code in the header, not as `name` on a line of its own.
    bool is_display_name(const Detail& detail) const { return kind_.declares && detail.key == Key::name && detail.below == 0; }
    // A name of a line that has several, behind the first.
    static bool is_one_more(const Detail& detail) { return spec(detail.key).values[1] == Value::words && detail.number > 0; }
    std::string party(PartyId id, const Detail* detail = nullptr) const {
        return id == PartyId::none ? std::string() : spelling_.party(id, entry_, detail);
    }

    std::string name() const {
        switch (entry_.kind) {
            case Kind::item:
            case Kind::kit: return spelling_.item(static_cast<ItemId>(entry_.subject));
            case Kind::customer:
            case Kind::supplier: return party(static_cast<PartyId>(entry_.subject));
            case Kind::account: return spelling_.mark(static_cast<WordId>(entry_.subject));
            default: return spelling_.ref(entry_.ref);
        }
    }

    std::string clause_name(Clause clause) const {
        const ClauseUse use = kind_.use(clause);
        const auto word = [&](WordId id) { return id == WordId::none ? std::string() : spelling_.clause(id, use); };
        switch (use) {
            case ClauseUse::none: return {};
            case ClauseUse::party: return party(entry_.party);
            case ClauseUse::channel: return word(entry_.channel);
            case ClauseUse::staff: return word(entry_.staff);
            case ClauseUse::purpose: return word(entry_.purpose);
            case ClauseUse::entry: {
                const RefId ref = clause == Clause::replaces ? entry_.replaces() : entry_.of;
                return ref == RefId::none ? std::string() : spelling_.ref(ref);
            }
            case ClauseUse::warehouse: return word(clause == Clause::to ? entry_.warehouse_to : entry_.warehouse);
        }
        return {};
    }

    void print_goods(EntryWriter& writer, uint32_t index) const {
        const GoodsLine& goods = entries_.goods[index];
        std::string price, unit, rest;
        if (goods.form == PriceForm::unit) price = "@ " + to_text(goods.unit_price(), decimals_);
        if (goods.form == PriceForm::total) price = "@@ " + to_text(goods.total(), decimals_);
        if (const Marks* marks = entries_.marks_of(index)) {
            if (marks->unit != WordId::none) unit = spelling_.mark(marks->unit);
            if (marks->lot != WordId::none) rest += " lot:" + spelling_.mark(marks->lot);
            if (marks->expires) rest += " expires:" + to_text(*marks->expires);
            if (marks->tax) rest += " tax:" + rate(*marks->tax);
            if (marks->cost) rest += " cost:" + to_text(*marks->cost, decimals_);
        }
        if (!rest.empty()) rest.erase(0, 1);
        const std::string item = spelling_.item(goods.item);
        if (rest.empty())
            writer.goods(goods.sign, item, to_text(goods.quantity), unit, price);
        else
            writer.goods(goods.sign, item, to_text(goods.quantity), unit, price, {rest});
    }

    std::string rate(int64_t parts) const { return format_decimal(parts, 4, true) + "%"; }

    void print_detail(EntryWriter& writer, const Detail& detail) const {
        const KeySpec& key = spec(detail.key);
        std::vector<std::string> values;
        bool second = false;
        for (size_t i = 0; i < key.values.size(); ++i) {
            const Value value = key.values[i];
            if (value == Value::none || (is_name(value) && !(second ? detail.b : detail.a))) break;
            if ((value == Value::by || value == Value::equals) && !(value == Value::by ? detail.a : detail.b)) break;
            const bool last = i + 1 == key.values.size() || key.values[i + 1] == Value::none;
            values.push_back(value_text(value, detail, second, last));
            second = second || is_name(value);
        }
        if (key.values[1] == Value::words) {
            const std::span<const Detail> all = entries_.details_of(entry_);
            for (const Detail* more = &detail + 1; more != all.data() + all.size() && is_one_more(*more); ++more)
                values.push_back(spelling_.value(more->second_word(), entry_, *more, true));
        }
        writer.detail(key.name, values);
    }

    static bool is_name(Value value) {
        return value == Value::account || value == Value::category || value == Value::word || value == Value::party ||
               value == Value::rest || value == Value::basis || value == Value::status || value == Value::item || value == Value::words;
    }

    std::string value_text(Value value, const Detail& detail, bool second, bool last) const {
        switch (value) {
            case Value::money:
            case Value::signed_money: return to_text(detail.money(), decimals_);
            case Value::price: return to_text(UnitPrice(detail.number), decimals_);
            case Value::quantity: return to_text(Quantity(detail.number));
            case Value::rate: return rate(detail.number);
            case Value::days:
            case Value::whole: return std::to_string(detail.number);
            case Value::date: return to_text(Date{static_cast<int32_t>(detail.number)});
            case Value::birthday: return to_text(Birthday::of(detail.number));
            case Value::yes_no: return detail.number ? "yes" : "no";
            case Value::account_class: return std::string(declared_classes[static_cast<size_t>(detail.number)]);
            case Value::party: return party(detail.party(), &detail);
            case Value::item: return spelling_.item(static_cast<ItemId>(detail.a));
            case Value::equals: return "=";
            case Value::by: return "by";
            case Value::basis: return std::string(entries_.words.text(detail.word()));
            default: return spelling_.value(second ? detail.second_word() : detail.word(), entry_, detail, last);
        }
    }

    const Entries& entries_;
    const Entry& entry_;
    const KindSpec& kind_;
    int decimals_;
    Spelling& spelling_;
};

}  // namespace

std::string printed(const Entries& entries, const Entry& entry, int money_decimals, Spelling& spelling) {
    return Printer(entries, entry, money_decimals, spelling).text();
}

std::string printed(const Entries& entries, const Entry& entry, int money_decimals) {
    Spelling as_it_stands(entries);
    return printed(entries, entry, money_decimals, as_it_stands);
}

std::string printed(const Entries& entries, int money_decimals, Spelling& spelling) {
    std::string out;
    for (const Entry& entry : entries.entries) {
        if (!out.empty()) out += '\n';
        out += printed(entries, entry, money_decimals, spelling);
    }
    return out;
}

std::string printed(const Entries& entries, int money_decimals) {
    Spelling as_it_stands(entries);
    return printed(entries, money_decimals, as_it_stands);
}

}  // namespace daybook
