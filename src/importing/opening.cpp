#include "importing/opening.h"

#include <algorithm>
#include <optional>

#include "base/utf8.h"
#include "importing/cell.h"
#include "importing/csv.h"
#include "importing/encoding.h"
#include "importing/opening_header.h"
#include "importing/row_reader.h"
#include "journal/faults.h"

namespace daybook {

namespace {

using F = OpeningField;

constexpr int longest_preamble = 200;  // records

enum class Number { none, money, signed_money, decimal, days };

Number number_of(F field) {
    switch (field) {
        case F::value:
        case F::stored_value: return Number::money;
        case F::receivable:
        case F::payable:
        case F::balance: return Number::signed_money;
        case F::price:
        case F::cost:
        case F::quantity:
        case F::reorder: return Number::decimal;
        case F::terms: return Number::days;
        default: return Number::none;
    }
}

Text field_text(F field) {
    switch (field) {
        case F::code: return Text::opening_code;
        case F::name: return Text::col_name;
        case F::unit: return Text::col_unit;
        case F::spec: return Text::opening_spec;
        case F::price: return Text::col_price;
        case F::cost: return Text::col_cost;
        case F::value: return Text::opening_value;
        case F::quantity: return Text::col_quantity;
        case F::barcode: return Text::opening_barcode;
        case F::category: return Text::col_category;
        case F::reorder: return Text::col_reorder;
        case F::supplier: return Text::col_supplier;
        case F::phone: return Text::col_phone;
        case F::email: return Text::fact_email;
        case F::address: return Text::fact_address;
        case F::level: return Text::col_level;
        case F::terms: return Text::fact_terms;
        case F::receivable: return Text::col_receivable;
        case F::stored_value: return Text::col_stored_value;
        case F::payable: return Text::col_payable;
        case F::balance: return Text::col_balance;
        case F::count_of_fields: break;
    }
    return Text::nothing;
}

// The mark between columns under which a header row is found first; nothing where none is.
std::optional<char> delimiter_of(std::string_view text) {
    std::optional<char> best;
    int first = longest_preamble;
    for (char delimiter : {',', ';', '\t'}) {
        CsvReader reader(text, delimiter);
        for (int i = 0; i < first; ++i) {
            const Result<bool> more = reader.next();
            if (!more || !*more) break;
            if (!opening_header(reader.fields())) continue;
            best = delimiter;
            first = i;
        }
    }
    return best;
}

class OpeningReader {
  public:
    OpeningReader(int money_decimals, Opening& out, Errors& errors) : decimals_(money_decimals), out_(out), errors_(errors) {}

    void read(const ImportFile& file) {
        file_ = &file.name;
        const std::optional<std::string> text = decoded(file);
        if (!text) return;
        const std::optional<char> delimiter = delimiter_of(*text);
        if (!delimiter) {
            Error error(Text::err_opening_header, Text::hint_opening_header);
            error.place.file = file.name;
            return errors_.push_back(std::move(error));
        }
        CsvReader reader(*text, *delimiter);
        reader_ = &reader;
        std::optional<OpeningHeader> header;
        const size_t before = out_.rows.size() + errors_.size();
        for (;;) {
            const Result<bool> more = reader.next();
            if (!more) {
                errors_.push_back(more.error());
                errors_.back().place.file = file.name;
                return;
            }
            if (!*more) break;
            if (auto found = opening_header(reader.fields())) {
                header = std::move(found);
                check_header(*header);
            } else if (header) {
                read_row(*header);
            }
        }
        if (out_.rows.size() + errors_.size() > before) return;
        Error error({Text::err_opening_empty, {file.name}}, Text::hint_opening_empty);
        errors_.push_back(std::move(error));
    }

  private:
    std::optional<std::string> decoded(const ImportFile& file) {
        Result<std::string> text = to_utf8(file.bytes, "utf-8");
        if (!text) {
            if (Result<std::string> chinese = to_utf8(file.bytes, "gbk")) return std::move(*chinese);
            text.error().place.file = file.name;
            text.error().hint = Text::hint_opening_encoding;
            errors_.push_back(text.error());
            return std::nullopt;
        }
        return std::move(*text);
    }

