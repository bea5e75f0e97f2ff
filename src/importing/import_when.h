// Conditions on a row's cells, as `when` of the import rules has them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "importing/rules_source.h"

namespace daybook {

enum class Test { is, starts, ends, contains, matches, below, above, empty };

struct Condition {
    struct Check {
        Test test = Test::is;
        std::vector<std::string> words;  // one of them
        int64_t number = 0;              // below, above: in millionths
        bool empty = true;
    };
    uint32_t column = 0;
    bool negated = false;
    std::vector<Check> checks;  // all of them
};

// One { column = …, TEST = … } or a list of them. What is wrong goes to the source's errors.
std::vector<Condition> read_when(RulesSource& source, const toml::node& node);

// Whether all of them hold.
bool hold(std::span<const Condition> conditions, std::span<const std::string_view> cells, const NumberMarks& marks);

}  // namespace daybook
