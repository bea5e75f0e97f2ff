// A journal's text through parser and books, and what came of it as text to compare.
#pragma once

#include <string>

#include "model/settings.h"

namespace daybook {

// "ACCOUNT AMOUNT, …" of the entry with that ref, in the order of the chart, each account once; or what was refused, as "LINE:COLUMN
// error".
std::string postings_of(const std::string& ref, const std::string& text, const BookSettings& settings = {});

// "RATE NET TAX, …" of that entry's lines, `bought` behind input tax, in the order of its lines; or what was refused.
std::string taxes_of(const std::string& ref, const std::string& text, const BookSettings& settings = {});

// "ITEM QUANTITY VALUE, …" at the end, or what was refused.
std::string stock_of(const std::string& text, const BookSettings& settings = {});

// "ACCOUNT AMOUNT, …" at the end, or what was refused.
std::string balances_of(const std::string& text, const BookSettings& settings = {});

}  // namespace daybook
