#include "cli/help.h"

#include <fmt/format.h>

#include "base/utf8.h"
#include "cli/manual.h"
#include "cli/parse.h"

namespace daybook {

namespace {

std::string shape_of(const Option& option, Lang lang) {
    std::string names;
    for (const std::string& name : spellings(option)) {
        if (lang != Lang::zh && name == chinese_name(option)) continue;
        if (name.starts_with("--") && names.empty()) names = "    ";
        names.append(names.find_first_not_of(' ') == std::string::npos ? "" : ", ").append(name);
    }
    return option.value.empty() ? names : names + " " + option.value;
}

// What an option or argument is, and the values that it takes where these are few.
std::string help_of(Text help, const std::vector<Choice>& choices, Lang lang) {
    std::vector<std::string_view> values;
    for (const Choice& choice : choices) values.push_back(lang == Lang::zh && !choice.chinese.empty() ? choice.chinese : choice.word);
    std::string out(text(help, lang));
    if (!values.empty()) out.append(lang == Lang::zh ? "：" : ": ").append(fmt::format("{}", fmt::join(values, ", ")));
    return out;
}

// "销售, sell" in Chinese.
std::string names_of(const Command& command, Lang lang) {
    return lang == Lang::zh && !command.chinese.empty() ? command.chinese + ", " + command.name : command.name;
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

}  // namespace

std::string help_text(const std::vector<const Command*>& path, Lang lang) {
    const Command& command = *path.back();
    const std::string name = path_text(path);
    std::string out = fmt::format("{} - {}\n\n", name, text(command.summary, lang));
    std::string usage = lang == Lang::zh && path.size() > 1 ? path.front()->name + " " + chinese_path_text(path) : name;
    for (const Positional& positional : command.positionals) usage += " " + usage_of(positional);
    out += fmt::format("{}\n  {}\n", text(Text::help_usage, lang), usage + (command.run ? " [OPTIONS]" : " COMMAND …"));
    if (command.asks) out += fmt::format("  {}\n", text(Text::help_asks, lang));
    std::vector<Row> rows;
    for (const Command& child : command.commands)
        if (!child.hidden) rows.push_back({names_of(child, lang), std::string(text(child.summary, lang))});
    out += section(Text::help_commands, lang, rows);
    rows.clear();
    for (const Positional& positional : command.positionals)
        rows.push_back({positional.name, help_of(positional.help, positional.choices, lang)});
    out += section(Text::help_arguments, lang, rows);
    rows.clear();
    for (const Option& option : command.options) rows.push_back({shape_of(option, lang), help_of(option.help, option.choices, lang)});
    out += section(Text::help_options, lang, rows);
    if (!command.examples.empty()) {
        out += fmt::format("\n{}\n", text(Text::help_examples, lang));
        for (const std::string& example : command.examples) out += "  " + example + "\n";
    }
    if (path.size() == 1) out += fmt::format("\n{}\n", text(Text::help_more, lang));
    return out;
}

}  // namespace daybook
