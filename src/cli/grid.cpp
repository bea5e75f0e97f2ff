#include "cli/grid.h"

#include <algorithm>

#include "base/utf8.h"
#include "cli/axes.h"
#include "cli/editor.h"

namespace daybook {

namespace {

using Values = std::vector<WordId>;
constexpr std::string_view blanks = " \t\r";

std::string trimmed(std::string_view text) {
    const size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(blanks) - first + 1));
}

std::string padded(std::string text, uint32_t cells) {
    const uint32_t has = width(text);
    return has < cells ? text + std::string(cells - has, ' ') : text;
}

class GridText {
  public:
    GridText(const Entries& entries, const Styles::Style& style) : entries_(entries), style_(style) {}

    std::string empty() const {
        std::string out;
        for (const Values& others : sections()) {
            if (!others.empty()) out += "\n= " + texts(others) + "\n";
            out += others.empty() ? "\n" : "";
            uint32_t first = width(text(rows().name));
            for (WordId value : rows().values) first = std::max(first, width(text(value)));
            out += padded(text(rows().name), first);
            for (WordId column : columns()) out += " | " + (column == WordId::none ? std::string() : text(column));
            out += '\n';
            for (WordId row : rows().values) out += line(row, others, first);
        }
        return out;
    }

    Result<std::vector<std::string>> goods(const std::string& typed) {
        others_ = sections().front();
        for (size_t at = 0, end = 0; at < typed.size(); at = end + 1) {
            end = std::min(typed.find('\n', at), typed.size());
            const std::string line = trimmed(std::string_view(typed).substr(at, end - at));
            if (line.empty() || line[0] == ';') continue;
            if (const auto read = read_line(line); !read) return tl::unexpected<Error>(read.error());
        }
        std::vector<std::string> words;
        for (const auto& [code, cell] : cells_) words.push_back(code + ":" + cell + (cell.find('@') == std::string::npos ? price_ : ""));
        return words;
    }

  private:
    std::string text(WordId word) const { return std::string(entries_.words.text(word)); }
    std::string texts(const Values& values) const {
        std::string all;
        for (WordId value : values) all.append(all.empty() ? "" : " ").append(text(value));
        return all;
    }
    const Styles::Axis& rows() const { return style_.axes[0]; }
    Values columns() const { return style_.axes.size() > 1 ? style_.axes[1].values : Values{WordId::none}; }

    // One value each of the axes behind the second.
    std::vector<Values> sections() const {
        std::vector<Values> all = {{}};
        for (size_t axis = 2; axis < style_.axes.size(); ++axis) {
            std::vector<Values> longer;
            for (const Values& values : all)
                for (WordId value : style_.axes[axis].values) {
                    longer.push_back(values);
                    longer.back().push_back(value);
                }
            all = std::move(longer);
        }
        return all;
    }

    const Styles::Member* item_at(WordId row, WordId column, const Values& others) const {
        Values values = {row};
        if (column != WordId::none) values.push_back(column);
        values.insert(values.end(), others.begin(), others.end());
        return style_.with(values);
    }

    // What is no item has a dash.
    std::string line(WordId row, const Values& others, uint32_t first) const {
        std::string out = padded(text(row), first);
        for (WordId column : columns())
            out += " | " + padded(item_at(row, column, others) ? "" : "-", column == WordId::none ? 0 : width(text(column)));
        return out.substr(0, out.find_last_not_of(' ') + 1) + "\n";
    }

