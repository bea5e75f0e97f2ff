#include "importing/import_when.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "importing/cell.h"

namespace daybook {

namespace {

struct TestName {
    std::string_view name;
    Test test;
};
constexpr std::array<TestName, 8> tests = {{{"is", Test::is},
                                            {"starts", Test::starts},
                                            {"ends", Test::ends},
                                            {"contains", Test::contains},
                                            {"matches", Test::matches},
                                            {"below", Test::below},
                                            {"above", Test::above},
                                            {"empty", Test::empty}}};

bool truth(RulesSource& source, const toml::node& node, std::string_view key) {
    if (!node.is_boolean()) source.wrong(node.source(), {Text::err_toml_wants_boolean, {key}});
    return node.value_or(true);
}

Condition::Check read_check(RulesSource& source, Test test, const toml::node& node, std::string_view key) {
    Condition::Check check;
    check.test = test;
    if (test == Test::empty) {
        check.empty = truth(source, node, key);
    } else if (test == Test::below || test == Test::above) {
        // a TOML float is not exact: 0.5 is written as a text
        const std::string text = node.is_integer() ? fmt::format("{}", node.as_integer()->get()) : node.value_or(std::string());
        if (node.is_floating_point() || parse_amount(text, quantity_decimals, check.number) != BadNumber::none)
            source.wrong_type(node, key, Text::import_a_number);
    } else {
        check.words = source.texts_of(node, key);
    }
    return check;
}

void read_condition(RulesSource& source, const toml::table& table, std::vector<Condition>& out) {
    Condition condition;
    WordList names = {"column", "not"};
    for (const TestName& one : tests) names.push_back(one.name);
    for (const auto& [key, node] : table) {
        const std::string_view name = key.str();
        const auto test = std::find_if(tests.begin(), tests.end(), [&](const TestName& t) { return t.name == name; });
        if (test != tests.end())
            condition.checks.push_back(read_check(source, test->test, node, name));
        else if (name == "not")
            condition.negated = truth(source, node, name);
        else if (name != "column")
            source.wrong(key.source(), {Text::import_no_test, {name}}, meant(name, names));
    }
    const toml::node* column = table.get("column");
    if (!column) source.wrong(table.source(), {Text::import_missing, {"column"}});
    if (const auto name = column ? source.text_of(*column, "column") : std::nullopt)
        condition.column = source.column(trim_cell(*name), column->source());
    if (condition.checks.empty()) source.wrong(table.source(), Text::import_tests_nothing, meant("", names));
    out.push_back(std::move(condition));
}

bool fits(Test test, std::string_view word, std::string_view cell) {
    switch (test) {
        case Test::starts: return cell.starts_with(word);
        case Test::ends: return cell.ends_with(word);
        case Test::contains: return cell.find(word) != std::string_view::npos;
        case Test::matches: return glob(word, cell);
        default: return cell == word;
    }
}

bool holds(const Condition::Check& check, std::string_view cell, const NumberMarks& marks) {
    if (check.test == Test::empty) return cell.empty() == check.empty;
    if (check.test != Test::below && check.test != Test::above)
        return std::any_of(check.words.begin(), check.words.end(), [&](const std::string& word) { return fits(check.test, word, cell); });
    int64_t number = 0;
    if (parse_amount(cell, quantity_decimals, number, marks) != BadNumber::none) return false;
    return check.test == Test::below ? number < check.number : number > check.number;
}

}  // namespace

std::vector<Condition> read_when(RulesSource& source, const toml::node& node) {
    std::vector<Condition> out;
    const toml::array* list = node.as_array();
    if (const toml::table* one = node.as_table())
        read_condition(source, *one, out);
    else if (list && !list->empty() && list->is_homogeneous(toml::node_type::table))
        for (const toml::node& each : *list) read_condition(source, *each.as_table(), out);
    else
        source.wrong_type(node, "when", Text::import_conditions);
    return out;
}

bool hold(std::span<const Condition> conditions, std::span<const std::string_view> cells, const NumberMarks& marks) {
    return std::all_of(conditions.begin(), conditions.end(), [&](const Condition& condition) {
        const auto check_holds = [&](const Condition::Check& check) { return holds(check, cells[condition.column], marks); };
        return std::all_of(condition.checks.begin(), condition.checks.end(), check_holds) != condition.negated;
    });
}

}  // namespace daybook
