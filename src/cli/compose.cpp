#include "cli/compose.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/half_width.h"
#include "base/shell_word.h"
#include "base/utf8.h"
#include "cli/finding.h"
#include "cli/style_goods.h"
#include "cli/typed_words.h"
#include "journal/writer.h"
#include "model/typed_amounts.h"

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

}  // namespace

Option option_of(const KeySpec& key) {
    const std::string names = fmt::format("--{},--{}", key.name, key.chinese);
    Option option{names, key.required ? values_text(key, false) : "", key.help};  // --in-transit alone says yes
    option.least = takes_account(key) ? 1 : std::max<int>(1, key.required);
    option.most = static_cast<int>(std::find(key.values.begin(), key.values.end(), Value::none) - key.values.begin());
    option.repeats = key.repeats;
    return option;
}

namespace {

// Whether its party is surely a customer: an expense may be paid to anybody.
bool sells(Kind kind) {
    constexpr std::array with_customer = {Kind::quote,  Kind::order,   Kind::sell,   Kind::sale_return,
                                          Kind::refund, Kind::collect, Kind::points, Kind::deposit};
    return std::find(with_customer.begin(), with_customer.end(), kind) != with_customer.end();
}

}  // namespace

// What the clause means in that kind, where the clause alone could mean a party or a warehouse.
Option option_of(const KindSpec& kind, const ClauseSpec& clause) {
    Option option{fmt::format("--{},--{}", clause.name, chinese_name(kind, clause.clause)), value_name(kind, clause.clause), clause.help};
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

namespace {

// An amount as the journal writes it: all the decimals of the currency. What is no amount stays as it is, for the parser to refuse.
std::string money_text(const std::string& typed, const Currency& currency) {
    const std::string plain = plain_amount(typed, currency.code);
    int64_t amount = 0;
    return parse_decimal(plain, currency.decimals, amount) == BadNumber::none ? format_decimal(amount, currency.decimals) : plain;
}

std::string price_text(const std::string& typed, const Currency& currency) {
    const std::string plain = plain_amount(typed, currency.code);
    int64_t price = 0;
    const bool read = parse_decimal(plain, price_decimals, price) == BadNumber::none;
    return read ? format_decimal(price, price_decimals, true, currency.decimals) : plain;
}

class Composer {
  public:
    Composer(const Session& session, const Args& args, const Entries& entries, const Draft& draft, Date date)
        : session_(session),
          args_(args),
          entries_(entries),
          draft_(draft),
          kind_(spec(draft.kind)),
          date_(date),
          currency_(session.settings().books.currency) {}

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
            if (kind_.use(clause.clause) == ClauseUse::party) {
                if (const auto ok = put_name(named_party, name); !ok) return tl::unexpected<Error>(ok.error());
            } else {
                name = known_name(clause.clause, name);
            }
            writer.clause(clause.name, name);
        }
        if (args_.has("note") && !draft_.in_tow) writer.note(args_.get("note"));
        std::vector<TypedGoods> all_goods = draft_.goods;
        if (const auto ok = find_goods(session_, args_, entries_, draft_.kind, all_goods); !ok) return tl::unexpected<Error>(ok.error());
        for (const TypedGoods& goods : all_goods) {
            std::string price;
            if (!goods.price.empty())
                price = goods.price.starts_with("@@") ? "@@ " + money_text(goods.price.substr(2), currency_)
                                                      : "@ " + price_text(goods.price.substr(1), currency_);
            for (const std::string& mark : goods.marks) price += (price.empty() ? "" : " ") + mark;
            writer.goods(goods.sign, item_code(entries_, goods.item), goods.quantity, goods.unit, price);
        }
        for (const KeySpec& key : all_keys())
            if (kind_.allows(key.key))
                if (const auto ok = write_key(writer, key); !ok) return tl::unexpected<Error>(ok.error());
        return writer.text();
    }

  private:
    // As the ledger knows it, where it was typed in full width; a party, a warehouse that is new may be called what one likes.
    std::string known_name(Clause clause, const std::string& typed) const {
        const ClauseUse use = kind_.use(clause);
        return known_word(typed, [&](std::string_view name) {
            if (use == ClauseUse::party) return entries_.party(name) != PartyId::none;
            if (use == ClauseUse::entry) return entries_.find(entries_.refs.find(name)) != no_entry;
            return entries_.words.find(name) != WordId::none;
        });
    }

    Result<void> write_key(EntryWriter& writer, const KeySpec& key) {
        if (const auto own = draft_.details.find(key.key); own != draft_.details.end())
            for (const std::vector<std::string>& words : own->second)
                if (const auto ok = write_line(writer, key, words); !ok) return ok;
        if (key.key == Key::name || draft_.in_tow ||
            std::find(draft_.without.begin(), draft_.without.end(), key.key) != draft_.without.end())
            return {};
        const std::string option(key.name);
        if (!args_.has(option)) return {};
        const auto lines = words_of_lines(key, args_.all(option), currency_.code);
        if (!lines) return tl::unexpected<Error>(lines.error());
        for (const std::vector<std::string>& words : *lines)
            if (const auto ok = write_line(writer, key, words); !ok) return ok;
        return {};
    }

    Result<void> write_line(EntryWriter& writer, const KeySpec& key, std::vector<std::string> words) {
        const Value first = key.values[0];
        for (size_t i = 0; i < words.size(); ++i) words[i] = plain_value(key, i, words[i], currency_.code);
        if (first == Value::money || first == Value::signed_money) words[0] = money_text(words[0], currency_);
        if (first == Value::price) words[0] = price_text(words[0], currency_);
        if (first == Value::date)
            if (const auto day = parse_coming_day(words[0], is_counted(words[0]) ? date_ : session_.today())) words[0] = to_text(*day);
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
        if (key.values[value] == Value::account) {
            if (const auto ok = put_name(named_account, word); !ok) return ok;
            word = account_code(entries_, known_account(word));
        }
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

    std::string known_account(const std::string& typed) const {
        return entries_.words.find(typed) != WordId::none ? typed : plain_code(typed);
    }

    // +3d counts from the entry's own day; every other word for a day means what it means today.
    static bool is_counted(const std::string& day) { return day.starts_with('+') || day.starts_with('-'); }

    const Session& session_;
    const Args& args_;
    const Entries& entries_;
    const Draft& draft_;
    const KindSpec& kind_;
    const Date date_;
    const Currency& currency_;
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
    return {{"--with,--账户", "ACCOUNT", Text::opt_with, 1, 1, true},
            {"--date,--日期", "DATE", Text::opt_date},
            {"--ref,--单号", "REF", Text::opt_ref},
            {"--note,--备注", "TEXT", Text::opt_note},
            {"--new,--新名称", "", Text::opt_new},
            {"--dry-run,--预览", "", Text::opt_dry_run}};
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
        if (long_name(option) == "with" && !money) continue;
        if (long_name(option) == "ref" && found.declares) continue;
        options.push_back(option);
    }
    return options;
}

