#include "cli/help.h"

#include <fmt/format.h>

#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/parse.h"
#include "cli/session.h"

namespace daybook {

namespace {

std::string usage_of(const Positional& positional) {
    std::string word = positional.name;
    if (positional.most < 0) word += "…";
    return positional.least == 0 ? "[" + word + "]" : word;
}

std::string shape_of(const Option& option) {
    std::string names = option.names;
    if (const size_t comma = names.find(','); comma != std::string::npos)
        names.insert(comma + 1, " ");
    else
        names.insert(0, "    ");
    return option.value.empty() ? names : names + " " + option.value;
}

struct Row {
    std::string left;
    std::string right;
};

std::string columns(const std::vector<Row>& rows) {
    constexpr uint32_t widest = 34;
    uint32_t left = 0;
    for (const Row& row : rows)
        if (width(row.left) <= widest) left = std::max(left, width(row.left));
    std::string out;
    for (const Row& row : rows) {
        out += "  " + row.left;
        if (width(row.left) > left)
            out += "\n" + std::string(left + 4, ' ');
        else
            out += std::string(left + 2 - width(row.left), ' ');
        out += row.right + "\n";
    }
    return out;
}

std::string section(Text title, Lang lang, const std::vector<Row>& rows) {
    return rows.empty() ? std::string() : fmt::format("\n{}\n{}", text(title, lang), columns(rows));
}

// roff: a backslash, and a dot or quote at the start of a line, mean something of their own.
std::string roff(std::string_view plain) {
    std::string out;
    for (char c : plain) {
        if (c == '\\')
            out += "\\e";
        else if (c == '-')
            out += "\\-";
        else
            out += c;
    }
    return out.starts_with('.') || out.starts_with('\'') ? "\\&" + out : out;
}

void manual_of(const std::vector<const Command*>& path, std::string& out) {
    const Command& command = *path.back();
    if (path.size() > 1) {
        std::string head = path_text(path).substr(path_text(path).find(' ') + 1);
        for (const Positional& positional : command.positionals) head += " " + usage_of(positional);
        out += fmt::format(".SS {}\n{}.\n", roff(head), roff(text(command.summary, Lang::en)));
        for (const Positional& positional : command.positionals)
            out += fmt::format(".TP\n.I {}\n{}\n", roff(positional.name), roff(text(positional.help, Lang::en)));
    }
    for (const Option& option : command.options) {
        if (path.size() > 1 && long_name(option) == "help") continue;
        out += fmt::format(".TP\n.B {}\n{}\n", roff(shape_of(option).substr(shape_of(option).find_first_not_of(' '))),
                           roff(text(option.help, Lang::en)));
    }
    for (const std::string& example : command.examples) out += fmt::format(".PP\n.nf\n    {}\n.fi\n", roff(example));
    for (const Command& child : command.commands) {
        std::vector<const Command*> deeper = path;
        deeper.push_back(&child);
        manual_of(deeper, out);
    }
}

int help(Session& session, const Args& args) {
    if (args.has("man")) {
        fmt::print("{}", manual_text(program()));
        return done;
    }
    std::vector<const Command*> path = {&program()};
    for (const std::string& word : args.words) {
        const Command* found = nullptr;
        std::vector<std::string_view> names;
        for (const Command& child : path.back()->commands) {
            if (child.name == word) found = &child;
            names.push_back(child.name);
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

}  // namespace

std::string help_text(const std::vector<const Command*>& path, Lang lang) {
    const Command& command = *path.back();
    const std::string name = path_text(path);
    std::string out = fmt::format("{} - {}\n\n", name, text(command.summary, lang));
    std::string usage = name;
    for (const Positional& positional : command.positionals) usage += " " + usage_of(positional);
    if (command.run || path.size() == 1)
        out += fmt::format("{}\n  {}\n", text(Text::help_usage, lang), usage + (path.size() == 1 ? " COMMAND …" : " [OPTIONS]"));
    std::vector<Row> rows;
    for (const Command& child : command.commands) rows.push_back({child.name, std::string(text(child.summary, lang))});
    out += section(Text::help_commands, lang, rows);
    rows.clear();
    for (const Positional& positional : command.positionals) rows.push_back({positional.name, std::string(text(positional.help, lang))});
    out += section(Text::help_arguments, lang, rows);
    rows.clear();
    for (const Option& option : command.options) rows.push_back({shape_of(option), std::string(text(option.help, lang))});
    out += section(Text::help_options, lang, rows);
    if (!command.examples.empty()) {
        out += fmt::format("\n{}\n", text(Text::help_examples, lang));
        for (const std::string& example : command.examples) out += "  " + example + "\n";
    }
    if (path.size() == 1) out += fmt::format("\n{}\n", text(Text::help_more, lang));
    return out;
}

std::string manual_text(const Command& root) {
    std::string out;
    manual_of({&root}, out);
    return out;
}

Command help_command() {
    return {"help", Text::cmd_help, {{"COMMAND", Text::arg_command, 0, -1}}, {{"--man", "", Text::opt_man}}, help, {}, {}};
}

}  // namespace daybook
