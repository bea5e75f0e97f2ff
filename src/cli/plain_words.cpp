#include "cli/plain_words.h"

#include <algorithm>
#include <optional>

#include "base/half_width.h"
#include "base/utf8.h"

namespace daybook {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string_view without_dashes(std::string_view name) { return name.substr(std::min(name.find_first_not_of('-'), name.size())); }

// －－客户＝王芳 as --客户=王芳, where there is such an option, or nearly one: what else begins with a dash is a name or a note.
std::optional<std::string> as_option(std::string word, const std::vector<std::string>& names) {
    for (std::string_view dash : {"——", "—"})  // what input methods and word processors make of two dashes
        if (word.starts_with(dash)) word.replace(0, dash.size(), "--");
    const std::string plain = half_width(word);
    if (!plain.starts_with('-')) return std::nullopt;
    const size_t equals = plain.find('=');
    const std::string name = plain.substr(0, equals);
    if (name == "--") return equals == std::string::npos ? std::optional(name) : std::nullopt;
    if (std::find(names.begin(), names.end(), name) == names.end() && nearest_option(name, names).empty()) return std::nullopt;
    return equals == std::string::npos ? name : name + "=" + std::string(typed_part(word, plain, equals + 1));
}

std::vector<std::string> parted_at_wide_spaces(const std::string& word) {
    constexpr std::string_view space = "　";
    std::vector<std::string> parts;
    for (size_t from = 0; from <= word.size();) {
        const size_t end = std::min(word.find(space, from), word.size());
        if (end > from) parts.push_back(word.substr(from, end - from));
        from = end + space.size();
    }
    return parts;
}

// The words that an ideographic space parts: goods, or some with an option among them. A name may hold one.
std::vector<std::string> parted(const std::string& word, const std::vector<std::string>& names) {
    std::vector<std::string> parts = parted_at_wide_spaces(word);
    const auto is_option = [&](const std::string& part) { return as_option(part, names).has_value(); };
    if (!parts.empty() && (std::all_of(parts.begin(), parts.end(), looks_like_goods) || std::any_of(parts.begin(), parts.end(), is_option)))
        return parts;
    return {word};
}

}  // namespace

bool looks_like_goods(const std::string& word) {
    const std::string plain = half_width(word);
    const size_t colon = plain.rfind(':');
    if (colon == std::string::npos || colon == 0 || colon + 1 == plain.size()) return false;
    return is_digit(plain[colon + 1]) || (is_digit(plain.back()) && plain.find_first_of(",=", colon) != std::string::npos);
}

bool is_below_zero(const std::string& word) {
    const std::string_view behind = std::string_view(word).substr(std::min(word.find_first_not_of("0123456789.", 1), word.size()));
    return word.size() > 1 && word[0] == '-' && is_digit(word[1]) && (behind.empty() || behind == "d" || behind == "天");
}

std::vector<const Command*> likely_path(const Command& root, const std::vector<std::string>& words) {
    std::vector<const Command*> path = {&root};
    for (const std::string& word : words)
        for (const Command& child : path.back()->commands)
            if (is_called(child, word)) {
                path.push_back(&child);
                break;
            }
    return path;
}

std::vector<std::string> option_names(const std::vector<const Command*>& path) {
    std::vector<std::string> names;
    for (const Command* command : path)
        for (const Option& option : command->options)
            for (std::string& name : spellings(option))
                if (name.starts_with("--")) names.push_back(std::move(name));
    return names;
}

std::string nearest_option(const std::string& name, const std::vector<std::string>& names) {
    const std::string_view word = without_dashes(name);
    std::vector<std::string_view> known;
    for (const std::string& one : names) {
        if (word == without_dashes(one)) return one;
        if (is_ascii(word) == is_ascii(one)) known.push_back(without_dashes(one));
    }
    const std::string_view near = did_you_mean(word, known);
    return near.empty() ? std::string() : "--" + std::string(near);
}

std::vector<std::string> plain_words(const Command& root, const std::vector<std::string>& words) {
    if (std::all_of(words.begin(), words.end(), is_ascii)) return words;
    const std::vector<std::string> names = option_names(likely_path(root, words));
    std::vector<std::string> out;
    for (size_t i = 0; i < words.size(); ++i) {
        for (std::string& word : parted(words[i], names)) {
            if (is_ascii(word))
                out.push_back(std::move(word));
            else if (std::string plain = half_width(word); is_below_zero(plain))
                out.push_back(std::move(plain));
            else if (std::optional<std::string> option = as_option(word, names))
                out.push_back(std::move(*option));
            else
                out.push_back(std::move(word));
        }
        if (out.back() != "--") continue;
        out.insert(out.end(), words.begin() + static_cast<ptrdiff_t>(i) + 1, words.end());  // words only, whatever they look like
        break;
    }
    return out;
}

}  // namespace daybook
