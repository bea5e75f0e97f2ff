// The main table for a spreadsheet: RFC 4180, with LF line ends. It says nothing of shop or period, since any line that is no record would
// break those who read it: a name for the file says that, and the other formats do.
#include <algorithm>

#include "base/utf8.h"
#include "render/cells.h"
#include "render/render.h"

namespace daybook {

namespace {

// printable(), but for line ends and tabs: a quoted field may hold them.
std::string kept_lines(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const size_t n = std::min(text.find_first_of("\r\n"), text.size());
        out += printable(text.substr(0, n));
        if (n < text.size()) out += text[n];
        text.remove_prefix(std::min(n + 1, text.size()));
    }
    return out;
}

// A name that begins like a formula would be run by a spreadsheet (those of East Asia take the full-width signs too): an apostrophe in
// front makes it text again.
std::string defused(const std::string& text) {
    constexpr std::string_view starts[] = {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"};
    const bool formula = std::any_of(std::begin(starts), std::end(starts), [&](std::string_view start) { return text.starts_with(start); });
    return formula ? "'" + text : text;
}

void put_field(std::string& out, const std::string& field) {
    if (field.find_first_of(",;\t\"\r\n") == std::string::npos) {  // some spreadsheets part cells by ; or TAB
        out += field;
        return;
    }
    out += '"';
    for (char c : field) {
        if (c == '"') out += '"';
        out += c;
    }
    out += '"';
}

std::string csv(const Report& report, const Look&) {
    std::string out;
    const std::vector<const Table*> tables = tables_without(report, Shown::screen_only);
    if (tables.empty()) return out;
    const Table& table = *tables.front();
    const std::vector<size_t> columns = data_columns(table);
    const auto put_record = [&](const auto& field_of) {
        for (size_t i : columns) {
            if (i != columns.front()) out += ',';
            put_field(out, field_of(i));
        }
        out += '\n';
    };
    put_record([&](size_t i) { return defused(table.columns[i].key); });  // which may be the name of a style's axis
    for (const auto& row : table.rows)
        put_record([&](size_t i) {
            const std::string field = data_text(row[i], report.money_decimals);
            return is_words(row[i]) ? defused(kept_lines(field)) : field;
        });
    return out;
}

constexpr Format format{"csv", {".csv"}, csv};
const ListedFormat listed(20, &format);

}  // namespace

}  // namespace daybook
