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

// Views into `journal`. Comments at the margin belong to an entry only where more of it follows, as in Journal::text_of.
std::vector<Block> blocks_of(std::string_view journal);

}  // namespace daybook
