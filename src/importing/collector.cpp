#include "importing/collector.h"

#include <fmt/format.h>

#include <algorithm>

#include "importing/cell.h"
#include "importing/header.h"
#include "importing/open_records.h"
#include "importing/row_reader.h"

namespace daybook {

namespace {

constexpr uint64_t rows_per_progress = 4096;

constexpr uint32_t no_group = UINT32_MAX;

// Rows of one file that share a key, which is mostly their document's ref.
struct Group {
    RefId key = RefId::none;
    uint32_t line = 0;        // of its first row
    uint32_t first_cell = 0;  // of its carried cells, in Collector::carried_
    uint16_t file = 0;
    bool taken = false, skipped = false;  // some of its rows
};

class Collector {
  public:
    Collector(const ImportRules& rules, const ImportLedger& ledger, Collected& out)
        : rules_(rules), ledger_(ledger), out_(out), cells_(rules.columns.size()), row_(rules, ledger, out) {
        for (const ImportColumn& column : rules.columns) translates_ |= !column.values.empty();
        out.totals.resize(rules.totals.size());
    }

    Result<void> read(const ImportFile& file, uint16_t number, uint64_t done, uint64_t total);

  private:
    void read_row(const Records& reader, const Header& header);
    void fill_cells(const Records& reader, const Header& header);
    void translate_cells();
    Message join_group(uint32_t line);
    Message carry(Group& group);
    const ImportCase* find_case();
    Message read_into(const ImportCase& rule, ImportedRow& row);
    Message find_document(const ImportCase& rule, ImportedRow& row);
    Message find_ref(const ImportCase& rule, RefId& ref);
    Message add_document(const ImportCase& rule, RefId ref, ImportedRow& row);
    Message agree(const ImportCase& rule, ImportedDocument& document);
    Message agree_on_detail(const ImportCase& rule, size_t detail, size_t slot, ImportedDocument& document);
    Message merge(const DetailRule& detail, std::span<const std::string> here, std::span<std::string> said, uint32_t line, bool& merged);
    Message differs_by(std::string_view field, const Template& from, uint32_t line) const;
    Message repeated(const DetailRule& detail, std::string_view amount, uint32_t line) const;
    Message follow(uint32_t document);
    void add_up_totals();
    void read_preamble(std::string_view text, size_t end);
    void note_left_out(size_t first_group);
    uint16_t number_of(const ImportCase& rule) const { return static_cast<uint16_t>(&rule - rules_.cases.data()); }

