#include "importing/composer.h"

#include <fmt/format.h>

#include <algorithm>

#include "importing/import_fields.h"

namespace daybook {

void Composer::compose() {
    group_rows();
    for (ImportedDocument& document : in_.documents) check(document);
    find_new_items();
    write_items();
    for (const ImportedDocument& document : in_.documents) {
        out_.known_documents += document.known;
        out_.bad_documents += document.is_bad;
        if (document.is_bad || document.again) continue;
        try {
            if (document.known) {
                compare(document);
            } else {
                write_document(document);
                write_follow_ups(document);
            }
        } catch (const Overflow&) {  // of amounts beside the document's own, which was checked: the books say so
        }
    }
    note_left_out();
    add_up_totals();
    list_bad_rows();
}

// Rows of a document may stand apart in the file.
void Composer::group_rows() {
    starts_.assign(in_.documents.size() + 1, 0);
    for (const ImportedRow& row : in_.rows)
        if (row.document != no_document) ++starts_[row.document + 1];
    for (size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
    order_.resize(starts_.back());
    std::vector<uint32_t> next(starts_);
    for (uint32_t i = 0; i < in_.rows.size(); ++i)
        if (in_.rows[i].document != no_document) order_[next[in_.rows[i].document]++] = i;

    std::stable_sort(in_.follow_ups.begin(), in_.follow_ups.end(),
                     [](const FollowUp& a, const FollowUp& b) { return a.document < b.document; });
    follow_starts_.assign(in_.documents.size() + 1, 0);
    for (const FollowUp& one : in_.follow_ups) ++follow_starts_[one.document + 1];
    for (size_t i = 1; i < follow_starts_.size(); ++i) follow_starts_[i] += follow_starts_[i - 1];
}

Money Composer::amount_of(const std::string& word) const {
    int64_t amount = 0;
    return parse_decimal(word, ledger_.money_decimals, amount) == BadNumber::none ? Money(amount) : Money();
}

Money Composer::amount_of(const ImportedRow& row) const {
    if (row.form == PriceForm::unit) return line_amount(row.quantity, UnitPrice(row.price), ledger_.money_decimals);
    return row.form == PriceForm::total ? Money(row.price) : Money();
}

// What the other party is to pay: lines as the books round them, postage and freight added, discounts taken off.
Money Composer::total_of(const ImportedDocument& document) const {
    Money total;
    for (uint32_t at : rows_of(document)) total += amount_of(in_.rows[at]);
    each_detail(document, [&](const DetailRule& detail, std::span<const std::string> words) {
        if (detail.says != DetailRule::Says::line) return;
        if (detail.key == Key::discount) total -= amount_of(words[0]);
        if (detail.key == Key::postage || detail.key == Key::freight || detail.key == Key::duty) total += amount_of(words[0]);
    });
    return total;
}

Money Composer::sum_of(const ImportedDocument& document, Key key) const {
    Money sum;
    each_detail(document, [&](const DetailRule& detail, std::span<const std::string> words) {
        if (detail.says == DetailRule::Says::line && detail.key == key) sum += amount_of(words[0]);
    });
    return sum;
}

Money Composer::money_of(const ImportedDocument& document) const {
    const ImportCase& rule = rule_of(document);
    const auto key = money_key(rule.kind);
    if (rule.kind == Kind::transfer) return sum_of(document, Key::paid);
    if (!key) return sum_of(document, Key::paid) + sum_of(document, Key::received);
    const Money said = sum_of(document, *key);
    return said || rule.money.empty() ? said : total_of(document);
}

void Composer::check(ImportedDocument& document) {
    if (document.is_bad || document.known) return;
    Message why;
    try {
        why = fault_of(document);
    } catch (const Overflow&) {
        why = Text::import_total_too_large;
    }
    if (!why) return;
    document.is_bad = true;
    const uint32_t first = rows_of(document)[0];
    in_.rows[first].is_bad = true;
    in_.problems.push_back({first, std::move(why)});
}

Message Composer::fault_of(const ImportedDocument& document) {
    const ImportCase& rule = rule_of(document);
    const auto has_item = [&](uint32_t at) { return in_.rows[at].item != ItemId::none; };
    const auto rows = rows_of(document);
    if (spec(rule.kind).goods_required && std::none_of(rows.begin(), rows.end(), has_item))
        return {Text::import_no_goods, {in_.refs.text(document.ref)}};
    for (size_t i = 0; i < rule.clauses.size(); ++i)
        if (rule.clauses[i].clause == Clause::of)
            if (const std::string& of = in_.values[document.first_value + i]; !of.empty() && !is_there(of))
                return {Text::import_of_nothing, {in_.refs.text(document.ref), of}};
    if (total_of(document).raw < 0) return Text::import_negative_total;
    bool below = false;  // in a row: what is summed
    each_detail(document, [&](const DetailRule& detail, std::span<const std::string> words) {
        below |= detail.values[0] == Value::money && words[0].starts_with('-');
    });
    if (below)
        for (const Line& line : lines_of(document))
            if (line.rule->values[0] == Value::money && line.words[0].starts_with('-'))
                return {Text::import_negative, {line.rule->name(), line.words[0]}};
    return total_fault(document);
}

// In the journal, or in this import.
bool Composer::is_there(const std::string& ref) {
    if (!ledger_.known || ledger_.known(Kind::sell, ref)) return true;
    if (here_.empty()) {
        here_.resize(in_.refs.size());
        for (const ImportedDocument& document : in_.documents) here_[index_of(document.ref)] = true;
    }
    return here_[index_of(in_.refs.find(ref))];
}

// What the file says that the document comes to, and the tax in it. Rounding of a line may be a cent off, and so may what is brought to the
// ledger's currency.
Message Composer::total_fault(const ImportedDocument& document) const {
    Message why;
    each_detail(document, [&](const DetailRule& detail, std::span<const std::string> words) {
        if (why || detail.says == DetailRule::Says::line || words[0].empty()) return;
        const bool of_tax = detail.says == DetailRule::Says::tax;
        const Money said = amount_of(words[0]);
        Money own = of_tax ? tax_of(document) : total_of(document);
        if (!of_tax && ledger_.tax.regime != TaxRegime::none && !ledger_.tax.prices_include_tax) own += tax_of(document);
        const Money apart = own > said ? own - said : said - own;
        const auto tolerated = of_tax || document.at_rate ? static_cast<int64_t>(rows_of(document).size()) : 0;
        if (apart.raw <= tolerated) return;
        const int decimals = ledger_.money_decimals;
        why = {of_tax ? Text::import_tax_differs : Text::import_total_differs,
               {in_.refs.text(document.ref), to_text(own, decimals), to_text(said, decimals), to_text(apart, decimals)}};
    });
    return why;
}

// By the rates of the lines that have one; a discount comes off them first, by value.
Money Composer::tax_of(const ImportedDocument& document) const {
    std::vector<int64_t> weights;
    std::vector<Money> amounts;
    const auto rows = rows_of(document);
    Money goods;
    for (uint32_t at : rows) {
        amounts.push_back(amount_of(in_.rows[at]));
        weights.push_back(amounts.back().raw);
        goods += amounts.back();
    }
    std::vector<Money> parts(rows.size());
    if (goods) allocate(sum_of(document, Key::discount), weights, parts);
    Money tax;
    for (size_t i = 0; i < rows.size(); ++i) {
        const uint32_t extras = in_.rows[rows[i]].extras;
        const int64_t rate = extras ? in_.extras[extras - 1].tax_rate : 0;
        const Money net = amounts[i] - parts[i];
        const int64_t under = ledger_.tax.prices_include_tax ? one_unit + rate : one_unit;
        tax += Money(mul_div(net.raw, rate, under));
    }
    return tax;
}

bool Composer::is_service(std::string_view code) const {
    return std::any_of(rules_.services.begin(), rules_.services.end(), [&](const std::string& pattern) { return glob(pattern, code); });
}

// Neither the ledger nor this import has it from anywhere.
bool Composer::is_unknown(std::string_view code) const {
    if (!ledger_.entries || ledger_.entries->items.find(code) != ItemId::none) return false;
    const ItemId id = in_.items.find(code);
    return std::none_of(in_.rows.begin(), in_.rows.end(), [&](const ImportedRow& row) {
        return row.item == id && row.document != no_document && spec(rule_of(in_.documents[row.document]).kind).signs & plus;
    });
}

// An item is declared where the rules say something of it: its name, or that it is a service.
void Composer::find_new_items() {
    std::vector<uint32_t> place(in_.items.size(), 0);  // one past its place in new_items
    std::vector<bool> seen(in_.items.size(), false);
    for (const ImportedRow& row : in_.rows) {
        if (row.item == ItemId::none || row.document == no_document) continue;
        if (in_.documents[row.document].is_bad || in_.documents[row.document].known) continue;
        const ImportedDocument& document = in_.documents[row.document];
        const uint32_t id = index_of(row.item);
        if (!seen[id]) {
            seen[id] = true;
            const std::string_view code = in_.items.text(row.item);
            const bool service = is_service(code);
            if (ledger_.known && ledger_.known(Kind::item, code)) continue;
            if (!service && !rule_of(document).name) {
                if (spec(rule_of(document).kind).signs == minus && is_unknown(code)) out_.unknown_items.emplace_back(code);
                continue;
            }
            out_.new_items.push_back({std::string(code), "", document.date, service});
            place[id] = static_cast<uint32_t>(out_.new_items.size());
        }
        if (place[id] == 0) continue;
        NewItem& item = out_.new_items[place[id] - 1];
        item.since = std::min(item.since, document.date);
        if (!row.name.empty()) item.name = row.name;
    }
    std::stable_sort(out_.new_items.begin(), out_.new_items.end(), [](const NewItem& a, const NewItem& b) { return a.since < b.since; });
}

void Composer::write_items() {
    for (const NewItem& item : out_.new_items) {
        EntryWriter writer(to_text(item.since), spec(Kind::item).name, item.code);
        if (item.name != item.code) writer.display_name(item.name);
        if (item.service) writer.detail(spec(Key::service).name, {"yes"});
        append(writer);
    }
}

void Composer::append(const EntryWriter& writer) {
    if (!out_.journal_text.empty()) out_.journal_text += '\n';
    out_.journal_text += writer.text();
}

void Composer::append(const EntryWriter& writer, Kind kind, Money sum) {
    append(writer);
    ++out_.documents[static_cast<size_t>(kind)];
    add(out_.sums[static_cast<size_t>(kind)], sum);
}

void Composer::write_document(const ImportedDocument& document) {
    const ImportCase& rule = rule_of(document);
    const KindSpec& kind = spec(rule.kind);
    EntryWriter writer(to_text(document.date), kind.name, in_.refs.text(document.ref));
    if (kind.declares) writer.display_name(document.name);
    for (size_t i = 0; i < rule.clauses.size(); ++i) {
        const std::string& name = in_.values[document.first_value + i];
        if (!name.empty()) writer.clause(spec(rule.clauses[i].clause).name, name);
    }
    if (!document.note.empty()) writer.note(document.note);
    const char sign = kind.signs & plus ? '+' : kind.signs & minus ? '-' : '=';
    for (uint32_t at : rows_of(document))
        if (in_.rows[at].item != ItemId::none) write_goods(in_.rows[at], sign, writer);
    const bool paid = write_details(document, writer);
    const Money total = rule.money.empty() || paid ? Money() : total_of(document);
    if (total) writer.detail(spec(*money_key(rule.kind)).name, {to_text(total, ledger_.money_decimals), account(rule.money)});
    append(writer, rule.kind, kind.signs == no_goods ? money_of(document) : total_of(document));
}

void Composer::write_goods(const ImportedRow& row, char sign, EntryWriter& writer, bool priced) {
    std::string price;
    if (priced && row.form == PriceForm::unit) price = "@ " + to_text(UnitPrice(row.price), ledger_.money_decimals);
    if (priced && row.form == PriceForm::total) price = "@@ " + to_text(Money(row.price), ledger_.money_decimals);
    const std::string_view item = in_.items.text(row.item);
    if (row.extras == 0) {
        writer.goods(sign, item, to_text(row.quantity), "", price);
        return;
    }
    const RowExtras& extras = in_.extras[row.extras - 1];
    for (const auto& [mark, value] :
         {std::pair("lot:", &extras.lot), std::pair("expires:", &extras.expires), std::pair("tax:", &extras.tax)})
        if (!value->empty() && (priced || value != &extras.tax)) price.append(price.empty() ? "" : " ").append(mark).append(*value);
    writer.goods(sign, item, to_text(row.quantity), extras.unit, price);
}

// A detail whose first word is blank is left out. What several rows brought of the same line is added up.
std::vector<Composer::Line> Composer::lines_of(const ImportedDocument& document) const {
    std::vector<Line> lines;
    each_detail(document, [&](const DetailRule& detail, std::span<const std::string> words) {
        if (detail.says != DetailRule::Says::line || words[0].empty()) return;
        const auto same = [&](const Line& line) {
            return line.rule->key == detail.key && line.rule->values[0] == detail.values[0] &&
                   std::equal(line.words.begin() + 1, line.words.end(), words.begin() + 1, words.end());
        };
        const bool money = detail.values[0] == Value::money || detail.values[0] == Value::signed_money;
        const auto before = document.more && money ? std::find_if(lines.begin(), lines.end(), same) : lines.end();
        if (before == lines.end())
            lines.push_back({&detail, std::vector<std::string>(words.begin(), words.end())});
        else
            before->words[0] = to_text(amount_of(before->words[0]) + amount_of(words[0]), ledger_.money_decimals);
    });
    std::erase_if(lines, [&](const Line& line) {
        const bool money = line.rule->values[0] == Value::money || line.rule->values[0] == Value::signed_money;
        return money && !amount_of(line.words[0]);
    });
    return lines;
}

// Whether the money of the document stands among them.
bool Composer::write_details(const ImportedDocument& document, EntryWriter& writer) const {
    bool paid = false;
    for (Line& line : lines_of(document)) {
        put_accounts(*line.rule, line.words);
        std::erase(line.words, "");
        writer.detail(spec(line.rule->key).name, line.words);
        paid |= line.rule->key == money_key(rule_of(document).kind);
    }
    return paid;
}

// What the file itself says that its rows come to.
void Composer::add_up_totals() {
    for (size_t i = 0; i < rules_.totals.size(); ++i) {
        if (!in_.totals[i].said) continue;
        TotalFound found = in_.totals[i];
        const auto counts = [&](const ImportedDocument& document) {
            return !document.is_bad && !document.again && rule_of(document).kind == rules_.totals[i].kind;
        };
        try {
            for (const ImportedDocument& document : in_.documents)
                if (counts(document)) found.sum += money_of(document);
        } catch (const Overflow&) {
            continue;
        }
        out_.totals.push_back({out_.headers.front().first, found.is, found.sum});
    }
}

void Composer::list_bad_rows() {
    const auto add = [&](const ImportedRow& row, Message why) {
        out_.bad.push_back({out_.headers[row.file].first, row.line, std::move(why), std::string(row.raw)});
    };
    std::stable_sort(in_.problems.begin(), in_.problems.end(), [](const RowProblem& a, const RowProblem& b) { return a.row < b.row; });
    size_t next = 0;
    std::vector<uint32_t> culprit(in_.documents.size(), 0);  // line of the first row that spoils it
    for (const RowProblem& problem : in_.problems) {
        const ImportedRow& row = in_.rows[problem.row];
        if (row.document != no_document && culprit[row.document] == 0) culprit[row.document] = row.line;
    }
    for (uint32_t i = 0; i < in_.rows.size(); ++i) {
        const ImportedRow& row = in_.rows[i];
        if (row.is_bad)
            add(row, in_.problems[next++].why);
        else if (row.is_more)
            continue;
        else if (in_.documents[row.document].is_bad)
            add(row, {Text::import_same_document, {fmt::format("{}", culprit[row.document])}});
    }
}

}  // namespace daybook
