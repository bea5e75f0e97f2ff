#include "exchange/collector.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "base/utf8.h"
#include "exchange/cell.h"
#include "exchange/encoding.h"
#include "exchange/header.h"
#include "exchange/import_fields.h"
#include "journal/writer.h"

namespace daybook {

namespace {

constexpr uint64_t rows_per_progress = 4096;

Message number_fault(BadNumber bad, std::string_view field, std::string_view text, int decimals) {
    if (bad == BadNumber::too_many_decimals) return {Text::import_decimals, {field, text, fmt::format("{}", decimals)}};
    if (bad == BadNumber::too_large) return {Text::import_too_large, {field, text}};
    return {Text::import_not_a_number, {field, text}};
}

bool has_control(std::string_view text) { return find_fault(text).kind != BadText::none || text.find('\t') != std::string_view::npos; }

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

class Collector {
  public:
    Collector(const ImportRules& rules, const ImportLedger& ledger, Collected& out)
        : rules_(rules), ledger_(ledger), out_(out), cells_(rules.columns.size()), values_(rules.columns.size()) {}

    Result<void> read(const ImportFile& file, uint16_t number, uint64_t done, uint64_t total);

  private:
    void read_row(const CsvReader& reader, const Header& header);
    void fill_cells(const CsvReader& reader, const Header& header);
    const ImportCase* find_case();
    Message read_into(const ImportCase& rule, ImportedRow& row);
    Message find_document(const ImportCase& rule, ImportedRow& row);
    Message add_document(const ImportCase& rule, RefId ref, ImportedRow& row);
    Message agree(const ImportCase& rule, ImportedDocument& document);
    Message read_values(const ImportCase& rule);
    Message read_word(const DetailRule& detail, size_t at);
    Message read_text(const Template& from, std::string_view field);
    Message read_date(const Template& from, Date& date);
    Message read_goods(const ImportCase& rule, ImportedRow& row);
    Message read_price(const ImportCase& rule, ImportedRow& row);
    Message read_extras(const ImportCase& rule, ImportedRow& row);
    uint16_t number_of(const ImportCase& rule) const { return static_cast<uint16_t>(&rule - rules_.cases.data()); }
    // A view that lasts: of the file's text, or of a copy.
    std::string_view keep(std::string_view text) {
        const bool lasts = text.data() >= text_.data() && text.data() < text_.data() + text_.size();
        return text.empty() || lasts ? text : out_.names.emplace_back(text);
    }

