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

std::string row_of(const std::vector<Shape>& row) {
    std::string out = "<tr>";
    for (const Shape& shape : row) out += cell_of(shape);
    return out + "</tr>\n";
}

std::string table_of(const Sheet& sheet) {
    std::string out = "<table>\n<thead>\n<tr>";
    for (size_t i = 0; i < sheet.heads.size(); ++i)
        out += fmt::format("<th scope=\"col\"{}>{}</th>", sheet.right[i] ? " class=\"n\"" : "", escaped(sheet.heads[i]));
    out += "</tr>\n</thead>\n<tbody>\n";
    for (const auto& row : sheet.rows) out += row_of(row);
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
    for (const Table& table : report.tables) {
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
