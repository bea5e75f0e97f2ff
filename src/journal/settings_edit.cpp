#include "journal/settings_edit.h"

#include <algorithm>
#include <optional>

#include "journal/settings_file.h"
#include "journal/toml_reader.h"

namespace daybook {

namespace {

// The first byte of a line, counted from 1.
size_t start_of_line(std::string_view text, uint32_t line) {
    size_t at = 0;
    while (--line > 0) at = text.find('\n', at) + 1;
    return at;
}

// Of a place that toml++ counts in characters.
size_t byte_at(std::string_view text, const toml::source_position& place) {
    size_t at = start_of_line(text, place.line);
    for (uint32_t column = 1; column < place.column && at < text.size(); ++column) do
            ++at;
        while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80);
    return at;
}

// Behind the value that begins there: a date, or one in quotes.
size_t end_of_value(std::string_view text, size_t at) {
    if (at < text.size() && (text[at] == '"' || text[at] == '\'')) {
        const size_t close = text.find(text[at], at + 1);
        return close == std::string_view::npos ? text.size() : close + 1;
    }
    return std::min(text.find_first_of(" \t,}#\r\n", at), text.size());
}

// Behind the line [books]; nothing where there is no such line.
std::optional<size_t> behind_books(std::string_view text) {
    for (size_t at = 0, end = 0; at < text.size(); at = end + 1) {
        end = std::min(text.find('\n', at), text.size());
        std::string line(text.substr(at, end - at));
        line = line.substr(0, line.find('#'));
        std::erase_if(line, [](char c) { return c == ' ' || c == '\t' || c == '\r'; });
        if (line == "[books]") return std::min(end + 1, text.size());
    }
    return std::nullopt;
}

bool says(const std::string& path, std::string_view text, Date until) {
    Errors errors;
    const Settings settings = parse_settings(path, text, errors, [](std::string_view) { return Error(); });
    return errors.empty() && settings.books.closed_until == until;
}

}  // namespace

Result<std::string> with_closed_until(const std::string& path, std::string_view text, Date until, std::string_view comment) {
    const Result<toml::table> parsed = parse_toml(path, text);
    if (!parsed) return tl::unexpected<Error>(parsed.error());
    const std::string line_end = text.find("\r\n") == std::string_view::npos ? "\n" : "\r\n";
    const std::string remark = comment.empty() ? std::string() : std::string("# ").append(comment).append(line_end);
    const std::string line = remark + "closed_until = " + to_text(until) + line_end;
    std::string out(text);
    const toml::table* books = (*parsed)["books"].as_table();
    const toml::node* value = books ? books->get("closed_until") : nullptr;
    if (value) {
        const size_t at = byte_at(text, value->source().begin);
        out.replace(at, end_of_value(text, at) - at, to_text(until));
        out.insert(start_of_line(text, value->source().begin.line), remark);
    } else if (const auto at = behind_books(text)) {
        const bool open_end = !out.empty() && out.back() != '\n' && *at == out.size();
        out.insert(*at, (open_end ? line_end : "") + line);
    } else if (!books) {
        if (!out.empty() && out.back() != '\n') out += line_end;
        out.append(out.empty() ? "" : line_end).append("[books]").append(line_end).append(line);
    }
    if (!says(path, out, until)) return fail({Text::err_settings_shape, {path}}, {Text::hint_settings_shape, {to_text(until)}});
    return out;
}

}  // namespace daybook
