#include "journal/journal.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <filesystem>

#include "base/files.h"
#include "journal/parser.h"

namespace daybook {

namespace fs = std::filesystem;

namespace {

std::string canonical_path(const fs::path& path) {
    std::error_code ignored;
    const fs::path found = fs::weakly_canonical(path, ignored);
    return ignored ? path.lexically_normal().string() : found.string();
}

bool lies_inside(const std::string& path, const std::string& folder) {
    const fs::path relative = fs::path(path).lexically_relative(folder);
    return !relative.empty() && *relative.begin() != ".." && relative != ".";
}

std::string_view first_line(std::string_view text) {
    std::string_view line = text.substr(0, text.find('\n'));
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t") == std::string_view::npos; }

}  // namespace

uint16_t Journal::add_source(std::string name, std::string text) {
    sources_.push_back({std::move(name), std::move(text), {}});
    return static_cast<uint16_t>(sources_.size() - 1);
}

void Journal::parse_source(uint16_t file) {
    Parser parser(entries_, settings_, errors_);
    const Source& source = sources_[file];
    parser.parse(file, source.name, source.text,
                 [&](std::string_view path, const Error& at_the_word) { include(file, path, at_the_word); });
}

void Journal::read_main(const std::string& path, std::string text) {
    const std::string whole = canonical_path(path);
    folder_ = fs::path(whole).parent_path().string();
    open_.push_back(whole);
    included_.insert(whole);
    // an entry of a busy shop takes about 140 bytes
    const size_t guess = text.size() / 128;
    entries_.entries.reserve(guess);
    entries_.goods.reserve(guess * 2);
    entries_.details.reserve(guess);
    entries_.refs.reserve(guess);
    parse_source(add_source(path, std::move(text)));
    open_.pop_back();
}

void Journal::read_draft(const std::string& name, std::string text) { parse_source(add_source(name, std::move(text))); }

void Journal::include(uint16_t from, std::string_view path, const Error& at_the_word) {
    Error error = at_the_word;
    const auto refuse = [&](Message what, Message hint) {
        error.what = std::move(what);
        error.hint = std::move(hint);
        errors_.push_back(error);
    };
    const fs::path written = fs::path(sources_[from].name).parent_path() / path;
    const std::string whole = canonical_path(written);
    if (fs::path(path).is_absolute() || !lies_inside(whole, folder_))
        return refuse({Text::err_include_outside, {path}}, Text::hint_include_inside);
    if (std::find(open_.begin(), open_.end(), whole) != open_.end())
        return refuse({Text::err_include_circle, {path}}, Text::hint_include_once);
    if (!included_.insert(whole).second) return refuse({Text::err_include_twice, {path}}, Text::hint_include_once);
    if (sources_.size() >= 60'000) return refuse(Text::err_too_many_files, {});
    Result<std::string> text = read_file(written.string());
    if (!text) return refuse(text.error().what, Text::hint_include);
    open_.push_back(whole);
    parse_source(add_source(written.lexically_normal().string(), std::move(*text)));
    open_.pop_back();
}

std::string_view Journal::text_from_line(uint16_t file, uint32_t line) const {
    Source& source = sources_[file];
    if (source.line_starts.empty()) {
        source.line_starts.push_back(source.text.starts_with("\xef\xbb\xbf") ? 3 : 0);
        const char* const begin = source.text.data();
        const char* const end = begin + source.text.size();
        for (const char* p = begin; (p = static_cast<const char*>(std::memchr(p, '\n', static_cast<size_t>(end - p)))) != nullptr;)
            source.line_starts.push_back(static_cast<size_t>(++p - begin));
    }
    if (line == 0 || line > source.line_starts.size()) return {};
    return std::string_view(source.text).substr(source.line_starts[line - 1]);
}

std::string_view Journal::line_of(uint16_t file, uint32_t line) const { return first_line(text_from_line(file, line)); }

Error Journal::locate(const Problem& problem) const {
    const std::string_view line = line_of(problem.spot.file, problem.spot.line);
    WordCursor cursor(line);
    Word word;
    const bool by_clause = problem.spot.clause != Clause::count_of_clauses;
    for (uint32_t i = 0; by_clause || i <= problem.spot.word; ++i) {
        const bool behind_clause = by_clause && i > 2 && word.is(spec(problem.spot.clause).name);
        const Word next = cursor.next();
        if (!next) break;
        word = next;
        if (behind_clause) break;
    }
    return error_at(sources_[problem.spot.file].name, problem.spot.line, line, word.at, word.length, problem.what, problem.hint);
}

std::string Journal::place_of(const Entry& entry) const { return fmt::format("{}:{}", sources_[entry.file].name, entry.line); }

std::string Journal::text_of(const Entry& entry) const {
    std::string_view text = text_from_line(entry.file, entry.line);
    std::string out, comments;  // comments at the margin belong to the entry only where more of it follows
    for (bool header = true; !text.empty(); header = false) {
        const std::string_view line = first_line(text);
        if (!header && (is_blank(line) || (line[0] != ' ' && line[0] != '\t' && line[0] != ';'))) break;
        if (!header && line[0] == ';') {
            comments.append(line).append("\n");
        } else {
            out.append(comments).append(line).append("\n");
            comments.clear();
        }
        const size_t eol = text.find('\n');
        text.remove_prefix(eol == std::string_view::npos ? text.size() : eol + 1);
    }
    return out;
}

std::string Journal::note_of(const Entry& entry) const {
    WordCursor cursor(line_of(entry.file, entry.line));
    while (cursor.next()) {
    }
    std::string_view comment = cursor.comment();
    const size_t start = comment.find_first_not_of("; \t");
    return start == std::string_view::npos ? std::string() : std::string(comment.substr(start));
}

Errors Journal::tail_errors() const {
    const Source& main = sources_.front();
    if (main.text.empty() || main.text.back() == '\n') return {};
    const auto last = static_cast<uint32_t>(std::count(main.text.begin(), main.text.end(), '\n')) + 1;
    const std::string_view line = line_of(0, last);
    return {error_at(main.name, last, line, static_cast<uint32_t>(line.size()), 1, Text::err_torn_tail, Text::hint_torn_tail)};
}

bool Journal::wants_blank_line() const {
    const std::string& text = sources_.front().text;
    return !text.empty() && !text.ends_with("\n\n") && !text.ends_with("\r\n\r\n");
}

}  // namespace daybook