std::vector<Option> options_without(Kind kind, std::initializer_list<std::string_view> names) {
    std::vector<Option> options = writing_options(kind);
    std::erase_if(options,
                  [&](const Option& option) { return std::find(names.begin(), names.end(), "--" + long_name(option)) != names.end(); });
    return options;
}

namespace {

// What may stand behind goods, after a comma.
struct Mark {
    std::string_view name, chinese;
};
constexpr Mark known_marks[] = {{"lot:", "批次:"}, {"expires:", "到期:"}, {"tax:", "税率:"}, {"cost:", "成本:"}};

// The mark as the journal has it; empty where it is none.
std::string read_mark(std::string_view typed) {
    const std::string plain = half_width(typed);
    for (const auto& [name, chinese] : known_marks) {
        if (!plain.starts_with(name) && !plain.starts_with(chinese)) continue;
        const size_t colon = plain.find(':') + 1;
        const std::string value = plain_code(typed_part(typed, plain, colon));
        const auto day = name == "expires:" ? parse_full_date(value) : std::nullopt;
        return std::string(name) + (day ? to_text(*day) : value);
    }
    return {};
}

// Cuts ,lot:A1 and the like off the end of typed goods.
std::vector<std::string> cut_marks(std::string& word) {
    std::vector<std::string> marks;
    while (true) {
        const std::string plain = half_width(word);
        const size_t comma = plain.rfind(',');
        if (comma == std::string::npos) break;
        std::string mark = read_mark(typed_part(word, plain, comma + 1));
        if (mark.empty()) break;
        marks.insert(marks.begin(), std::move(mark));
        word = typed_part(word, plain, 0, comma);
    }
    return marks;
}

// Whether it is an option's name, of any entry, without the dashes.
bool is_option_word(std::string_view word) {
    if (word.empty()) return false;
    for (const KeySpec& key : all_keys())
        if (word == key.name || word == key.chinese) return true;
    for (const ClauseSpec& clause : all_clauses())
        for (const KindSpec& kind : all_kinds())
            if (word == clause.name || word == chinese_name(kind, clause.clause)) return true;
    const std::vector<Option> others = common_writing_options();
    return std::any_of(others.begin(), others.end(),
                       [&](const Option& option) { return word == long_name(option) || "--" + std::string(word) == chinese_name(option); });
}

// The way to write goods, for what cannot be read as such. The example is of the item typed: where there is none, write.cpp takes another.
Message goods_hint(const std::string& typed) {
    const std::string plain = half_width(typed);
    const size_t colon = plain.find(':');
    const std::string before(typed_part(typed, plain, 0, colon));
    if (!is_option_word(before)) return {Text::hint_goods_typed, {before, before}};
    const std::string_view behind = colon == std::string::npos ? std::string_view() : typed_part(typed, plain, colon + 1);
    return {Text::hint_did_you_mean, {"--" + before + (behind.empty() ? "" : " " + shell_word(behind))}};
}

}  // namespace

