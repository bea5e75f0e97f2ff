#include "journal/journal.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <filesystem>

#include "base/locked_file.h"
#include "journal/faults.h"

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
    const Parser::Include on_include = [&](std::span<const Parser::Included> run) { include(file, run); };
    const Parser::PlaceOf place_of = [&](const Entry& entry) { return this->place_of(entry); };
    Parser parser(entries_, settings_, errors_, file, source.name(), on_include, place_of);
    uint64_t to_come = source.size();
    entries_.make_room(parsed_, to_come + waiting_);
    const Source::Take take = [&](std::string_view lines) {
        const size_t taken = parser.parse(lines);
        parsed_ += taken;
        to_come -= std::min<uint64_t>(taken, to_come);
        entries_.make_room(parsed_, to_come + waiting_);
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
    std::unique_ptr<Ahead> ahead = start_ahead({{&source, file, *middle}});
    if (!ahead) return source.read(take);
    Result<Source::End> end = source.read(take, {0, *middle});
    parser.finish();
    if (!end || end->at < *middle) return end;
    Ahead::Ends joined = join(std::move(ahead), parser.lines());
    if (!joined) return source.read(take, {*middle});
    parsed_ += joined->front().at - *middle;
    return std::move(joined->front());
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
    settle_names();
}

void Journal::read_draft(const std::string& name, std::string text) {
    parse(name, Source(name, std::move(text)));
    settle_names();
}

// What a name means, and what an entry is `of`: all files are read by now, and either may be said above or below.
void Journal::settle_names() {
    std::vector<Entry> accounts;
    for (uint32_t index : entries_.renaming) {
        const Entry entry = entries_.entries[index];
        if (entry.kind == Kind::account)
            accounts.push_back(entry);
        else if (entry.kind == Kind::item || entry.kind == Kind::kit)
            name_item(index);
        else
            join_parties(entry);
    }
    for (const ItemNames::Clash& clash : entries_.item_names.codes_among_names(entries_)) {
        const Entry& entry = entries_.entries[clash.said.entry];
        errors_.push_back(locate({{Text::err_also_is_code, {entries_.words.text(clash.name), entries_.items.text(clash.said.item)}},
                                  Text::hint_also_item,
                                  {entry.file, entry.line + clash.said.below, 1, Clause::count_of_clauses}}));
    }
    for (const Entry& entry : accounts)
        if (entries_.account_names.declare(static_cast<WordId>(entry.subject)) != BadAccountName::none) {
            const auto code = static_cast<WordId>(entry.subject);
            errors_.push_back(
                locate({{Text::err_account_name_taken, {entries_.words.text(code), entries_.words.text(entries_.account_names.code(code))}},
                        Text::hint_account_name,
                        {entry.file, entry.line, 2, Clause::count_of_clauses}}));
        }
    for (const Entry& entry : accounts) name_account(entry);
    entries_.renaming.clear();
    idle_.clear();
    resolve_parties(entries_);
    resolve_accounts(entries_);
    for (const Problem& problem : resolve_replacements(entries_)) errors_.push_back(locate(problem));
    for (const Problem& problem : resolve_styles(entries_)) errors_.push_back(locate(problem));
}

