#include "base/launch.h"

#include <signal.h>
#include <spawn.h>
#include <sys/types.h>
#include <sys/wait.h>

#include <cerrno>
#include <cstdio>

#include "base/files.h"

extern char** environ;

namespace daybook {

namespace {

std::vector<char*> arguments_of(std::vector<std::string>& words) {
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    return arguments;
}

// Ctrl-C and Ctrl-\\ end the program in front, and not us who wait for it.
class InterruptsIgnored {
  public:
    InterruptsIgnored() {
        struct sigaction ignore {};
        ignore.sa_handler = SIG_IGN;
        ::sigaction(SIGINT, &ignore, &interrupt_);
        ::sigaction(SIGQUIT, &ignore, &quit_);
    }
    InterruptsIgnored(const InterruptsIgnored&) = delete;
    InterruptsIgnored& operator=(const InterruptsIgnored&) = delete;
    ~InterruptsIgnored() {
        ::sigaction(SIGINT, &interrupt_, nullptr);
        ::sigaction(SIGQUIT, &quit_, nullptr);
    }

  private:
    struct sigaction interrupt_ {
    }, quit_{};
};

}  // namespace

Result<void> launch_program(std::vector<std::string> words) {
    std::fflush(stdout);  // what we said stands before what it says
    pid_t child = 0;
    const int code = ::posix_spawnp(&child, words[0].c_str(), nullptr, nullptr, arguments_of(words).data(), environ);
    if (code != 0) return fail({Text::err_cannot_open, {words[0], system_error(code)}}, Text::hint_cannot_open);
    return {};
}

Result<int> run_on_terminal(std::vector<std::string> words) {
    std::fflush(stdout);
    const InterruptsIgnored ignored;
    posix_spawnattr_t attributes{};
    ::posix_spawnattr_init(&attributes);
    sigset_t as_usual{};
    ::sigemptyset(&as_usual);
    ::sigaddset(&as_usual, SIGINT);
    ::sigaddset(&as_usual, SIGQUIT);
    ::posix_spawnattr_setsigdefault(&attributes, &as_usual);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    pid_t child = 0;
    const int code = ::posix_spawnp(&child, words[0].c_str(), nullptr, &attributes, arguments_of(words).data(), environ);
    ::posix_spawnattr_destroy(&attributes);
    if (code != 0) return fail({Text::err_cannot_run, {words[0], system_error(code)}});
    int status = 0;
    while (::waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return fail({Text::err_cannot_run, {words[0], system_error(errno)}});
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace daybook
