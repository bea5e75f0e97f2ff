#include "base/options.h"

#include <algorithm>

namespace daybook {

std::string long_name(const Option& option) { return option.names.substr(option.names.find("--") + 2); }

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
    std::string number = typed;
    const bool weeks = number.ends_with('w');
    if (weeks || number.ends_with('d')) number.pop_back();
    const bool digits =
        !number.empty() && number.size() <= 5 && std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits) return fail({Text::err_not_an_age, {typed}}, Text::hint_age);
    return std::stoi(number) * (weeks ? 7 : 1);
}

}  // namespace daybook
