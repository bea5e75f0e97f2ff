#include "cli/yes_no.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <string>

#include "base/utf8.h"
#include "cli/session.h"

namespace daybook {

bool can_ask() { return ::isatty(STDIN_FILENO) && ::isatty(STDERR_FILENO); }

bool says_yes(const Session& session, const Message& question) {
    std::fputs(printable(say(question, session.lang())).c_str(), stderr);
    std::fflush(stderr);
    std::string answer;
    for (int c = std::fgetc(stdin); c != EOF && c != '\n'; c = std::fgetc(stdin))
        if (c != ' ' && c != '\r') answer += static_cast<char>(c);
    for (const char* yes : {"y", "Y", "yes", "Yes", "YES", "是", "对", "好"})
        if (answer == yes) return true;
    return false;
}

}  // namespace daybook
