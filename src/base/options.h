// What a command or a report takes besides words, and what was typed for it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace daybook {

// One of the few values that an option takes. Typed in Chinese, where it has a name there, it means the same.
struct Choice {
    std::string word, chinese;
    Choice(const char* one) : word(one) {}
    Choice(std::string_view one, std::string_view in_chinese = {}) : word(one), chinese(in_chinese) {}
    Choice(std::string_view one, Text label) : word(one), chinese(text(label, Lang::zh)) {}
};

// The choice that was typed, in either language; null where it is none of them.
const Choice* find_choice(const std::vector<Choice>& choices, const std::string& typed);

struct Option {
    std::string names;  // "-b,--begin,--开始": the last is the Chinese one
    std::string value;  // how help calls its value: "DATE"; empty for a flag
    Text help;
    int least = 1;  // words it takes
    int most = 1;   // -1: all that follow
    bool repeats = false;
    std::vector<Choice> choices = {};  // where there are any, the only values it takes
};

// Of "-b,--begin,--开始": "begin", by which what was typed is kept.
std::string long_name(const Option& option);
// "--开始"; empty where it has none.
std::string chinese_name(const Option& option);
// "-b,--begin".
std::string english_names(const Option& option);
// "-b", "--begin", "--开始".
std::vector<std::string> spellings(const Option& option);

std::vector<Option> operator+(std::vector<Option> a, const std::vector<Option>& b);

// What was typed for one command.
class Args {
  public:
    std::vector<std::string> words;  // positionals

    bool has(const std::string& option) const { return options_.count(option) > 0; }
    // The last value given; empty where none was.
    std::string get(const std::string& option) const;
    const std::vector<std::string>& all(const std::string& option) const;
    // Every word and value, but those of one option.
    std::vector<std::string_view> all_but(const std::string& option) const;
    void set(const std::string& option, std::vector<std::string> values) { options_[option] = std::move(values); }
    void drop(const std::string& option) { options_.erase(option); }

  private:
    std::map<std::string, std::vector<std::string>> options_;  // by long name, without dashes
};

// 30, 30d or 4w, in days.
Result<int32_t> parse_age(const std::string& typed);

}  // namespace daybook
