#include "importing/row_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <tuple>

#include "base/utf8.h"
#include "importing/cell.h"
#include "importing/goods_list.h"
#include "importing/import_fields.h"
#include "journal/writer.h"

namespace daybook {

namespace {

// Line ends and TABs within a text become spaces.
std::string_view one_line(std::string_view text, std::string& store) {
    if (std::none_of(text.begin(), text.end(), [](char c) { return c == '\t' || c == '\r' || c == '\n'; })) return text;
    store.clear();
    for (char c : text) {
        const bool space = c == '\t' || c == '\r' || c == '\n' || c == ' ';
        if (!space || (!store.empty() && store.back() != ' ')) store += space ? ' ' : c;
    }
    return store;
}

constexpr int rate_decimals = 4;  // of per cents: parts in a million

// A line whose first word is blank is left out; else all that the key wants must stand, and nothing behind a gap, or behind `=` or `by`
// alone.
bool lacks_words(const DetailRule& detail, std::span<const std::string> words) {
    if (words.empty() || words[0].empty() || detail.says != DetailRule::Says::line) return false;
    const auto first_blank = std::find(words.begin(), words.end(), "");
    const auto count = static_cast<size_t>(first_blank - words.begin());
    const Value last = detail.values[count - 1];
    return count < spec(detail.key).required || last == Value::equals || last == Value::by ||
           std::any_of(first_blank, words.end(), [](const std::string& word) { return !word.empty(); });
}

}  // namespace

bool has_control(std::string_view text) { return find_fault(text).kind != BadText::none || text.find('\t') != std::string_view::npos; }

RowReader::RowReader(const ImportRules& rules, const ImportLedger& ledger, Collected& out)
    : cells(rules.columns.size()),
      rules_(rules),
      currency_(ledger.currency),
      marks_(rules.marks),
      money_decimals_(ledger.money_decimals),
      item_code_(ledger.item_code),
      out_(out) {
    marks_.currency = currency_;
    for (uint32_t i = 0; i < rules.columns.size(); ++i)
        if (rules.columns[i].gather == Gather::document || rules.columns[i].gather == Gather::first) of_document_.push_back(i);
}

Message RowReader::number_fault(const Amount& amount, std::string_view field, std::string_view text, int decimals) const {
    if (amount.by_zero) return {Text::import_by_zero, {field}};
    if (amount.bad == BadNumber::too_many_decimals) return {Text::import_decimals, {field, text, fmt::format("{}", decimals)}};
    if (amount.bad == BadNumber::too_large) return {Text::import_too_large, {field, text}};
    if (has_foreign_sign(text, marks_.currency)) return {Text::import_foreign_sign, {field, text, marks_.currency}};
    if (amount.bad == BadNumber::thousands_separator && !marks_.thousands) return {Text::import_which_mark, {field, text}};
    const bool within = !first_number(text).empty() && first_number(text) != text && std::any_of(text.begin(), text.end(), [](char c) {
        return (c & 0x80) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    });
    if (within) return {Text::import_number_in_text, {field, text}};
    return {Text::import_not_a_number, {field, text}};
}

// The row's currency: the ledger's, or one that the rules have a rate of.
Message RowReader::read_currency(const ImportCase& rule) {
    if (!rule.currency || currency_.empty()) return {};
    rate_ = 0;
    marks_.currency = currency_;
    std::string code(text(*rule.currency));
    std::transform(code.begin(), code.end(), code.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 0x20) : c; });
    if (code.empty() || code == currency_) return {};
    const auto rate = std::find_if(rules_.rates.begin(), rules_.rates.end(), [&](const auto& one) { return one.first == code; });
    if (rate == rules_.rates.end()) return {Text::import_currency, {code, currency_}};
    rate_ = rate->second;
    marks_.currency = code;
    return {};
}

