#include "cli/compose.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "cli/finding.h"
#include "cli/style_goods.h"
#include "cli/typed_words.h"
#include "journal/writer.h"

namespace daybook {

namespace {

std::string value_name(Value value) {
    switch (value) {
        case Value::money:
        case Value::signed_money: return "AMOUNT";
        case Value::price: return "PRICE";
        case Value::quantity: return "QUANTITY";
        case Value::rate: return "RATE";
        case Value::days: return "DAYS";
        case Value::date: return "DATE";
        case Value::whole: return "NUMBER";
        case Value::yes_no: return "yes|no";
        case Value::birthday: return "DAY";
        case Value::status: return "open|closed";
        case Value::account_class: return "CLASS";
        case Value::account: return "ACCOUNT";
        case Value::category: return "CATEGORY";
        case Value::party: return "NAME";
        case Value::rest: return "TEXT";
        case Value::equals: return "=";
        case Value::by: return "by";
        case Value::basis: return "BASIS";
        case Value::item: return "CODE";
        case Value::words: return "WORD…";
        default: return "WORD";
    }
}

bool takes_account(const KeySpec& key) { return key.values[0] == Value::money && key.values[1] == Value::account; }

Option option_of(const KeySpec& key) {
    Option option{"--" + std::string(key.name), key.required ? values_text(key, false) : "", key.help};  // --in-transit alone says yes
    option.least = takes_account(key) ? 1 : std::max<int>(1, key.required);
    option.most = static_cast<int>(std::find(key.values.begin(), key.values.end(), Value::none) - key.values.begin());
    option.repeats = key.repeats;
    return option;
}

// Whether its party is surely a customer: an expense may be paid to anybody.
bool sells(Kind kind) {
    constexpr std::array with_customer = {Kind::quote,  Kind::order,   Kind::sell,   Kind::sale_return,
                                          Kind::refund, Kind::collect, Kind::points, Kind::deposit};
    return std::find(with_customer.begin(), with_customer.end(), kind) != with_customer.end();
}

// What the clause means in that kind, where the clause alone could mean a party or a warehouse.
Option option_of(const KindSpec& kind, const ClauseSpec& clause) {
    Option option{"--" + std::string(clause.name), value_name(kind, clause.clause), clause.help};
    switch (kind.use(clause.clause)) {
        case ClauseUse::warehouse:
            if (clause.clause == Clause::from) option.help = Text::use_warehouse_from;
            if (clause.clause == Clause::to) option.help = Text::use_warehouse_to;
            break;
        case ClauseUse::party:
            if (with_supplier(kind.kind)) option.help = Text::use_supplier;
            if (sells(kind.kind)) option.help = Text::use_customer;
            break;
        default: break;
    }
    return option;
}

// An amount as the journal writes it: all the decimals of the currency. What is no amount stays as it is, for the parser to refuse.
std::string money_text(const std::string& typed, int decimals) {
    int64_t amount = 0;
    return parse_decimal(typed, decimals, amount) == BadNumber::none ? format_decimal(amount, decimals) : typed;
}

std::string price_text(const std::string& typed, int decimals) {
    int64_t price = 0;
    return parse_decimal(typed, price_decimals, price) == BadNumber::none ? format_decimal(price, price_decimals, true, decimals) : typed;
}

class Composer {
  public:
    Composer(const Session& session, const Args& args, const Entries& entries, const Draft& draft, Date date)
        : session_(session), args_(args), entries_(entries), draft_(draft), kind_(spec(draft.kind)), date_(date) {}

