#include "cli/typed_words.h"

#include <algorithm>

#include "base/half_width.h"
#include "base/shell_word.h"
#include "model/amounts.h"
#include "model/date.h"
#include "model/typed_amounts.h"

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
        const std::string plain = half_width(word);
        const bool larger = plain.size() > 1 && plain.find('=') != std::string::npos;
        const std::vector<std::string> parts = larger ? words_of_unit(plain) : std::vector<std::string>{plain_code(word)};
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
        const std::string apart = words[i].substr(0, blank) + " " + shell_word(words[i].substr(blank + 1));
        return fail({Text::err_two_in_one, {words[i]}}, {Text::hint_two_in_one, {key.name, apart}});
    }
    return {};
}

// The words of the journal that a value may be, and what they are called in Chinese.
struct NamedValue {
    Value value;
    std::string_view word, chinese;
};

constexpr NamedValue named_values[] = {{Value::yes_no, "yes", "是"},
                                       {Value::yes_no, "no", "否"},
                                       {Value::status, "open", "未结"},
                                       {Value::status, "closed", "已结"},
                                       {Value::account_class, "money", "资金"},
                                       {Value::account_class, "asset", "资产"},
                                       {Value::account_class, "liability", "负债"},
                                       {Value::account_class, "equity", "权益"},
                                       {Value::by, "by", "按"},
                                       {Value::basis, "value", "金额"},
                                       {Value::basis, "quantity", "数量"},
                                       {Value::basis, "weight", "重量"}};

}  // namespace

std::string plain_value(const KeySpec& key, size_t value, const std::string& typed, std::string_view currency) {
    const Value what = value < key.values.size() ? key.values[value] : Value::none;
    for (const NamedValue& named : named_values)
        if (named.value == what && named.chinese == typed) return std::string(named.word);
    switch (what) {
        case Value::money:
        case Value::signed_money:
        case Value::price: return plain_amount(typed, currency);
        case Value::birthday:
            if (const auto day = parse_typed_birthday(typed)) return to_text(*day);
            return half_width(typed);
        case Value::quantity:
        case Value::rate:
        case Value::days:
        case Value::date:
        case Value::whole:
        case Value::yes_no:
        case Value::status:
        case Value::account_class:
        case Value::by:
        case Value::basis:
        case Value::equals: return half_width(typed);
        case Value::word: return plain_code(typed);
        case Value::rest: return key.key == Key::phone ? plain_code(typed) : typed;
        default: return typed;
    }
}

Result<std::vector<std::vector<std::string>>> words_of_lines(const KeySpec& key, const std::vector<std::string>& typed,
                                                             std::string_view currency) {
    Result<std::vector<std::string>> words = parted(key, typed);
    if (!words) return tl::unexpected<Error>(words.error());
    if (starts_with_number(key))
        for (std::string& word : *words)
            if (std::string number = plain_value(key, 0, word, currency); is_number(number)) word = std::move(number);
    std::vector<std::vector<std::string>> lines = groups(key, *words);
    for (const std::vector<std::string>& line : lines)
        if (const auto apart = check_apart(key, line); !apart) return tl::unexpected<Error>(apart.error());
    return lines;
}

}  // namespace daybook
