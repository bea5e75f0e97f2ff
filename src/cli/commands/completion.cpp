// daybook completion: what a shell needs to complete commands, options and their values with TAB, from the commands' own declarations.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>

#include "cli/command.h"
#include "cli/parse.h"
#include "cli/session.h"
#include "cli/values.h"

namespace daybook {

namespace {

using Path = std::vector<const Command*>;

void visit(const Path& path, const std::function<void(const Path&)>& with) {
    with(path);
    for (const Command& child : path.back()->commands) {
        if (child.hidden) continue;
        Path deeper = path;
        deeper.push_back(&child);
        visit(deeper, with);
    }
}

void each_command(const std::function<void(const Path&)>& with) { visit({&program()}, with); }

// '…' as all three shells read it.
std::string quoted(std::string_view word) {
    std::string out = "'";
    for (char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

// A pattern: that name behind any words.
std::string behind_any(const std::string& name) { return fmt::format("*{}", quoted(fmt::format(" {}", name))); }

// Those that are offered: the Chinese ones to a Chinese reader only.
std::vector<std::string> offered(const Option& option, Lang lang) {
    std::vector<std::string> names = spellings(option);
    if (lang != Lang::zh && !chinese_name(option).empty()) names.pop_back();
    return names;
}

std::vector<std::string> offered(const std::vector<Choice>& choices, Lang lang) {
    std::vector<std::string> words;
    for (const Choice& choice : choices) {
        words.push_back(choice.word);
        if (lang == Lang::zh && !choice.chinese.empty()) words.push_back(choice.chinese);
    }
    return words;
}

std::string joined(const std::vector<std::string>& words, std::string_view between) {
    std::string out;
    for (const std::string& word : words) out.append(out.empty() ? "" : between).append(word);
    return out;
}

// Every command but the program, as 'daybook sell return', parted by |.
std::string all_paths(std::string_view between) {
    std::vector<std::string> paths;
    each_command([&](const Path& path) {
        if (path.size() > 1) paths.push_back(quoted(path_text(path)));
    });
    return joined(paths, between);
}

// Options that take one of few values: the command and the option, as a pattern of 'daybook profit --by', and the values. What all commands
// take matches behind any of them.
std::vector<std::pair<std::string, std::vector<std::string>>> choices(Lang lang) {
    std::vector<std::pair<std::string, std::vector<std::string>>> out;
    each_command([&](const Path& path) {
        for (const Option& option : path.back()->options)
            for (const std::string& name : offered(option, lang))
                if (!option.choices.empty())
                    out.emplace_back(path.size() == 1 ? behind_any(name) : quoted(path_text(path) + " " + name),
                                     offered(option.choices, lang));
    });
    return out;
}

// Options that take any word, behind any command.
std::string free_options(std::string_view between, Lang lang) {
    std::set<std::string> patterns;
    each_command([&](const Path& path) {
        for (const Option& option : path.back()->options)
            for (const std::string& name : offered(option, lang))
                if (option.choices.empty() && !option.value.empty()) patterns.insert(behind_any(name));
    });
    return joined({patterns.begin(), patterns.end()}, between);
}

// What may stand behind a command: a subcommand, with what it is, or a value of its words where these are few.
struct Candidate {
    std::string word;
    Text help = Text::nothing;
    bool or_file = false;  // other words may stand there too
};

std::vector<Candidate> candidates(const Command& command, Lang lang) {
    std::vector<Candidate> out;
    for (const Command& child : command.commands) {
        if (child.hidden) continue;
        out.push_back({child.name, child.summary});
        if (lang == Lang::zh && !child.chinese.empty()) out.push_back({child.chinese, child.summary});
    }
    for (const Positional& positional : command.positionals)
        for (const std::string& choice : offered(positional.choices, lang)) out.push_back({choice, Text::nothing, positional.others});
    return out;
}

// Its own options and those of all commands.
std::vector<const Option*> options_at(const Path& path) {
    std::vector<const Option*> out;
    for (const Option& option : path.back()->options) out.push_back(&option);
    if (path.size() > 1)
        for (const Option& option : path.front()->options)
            if (long_name(option) != "help") out.push_back(&option);
    return out;
}

// Whether the ledger knows what stands behind it.
bool takes_values(const Option& option) {
    const std::string first = option.value.substr(0, option.value.find(' '));
    return long_name(option) != "ref" && has_values(first, true);
}

// Commands as a Chinese reader types them: "daybook 销售", and how the script knows it.
std::vector<std::pair<std::string, std::string>> chinese_paths(Lang lang) {
    std::vector<std::pair<std::string, std::string>> out;
    if (lang != Lang::zh) return out;
    each_command([&](const Path& path) {
        if (path.size() > 1 && !path.back()->chinese.empty())
            out.emplace_back(quoted(path_text({path.begin(), path.end() - 1}) + " " + path.back()->chinese), quoted(path_text(path)));
    });
    return out;
}

std::string bash_script(Lang lang) {
    std::string out =
        "# TAB completion of daybook in bash: source <(daybook completion bash)\n"
        "_daybook_values() {\n    local value\n"
        "    while IFS= read -r value; do COMPREPLY+=(\"$value\"); done < \\\n"
        "        <(daybook complete --shell bash -- \"${COMP_LINE:0:COMP_POINT}\" 2> /dev/null)\n"
        "    [[ ${COMPREPLY[0]} != *: ]] || compopt -o nospace 2> /dev/null\n}\n_daybook() {\n"
        "    local word=${COMP_WORDS[COMP_CWORD]} command=daybook words='' i\n    COMPREPLY=()\n"
        "    for ((i = 1; i < COMP_CWORD; i++)); do\n        case \"$command ${COMP_WORDS[i]}\" in\n";
    for (const auto& [typed, meant] : chinese_paths(lang)) out += fmt::format("            {}) command={} ;;\n", typed, meant);
    out += fmt::format("            {}) command+=\" ${{COMP_WORDS[i]}}\" ;;\n        esac\n    done\n", all_paths(" | "));
    out += "    case \"$command ${COMP_WORDS[COMP_CWORD - 1]}\" in\n";
    for (const auto& [pattern, words] : choices(lang)) out += fmt::format("        {}) words='{}' ;;\n", pattern, joined(words, " "));
    out += fmt::format("        {}) _daybook_values; return ;;\n        *)\n            case \"$command:$word\" in\n",
                       free_options(" | ", lang));
    each_command([&](const Path& path) {
        std::vector<std::string> names;
        for (const Option* option : options_at(path))
            for (const std::string& name : offered(*option, lang)) names.push_back(name);
        out += fmt::format("                '{}:-'*) words='{}' ;;\n", path_text(path), joined(names, " "));
    });
    each_command([&](const Path& path) {
        std::vector<std::string> names;
        for (const Candidate& one : candidates(*path.back(), lang)) names.push_back(one.word);
        if (!names.empty()) out += fmt::format("                '{}:'*) words='{}' ;;\n", path_text(path), joined(names, " "));
    });
    return out +
           "            esac\n            ;;\n    esac\n    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n"
           "    _daybook_values\n}\n"
           "complete -o default -F _daybook daybook\n";
}

// 'name:what it is', as _describe has it.
std::string described(const std::string& name, std::string_view help) {
    std::string out = name + ":";
    for (char c : help) out += c == ':' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    return quoted(out);
}

std::string zsh_script(Lang lang) {
    std::string out =
        "#compdef daybook\n# TAB completion of daybook in zsh: source <(daybook completion zsh)\n"
        "_daybook_values() {\n    local -a lines values shown suffix\n"
        "    lines=(\"${(@f)$(daybook complete --shell zsh -- \"${(@Q)words[2,CURRENT-1]}\" \"${(Q)PREFIX}\" 2> /dev/null)}\")\n"
        "    [[ -n $lines[1] ]] || return 1\n    values=(\"${(@)lines%%$'\\t'*}\")\n    shown=(\"${(@)lines/$'\\t'/  -- }\")\n"
        "    [[ $values[1] != *: ]] || suffix=(-S '')\n    [[ $PREFIX != --*=* ]] || compset -P '*='\n"
        "    compadd -U -l -V values \"${(@)suffix}\" -d shown -a values\n}\n_daybook() {\n"
        "    local command=daybook i\n    local -a options commands\n"
        "    for ((i = 2; i < CURRENT; i++)); do\n        case \"$command $words[i]\" in\n";
    for (const auto& [typed, meant] : chinese_paths(lang)) out += fmt::format("            ({}) command={} ;;\n", typed, meant);
    out += fmt::format("            ({}) command+=\" $words[i]\" ;;\n        esac\n    done\n", all_paths("|"));
    out += "    case \"$command $words[CURRENT-1]\" in\n";
    for (const auto& [pattern, words] : choices(lang))
        out += fmt::format("        ({}) compadd -- {}; return ;;\n", pattern, joined(words, " "));
    out += fmt::format("        ({}) _daybook_values || _files; return ;;\n    esac\n    case $command in\n", free_options("|", lang));
    each_command([&](const Path& path) {
        std::vector<std::string> names, options;
        for (const Candidate& one : candidates(*path.back(), lang))
            names.push_back(one.help == Text::nothing ? quoted(one.word) : described(one.word, text(one.help, lang)));
        for (const Option* option : options_at(path))
            for (const std::string& name : offered(*option, lang)) options.push_back(described(name, text(option->help, lang)));
        out += fmt::format("        ({})\n            commands=({})\n            options=({})\n            ;;\n", quoted(path_text(path)),
                           joined(names, "\n                      "), joined(options, "\n                     "));
    });
    return out +
           "    esac\n    if [[ $words[CURRENT] == -* ]]; then\n        _describe -o option options\n"
           "    elif (( $#commands )); then\n        _describe command commands\n        _daybook_values || (( compstate[nmatches] )) || "
           "_files\n"
           "    else\n        _daybook_values || _files\n    fi\n}\n"
           "if [[ $funcstack[1] == _daybook ]]; then _daybook \"$@\"; else compdef _daybook daybook; fi\n";
}

std::string fish_script(Lang lang) {
    std::string out =
        "# TAB completion of daybook in fish: daybook completion fish | source\n"
        "function __daybook_at\n    set -l command daybook\n    for word in (commandline -opc)[2..]\n"
        "        switch \"$command $word\"\n";
    for (const auto& [typed, meant] : chinese_paths(lang))
        out += fmt::format("            case {}\n                set command {}\n", typed, meant);
    out += fmt::format("            case {}\n                set command \"$command $word\"\n        end\n    end\n", all_paths(" "));
    out += "    test \"$command\" = \"$argv\"\nend\n";
    out +=
        "function __daybook_values\n    set -l token (commandline -ct)\n"
        "    set -l plain (string unescape -- $token 2> /dev/null; or string trim -l -c '\"\\'' -- $token)\n"
        "    daybook complete --shell fish -- (commandline -opc)[2..] \"$plain\" 2> /dev/null\nend\n";
    each_command([&](const Path& path) {
        const std::string at = path.size() > 1 ? fmt::format(" -n '__daybook_at {}'", path_text(path)) : "";
        const std::string here = fmt::format("complete -c daybook -n '__daybook_at {}'", path_text(path));
        for (const Candidate& one : candidates(*path.back(), lang))
            out += fmt::format("{}{} -a {}{}\n", here, one.or_file ? "" : " -f", one.word,
                               one.help == Text::nothing ? "" : " -d " + quoted(text(one.help, lang)));
        const auto& words = path.back()->positionals;
        if (std::any_of(words.begin(), words.end(), [](const Positional& one) { return has_values(one.name, false); }))
            out += here + " -f -k -a '(__daybook_values)'\n";
        for (const Option& option : path.back()->options) {
            if (path.size() > 1 && long_name(option) == "help") continue;
            out += "complete -c daybook" + at;
            for (const std::string& name : offered(option, lang))
                out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
            if (!option.choices.empty())
                out += fmt::format(" -x -a '{}'", joined(offered(option.choices, lang), " "));
            else if (takes_values(option))
                out += " -x -a '(__daybook_values)'";
            else if (!option.value.empty())
                out += " -r";
            out += fmt::format(" -d {}\n", quoted(text(option.help, lang)));
        }
    });
    return out;
}

int completion(Session& session, const Args& args) {
    const std::string& shell = args.words[0];
    const std::string script = shell == "bash"  ? bash_script(session.lang())
                               : shell == "zsh" ? zsh_script(session.lang())
                                                : fish_script(session.lang());
    std::fwrite(script.data(), 1, script.size(), stdout);
    return done;
}

Command completion_command() {
    return {"completion,补全",
            Text::cmd_completion,
            {{"SHELL", Text::arg_shell, 1, 1, {"bash", "zsh", "fish"}}},
            {},
            completion,
            {"source <(daybook completion bash)", "source <(daybook completion zsh)", "daybook completion fish | source"},
            {}};
}

const Listed listed(200, completion_command);

}  // namespace

}  // namespace daybook
