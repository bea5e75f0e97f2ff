#include "cli/typed_words.h"

#include <algorithm>

#include "journal/writer.h"
#include "model/amounts.h"

namespace daybook {

namespace {

bool starts_with_number(const KeySpec& key) {
    const Value first = key.values[0];
    return first == Value::money || first == Value::signed_money || first == Value::price || first == Value::quantity ||
           first == Value::whole;
}

bool is_number(const std::string& word) {
    int64_t ignored = 0;
    const BadNumber fault = parse_decimal(word, 6, ignored);
    return fault != BadNumber::not_a_number;
}

// The words of a repeated option, one group a line: each number starts one, where the key's values start with a number.
std::vector<std::vector<std::string>> groups(const KeySpec& key, const std::vector<std::string>& words) {
    std::vector<std::vector<std::string>> out;
    const bool alone = key.values[1] == Value::none;
    for (const std::string& word : words) {
        bool starts = out.empty() || alone || (starts_with_number(key) && is_number(word));
        if (!starts && key.values[1] == Value::equals)  // 件, or 箱 = 24 件
            starts = word != "=" && (out.back().size() == 1 || out.back().size() == 4);
        if (starts) out.emplace_back();
        out.back().push_back(word);
    }
    return out;
}

// 箱 = 24 盒 in one word, since it was quoted, or typed without blanks: its four words. Empty where it does not read so.
std::vector<std::string> words_of_unit(std::string_view typed) {
    const auto trimmed = [](std::string_view part) {
        while (part.starts_with(' ')) part.remove_prefix(1);
        while (part.ends_with(' ')) part.remove_suffix(1);
        return std::string(part);
    };
    const size_t equals = typed.find('=');
    const std::string name = trimmed(typed.substr(0, equals)), holds = trimmed(typed.substr(equals + 1));
    const size_t digits = std::min(holds.find_first_not_of("0123456789."), holds.size());
    const std::string unit = trimmed(std::string_view(holds).substr(digits));
    if (digits == 0 || name.empty() || unit.empty() || (name + unit).find_first_of(" =") != std::string::npos) return {};
    return {name, "=", holds.substr(0, digits), unit};
}

// Word by word as the journal has them.
Result<std::vector<std::string>> parted(const KeySpec& key, const std::vector<std::string>& typed) {
    if (key.key != Key::unit) return typed;
    std::vector<std::string> words;
    for (const std::string& word : typed) {
        const bool larger = word.size() > 1 && word.find('=') != std::string::npos;
        const std::vector<std::string> parts = larger ? words_of_unit(word) : std::vector<std::string>{word};
        if (parts.empty()) return fail({Text::err_unit_typed, {word}}, Text::hint_unit_typed);
        words.insert(words.end(), parts.begin(), parts.end());
    }
    return words;
}

// "2 积分" in one word is no amount, nor is it what an account or a category is called.
Result<void> check_apart(const KeySpec& key, const std::vector<std::string>& words) {
    if (!starts_with_number(key) || key.values[1] == Value::none) return {};
    for (size_t i = 0; i < words.size(); ++i) {
        const size_t blank = words[i].find(' ');
        const Value value = i < key.values.size() ? key.values[i] : Value::none;
        const bool any_text = i > 0 && value != Value::account && value != Value::category && value != Value::none;
        if (blank == std::string::npos || any_text || !is_number(words[i].substr(0, blank))) continue;
        const std::string apart = words[i].substr(0, blank) + " " + quoted(words[i].substr(blank + 1));
        return fail({Text::err_two_in_one, {words[i]}}, {Text::hint_two_in_one, {key.name, apart}});
    }
    return {};
}

}  // namespace

Result<std::vector<std::vector<std::string>>> words_of_lines(const KeySpec& key, const std::vector<std::string>& typed) {
    const Result<std::vector<std::string>> words = parted(key, typed);
    if (!words) return tl::unexpected<Error>(words.error());
    std::vector<std::vector<std::string>> lines = groups(key, *words);
    for (const std::vector<std::string>& line : lines)
        if (const auto apart = check_apart(key, line); !apart) return tl::unexpected<Error>(apart.error());
    return lines;
}

}  // namespace daybook
