#include "journal/blocks.h"

#include <algorithm>

#include "base/utf8.h"
#include "journal/lexer.h"
#include "model/kinds.h"

namespace daybook {

namespace {

enum class LineKind { blank, comment, detail, header, other };

std::string_view without_end(std::string_view line) {
    if (line.ends_with('\n')) line.remove_suffix(1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

LineKind kind_of(std::string_view line) {
    line = without_end(line);
    if (line.find_first_not_of(" \t") == std::string_view::npos) return LineKind::blank;
    if (line[0] == ';') return LineKind::comment;
    if (line[0] == ' ' || line[0] == '\t') return LineKind::detail;
    const size_t behind = std::string_view("include").size();
    const bool include = line.starts_with("include") && (line.size() == behind || line[behind] == ' ' || line[behind] == '\t');
    return include ? LineKind::other : LineKind::header;
}

Block entry_block(std::string_view text) {
    std::vector<std::string> words = words_of(without_end(text.substr(0, text.find('\n'))), 3);
    words.resize(3);
    return {text, true, std::move(words[0]), std::move(words[1]), std::move(words[2])};
}

}  // namespace

std::vector<std::string> words_of(std::string_view line, size_t most) {
    const std::string padded = std::string(line) + std::string(line_padding, '\0');
    WordCursor cursor(std::string_view(padded).substr(0, line.size()));
    std::vector<std::string> words;
    while (words.size() < most) {
        const Word word = cursor.next();
        if (!word) break;
        words.push_back(word.form == WordForm::escaped ? unescape(word.text()) : std::string(word.text()));
    }
    return words;
}

std::string spelled(std::string_view entry, Comments comments) {
    const std::string padded = std::string(entry) + std::string(line_padding, '\0');
    const std::string_view text = std::string_view(padded).substr(0, entry.size());
    std::string out;
    for (size_t at = 0, next = 0; at < text.size(); at = next) {
        next = std::min(text.find('\n', at), text.size() - 1) + 1;
        const std::string_view line = without_end(text.substr(at, next - at));
        WordCursor cursor(line);
        std::string said = line.starts_with(' ') || line.starts_with('\t') ? " " : "";
        const size_t indent = said.size();
        while (const Word word = cursor.next()) {
            said += line.substr(cursor.position_of(word), word.is_faulty() ? std::string_view::npos : word.length);
            if (word.is_faulty()) break;
            said += ' ';
        }
        std::string_view comment = cursor.at_end() ? cursor.comment() : std::string_view();
        if (comments == Comments::note && at > 0) comment = {};
        comment = comment.substr(0, comment.find_last_not_of(" \t") + 1);
        if (said.size() == indent && comment.empty()) continue;
        said += comment;
        if (said.ends_with(' ')) said.pop_back();
        out.append(said).append("\n");
    }
    return out;
}

std::string identity_of(const Block& block) {
    if (!block.is_entry || block.ref.empty() || block.date.find_first_of("0123456789") != 0) return {};
    const KindSpec* kind = find_kind(block.kind);
    const std::string ref = to_nfc(block.ref).value_or(block.ref);
    return kind && kind->declares ? block.kind + ' ' + ref + ' ' + block.date : ref;
}

std::vector<Block> blocks_of(std::string_view journal) {
    std::vector<Block> blocks;
    size_t begin = 0;      // of the block being read
    size_t entry_end = 0;  // behind the last line that surely is the entry's
    bool in_entry = false;
    const auto close = [&](size_t end) {
        if (end > begin)
            blocks.push_back(in_entry ? entry_block(journal.substr(begin, end - begin))
                                      : Block{journal.substr(begin, end - begin), false, {}, {}, {}});
        begin = end;
        in_entry = false;
    };
    const size_t start = journal.starts_with("\xef\xbb\xbf") ? 3 : 0;
    for (size_t at = start, next = 0; at < journal.size(); at = next) {
        const size_t eol = journal.find('\n', at);
        next = eol == std::string_view::npos ? journal.size() : eol + 1;
        const LineKind kind = kind_of(journal.substr(at, next - at));
        if (in_entry && kind == LineKind::detail) entry_end = next;
        if (kind == LineKind::detail || kind == LineKind::comment) continue;
        if (in_entry) close(entry_end);
        if (kind != LineKind::header) continue;
        close(at);
        in_entry = true;
        entry_end = next;
    }
    if (in_entry) close(entry_end);
    close(journal.size());
    return blocks;
}

}  // namespace daybook
