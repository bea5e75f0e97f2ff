// One cell of a table from outside: what spreadsheets and platforms wrap around a value comes off here.
#pragma once

#include <string>
#include <string_view>

#include "model/amounts.h"
#include "model/date.h"

namespace daybook {

// Without blanks and TABs around it, the ="…" that keeps an id text in spreadsheets, and the ' that stands before digits for the same
// reason.
std::string_view trim_cell(std::string_view cell);

// What a file writes before decimals, and between thousands.
struct NumberMarks {
    char decimal = '.';
    char thousands = '\0';  // not said: `,`, or `.` where a comma is before decimals, but only where it can mean nothing else
    std::string minus;      // what else makes a number a minus: CR
    std::string currency;   // whose sign a number may bear; empty: any
};

// A decimal with at most so many decimals, as parse_decimal has it; a currency sign, 元, a + and marks between thousands are allowed.
// (1.00) and 1.00- are minus. thousands_separator: a mark stands where it cannot, or could mean either (1,234). The sign of another
// currency: not a number.
BadNumber parse_amount(std::string_view cell, int decimals, int64_t& value, const NumberMarks& marks = {});

// Whether the number bears a currency's sign that is not that of `currency`.
bool has_foreign_sign(std::string_view cell, std::string_view currency);

// The first number in a text, with its minus and marks; empty where there is none.
std::string_view first_number(std::string_view text);

// By a format of %Y %y %m %d %b %H %M %S and plain text. Without one: year, month, day parted by - / or . and nothing or a time behind.
BadDate parse_cell_date(std::string_view cell, std::string_view format, Date& date);

// Where a date format is wrong; npos where it is not.
size_t bad_date_format(std::string_view format);

// Whether all of the text fits the pattern: * is any text, ? any one character.
bool glob(std::string_view pattern, std::string_view text);

// 3.5E+27: what a spreadsheet leaves of a long id.
bool looks_shortened(std::string_view id);

}  // namespace daybook
