// A journal's text as a sequence of blocks whose concatenation is the file, byte for byte: entries, and what stands between them (blank
// lines, comments, includes). It looks at lines only, so that a text with errors has its blocks too.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace daybook {

struct Block {
    std::string_view text;        // as it stands, line ends included; the last one may lack its own
    bool is_entry = false;        // else it stands between entries
    std::string date, kind, ref;  // an entry's first three words; ref without quotes. Empty where they are missing.
};

// What a header's words are behind the padding that a lexer wants: the words of a line, unescaped, up to `most`.
std::vector<std::string> words_of(std::string_view line, size_t most);

// The entry's identity, the same in every version of the ledger: of a document its ref; of master data its kind, name and date, by which
// several may be meant. Empty where the header holds none. Names are compared in NFC.
std::string identity_of(const Block& block);

// The words of an entry's lines with one space between them: what it says, whatever its layout. Of its comments all, or only the note
// behind the header, which commands write too.
enum class Comments { all, note };
std::string spelled(std::string_view entry, Comments comments);

// Views into `journal`. Comments at the margin belong to an entry only where more of it follows, as in Journal::text_of.
std::vector<Block> blocks_of(std::string_view journal);

}  // namespace daybook
