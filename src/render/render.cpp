#include "render/render.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/check.h"
#include "render/formats.h"

namespace daybook {

namespace {

constexpr std::array<std::string_view, 5> names = {"txt", "csv", "json", "html", "md"};  // in the order of Format

bool ends_in(std::string_view path, std::string_view ending) {
    if (path.size() < ending.size()) return false;
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::equal(ending.begin(), ending.end(), path.end() - static_cast<std::ptrdiff_t>(ending.size()),
                      [&](char e, char p) { return e == lower(p); });
}

void check_shape(const Report& report) {
    for (const Table& table : report.tables) {
        for (const auto& row : table.rows) CHECK_INVARIANT(row.size() == table.columns.size());
        CHECK_INVARIANT(table.bands.empty() || table.bands.size() == table.rows.size());
        CHECK_INVARIANT(!table.total || table.total->size() == table.columns.size());
    }
}

}  // namespace

std::span<const std::string_view> format_names() { return names; }

std::optional<Format> format_named(std::string_view name) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) return std::nullopt;
    return static_cast<Format>(found - names.begin());
}

std::optional<Format> format_of_file(std::string_view path) {
    constexpr std::pair<std::string_view, Format> endings[] = {{".txt", Format::txt},    {".csv", Format::csv},  {".json", Format::json},
                                                               {".html", Format::html},  {".htm", Format::html}, {".md", Format::md},
                                                               {".markdown", Format::md}};
    for (const auto& [ending, format] : endings)
        if (ends_in(path, ending)) return format;
    return std::nullopt;
}

std::string render(const Report& report, Format format, const Look& look) {
    check_shape(report);
    switch (format) {
        case Format::txt: return text_table(report, look);
        case Format::csv: return csv(report);
        case Format::json: return json(report);
        case Format::html: return html(report, look.lang);
        case Format::md: return markdown(report, look.lang);
    }
    return {};
}

}  // namespace daybook
