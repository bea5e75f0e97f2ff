// daybook complete: what may stand in place of the word that is being typed, for the scripts of `daybook completion`. No command to type.
#include <fmt/format.h>

#include <algorithm>

#include "cli/command.h"
#include "cli/session.h"
#include "cli/values.h"

namespace daybook {

namespace {

std::string in_small_letters(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

enum class Fit { as_typed, begins, part, none };

Fit fit_of(std::string_view word, const std::string& typed, const std::string& small) {
    if (word.starts_with(typed)) return Fit::as_typed;
    const size_t at = in_small_letters(word).find(small);
    return at == 0 ? Fit::begins : at == std::string::npos ? Fit::none : Fit::part;
}

// Those that the word so far can mean: first what begins with it, then what holds it; by any of their names. A shell that looks at the word
// itself (`by_word`) is given the name that fits, where the word does not.
std::vector<Fitting> matching(std::vector<Fitting> all, const std::string& typed, bool by_word) {
    constexpr size_t most = 500;
    const std::string small = in_small_letters(typed);
    std::vector<Fitting> first, then;
    for (Fitting& one : all) {
        Fit fit = fit_of(one.word, typed, small);
        for (const std::string& name : one.names) {
            const Fit by_name = name.empty() ? Fit::none : fit_of(name, typed, small);
            if (by_name == Fit::none || fit != Fit::none) continue;
            fit = by_name;
            if (!by_word) break;
            one.help = one.word.ends_with(':') ? one.word.substr(0, one.word.size() - 1) : one.word;
            one.word = one.word.ends_with(':') ? name + ":" : name;
            break;
        }
        if (fit == Fit::none) continue;
        (fit == Fit::part ? then : first).push_back(std::move(one));
    }
    std::move(then.begin(), then.end(), std::back_inserter(first));
    if (first.size() > most) first.resize(most);
    return first;
}

// As bash puts it behind what was typed: no sign in it means anything to the shell. Empty where that cannot be.
std::string for_bash(std::string_view word, char quote) {
    constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-./:@%+=,";
    std::string out;
    for (char c : word) {
        const bool is_plain = static_cast<unsigned char>(c) >= 0x80 || plain.find(c) != std::string_view::npos;
        if (quote == '"' && c == '!') return {};  // it would mean history, behind a backslash too
        if (quote == '\'' && c == '\'')
            out += "'\\'";
        else if ((quote == '"' && std::string_view("\\\"$`").find(c) != std::string_view::npos) || (!quote && !is_plain))
            out += '\\';
        out += c;
    }
    return out;
}

// bash takes away what was typed where several words begin otherwise: a part of a name must be of one only.
std::vector<Fitting> as_bash_can(std::vector<Fitting> found, const std::string& typed) {
    const auto begins = [&](const Fitting& one) { return one.word.starts_with(typed); };
    if (std::any_of(found.begin(), found.end(), begins))
        std::erase_if(found, [&](const Fitting& one) { return !begins(one); });
    else if (found.size() > 1)
        found.clear();
    return found;
}

void answer_bash(const std::vector<Fitting>& found, const TypedLine& line, const std::string& typed) {
    // what bash does not replace: all up to a sign that parts words for it
    const std::string& word = line.words.back();
    const size_t value = word.size() - typed.size(), kept = std::max(line.behind_break, value) - value;
    for (const Fitting& one : as_bash_can(found, typed)) {
        if (kept > 0 && !one.word.starts_with(typed.substr(0, kept))) continue;
        if (const std::string out = for_bash(std::string_view(one.word).substr(kept), line.quote); !out.empty()) fmt::print("{}\n", out);
    }
}

int complete(Session& session, const Args& args) {
    const std::string shell = args.get("shell");
    const bool bash = shell == "bash";
    TypedLine line;
    if (bash && !args.words.empty()) {
        line = split_line(args.words.back());
        line.words.erase(line.words.begin());
    } else {
        line.words = args.words;
    }
    if (line.words.empty()) return done;
    const TypedPlace place = place_of(line.words);
    if (place.wanted.empty()) return done;
    std::string complaints;  // of nobody's: who types wants no errors
    session.hold_complaints(&complaints);
    Args ledger = args;
    if (!place.file.empty()) ledger.set("file", {place.file});
    Journal journal(session.settings().books);
    const bool read = session.find_ledger(ledger) && session.read_journal(journal);
    session.hold_complaints(nullptr);
    if (!read) return done;
    const std::vector<Fitting> found = matching(values_for(session, journal, place), place.typed, shell == "fish");
    if (bash) {
        answer_bash(found, line, place.typed);
        return done;
    }
    for (const Fitting& one : found) fmt::print("{}{}{}\n", one.word, one.help.empty() ? "" : "\t", one.help);
    return done;
}

Command complete_command() {
    Command command{"complete",
                    Text::cmd_complete,
                    {{"WORD", Text::arg_complete, 0, -1}},
                    {{"--shell", "SHELL", Text::opt_shell, 1, 1, false, {"bash", "zsh", "fish"}}},
                    complete,
                    {},
                    {}};
    command.hidden = true;
    return command;
}

const Listed listed(201, complete_command);

}  // namespace

}  // namespace daybook
