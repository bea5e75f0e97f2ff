// The end of a journal that was not written whole: how much of the text is, and setting the rest aside, as check --fix-tail does.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/error.h"

namespace daybook {

// Bytes up to a line that begins with NUL, which was never committed (base/locked_file.h); else, where the last line has no line end, up
// to the entry that it is of, or up to that line where it is of none; else all of them.
size_t whole_size(std::string_view journal);

// What was taken off a journal.
struct SetAside {
    std::string file;  // where it stands now; empty where the journal was whole
    size_t line = 0;   // where it began
    size_t lines = 0;  // how many there are
};

// Under the lock: what is not whole goes into a new file beside the journal, shop.journal.torn-1, and only when it is on disk there off the
// journal. On an error the journal is as it was, but for err_unconfirmed.
Result<SetAside> fix_tail(const std::string& journal);

}  // namespace daybook