    // No two columns that say the same; those that say nothing to us are noted.
    void check_header(const OpeningHeader& header) {
        std::vector<F> seen;
        std::string unused;
        for (size_t i = 0; i < header.fields.size(); ++i) {
            const std::string_view cell = trim_cell(reader_->fields()[i]);
            if (!header.fields[i]) {
                if (!cell.empty()) unused.append(unused.empty() ? "" : ", ").append(cell);
                continue;
            }
            if (std::find(seen.begin(), seen.end(), *header.fields[i]) != seen.end())
                wrong(i, {Text::err_opening_column_twice, {field_text(*header.fields[i])}}, Text::hint_opening_column_twice);
            seen.push_back(*header.fields[i]);
        }
        if (!unused.empty()) out_.unused.emplace_back(*file_, unused);
    }

    void read_row(const OpeningHeader& header) {
        const std::vector<std::string_view>& cells = reader_->fields();
        if (std::all_of(cells.begin(), cells.end(), [](std::string_view cell) { return trim_cell(cell).empty(); })) return;
        if (is_sum(header)) return;
        OpeningRow row;
        row.table = header.table;
        std::map<F, size_t> column;
        bool right = true;
        for (size_t i = 0; i < header.fields.size() && i < cells.size(); ++i) {
            if (!header.fields[i] || trim_cell(cells[i]).empty()) continue;
            column[*header.fields[i]] = i;
            right = take(row, *header.fields[i], i) && right;
        }
        const bool by_code = row.table == OpeningTable::items && row.fields.count(F::code);
        const F key = by_code ? F::code : F::name;
        row.key = row.fields[key];
        if (row.key == row.fields[F::name]) row.fields.erase(F::name);
        if (row.key.empty()) return wrong(name_column(header), Text::err_opening_no_name, Text::hint_opening_no_name);
        const std::string place = *file_ + ":" + std::to_string(reader_->line());
        if (const auto [first, fresh] = seen_.try_emplace({row.table, row.key}, place); !fresh)
            return wrong(column[key], {Text::err_opening_twice, {row.key, first->second}}, Text::hint_opening_twice);
        right = check_item(row, column) && right;
        if (!right) return;
        try {
            add_up(row);
        } catch (const Overflow&) {
            return wrong(name_column(header), Text::err_overflow, Text::hint_overflow);
        }
        ++out_.counts[static_cast<size_t>(row.table)];
        out_.rows.push_back(std::move(row));
    }

    // A row that adds up those above it.
    bool is_sum(const OpeningHeader& header) const {
        const std::vector<std::string_view>& cells = reader_->fields();
        for (size_t i = 0; i < header.fields.size() && i < cells.size(); ++i) {
            if (header.fields[i] != F::name && header.fields[i] != F::code) continue;
            for (std::string_view sum : {"合计", "总计", "小计", "total", "Total", "TOTAL"})
                if (trim_cell(cells[i]) == sum) return true;
        }
        return false;
    }

    static size_t name_column(const OpeningHeader& header) {
        const auto found = std::find_if(header.fields.begin(), header.fields.end(),
                                        [](const auto& field) { return field == F::name || field == F::code; });
        return static_cast<size_t>(found - header.fields.begin());
    }

