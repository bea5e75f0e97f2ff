#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <exception>
#include <new>

#include "base/files.h"
#include "cli/help.h"
#include "cli/parse.h"
#include "cli/session.h"

namespace {

using namespace daybook;

int run(Session& session, const std::vector<std::string>& words) {
    const Result<Parsed> parsed = parse_command_line(program(), words);
    const Args typed = parsed ? parsed->args : likely_globals(program(), words);
    if (const auto started = session.start(typed); !started) return session.say_error(started.error(), bad_usage);
    if (!parsed) return session.say_error(parsed.error(), bad_usage);
    if (parsed->args.has("version")) {
        fmt::print("daybook {}\n", DAYBOOK_VERSION);
        return done;
    }
    const Command& command = *parsed->path.back();
    if (parsed->args.has("help") || !command.run) {
        fmt::print("{}", help_text(parsed->path, session.lang()));
        return done;
    }
    const std::string path = path_text(parsed->path);
    session.set_command(path.substr(std::min(path.find(' ') + 1, path.size())));
    return command.run(session, parsed->args);
}

// Where an input or output was closed to us, the next file to be opened would take its number, and what we say would go into the journal.
void take_standard_files() {
    for (int file : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        if (::fcntl(file, F_GETFD) < 0)
            (void)::open("/dev/null", file == STDOUT_FILENO ? O_RDONLY : O_RDWR);  // an answer unseen is an error
}

void complain(const char* what, const Session& session) {
    const char* const became = session.wrote_entry() ? "the entry was written" : "nothing was written";
    std::fputs(fmt::format("daybook: {}; {}\n", what, became).c_str(), stderr);
}

}  // namespace

int main(int argc, char** argv) {
    take_standard_files();
    Session session;
    try {
        const int code = run(session, {argv + 1, argv + argc});
        // a full disk or a closed pipe behind us must not pass for success
        if (std::fflush(stdout) == 0 && !std::ferror(stdout)) return code;
        session.say_error(Message(Text::err_cannot_write, {Text::standard_output, system_error(errno)}));
        if (session.wrote_entry()) session.warn_line(Text::written_all_the_same);
    } catch (const std::bad_alloc&) {
        complain("out of memory", session);
    } catch (const std::exception& error) {
        complain(error.what(), session);
    }
    return refused;
}
