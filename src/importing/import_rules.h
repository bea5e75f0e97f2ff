// [import.NAME] of daybook.toml: how the rows of a file become entries. One field for each thing that an entry says; a field's value is a
// text in which {Column} stands for the row's cell. Cases, tried in order, say otherwise for the rows that they fit; the table itself comes
// last.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "importing/fill.h"
#include "importing/import_when.h"
#include "importing/rules_source.h"
#include "model/kinds.h"

namespace daybook {

struct ClauseRule {
    Clause clause = Clause::from;
    Template name;
};

// A line of detail, word by word; or, of one word, what the file says that the document comes to.
struct DetailRule {
    enum class Says : uint8_t { line, total, tax };

    Key key = Key::name;
    std::vector<Template> words;
    std::vector<Value> values;  // what each word is
    Says says = Says::line;
    Gather gather = Gather::unsaid;  // of its amount, by the columns that this is made of

    std::string_view name() const;  // as the rules call it
};

// Several goods in a cell: "Tea x 2, Cup x 1".
struct GoodsList {
    enum class Field : uint8_t { item, quantity, price };

    // Of a piece: its fields as they follow one another, and the texts before, between and behind them, one more than fields.
    struct Pattern {
        std::vector<Field> fields;
        std::vector<std::string> around;
    };

    Template from;
    std::string between;        // the pieces: ", "
    std::vector<Pattern> each;  // the first that fits a piece
};

// How the rows that fit `when` are read: all that the table and the case say, put together.
struct ImportCase {
    std::vector<Condition> when;  // all of them; none: every row
    bool skip = false;
    Kind kind = Kind::sell;
    Template ref, date;
    bool ref_is_key = false;  // its ref is what rows are grouped by
    std::optional<Template> item, name, quantity, price, total, unit, lot, expires, tax_rate, note, currency;
    std::optional<GoodsList> goods;
    std::vector<ClauseRule> clauses;
    std::vector<DetailRule> details;
    std::string money;  // the account that the whole document is received in or paid from; empty: none
};

// What the file itself says that its rows come to: a line above the header, or a cell of a row.
struct FileTotal {
    std::string preamble;      // the last number of the line that holds this text …
    std::optional<Kind> kind;  // … is what documents of this kind come to
    Template is, sum;          // the first row that has an `is`: what the `sum` of the rows that fit `when` comes to
    std::vector<Condition> when;
};

struct ImportRules {
    std::string name;
    std::string encoding = "utf-8";
    char delimiter = ',';
    std::string sheet;  // of a workbook; empty: the first that has the columns
    NumberMarks marks;
    std::vector<std::string> date_formats;  // the first that fits; none: 2026-11-03, 2026/11/3, 2026.11.3, with or without a time behind
    std::vector<std::string> empties;       // what is as good as a blank cell: --
    std::vector<std::pair<std::string, int64_t>> rates;      // of currencies: what one of them is worth here, in millionths
    std::vector<std::pair<std::string, std::string>> items;  // [import.NAME.items]: what an item is called, and its code
    std::vector<std::string> services;
    std::vector<ImportColumn> columns;  // all that the rules speak of
    std::vector<uint32_t> carried;      // columns that a later row of a document has from an earlier one where its own cell is blank
    std::optional<Template> key;        // the ref of the table itself: rows that share it are grouped
    std::vector<ImportCase> cases;
    std::vector<ImportCase> then;  // entries `of` a document, where a row of it fits their `when`
    std::vector<FileTotal> totals;
};

// The rules of that name in the text of a daybook.toml. Where they name a preset, what they say goes before what it says, and their cases
// are tried before its cases. All that is wrong with them is said, each at its place in its file.
tl::expected<ImportRules, Errors> read_import_rules(const std::string& file, std::string_view toml_text, std::string_view name);

// Those of a preset alone, one that there is.
tl::expected<ImportRules, Errors> read_preset(std::string_view name);

}  // namespace daybook
