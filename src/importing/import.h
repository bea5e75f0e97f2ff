// Rows of files from outside into entries of the journal, by rules. Reads nothing, writes nothing: text in, text out.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "importing/import_rules.h"
#include "model/date.h"
#include "model/entry.h"
#include "model/kinds.h"
#include "model/settings.h"

namespace daybook {

struct ImportFile {
    std::string name;
    std::string bytes;  // as read
};

// What the import must know of the ledger.
struct ImportLedger {
    // Of master data: whether an entry declares that item, customer … Else: whether the journal has an entry of that ref.
    std::function<bool(Kind, std::string_view)> known;
    int money_decimals = 2;
    // The code of the item that a file calls so; what it calls it where there is none.
    std::function<std::string(std::string_view)> item_code = {};
    // The account's, likewise: of 微信 where the ledger has wechat.
    std::function<std::string(std::string_view)> account_code = {};
    std::string currency = {};         // its code; empty: amounts of any are taken as its own
    const Entries* entries = nullptr;  // to compare documents with that are there already; null: they are skipped
    TaxSettings tax = {};
    Date today = {};  // of entries that follow a document that is there already, where the file does not say when
    std::function<void(uint64_t done, uint64_t total)> progress = {};  // bytes; called every few thousand rows
};

struct BadRow {
    std::string file;
    uint32_t line = 0;  // in the file, where the row starts
    Message why;
    std::string raw;  // the row as it stands, in UTF-8
};

struct NewItem {
    std::string code, name;
    Date since;  // of the first document that has it
    bool service = false;
};

// A document that is in the journal, and says something else there.
struct Difference {
    std::string file, ref;
    uint32_t line = 0;
    std::string_view field;
    std::string journal, here;
};

// What the file itself says that its rows come to.
struct TotalCheck {
    std::string file;
    Money is, sum;
};

struct ImportResult {
    std::string journal_text;   // entries parted by blank lines, to be appended as they are; empty where there is nothing new
    uint64_t rows = 0;          // of data, blank ones apart
    uint64_t skipped_rows = 0;  // by the rules
    uint64_t known_documents = 0, known_rows = 0;                                    // the journal, or an earlier file, has them
    std::array<uint64_t, static_cast<size_t>(Kind::count_of_kinds)> documents = {};  // written, by kind
    std::array<Money, static_cast<size_t>(Kind::count_of_kinds)> sums = {};          // what these come to
    uint64_t moved_documents = 0;                                                    // that were there, and had entries added
    uint64_t bad_documents = 0;
    std::vector<Difference> differences;
    std::vector<TotalCheck> totals;
    std::vector<std::string> unknown_items;  // that the ledger must know first, each once
    std::vector<BadRow> bad;                 // in the order of the files; a document with a bad row is bad as a whole
    std::vector<NewItem> new_items;
    std::vector<std::pair<std::string, std::string>> headers;  // of each file: its name and its header row

    void add(ImportResult more);  // of other files, by other rules
};

// An Error where a file cannot be read by the rules at all: wrong encoding, an unclosed quote, no header, an unknown column.
Result<ImportResult> import_rows(const ImportRules& rules, std::span<const ImportFile> files, const ImportLedger& ledger);

// The bad rows as a file that the same rules read again once they are mended: header and rows as they stood, in UTF-8 with a mark.
std::string rejects_csv(const ImportResult& result);

}  // namespace daybook
