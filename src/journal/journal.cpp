#include "journal/journal.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <filesystem>

#include "base/locked_file.h"
#include "journal/faults.h"
#include "journal/parser.h"

namespace daybook {

namespace fs = std::filesystem;

namespace {

std::string canonical_path(const fs::path& path) {
    std::error_code ignored;
    const fs::path found = fs::weakly_canonical(fs::absolute(path, ignored), ignored);  // relative where nothing of it exists
    return ignored ? path.lexically_normal().string() : found.string();
}

bool lies_inside(const std::string& path, const std::string& folder) {
    const fs::path relative = fs::path(path).lexically_relative(folder);
    return !relative.empty() && *relative.begin() != ".." && relative != ".";
}

constexpr std::string_view nothing("\0", 0);  // a line of no file, padded as a line must be

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t") == std::string_view::npos; }

}  // namespace

void Journal::parse(const std::string& path, Source text) {
    paths_.push_back(path);
    const auto file = static_cast<uint16_t>(sources_.size());
    Source& source = sources_.emplace_back(std::move(text));
    const Parser::Include on_include = [&](std::string_view included, const Error& at_the_word) { include(file, included, at_the_word); };
    Parser parser(entries_, settings_, errors_, file, source.name(), on_include);
    uint64_t to_come = source.size();
    entries_.make_room(parsed_, to_come);
    const Source::Take take = [&](std::string_view lines) {
        const size_t taken = parser.parse(lines);
        parsed_ += taken;
        to_come -= std::min<uint64_t>(taken, to_come);
        entries_.make_room(parsed_, to_come);
        return taken;
    };
    Result<Source::End> end = read_in_halves(source, parser, file, take);
    parser.finish();
    if (end)
        source.end(std::move(*end));
    else
        errors_.push_back(end.error());
}

// A long file's second half is parsed ahead, while the first is. What it says stands only where parsing on would have found the same.
Result<Source::End> Journal::read_in_halves(const Source& source, Parser& parser, uint16_t file, const Source::Take& take) {
    const std::optional<uint64_t> middle = source.middle(halve_from_);
    if (!middle) return source.read(take);
    if (idle_.empty()) idle_.push_back(std::make_unique<Ahead>(settings_));
    std::unique_ptr<Ahead> ahead = std::move(idle_.back());  // not for the files that this one includes
    idle_.pop_back();
    if (!ahead->start(source, *middle, file)) return source.read(take);
    Result<Source::End> end = source.read(take, {0, *middle});
    parser.finish();
    if (!end || end->at < *middle) return end;
    std::optional<Source::End> joined = ahead->join(entries_, parser.lines());
    if (!joined) return source.read(take, {*middle});
    parsed_ += joined->at - *middle;
    idle_.push_back(std::move(ahead));
    return std::move(*joined);
}

void Journal::read_main(const std::string& path, TextFile file) { read_main(path, Source(path, std::move(file))); }
void Journal::read_main(const std::string& path, std::string text) { read_main(path, Source(path, std::move(text))); }

void Journal::read_main(const std::string& path, Source source) {
    const std::string whole = whole_path(path);
    folder_ = fs::path(whole).parent_path().string();
    open_.push_back(whole);
    included_.insert(whole);
    parse(path, std::move(source));
    open_.pop_back();
    join_names();
}

void Journal::read_draft(const std::string& name, std::string text) {
    parse(name, Source(name, std::move(text)));
    join_names();
}

// What `also` says: all files are read by now, and a name may stand in entries above and below.
void Journal::join_names() {
    for (uint32_t index : entries_.renaming) {
        const Entry entry = entries_.entries[index];
        for (const Detail& detail : entries_.details_of(entry)) {
            if (detail.key != Key::also) continue;
            const auto party = static_cast<PartyId>(entry.subject);
            const std::string_view name = entries_.parties.text(party), other = entries_.parties.text(detail.party());
            const PartyId meant = entries_.other_names.resolve(detail.party());
            Message what, hint;
            switch (entries_.other_names.add(party, detail.party())) {
                case BadOtherName::none: continue;
                case BadOtherName::itself: what = {Text::err_also_itself, {name}}, hint = Text::hint_also_itself; break;
                case BadOtherName::circle: what = {Text::err_also_circle, {name, other}}, hint = Text::hint_also_circle; break;
                case BadOtherName::taken:
                    what = {Text::err_also_taken, {other, entries_.parties.text(meant)}};
                    hint = {Text::hint_also_taken, {entries_.parties.text(meant)}};
            }
            errors_.push_back(locate({what, hint, {entry.file, entry.line + detail.below, 1, Clause::count_of_clauses}}));
        }
    }
    entries_.renaming.clear();
    idle_.clear();
    resolve_parties(entries_);
}

void Journal::read_main(const std::string& path, const Opener& open, const std::string& label) {
    opener_ = open;
    label_ = label;
    Result<Source> source = open_included(path, whole_path(path));
    if (source)
        read_main(path, std::move(*source));
    else
        errors_.push_back(source.error());
}

// Under which a file is known, however it is spelt. What is not on the disk has no links.
std::string Journal::whole_path(const std::string& path) const {
    if (!opener_) return canonical_path(path);
    std::error_code ignored;
    return fs::absolute(path, ignored).lexically_normal().string();
}

Result<Source> Journal::open_included(const std::string& path, const std::string& whole) const {
    const auto failed = [](const Error& error) { return tl::unexpected<Error>(error); };
    if (!opener_) {
        Result<TextFile> file = TextFile::open(whole);
        if (!file) {
            file.error().what.args[0] = path;
            return failed(file.error());
        }
        return Source(path, std::move(*file), Source::Hold::while_reading);
    }
    Result<std::string> text = opener_(path);
    if (!text) return failed(text.error());
    return Source(label_ + path, std::move(*text));
}

void Journal::include(uint16_t from, std::string_view path, const Error& at_the_word) {
    Error error = at_the_word;
    const auto refuse = [&](Message what, Message hint) {
        error.what = std::move(what);
        error.hint = std::move(hint);
        errors_.push_back(error);
    };
    const fs::path written = fs::path(paths_[from]).parent_path() / path;
    const std::string whole = whole_path(written.string());  // without links: what is looked at is what is opened
    if (fs::path(path).is_absolute() || !lies_inside(whole, folder_))
        return refuse({Text::err_include_outside, {path}}, Text::hint_include_inside);
    if (std::find(open_.begin(), open_.end(), whole) != open_.end())
        return refuse({Text::err_include_circle, {path}}, Text::hint_include_once);
    if (!included_.insert(whole).second) return refuse({Text::err_include_twice, {path}}, Text::hint_include_once);
    if (sources_.size() >= 60'000) return refuse(Text::err_too_many_files, {});
    const std::string called = written.lexically_normal().string();
    Result<Source> source = open_included(called, whole);
    if (!source) return refuse(source.error().what, Text::hint_include);
    open_.push_back(whole);
    parse(called, std::move(*source));
    open_.pop_back();
}

std::vector<std::string> Journal::files() const {
    std::vector<std::string> names;
    for (const Source& source : sources_) names.push_back(source.name());
    return names;
}

Error Journal::locate(const Problem& problem) const {
    const Source& source = sources_[problem.spot.file];
    const std::string_view line = source.line(problem.spot.line).value_or(nothing);
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
    return error_at(source.name(), problem.spot.line, line, word ? cursor.position_of(word) : 0, word.length, problem.what, problem.hint);
}

std::string Journal::place_of(const Entry& entry) const { return fmt::format("{}:{}", sources_[entry.file].name(), entry.line); }

std::string Journal::text_of(const Entry& entry) const {
    std::string out, comments;  // comments at the margin belong to the entry only where more of it follows
    for (uint32_t number = entry.line;; ++number) {
        const auto found = sources_[entry.file].line(number);
        if (!found) break;
        const std::string_view line = *found;
        const bool header = number == entry.line;
        if (!header && (is_blank(line) || (line[0] != ' ' && line[0] != '\t' && line[0] != ';'))) break;
        if (!header && line[0] == ';') {
            comments.append(line).append("\n");
        } else {
            out.append(comments).append(line).append("\n");
            comments.clear();
        }
    }
    return out;
}

std::string Journal::note_of(const Entry& entry) const {
    WordCursor cursor(sources_[entry.file].line(entry.line).value_or(nothing));
    while (cursor.next()) {
    }
    std::string_view comment = cursor.comment();
    const size_t start = comment.find_first_not_of("; \t");
    return start == std::string_view::npos ? std::string() : std::string(comment.substr(start));
}

std::vector<Unfinished> Journal::unfinished() const {
    std::vector<Unfinished> found;
    for (const Source& source : sources_)
        if (const auto at = source.committed()) found.push_back({source.name(), source.last_line(), *at});
    return found;
}

Errors Journal::tail_errors(Writers writers) const {
    Errors errors;
    for (const Unfinished& part : unfinished()) {
        if (writers == Writers::may_be_at_work && !was_left_unfinished(part.file, part.at)) continue;
        errors.push_back(Error(Text::err_unfinished, {Text::hint_unfinished, {part.file}}));
        errors.back().place = {part.file, part.line, 0};
    }
    const Source& main = sources_.front();
    if (main.tail().empty() || main.tail().back() == '\n') return errors;
    const uint32_t last = main.last_line();
    const std::string_view line = main.line(last).value_or(nothing);
    errors.push_back(error_at(main.name(), last, line, static_cast<uint32_t>(line.size()), 1, Text::err_torn_tail, Text::hint_torn_tail));
    return errors;
}

bool Journal::wants_blank_line() const {
    const std::string_view tail = sources_.front().tail();
    return !tail.empty() && !tail.ends_with("\n\n") && !tail.ends_with("\r\n\r\n");
}

}  // namespace daybook
