// The first half of an import: files to rows, rows to documents. Nothing is written yet, since a later row can spoil a document.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <unordered_map>

#include "importing/csv.h"
#include "importing/import.h"
#include "model/entry.h"
#include "model/names.h"

namespace daybook {

constexpr uint32_t no_document = UINT32_MAX;

// What few rows have: a unit, a lot, a date of expiry.
struct RowExtras {
    std::string unit, lot, expires;
};

struct ImportedRow {
    std::string_view raw;
    std::string_view name;  // the item's display name
    Quantity quantity;
    int64_t price = 0;  // a UnitPrice or a Money, as `form` says
    uint32_t line = 0;
    uint32_t document = no_document;
    ItemId item = ItemId::none;
    uint32_t extras = 0;  // one past its place in Collected::extras; 0: none
    uint16_t file = 0;
    PriceForm form = PriceForm::none;
    bool is_bad = false;
};

struct ImportedDocument {
    Date date;
    RefId ref = RefId::none;
    uint32_t first_value = 0;  // its clauses' names and its details' words, one behind the other, in Collected::values
    uint32_t line = 0;         // of its first row
    uint16_t file = 0;
    uint16_t rule = 0;  // index into ImportRules::cases
    bool known = false, is_bad = false;
    std::string name, note;
};

struct RowProblem {
    uint32_t row = 0;
    Message why;
};

struct Collected {
    std::vector<ImportedRow> rows;  // all but blank, skipped and known ones, in the order of the files
    std::vector<ImportedDocument> documents;
    std::vector<std::string> values;
    std::vector<RowExtras> extras;
    std::vector<RowProblem> problems;  // in the order of rows
    Names<ItemId> items;
    std::unordered_map<std::string, ItemId> called;  // items by what the files call them, where that is not the code
    Names<RefId> refs;
    uint64_t all_rows = 0, skipped_rows = 0, known_rows = 0;
    std::vector<std::pair<std::string, std::string>> headers;
    // what the views above look at
    std::deque<std::string> texts;
    std::deque<CsvReader> readers;
    std::deque<std::string> names;
};

Result<void> collect(const ImportRules& rules, std::span<const ImportFile> files, const ImportLedger& ledger, Collected& out);

}  // namespace daybook
