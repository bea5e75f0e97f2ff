// What is typed of styles: --axis 颜色=红,蓝, and the entries that declare a style with its items, or put an item among them.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/compose.h"
#include "reports/report.h"

namespace daybook {

// 颜色=红,蓝: the axis and its values, each once. Full-width commas and equals signs are read as what they mean.
struct TypedAxis {
    std::string name;
    std::vector<std::string> values;
};
Result<TypedAxis> parse_axis(const std::string& typed);

// Items that one style may have: 100 sizes in 100 colours are more likely a slip.
constexpr size_t most_items_of_style = 2000;

struct StyleDrafts {
    std::vector<Draft> drafts;        // the style first, then the items that are new to it
    std::vector<std::string> joined;  // codes of these that were items already
};
// The style `draft` with more values on its axes, and an entry for each item that these make.
Result<StyleDrafts> with_items(const Entries& entries, Draft draft, const std::vector<std::string>& axes);

// The item `draft` as one of a style, with one value on each of the style's axes.
Result<void> join_style(const Entries& entries, Draft& draft, const std::string& style, const std::vector<std::string>& axes);

// The style of that code.
Result<const Styles::Style*> known_style(const Entries& entries, std::string_view code);

// Of reports that can be of one style: --style, --matrix.
std::vector<Option> style_options();
// A report of the style of --style.
int answer_of_style(Session& session, const Args& args, const Journal& journal,
                    const std::function<Answer(const Question&, const Styles::Style&)>& ask);

}  // namespace daybook
