#include "cli/parse.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <deque>

#include "base/utf8.h"
#include "cli/line_editor.h"

namespace daybook {

namespace {

// A node of CLI11's tree beside the command that it stands for.
struct Node {
    const Command* command = nullptr;
    CLI::App* app = nullptr;
    std::vector<std::string> words;
    std::vector<std::pair<const Option*, CLI::Option*>> options;
    std::deque<std::vector<std::string>> values;
    std::deque<Node> children;
};

// Only the branches that the words can mean: the tree of all commands takes longer to build than a small journal to replay.
void build(Node& node, const Command& command, CLI::App& app, const std::vector<std::string>& words) {
    node.command = &command;
    node.app = &app;
    app.set_help_flag();
    app.allow_extras();
    app.fallthrough();
    app.require_subcommand(0, 1);  // behind a command its name is a word like any other: `expense 30 transfer`
    for (const Option& option : command.options) {
        node.values.emplace_back();
        if (option.value.empty()) {
            node.options.emplace_back(&option, app.add_flag(option.names));
            continue;
        }
        CLI::Option* made = app.add_option(option.names, node.values.back());
        made->expected(option.least, option.repeats || option.most < 0 ? CLI::detail::expected_max_vector_size : option.most);
        if (option.repeats && option.most == 1) made->expected(1)->take_all();
        if (option.most > 0 && (!option.repeats || option.most == 1)) made->allow_extra_args(false);
        node.options.emplace_back(&option, made);
    }
    if (!command.positionals.empty()) app.add_option("words", node.words)->expected(0, CLI::detail::expected_max_vector_size);
    for (const Command& child : command.commands) {
        if (std::find(words.begin(), words.end(), child.name) == words.end()) continue;
        node.children.emplace_back();
        build(node.children.back(), child, *app.add_subcommand(child.name), words);
    }
}

// `-3d` and `-300` would be taken for options: they go through CLI11 as `3d-ago` and `300-ago`.
bool is_below_zero(const std::string& word) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    return word.size() > 1 && word[0] == '-' && is_digit(word[1]) &&
           std::all_of(word.begin() + 1, word.end() - 1, [&](char c) { return is_digit(c) || c == '.'; }) &&
           (is_digit(word.back()) || (word.size() > 2 && word.back() == 'd'));
}

std::string as_typed(const std::string& word) {
    constexpr std::string_view ago = "-ago";
    return word.ends_with(ago) && is_below_zero("-" + word.substr(0, word.size() - ago.size()))
               ? "-" + word.substr(0, word.size() - ago.size())
               : word;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// TEA:2, or a list of a style's items, TSHIRT-红:S2,M3.
bool looks_like_goods(const std::string& word) {
    const size_t colon = word.rfind(':');
    if (colon == std::string::npos || colon == 0 || colon + 1 == word.size()) return false;
    return is_digit(word[colon + 1]) || (is_digit(word.back()) && word.find_first_of(",=", colon) != std::string::npos);
}

Message help_hint(const std::vector<const Command*>& path) { return {Text::hint_help, {path_text(path) + " --help"}}; }

// An option that takes more words than it must does not swallow the goods behind it.
void give_back_goods(const Option& option, std::vector<std::string>& values, std::vector<std::string>& words) {
    if (option.most < 0 || (option.most <= option.least && !option.repeats)) return;  // all that follow, or just as many as it must take
    std::vector<std::string> kept;
    for (size_t i = 0; i < values.size(); ++i)
        (i >= static_cast<size_t>(option.least) && looks_like_goods(values[i]) ? words : kept).push_back(values[i]);
    values = std::move(kept);
}

void collect(Node& node, Args& args, std::vector<std::string>& words) {
    for (size_t i = 0; i < node.options.size(); ++i) {
        const auto& [option, made] = node.options[i];
        if (made->count() == 0) continue;
        std::vector<std::string> values = option->value.empty() ? std::vector<std::string>{"yes"} : node.values[i];
        if (!option->value.empty()) give_back_goods(*option, values, words);
        std::transform(values.begin(), values.end(), values.begin(), as_typed);
        args.set(long_name(*option), std::move(values));
    }
    std::transform(node.words.begin(), node.words.end(), std::back_inserter(words), as_typed);
}

// `--to ""`, such as a script writes of a variable that is not set, is not the same as no --to.
Result<void> check_values(const Node& node, const Parsed& parsed) {
    for (const auto& [option, made] : node.options)
        for (const std::string& value : parsed.args.all(long_name(*option)))
            if (value.empty()) return fail({Text::err_option_value, {"--" + long_name(*option), option->value}}, help_hint(parsed.path));
    for (const Node& child : node.children)
        if (const auto ok = check_values(child, parsed); !ok) return ok;
    return {};
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text.append(text.empty() ? "" : ", ").append(word);
    return text;
}

std::vector<std::string> option_names(const std::vector<const Command*>& path) {
    std::vector<std::string> names;
    for (const Command* command : path)
        for (const Option& option : command->options) names.push_back("--" + long_name(option));
    return names;
}

Message suggestion(std::string_view word, const std::vector<std::string>& known, Message otherwise) {
    const std::vector<std::string_view> views(known.begin(), known.end());
    const std::string_view near = did_you_mean(word, views);
    return near.empty() ? otherwise : Message(Text::hint_did_you_mean, {near});
}

// What the option of that name takes: "AMOUNT [ACCOUNT]".
std::string shape_of(const std::vector<const Command*>& path, const std::string& name) {
    for (const Command* command : path)
        for (const Option& option : command->options)
            if ("--" + long_name(option) == name) return option.value;
    return {};
}

// The command that the words seem to mean, where they cannot be taken apart.
std::vector<const Command*> likely_path(const Command& root, const std::vector<std::string>& words) {
    std::vector<const Command*> path = {&root};
    for (const std::string& word : words)
        for (const Command& child : path.back()->commands)
            if (child.name == word) {
                path.push_back(&child);
                break;
            }
    return path;
}

Result<void> check_words(const Parsed& parsed) {
    const Command& command = *parsed.path.back();
    const std::vector<std::string>& words = parsed.args.words;
    if (command.asks && words.empty() && on_terminal()) return {};
    int least = 0, most = 0;
    for (const Positional& positional : command.positionals) {
        if (static_cast<int>(words.size()) < least + positional.least)
            return fail({Text::err_word_missing, {path_text(parsed.path), positional.name, positional.help}}, help_hint(parsed.path));
        least += positional.least;
        most = positional.most < 0 || most < 0 ? -1 : most + positional.most;
    }
    std::vector<std::string> names;
    for (const Command& child : command.commands) names.push_back(child.name);
    // goods hold a colon: a word without one is more likely a command misspelt
    if (!words.empty() && !names.empty() && !command.positionals.empty() && command.positionals[0].name == "GOODS" &&
        words[0].find(':') == std::string::npos)
        if (const Message near = suggestion(words[0], names, {}))
            return fail({Text::err_unknown_command, {path_text(parsed.path) + " " + words[0]}}, near);
    if (most >= 0 && static_cast<int>(words.size()) > most) {
        const std::string& extra = words[static_cast<size_t>(most)];
        return fail({Text::err_word_extra, {extra, path_text(parsed.path)}}, suggestion(extra, names, help_hint(parsed.path)));
    }
    return {};
}

// An option that has choices takes no other value.
Result<void> check_choices(const Parsed& parsed) {
    for (const Command* command : parsed.path)
        for (const Option& option : command->options) {
            const auto& choices = option.choices;
            if (choices.empty()) continue;
            for (const std::string& value : parsed.args.all(long_name(option)))
                if (std::find(choices.begin(), choices.end(), value) == choices.end())
                    return fail({Text::err_option_choice, {"--" + long_name(option), value}},
                                suggestion(value, choices, {Text::hint_one_of, {joined(choices)}}));
        }
    const auto& positionals = parsed.path.back()->positionals;
    for (size_t i = 0; i < positionals.size() && i < parsed.args.words.size(); ++i) {
        const Positional& positional = positionals[i];
        const std::string& word = parsed.args.words[i];
        const auto& choices = positional.choices;
        if (choices.empty() || positional.others || std::find(choices.begin(), choices.end(), word) != choices.end()) continue;
        return fail({Text::err_option_choice, {positional.name, word}}, suggestion(word, choices, {Text::hint_one_of, {joined(choices)}}));
    }
    return {};
}

Result<void> check_extras(const Parsed& parsed, const std::vector<std::string>& extras) {
    for (const std::string& extra : extras) {
        if (extra.size() > 1 && extra[0] == '-') {
            const std::string name = extra.substr(0, extra.find('='));
            return fail({Text::err_unknown_option, {path_text(parsed.path), name}},
                        suggestion(name, option_names(parsed.path), help_hint(parsed.path)));
        }
    }
    if (extras.empty()) return {};
    const Command& command = *parsed.path.back();
    std::vector<std::string> names, below;
    for (const Command& child : command.commands) {
        names.push_back(child.name);
        for (const Command& grandchild : child.commands)
            if (grandchild.name == extras.front()) below.push_back(path_text(parsed.path) + " " + child.name + " " + grandchild.name);
    }
    if (!below.empty())
        return fail({Text::err_unknown_command, {extras.front()}},
                    {below.size() == 1 ? Text::hint_did_you_mean : Text::hint_one_of, {joined(below)}});
    const Text what = parsed.path.size() == 1 ? Text::err_unknown_command : Text::err_word_extra;
    return fail({what, {as_typed(extras.front()), path_text(parsed.path)}}, suggestion(extras.front(), names, help_hint(parsed.path)));
}

}  // namespace

std::string path_text(const std::vector<const Command*>& path) {
    std::string text;
    for (const Command* command : path) text.append(text.empty() ? "" : " ").append(command->name);
    return text;
}

Result<Parsed> parse_command_line(const Command& root, const std::vector<std::string>& words) {
    CLI::App app;
    Node tree;
    build(tree, root, app, words);
    std::vector<std::string> reversed;
    const auto dashes = std::find(words.begin(), words.end(), "--");  // behind it stand words only, whatever they look like
    for (auto word = words.begin(); word != dashes; ++word) reversed.push_back(is_below_zero(*word) ? word->substr(1) + "-ago" : *word);
    std::reverse(reversed.begin(), reversed.end());
    Parsed parsed;
    try {
        app.parse(reversed);
    } catch (const CLI::ParseError& error) {
        const std::string what = error.what();
        const std::string name = what.substr(0, what.find(':'));
        if (dynamic_cast<const CLI::ArgumentMismatch*>(&error)) {
            const bool twice = what.find("At Most") != std::string::npos;
            const std::vector<const Command*> path = likely_path(root, words);
            return fail(twice ? Message(Text::err_option_twice, {name}) : Message(Text::err_option_value, {name, shape_of(path, name)}),
                        help_hint(path));
        }
        return fail({Text::err_usage, {what}}, help_hint(likely_path(root, words)));
    }
    std::vector<std::string> extras = app.remaining(false);
    for (Node* node = &tree; node;) {
        parsed.path.push_back(node->command);
        collect(*node, parsed.args, parsed.args.words);
        Node* next = nullptr;
        for (Node& child : node->children)
            if (child.app->parsed()) next = &child;
        if (next) {
            if (!node->words.empty()) extras.push_back(node->words.front());  // `sell TEA:1 list`: words, then a command
            const std::vector<std::string> more = next->app->remaining(false);
            extras.insert(extras.end(), more.begin(), more.end());
        }
        node = next;
    }
    if (dashes != words.end()) parsed.args.words.insert(parsed.args.words.end(), dashes + 1, words.end());
    if (parsed.args.has("help")) return parsed;
    if (const auto ok = check_extras(parsed, extras); !ok) return tl::unexpected<Error>(ok.error());
    if (const auto ok = check_values(tree, parsed); !ok) return tl::unexpected<Error>(ok.error());
    if (const auto ok = check_words(parsed); !ok) return tl::unexpected<Error>(ok.error());
    if (const auto ok = check_choices(parsed); !ok) return tl::unexpected<Error>(ok.error());
    return parsed;
}

}  // namespace daybook
