// A report as text: one renderer a format, none of which knows a particular report.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/text.h"
#include "model/table.h"

namespace daybook {

enum class Format { txt, csv, json, html, md };

// How a screen wants it. CSV and JSON are the same under every Look.
struct Look {
    Lang lang = Lang::en;
    bool colour = false;  // txt only: without it, no escape is ever put out
    uint32_t width = 0;   // txt only: terminal cells, 0 = unlimited
};

std::span<const std::string_view> format_names();             // txt, csv, json, html, md: for help and completion
std::optional<Format> format_named(std::string_view name);    // as `-O` takes it
std::optional<Format> format_of_file(std::string_view path);  // by its ending, letter case apart; .htm and .markdown too

// All of the report, ending in a newline. CSV holds the main table only, without its total.
std::string render(const Report& report, Format format, const Look& look);

}  // namespace daybook