    Result<void> read_line(const std::string& line) {
        const auto wrong = [&] { return fail({Text::err_grid_line, {line}}, Text::hint_grid_line); };
        if (line[0] == '=') {
            for (const Values& others : sections())
                if (trimmed(std::string_view(line).substr(1)) == texts(others)) return others_ = others, Result<void>();
            return wrong();
        }
        if (line[0] == '@') {
            const std::string price = trimmed(std::string_view(line).substr(1));
            if (price.empty()) return {};
            if (!is_number(price, price_decimals)) return refuse_cell(price, line);
            price_ = "@" + price;
            return {};
        }
        std::vector<std::string> cells;
        for (size_t at = 0, end = 0; at <= line.size(); at = end + 1) {
            end = std::min(line.find('|', at), line.size());
            cells.push_back(trimmed(std::string_view(line).substr(at, end - at)));
        }
        if (cells[0] == text(rows().name)) return {};
        const auto row = std::find_if(rows().values.begin(), rows().values.end(), [&](WordId value) { return text(value) == cells[0]; });
        const Values across = columns();
        if (row == rows().values.end()) return wrong();
        for (size_t i = 1; i < cells.size(); ++i) {
            if (cells[i].empty() || cells[i] == "-") continue;
            if (i > across.size()) return wrong();
            if (const auto read = read_cell(line, cells[i], item_at(*row, across[i - 1], others_)); !read) return read;
        }
        return {};
    }

    Result<void> read_cell(const std::string& line, const std::string& cell, const Styles::Member* member) {
        const size_t at = std::min(cell.find('@'), cell.size());
        const std::string quantity = trimmed(std::string_view(cell).substr(0, at));
        const std::string price = at < cell.size() ? trimmed(std::string_view(cell).substr(at + 1)) : std::string();
        if (!member || !is_number(quantity, quantity_decimals) || (at < cell.size() && !is_number(price, price_decimals)))
            return refuse_cell(cell, line);
        cells_.emplace_back(entries_.items.text(member->item), quantity + (price.empty() ? "" : "@" + price));
        return {};
    }

    static bool is_number(const std::string& text, int decimals) {
        int64_t number = 0;
        return parse_decimal(text, decimals, number) == BadNumber::none && number >= 0;
    }
    static tl::unexpected<Error> refuse_cell(const std::string& cell, const std::string& line) {
        return fail({Text::err_grid_cell, {cell, line}}, Text::hint_grid_cell);
    }

    const Entries& entries_;
    const Styles::Style& style_;
    Values others_;      // of the lines being read
    std::string price_;  // of all cells that have none
    std::vector<std::pair<std::string, std::string>> cells_;
};

}  // namespace

std::string empty_grid(const Entries& entries, const Styles::Style& style) { return GridText(entries, style).empty() + "\n@\n"; }

Result<std::vector<std::string>> goods_of_grid(const Entries& entries, const Styles::Style& style, const std::string& text) {
    return GridText(entries, style).goods(text);
}

int with_grid(Session& session, const Args& args, const std::string& command, const std::function<int(Session&, const Args&)>& run) {
    if (!args.has("grid")) return run(session, args);
    Journal journal(session.settings().books);
    if (!session.find_ledger(args) || !session.read_journal(journal)) return refused;
    const Entries& entries = journal.entries();
    if (args.words.size() != 1) return session.say_error(Error(Text::err_grid_one_style, {Text::hint_grid_style, {command}}));
    const Result<ItemId> item = session.item(journal, args.words[0]);
    if (!item) return session.say_error(item.error());
    const Result<const Styles::Style*> style = known_style(entries, entries.items.text(*item));
    if (!style) return session.say_error(style.error());
    const std::string code(entries.items.text(*item));
    const Editing editing{
        code, empty_grid(entries, **style), Text::grid_head, args.get("draft"), Text::grid_unchanged, command + " " + code + " --grid"};
    return edit_text(session, editing, [&](const std::string& text) {
        Result<std::vector<std::string>> goods = goods_of_grid(entries, **style, text);
        if (!goods) return session.say_error(goods.error()), Typed::refused;
        Args with_goods = args;
        with_goods.words = std::move(*goods);
        return run(session, with_goods) == done ? Typed::written : Typed::refused;
    });
}

std::vector<Option> grid_options() { return {{"--grid,--填表", "", Text::opt_grid}, {"--draft,--草稿", "FILE", Text::opt_grid_draft}}; }

}  // namespace daybook
