// A report for a terminal.
#include <algorithm>
#include <numeric>

#include "base/utf8.h"
#include "render/cells.h"
#include "render/render.h"

namespace daybook {

namespace {

constexpr uint32_t gap = 2;             // cells between columns
constexpr uint32_t narrowest_name = 8;  // a name is not cut shorter than this

constexpr std::string_view bold = "\x1b[1m", dim = "\x1b[2m", red = "\x1b[31m", cyan = "\x1b[36m", unstyled = "\x1b[0m";

// Puts texts side by side. Spaces are held back until a text follows them, so that no line ends in any.
class Line {
  public:
    Line(std::string& out, bool colour) : out_(out), colour_(colour) {}

    // A text that is `used` cells wide, in a column of so many.
    void put(std::string_view text, uint32_t used, uint32_t cells, bool right, std::string_view style) {
        if (used > cells) {
            const std::string cut = std::string(cut_to_width(text, cells - 1)) + "…";
            return put(cut, width(cut), cells, right, style);
        }
        const uint32_t space = cells - used;
        if (right) held_ += space;
        if (!text.empty()) {
            out_.append(held_, ' ');
            held_ = 0;
            styled(text, style);
        }
        held_ += (right ? 0 : space) + gap;
    }
    void styled(std::string_view text, std::string_view style) {
        const bool coloured = colour_ && !style.empty();
        if (coloured) out_ += style;
        out_ += text;
        if (coloured) out_ += unstyled;
    }
    void end() { out_ += '\n', held_ = 0; }

  private:
    std::string& out_;
    bool colour_;
    size_t held_ = 0;
};

std::vector<uint32_t> widths_of(const Sheet& sheet) {
    std::vector<uint32_t> widths(sheet.heads.size());
    const auto widen = [&](size_t i, uint32_t cells) { widths[i] = std::max(widths[i], cells); };
    for (size_t i = 0; i < widths.size(); ++i) widen(i, width(sheet.heads[i]));
    for (const auto& row : sheet.rows)
        for (size_t i = 0; i < widths.size(); ++i) widen(i, row[i].cells);
    for (size_t i = 0; sheet.total && i < widths.size(); ++i) widen(i, (*sheet.total)[i].cells);
    return widths;
}

uint32_t all_cells(const std::vector<uint32_t>& widths) {
    if (widths.empty()) return 0;
    return std::accumulate(widths.begin(), widths.end(), static_cast<uint32_t>(widths.size() - 1) * gap);
}

// Takes from the widest name again and again, until the table fits or no name can be cut. Figures and bars are never cut.
void narrow(std::vector<uint32_t>& widths, const Sheet& sheet, uint32_t limit) {
    const auto can_be_cut = [&](size_t i) {
        return !sheet.right[i] && widths[i] > narrowest_name &&
               std::none_of(sheet.rows.begin(), sheet.rows.end(), [i](const auto& row) { return row[i].filled >= 0 || row[i].right; });
    };
    std::vector<size_t> names;
    for (size_t i = 0; i < widths.size(); ++i)
        if (can_be_cut(i)) names.push_back(i);
    for (uint32_t cells = all_cells(widths); cells > limit && !names.empty(); --cells) {
        const size_t widest = *std::max_element(names.begin(), names.end(), [&](size_t a, size_t b) { return widths[a] < widths[b]; });
        if (widths[widest] <= narrowest_name) return;
        --widths[widest];
    }
}

void put_row(Line& line, const std::vector<Shape>& row, const std::vector<uint32_t>& widths, std::string_view otherwise = {}) {
    for (size_t i = 0; i < row.size(); ++i) {
        const std::string_view style = row[i].alarm ? red : row[i].filled >= 0 ? cyan : otherwise;
        line.put(row[i].text, row[i].cells, widths[i], row[i].right, style);
    }
    line.end();
}

void put_rule(Line& line, uint32_t cells) {
    std::string rule;
    for (uint32_t i = 0; i < cells; ++i) rule += "─";
    line.styled(rule, dim);
    line.end();
}

void put_sheet(Line& line, const Sheet& sheet, uint32_t limit) {
    std::vector<uint32_t> widths = widths_of(sheet);
    if (limit > 0) narrow(widths, sheet, limit);
    const uint32_t cells = all_cells(widths);
    if (std::any_of(sheet.heads.begin(), sheet.heads.end(), [](const std::string& head) { return !head.empty(); })) {
        for (size_t i = 0; i < sheet.heads.size(); ++i) line.put(sheet.heads[i], width(sheet.heads[i]), widths[i], sheet.right[i], bold);
        line.end();
        put_rule(line, cells);
    }
    for (size_t i = 0; i < sheet.rows.size(); ++i) {
        const Band band = sheet.bands.empty() ? Band::plain : sheet.bands[i];
        const bool apart = band == Band::heading || (band == Band::result && i > 0 && sheet.bands[i - 1] == Band::subtotal);
        if (apart && i > 0) line.end();
        put_row(line, sheet.rows[i], widths, band == Band::plain ? std::string_view() : bold);
    }
    if (!sheet.total) return;
    put_rule(line, cells);
    put_row(line, *sheet.total, widths);
}

std::string text_table(const Report& report, const Look& look) {
    std::string out;
    Line line(out, look.colour);
    const auto put_line = [&](const Message& message, std::string_view style) {
        line.styled(one_line(message, look.lang), style);
        line.end();
    };
    if (report.title) put_line(report.title, bold);
    if (const std::string origin = origin_of(report, look.lang); report.title && !origin.empty()) {
        line.styled(origin, dim);
        line.end();
    }
    const std::vector<const Table*> tables = tables_without(report, Shown::data_only);
    for (const Table* one : tables) {
        const Table& table = *one;
        // the first table stands right under the report's title, unless it has one of its own
        if (!out.empty() && (one != tables.front() || table.title)) out += '\n';
        if (table.title) put_line(table.title, bold);
        if (table.rows.empty() && table.when_empty)
            put_line(table.when_empty, {});
        else
            put_sheet(line, sheet_of(table, report.money_decimals, look.lang), look.width);
    }
    if (!report.notes.empty() && !out.empty()) out += '\n';
    for (const Message& note : report.notes) put_line(note, {});
    return out;
}

constexpr Format format{"txt", {".txt"}, text_table};
const ListedFormat listed(10, &format);

}  // namespace

}  // namespace daybook