Amount RowReader::amount(const Template& from, int decimals, std::span<const std::string_view> of) const {
    Amount out = fill_amount(from, of, decimals, marks_);
    if (!rate_ || out.blank || out.bad != BadNumber::none) return out;
    try {
        out.value = mul_div(out.value, rate_, one_unit);
    } catch (const Overflow&) {
        out.bad = BadNumber::too_large;
    }
    return out;
}

std::string_view RowReader::line(const Template& from) { return one_line(text(from), joined_); }

// The row's clauses and details, word by word, into values.
Message RowReader::read_values(const ImportCase& rule, bool again) {
    if (again && !of_document_.empty()) {
        own_cells_ = cells;
        for (uint32_t column : of_document_) own_cells_[column] = {};
    }
    value_count = rule.clauses.size();
    for (const DetailRule& detail : rule.details) value_count += detail.words.size();
    if (values.size() < value_count) values.resize(value_count);
    for (size_t i = 0; i < value_count; ++i) values[i].clear();
    size_t slot = 0;
    for (const ClauseRule& clause : rule.clauses) {
        if (Message why = read_text(clause.name, spec(clause.clause).name)) return why;
        values[slot++] = line_;
    }
    for (const DetailRule& detail : rule.details)
        for (size_t i = 0; i < detail.words.size(); ++i) {
            const bool own = again && !of_document_.empty() && detail.gather == Gather::sum;
            if (Message why = read_word(detail, i, own ? own_cells_ : cells)) return why;
            values[slot++] = line_;
        }
    slot = rule.clauses.size();
    for (const DetailRule& detail : rule.details) {
        if (lacks_words(detail, std::span(values).subspan(slot, detail.words.size()))) return {Text::import_blank, {detail.name()}};
        slot += detail.words.size();
    }
    return {};
}

// One word of a detail into line_, spelt as the journal has it. Money of 0 is as good as none.
Message RowReader::read_word(const DetailRule& detail, size_t at, std::span<const std::string_view> from) {
    const std::string_view field = detail.name();
    const Value value = detail.values[at];
    if (value == Value::date) {
        line_.clear();
        if (text(detail.words[at]).empty()) return {};
        Date date;
        Message why = read_date(detail.words[at], date);
        line_ = to_text(date);
        return why;
    }
    const bool money = value == Value::money || value == Value::signed_money;
    if (!money && value != Value::price && value != Value::quantity) return read_text(detail.words[at], field);
    const int decimals = money ? money_decimals_ : price_decimals;
    const Amount read =
        value == Value::quantity ? fill_amount(detail.words[at], from, decimals, marks_) : amount(detail.words[at], decimals, from);
    line_.clear();
    if (read.bad != BadNumber::none || read.by_zero) return number_fault(read, field, text(detail.words[at]), decimals);
    if (read.blank || (money && read.value == 0)) return {};
    // what is summed may be below 0 in a row, if not in the end
    if (read.value < 0 && value != Value::signed_money && detail.gather != Gather::sum)
        return {Text::import_negative, {field, text(detail.words[at])}};
    line_ = money ? to_text(Money(read.value), decimals) : format_decimal(read.value, decimals, true);
    return {};
}

Message RowReader::read_text(const Template& from, std::string_view field) {
    line_ = line(from);
    return has_control(line_) ? Message(Text::import_control, {field}) : Message();
}

Message RowReader::read_date(const Template& from, Date& date) {
    const std::string_view day = text(from);
    if (day != date_text_ || day.empty()) {
        BadDate bad = rules_.date_formats.empty() ? parse_cell_date(day, {}, date_) : BadDate::not_a_date;
        for (const std::string& format : rules_.date_formats) {
            const BadDate fault = parse_cell_date(day, format, date_);
            if (fault == BadDate::not_a_date) continue;
            bad = fault;
            if (fault == BadDate::none) break;
        }
        if (bad == BadDate::not_a_date && iso_days_) bad = parse_cell_date(day, {}, date_);
        date_text_ = bad == BadDate::none ? day : std::string_view();
        if (bad == BadDate::no_such_day) return {Text::err_no_such_day, {day}};
        if (bad != BadDate::none) return date_fault(day);
    }
    date = date_;
    return {};
}

