#include "journal/blocks.h"

#include <algorithm>

#include "journal/lexer.h"

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
    return WordCursor(line).next().is("include") ? LineKind::other : LineKind::header;
}

std::string next_word(WordCursor& cursor) {
    const Word word = cursor.next();
    return word.escaped ? unescape(word.text) : std::string(word.text);
}

Block entry_block(std::string_view text) {
    Block block{text, true, {}, {}, {}};
    WordCursor cursor(without_end(text.substr(0, text.find('\n'))));
    block.date = next_word(cursor);
    block.kind = next_word(cursor);
    block.ref = next_word(cursor);
    return block;
}

}  // namespace

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
