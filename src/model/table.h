// A report before it is shown: columns, rows, a total. Reports make tables; renderers know nothing of the reports.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/text.h"
#include "model/amounts.h"
#include "model/date.h"

namespace daybook {

struct Percent {
    int64_t tenths = 0;  // 44.5 % is 445
};

// A length to draw beside a figure: part of whole. Only the terminal, HTML and Markdown draw it: its column is screen_only.
struct Bar {
    int64_t part = 0;
    int64_t whole = 0;
};

// Empty, a name or other data, a text of the catalogue, or a figure.
using Cell = std::variant<std::monostate, std::string, Message, Money, Quantity, UnitPrice, Percent, Date, int64_t, Bar>;

enum class Shown { always, data_only, screen_only };

// What a column is summed as in the total; most are not.
enum class Summed : uint8_t { no, money, quantity, count };

struct Column {
    Column(std::string k, Message l, Shown s = Shown::always) : Column(std::move(k), std::move(l), Summed::no, s) {}
    Column(std::string k, Message l, Summed as, Shown s = Shown::always) : key(std::move(k)), label(std::move(l)), sum(as), shown(s) {}

    std::string key;  // English, the same in every language: the key in JSON, the head in CSV
    Message label;    // the head on a screen
    Summed sum;
    Shown shown;
    bool signal = true;          // negative figures are coloured red; false where a minus is no alarm, as for goods that leave
    Text blank = Text::nothing;  // said on a screen in place of an empty name, such as "walk-in"
};

// What a row is in a table with sections: part of one, its head, its sum, or what sections come to.
enum class Band : uint8_t { plain, heading, subtotal, result };

struct Table {
    std::string key;              // names the table where a report has several
    Shown shown = Shown::always;  // a statement is one table for data, another for screens
    Message title;                // above the table on a screen; may be empty
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows;     // each as long as columns
    std::vector<Band> bands;                 // by row, of a table with sections; else empty. A plain row is part of its section
    std::optional<std::vector<Cell>> total;  // likewise; where the first one shown is empty, screens put the word "total" there
    Message when_empty;                      // said on a screen in place of a table without rows
};

// The sums of the summed columns over the rows from `first` on; the other cells are empty.
std::vector<Cell> sums_of(const Table& table, size_t first = 0);
// The total of all rows, and its cell under a column's key: for what is no sum, such as a margin.
void add_total(Table& table);
Cell& total_of(Table& table, std::string_view key);
Money total_money(const Table& table, std::string_view key);

// What a reading command puts out: its tables, the first being the main one, and the days it covers.
struct Report {
    std::string name;
    Message title;
    std::optional<Date> as_of;     // a state on the evening of that day
    std::optional<Period> period;  // or what happened in a period
    std::string shop;              // whose it is; may be empty
    std::optional<Date> made;      // on which day; where it is not said, nor are shop, days and currency
    std::string currency = "CNY";
    int money_decimals = 2;
    std::vector<Table> tables;
    std::vector<Message> notes;  // lines under the tables, on a screen only
};

}  // namespace daybook