    const ImportRules& rules_;
    const ImportLedger& ledger_;
    Collected& out_;
    std::string_view text_;
    uint16_t file_ = 0;
    std::vector<std::string_view> cells_, values_;  // by column of the rules: as they stand, and by [values]
    std::vector<uint32_t> document_of_ref_;
    std::string scratch_, line_;
    std::vector<std::string> row_values_;  // the clauses and details of the row at hand
    size_t value_count_ = 0;
    Date row_date_;
    std::string date_text_;  // the last date read, so that a day's rows read it once
    Date date_;
};

Result<void> Collector::read(const ImportFile& file, uint16_t number, uint64_t done, uint64_t total) {
    const auto placed = [&](Error error) {
        if (error.place.file.empty()) error.place.file = file.name;
        return tl::unexpected(std::move(error));
    };
    auto text = to_utf8(file.bytes, rules_.encoding);
    if (!text) return placed(text.error());
    text_ = out_.texts.emplace_back(std::move(*text));
    file_ = number;
    CsvReader& reader = out_.readers.emplace_back(text_, rules_.delimiter);
    auto header = find_header(reader, rules_.columns);
    if (!header) return placed(header.error());
    out_.headers.emplace_back(file.name, header->raw);
    out_.rows.reserve(out_.rows.size() + text_.size() / 64);
    for (;;) {
        const auto more = reader.next();
        if (!more) return placed(more.error());
        if (!*more) return {};
        read_row(reader, *header);
        if (ledger_.progress && out_.all_rows % rows_per_progress == 0) ledger_.progress(std::min(done + reader.offset(), total), total);
    }
}

void Collector::read_row(const CsvReader& reader, const Header& header) {
    const auto& fields = reader.fields();
    const auto is_empty = [](std::string_view field) { return trim_cell(field).empty(); };
    if (is_empty(fields[0]) && std::all_of(fields.begin(), fields.end(), is_empty)) return;
    ++out_.all_rows;
    fill_cells(reader, header);
    const ImportCase* rule = find_case();
    if (rule && rule->skip) {
        ++out_.skipped_rows;
        return;
    }
    ImportedRow row;
    row.raw = reader.raw();
    row.line = reader.line();
    row.file = file_;
    Message why = rule ? read_into(*rule, row) : Message(Text::import_no_case);
    if (row.document != no_document && out_.documents[row.document].known) {
        ++out_.known_rows;
        return;
    }
    const auto behind = fields.begin() + static_cast<std::ptrdiff_t>(std::min(header.width, fields.size()));
    if (fields.size() < header.width || !std::all_of(behind, fields.end(), is_empty))
        why = {Text::import_columns, {fmt::format("{}", fields.size()), fmt::format("{}", header.width)}};
    if (why) {
        row.is_bad = true;
        if (row.document != no_document) out_.documents[row.document].is_bad = true;
        out_.problems.push_back({static_cast<uint32_t>(out_.rows.size()), std::move(why)});
    }
    out_.rows.push_back(row);
}

void Collector::fill_cells(const CsvReader& reader, const Header& header) {
    for (size_t i = 0; i < cells_.size(); ++i) {
        const uint32_t at = header.field_of[i];
        cells_[i] = values_[i] = at < reader.fields().size() ? trim_cell(reader.fields()[at]) : std::string_view();
        for (const auto& [pattern, value] : rules_.columns[i].values) {
            if (pattern != cells_[i] && !glob(pattern, cells_[i])) continue;
            values_[i] = value;
            break;
        }
    }
}

const ImportCase* Collector::find_case() {
    for (const ImportCase& rule : rules_.cases)
        if (hold(rule.when, cells_)) return &rule;
    return nullptr;
}

// What is wrong with the row; its document is found, where its ref can be read, even then.
Message Collector::read_into(const ImportCase& rule, ImportedRow& row) {
    if (Message why = find_document(rule, row)) return why;
    if (out_.documents[row.document].known || !rule.item) return {};
    return read_goods(rule, row);
}

Message Collector::find_document(const ImportCase& rule, ImportedRow& row) {
    const std::string_view text = fill(rule.ref, values_, scratch_);
    if (text.empty()) return Text::import_no_ref;
    if (!out_.rows.empty() && out_.rows.back().document != no_document) {
        // mostly the document of the row before
        const uint32_t last = out_.rows.back().document;
        if (out_.refs.text(out_.documents[last].ref) == text && out_.documents[last].file == file_) {
            row.document = last;
            return agree(rule, out_.documents[last]);
        }
    }
    if (has_control(text)) return {Text::import_control, {"ref"}};
    if (looks_shortened(text)) return {Text::import_shortened, {text}};
    const RefId ref = out_.refs.intern(text);
    if (index_of(ref) >= document_of_ref_.size()) document_of_ref_.resize(index_of(ref) + 1, no_document);
    row.document = document_of_ref_[index_of(ref)];
    if (row.document == no_document) return add_document(rule, ref, row);
    ImportedDocument& document = out_.documents[row.document];
    if (document.file == file_) return document.known ? Message() : agree(rule, document);
    // an export that overlaps an earlier one: the same document again
    row.document = document_of_ref_[index_of(ref)] = static_cast<uint32_t>(out_.documents.size());
    ImportedDocument again = document;
    again.file = file_;
    again.known = true;
    out_.documents.push_back(std::move(again));
    return {};
}

Message Collector::add_document(const ImportCase& rule, RefId ref, ImportedRow& row) {
    row.document = document_of_ref_[index_of(ref)] = static_cast<uint32_t>(out_.documents.size());
    ImportedDocument& document = out_.documents.emplace_back();
    document.ref = ref;
    document.rule = number_of(rule);
    document.line = row.line;
    document.file = file_;
    document.first_value = static_cast<uint32_t>(out_.values.size());
    document.known = ledger_.known && ledger_.known(rule.kind, out_.refs.text(ref));
    if (document.known) return {};
    Message why = read_date(rule.date, document.date);
    if (Message values = read_values(rule); values && !why) why = std::move(values);
    // as many as the rule has, even of a bad document
    row_values_.resize(std::max(row_values_.size(), value_count_));
    for (size_t i = 0; i < value_count_; ++i) out_.values.push_back(row_values_[i]);
    const auto text_of = [&](const std::optional<Template>& from) {
        return from ? std::string(one_line(fill(*from, values_, scratch_), line_)) : std::string();
    };
    if (!rule.item) document.name = text_of(rule.name);
    document.note = text_of(rule.note);
    if (!why && (has_control(document.name) || has_control(document.note))) why = {Text::import_control, {"note"}};
    return why;
}

// Rows of a document say the same of it, or nothing.
Message Collector::agree(const ImportCase& rule, ImportedDocument& document) {
    const auto differs = [&](std::string_view field) { return Message(Text::import_disagrees, {field, fmt::format("{}", document.line)}); };
    if (document.rule != number_of(rule)) return differs("kind");
    Date date;
    if (Message why = read_date(rule.date, date)) return why;
    if (date != document.date) return differs("date");
    // mostly the very words of the row before
    const auto same = [&](const ClauseRule& clause) {
        return fill(clause.name, values_, scratch_) ==
               out_.values[document.first_value + static_cast<size_t>(&clause - rule.clauses.data())];
    };
    if (rule.details.empty() && std::all_of(rule.clauses.begin(), rule.clauses.end(), same)) return {};
    if (Message why = read_values(rule)) return why;
    for (size_t i = 0; i < value_count_; ++i) {
        std::string& said = out_.values[document.first_value + i];
        if (row_values_[i].empty() || row_values_[i] == said) continue;
        if (!said.empty()) {
            if (i < rule.clauses.size()) return differs(spec(rule.clauses[i].clause).name);
            size_t at = i - rule.clauses.size(), detail = 0;
            while (at >= rule.details[detail].words.size()) at -= rule.details[detail++].words.size();
            return differs(spec(rule.details[detail].key).name);
        }
        said = row_values_[i];
    }
    return {};
}

// The row's clauses and details, word by word, into row_values_.
Message Collector::read_values(const ImportCase& rule) {
    value_count_ = rule.clauses.size();
    for (const DetailRule& detail : rule.details) value_count_ += detail.words.size();
    if (row_values_.size() < value_count_) row_values_.resize(value_count_);
    for (size_t i = 0; i < value_count_; ++i) row_values_[i].clear();
    size_t slot = 0;
    for (const ClauseRule& clause : rule.clauses) {
        if (Message why = read_text(clause.name, spec(clause.clause).name)) return why;
        row_values_[slot++] = line_;
    }
    for (const DetailRule& detail : rule.details)
        for (size_t i = 0; i < detail.words.size(); ++i) {
            if (Message why = read_word(detail, i)) return why;
            row_values_[slot++] = line_;
        }
    return {};
}

// One word of a detail into line_, spelt as the journal has it. Money of 0 is as good as none.
Message Collector::read_word(const DetailRule& detail, size_t at) {
    const std::string_view field = spec(detail.key).name;
    const Value value = detail.values[at];
    if (value == Value::date) {
        line_.clear();
        if (fill(detail.words[at], values_, scratch_).empty()) return {};
        Date date;
        Message why = read_date(detail.words[at], date);
        line_ = to_text(date);
        return why;
    }
    const bool money = value == Value::money || value == Value::signed_money;
    if (!money && value != Value::price && value != Value::quantity) return read_text(detail.words[at], field);
    const int decimals = money ? ledger_.money_decimals : price_decimals;
    const Amount amount = fill_amount(detail.words[at], values_, decimals, scratch_);
    line_.clear();
    if (amount.bad != BadNumber::none) return number_fault(amount.bad, field, fill(detail.words[at], values_, scratch_), decimals);
    if (amount.blank || (money && amount.value == 0)) return {};
    if (amount.value < 0 && value != Value::signed_money)
        return {Text::import_negative, {field, fill(detail.words[at], values_, scratch_)}};
    line_ = money ? to_text(Money(amount.value), decimals) : format_decimal(amount.value, decimals, true);
    return {};
}

Message Collector::read_text(const Template& from, std::string_view field) {
    std::string joined;
    const std::string_view text = fill(from, values_, scratch_);
    line_ = one_line(text, joined);
    return has_control(line_) ? Message(Text::import_control, {field}) : Message();
}

Message Collector::read_date(const Template& from, Date& date) {
    const std::string_view text = fill(from, values_, scratch_);
    if (text != date_text_ || text.empty()) {
        const BadDate bad = parse_cell_date(text, rules_.date_format, date_);
        date_text_ = bad == BadDate::none ? text : std::string_view();
        if (bad == BadDate::no_such_day) return {Text::err_no_such_day, {text}};
        if (bad != BadDate::none) return {Text::import_not_a_date, {text}};
    }
    date = date_;
    return {};
}

Message Collector::read_goods(const ImportCase& rule, ImportedRow& row) {
    const std::string_view code = fill(*rule.item, values_, scratch_);
    if (code.empty()) return {Text::import_blank, {"item"}};
    row.item = out_.items.find(code);
    if (row.item == ItemId::none) {
        if (has_control(code)) return {Text::import_control, {"item"}};
        row.item = out_.items.intern(code);
    }
    if (rule.name) row.name = keep(one_line(fill(*rule.name, values_, scratch_), line_));
    const Amount quantity = fill_amount(*rule.quantity, values_, quantity_decimals, scratch_);
    const auto shown = [&] { return fill(*rule.quantity, values_, scratch_); };
    if (quantity.blank) return {Text::import_blank, {"quantity"}};
    if (quantity.bad != BadNumber::none) return number_fault(quantity.bad, "quantity", shown(), quantity_decimals);
    row.quantity = Quantity(quantity.value < 0 && drops_sign(rule.kind) ? -quantity.value : quantity.value);
    if (row.quantity.raw < 0) return {Text::import_negative_quantity, {spec(rule.kind).label, shown()}};
    if (!row.quantity && rule.kind != Kind::count) return Text::import_no_quantity;
    if (Message why = read_price(rule, row)) return why;
    return rule.unit || rule.lot || rule.expires ? read_extras(rule, row) : Message();
}

Message Collector::read_price(const ImportCase& rule, ImportedRow& row) {
    if (!rule.price && !rule.total) return {};
    const Template& from = rule.price ? *rule.price : *rule.total;
    const std::string_view field = rule.price ? "price" : "total";
    const int decimals = rule.price ? price_decimals : ledger_.money_decimals;
    const Amount price = fill_amount(from, values_, decimals, scratch_);
    if (price.bad != BadNumber::none) return number_fault(price.bad, field, fill(from, values_, scratch_), decimals);
    if (price.blank && wants_price(rule.kind)) return {Text::import_blank, {field}};
    row.price = price.value < 0 && rule.total && drops_sign(rule.kind) ? -price.value : price.value;
    if (row.price < 0) return {Text::import_negative, {field, fill(from, values_, scratch_)}};
    if (!price.blank) row.form = rule.price ? PriceForm::unit : PriceForm::total;
    return {};
}

Message Collector::read_extras(const ImportCase& rule, ImportedRow& row) {
    RowExtras extras;
    for (const auto& [from, field, into] : {std::tuple(&rule.unit, "unit", &extras.unit), std::tuple(&rule.lot, "lot", &extras.lot)}) {
        if (!*from) continue;
        if (Message why = read_text(**from, field)) return why;
        *into = line_;
    }
    // the journal has lot:WORD
    if (!extras.lot.empty() && quoted(extras.lot) != extras.lot) return {Text::import_one_word, {"lot", extras.lot}};
    if (rule.expires && !fill(*rule.expires, values_, scratch_).empty()) {
        Date date;
        if (Message why = read_date(*rule.expires, date)) return why;
        extras.expires = to_text(date);
    }
    out_.extras.push_back(std::move(extras));
    row.extras = static_cast<uint32_t>(out_.extras.size());
    return {};
}

}  // namespace

Result<void> collect(const ImportRules& rules, std::span<const ImportFile> files, const ImportLedger& ledger, Collected& out) {
    Collector collector(rules, ledger, out);
    uint64_t total = 0, done = 0;
    for (const ImportFile& file : files) total += file.bytes.size();
    for (size_t i = 0; i < files.size(); ++i) {
        if (auto read = collector.read(files[i], static_cast<uint16_t>(i), done, total); !read) return read;
        done += files[i].bytes.size();
    }
    if (ledger.progress) ledger.progress(total, total);
    return {};
}

}  // namespace daybook