    Result<std::string> text(const std::string& subject) {
        EntryWriter writer(to_text(date_), kind_.name, subject);
        if (!draft_.display_name.empty()) writer.display_name(draft_.display_name);
        for (const ClauseSpec& clause : all_clauses()) {
            if (kind_.use(clause.clause) == ClauseUse::none) continue;
            const auto own = draft_.clauses.find(clause.clause);
            std::string name = own != draft_.clauses.end() ? own->second
                               : draft_.in_tow             ? std::string()
                                                           : args_.get(std::string(clause.name));
            if (name.empty()) continue;
            if (kind_.use(clause.clause) == ClauseUse::party)
                if (const auto ok = put_name(named_party, name); !ok) return tl::unexpected<Error>(ok.error());
            writer.clause(clause.name, name);
        }
        if (args_.has("note") && !draft_.in_tow) writer.note(args_.get("note"));
        const int decimals = session_.settings().books.currency.decimals;
        std::vector<TypedGoods> all_goods = draft_.goods;
        if (const auto ok = find_goods(session_, args_, entries_, draft_.kind, all_goods); !ok) return tl::unexpected<Error>(ok.error());
        for (const TypedGoods& goods : all_goods) {
            std::string price;
            if (!goods.price.empty())
                price = goods.price.starts_with("@@") ? "@@ " + money_text(goods.price.substr(2), decimals)
                                                      : "@ " + price_text(goods.price.substr(1), decimals);
            for (const std::string& mark : goods.marks) price += (price.empty() ? "" : " ") + mark;
            writer.goods(goods.sign, goods.item, goods.quantity, goods.unit, price);
        }
        for (const KeySpec& key : all_keys())
            if (kind_.allows(key.key))
                if (const auto ok = write_key(writer, key, decimals); !ok) return tl::unexpected<Error>(ok.error());
        return writer.text();
    }

  private:
    Result<void> write_key(EntryWriter& writer, const KeySpec& key, int decimals) {
        if (const auto own = draft_.details.find(key.key); own != draft_.details.end())
            for (const std::vector<std::string>& words : own->second)
                if (const auto ok = write_line(writer, key, words, decimals); !ok) return ok;
        if (key.key == Key::name || draft_.in_tow ||
            std::find(draft_.without.begin(), draft_.without.end(), key.key) != draft_.without.end())
            return {};
        const std::string option(key.name);
        if (!args_.has(option)) return {};
        const auto lines = words_of_lines(key, args_.all(option));
        if (!lines) return tl::unexpected<Error>(lines.error());
        for (const std::vector<std::string>& words : *lines)
            if (const auto ok = write_line(writer, key, words, decimals); !ok) return ok;
        return {};
    }

    Result<void> write_line(EntryWriter& writer, const KeySpec& key, std::vector<std::string> words, int decimals) {
        const Value first = key.values[0];
        if (first == Value::money || first == Value::signed_money) words[0] = money_text(words[0], decimals);
        if (first == Value::price) words[0] = price_text(words[0], decimals);
        if (first == Value::date)
            if (const auto day = parse_day(words[0], is_counted(words[0]) ? date_ : session_.today())) words[0] = to_text(*day);
        if (takes_account(key) && words.size() == 1) {
            const std::vector<std::string>& accounts = args_.all("with");
            words.push_back(accounts.empty() ? session_.settings().default_account : accounts[std::min(with_++, accounts.size() - 1)]);
        }
        for (size_t i = 0; i < words.size() && i < key.values.size(); ++i)
            if (const auto ok = find_value(key, i, words[i]); !ok) return ok;
        writer.detail(key.name, words);
        return {};
    }

    // A party or account that is named, in place of what was typed; `also` brings a name of its own.
    Result<void> find_value(const KeySpec& key, size_t value, std::string& word) const {
        if (key.values[value] == Value::account) return put_name(named_account, word);
        if (key.values[value] == Value::party && key.key != Key::also) return put_name(named_party, word);
        return {};
    }

    template <class NameOf>
    Result<void> put_name(const NameOf& name_of, std::string& typed) const {
        const Result<std::string> name = name_of(session_, entries_, typed, args_.has("new") ? Meant::exactly : Meant::any);
        if (!name) return tl::unexpected<Error>(name.error());
        typed = *name;
        return {};
    }

    // +3d counts from the entry's own day; every other word for a day means what it means today.
    static bool is_counted(const std::string& day) { return day.starts_with('+') || day.starts_with('-'); }

