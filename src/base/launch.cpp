#include "base/launch.h"

#include <spawn.h>
#include <sys/types.h>

#include <cstdio>

#include "base/files.h"

extern char** environ;

namespace daybook {

Result<void> launch_program(std::vector<std::string> words) {
    std::fflush(stdout);  // what we said stands before what it says
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    pid_t child = 0;
    const int code = ::posix_spawnp(&child, arguments[0], nullptr, nullptr, arguments.data(), environ);
    if (code != 0) return fail({Text::err_cannot_open, {words[0], system_error(code)}}, Text::hint_cannot_open);
    return {};
}

}  // namespace daybook
