#include "base/error.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"

namespace daybook {

std::string render_error(const Error& error, Lang lang, bool colour) {
    const char* red = colour ? "\x1b[1;31m" : "";
    const char* bold = colour ? "\x1b[1m" : "";
    const char* plain = colour ? "\x1b[0m" : "";
    std::string where = error.place.file.empty() ? "daybook:" : printable(error.place.file) + ":";
    if (error.place.line) where += fmt::format("{}:", error.place.line);
    if (error.place.line && error.place.column) where += fmt::format("{}:", error.place.column);
    std::string out = fmt::format("{}{} {}{}:{} {}\n", bold, where, red, text(error.warns ? Text::warning : Text::error, lang), plain,
                                  printable(say(error.what, lang)));
    if (!error.excerpt.empty()) {
        out += fmt::format("  {}\n", printable(error.excerpt));
        if (error.width > 0)
            out += fmt::format("  {}{}^{}{}\n", std::string(error.caret, ' '), red, std::string(error.width > 1 ? error.width - 1 : 0, '~'),
                               plain);
    }
    if (!error.hint) return out;
    const std::string hint = say(error.hint, lang);
    // a list, and the way out, where the text is one of these; elsewhere a line end came with a name, and makes no line
    const Text id = error.hint.id;
    const bool lists = id == Text::hint_fits_code || id == Text::hint_fits_parties || id == Text::hint_fits_or_new;
    for (size_t from = 0; from <= hint.size();) {
        const size_t end = lists ? std::min(hint.find('\n', from), hint.size()) : hint.size();
        out += fmt::format("  {}\n", printable(std::string_view(hint).substr(from, end - from)));
        from = end + 1;
    }
    return out;
}

}  // namespace daybook
