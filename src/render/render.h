// A report as text: one format a file, none of which knows a particular report.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/listing.h"
#include "base/text.h"
#include "model/table.h"

namespace daybook {

// How a screen wants it. CSV and JSON are the same under every Look.
struct Look {
    Lang lang = Lang::en;
    bool colour = false;  // txt only: without it, no escape is ever put out
    uint32_t width = 0;   // txt only: terminal cells, 0 = unlimited
};

// One that reports can be put out in. Its file in render/ puts it on the table of formats, from which -O, -o, help and completion are made.
struct Format {
    std::string_view name;                    // as -O takes it: "html"
    std::array<std::string_view, 2> endings;  // of files, in small letters: ".html", ".htm"; those not needed are empty
    std::string (*rendered)(const Report& report, const Look& look);  // all of the report, ending in a newline
};

// Formats stand in the order of their places; the first is what a terminal gets.
using ListedFormat = Listing<const Format*>;
const std::vector<const Format*>& formats();
std::vector<std::string> format_names();

// Null where there is none of that name; of a file, by its ending, letter case apart.
const Format* format_named(std::string_view name);
const Format* format_of_file(std::string_view path);

// The report in that format. A table whose rows do not fit its columns is a fault of ours.
std::string render(const Report& report, const Format& format, const Look& look);

}  // namespace daybook
