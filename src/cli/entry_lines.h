// An entry's text as lines of words: what a change of it starts from.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/compose.h"
#include "model/kinds.h"

namespace daybook {

struct EntryLine {
    std::vector<std::string> words;
    std::vector<bool> in_quotes;  // each of them: quoted, it is no mark
    std::string comment;          // from its ; on
    bool at_margin = false;       // the line stands at the margin: the header, or a comment

    bool is_goods() const { return words.size() > 1 && (words[0] == "+" || words[0] == "-" || words[0] == "="); }
    // The line's key; null where it is none.
    const KeySpec* key() const { return words.empty() || at_margin || is_goods() ? nullptr : find_key(words[0]); }
    std::string joined() const;
};

// The header first.
std::vector<EntryLine> lines_of_entry(std::string_view text);

// A goods line as it would be typed.
TypedGoods typed_goods(const EntryLine& line);

// The comments of the old lines behind the lines that are the same in the new text, or of the same item or key; those on lines of their own
// below what they stood below.
std::string with_comments(const std::string& text, const std::vector<EntryLine>& old);

// The line with other words in place of those that `other` (by number and text) knows another for; all else stays as it is.
std::string with_words(std::string_view line, const std::function<std::string(size_t, const std::string&)>& other);

// The header with another ref, and `replaces`, where that is not empty, in place of the one that it has. A header that cannot be read stays
// as it is.
std::string header_with(std::string_view header, std::string_view ref, std::string_view replaces);

}  // namespace daybook
