#include "cli/editor.h"

#include <spawn.h>
#include <sys/wait.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <vector>

#include "base/files.h"

extern char** environ;

namespace daybook {

namespace {

std::string editor() {
    for (const char* name : {"VISUAL", "EDITOR"})
        if (const char* set = std::getenv(name); set && *set) return set;
    return "vi";
}

// code --wait, or "/opt/my editor/bin" -n: words as a shell would part them, without one.
std::vector<std::string> words_of(const std::string& command) {
    std::vector<std::string> words;
    char quote = 0;
    bool in_word = false;
    for (char c : command) {
        if (quote ? c == quote : c == '"' || c == '\'') {
            quote = quote ? 0 : c;
            if (!in_word) words.emplace_back();
            in_word = true;
        } else if (c == ' ' && !quote) {
            in_word = false;
        } else {
            if (!in_word) words.emplace_back();
            in_word = true;
            words.back() += c;
        }
    }
    return words;
}

// It has our terminal.
Result<void> run_editor(const std::string& path) {
    const std::string command = editor();
    std::vector<std::string> words = words_of(command);
    if (words.empty()) words = {"vi"};
    words.push_back(path);
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    std::fflush(stdout);
    pid_t child = 0;
    const int code = ::posix_spawnp(&child, arguments[0], nullptr, nullptr, arguments.data(), environ);
    if (code != 0) return fail({Text::err_no_editor, {command, system_error(code)}}, Text::hint_no_editor);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return fail({Text::err_no_editor, {command, system_error(errno)}}, Text::hint_no_editor);
    const int ended = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    if (ended != 0) return fail({Text::err_editor_failed, {command, std::to_string(ended)}}, {Text::hint_grid_kept, {path}});
    return {};
}

}  // namespace

Result<std::string> kept_text(const std::string& text, const std::string& suffix) {
    std::error_code ignored;
    const std::filesystem::path folder = std::filesystem::temp_directory_path(ignored);
    for (int number = 1;; ++number) {
        const std::string path = (folder / ("daybook-" + std::to_string(number) + suffix)).string();
        int why = 0;
        const auto made = create_file(path, text, &why);
        if (made) return path;
        if (why != EEXIST) return tl::unexpected<Error>(made.error());
    }
}

Result<std::string> edited(const std::string& text, const std::string& suffix) {
    const Result<std::string> path = kept_text(text, suffix);
    if (!path) return path;
    std::error_code ignored;
    if (const auto ran = run_editor(*path); !ran) {
        if (ran.error().what.id == Text::err_no_editor) std::filesystem::remove(*path, ignored);
        return tl::unexpected<Error>(ran.error());
    }
    Result<std::string> after = read_file(*path);
    if (after) std::filesystem::remove(*path, ignored);
    return after;
}

}  // namespace daybook
