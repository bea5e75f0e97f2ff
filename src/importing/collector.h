// The first half of an import: files to rows, rows to documents. Nothing is written yet, since a later row can spoil a document.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "importing/import.h"
#include "importing/records.h"
#include "model/entry.h"
#include "model/names.h"

namespace daybook {

constexpr uint32_t no_document = UINT32_MAX;

// What few rows have: a unit, a lot, a date of expiry, a rate of tax.
struct RowExtras {
    std::string unit, lot, expires, tax;
    int32_t tax_rate = 0;  // in millionths
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
    bool is_more = false;  // of several goods in one cell: not the first
};

// A line of detail of a document beside those of its first row: of another case, or of the same with other words.
struct MoreDetail {
    const DetailRule* rule = nullptr;
    std::vector<std::string> words;
    uint32_t next = 0;  // one past the document's next one in Collected::more; 0: none
};

struct ImportedDocument {
    Date date;
    RefId ref = RefId::none;
    uint32_t first_value = 0;  // its clauses' names and its details' words, one behind the other, in Collected::values
    uint32_t line = 0;         // of its first row
    uint32_t more = 0;         // one past its first in Collected::more; 0: none
    uint64_t followed = 0;     // a bit for each `then` of the rules that a row asked for
    uint16_t file = 0;
    uint16_t rule = 0;  // index into ImportRules::cases
    bool known = false, is_bad = false;
    bool again = false;    // an earlier file has it
    bool at_rate = false;  // in another currency
    std::string name, note;
};

// An entry `of` a document, by a `then` of the rules.
struct FollowUp {
    uint32_t document = no_document;
    uint32_t row = 0;  // that asks for it
    uint16_t then = 0;
    bool dated = false;
    Date date;
    std::string ref;
    std::vector<std::string> values;  // clauses and details, word by word
};

// A document of the journal that the rules leave out of the file.
struct LeftOut {
    RefId ref = RefId::none;
    uint32_t line = 0;
    uint16_t file = 0;
};

// What a file says that its rows come to, and what they came to.
struct TotalFound {
    bool said = false;
    Money is, sum;
};

// For sums that are only shown: the books refuse what is too large for them.
inline void add(Money& sum, Money more) {
    if (__builtin_add_overflow(sum.raw, more.raw, &sum.raw)) sum = Money();
}

struct RowProblem {
    uint32_t row = 0;
    Message why;
};

struct Collected {
    std::vector<ImportedRow> rows;  // all but blank, skipped and known ones, in the order of the files
    std::vector<ImportedDocument> documents;
    std::vector<std::string> values;
    std::vector<MoreDetail> more;
    std::vector<RowExtras> extras;
    std::vector<FollowUp> follow_ups;
    std::vector<LeftOut> left_out;
    std::vector<TotalFound> totals;    // by the rules' totals
    std::vector<RowProblem> problems;  // in the order of rows
    Names<ItemId> items;
    std::unordered_map<std::string, ItemId> called;  // items by what the files call them, where that is not the code
    Names<RefId> refs;
    uint64_t all_rows = 0, skipped_rows = 0, known_rows = 0;
    std::vector<std::pair<std::string, std::string>> headers;
    // what the views above look at
    std::deque<std::string> texts;
    std::deque<std::unique_ptr<Records>> readers;
    std::deque<std::string> names;
};

Result<void> collect(const ImportRules& rules, std::span<const ImportFile> files, const ImportLedger& ledger, Collected& out);

}  // namespace daybook
