// What a number in a cell means, by the format it is shown in: workbooks keep days as counts, 13% as 0.13 and 8.3 as 8.3000000000000007.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace daybook {

struct NumberFormat {
    enum class Shows : uint8_t { number, per_cent, date, time, duration };

    Shows shows = Shows::number;
    bool with_time = false;      // of a date
    uint8_t digits = 0;          // with zeros before it up to so many: 00042
    std::string_view sign = {};  // of a currency, before it; lasts
};

// Those that every workbook has, by number.
NumberFormat built_in_format(uint32_t number);

// By its code: yyyy\-mm\-dd, #,##0.00, [h]:mm.
NumberFormat read_format(std::string_view code);

// The number as it stands in the file, as text: 68.5, €12.00, 13%, 2026-11-03, 2026-11-03 12:30:00, 12:30:00. Rounded to the 15 digits that
// a spreadsheet keeps, from text to text; 1.2E2 is 120. What has lost digits (1.23457E+17) stays, or becomes, such. What is no number, or
// no day, is left as it stands.
std::string number_text(std::string_view stored, NumberFormat format, bool from_1904);

}  // namespace daybook