    const Session& session_;
    const Args& args_;
    const Entries& entries_;
    const Draft& draft_;
    const KindSpec& kind_;
    const Date date_;
    size_t with_ = 0;  // which --with goes with the next money line
};

}  // namespace

// Kind letter, date, the device where there is one, and the first counter that is free and was not used here before: S261103-1, S261103-a1.
std::string next_ref(const Session& session, const Entries& entries, Kind kind, Date date, const std::vector<std::string>& taken) {
    const std::string stem = ref_stem(spec(kind).letter, compact_text(date), session.settings().device);
    for (uint32_t counter = session.own_refs().last(stem) + 1;; ++counter) {
        std::string ref = stem + std::to_string(counter);
        const bool free = std::find(taken.begin(), taken.end(), ref) == taken.end();
        if (free && entries.find(entries.refs.find(ref)) == no_entry) return ref;
    }
}

std::string value_name(const KindSpec& kind, Clause clause) {
    switch (kind.use(clause)) {
        case ClauseUse::party: return with_supplier(kind.kind) ? "SUPPLIER" : sells(kind.kind) ? "CUSTOMER" : "NAME";
        case ClauseUse::warehouse: return "WAREHOUSE";
        case ClauseUse::channel: return "CHANNEL";
        case ClauseUse::staff: return "STAFF";
        case ClauseUse::entry: return "REF";
        case ClauseUse::purpose: return "PURPOSE";
        case ClauseUse::none: break;
    }
    return "NAME";
}

std::vector<Option> common_writing_options() {
    return {{"--with", "ACCOUNT", Text::opt_with, 1, 1, true},
            {"--date", "DATE", Text::opt_date},
            {"--ref", "REF", Text::opt_ref},
            {"--note", "TEXT", Text::opt_note},
            {"--new", "", Text::opt_new},
            {"--dry-run", "", Text::opt_dry_run}};
}

std::string values_text(const KeySpec& key, bool all_accounts) {
    const int required = takes_account(key) && !all_accounts ? 1 : key.required;
    std::string text;
    for (int i = 0; i < 4 && key.values[static_cast<size_t>(i)] != Value::none; ++i) {
        if (i > 0) text += ' ';
        if (i == required) text += '[';
        text += value_name(key.values[static_cast<size_t>(i)]);
    }
    return text.find('[') == std::string::npos ? text : text + ']';
}

std::vector<Option> writing_options(Kind kind) {
    const KindSpec& found = spec(kind);
    std::vector<Option> options;
    bool money = false;
    for (const ClauseSpec& clause : all_clauses())
        if (found.use(clause.clause) != ClauseUse::none) options.push_back(option_of(found, clause));
    for (const KeySpec& key : all_keys()) {
        if (!found.allows(key.key) || key.key == Key::name) continue;
        options.push_back(option_of(key));
        money = money || takes_account(key);
    }
    for (const Option& option : common_writing_options()) {
        if (option.names == "--with" && !money) continue;
        if (option.names == "--ref" && found.declares) continue;
        options.push_back(option);
    }
    return options;
}

std::vector<Option> options_without(Kind kind, std::initializer_list<std::string_view> names) {
    std::vector<Option> options = writing_options(kind);
    std::erase_if(options, [&](const Option& option) { return std::find(names.begin(), names.end(), option.names) != names.end(); });
    return options;
}

namespace {

// Cuts ,lot:A1 and the like off the end of typed goods.
std::vector<std::string> cut_marks(std::string& word) {
    std::vector<std::string> marks;
    for (size_t comma = 0; (comma = word.rfind(',')) != std::string::npos;) {
        const std::string last = word.substr(comma + 1);
        const bool mark = last.starts_with("lot:") || last.starts_with("expires:") || last.starts_with("tax:") || last.starts_with("cost:");
        if (!mark) break;
        marks.insert(marks.begin(), last);
        word.resize(comma);
    }
    return marks;
}

}  // namespace

Result<TypedGoods> parse_goods(const std::string& typed, char sign) {
    TypedGoods goods;
    goods.sign = sign;
    std::string word = typed;
    goods.marks = cut_marks(word);
    const size_t at = word.find('@', word.find(':') == std::string::npos ? 0 : word.find(':'));
    const std::string left = word.substr(0, at);
    if (at != std::string::npos) goods.price = word.substr(at);
    const size_t colon = left.rfind(':');
    const bool full_width = word.find("：") != std::string::npos || word.find("＠") != std::string::npos;
    const std::string code = left.substr(0, colon);
    const std::string like =
        code.empty() || code[0] == '-' || code.find_first_of(" \t;\"=") != std::string::npos || full_width ? "TSHIRT-M" : code;
    if (colon == std::string::npos || colon == 0 || colon + 1 == left.size() ||
        (at != std::string::npos && goods.price.find_first_not_of('@') == std::string::npos) ||
        typed.find_first_of(" \t;\"", colon) != std::string::npos)
        return fail({Text::err_goods_typed, {typed}},
                    full_width ? Message(Text::hint_full_width) : Message(Text::hint_goods_typed, {like}));
    goods.item = left.substr(0, colon);
    goods.quantity = left.substr(colon + 1);
    // 2箱: what follows the digits is the unit
    const size_t digits = goods.quantity.find_first_not_of("-0123456789.,");
    if (digits != std::string::npos && digits > 0) {
        goods.unit = goods.quantity.substr(digits);
        goods.quantity.resize(digits);
    }
    return goods;
}

Result<std::vector<TypedGoods>> parse_goods(const std::vector<std::string>& words, size_t from, char sign) {
    std::vector<TypedGoods> all;
    for (size_t i = from; i < words.size(); ++i) {
        Result<TypedGoods> goods = parse_goods(words[i], sign);
        if (!goods) return tl::unexpected<Error>(goods.error());
        all.push_back(std::move(*goods));
    }
    return all;
}

Result<void> find_goods(const Session& session, const Args& args, const Entries& entries, Kind kind, std::vector<TypedGoods>& goods) {
    if (const auto ok = spread_lists(entries, goods); !ok) return ok;
    const bool brings_new =
        kind == Kind::purchase || kind == Kind::purchase_order || kind == Kind::open || kind == Kind::assemble || kind == Kind::kit;
    for (TypedGoods& line : goods) {
        const bool may_be_new = brings_new && line.sign == '+';
        const Meant meant = !may_be_new ? Meant::known : args.has("new") ? Meant::exactly : Meant::any;
        const Result<std::string> code = named_item(session, entries, line.item, meant);
        if (!code) return tl::unexpected<Error>(code.error());
        line.item = *code;
    }
    return {};
}

bool says_nothing(const Args& args, const Draft& draft) {
    if (!draft.display_name.empty() || !draft.goods.empty() || !draft.details.empty()) return false;
    return std::none_of(all_keys().begin(), all_keys().end(),
                        [&](const KeySpec& key) { return spec(draft.kind).allows(key.key) && args.has(std::string(key.name)); });
}

Result<Draft> goods_draft(const Args& args, Kind kind, char sign, size_t first, const std::string& of) {
    Draft draft;
    draft.kind = kind;
    if (!of.empty()) draft.clauses[Clause::of] = of;
    Result<std::vector<TypedGoods>> goods = parse_goods(args.words, first, sign);
    if (!goods) return tl::unexpected<Error>(goods.error());
    draft.goods = std::move(*goods);
    return draft;
}

Result<std::string> compose(const Session& session, const Args& args, const Entries& entries, const Draft& draft,
                            std::vector<std::string>& refs) {
    const Result<Date> date = session.day(args);
    if (!date) return tl::unexpected<Error>(date.error());
    const KindSpec& kind = spec(draft.kind);
    refs.push_back(kind.declares ? draft.subject : args.has("ref") ? args.get("ref") : next_ref(session, entries, draft.kind, *date, refs));
    return Composer(session, args, entries, draft, *date).text(refs.back());
}

}  // namespace daybook
