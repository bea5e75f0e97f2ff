// The list of subcommands and the global options: what the program is.
#include <algorithm>

#include "base/half_width.h"
#include "cli/command.h"

namespace daybook {

namespace {

// What is the same for every command: its names are parted, and it answers --help.
void complete(Command& command) {
    const size_t comma = std::min(command.name.find(','), command.name.size());
    command.chinese = command.name.substr(std::min(comma + 1, command.name.size()));
    command.name.resize(comma);
    command.options.push_back({"-h,--help,--帮助", "", Text::opt_help});
    for (Command& child : command.commands) complete(child);
}

Command make_program() {
    Command root;
    root.name = "daybook";
    root.summary = Text::cmd_daybook;
    root.options = {{"-f,--file,--账本", "FILE", Text::opt_file},
                    {"--today,--今天", "DATE", Text::opt_today},
                    {"--lang,--语言", "LANGUAGE", Text::opt_lang, 1, 1, false, {"en", {"zh", "中文"}}},
                    {"--color,--颜色", "WHEN", Text::opt_color, 1, 1, false, {"auto", "always", "never"}},
                    {"--version,--版本", "", Text::opt_version}};
    for (Command (*make)() : Listed::rows()) root.commands.push_back(make());
    complete(root);
    return root;
}

}  // namespace

bool is_called(const Command& command, const std::string& word) {
    return word == command.name || (!word.empty() && (word == command.chinese || half_width(word) == command.name));
}

const Command& program() {
    static const Command& root = *new Command(make_program());  // never taken apart: the end of the process is faster
    return root;
}

}  // namespace daybook
