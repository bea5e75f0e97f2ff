#include "importing/collector.h"

#include <fmt/format.h>

#include <algorithm>

#include "importing/cell.h"
#include "importing/encoding.h"
#include "importing/header.h"
#include "importing/row_reader.h"

namespace daybook {

namespace {

constexpr uint64_t rows_per_progress = 4096;

class Collector {
  public:
    Collector(const ImportRules& rules, const ImportLedger& ledger, Collected& out)
        : rules_(rules), ledger_(ledger), out_(out), cells_(rules.columns.size()), row_(rules, ledger, out) {}

    Result<void> read(const ImportFile& file, uint16_t number, uint64_t done, uint64_t total);

  private:
    void read_row(const CsvReader& reader, const Header& header);
    void fill_cells(const CsvReader& reader, const Header& header);
    const ImportCase* find_case();
    Message read_into(const ImportCase& rule, ImportedRow& row);
    Message find_document(const ImportCase& rule, ImportedRow& row);
    Message add_document(const ImportCase& rule, RefId ref, ImportedRow& row);
    Message agree(const ImportCase& rule, ImportedDocument& document);
    uint16_t number_of(const ImportCase& rule) const { return static_cast<uint16_t>(&rule - rules_.cases.data()); }

    const ImportRules& rules_;
    const ImportLedger& ledger_;
    Collected& out_;
    uint16_t file_ = 0;
    std::vector<std::string_view> cells_;  // by column of the rules, as they stand
    RowReader row_;                        // of the same cells, by [values]
    std::vector<uint32_t> document_of_ref_;
};

Result<void> Collector::read(const ImportFile& file, uint16_t number, uint64_t done, uint64_t total) {
    const auto placed = [&](Error error) {
        if (error.place.file.empty()) error.place.file = file.name;
        return tl::unexpected(std::move(error));
    };
    auto text = to_utf8(file.bytes, rules_.encoding);
    if (!text) return placed(text.error());
    const std::string_view kept = out_.texts.emplace_back(std::move(*text));
    row_.start_file(kept);
    file_ = number;
    CsvReader& reader = out_.readers.emplace_back(kept, rules_.delimiter);
    auto header = find_header(reader, rules_.columns);
    if (!header) return placed(header.error());
    out_.headers.emplace_back(file.name, header->raw);
    out_.rows.reserve(out_.rows.size() + kept.size() / 64);
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
        cells_[i] = row_.cells[i] = at < reader.fields().size() ? trim_cell(reader.fields()[at]) : std::string_view();
        for (const auto& [pattern, value] : rules_.columns[i].values) {
            if (pattern != cells_[i] && !glob(pattern, cells_[i])) continue;
            row_.cells[i] = value;
            break;
        }
    }
}

const ImportCase* Collector::find_case() {
    for (const ImportCase& rule : rules_.cases)
        if (hold(rule.when, cells_, rules_.marks)) return &rule;
    return nullptr;
}

// What is wrong with the row; its document is found, where its ref can be read, even then.
Message Collector::read_into(const ImportCase& rule, ImportedRow& row) {
    if (Message why = find_document(rule, row)) return why;
    if (out_.documents[row.document].known || !rule.item) return {};
    return row_.read_goods(rule, row);
}

Message Collector::find_document(const ImportCase& rule, ImportedRow& row) {
    const std::string_view text = row_.text(rule.ref);
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
    again.is_bad = false;
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
    Message why = row_.read_date(rule.date, document.date);
    if (Message values = row_.read_values(rule); values && !why) why = std::move(values);
    // as many as the rule has, even of a bad document
    for (size_t i = 0; i < row_.value_count; ++i) out_.values.push_back(row_.values[i]);
    if (rule.name && !rule.item) document.name = row_.line(*rule.name);
    if (rule.note) document.note = row_.line(*rule.note);
    if (!why && (has_control(document.name) || has_control(document.note))) why = {Text::import_control, {"note"}};
    return why;
}

// Rows of a document say the same of it, or nothing.
Message Collector::agree(const ImportCase& rule, ImportedDocument& document) {
    const auto differs = [&](std::string_view field) { return Message(Text::import_disagrees, {field, fmt::format("{}", document.line)}); };
    if (document.rule != number_of(rule)) return differs("kind");
    Date date;
    if (Message why = row_.read_date(rule.date, date)) return why;
    if (date != document.date) return differs("date");
    // mostly the very words of the row before
    const auto same = [&](const ClauseRule& clause) {
        return row_.text(clause.name) == out_.values[document.first_value + static_cast<size_t>(&clause - rule.clauses.data())];
    };
    if (rule.details.empty() && std::all_of(rule.clauses.begin(), rule.clauses.end(), same)) return {};
    if (Message why = row_.read_values(rule)) return why;
    for (size_t i = 0; i < row_.value_count; ++i) {
        std::string& said = out_.values[document.first_value + i];
        if (row_.values[i].empty() || row_.values[i] == said) continue;
        if (!said.empty()) {
            if (i < rule.clauses.size()) return differs(spec(rule.clauses[i].clause).name);
            size_t at = i - rule.clauses.size(), detail = 0;
            while (at >= rule.details[detail].words.size()) at -= rule.details[detail++].words.size();
            return differs(spec(rule.details[detail].key).name);
        }
        said = row_.values[i];
    }
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
