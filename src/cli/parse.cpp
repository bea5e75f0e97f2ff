#include "cli/parse.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <deque>

#include "base/utf8.h"
#include "cli/compose.h"
#include "cli/line_editor.h"
#include "cli/plain_words.h"

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
            node.options.emplace_back(&option, app.add_flag(option.names)->disable_flag_override());
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
        std::vector<std::string> called;
        for (const std::string& word : words)
            if (is_called(child, word) && std::find(called.begin(), called.end(), word) == called.end()) called.push_back(word);
        if (called.empty()) continue;
        CLI::App* below = app.add_subcommand(child.name);
        for (const std::string& word : called)
            if (word != child.name) below->alias(word);
        node.children.emplace_back();
        build(node.children.back(), child, *below, words);
    }
}

// `-3d` and `-300` go through CLI11 as `3d-ago` and `300-ago`.
std::string not_an_option(const std::string& word) { return is_below_zero(word) ? word.substr(1) + "-ago" : word; }

std::string as_typed(const std::string& word) {
    constexpr std::string_view ago = "-ago";
    if (!word.ends_with(ago)) return word;
    const std::string below_zero = "-" + word.substr(0, word.size() - ago.size());
    return is_below_zero(below_zero) ? below_zero : word;
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

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text.append(text.empty() ? "" : ", ").append(word);
    return text;
}

// The names of the option that stand among the words: it is spoken of as it was typed.
std::vector<std::string> typed_names(const Option& option, const std::vector<std::string>& words) {
    const std::vector<std::string> names = spellings(option);
    std::vector<std::string> typed;
    for (const std::string& word : words)
        for (const std::string& name : names)
            if ((word == name || word.starts_with(name + "=")) && std::find(typed.begin(), typed.end(), name) == typed.end())
                typed.push_back(name);
    if (typed.empty()) typed.push_back("--" + long_name(option));
    return typed;
}

// `--to ""`, such as a script writes of a variable that is not set, is not the same as no --to; nor is `--to --via taobao`.
Result<void> check_values(const Parsed& parsed, const std::vector<std::string>& words) {
    const std::vector<std::string> names = option_names(parsed.path);
    for (const Command* command : parsed.path)
        for (const Option& option : command->options)
            for (const std::string& value : parsed.args.all(long_name(option)))
                if (value.empty() || std::find(names.begin(), names.end(), value.substr(0, value.find('='))) != names.end())
                    return fail({Text::err_option_value, {typed_names(option, words).back(), option.value}}, help_hint(parsed.path));
    return {};
}

Message suggestion(std::string_view word, const std::vector<std::string>& known, Message otherwise) {
    const std::vector<std::string_view> views(known.begin(), known.end());
    const std::string_view near = did_you_mean(word, views);
    return near.empty() ? otherwise : Message(Text::hint_did_you_mean, {near});
}

// What it takes, in the reader's language.
Message::Arg choice_names(const std::vector<Choice>& choices) {
    std::vector<std::string> english, chinese;
    for (const Choice& choice : choices) {
        english.push_back(choice.word);
        chinese.push_back(choice.chinese.empty() ? choice.word : choice.chinese);
    }
    return {joined(english), joined(chinese)};
}

Error not_a_choice(const std::string& of, const std::string& value, const std::vector<Choice>& choices) {
    std::vector<std::string> known;
    for (const Choice& choice : choices) known.insert(known.end(), {choice.word, choice.chinese});
    return Error({Text::err_option_choice, {of, value}}, suggestion(value, known, {Text::hint_one_of, {choice_names(choices)}}));
}

