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

// A line of detail, word by word.
struct DetailRule {
    Key key = Key::name;
    std::vector<Template> words;
    std::vector<Value> values;  // what each word is
};

// How the rows that fit `when` are read: all that the table and the case say, put together.
struct ImportCase {
    std::vector<Condition> when;  // all of them; none: every row
    bool skip = false;
    Kind kind = Kind::sell;
    Template ref, date;
    std::optional<Template> item, name, quantity, price, total, unit, lot, expires, note;
    std::vector<ClauseRule> clauses;
    std::vector<DetailRule> details;
    std::string money;  // the account that the whole document is received in or paid from; empty: none
};

struct ImportRules {
    std::string name;
    std::string encoding = "utf-8";
    char delimiter = ',';
    std::string date_format;  // empty: 2026-11-03, 2026/11/3, 2026.11.3, with or without a time behind
    std::vector<std::string> services;
    std::vector<ImportColumn> columns;  // all that the rules speak of
    std::vector<ImportCase> cases;
};

// The rules of that name in the text of a daybook.toml. Where they name a preset, what they say goes before what it says, and their cases
// are tried before its cases. All that is wrong with them is said, each at its place in its file.
tl::expected<ImportRules, Errors> read_import_rules(const std::string& file, std::string_view toml_text, std::string_view name);

// Those of a preset alone, one that there is.
tl::expected<ImportRules, Errors> read_preset(std::string_view name);

}  // namespace daybook
