// A report before it is shown: columns, rows, a total. Reports make tables; renderers know nothing of the reports.
#pragma once

#include <optional>
#include <string>
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

struct Column {
    std::string key;  // English, the same in every language: the key in JSON, the head in CSV
    Text label;       // the head on a screen
    Shown shown = Shown::always;
    bool signal = true;          // negative figures are coloured red; false where a minus is no alarm, as for goods that leave
    Text blank = Text::nothing;  // said on a screen in place of an empty name, such as "walk-in"
};

struct Table {
    std::string key;  // names the table where a report has several
    Message title;    // above the table on a screen; may be empty
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows;     // each as long as columns
    std::optional<std::vector<Cell>> total;  // likewise; where the first one shown is empty, screens put the word "total" there
    Message when_empty;                      // said on a screen in place of a table without rows
};

// What a reading command puts out: its tables, the first being the main one, and the days it covers.
struct Report {
    std::string name;
    Message title;
    std::optional<Date> as_of;     // a state on the evening of that day
    std::optional<Period> period;  // or what happened in a period
    std::string currency = "CNY";
    int money_decimals = 2;
    std::vector<Table> tables;
    std::vector<Message> notes;  // lines under the tables, on a screen only
};

}  // namespace daybook
