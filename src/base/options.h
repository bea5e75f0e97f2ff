// What a command or a report takes besides words, and what was typed for it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace daybook {

struct Option {
    std::string names;  // "-b,--begin"
    std::string value;  // how help calls its value: "DATE"; empty for a flag
    Text help;
    int least = 1;  // words it takes
    int most = 1;   // -1: all that follow
    bool repeats = false;
    std::vector<std::string> choices = {};  // where there are any, the only values it takes
    std::vector<Text> named = {};           // likewise, but called so in each language: the command itself reads them
};

// "--begin" of "-b,--begin", without dashes.
std::string long_name(const Option& option);

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
