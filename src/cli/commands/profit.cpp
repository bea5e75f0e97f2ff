// daybook profit: what was earned, by what one asks.
#include "reports/profit.h"

#include "cli/command.h"
#include "cli/session.h"

namespace daybook {

namespace {

constexpr std::pair<std::string_view, ProfitBy> ways[] = {{"item", ProfitBy::item},       {"customer", ProfitBy::customer},
                                                          {"channel", ProfitBy::channel}, {"category", ProfitBy::category},
                                                          {"staff", ProfitBy::staff},     {"month", ProfitBy::month}};

int profit(Session& session, const Args& args) {
    const std::string asked = args.has("by") ? args.get("by") : "item";
    const auto* way = std::find_if(std::begin(ways), std::end(ways), [&](const auto& w) { return w.first == asked; });
    int64_t top = 0;
    if (args.has("top") && (parse_decimal(args.get("top"), 0, top) != BadNumber::none || top < 1))
        return session.say_error(Error({Text::err_option_choice, {"--top", args.get("top")}}, Text::hint_top), bad_usage);
    return session.answer(args, [&](const Question& question) { return profit_report(question, way->second, static_cast<size_t>(top)); });
}

Command profit_command() {
    Option by{"--by", "WHAT", Text::opt_by};
    for (const auto& way : ways) by.choices.emplace_back(way.first);
    return {"profit", Text::cmd_profit,
            {},       std::vector<Option>{by, {"--top", "N", Text::opt_top}} + reading_options(),
            profit,   {"daybook profit", "daybook profit --by customer -p this-month", "daybook profit --by month -p 2026 -O csv"},
            {}};
}

const Listed listed(50, profit_command);

}  // namespace

}  // namespace daybook
