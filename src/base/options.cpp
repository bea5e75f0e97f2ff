#include "base/options.h"

#include <algorithm>

#include "base/half_width.h"

namespace daybook {

namespace {

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

}  // namespace

const Choice* find_choice(const std::vector<Choice>& choices, const std::string& typed) {
    std::string plain = half_width(typed);
    std::replace(plain.begin(), plain.end(), ' ', '-');  // to ship
    for (const Choice& choice : choices)
        if (choice.word == typed || choice.word == plain || (!typed.empty() && choice.chinese == typed)) return &choice;
    return nullptr;
}

std::vector<std::string> spellings(const Option& option) {
    std::vector<std::string> out;
    for (size_t from = 0; from <= option.names.size();) {
        const size_t comma = std::min(option.names.find(',', from), option.names.size());
        out.push_back(option.names.substr(from, comma - from));
        from = comma + 1;
    }
    return out;
}

std::string long_name(const Option& option) {
    const size_t from = option.names.find("--") + 2;
    return option.names.substr(from, option.names.find(',', from) - from);
}

std::string chinese_name(const Option& option) {
    const std::string last = spellings(option).back();
    return std::all_of(last.begin(), last.end(), is_ascii) ? std::string() : last;
}

std::string english_names(const Option& option) {
    const std::string chinese = chinese_name(option);
    return option.names.substr(0, option.names.size() - (chinese.empty() ? 0 : chinese.size() + 1));
}

std::vector<Option> operator+(std::vector<Option> a, const std::vector<Option>& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

std::string Args::get(const std::string& option) const {
    const auto found = options_.find(option);
    return found == options_.end() || found->second.empty() ? std::string() : found->second.back();
}

const std::vector<std::string>& Args::all(const std::string& option) const {
    static const std::vector<std::string> none;
    const auto found = options_.find(option);
    return found == options_.end() ? none : found->second;
}

std::vector<std::string_view> Args::all_but(const std::string& option) const {
    std::vector<std::string_view> found(words.begin(), words.end());
    for (const auto& [name, values] : options_)
        if (name != option) found.insert(found.end(), values.begin(), values.end());
    return found;
}

Result<int32_t> parse_age(const std::string& typed) {
    std::string number = half_width(typed);
    const auto takes_off = [&](std::string_view unit) {
        const bool ends = number.ends_with(unit);
        if (ends) number.resize(number.size() - unit.size());
        return ends;
    };
    const bool weeks = takes_off("w") || takes_off("周");
    if (!weeks && !takes_off("d")) takes_off("天");
    const bool digits =
        !number.empty() && number.size() <= 5 && std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits) return fail({Text::err_not_an_age, {typed}}, Text::hint_age);
    return std::stoi(number) * (weeks ? 7 : 1);
}

}  // namespace daybook
