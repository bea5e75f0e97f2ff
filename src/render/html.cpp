// A report as one page that needs nothing else: for a browser, a letter or a printer. No scripts.
#include <fmt/format.h>

#include "render/cells.h"
#include "render/formats.h"

namespace daybook {

namespace {

constexpr std::string_view style = R"(
body { font: 15px/1.5 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; color: #222; margin: 2em auto; max-width: 75em; padding: 0 1em; }
h1 { font-size: 1.4em; }
h2 { font-size: 1.1em; margin-top: 1.6em; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .25em .8em; text-align: left; vertical-align: top; }
thead th { border-bottom: 1px solid #888; }
tbody tr:nth-child(even) { background: #f6f6f6; }
tfoot td { border-top: 1px solid #888; font-weight: bold; }
.n { text-align: right; white-space: nowrap; }
.minus { color: #b00020; }
.track { width: 8em; }
.bar { background: #4a90a4; height: .8em; margin-top: .35em; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.none, .note, .origin { color: #666; }
.section td, .subtotal td, .result td { background: #fff; font-weight: bold; }
.section td { padding-top: .9em; }
.subtotal td { border-top: 1px solid #ccc; }
.result td { padding-top: .6em; padding-bottom: .6em; }
.part td:first-child { padding-left: 2em; }
@media print { body { margin: 0; max-width: none; font-size: 11px; } thead { display: table-header-group; } tr { break-inside: avoid; } }
)";

std::string escaped(std::string_view text) {
    std::string out;
    for (char c : text) switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\'': out += "&#39;"; break;
            default: out += c;
        }
    return out;
}

std::string escaped(const Message& message, Lang lang) { return escaped(one_line(message, lang)); }

std::string cell_of(const Shape& shape) {
    if (shape.filled >= 0)
        return fmt::format("<td class=\"track\"><div class=\"bar\" style=\"width:{}.{}%\"></div></td>", shape.filled / 10,
                           shape.filled % 10);
    const std::string_view open = shape.alarm ? "<td class=\"n minus\">" : shape.right ? "<td class=\"n\">" : "<td>";
    return fmt::format("{}{}</td>", open, escaped(shape.text));
}

std::string_view row_opening(const Sheet& sheet, size_t row) {
    if (sheet.bands.empty()) return "<tr>";
    switch (sheet.bands[row]) {
        case Band::heading: return "<tr class=\"section\">";
        case Band::subtotal: return "<tr class=\"subtotal\">";
        case Band::result: return "<tr class=\"result\">";
        case Band::plain: break;
    }
    return "<tr class=\"part\">";
}

std::string row_of(const std::vector<Shape>& row, std::string_view opening = "<tr>") {
    std::string out(opening);
    for (const Shape& shape : row) out += cell_of(shape);
    return out + "</tr>\n";
}

std::string table_of(const Sheet& sheet) {
    std::string out = "<table>\n<thead>\n<tr>";
    for (size_t i = 0; i < sheet.heads.size(); ++i)
        out += fmt::format("<th scope=\"col\"{}>{}</th>", sheet.right[i] ? " class=\"n\"" : "", escaped(sheet.heads[i]));
    out += "</tr>\n</thead>\n<tbody>\n";
    for (size_t i = 0; i < sheet.rows.size(); ++i) out += row_of(sheet.rows[i], row_opening(sheet, i));
    out += "</tbody>\n";
    if (sheet.total) out += "<tfoot>\n" + row_of(*sheet.total) + "</tfoot>\n";
    return out + "</table>\n";
}

}  // namespace

std::string html(const Report& report, Lang lang) {
    const std::string title = report.title ? escaped(report.title, lang) : escaped(one_line(report.name));
    std::string out = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n<h1>{}</h1>\n",
        lang == Lang::zh ? "zh-CN" : "en", title, style, title);
    if (const std::string origin = origin_of(report, lang); !origin.empty())
        out += fmt::format("<p class=\"origin\">{}</p>\n", escaped(origin));
    for (const Table* one : tables_without(report, Shown::data_only)) {
        const Table& table = *one;
        if (table.title) out += fmt::format("<h2>{}</h2>\n", escaped(table.title, lang));
        if (table.rows.empty() && table.when_empty)
            out += fmt::format("<p class=\"none\">{}</p>\n", escaped(table.when_empty, lang));
        else
            out += table_of(sheet_of(table, report.money_decimals, lang));
    }
    for (const Message& note : report.notes) out += fmt::format("<p class=\"note\">{}</p>\n", escaped(note, lang));
    return out + "</body>\n</html>\n";
}

}  // namespace daybook
