#include "base/error.h"

#include <fmt/format.h>

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
    for (const std::string& line : error.list) out += fmt::format("  {}\n", printable(line));
    if (error.hint) out += fmt::format("  {}\n", printable(say(error.hint, lang)));
    return out;
}

}  // namespace daybook
