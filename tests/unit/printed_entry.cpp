#include "printed_entry.h"

#include <vector>

#include "journal/writer.h"

namespace daybook {

namespace {

class Printer {
  public:
    Printer(const Entries& entries, const Entry& entry, int decimals)
        : entries_(entries), entry_(entry), kind_(spec(entry.kind)), decimals_(decimals) {}

    std::string text() const {
        EntryWriter writer(to_text(entry_.date), kind_.name, name());
        for (const Detail& detail : entries_.details_of(entry_))
            if (kind_.declares && detail.key == Key::name && detail.line == entry_.line) writer.display_name(word(detail.a));
        for (const ClauseSpec& clause : all_clauses())
            if (const std::string named = clause_name(clause.clause); !named.empty()) writer.clause(clause.name, named);
        for (uint32_t i = entry_.first_goods; i < entry_.first_goods + entry_.goods_count; ++i) print_goods(writer, i);
        for (const Detail& detail : entries_.details_of(entry_))
            if (!kind_.declares || detail.key != Key::name || detail.line != entry_.line) print_detail(writer, detail);
        return writer.text();
    }

  private:
    std::string word(uint32_t id) const { return std::string(entries_.words.text(static_cast<WordId>(id))); }
    std::string party(uint32_t id) const { return std::string(entries_.parties.text(static_cast<PartyId>(id))); }

    std::string name() const {
        switch (entry_.kind) {
            case Kind::item:
            case Kind::kit: return std::string(entries_.items.text(static_cast<ItemId>(entry_.subject)));
            case Kind::customer:
            case Kind::supplier: return party(entry_.subject);
            case Kind::account: return word(entry_.subject);
            default: return std::string(entries_.refs.text(entry_.ref));
        }
    }

    std::string clause_name(Clause clause) const {
        switch (kind_.use(clause)) {
            case ClauseUse::none: return {};
            case ClauseUse::party: return party(index_of(entry_.party));
            case ClauseUse::channel: return word(index_of(entry_.channel));
            case ClauseUse::staff: return word(index_of(entry_.staff));
            case ClauseUse::purpose: return word(index_of(entry_.purpose));
            case ClauseUse::entry: return std::string(entries_.refs.text(entry_.of));
            case ClauseUse::warehouse: return word(index_of(clause == Clause::to ? entry_.warehouse_to : entry_.warehouse));
        }
        return {};
    }

    void print_goods(EntryWriter& writer, uint32_t index) const {
        const GoodsLine& goods = entries_.goods[index];
        std::string price, unit, rest;
        if (goods.form == PriceForm::unit) price = "@ " + to_text(goods.unit_price(), decimals_);
        if (goods.form == PriceForm::total) price = "@@ " + to_text(goods.total(), decimals_);
        if (const Marks* marks = entries_.marks_of(index)) {
            if (marks->unit != WordId::none) unit = word(index_of(marks->unit));
            if (marks->lot != WordId::none) rest += " lot:" + word(index_of(marks->lot));
            if (marks->expires) rest += " expires:" + to_text(*marks->expires);
            if (marks->tax) rest += " tax:" + rate(*marks->tax);
            if (marks->cost) rest += " cost:" + to_text(*marks->cost, decimals_);
        }
        if (!rest.empty()) rest.erase(0, 1);
        const std::string item(entries_.items.text(goods.item));
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
        for (Value value : key.values) {
            if (value == Value::none || (is_name(value) && !(second ? detail.b : detail.a))) break;
            if ((value == Value::by || value == Value::equals) && !(value == Value::by ? detail.a : detail.b)) break;
            values.push_back(value_text(value, detail, second));
            second = second || is_name(value);
        }
        writer.detail(key.name, values);
    }

    static bool is_name(Value value) {
        return value == Value::account || value == Value::category || value == Value::word || value == Value::party ||
               value == Value::rest || value == Value::basis;
    }

    std::string value_text(Value value, const Detail& detail, bool second) const {
        switch (value) {
            case Value::money:
            case Value::signed_money: return to_text(detail.money(), decimals_);
            case Value::price: return to_text(UnitPrice(detail.number), decimals_);
            case Value::quantity: return to_text(Quantity(detail.number));
            case Value::rate: return rate(detail.number);
            case Value::days:
            case Value::whole: return std::to_string(detail.number);
            case Value::date: return to_text(Date{static_cast<int32_t>(detail.number)});
            case Value::yes_no: return detail.number ? "yes" : "no";
            case Value::party: return party(detail.a);
            case Value::equals: return "=";
            case Value::by: return "by";
            default: return word(second ? detail.b : detail.a);
        }
    }

    const Entries& entries_;
    const Entry& entry_;
    const KindSpec& kind_;
    int decimals_;
};

}  // namespace

std::string printed(const Entries& entries, const Entry& entry, int money_decimals) {
    return Printer(entries, entry, money_decimals).text();
}

std::string printed(const Entries& entries, int money_decimals) {
    std::string out;
    for (const Entry& entry : entries.entries) out += printed(entries, entry, money_decimals) + "\n";
    return out;
}

}  // namespace daybook
