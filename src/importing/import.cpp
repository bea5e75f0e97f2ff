#include "importing/import.h"

#include <fmt/format.h>

#include <algorithm>

#include "importing/cell.h"
#include "importing/collector.h"
#include "importing/import_fields.h"
#include "journal/writer.h"

namespace daybook {

namespace {

// The second half of an import: what was collected, as text.
class Composer {
  public:
    Composer(const ImportRules& rules, const ImportLedger& ledger, Collected& collected, ImportResult& out)
        : rules_(rules), ledger_(ledger), in_(collected), out_(out) {}

    void compose() {
        group_rows();
        for (ImportedDocument& document : in_.documents) check_total(document);
        find_new_items();
        write_items();
        for (const ImportedDocument& document : in_.documents) write_document(document);
        list_bad_rows();
    }

  private:
    void group_rows();
    std::span<const uint32_t> rows_of(const ImportedDocument& document) const {
        const auto number = static_cast<size_t>(&document - in_.documents.data());
        return {order_.data() + starts_[number], starts_[number + 1] - starts_[number]};
    }
    const ImportCase& rule_of(const ImportedDocument& document) const { return rules_.cases[document.rule]; }
    Money total_of(const ImportedDocument& document) const;
    void check_total(ImportedDocument& document);
    void find_new_items();
    bool is_service(std::string_view code) const;
    void write_items();
    void write_document(const ImportedDocument& document);
    void write_goods(const ImportedRow& row, char sign, EntryWriter& writer);
    bool write_details(const ImportedDocument& document, EntryWriter& writer) const;
    void list_bad_rows();
    std::string account(const std::string& called) const { return ledger_.account_code ? ledger_.account_code(called) : called; }
    void append(const EntryWriter& writer) {
        if (!out_.journal_text.empty()) out_.journal_text += '\n';
        out_.journal_text += writer.text();
    }

