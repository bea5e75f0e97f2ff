#include <fmt/format.h>

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
    const Args none;
    if (const auto started = session.start(parsed ? parsed->args : none); !started) return session.say_error(started.error(), bad_usage);
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
    return command.run(session, parsed->args);
}

}  // namespace

int main(int argc, char** argv) {
    try {
        Session session;
        const int code = run(session, {argv + 1, argv + argc});
        // a full disk or a closed pipe behind us must not pass for success
        if (std::fflush(stdout) != 0 || std::ferror(stdout))
            return session.say_error(Message(Text::err_cannot_write, {Text::standard_output, system_error(errno)}));
        return code;
    } catch (const std::bad_alloc&) {
        fmt::print(stderr, "daybook: out of memory; nothing was written\n");
    } catch (const std::exception& error) {
        fmt::print(stderr, "daybook: {}; nothing was written\n", error.what());
    }
    return daybook::refused;
}