// What CLI11 found wrong with how often an option stands, or with what stands behind it. Its own words are in no catalogue.
Error cannot_take_apart(const Command& root, const std::vector<std::string>& words, const CLI::ParseError& error) {
    const std::vector<const Command*> path = likely_path(root, words);
    const std::string what = error.what(), name = what.substr(0, what.find_first_of(": "));
    for (const Command* command : path)
        for (const Option& option : command->options) {
            const std::vector<std::string> names = spellings(option);
            const auto is_name = [&](const std::string& one) { return one == name || one == "--" + name; };
            if (std::none_of(names.begin(), names.end(), is_name)) continue;
            const std::vector<std::string> typed = typed_names(option, words);
            if (option.value.empty()) return Error({Text::err_flag_value, {typed.back()}}, help_hint(path));
            if (typed.size() > 1) return Error({Text::err_option_both, {typed[0], typed[1]}}, help_hint(path));
            if (what.find("At Most") != std::string::npos) return Error({Text::err_option_twice, {typed[0]}}, help_hint(path));
            return Error({Text::err_option_value, {typed[0], option.value}}, help_hint(path));
        }
    return Error(Text::err_usage, help_hint(path));
}

// The names of the commands below, such as can be held against the word.
std::vector<std::string> names_below(const Command& command) {
    std::vector<std::string> names;
    for (const Command& child : command.commands) names.insert(names.end(), {child.name, child.chinese});
    return names;
}

// `销售 TEA:2 收款 136`: the word is a command's name, and an option's without its dashes.
Message option_meant(const Node& node, const Command& below) {
    const std::string name = "--" + below.chinese;
    for (const Option& option : node.command->options)
        if (!node.words.empty() && chinese_name(option) == name) return {Text::hint_did_you_mean, {name}};
    return {};
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
    const std::vector<std::string> names = names_below(command);
    // a word without a colon is more likely a command misspelt
    if (!words.empty() && !names.empty() && !command.positionals.empty() && command.positionals[0].name == "GOODS" && !are_goods(words[0]))
        if (const Message near = suggestion(words[0], names, {}))
            return fail({Text::err_unknown_command, {path_text(parsed.path) + " " + words[0]}}, near);
    if (most >= 0 && static_cast<int>(words.size()) > most) {
        const std::string& extra = words[static_cast<size_t>(most)];
        return fail({Text::err_word_extra, {extra, path_text(parsed.path)}}, suggestion(extra, names, help_hint(parsed.path)));
    }
    return {};
}

// An option that has choices takes no other value; what was typed in Chinese is put in English, as the command knows it.
Result<void> read_choices(Parsed& parsed, const std::vector<std::string>& words) {
    for (const Command* command : parsed.path)
        for (const Option& option : command->options) {
            if (option.choices.empty() || !parsed.args.has(long_name(option))) continue;
            std::vector<std::string> values = parsed.args.all(long_name(option));
            for (std::string& value : values) {
                const Choice* choice = find_choice(option.choices, value);
                if (!choice) return tl::unexpected<Error>(not_a_choice(typed_names(option, words).back(), value, option.choices));
                value = choice->word;
            }
            parsed.args.set(long_name(option), std::move(values));
        }
    const auto& positionals = parsed.path.back()->positionals;
    for (size_t i = 0; i < positionals.size() && i < parsed.args.words.size(); ++i) {
        std::string& word = parsed.args.words[i];
        if (positionals[i].choices.empty()) continue;
        if (const Choice* choice = find_choice(positionals[i].choices, word))
            word = choice->word;
        else if (!positionals[i].others)
            return tl::unexpected<Error>(not_a_choice(positionals[i].name, word, positionals[i].choices));
    }
    return {};
}

