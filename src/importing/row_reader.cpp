#include "importing/row_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <tuple>

#include "base/utf8.h"
#include "importing/cell.h"
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

// A line whose first word is blank is left out; else all that the key wants must stand, and nothing behind a gap, or behind `=` or `by`
// alone.
bool lacks_words(const DetailRule& detail, std::span<const std::string> words) {
    if (words.empty() || words[0].empty()) return false;
    const auto first_blank = std::find(words.begin(), words.end(), "");
    const auto count = static_cast<size_t>(first_blank - words.begin());
    const Value last = detail.values[count - 1];
    return count < spec(detail.key).required || last == Value::equals || last == Value::by ||
           std::any_of(first_blank, words.end(), [](const std::string& word) { return !word.empty(); });
}

}  // namespace

bool has_control(std::string_view text) { return find_fault(text).kind != BadText::none || text.find('\t') != std::string_view::npos; }

Message RowReader::number_fault(BadNumber bad, std::string_view field, std::string_view text, int decimals) const {
    if (bad == BadNumber::too_many_decimals) return {Text::import_decimals, {field, text, fmt::format("{}", decimals)}};
    if (bad == BadNumber::too_large) return {Text::import_too_large, {field, text}};
    if (bad == BadNumber::thousands_separator && !marks_.thousands) return {Text::import_which_mark, {field, text}};
    return {Text::import_not_a_number, {field, text}};
}

std::string_view RowReader::line(const Template& from) { return one_line(text(from), joined_); }

// The row's clauses and details, word by word, into values.
Message RowReader::read_values(const ImportCase& rule) {
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
            if (Message why = read_word(detail, i)) return why;
            values[slot++] = line_;
        }
    slot = rule.clauses.size();
    for (const DetailRule& detail : rule.details) {
        if (lacks_words(detail, std::span(values).subspan(slot, detail.words.size()))) return {Text::import_blank, {spec(detail.key).name}};
        slot += detail.words.size();
    }
    return {};
}

// One word of a detail into line_, spelt as the journal has it. Money of 0 is as good as none.
Message RowReader::read_word(const DetailRule& detail, size_t at) {
    const std::string_view field = spec(detail.key).name;
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
    const Amount amount = fill_amount(detail.words[at], cells, decimals, marks_, scratch_);
    line_.clear();
    if (amount.bad != BadNumber::none) return number_fault(amount.bad, field, text(detail.words[at]), decimals);
    if (amount.blank || (money && amount.value == 0)) return {};
    if (amount.value < 0 && value != Value::signed_money) return {Text::import_negative, {field, text(detail.words[at])}};
    line_ = money ? to_text(Money(amount.value), decimals) : format_decimal(amount.value, decimals, true);
    return {};
}

Message RowReader::read_text(const Template& from, std::string_view field) {
    line_ = line(from);
    return has_control(line_) ? Message(Text::import_control, {field}) : Message();
}

Message RowReader::read_date(const Template& from, Date& date) {
    const std::string_view day = text(from);
    if (day != date_text_ || day.empty()) {
        const BadDate bad = parse_cell_date(day, date_format_, date_);
        date_text_ = bad == BadDate::none ? day : std::string_view();
        if (bad == BadDate::no_such_day) return {Text::err_no_such_day, {day}};
        if (bad != BadDate::none) return {Text::import_not_a_date, {day}};
    }
    date = date_;
    return {};
}

Message RowReader::read_goods(const ImportCase& rule, ImportedRow& row) {
    const std::string_view code = text(*rule.item);
    if (code.empty()) return {Text::import_blank, {"item"}};
    row.item = out_.items.find(code);
    if (row.item == ItemId::none) {
        if (has_control(code)) return {Text::import_control, {"item"}};
        row.item = find_item(code);
    }
    if (rule.name) row.name = keep(line(*rule.name));
    const Amount quantity = fill_amount(*rule.quantity, cells, quantity_decimals, marks_, scratch_);
    const auto shown = [&] { return text(*rule.quantity); };
    if (quantity.blank) return {Text::import_blank, {"quantity"}};
    if (quantity.bad != BadNumber::none) return number_fault(quantity.bad, "quantity", shown(), quantity_decimals);
    row.quantity = Quantity(quantity.value < 0 && drops_sign(rule.kind) ? -quantity.value : quantity.value);
    if (row.quantity.raw < 0) return {Text::import_negative_quantity, {spec(rule.kind).label, shown()}};
    if (!row.quantity && rule.kind != Kind::count) return Text::import_no_quantity;
    if (Message why = read_price(rule, row)) return why;
    return rule.unit || rule.lot || rule.expires ? read_extras(rule, row) : Message();
}

// The one of the ledger that is called so, by another name than its code; else one of that code.
ItemId RowReader::find_item(std::string_view called) {
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
    const Amount price = fill_amount(from, cells, decimals, marks_, scratch_);
    if (price.bad != BadNumber::none) return number_fault(price.bad, field, text(from), decimals);
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
    out_.extras.push_back(std::move(extras));
    row.extras = static_cast<uint32_t>(out_.extras.size());
    return {};
}

}  // namespace daybook
