// The list of subcommands and the global options: what the program is.
#include "cli/command.h"

namespace daybook {

namespace {

// Every command answers --help.
void add_help(Command& command) {
    command.options.push_back({"-h,--help", "", Text::opt_help});
    for (Command& child : command.commands) add_help(child);
}

Command make_program() {
    Command root;
    root.name = "daybook";
    root.summary = Text::cmd_daybook;
    root.options = {{"-f,--file", "FILE", Text::opt_file},
                    {"--today", "DATE", Text::opt_today},
                    {"--lang", "LANGUAGE", Text::opt_lang, 1, 1, false, {"en", "zh"}},
                    {"--color", "WHEN", Text::opt_color, 1, 1, false, {"auto", "always", "never"}},
                    {"--version", "", Text::opt_version}};
    for (Command (*make)() : Listed::rows()) root.commands.push_back(make());
    add_help(root);
    return root;
}

}  // namespace

const Command& program() {
    static const Command root = make_program();
    return root;
}

}  // namespace daybook
