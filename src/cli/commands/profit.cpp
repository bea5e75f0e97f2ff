// daybook profit: what was earned, by what one asks.
#include "reports/profit.h"

#include "cli/axes.h"
#include "cli/command.h"
#include "cli/session.h"

namespace daybook {

namespace {

constexpr std::pair<std::string_view, ProfitBy> ways[] = {
    {"item", ProfitBy::item},         {"style", ProfitBy::style}, {"customer", ProfitBy::customer}, {"channel", ProfitBy::channel},
    {"category", ProfitBy::category}, {"staff", ProfitBy::staff}, {"month", ProfitBy::month}};

int profit_of_style(Session& session, const Args& args) {
    if (!session.find_ledger(args)) return refused;
    Journal journal(session.settings().books);
    if (!session.read_journal(journal)) return refused;
    return answer_of_style(session, args, journal, [&](const Question& question, const Styles::Style& style) {
        constexpr std::string_view figures[] = {"quantity", "revenue", "gross_profit"};
        return style_profit_report(question, style, std::span(figures, args.has("matrix") ? 3 : 0), Text::title_profit_of);
    });
}

int profit(Session& session, const Args& args) {
    if (args.has("style") || args.has("matrix")) return profit_of_style(session, args);
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
    return {"profit",
            Text::cmd_profit,
            {},
            std::vector<Option>{by, {"--top", "N", Text::opt_top}} + style_options() + reading_options(),
            profit,
            {"daybook profit", "daybook profit --by customer -p this-month", "daybook profit --by month -p 2026 -O csv",
             "daybook profit --style TSHIRT --matrix"},
            {}};
}

const Listed listed(50, profit_command);

}  // namespace

}  // namespace daybook