bool are_goods(const std::string& word) { return half_width(word).find(':') != std::string::npos; }

std::string item_code(const Entries& entries, const std::string& typed) {
    const auto is_known = [&](std::string_view code) { return entries.items.find(code) != ItemId::none; };
    const std::string known = known_word(typed, is_known);
    return is_known(known) ? known : plain_code(typed);
}

Result<TypedGoods> parse_goods(const std::string& typed, char sign) {
    TypedGoods goods;
    goods.sign = sign;
    std::string word = typed;
    goods.marks = cut_marks(word);
    const std::string plain = half_width(word);
    const size_t at = plain.find('@', plain.find(':') == std::string::npos ? 0 : plain.find(':'));
    const std::string left = plain.substr(0, at);
    if (at != std::string::npos) goods.price = plain.substr(at);
    const size_t colon = left.rfind(':');
    const size_t equals = left.rfind('=');  // of a style's list: a value may hold a blank, SOCK:35 36=2
    if (colon == std::string::npos || colon == 0 || colon + 1 == left.size() ||
        (at != std::string::npos && goods.price.find_first_not_of('@') == std::string::npos) ||
        half_width(typed).find_first_of(" \t;\"", equals != std::string::npos && equals > colon ? equals : colon) != std::string::npos)
        return fail({Text::err_goods_typed, {typed}}, goods_hint(typed));
    goods.item = typed_part(word, plain, 0, colon);  // some code is full-width
    goods.quantity = left.substr(colon + 1);
    if (is_option_word(goods.item) && goods.quantity.find_first_of("0123456789") != 0)  // to:王芳
        return fail({Text::err_goods_typed, {typed}}, goods_hint(typed));
    // 2箱: what follows the digits is the unit
    const size_t digits = goods.quantity.find_first_not_of("-0123456789.,");
    if (digits != std::string::npos && digits > 0) {
        goods.unit = plain_code(typed_part(word, plain, colon + 1 + digits, goods.quantity.size() - digits));
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

bool brings_new(Kind kind) {
    return kind == Kind::purchase || kind == Kind::purchase_order || kind == Kind::open || kind == Kind::assemble || kind == Kind::kit;
}

Result<void> find_goods(const Session& session, const Args& args, const Entries& entries, Kind kind, std::vector<TypedGoods>& goods) {
    if (const auto ok = spread_lists(entries, goods); !ok) return ok;
    for (TypedGoods& line : goods) {
        const bool may_be_new = brings_new(kind) && line.sign == '+';
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
