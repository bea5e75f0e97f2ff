// What a shop begins with, out of another system's tables: items, customers, suppliers, accounts. Each table is known by its header row, in
// English or Chinese; a file may hold several, one below the other.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "importing/import.h"

namespace daybook {

enum class OpeningTable : uint8_t { items, customers, suppliers, accounts };

// What a column says.
enum class OpeningField : uint8_t {
    code,
    name,
    unit,
    spec,
    price,
    cost,
    value,
    quantity,
    barcode,
    category,
    reorder,
    supplier,
    phone,
    email,
    address,
    level,
    terms,
    receivable,
    stored_value,
    payable,
    balance,
    count_of_fields
};

// A row that is right: its texts as the journal has them, blank where the file says nothing.
struct OpeningRow {
    OpeningTable table = OpeningTable::items;
    std::string key;  // the code or name that it declares
    std::map<OpeningField, std::string> fields;
};

struct Opening {
    std::vector<OpeningRow> rows;
    std::vector<std::pair<std::string, std::string>> unused;  // file, and its columns that say nothing to us
    Money stock, receivable, stored_value, payable, held;
    std::array<size_t, 4> counts{};  // by OpeningTable
};

// Every row of the files; all that is wrong with them, each at its place, where anything is.
tl::expected<Opening, Errors> read_opening(std::span<const ImportFile> files, int money_decimals);

struct OpeningWords {
    std::string date, ref, note, staff;
    // Of what the ledger declares already nothing is declared anew.
    std::function<bool(Kind, const std::string&)> declared;
    // The account's code, by whichever name.
    std::function<std::string(const std::string&)> account;
};

// The entries: what is new is declared, and one entry `open` says what is there. They are parted by blank lines.
std::string opening_text(const Opening& opening, const OpeningWords& words);

}  // namespace daybook