    // One cell, as the journal has it.
    bool take(OpeningRow& row, F field, size_t at) {
        std::string text(trim_cell(reader_->fields()[at]));
        std::replace_if(
            text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
        const Number number = number_of(field);
        if (number == Number::none) {
            if (has_control(text)) return wrong(at, {Text::import_control, {field_text(field)}}), false;
            row.fields[field] = std::move(text);
            return true;
        }
        const bool money = number == Number::money || number == Number::signed_money;
        const int decimals = money ? decimals_ : number == Number::days ? 0 : price_decimals;
        int64_t value = 0;
        if (parse_amount(text, decimals, value) != BadNumber::none)
            return wrong(at, {Text::err_opening_number, {field_text(field), text}},
                         {Text::hint_opening_number, {std::to_string(decimals_)}}),
                   false;
        if (value < 0 && number != Number::signed_money)
            return wrong(at, {Text::err_opening_negative, {field_text(field), text}}, Text::hint_opening_negative), false;
        if (value == 0 && field != F::cost && field != F::value) return true;
        const bool price = field == F::price || field == F::cost;
        row.fields[field] = money ? format_decimal(value, decimals_) : format_decimal(value, decimals, true, price ? decimals_ : 0);
        numbers_[field] = value;
        return true;
    }

    bool check_item(const OpeningRow& row, std::map<F, size_t>& column) {
        if (row.table != OpeningTable::items) return true;
        const bool costs = column.count(F::cost) || column.count(F::value) || !row.fields.count(F::quantity);
        if (!costs)
            wrong(column[F::quantity], {Text::err_opening_no_cost, {row.fields.at(F::quantity), row.key}}, Text::hint_opening_no_cost);
        const auto barcode = row.fields.find(F::barcode);
        if (barcode == row.fields.end()) return costs;
        const auto [first, fresh] = barcodes_.try_emplace(barcode->second, row.key);
        if (!fresh)
            return wrong(column[F::barcode], {Text::err_opening_barcode, {barcode->second, first->second}}, Text::hint_opening_barcode),
                   false;
        return costs;
    }

    void add_up(const OpeningRow& row) {
        const auto amount = [&](F field) { return Money(row.fields.count(field) ? numbers_[field] : 0); };
        if (row.fields.count(F::quantity))
            out_.stock += row.fields.count(F::value)
                              ? amount(F::value)
                              : line_amount(Quantity(numbers_[F::quantity]), UnitPrice(numbers_[F::cost]), decimals_);
        out_.receivable += amount(F::receivable);
        out_.stored_value += amount(F::stored_value);
        out_.payable += amount(F::payable);
        out_.held += amount(F::balance);
    }

    // At a cell of the row; where the row ends before it, at its end.
    void wrong(size_t at, Message what, Message hint = {}) {
        const std::string_view raw = reader_->raw();
        const bool there = at < reader_->fields().size();
        const std::string_view cell = there ? reader_->fields()[at] : std::string_view();
        size_t offset = raw.size(), length = 1;
        if (there && cell.data() >= raw.data() && cell.data() <= raw.data() + raw.size()) {
            offset = static_cast<size_t>(cell.data() - raw.data());
            length = std::max<size_t>(cell.size(), 1);
        } else if (there) {  // a text with quotes in it is a copy
            offset = 0;
        }
        const size_t line_end = raw.rfind('\n', offset ? offset - 1 : 0);
        const size_t begin = line_end == std::string_view::npos || line_end >= offset ? 0 : line_end + 1;
        const auto lines = static_cast<uint32_t>(std::count(raw.begin(), raw.begin() + static_cast<std::ptrdiff_t>(begin), '\n'));
        const std::string_view line = raw.substr(begin, raw.find('\n', begin) - begin);
        errors_.push_back(error_at(*file_, reader_->line() + lines, line, static_cast<uint32_t>(offset - begin),
                                   static_cast<uint32_t>(length), std::move(what), std::move(hint)));
    }

    const int decimals_;
    Opening& out_;
    Errors& errors_;
    const std::string* file_ = nullptr;
    CsvReader* reader_ = nullptr;
    std::map<F, int64_t> numbers_;  // of the row
    std::map<std::pair<OpeningTable, std::string>, std::string> seen_;
    std::map<std::string, std::string> barcodes_;  // and the item that has it
};

}  // namespace

tl::expected<Opening, Errors> read_opening(std::span<const ImportFile> files, int money_decimals) {
    Opening opening;
    Errors errors;
    OpeningReader reader(money_decimals, opening, errors);
    for (const ImportFile& file : files) reader.read(file);
    if (!errors.empty()) return tl::unexpected<Errors>(std::move(errors));
    return opening;
}

}  // namespace daybook