Result<void> check_extras(const Parsed& parsed, const std::vector<std::string>& extras) {
    for (const std::string& extra : extras) {
        if (extra.size() > 1 && extra[0] == '-') {
            const std::string name = extra.substr(0, extra.find('='));
            const std::string near = nearest_option(name, option_names(parsed.path));
            return fail({Text::err_unknown_option, {path_text(parsed.path), name}},
                        near.empty() ? help_hint(parsed.path) : Message(Text::hint_did_you_mean, {near}));
        }
    }
    if (extras.empty()) return {};
    const Command& command = *parsed.path.back();
    std::vector<std::string> below;
    for (const Command& child : command.commands)
        for (const Command& grandchild : child.commands)
            if (is_called(grandchild, extras.front())) below.push_back(path_text(parsed.path) + " " + child.name + " " + grandchild.name);
    if (!below.empty())
        return fail({Text::err_unknown_command, {extras.front()}},
                    {below.size() == 1 ? Text::hint_did_you_mean : Text::hint_one_of, {joined(below)}});
    const Text what = parsed.path.size() == 1 ? Text::err_unknown_command : Text::err_word_extra;
    return fail({what, {as_typed(extras.front()), path_text(parsed.path)}},
                suggestion(extras.front(), names_below(command), help_hint(parsed.path)));
}

}  // namespace

std::string path_text(const std::vector<const Command*>& path) {
    std::string text;
    for (const Command* command : path) text.append(text.empty() ? "" : " ").append(command->name);
    return text;
}

std::string chinese_path_text(const std::vector<const Command*>& path) {
    std::string text;
    for (size_t i = 1; i < path.size(); ++i)
        text.append(text.empty() ? "" : " ").append(path[i]->chinese.empty() ? path[i]->name : path[i]->chinese);
    return text;
}

Args likely_globals(const Command& root, const std::vector<std::string>& words) {
    const std::vector<std::string> plain = plain_words(root, words);
    Args args;
    for (const Option& option : root.options) {
        const std::string name = long_name(option);
        if (name != "lang" && name != "file" && name != "color") continue;
        for (size_t i = 0; i < plain.size() && plain[i] != "--"; ++i)
            for (const std::string& spelling : spellings(option)) {
                std::string value;
                if (plain[i] == spelling && i + 1 < plain.size()) value = plain[i + 1];
                if (plain[i].starts_with(spelling + "=")) value = plain[i].substr(spelling.size() + 1);
                const Choice* choice = find_choice(option.choices, value);
                if (!value.empty() && (option.choices.empty() || choice)) args.set(name, {choice ? choice->word : value});
            }
    }
    return args;
}

Result<Parsed> parse_command_line(const Command& root, const std::vector<std::string>& as_given) {
    const std::vector<std::string> words = plain_words(root, as_given);
    CLI::App app;
    Node tree;
    build(tree, root, app, words);
    std::vector<std::string> reversed;
    const auto dashes = std::find(words.begin(), words.end(), "--");  // behind it stand words only, whatever they look like
    std::transform(words.begin(), dashes, std::back_inserter(reversed), not_an_option);
    std::reverse(reversed.begin(), reversed.end());
    Parsed parsed;
    try {
        app.parse(reversed);
    } catch (const CLI::ParseError& error) {
        return tl::unexpected<Error>(cannot_take_apart(root, words, error));
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
            if (const Message meant = option_meant(*node, *next->command); meant && !extras.empty())
                return fail({Text::err_word_extra, {extras.front(), path_text(parsed.path) + " " + next->command->name}}, meant);
            const std::vector<std::string> more = next->app->remaining(false);
            extras.insert(extras.end(), more.begin(), more.end());
        }
        node = next;
    }
    if (dashes != words.end()) parsed.args.words.insert(parsed.args.words.end(), dashes + 1, words.end());
    if (parsed.args.has("help")) return parsed;
    if (const auto ok = check_extras(parsed, extras); !ok) return tl::unexpected<Error>(ok.error());
    if (const auto ok = check_values(parsed, words); !ok) return tl::unexpected<Error>(ok.error());
    if (const auto ok = check_words(parsed); !ok) return tl::unexpected<Error>(ok.error());
    if (const auto ok = read_choices(parsed, words); !ok) return tl::unexpected<Error>(ok.error());
    return parsed;
}

}  // namespace daybook
