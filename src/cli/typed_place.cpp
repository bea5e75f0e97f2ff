#include "cli/typed_place.h"

#include <algorithm>

namespace daybook {

namespace {

// "AMOUNT", "ACCOUNT" of "AMOUNT [ACCOUNT]".
std::vector<std::string> value_names(const std::string& value) {
    std::vector<std::string> names;
    std::string name;
    for (char c : value + " ") {
        if (c == '[' || c == ']') continue;
        if (c != ' ') {
            name += c;
        } else if (!name.empty()) {
            names.push_back(name);
            name.clear();
        }
    }
    return names;
}

const Option* option_named(const std::vector<const Command*>& path, const std::string& typed) {
    for (auto command = path.rbegin(); command != path.rend(); ++command)
        for (const Option& option : (*command)->options) {
            const std::vector<std::string> names = spellings(option);
            if (std::find(names.begin(), names.end(), typed) != names.end()) return &option;
        }
    return nullptr;
}

bool is_option(const std::string& word) { return word.size() > 1 && word[0] == '-' && !(word[1] >= '0' && word[1] <= '9'); }

class Walk {
  public:
    Walk() { place_.path.push_back(&program()); }

    void pass(const std::string& word) {
        if (word.empty()) return;
        if (takes_value(word)) {
            if (long_name(*option_) == "file") place_.file = word;
            ++values_;
            return;
        }
        option_ = nullptr;
        if (!only_words_ && word == "--") {
            only_words_ = true;
        } else if (!only_words_ && is_option(word)) {
            const size_t equals = word.find('=');
            const Option* found = option_named(place_.path, word.substr(0, equals));
            if (found && equals != std::string::npos && long_name(*found) == "file") place_.file = word.substr(equals + 1);
            if (found && equals == std::string::npos && !found->value.empty()) option_ = found;
            values_ = 0;
        } else if (const Command* child = child_named(word)) {
            place_.path.push_back(child);
        } else {
            ++words_;
        }
    }

    TypedPlace end(const std::string& word) {
        place_.typed = word;
        if (const size_t equals = word.find('='); !only_words_ && is_option(word) && equals != std::string::npos) {
            place_.typed = word.substr(equals + 1);
            option_ = option_named(place_.path, word.substr(0, equals));
            values_ = 0;
            if (option_) want_value();
            return std::move(place_);
        }
        const bool must = option_ && values_ < std::max(1, option_->least);
        if (takes_value(word)) want_value();
        if (!must && !(is_option(word) && !only_words_)) want_words();
        return std::move(place_);
    }

  private:
    bool takes_value(const std::string& word) const {
        if (!option_) return false;
        if (values_ < std::max(1, option_->least)) return true;
        return (option_->most < 0 || values_ < option_->most) && !is_option(word);
    }

    const Command* child_named(const std::string& word) const {
        if (words_ > 0 || only_words_) return nullptr;
        for (const Command& child : place_.path.back()->commands)
            if (is_called(child, word)) return &child;
        return nullptr;
    }

    void want_value() {
        const std::vector<std::string> names = value_names(option_->value);
        if (names.empty()) return;
        const std::string& name = names[std::min<size_t>(static_cast<size_t>(values_), names.size() - 1)];
        place_.wanted.push_back({name, option_->help, long_name(*option_), !option_->choices.empty()});
    }

    void want_words() {
        int before = 0;
        for (const Positional& positional : place_.path.back()->positionals) {
            if (words_ >= before && (positional.most < 0 || words_ < before + positional.most))
                place_.wanted.push_back({positional.name, positional.help, {}, !positional.choices.empty()});
            // one that may stay away, or be repeated, leaves room for the next
            before += positional.least;
            if (positional.most > 0 && positional.least > 0) before = std::max(before, positional.most);
        }
    }

    TypedPlace place_;
    const Option* option_ = nullptr;  // whose values may come
    int values_ = 0, words_ = 0;      // of it, and of the command, so far
    bool only_words_ = false;
};

}  // namespace

TypedPlace place_of(const std::vector<std::string>& words) {
    Walk walk;
    for (size_t i = 0; i + 1 < words.size(); ++i) walk.pass(words[i]);
    return walk.end(words.empty() ? std::string() : words.back());
}

TypedLine split_line(std::string_view line) {
    TypedLine out;
    constexpr std::string_view breaks = "@><=;|&(:";  // bash's own, between words and within
    std::string word;
    bool begun = false;
    for (size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (out.quote == '\'') {
            if (c == '\'')
                out.quote = 0;
            else
                word += c;
        } else if (c == '\\' && i + 1 < line.size() &&
                   (!out.quote || std::string_view("\\\"$`").find(line[i + 1]) != std::string_view::npos)) {
            word += line[++i];
            begun = true;
        } else if (out.quote) {
            if (c == '"')
                out.quote = 0;
            else
                word += c;
        } else if (c == '\'' || c == '"') {
            out.quote = c;
            out.behind_break = word.size();
            begun = true;
        } else if (c == ' ' || c == '\t') {
            if (begun) out.words.push_back(word);
            word.clear();
            begun = false;
            out.behind_break = 0;
        } else {
            word += c;
            begun = true;
            if (breaks.find(c) != std::string_view::npos) out.behind_break = word.size();
        }
    }
    out.words.push_back(word);
    return out;
}

}  // namespace daybook
