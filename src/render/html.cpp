// A report as one page that needs nothing else: for a browser, a letter or a printer. No scripts.
#include <fmt/format.h>

#include <map>

#include "base/built_in.h"
#include "render/cells.h"
#include "render/render.h"

namespace daybook {

namespace {

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

// page.html with its names in double braces filled in. What is filled in is not looked at again.
std::string page(const std::map<std::string_view, std::string>& words) {
    std::string out;
    std::string_view rest = built_in("render", "page.html");
    for (size_t open = rest.find("{{"); open != std::string_view::npos; open = rest.find("{{")) {
        const size_t close = rest.find("}}", open);
        out.append(rest.substr(0, open)).append(words.at(rest.substr(open + 2, close - open - 2)));
        rest.remove_prefix(close + 2);
    }
    return out.append(rest);
}

std::string html(const Report& report, const Look& look) {
    std::string tables;
    if (const std::string origin = origin_of(report, look.lang); !origin.empty())
        tables += fmt::format("<p class=\"origin\">{}</p>\n", escaped(origin));
    for (const Table* one : tables_without(report, Shown::data_only)) {
        const Table& table = *one;
        if (table.title) tables += fmt::format("<h2>{}</h2>\n", escaped(table.title, look.lang));
        if (table.rows.empty() && table.when_empty)
            tables += fmt::format("<p class=\"none\">{}</p>\n", escaped(table.when_empty, look.lang));
        else
            tables += table_of(sheet_of(table, report.money_decimals, look.lang));
    }
    for (const Message& note : report.notes) tables += fmt::format("<p class=\"note\">{}</p>\n", escaped(note, look.lang));
    return page({{"language", look.lang == Lang::zh ? "zh-CN" : "en"},
                 {"title", report.title ? escaped(report.title, look.lang) : escaped(one_line(report.name))},
                 {"style", std::string(built_in("render", "page.css"))},
                 {"tables", tables}});
}

constexpr Format format{"html", {".html", ".htm"}, html};
const ListedFormat listed(40, &format);

}  // namespace

}  // namespace daybook
