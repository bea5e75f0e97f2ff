#include "importing/fill.h"

namespace daybook {

namespace {

std::string_view between(std::string_view cell, const Template::Part& part) {
    const size_t start = cell.find(part.text);
    if (start == std::string_view::npos) return {};
    cell.remove_prefix(start + part.text.size());
    if (part.after.empty()) return trim_cell(cell);
    const size_t end = cell.find(part.after);
    return end == std::string_view::npos ? std::string_view() : trim_cell(cell.substr(0, end));
}

// "A or B": their names.
std::vector<std::string_view> alternatives(std::string_view names) {
    constexpr std::string_view between = " or ";
    std::vector<std::string_view> out;
    for (size_t at = 0; (at = names.find(between)) != std::string_view::npos; names.remove_prefix(at + between.size()))
        out.push_back(trim_cell(names.substr(0, at)));
    out.push_back(trim_cell(names));
    return out;
}

// What stands in the braces: Column, A or B, Column|before*after, Column|#.
std::optional<Template::Part> column_part(std::string_view inside, const std::function<uint32_t(std::string_view)>& number_of_column) {
    Template::Part part;
    part.is_column = true;
    const size_t bar = inside.find('|');
    const std::string_view pattern = bar == std::string_view::npos ? std::string_view() : inside.substr(bar + 1);
    if (pattern == "#") {
        part.of = Template::Part::Of::number;
    } else if (bar != std::string_view::npos) {
        const size_t star = pattern.find('*');
        if (star == std::string_view::npos || pattern.find('*', star + 1) != std::string_view::npos) return std::nullopt;
        part.of = Template::Part::Of::between;
        part.text = pattern.substr(0, star);
        part.after = pattern.substr(star + 1);
    }
    const std::vector<std::string_view> names = alternatives(inside.substr(0, bar));
    for (size_t i = 0; i < names.size(); ++i) {
        if (names[i].empty()) return std::nullopt;
        const uint32_t column = number_of_column(names[i]);
        if (i == 0)
            part.column = column;
        else
            part.others.push_back(column);
    }
    return part;
}

}  // namespace

std::string_view value_of(const Template::Part& part, std::span<const std::string_view> cells) {
    if (!part.is_column) return part.text;
    std::string_view cell = cells[part.column];
    for (size_t i = 0; cell.empty() && i < part.others.size(); ++i) cell = cells[part.others[i]];
    if (part.of == Template::Part::Of::all) return cell;
    return part.of == Template::Part::Of::number ? first_number(cell) : between(cell, part);
}

std::vector<uint32_t> Template::columns() const {
    std::vector<uint32_t> out;
    for (const Part& part : parts) {
        if (part.is_column) out.push_back(part.column);
        out.insert(out.end(), part.others.begin(), part.others.end());
    }
    return out;
}

std::optional<Template> parse_template(std::string_view text, const std::function<uint32_t(std::string_view)>& number_of_column) {
    Template out;
    std::string plain;
    const auto end_plain = [&] {
        if (plain.empty()) return;
        out.parts.emplace_back().text = plain;
        plain.clear();
    };
    for (size_t i = 0; i < text.size(); ++i) {
        const bool doubled = i + 1 < text.size() && text[i + 1] == text[i];
        if ((text[i] == '{' || text[i] == '}') && doubled) {
            plain += text[i++];
        } else if (text[i] == '}') {
            return std::nullopt;
        } else if (text[i] == '{') {
            const size_t close = text.find('}', i);
            if (close == std::string_view::npos) return std::nullopt;
            auto part = column_part(text.substr(i + 1, close - i - 1), number_of_column);
            if (!part) return std::nullopt;
            end_plain();
            out.parts.push_back(std::move(*part));
            i = close;
        } else {
            plain += text[i];
        }
    }
    end_plain();
    return out;
}

std::vector<std::string_view> split_words(std::string_view text) {
    std::vector<std::string_view> words;
    size_t from = 0;
    bool in_braces = false;
    for (size_t i = 0; i <= text.size(); ++i) {
        if (i < text.size()) {
            if (text[i] == '{') in_braces = true;
            if (text[i] == '}') in_braces = false;
            if (in_braces || (text[i] != ' ' && text[i] != '\t')) continue;
        }
        if (i > from) words.push_back(text.substr(from, i - from));
        from = i + 1;
    }
    return words;
}

std::string_view fill(const Template& with, std::span<const std::string_view> cells, std::string& scratch) {
    if (with.parts.size() == 1) return value_of(with.parts[0], cells);
    scratch.clear();
    for (const Template::Part& part : with.parts) scratch += value_of(part, cells);
    return trim_cell(scratch);
}

}  // namespace daybook
