#include "cli/manual.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/compose.h"
#include "cli/parse.h"
#include "cli/session.h"
#include "model/kinds.h"
#include "paper/letter_template.h"

namespace daybook {

namespace {

// Plain text as roff has it: its own signs escaped, what stands in backquotes in bold.
std::string roff(std::string_view plain) {
    std::string out;
    bool bold = false;
    for (size_t i = 0; i < plain.size(); ++i) {
        const char c = plain[i];
        if (plain.substr(i).starts_with("…")) {
            out += "...";
            i += 2;
        } else if (c == '`') {
            bold = !bold;
            out += bold ? "\\fB" : "\\fR";
        } else if (c == '\\') {
            out += "\\e";
        } else if (c == '-') {
            out += "\\-";
        } else if (c == '~') {
            out += "\\(ti";
        } else if (c == '^') {
            out += "\\(ha";
        } else {
            out += c;
        }
    }
    return out.starts_with('.') || out.starts_with('\'') ? "\\&" + out : out;
}

std::string roff(Text id) { return roff(text(id, Lang::en)); }

std::string tagged(const std::string& tag, const std::string& body) { return fmt::format(".TP\n.B {}\n{}\n", roff(tag), body); }

std::string with_choices(Text help, const std::vector<Choice>& choices) {
    std::vector<std::string> values;
    for (const Choice& choice : choices) values.push_back(roff(choice.word));
    return values.empty() ? roff(help) : fmt::format("{}: {}", roff(help), fmt::join(values, ", "));
}

std::string tagged(const Option& option) {
    std::string names;
    for (const std::string& name : spellings(option)) names.append(names.empty() ? "" : ", ").append(name);
    return tagged(option.value.empty() ? names : names + " " + option.value, with_choices(option.help, option.choices));
}

std::string tagged(const Positional& positional) { return tagged(positional.name, with_choices(positional.help, positional.choices)); }

bool holds(const std::vector<Option>& options, std::string_view names) {
    return std::any_of(options.begin(), options.end(), [&](const Option& option) { return option.names == names; });
}

void commands_of(const std::vector<const Command*>& path, std::string& out) {
    const Command& command = *path.back();
    const bool reads = holds(command.options, reading_options().back().names), writes = holds(command.options, "--note");
    if (path.size() > 1) {
        std::string head = path_text(path).substr(path_text(path).find(' ') + 1);
        for (const Positional& positional : command.positionals) head += " " + usage_of(positional);
        std::string summary = roff(command.summary);
        summary[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(summary[0])));
        out += fmt::format(".SS {}\n{}.\n", roff(head), summary);
        if (command.asks) out += roff(Text::help_asks) + "\n";
        if (const std::string chinese = chinese_path_text(path); !chinese.empty()) out += fmt::format("In Chinese: \\fB{}\\fR.\n", chinese);
        if (reads) out += "Takes the options of commands that read.\n";
        if (writes) out += "Takes the options of commands that write.\n";
        for (const Positional& positional : command.positionals) out += tagged(positional);
        for (const Option& option : command.options) {
            if (option.names == "-h,--help" || (reads && holds(reading_options(), option.names)) ||
                (writes && holds(common_writing_options(), option.names)))
                continue;
            out += tagged(option);
        }
        if (!command.examples.empty()) {
            out += ".PP\n.EX\n";
            for (const std::string& example : command.examples) out += roff(example) + "\n";
            out += ".EE\n";
        }
    }
    for (const Command& child : command.commands) {
        if (child.hidden) continue;
        std::vector<const Command*> deeper = path;
        deeper.push_back(&child);
        commands_of(deeper, out);
    }
}

std::string options(const std::vector<Option>& list) {
    std::string out;
    for (const Option& option : list) out += tagged(option);
    return out;
}

std::string kind_text(const KindSpec& kind) {
    std::string head = std::string(kind.name) + (kind.declares ? " NAME [DISPLAY-NAME]" : " REF");
    for (const ClauseSpec& clause : all_clauses())
        if (kind.use(clause.clause) != ClauseUse::none) head += fmt::format(" [{} {}]", clause.name, value_name(kind, clause.clause));
    std::string body = roff(kind.help) + ".\n";
    std::string signs;
    for (const auto& [bit, sign] : {std::pair(plus, "+"), std::pair(minus, "-"), std::pair(equals, "=")})
        if (kind.signs & bit) signs += fmt::format("{}\\fB{}\\fR", signs.empty() ? "" : " or ", roff(sign));
    if (!signs.empty()) body += fmt::format(".br\nGoods: {}{}.\n", signs, kind.goods_required ? "" : ", or none");
    std::string keys;
    for (const KeySpec& key : all_keys())
        if (kind.allows(key.key)) keys += (keys.empty() ? "" : ", ") + std::string(key.name);
    if (!keys.empty()) body += fmt::format(".br\nKeys: {}.\n", roff(keys));
    if (!kind.letter.empty()) body += fmt::format(".br\nRefs that commands make begin with {}.\n", kind.letter);
    body.pop_back();
    return tagged(head, body);
}

}  // namespace

std::string usage_of(const Positional& positional) {
    std::string word = positional.name;
    if (positional.most < 0) word += "…";
    return positional.least == 0 ? "[" + word + "]" : word;
}

std::string manual_text(const Command& root) {
    std::string out = ".SH COMMANDS\n";
    commands_of({&root}, out);
    return out + ".SH OPTIONS\nOptions may stand anywhere after the command's name; all commands take these.\n" + options(root.options) +
           ".SS Options of commands that read\n" + options(reading_options()) + ".SS Options of commands that write\n" +
           options(common_writing_options());
}

std::string journal_manual_text() {
    std::string out = ".SH KINDS\n";
    for (const KindSpec& kind : all_kinds()) out += kind_text(kind);
    out += ".SH CLAUSES\n";
    for (const ClauseSpec& clause : all_clauses()) out += tagged(std::string(clause.name), roff(clause.help));
    out += ".SH KEYS\n";
    for (const KeySpec& key : all_keys())
        out += tagged(fmt::format("{} {}", key.name, values_text(key, true)),
                      roff(key.help) + (key.repeats ? "; may stand more than once" : ""));
    return out;
}

std::string letters_manual_text() {
    std::string out = ".SS Variables of a letter\n";
    for (const LetterVariable& variable : letter_variables()) out += tagged(std::string(variable.name), roff(variable.help));
    out += ".SS Variables of each document\n";
    for (const LetterVariable& variable : document_variables()) out += tagged(std::string(variable.name), roff(variable.help));
    return out;
}

}  // namespace daybook