Message RowReader::date_fault(std::string_view day) const {
    size_t numbers = 0;
    std::string_view rest = day;
    for (std::string_view number = first_number(rest); !number.empty(); number = first_number(rest)) {
        rest.remove_prefix(static_cast<size_t>(number.data() + number.size() - rest.data()));
        ++numbers;
    }
    if (numbers == 2 && day.size() <= 5) return {Text::import_no_year, {day}};
    return {Text::import_not_a_date, {day, rules_.date_formats.empty() ? "%Y-%m-%d" : rules_.date_formats.front()}};
}

// By the rules' list of titles, where they have one.
Message RowReader::find_item(const ImportCase& rule, std::string_view title, ImportedRow& row) {
    if (title.empty()) return {Text::import_blank, {"item"}};
    std::string_view code = title;
    for (const auto& [pattern, meant] : rules_.items)
        if (pattern == title || glob(pattern, title)) {
            code = meant;
            break;
        }
    row.item = out_.items.find(code);
    if (row.item == ItemId::none) {
        if (has_control(code)) return {Text::import_control, {"item"}};
        row.item = item_called(code);
    }
    if (rule.name) row.name = keep(line(*rule.name));
    return {};
}

Message RowReader::take_quantity(const ImportCase& rule, const Amount& quantity, std::string_view shown, ImportedRow& row) {
    if (quantity.blank) return {Text::import_blank, {"quantity"}};
    if (quantity.bad != BadNumber::none || quantity.by_zero) return number_fault(quantity, "quantity", shown, quantity_decimals);
    row.quantity = Quantity(quantity.value < 0 && drops_sign(rule.kind) ? -quantity.value : quantity.value);
    if (row.quantity.raw < 0) return {Text::import_negative_quantity, {spec(rule.kind).label, shown}};
    return !row.quantity && rule.kind != Kind::count ? Message(Text::import_no_quantity) : Message();
}

Message RowReader::read_goods(const ImportCase& rule, ImportedRow& row) {
    // a view into scratch_ would not outlast the item's name
    if (rule.item->parts.size() > 1) title_ = text(*rule.item);
    if (Message why = find_item(rule, rule.item->parts.size() > 1 ? std::string_view(title_) : text(*rule.item), row)) return why;
    const Amount quantity = fill_amount(*rule.quantity, cells, quantity_decimals, marks_);
    const bool fine = !quantity.blank && quantity.bad == BadNumber::none && quantity.value > 0;
    if (fine)
        row.quantity = Quantity(quantity.value);
    else if (Message why = take_quantity(rule, quantity, text(*rule.quantity), row))
        return why;
    if (Message why = read_price(rule, row)) return why;
    return rule.unit || rule.lot || rule.expires || rule.tax_rate ? read_extras(rule, row) : Message();
}

