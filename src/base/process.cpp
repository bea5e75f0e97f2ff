#include "base/process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>

#include "base/files.h"

extern char** environ;

namespace daybook {

namespace {

struct Pipe {
    Descriptor read{-1}, write{-1};
    bool open() {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) return false;
        read = Descriptor(ends[0]);
        write = Descriptor(ends[1]);
        return true;
    }
};

// What posix_spawn is told to do in the child before the program starts.
class Actions {
  public:
    Actions() { ::posix_spawn_file_actions_init(&actions_); }
    Actions(const Actions&) = delete;
    Actions& operator=(const Actions&) = delete;
    ~Actions() { ::posix_spawn_file_actions_destroy(&actions_); }
    void put(const Descriptor& from, int at) { ::posix_spawn_file_actions_adddup2(&actions_, from.get(), at); }
    void go_to(const std::string& folder) { ::posix_spawn_file_actions_addchdir_np(&actions_, folder.c_str()); }
    const posix_spawn_file_actions_t* get() const { return &actions_; }

  private:
    posix_spawn_file_actions_t actions_{};
};

std::vector<std::string> environment_of(const Run& run) {
    std::vector<std::string> out;
    for (char** at = environ; *at; ++at) {
        const std::string_view variable(*at);
        const std::string_view name = variable.substr(0, variable.find('='));
        const auto is_name = [&](const auto& other) { return other == name; };
        const bool replaced = std::any_of(run.with.begin(), run.with.end(), [&](const auto& pair) { return pair.first == name; });
        if (!replaced && std::none_of(run.without.begin(), run.without.end(), is_name)) out.emplace_back(variable);
    }
    for (const auto& [name, value] : run.with) out.push_back(name + "=" + value);
    return out;
}

std::vector<char*> pointers_to(std::vector<std::string>& words) {
    std::vector<char*> out;
    for (std::string& word : words) out.push_back(word.data());
    out.push_back(nullptr);
    return out;
}

// Feeds and listens at once: a program that is full of what it wants to say would not read on, nor we.
void converse(Descriptor in, std::string_view input, const Descriptor& out, const Descriptor& err, Ran& ran) {
    ::fcntl(in.get(), F_SETFL, O_NONBLOCK);
    if (input.empty()) in = Descriptor(-1);
    std::array<pollfd, 3> ends = {{{in.get(), POLLOUT, 0}, {out.get(), POLLIN, 0}, {err.get(), POLLIN, 0}}};
    std::array<char, 65536> buffer{};
    while (ends[1].fd >= 0 || ends[2].fd >= 0) {
        if (::poll(ends.data(), ends.size(), -1) < 0 && errno != EINTR) return;
        if (ends[0].fd >= 0 && ends[0].revents) {
            const ssize_t n = ::write(ends[0].fd, input.data(), input.size());
            if (n > 0) input.remove_prefix(static_cast<size_t>(n));
            if (input.empty() || (n < 0 && errno != EAGAIN && errno != EINTR)) {
                in = Descriptor(-1);
                ends[0].fd = -1;
            }
        }
        for (size_t i : {size_t{1}, size_t{2}}) {
            if (ends[i].fd < 0 || !ends[i].revents) continue;
            const ssize_t n = ::read(ends[i].fd, buffer.data(), buffer.size());
            if (n > 0) (i == 1 ? ran.out : ran.err).append(buffer.data(), static_cast<size_t>(n));
            if (n == 0 || (n < 0 && errno != EINTR)) ends[i].fd = -1;
        }
    }
}

}  // namespace

Result<Ran> run_program(const Run& run) {
    const auto cannot = [&](int code) { return fail({Text::err_cannot_run, {run.words[0], system_error(code)}}); };
    Pipe in, out, err;
    if (!in.open() || !out.open() || !err.open()) return cannot(errno);
    Actions actions;
    if (!run.folder.empty()) actions.go_to(run.folder);
    actions.put(in.read, STDIN_FILENO);
    actions.put(out.write, STDOUT_FILENO);
    actions.put(err.write, STDERR_FILENO);
    std::vector<std::string> words = run.words, environment = environment_of(run);
    pid_t child = 0;
    const int code =
        ::posix_spawnp(&child, words[0].c_str(), actions.get(), nullptr, pointers_to(words).data(), pointers_to(environment).data());
    if (code != 0) return cannot(code);
    in.read = Descriptor(-1);
    out.write = Descriptor(-1);
    err.write = Descriptor(-1);
    struct sigaction ignore {
    }, before{};
    ignore.sa_handler = SIG_IGN;  // it may end before it has read everything
    ::sigaction(SIGPIPE, &ignore, &before);
    Ran ran;
    converse(std::move(in.write), run.input, out.read, err.read, ran);
    ::sigaction(SIGPIPE, &before, nullptr);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return cannot(errno);
    ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return ran;
}

std::string program_on_path(std::string_view name) {
    const char* path = std::getenv("PATH");
    for (std::string_view rest = path ? path : ""; !rest.empty();) {
        const size_t end = std::min(rest.find(':'), rest.size());
        const std::string file = std::string(rest.substr(0, end)) + "/" + std::string(name);
        if (::access(file.c_str(), X_OK) == 0) return file;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return {};
}

}  // namespace daybook
