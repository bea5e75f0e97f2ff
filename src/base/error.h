// Errors are values: what is wrong, where it stands, and the way out. They accumulate; only cli prints them.
#pragma once

#include <cstdint>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "base/text.h"

namespace daybook {

// Where in a file. Line and column count from 1; 0 is "the whole file" or "the whole line". Columns count characters, as editors do.
struct Place {
    std::string file;
    uint32_t line = 0;
    uint32_t column = 0;
};

struct Error {
    Message what;
    Message hint;                        // the way out; may be empty
    std::vector<std::string> list = {};  // what there is to choose from, a line each, before the way out
    Place place;                         // may be empty: an error of the command line
    std::string excerpt;                 // the line, cut to a readable length; may be empty
    uint32_t caret = 0;                  // terminal cells before the caret
    uint32_t width = 1;                  // terminal cells under the caret and its tildes
    bool warns = false;                  // it is let be, and likely a slip

    Error() = default;
    Error(Message m) : what(std::move(m)) {}
    Error(Message m, Message way_out) : what(std::move(m)), hint(std::move(way_out)) {}
};

using Errors = std::vector<Error>;

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(Message what, Message hint = {}) {
    return tl::unexpected<Error>(Error(std::move(what), std::move(hint)));
}

// FILE:LINE:COL: error: …, the excerpt, a caret, the way out. Ends in a newline.
std::string render_error(const Error& error, Lang lang, bool colour);

}  // namespace daybook
