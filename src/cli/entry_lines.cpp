#include "cli/entry_lines.h"

#include <algorithm>

#include "journal/lexer.h"
#include "journal/writer.h"

namespace daybook {

namespace {

EntryLine line_of(std::string_view text) {
    const std::string padded = std::string(text) + std::string(line_padding, '\0');
    WordCursor cursor(std::string_view(padded).substr(0, text.size()));
    EntryLine line;
    line.at_margin = !text.starts_with(' ') && !text.starts_with('\t');
    while (const Word word = cursor.next()) {
        line.words.push_back(word.form == WordForm::escaped ? unescape(word.text()) : std::string(word.text()));
        line.in_quotes.push_back(word.form != WordForm::plain);
    }
    if (cursor.at_end()) line.comment = cursor.comment();
    return line;
}

bool is_comment(const EntryLine& line) { return line.words.empty() && !line.comment.empty(); }

// What a line is about: its item, or its key.
std::string about(const EntryLine& line) {
    if (line.words.empty()) return {};
    return line.is_goods() ? line.words[0] + line.words[1] : line.words[0];
}

}  // namespace

std::string EntryLine::joined() const {
    std::string out;
    for (const std::string& word : words) out.append(out.empty() ? "" : " ").append(daybook::quoted(word));
    return out;
}

std::vector<EntryLine> lines_of_entry(std::string_view text) {
    std::vector<EntryLine> lines;
    while (!text.empty()) {
        const size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        lines.push_back(line_of(line));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

TypedGoods typed_goods(const EntryLine& line) {
    TypedGoods goods;
    goods.sign = line.words[0][0];
    goods.item = line.words[1];
    if (line.words.size() > 2) goods.quantity = line.words[2];
    for (size_t i = 3; i < line.words.size(); ++i) {
        const std::string& word = line.words[i];
        const bool mark = !line.in_quotes[i] && word.find(':') != std::string::npos;
        if (!line.in_quotes[i] && (word == "@" || word == "@@") && i + 1 < line.words.size())
            goods.price = word + line.words[++i];
        else if (mark)
            goods.marks.push_back(word);
        else
            goods.unit = word;
    }
    return goods;
}

std::string with_comments(const std::string& text, const std::vector<EntryLine>& old) {
    std::vector<std::string> lines;
    for (size_t at = 0, end = 0; (end = text.find('\n', at)) != std::string::npos; at = end + 1) lines.push_back(text.substr(at, end - at));
    const std::vector<EntryLine> fresh = lines_of_entry(text);
    std::vector<bool> taken(lines.size());
    std::vector<std::string> below(lines.size());  // comments on lines of their own
    const auto place_of = [&](const auto& fits) {
        for (size_t at = 1; at < lines.size(); ++at)
            if (!taken[at] && fits(fresh[at])) return at;
        return size_t{0};
    };
    size_t last = 0;
    for (size_t i = 1; i < old.size(); ++i) {
        const EntryLine& line = old[i];
        if (is_comment(line)) below[last].append("    ").append(line.comment).append("\n");
        if (line.words.empty()) continue;
        size_t at = place_of([&](const EntryLine& other) { return other.words == line.words; });
        if (!at) at = place_of([&](const EntryLine& other) { return about(other) == about(line); });
        if (!at) continue;  // the line is gone
        taken[at] = true;
        last = at;
        if (!line.comment.empty()) lines[at].append(" ").append(line.comment);
    }
    std::string out;
    for (size_t i = 0; i < lines.size(); ++i) out.append(lines[i]).append("\n").append(below[i]);
    return out;
}

std::string with_words(std::string_view line, const std::function<std::string(size_t, const std::string&)>& other) {
    const std::string padded = std::string(line) + std::string(line_padding, '\0');
    WordCursor cursor(std::string_view(padded).substr(0, line.size()));
    std::string out;
    size_t from = 0;  // what is not taken over yet
    for (size_t i = 0; const Word word = cursor.next(); ++i) {
        if (word.is_faulty()) return std::string(line);
        const std::string was = word.form == WordForm::escaped ? unescape(word.text()) : std::string(word.text());
        const std::string now = other(i, was);
        if (now == was) continue;
        const size_t at = cursor.position_of(word);
        out.append(line.substr(from, at - from)).append(daybook::quoted(now));
        from = at + word.length;
    }
    return out.append(line.substr(from));
}

std::string header_with(std::string_view header, std::string_view ref, std::string_view replaces) {
    const EntryLine line = line_of(header);
    if (line.words.size() < 3) return std::string(header);
    const std::string padded = std::string(header) + std::string(line_padding, '\0');
    WordCursor cursor(std::string_view(padded).substr(0, header.size()));
    std::string out;
    size_t from = 0;  // what is not taken over yet
    for (size_t i = 0; const Word word = cursor.next(); ++i) {
        if (word.is_faulty()) return std::string(header);
        const size_t at = cursor.position_of(word);
        if (i == 2) {
            out.append(header.substr(0, at)).append(find_clause(ref) ? "\"" + std::string(ref) + "\"" : daybook::quoted(ref));
            from = at + word.length;
        } else if (i > 2 && i % 2 == 1 && word.is(spec(Clause::replaces).name)) {
            out.append(header.substr(from, at - from));
            while (out.ends_with(' ') || out.ends_with('\t')) out.pop_back();
            const Word name = cursor.next();
            if (!name || name.is_faulty()) return std::string(header);
            ++i;
            from = cursor.position_of(name) + name.length;
        }
    }
    if (!cursor.at_end()) return std::string(header);
    const std::string_view comment = cursor.comment();
    out.append(header.substr(from, header.size() - comment.size() - from));
    while (out.ends_with(' ') || out.ends_with('\t')) out.pop_back();
    if (!replaces.empty()) out.append(" ").append(spec(Clause::replaces).name).append(" ").append(daybook::quoted(replaces));
    if (!comment.empty()) out.append(" ").append(comment);
    return out;
}

}  // namespace daybook
