// A report as Markdown, with tables as GitHub reads them.
#include "render/cells.h"
#include "render/render.h"

namespace daybook {

namespace {

// Nothing in a name is markup: neither Markdown's nor HTML's.
std::string escaped(std::string_view text) {
    std::string out;
    for (char c : text) switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '|':
            case '\\':
            case '`':
            case '*':
            case '_':
            case '[':
            case ']':
            case '~': out += '\\'; [[fallthrough]];
            default: out += c;
        }
    return out;
}

std::string escaped(const Message& message, Lang lang) { return escaped(one_line(message, lang)); }

void put_row(std::string& out, const std::vector<Shape>& row, std::string_view mark) {
    for (const Shape& shape : row) {
        out += "| ";
        if (!shape.text.empty()) out.append(mark).append(escaped(shape.text)).append(mark).append(" ");
    }
    out += "|\n";
}

void put_sheet(std::string& out, const Sheet& sheet) {
    for (const std::string& head : sheet.heads) out += "| " + escaped(head) + " ";
    out += "|\n";
    for (bool right : sheet.right) out += right ? "| ---: " : "| --- ";
    out += "|\n";
    for (size_t i = 0; i < sheet.rows.size(); ++i)
        put_row(out, sheet.rows[i], sheet.bands.empty() || sheet.bands[i] == Band::plain ? "" : "**");
    if (sheet.total) put_row(out, *sheet.total, "**");
}

std::string markdown(const Report& report, const Look& look) {
    std::string out;
    const auto put_paragraph = [&](std::string_view mark, const Message& message) {
        if (!out.empty()) out += '\n';
        out.append(mark).append(escaped(message, look.lang)).append("\n");
    };
    if (report.title) put_paragraph("# ", report.title);
    if (const std::string origin = origin_of(report, look.lang); !origin.empty())
        out.append(out.empty() ? "" : "\n").append(escaped(origin)).append("\n");
    for (const Table* one : tables_without(report, Shown::data_only)) {
        const Table& table = *one;
        if (table.title) put_paragraph("## ", table.title);
        if (table.rows.empty() && table.when_empty) {
            put_paragraph("", table.when_empty);
            continue;
        }
        if (!out.empty()) out += '\n';
        put_sheet(out, sheet_of(table, report.money_decimals, look.lang));
    }
    for (const Message& note : report.notes) put_paragraph("", note);
    return out;
}

constexpr Format format{"md", {".md", ".markdown"}, markdown};
const ListedFormat listed(50, &format);

}  // namespace

}  // namespace daybook
