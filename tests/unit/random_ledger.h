// Random ledgers for the properties: the same seed gives the same text. A new kind is one function in random_ledger.cpp and a line in its
// table.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "books/books.h"
#include "journal/journal.h"

namespace daybook {

struct RandomEntry {
    Kind kind = Kind::item;
    Date date;
    std::string text;  // ends in a newline
};

// What a ledger must not hold, so that a property can be said of it.
struct Limits {
    bool equal_costs = false;   // all units of an item cost the same; so no discount, freight, tax or labour
    bool exact_prices = false;  // whole units at prices of the currency's decimals
};

struct RandomLedger {
    uint64_t seed = 0;
    BookSettings settings;
    std::vector<RandomEntry> entries;

    std::string text() const;
};

// As it comes: many of its entries will be refused.
RandomLedger make_ledger(uint64_t seed, const Limits& limits = {});

// The kinds that make_ledger knows.
std::vector<Kind> kinds_made();

// A ledger read by the real parser. Not copied: the books look into the journal.
struct Replayed {
    explicit Replayed(const RandomLedger& ledger) : Replayed(ledger.settings, ledger.text()) {}
    Replayed(const BookSettings& settings, const std::string& text);
    Replayed(const Replayed&) = delete;
    Replayed& operator=(const Replayed&) = delete;
    Replayed& replay(Observer* observer = nullptr, Date end = last_date);
    bool stands() const { return journal.errors().empty() && books && books->problems().empty(); }
    std::string complaints() const;

    Journal journal;
    std::unique_ptr<Books> books;
};

// Drops what the books refuse until they stand; counts it.
void drop_refused(RandomLedger& ledger, uint64_t& dropped);

// Every figure that the books come to: balances, and each item's quantity, value, reserved, incoming and places. By name.
std::string figures(const Books& books);

}  // namespace daybook