// A total of the row is spread over its goods by quantity: the file does not say what each of them was.
Message RowReader::read_goods_list(const ImportCase& rule, ImportedRow& row, std::vector<ImportedRow>& more) {
    const std::string cell(text(rule.goods->from));
    const std::vector<GoodsPiece> pieces = split_goods(*rule.goods, cell, marks_);
    if (pieces.empty()) return {cell.empty() ? Text::import_blank : Text::import_goods_list, {cell.empty() ? "goods" : cell}};
    if (Message why = read_price(rule, row)) return why;
    if (rule.unit || rule.lot || rule.expires || rule.tax_rate)
        if (Message why = read_extras(rule, row)) return why;
    std::vector<int64_t> weights;
    for (size_t i = 0; i < pieces.size(); ++i) {
        if (i > 0) more.push_back(row);
        ImportedRow& line = i > 0 ? more.back() : row;
        line.is_more = i > 0;
        if (Message why = find_item(rule, pieces[i].item, line)) return why;
        line.name = rule.name ? keep(pieces[i].item) : std::string_view();
        Amount number;
        number.blank = false;
        number.bad = parse_amount(pieces[i].quantity, quantity_decimals, number.value, marks_);
        if (Message why = take_quantity(rule, number, pieces[i].quantity, line)) return why;
        weights.push_back(line.quantity.raw);
        if (pieces[i].price.empty()) continue;
        if (number.bad = parse_amount(pieces[i].price, price_decimals, number.value, marks_);
            number.bad != BadNumber::none || number.value < 0)
            return number_fault(number, "price", pieces[i].price, price_decimals);
        try {
            line.price = rate_ ? mul_div(number.value, rate_, one_unit) : number.value;
        } catch (const Overflow&) {
            return {Text::import_too_large, {"price", pieces[i].price}};
        }
        line.form = PriceForm::unit;
    }
    if (row.form != PriceForm::total) return {};
    std::vector<Money> parts(pieces.size());
    allocate(Money(row.price), weights, parts);
    row.price = parts[0].raw;
    for (size_t i = 1; i < pieces.size(); ++i) more[i - 1].price = parts[i].raw;
    return {};
}

// The one of the ledger that is called so, by another name than its code; else one of that code.
ItemId RowReader::item_called(std::string_view called) {
    const std::string name(called);
    if (const auto found = out_.called.find(name); found != out_.called.end()) return found->second;
    const std::string code = item_code_ ? item_code_(called) : name;
    const ItemId item = out_.items.intern(code);
    if (code != name) out_.called.emplace(name, item);
    return item;
}

Message RowReader::read_price(const ImportCase& rule, ImportedRow& row) {
    if (!rule.price && !rule.total) return {};
    const Template& from = rule.price ? *rule.price : *rule.total;
    const std::string_view field = rule.price ? "price" : "total";
    const int decimals = rule.price ? price_decimals : money_decimals_;
    const Amount price = amount(from, decimals);
    if (price.bad != BadNumber::none || price.by_zero) return number_fault(price, field, text(from), decimals);
    if (price.blank && wants_price(rule.kind)) return {Text::import_blank, {field}};
    row.price = price.value < 0 && rule.total && drops_sign(rule.kind) ? -price.value : price.value;
    if (row.price < 0) return {Text::import_negative, {field, text(from)}};
    if (!price.blank) row.form = rule.price ? PriceForm::unit : PriceForm::total;
    return {};
}

Message RowReader::read_extras(const ImportCase& rule, ImportedRow& row) {
    RowExtras extras;
    for (const auto& [from, field, into] : {std::tuple(&rule.unit, "unit", &extras.unit), std::tuple(&rule.lot, "lot", &extras.lot)}) {
        if (!*from) continue;
        if (Message why = read_text(**from, field)) return why;
        *into = line_;
    }
    // the journal has lot:WORD
    if (!extras.lot.empty() && daybook::quoted(extras.lot) != extras.lot) return {Text::import_one_word, {"lot", extras.lot}};
    if (rule.expires && !text(*rule.expires).empty()) {
        Date date;
        if (Message why = read_date(*rule.expires, date)) return why;
        extras.expires = to_text(date);
    }
    if (rule.tax_rate) {
        const Amount rate = fill_amount(*rule.tax_rate, cells, rate_decimals, marks_);
        if (rate.bad != BadNumber::none || rate.by_zero) return number_fault(rate, "tax_rate", text(*rule.tax_rate), rate_decimals);
        if (rate.value < 0 || rate.value > 100 * powers_of_ten[rate_decimals]) return {Text::import_bad_tax_rate, {text(*rule.tax_rate)}};
        if (!rate.blank) {
            extras.tax = format_decimal(rate.value, rate_decimals, true) + "%";
            extras.tax_rate = static_cast<int32_t>(rate.value);
        }
    }
    out_.extras.push_back(std::move(extras));
    row.extras = static_cast<uint32_t>(out_.extras.size());
    return {};
}

}  // namespace daybook