void Journal::join_parties(const Entry& entry) {
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

void Journal::name_item(uint32_t index) {
    const Entry& entry = entries_.entries[index];
    const auto item = static_cast<ItemId>(entry.subject);
    for (const Detail& detail : entries_.details_of(entry)) {
        if (detail.key != Key::also_item || entries_.item_names.add(detail.word(), {item, index, detail.below})) continue;
        const ItemId other = entries_.item_names.find(detail.word())->item;
        errors_.push_back(locate({{Text::err_also_of_item, {entries_.words.text(detail.word()), entries_.items.text(other)}},
                                  Text::hint_also_item,
                                  {entry.file, entry.line + detail.below, 1, Clause::count_of_clauses}}));
    }
}

void Journal::name_account(const Entry& entry) {
    for (const Detail& detail : entries_.details_of(entry)) {
        if (detail.key != Key::name) continue;
        const auto code = static_cast<WordId>(entry.subject);
        const std::string_view name = entries_.words.text(detail.word());
        Message what;
        switch (entries_.account_names.add(code, detail.word())) {
            case BadAccountName::none: continue;
            case BadAccountName::code: what = {Text::err_account_name_is_code, {name}}; break;
            case BadAccountName::name:
                what = {Text::err_account_name_taken, {name, entries_.words.text(entries_.account_names.code(detail.word()))}};
        }
        const uint32_t word = detail.below ? 1 : 3;  // `name` on a line of its own, or behind the code
        errors_.push_back(locate({what, Text::hint_account_name, {entry.file, entry.line + detail.below, word, Clause::count_of_clauses}}));
    }
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

Journal::Named Journal::named(uint16_t from, const std::string& path) const {
    const fs::path written = fs::path(paths_[from]).parent_path() / path;
    Named file{written.lexically_normal().string(), whole_path(written.string()), 0};  // without links: what is looked at is what is opened
    std::error_code unknown;
    if (!opener_) file.size = fs::file_size(file.whole, unknown);
    if (unknown) file.size = 0;
    return file;
}

std::optional<Journal::Refusal> Journal::refusal(const std::string& path, const Named& file, const std::set<std::string>& included) const {
    if (fs::path(path).is_absolute() || !lies_inside(file.whole, folder_))
        return Refusal{{Text::err_include_outside, {path}}, Text::hint_include_inside};
    if (std::find(open_.begin(), open_.end(), file.whole) != open_.end())
        return Refusal{{Text::err_include_circle, {path}}, Text::hint_include_once};
    if (included.count(file.whole)) return Refusal{{Text::err_include_twice, {path}}, Text::hint_include_once};
    if (included.size() >= 60'000) return Refusal{Text::err_too_many_files, {}};
    return std::nullopt;
}

void Journal::include(const Parser::Included& word, const Named& file) {
    waiting_ -= file.size;
    const auto refuse = [&](const Refusal& refused) {
        Error& error = errors_.emplace_back(word.at_the_word);
        error.what = refused.what;
        error.hint = refused.hint;
    };
    if (const auto refused = refusal(word.path, file, included_)) return refuse(*refused);
    included_.insert(file.whole);
    Result<Source> source = open_included(file.called, file.whole);
    if (!source) return refuse({source.error().what, Text::hint_include});
    open_.push_back(file.whole);
    parse(file.called, std::move(*source));
    open_.pop_back();
}

// Of a long run the second half is parsed ahead, while the first is, as of a long file.
void Journal::include(uint16_t from, std::span<const Parser::Included> run) {
    std::vector<Named> files;
    for (const Parser::Included& word : run) files.push_back(named(from, word.path));
    for (const Named& file : files) waiting_ += file.size;
    const size_t middle = middle_of(run, files);
    std::deque<Source> sources;
    std::vector<Ahead::Text> texts;
    for (size_t i = middle; i < files.size(); ++i) {
        const Source& source = sources.emplace_back(files[i].called, files[i].whole, files[i].size);
        texts.push_back({&source, static_cast<uint16_t>(sources_.size() + i)});
    }
    std::unique_ptr<Ahead> ahead = texts.empty() ? nullptr : start_ahead(std::move(texts));
    const size_t read = sources_.size() + middle, included = included_.size() + middle;
    for (size_t i = 0; i < middle; ++i) include(run[i], files[i]);
    const bool only_these = sources_.size() == read && included_.size() == included;  // and none that they include
    if (ahead && only_these && join(std::move(ahead), std::span(files).subspan(middle), sources)) return;
    for (size_t i = middle; i < files.size(); ++i) include(run[i], files[i]);
}

// Where the second half of the run begins; at its end where it is too short to be shared, or not to be read as it stands.
size_t Journal::middle_of(std::span<const Parser::Included> run, std::span<const Named> files) const {
    uint64_t bytes = 0, before = 0;
    std::set<std::string> included = included_;
    for (size_t i = 0; i < files.size(); ++i) {
        if (refusal(run[i].path, files[i], included)) return files.size();
        included.insert(files[i].whole);
        bytes += files[i].size;
    }
    if (opener_ || bytes < halve_from_) return files.size();
    size_t middle = 0;
    while (middle < files.size() && before + files[middle].size / 2 < bytes / 2) before += files[middle++].size;
    return before < bytes / 3 || before > bytes - bytes / 3 ? files.size() : middle;
}

// A thread for the texts; none where that is not to be had.
std::unique_ptr<Ahead> Journal::start_ahead(std::vector<Ahead::Text> texts) {
    std::unique_ptr<Ahead> ahead;
    if (idle_.empty()) {
        ahead = std::make_unique<Ahead>(settings_);
    } else {
        ahead = std::move(idle_.back());
        idle_.pop_back();
    }
    return ahead->start(std::move(texts)) ? std::move(ahead) : nullptr;
}

// Puts what was parsed ahead behind the entries. `lines` of its file stand before a text that is the only one.
Ahead::Ends Journal::join(std::unique_ptr<Ahead> ahead, uint32_t lines) {
    Ahead::Ends ends = ahead->join(entries_, lines);
    if (ends) idle_.push_back(std::move(ahead));
    return ends;
}

bool Journal::join(std::unique_ptr<Ahead> ahead, std::span<const Named> files, std::deque<Source>& sources) {
    Ahead::Ends ends = join(std::move(ahead), 0);
    if (!ends) return false;
    for (size_t i = 0; i < files.size(); ++i) {
        paths_.push_back(files[i].called);
        included_.insert(files[i].whole);
        waiting_ -= files[i].size;
        parsed_ += (*ends)[i].at;
        sources_.push_back(std::move(sources[i]));
        sources_.back().end(std::move((*ends)[i]));
    }
    return true;
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

namespace {

// What stands behind the ; of a padded line; empty where nothing does.
std::string_view comment_of(std::string_view line) {
    WordCursor cursor(line);
    while (cursor.next()) {
    }
    const std::string_view comment = cursor.comment();
    const size_t start = comment.find_first_not_of("; \t");
    return start == std::string_view::npos ? std::string_view() : comment.substr(start);
}

}  // namespace

std::string Journal::note_of(const Entry& entry) const {
    return std::string(comment_of(sources_[entry.file].line(entry.line).value_or(nothing)));
}

Result<std::vector<Comment>> Journal::comments() const {
    std::vector<std::vector<uint32_t>> by_file(sources_.size());
    for (uint32_t i = 0; i < entries_.entries.size(); ++i) by_file[entries_.entries[i].file].push_back(i);
    std::vector<Comment> found;
    for (size_t file = 0; file < sources_.size(); ++file) {
        Result<std::string> text = sources_[file].text();
        if (!text) return tl::unexpected<Error>(text.error());
        const size_t size = text->size();
        text->append(line_padding, '\n');
        const std::vector<uint32_t>& entries = by_file[file];
        size_t next = 0;  // of `entries`: the first that begins behind the line
        uint32_t number = 0;
        for (size_t from = 0, to = 0; from < size && !entries.empty(); from = to + 1) {
            ++number;
            to = text->find('\n', from);
            while (next < entries.size() && entries_.entries[entries[next]].line <= number) ++next;
            std::string_view line = std::string_view(*text).substr(from, to - from);
            if (line.ends_with('\r')) line.remove_suffix(1);
            if (next == 0 || line.empty() || line[0] == ';' || line.find(';') == std::string_view::npos) continue;
            if (const std::string_view comment = comment_of(line); !comment.empty())
                found.push_back({entries[next - 1], std::string(comment)});
        }
    }
    std::stable_sort(found.begin(), found.end(), [](const Comment& a, const Comment& b) { return a.entry < b.entry; });
    return found;
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