    const ImportRules& rules_;
    const ImportLedger& ledger_;
    Collected& out_;
    uint16_t file_ = 0;
    bool translates_ = false;                                    // a column has values that stand for others
    std::vector<std::string_view> cells_;                        // by column of the rules, as they stand
    std::vector<std::pair<uint32_t, std::string_view>> tested_;  // columns that are blank, and what is tested in place of that
    std::vector<std::string_view> tested_cells_;
    const std::vector<std::string_view>* conditions_ = &cells_;  // the cells that conditions are held against
    RowReader row_;                                              // of the same cells, by [values]
    std::vector<uint32_t> document_of_ref_;
    std::vector<Group> groups_;
    std::vector<uint32_t> group_of_key_;     // by RefId
    std::vector<std::string_view> carried_;  // of each group, the cells of the rules' carried columns
    uint32_t group_ = no_group;              // of the row
    std::string key_scratch_;
    std::vector<ImportedRow> more_rows_;
};

Result<void> Collector::read(const ImportFile& file, uint16_t number, uint64_t done, uint64_t total) {
    const auto placed = [&](Error error) {
        if (error.place.file.empty()) error.place.file = file.name;
        return tl::unexpected(std::move(error));
    };
    const size_t texts = out_.texts.size();
    const auto has_columns = [&](Records& sheet) { return has_header(sheet, rules_.columns); };
    auto opened =
        open_records(file.bytes, {rules_.encoding, rules_.delimiter, rules_.sheet, rules_.marks.decimal}, has_columns, out_.texts);
    if (!opened) return placed(opened.error());
    const std::string_view kept = out_.texts.size() > texts ? std::string_view(out_.texts.back()) : std::string_view();
    row_.start_file(kept, (*opened)->iso_days());
    file_ = number;
    group_ = no_group;
    Records& reader = *out_.readers.emplace_back(std::move(*opened));
    auto header = find_header(reader, rules_.columns);
    if (!header) return placed(header.error());
    out_.headers.emplace_back(file.name, header->raw);
    out_.rows.reserve(out_.rows.size() + kept.size() / 64);
    read_preamble(reader.head(), reader.head().size());
    const uint64_t before = out_.all_rows;
    const size_t first_group = groups_.size();
    for (;;) {
        const auto more = reader.next();
        if (!more) return placed(more.error());
        if (!*more) break;
        read_row(reader, *header);
        if (ledger_.progress && out_.all_rows % rows_per_progress == 0) ledger_.progress(std::min(done + reader.offset(), total), total);
    }
    if (out_.all_rows == before) return placed(Error(Text::import_only_header, Text::import_export_again));
    note_left_out(first_group);
    return {};
}

// Documents that the rules leave out of the file, and the journal has: closed since, say.
void Collector::note_left_out(size_t first_group) {
    if (!ledger_.entries || !ledger_.known) return;
    for (size_t i = first_group; i < groups_.size(); ++i)
        if (groups_[i].skipped && !groups_[i].taken && ledger_.known(Kind::sell, out_.refs.text(groups_[i].key)))
            out_.left_out.push_back({groups_[i].key, groups_[i].line, file_});
}

void Collector::read_row(const Records& reader, const Header& header) {
    const auto& fields = reader.fields();
    const auto is_empty = [](std::string_view field) { return trim_cell(field).empty(); };
    if (fields.empty() || (is_empty(fields[0]) && std::all_of(fields.begin(), fields.end(), is_empty))) return;
    if (reader.raw().size() == header.raw.size() && reader.raw() == header.raw) return;  // files put together, each with its header
    ++out_.all_rows;
    fill_cells(reader, header);
    Message carried = join_group(reader.line());
    translate_cells();
    if (!rules_.totals.empty()) add_up_totals();
    const ImportCase* rule = find_case();
    if (group_ != no_group) (rule && rule->skip ? groups_[group_].skipped : groups_[group_].taken) = true;
    if (rule && rule->skip) {
        ++out_.skipped_rows;
        return;
    }
    ImportedRow row;
    row.raw = reader.raw();
    row.line = reader.line();
    row.file = file_;
    more_rows_.clear();
    Message why = rule ? read_into(*rule, row) : Message(Text::import_no_case);
    if (carried) why = std::move(carried);
    for (const Records::Fault& fault : reader.faults())
        if (const auto column = std::find(header.field_of.begin(), header.field_of.end(), fault.field); column != header.field_of.end())
            why = {fault.why, {rules_.columns[static_cast<size_t>(column - header.field_of.begin())].name, fault.place, fault.holds}};
    if (row.document != no_document && out_.documents[row.document].known) {
        ++out_.known_rows;
        if (!ledger_.entries || out_.documents[row.document].again) return;
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
    out_.rows.insert(out_.rows.end(), more_rows_.begin(), more_rows_.end());
}

void Collector::fill_cells(const Records& reader, const Header& header) {
    const auto& fields = reader.fields();
    for (size_t i = 0; i < cells_.size(); ++i) {
        const uint32_t at = header.field_of[i];
        cells_[i] = at < fields.size() ? trim_cell(fields[at]) : std::string_view();
    }
    if (rules_.empties.empty()) return;
    for (std::string_view& cell : cells_)
        if (std::find(rules_.empties.begin(), rules_.empties.end(), cell) != rules_.empties.end()) cell = {};
}

// Finds the row's group by its key, and has it have what stands on the group's first row alone.
Message Collector::join_group(uint32_t line) {
    const uint32_t last = group_;
    group_ = no_group;
    tested_.clear();
    if (!rules_.key) return {};
    for (const Template::Part& part : rules_.key->parts)
        if (part.is_column && value_of(part, cells_).empty()) return {};
    const std::string_view text = fill(*rules_.key, cells_, key_scratch_);
    if (text.empty()) return {};
    if (last != no_group && out_.refs.text(groups_[last].key) == text) {
        group_ = last;
        return carry(groups_[last]);
    }
    if (has_control(text) || looks_shortened(text)) return {};  // its document says so
    const RefId key = out_.refs.intern(text);
    if (index_of(key) >= group_of_key_.size()) group_of_key_.resize(index_of(key) + 1, no_group);
    uint32_t& group = group_of_key_[index_of(key)];
    if (group != no_group && groups_[group].file == file_) {
        group_ = group;
        return carry(groups_[group]);
    }
    group_ = group = static_cast<uint32_t>(groups_.size());
    groups_.push_back({key, line, static_cast<uint32_t>(carried_.size()), file_});
    for (uint32_t column : rules_.carried) carried_.push_back(cells_[column]);
    return {};
}

Message Collector::carry(Group& group) {
    for (size_t i = 0; i < rules_.carried.size(); ++i) {
        const uint32_t at = rules_.carried[i];
        std::string_view& cell = cells_[at];
        std::string_view& before = carried_[group.first_cell + i];
        const ImportColumn& column = rules_.columns[at];
        if (cell == before) continue;
        if (column.gather == Gather::unsaid) {
            if (cell.empty()) tested_.emplace_back(at, before);  // the amount in it is not this row's
        } else if (before.empty()) {
            before = cell;
        } else if (cell.empty() || column.gather == Gather::first) {
            cell = before;
        } else if (column.gather == Gather::document) {
            return {Text::import_not_one, {column.name, cell, before, fmt::format("{}", group.line)}};
        }
    }
    return {};
}

void Collector::translate_cells() {
    std::copy(cells_.begin(), cells_.end(), row_.cells.begin());
    if (!translates_) return;
    for (size_t i = 0; i < cells_.size(); ++i)
        for (const auto& [pattern, value] : rules_.columns[i].values) {
            if (pattern != cells_[i] && !glob(pattern, cells_[i])) continue;
            row_.cells[i] = value;
            break;
        }
}

// By the cells as they are tested: with what stands on the document's first row alone.
const ImportCase* Collector::find_case() {
    conditions_ = &cells_;
    if (!tested_.empty()) {
        tested_cells_ = cells_;
        for (const auto& [column, cell] : tested_) tested_cells_[column] = cell;
        conditions_ = &tested_cells_;
    }
    for (const ImportCase& rule : rules_.cases)
        if (hold(rule.when, *conditions_, rules_.marks)) return &rule;
    return nullptr;
}

// What is wrong with the row; its document is found, where its ref can be read, even then.
Message Collector::read_into(const ImportCase& rule, ImportedRow& row) {
    Message currency = row_.read_currency(rule);
    if (Message why = find_document(rule, row)) return why;
    ImportedDocument& document = out_.documents[row.document];
    if (document.again || (document.known && !ledger_.entries)) return {};
    if (currency) return currency;
    document.at_rate |= row_.at_rate();
    if (!rules_.then.empty())
        if (Message why = follow(row.document)) return why;
    if (rule.goods) return row_.read_goods_list(rule, row, more_rows_);
    return rule.item ? row_.read_goods(rule, row) : Message();
}

Message Collector::find_ref(const ImportCase& rule, RefId& ref) {
    if (rule.ref_is_key && group_ != no_group) {
        ref = groups_[group_].key;
        return {};
    }
    if (rule.ref.parts.size() > 1)
        for (const Template::Part& part : rule.ref.parts)
            if (part.is_column && value_of(part, row_.cells).empty())
                return {Text::import_ref_blank, {row_.text(rule.ref), rules_.columns[part.column].name}};
    const std::string_view text = row_.text(rule.ref);
    if (text.empty()) return Text::import_no_ref;
    if (has_control(text)) return {Text::import_control, {"ref"}};
    if (looks_shortened(text)) return {Text::import_shortened, {text}};
    ref = out_.refs.intern(text);
    return {};
}

Message Collector::find_document(const ImportCase& rule, ImportedRow& row) {
    RefId ref = RefId::none;
    if (Message why = find_ref(rule, ref)) return why;
    if (index_of(ref) >= document_of_ref_.size()) document_of_ref_.resize(index_of(ref) + 1, no_document);
    row.document = document_of_ref_[index_of(ref)];
    if (row.document == no_document) return add_document(rule, ref, row);
    ImportedDocument& document = out_.documents[row.document];
    if (document.file == file_) return document.known && !ledger_.entries ? Message() : agree(rule, document);
    // an export that overlaps an earlier one: the same document again
    row.document = document_of_ref_[index_of(ref)] = static_cast<uint32_t>(out_.documents.size());
    ImportedDocument again = document;
    again.file = file_;
    again.known = again.again = true;
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
    if (document.known && !ledger_.entries) return {};
    Message why = row_.read_date(rule.date, document.date);
    if (Message values = row_.read_values(rule); values && !why) why = std::move(values);
    // as many as the rule has, even of a bad document
    for (size_t i = 0; i < row_.value_count; ++i) out_.values.push_back(row_.values[i]);
    if (rule.name && !rule.item) document.name = row_.line(*rule.name);
    if (rule.note) document.note = row_.line(*rule.note);
    if (!why && (has_control(document.name) || has_control(document.note))) why = {Text::import_control, {"note"}};
    return why;
}

Message differs(std::string_view field, uint32_t line) { return {Text::import_disagrees, {field, fmt::format("{}", line)}}; }

// With the way out, where it is a column's doing.
Message Collector::differs_by(std::string_view field, const Template& from, uint32_t line) const {
    const auto columns = from.columns();
    if (columns.empty()) return differs(field, line);
    return {Text::import_differs, {field, fmt::format("{}", line), rules_.columns[columns[0]].name}};
}

// Rows of a document say the same of it, or nothing, but for what is to be added up. Rows of several cases of one kind are one document
// too: each brings its own lines of detail.
Message Collector::agree(const ImportCase& rule, ImportedDocument& document) {
    const ImportCase& first = rules_.cases[document.rule];
    if (first.kind != rule.kind) return differs("kind", document.line);
    if (!row_.text(rule.date).empty()) {
        Date date;
        if (Message why = row_.read_date(rule.date, date)) return why;
        if (date != document.date) return differs_by("date", rule.date, document.line);
    }
    const bool same_rule = &first == &rule;
    // mostly the very words of the row before
    const auto same = [&](const ClauseRule& clause) {
        return row_.text(clause.name) == out_.values[document.first_value + static_cast<size_t>(&clause - rule.clauses.data())];
    };
    if (same_rule && rule.details.empty() && std::all_of(rule.clauses.begin(), rule.clauses.end(), same)) return {};
    if (Message why = row_.read_values(rule, true)) return why;
    for (size_t i = 0; i < rule.clauses.size(); ++i) {
        const auto own = std::find_if(first.clauses.begin(), first.clauses.end(),
                                      [&](const ClauseRule& clause) { return clause.clause == rule.clauses[i].clause; });
        if (row_.values[i].empty()) continue;
        if (own == first.clauses.end()) return differs(spec(rule.clauses[i].clause).name, document.line);
        std::string& said = out_.values[document.first_value + static_cast<size_t>(own - first.clauses.begin())];
        if (!said.empty() && said != row_.values[i])
            return differs_by(spec(rule.clauses[i].clause).name, rule.clauses[i].name, document.line);
        said = row_.values[i];
    }
    size_t slot = rule.clauses.size();
    for (size_t i = 0; i < rule.details.size(); ++i) {
        if (Message why = agree_on_detail(rule, i, slot, document)) return why;
        slot += rule.details[i].words.size();
    }
    return {};
}

Message Collector::agree_on_detail(const ImportCase& rule, size_t at, size_t slot, ImportedDocument& document) {
    const DetailRule& detail = rule.details[at];
    const std::span<const std::string> here(&row_.values[slot], detail.words.size());
    if (std::all_of(here.begin(), here.end(), [](const std::string& word) { return word.empty(); })) return {};
    bool merged = false;
    if (&rule == &rules_.cases[document.rule]) {
        const std::span<std::string> said(&out_.values[document.first_value + slot], detail.words.size());
        if (Message why = merge(detail, here, said, document.line, merged)) return why;
    }
    for (uint32_t next = document.more; next && !merged; next = out_.more[next - 1].next) {
        MoreDetail& more = out_.more[next - 1];
        if (more.rule != &detail) continue;
        if (Message why = merge(detail, here, more.words, document.line, merged)) return why;
    }
    if (merged) return {};
    out_.more.push_back({&detail, std::vector<std::string>(here.begin(), here.end()), document.more});
    document.more = static_cast<uint32_t>(out_.more.size());
    return {};
}

// Puts what a row says into what the document has of the same line; not merged where its other words are others, and so a line of its own.
Message Collector::merge(const DetailRule& detail, std::span<const std::string> here, std::span<std::string> said, uint32_t line,
                         bool& merged) {
    const auto is_money = [&](size_t i) { return detail.values[i] == Value::money || detail.values[i] == Value::signed_money; };
    for (size_t i = 0; i < here.size(); ++i) {
        if (is_money(i) || here[i].empty() || said[i].empty() || here[i] == said[i]) continue;
        if (detail.gather == Gather::sum) return {};
        return differs_by(detail.name(), detail.words[i], line);
    }
    merged = true;
    for (size_t i = 0; i < here.size(); ++i) {
        if (here[i].empty()) continue;
        if (said[i].empty() || !is_money(i)) {
            said[i] = here[i];
        } else if (detail.gather == Gather::sum) {
            int64_t a = 0, b = 0;
            parse_decimal(said[i], ledger_.money_decimals, a);
            parse_decimal(here[i], ledger_.money_decimals, b);
            if (__builtin_add_overflow(a, b, &a)) return {Text::import_too_large, {detail.name(), here[i]}};
            said[i] = to_text(Money(a), ledger_.money_decimals);
        } else if (said[i] != here[i]) {
            return repeated(detail, here[i], line);
        } else if (detail.gather == Gather::unsaid && detail.says == DetailRule::Says::line) {
            return repeated(detail, here[i], line);
        }
    }
    return {};
}

// An amount that stands twice: whether it is one, or two, cannot be known.
Message Collector::repeated(const DetailRule& detail, std::string_view amount, uint32_t line) const {
    std::string_view column;
    for (size_t i = 0; i < detail.words.size() && column.empty(); ++i)
        if (const auto columns = detail.words[i].columns(); !columns.empty()) column = rules_.columns[columns[0]].name;
    return {Text::import_repeated, {detail.name(), amount, fmt::format("{}", line), column}};
}

// What follows the document by the row, each once: where the first row that asks for it stands.
Message Collector::follow(uint32_t document) {
    for (const ImportCase& then : rules_.then) {
        const auto number = static_cast<uint16_t>(&then - rules_.then.data());
        if (!hold(then.when, *conditions_, rules_.marks)) continue;
        uint64_t& followed = out_.documents[document].followed;
        if (followed >> number & 1) continue;
        followed |= uint64_t{1} << number;
        FollowUp next;
        next.document = document;
        next.row = static_cast<uint32_t>(out_.rows.size());
        next.then = number;
        next.ref = row_.text(then.ref);
        next.dated = !row_.text(then.date).empty();
        if (next.dated)
            if (Message why = row_.read_date(then.date, next.date)) return why;
        if (Message why = row_.read_values(then)) return why;
        next.values.assign(row_.values.begin(), row_.values.begin() + static_cast<std::ptrdiff_t>(row_.value_count));
        out_.follow_ups.push_back(std::move(next));
    }
    return {};
}

void Collector::add_up_totals() {
    for (size_t i = 0; i < rules_.totals.size(); ++i) {
        const FileTotal& total = rules_.totals[i];
        if (!total.preamble.empty()) continue;
        TotalFound& found = out_.totals[i];
        if (const Amount is = row_.amount(total.is, ledger_.money_decimals); !found.said && !is.blank && is.bad == BadNumber::none) {
            found.is = Money(is.value);
            found.said = true;
        }
        if (!hold(total.when, cells_, rules_.marks)) continue;
        if (const Amount sum = row_.amount(total.sum, ledger_.money_decimals); sum.bad == BadNumber::none) add(found.sum, Money(sum.value));
    }
}

// 支出：16笔，1648.43元: the last number of the line.
void Collector::read_preamble(std::string_view text, size_t end) {
    for (size_t i = 0; i < rules_.totals.size(); ++i) {
        const std::string& mark = rules_.totals[i].preamble;
        const size_t at = mark.empty() ? std::string_view::npos : text.substr(0, end).find(mark);
        if (at == std::string_view::npos) continue;
        std::string_view rest = text.substr(at + mark.size(), std::min(text.find('\n', at), end) - at - mark.size()), last;
        for (std::string_view number = first_number(rest); !number.empty(); number = first_number(rest)) {
            last = number;
            rest.remove_prefix(static_cast<size_t>(number.data() + number.size() - rest.data()));
        }
        int64_t value = 0;
        if (parse_amount(last, ledger_.money_decimals, value, rules_.marks) != BadNumber::none) continue;
        add(out_.totals[i].is, Money(value));
        out_.totals[i].said = true;
    }
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
