// daybook help: what --help prints, and the manual pages' generated parts.
#include "cli/help.h"

#include <fmt/format.h>

#include "base/utf8.h"
#include "cli/command.h"
#include "cli/manual.h"
#include "cli/parse.h"
#include "cli/session.h"

namespace daybook {

namespace {

int help(Session& session, const Args& args) {
    if (args.has("man")) {
        const std::string part = args.words.empty() ? "" : args.words[0];
        fmt::print("{}", part == "journal" ? journal_manual_text() : part == "letters" ? letters_manual_text() : manual_text(program()));
        return done;
    }
    std::vector<const Command*> path = {&program()};
    for (const std::string& word : args.words) {
        const Command* found = nullptr;
        std::vector<std::string_view> names;
        for (const Command& child : path.back()->commands) {
            if (is_called(child, word)) found = &child;
            names.insert(names.end(), {child.name, child.chinese});
        }
        if (!found) {
            const std::string_view near = did_you_mean(word, names);
            const Message hint =
                near.empty() ? Message(Text::hint_help, {path_text(path) + " --help"}) : Message(Text::hint_did_you_mean, {near});
            return session.say_error(Error({Text::err_unknown_command, {word}}, hint), bad_usage);
        }
        path.push_back(found);
    }
    fmt::print("{}", help_text(path, session.lang()));
    return done;
}

Command help_command() {
    return {"help,帮助", Text::cmd_help, {{"COMMAND", Text::arg_command, 0, -1}}, {{"--man,--手册", "", Text::opt_man}}, help, {}, {}};
}

const Listed listed(190, help_command);

}  // namespace

}  // namespace daybook