    const ImportRules& rules_;
    const ImportLedger& ledger_;
    Collected& in_;
    ImportResult& out_;
    std::vector<uint32_t> order_, starts_;  // rows by document: those of document d stand from starts_[d] on
};

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
}

// What the other party is to pay: lines as the books round them, postage and freight added, discounts taken off.
Money Composer::total_of(const ImportedDocument& document) const {
    Money total;
    for (uint32_t at : rows_of(document)) {
        const ImportedRow& row = in_.rows[at];
        if (row.form == PriceForm::unit) total += line_amount(row.quantity, UnitPrice(row.price), ledger_.money_decimals);
        if (row.form == PriceForm::total) total += Money(row.price);
    }
    const ImportCase& rule = rule_of(document);
    size_t slot = document.first_value + rule.clauses.size();
    for (const DetailRule& detail : rule.details) {
        int64_t amount = 0;
        const bool stands = parse_decimal(in_.values[slot], ledger_.money_decimals, amount) == BadNumber::none;
        if (stands && detail.key == Key::discount) total -= Money(amount);
        if (stands && (detail.key == Key::postage || detail.key == Key::freight || detail.key == Key::duty)) total += Money(amount);
        slot += detail.words.size();
    }
    return total;
}

void Composer::check_total(ImportedDocument& document) {
    if (document.is_bad || document.known) return;
    Text why = Text::nothing;
    try {
        if (total_of(document).raw < 0) why = Text::import_negative_total;
    } catch (const Overflow&) {
        why = Text::import_total_too_large;
    }
    if (why == Text::nothing) return;
    document.is_bad = true;
    const uint32_t first = rows_of(document)[0];
    in_.rows[first].is_bad = true;
    in_.problems.push_back({first, why});
}

bool Composer::is_service(std::string_view code) const {
    return std::any_of(rules_.services.begin(), rules_.services.end(), [&](const std::string& pattern) { return glob(pattern, code); });
}

// An item is declared where the rules say something of it: its name, or that it is a service.
void Composer::find_new_items() {
    std::vector<uint32_t> place(in_.items.size(), 0);  // one past its place in new_items
    std::vector<bool> seen(in_.items.size(), false);
    for (const ImportedRow& row : in_.rows) {
        if (row.item == ItemId::none || row.document == no_document || in_.documents[row.document].is_bad) continue;
        const ImportedDocument& document = in_.documents[row.document];
        const uint32_t id = index_of(row.item);
        if (!seen[id]) {
            seen[id] = true;
            const std::string_view code = in_.items.text(row.item);
            const bool service = is_service(code);
            if (!(service || rule_of(document).name) || (ledger_.known && ledger_.known(Kind::item, code))) continue;
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
        writer.display_name(item.name);
        if (item.service) writer.detail(spec(Key::service).name, {"yes"});
        append(writer);
    }
}

void Composer::write_document(const ImportedDocument& document) {
    out_.known_documents += document.known;
    out_.bad_documents += document.is_bad;
    if (document.known || document.is_bad) return;
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
    append(writer);
    ++out_.documents[static_cast<size_t>(rule.kind)];
}

void Composer::write_goods(const ImportedRow& row, char sign, EntryWriter& writer) {
    std::string price;
    if (row.form == PriceForm::unit) price = "@ " + to_text(UnitPrice(row.price), ledger_.money_decimals);
    if (row.form == PriceForm::total) price = "@@ " + to_text(Money(row.price), ledger_.money_decimals);
    const std::string_view item = in_.items.text(row.item);
    if (row.extras == 0) {
        writer.goods(sign, item, to_text(row.quantity), "", price);
        return;
    }
    const RowExtras& extras = in_.extras[row.extras - 1];
    for (const auto& [mark, value] : {std::pair("lot:", &extras.lot), std::pair("expires:", &extras.expires)})
        if (!value->empty()) price.append(price.empty() ? "" : " ").append(mark).append(*value);
    writer.goods(sign, item, to_text(row.quantity), extras.unit, price);
}

// Whether the money of the document stands among them. A detail whose first word is blank is left out.
bool Composer::write_details(const ImportedDocument& document, EntryWriter& writer) const {
    const ImportCase& rule = rule_of(document);
    bool paid = false;
    size_t slot = document.first_value + rule.clauses.size();
    for (const DetailRule& detail : rule.details) {
        const auto first = in_.values.begin() + static_cast<std::ptrdiff_t>(slot);
        slot += detail.words.size();
        if (first->empty()) continue;
        std::vector<std::string> words(first, first + static_cast<std::ptrdiff_t>(detail.words.size()));
        for (size_t i = 0; i < words.size(); ++i)
            if (detail.values[i] == Value::account && !words[i].empty()) words[i] = account(words[i]);
        std::erase(words, "");
        writer.detail(spec(detail.key).name, words);
        paid |= detail.key == money_key(rule.kind);
    }
    return paid;
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
        else if (in_.documents[row.document].is_bad)
            add(row, {Text::import_same_document, {fmt::format("{}", culprit[row.document])}});
    }
}

}  // namespace

Result<ImportResult> import_rows(const ImportRules& rules, std::span<const ImportFile> files, const ImportLedger& ledger) {
    Collected collected;
    if (auto read = collect(rules, files, ledger, collected); !read) return tl::unexpected(std::move(read.error()));
    ImportResult result;
    result.rows = collected.all_rows;
    result.skipped_rows = collected.skipped_rows;
    result.known_rows = collected.known_rows;
    result.headers = std::move(collected.headers);
    size_t bytes = 0;
    for (const std::string& text : collected.texts) bytes += text.size();
    result.journal_text.reserve(collected.rows.empty() ? 0 : bytes / 2);
    Composer(rules, ledger, collected, result).compose();
    return result;
}

std::string rejects_csv(const ImportResult& result) {
    std::string out = "\xef\xbb\xbf";
    std::string_view header;
    for (const BadRow& row : result.bad) {
        const auto own = std::find_if(result.headers.begin(), result.headers.end(), [&](const auto& h) { return h.first == row.file; });
        if (own->second != header) out.append(header = own->second).append("\n");
        out.append(row.raw).append("\n");
    }
    return out;
}

}  // namespace daybook
